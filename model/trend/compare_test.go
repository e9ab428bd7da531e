package trend

import (
	"testing"
	"time"
)

func TestFiscalYearToDate(t *testing.T) {
	for _, c := range []struct {
		on    Day
		start time.Month
		ago   int
		want  string
	}{
		{DayOf(2026, 7, 13), 4, 0, "2026-04-01 2026-07-13"},
		{DayOf(2026, 7, 13), 4, 1, "2025-04-01 2025-07-13"},
		{DayOf(2026, 2, 3), 4, 0, "2025-04-01 2026-02-03"},
		{DayOf(2024, 2, 29), 4, 1, "2022-04-01 2023-02-28"},
		{DayOf(2026, 7, 13), 0, 0, "2026-01-01 2026-07-13"},
	} {
		s := yearToDate(c.on, c.start, c.ago)
		if got := s.From.String() + " " + s.To.String(); got != c.want {
			t.Errorf("%v from month %d, %d ago: %s, want %s", c.on, c.start, c.ago, got, c.want)
		}
	}
}

func TestMonthToDate(t *testing.T) {
	s := monthToDate(DayOf(2026, 3, 31), 1)
	if s.From != DayOf(2026, 2, 1) || s.To != DayOf(2026, 2, 28) {
		t.Errorf("%v to %v", s.From, s.To)
	}
}

// A month with a holiday in it is no fall.
func TestChangeIsPerOpenDay(t *testing.T) {
	d := &Desk{On: DayOf(2026, 5, 31)}
	start := DayOf(2025, 1, 1)
	s := Series{Key: "a", Start: start, Counts: make([]int32, d.On-start+1)}
	d.Closed = func(day Day) bool {
		return day.Weekday() == time.Sunday || day >= DayOf(2026, 5, 3) && day <= DayOf(2026, 5, 10)
	}
	for k := range s.Counts {
		if !d.Closed(start + Day(k)) {
			s.Counts[k] = 5
		}
	}
	d.Series = []Series{s}
	row := evaluate(t, d).Row("a")
	for name, c := range map[string]Change{"month": row.VsMonth, "month to date": row.MonthToDate, "year": row.VsYear, "fiscal": row.FiscalYear} {
		if !c.Known || c.Ratio < 0.97 || c.Ratio > 1.03 {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if c := row.MonthToDate; c.Now >= c.Before {
		t.Errorf("counts themselves fell: %+v", c)
	}
}

func TestDays(t *testing.T) {
	if d := DayOf(2026, 7, 13); d.String() != "2026-07-13" || d.Weekday() != time.Monday || MondayOf(WeekOf(d)) != d {
		t.Errorf("%v %v", d, d.Weekday())
	}
	for d := Day(-20); d < 20; d++ {
		if m := MondayOf(WeekOf(d)); m > d || d-m > 6 || m.Weekday() != time.Monday {
			t.Errorf("the Monday of %v is %v", d, m)
		}
	}
}
