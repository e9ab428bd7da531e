package desk

import (
	"context"
	"crypto/rand"
	"sync/atomic"
	"testing"
	"time"

	"koe/model"
	"koe/model/testday"
	"koe/model/trend/effect"
	"koe/store/demo"
	"koe/store/kv/memory"
)

// A dial is a clock that is set by hand.
type dial struct{ at atomic.Pointer[time.Time] }

func (c *dial) Set(t time.Time) { c.at.Store(&t) }
func (c *dial) now() time.Time  { return *c.at.Load() }

// On whatever day the demo is laid, its trends are of that day and tell the
// stories that were planted: two rises to act on, and an action that worked.
func TestAnyDayHasItsTrends(t *testing.T) {
	now, zone := testday.Now(), testday.Zone()
	today := model.DayOf(now)
	var clock dial
	clock.Set(now.AddDate(0, 0, -740))
	d, err := Open(context.Background(), Options{
		Engine: memory.New(), Clock: clock.now, Rand: rand.Reader, Found: &Founding{Zone: testday.ZoneName(), Owner: "you"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	o := demo.Options{Seed: 1, Last: today - 1, Zone: zone}
	if err := demo.Fill(context.Background(), d, &clock, "you", o); err != nil {
		t.Fatal(err)
	}
	clock.Set(now)
	week := map[model.TagKey]int{}
	for row := range demo.Rows(o) {
		if row.ReceivedAt.Day(zone) > today-7 {
			week[row.Tags[0].Key()]++
		}
	}

	got, err := d.Trends(context.Background(), model.TrendQuery{Who: "you"})
	if err != nil {
		t.Fatal(err)
	}
	if got.On != today || !got.Today || got.Newest != today-1 {
		t.Errorf("looked from %s (today: %v), the newest of %s; want %s", got.On, got.Today, got.Newest, today)
	}
	rising := map[model.TagKey]bool{"billing/double-charge": true, "billing/refund-delay": true}
	for _, row := range got.Rows {
		for _, w := range row.Windows {
			if w.Days == 7 && row.Parent != "" && w.Observed != week[row.Tag] {
				t.Errorf("%s: %d in seven days, want %d", row.Path, w.Observed, week[row.Tag])
			}
		}
		if rising[row.Tag] {
			delete(rising, row.Tag)
			if !row.ActOn {
				t.Errorf("%s rises and is %s with q %.3f", row.Path, row.State, row.Q)
			}
		}
	}
	if len(rising) > 0 {
		t.Errorf("no rows of %v", rising)
	}
	if len(got.Efforts) != 1 || got.Efforts[0].Effect.Verdict != effect.Worked {
		t.Errorf("the quieter music is not seen to have worked: %+v", got.Efforts)
	}
}
