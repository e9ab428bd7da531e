package desk

import (
	"testing"
	"time"

	"koe/model/testday"
)

func TestRate(t *testing.T) {
	now := testday.Clock()().Truncate(time.Minute)
	d := &Desk{clock: func() time.Time { return now }}
	for _, c := range []struct {
		after        time.Duration
		done         int
		minute, hour int
	}{
		{0, 3, 3, 3}, {30 * time.Second, 2, 5, 5}, {time.Minute, 1, 6, 6}, {time.Minute, 0, 1, 6}, {10 * time.Minute, 4, 4, 10},
		{49 * time.Minute, 0, 0, 4}, {2 * time.Hour, 7, 7, 7},
	} {
		now = now.Add(c.after)
		if c.done > 0 {
			d.rate.add(now, c.done)
		}
		if minute, hour := d.Rate(); minute != c.minute || hour != c.hour {
			t.Errorf("after %v: %d in the last minute, want %d; %d in the last hour, want %d", c.after, minute, c.minute, hour, c.hour)
		}
	}
	now = now.Add(-time.Hour) // a clock that was set back
	d.rate.add(now, 1)
	if _, hour := d.Rate(); hour != 8 {
		t.Errorf("%d", hour)
	}
}
