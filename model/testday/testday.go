// Package testday is the day that tests stand on: 22 November 2026 in Tokyo,
// or what KOE_TEST_DAY and KOE_TEST_ZONE say. No test looks at the machine's
// clock for a day, so that none depends on when and where it runs; the runs of
// .ci/run on a leap day, at a year's end and over a change of clocks go
// through here. It is for tests alone.
package testday

import (
	"fmt"
	"os"
	"time"
	_ "time/tzdata" // zones on machines that have none
)

// The variables of the environment that move the day, such as 2028-02-29, and
// the zone, such as America/New_York.
const (
	DayVariable  = "KOE_TEST_DAY"
	ZoneVariable = "KOE_TEST_ZONE"
)

const (
	usualDay  = "2026-11-22"
	usualZone = "Asia/Tokyo"
	hour      = 10 // no zone changes its clocks then
)

// Zone is where tests stand.
func Zone() *time.Location {
	zone, err := time.LoadLocation(ZoneName())
	if err != nil {
		panic(fmt.Sprintf("%s: %v", ZoneVariable, err))
	}
	return zone
}

// ZoneName is the zone's name, as a program is told it.
func ZoneName() string { return said(ZoneVariable, usualZone) }

// Now is the moment tests stand at: ten in the morning of the day.
func Now() time.Time {
	day, err := time.Parse(time.DateOnly, said(DayVariable, usualDay))
	if err != nil {
		panic(fmt.Sprintf("%s: %v", DayVariable, err))
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, hour, 0, 0, 0, Zone())
}

// Day is the day as it is typed: 2026-11-22.
func Day() string { return Now().Format(time.DateOnly) }

// Clock is a clock that stands at [Now] at this moment and runs on as the
// machine's does, for what needs one moment to lie after another.
func Clock() func() time.Time {
	began, at := time.Now(), Now()
	return func() time.Time { return at.Add(time.Since(began)) }
}

func said(variable, usual string) string {
	if s := os.Getenv(variable); s != "" {
		return s
	}
	return usual
}
