package model

import (
	"testing"
	"time"

	"koe/model/trend"
)

// A day goes to the engine and comes back as the same civil day, and what is
// not set stays so.
func TestDaysOfTheEngine(t *testing.T) {
	day := Date(2026, time.July, 13)
	if got := day.ForEngine(); got != trend.DayOf(2026, time.July, 13) {
		t.Errorf("%v is %v for the engine", day, got)
	}
	if got := DayFromEngine(day.ForEngine()); got != day {
		t.Errorf("%v came back as %v", day, got)
	}
	if Day(0).ForEngine() != 0 || DayFromEngine(0) != 0 {
		t.Error("no day became one")
	}
	row := TrendRow{Row: trend.Row{Onset: trend.DayOf(2026, time.June, 7), Reason: trend.Reason{Since: trend.DayOf(2026, time.June, 8)}}}
	if row.Began() != Date(2026, time.June, 7) || row.Since() != Date(2026, time.June, 8) {
		t.Errorf("%v, %v", row.Began(), row.Since())
	}
	all := Trends{}
	if all.Recategorised() != 0 {
		t.Error("no report changed its categories")
	}
	all.Report = &trend.Report{Categories: &trend.Categories{On: trend.DayOf(2026, time.July, 1)}}
	if all.Recategorised() != Date(2026, time.July, 1) {
		t.Errorf("%v", all.Recategorised())
	}
}
