package model

import (
	"testing"
	"time"
)

// TestMonthsAreTheCalendars holds the short way to a month's first day to the
// calendar's own.
func TestMonthsAreTheCalendars(t *testing.T) {
	for year := 1890; year <= 2410; year++ {
		for month := time.January; month <= time.December; month++ {
			first := Date(year, month, 1)
			m := first.Month()
			if m.First() != first {
				t.Fatalf("%d-%02d: the first is %s, want %s", year, month, m.First(), first)
			}
			if days := Date(year, month+1, 1) - first; m.Days() != int(days) {
				t.Fatalf("%d-%02d: %d days, want %d", year, month, m.Days(), days)
			}
		}
	}
}

func TestDaysReadAndWrite(t *testing.T) {
	for _, s := range []string{"1970-01-01", "2024-02-29", "2026-07-13"} {
		d, err := ParseDay(s)
		if err != nil || d.String() != s {
			t.Errorf("%s reads as %s, %v", s, d, err)
		}
	}
	if Date(2026, 7, 13).Weekday() != time.Monday {
		t.Error("2026-07-13 is a Monday")
	}
	tokyo := time.FixedZone("JST", 9*3600)
	late := At(time.Date(2026, 7, 12, 16, 0, 0, 0, time.UTC))
	if got := late.Day(tokyo); got != Date(2026, 7, 13) {
		t.Errorf("16:00 in London is the day after in Tokyo, not %s", got)
	}
}
