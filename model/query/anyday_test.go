package query

import (
	"testing"
	"time"

	"koe/model"
	"koe/model/testday"
	"koe/model/when"
)

// Days in words are the days of the calendar on whatever day they are typed: a
// leap day, a year's end, a day with an hour more or less.
func TestAnyDayInWords(t *testing.T) {
	now, zone := testday.Now(), testday.Zone()
	y, m, d := now.Date()
	date := func(y int, m time.Month, d int) model.Day {
		return model.DayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
	}
	today := date(y, m, d)
	monday := today - model.Day((now.Weekday()+6)%7)
	// back is the day n months ago, or its month's last where that is shorter.
	back := func(n int) model.Day {
		last := time.Date(y, m-time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
		return date(last.Year(), last.Month(), min(d, last.Day()))
	}
	env := Env{Now: model.At(now), Zone: zone, Me: "aya", Names: names{}}
	days := func(from, to model.Day) Days { return Days{From: from, To: to} }
	for query, want := range map[string]Days{
		"received:today":      days(today, today),
		"受付日:今日":              days(today, today),
		"received:yesterday":  days(today-1, today-1),
		"受付日:昨日":              days(today-1, today-1),
		"received:this-week":  days(monday, monday+6),
		"received:last-week":  days(monday-7, monday-1),
		"受付日:先週":              days(monday-7, monday-1),
		"received:this-month": days(date(y, m, 1), date(y, m+1, 0)),
		"received:last-month": days(date(y, m-1, 1), date(y, m, 0)),
		"受付日:今月":              days(date(y, m, 1), date(y, m+1, 0)),
		"received:this-year":  days(date(y, 1, 1), date(y, 12, 31)),
		"received:last-year":  days(date(y-1, 1, 1), date(y-1, 12, 31)),
		"received:7d":         days(today-6, today),
		"受付日:2週間":             days(today-13, today),
		"received:1m":         days(back(1)+1, today),
		"received:1y":         days(back(12)+1, today),
	} {
		e, err := Parse(query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		for day := today - 800; day < today+60; day++ {
			if got := Compile(e, env).Match(&model.Issue{Day: day}); got != want.Has(day) {
				t.Errorf("on %s, %s: of %s %v; want %s to %s", today, query, day, got, want.From, want.To)
				break
			}
		}
	}
}

// A deadline is today's from the day's first minute to its last, however many
// hours the day has.
func TestAnyDayHasItsDeadlines(t *testing.T) {
	now, zone := testday.Now(), testday.Zone()
	env := Env{Now: model.At(now), Zone: zone, Me: "aya", Names: names{}}
	for _, c := range []struct {
		day                            model.Day
		hour, minute                   int
		today, tomorrow, within, later bool
	}{
		{0, 0, 0, true, false, false, false}, // over, and today's
		{0, 9, 59, true, false, false, false},
		{0, 10, 1, true, false, true, true},
		{0, 23, 59, true, false, true, true},
		{1, 0, 0, false, true, true, true},
		{1, 23, 59, false, true, true, true},
		{2, 0, 0, false, false, true, true},
		{2, 23, 59, false, false, true, true},
		{3, 0, 0, false, false, false, true},
	} {
		clock := time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute
		issue := &model.Issue{State: model.New, Due: model.At(when.On(model.DayOf(now)+c.day, clock, zone))}
		for query, want := range map[string]bool{"due:today": c.today, "due:tomorrow": c.tomorrow, "due:overdue": !c.later, "期限:今日": c.today} {
			e, err := Parse(query)
			if err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			if got := Compile(e, env).Match(issue); got != want {
				t.Errorf("on %s, %s: due at %s %v, want %v", now.Format(time.DateOnly), query, issue.Due.Time(zone), got, want)
			}
		}
		if e, err := Parse("due:3d -due:overdue"); err != nil || Compile(e, env).Match(issue) != c.within {
			t.Errorf("on %s: due at %s within three days is not %v (%v)", now.Format(time.DateOnly), issue.Due.Time(zone), c.within, err)
		}
	}
}
