package when

import (
	"testing"
	"time"

	"koe/model"
	"koe/model/testday"
)

// Days and times in words are those of the calendar and the clock on the wall, whatever day they
// are said on: a leap day, a year's end, a day with an hour more or less.
func TestAnyDayInWords(t *testing.T) {
	now := testday.Now()
	y, m, d := now.Date()
	day := func(m time.Month, d int) model.Day { return model.DayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) }
	monday := d - int(now.Weekday()+6)%7
	short := min(d, time.Date(y, m+2, 0, 0, 0, 0, 0, time.UTC).Day()) // in a month that has no such day its last
	for typed, want := range map[string]model.Day{
		"today": day(m, d), "今日": day(m, d), "tomorrow": day(m, d+1), "明日": day(m, d+1), "あさって": day(m, d+2),
		"+3d": day(m, d+3), "3日後": day(m, d+3), "in two weeks": day(m, d+14), "2週間後": day(m, d+14),
		"+1mo": day(m+1, short), "1か月後": day(m+1, short), "next week mon": day(m, monday+7), "来週の月曜": day(m, monday+7),
		"end of month": day(m+1, 0), "月末": day(m+1, 0), "来月末": day(m+2, 0),
	} {
		got, err := Reader{Now: now, Sense: Coming}.Day(typed)
		if err != nil || got != want {
			t.Errorf("on %s, %q: %s, %v; want %s", now.Format(time.DateOnly), typed, got, err, want)
		}
	}
	for typed, want := range map[string]model.Day{"yesterday": day(m, d-1), "昨日": day(m, d-1), "-1w": day(m, d-7), "先月末": day(m, 0)} {
		got, err := Reader{Now: now, Sense: Past}.Day(typed)
		if err != nil || got != want {
			t.Errorf("on %s, %q: %s, %v; want %s", now.Format(time.DateOnly), typed, got, err, want)
		}
	}
	for typed, want := range map[string]time.Time{
		"tomorrow 9:00": time.Date(y, m, d+1, 9, 0, 0, 0, now.Location()), "明日15時半": time.Date(y, m, d+1, 15, 30, 0, 0, now.Location()),
		"17:00": time.Date(y, m, d, 17, 0, 0, 0, now.Location()), "月末 17:00": time.Date(y, m+1, 0, 17, 0, 0, 0, now.Location()),
		"in 3 hours": now.Add(3 * time.Hour), "24時間後": now.Add(24 * time.Hour),
	} {
		got, err := Reader{Now: now, Sense: Coming}.Moment(typed)
		if err != nil || !got.Time(now.Location()).Equal(want) {
			t.Errorf("at %s, %q: %s, %v; want %s", now, typed, got.Time(now.Location()), err, want)
		}
	}
}
