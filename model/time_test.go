package model

import (
	"reflect"
	"testing"
	"time"
	_ "time/tzdata"
)

// TestMonthsAreTheCalendars holds the short way to a month's first day to the
// calendar's own.
func TestMonthsAreTheCalendars(t *testing.T) {
	for year := range 2410 {
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

// Clocks are put forward over midnight in some places and back over it in
// others: a day is still that day and begins at its first moment.
func TestDaysBeginAtTheirFirstMoment(t *testing.T) {
	for _, c := range []struct{ zone, day, want string }{
		{"Asia/Tokyo", "2026-07-13", "2026-07-13T00:00:00+09:00"},
		{"Europe/London", "2026-03-29", "2026-03-29T00:00:00Z"},
		{"Europe/London", "2026-10-25", "2026-10-25T00:00:00+01:00"},
		{"America/New_York", "2026-03-08", "2026-03-08T00:00:00-05:00"},
		{"America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00"},  // 0:00 is 1:00
		{"America/Santiago", "2026-04-05", "2026-04-05T00:00:00-04:00"},  // 24:00 of the 4th was 23:00
		{"America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00"},    // 0:00 is 1:00
		{"America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"},    // 1:00 is 0:00 again
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"}, // 0:00 is 1:00
		{"Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00Z"},        // 0:00 is 1:00
		{"Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00Z"},        // 1:00 is 0:00 again
		{"Asia/Gaza", "2021-10-29", "2021-10-29T00:00:00+03:00"},         // 1:00 is 0:00 again
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},      // a day that never was
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		day, err := ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := day.Time(loc).Format(time.RFC3339); got != c.want {
			t.Errorf("%s in %s begins at %s, want %s", c.day, c.zone, got, c.want)
		}
	}
	for _, zone := range []string{"Asia/Tokyo", "Europe/London", "America/New_York", "America/Santiago", "America/Havana", "America/Sao_Paulo", "Atlantic/Azores", "Asia/Gaza", "Africa/Monrovia"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for day := Date(1971, time.January, 1); day < Date(2038, time.January, 1); day++ {
			at := day.Time(loc)
			if DayOf(at) != day || DayOf(at.Add(-time.Millisecond)) != day-1 {
				t.Fatalf("%s in %s is said to begin at %s", day, zone, at)
			}
		}
	}
}

func TestInstants(t *testing.T) {
	if !At(time.Time{}).IsZero() || At(time.UnixMilli(7)) != 7 || Instant(7).IsZero() {
		t.Error("an instant is milliseconds, and none for no time")
	}
	at := At(time.Date(2026, 7, 13, 1, 30, 0, 0, time.UTC))
	if got := at.Time(nil); got.Location() != time.UTC || got.Hour() != 1 {
		t.Errorf("%v", got)
	}
	if got := at.Time(tokyo); got.Location() != tokyo || got.Hour() != 10 || got.Minute() != 30 {
		t.Errorf("%v", got)
	}
	if got := Instant(0).Time(tokyo); !got.IsZero() {
		t.Errorf("no instant is %v", got)
	}
	if got := Instant(0).Day(tokyo); got != 0 {
		t.Errorf("no instant is on %s", got)
	}
	if got := at.Add(90 * time.Second); got != at+90_000 || got.Sub(at) != 90*time.Second || at.Sub(got) != -90*time.Second {
		t.Errorf("%d after %d", got, at)
	}
	for at, want := range map[Instant]string{0: "", 7: "1970-01-01T00:00:00.007Z", 7000: "1970-01-01T00:00:07Z"} {
		b, err := at.MarshalText()
		back := Instant(1)
		if string(b) != want || err != nil || back.UnmarshalText(b) != nil || back != at {
			t.Errorf("%d is written %q and read as %d", at, b, back)
		}
	}
	var i Instant
	if err := i.UnmarshalText([]byte("2026-07-13T10:00:00+09:00")); err != nil || i != testNow {
		t.Errorf("%d, %v", i, err)
	}
	if err := i.UnmarshalText([]byte("soon")); !reflect.DeepEqual(err, &Refusal{Code: BadValue, Field: "at", Value: "soon", Shape: TimeShape}) {
		t.Errorf("soon is %v", err)
	}
}

func TestDays(t *testing.T) {
	for day, want := range map[Day]string{1: "1970-01-01", 2: "1970-01-02", -1: "1969-12-30", Date(1969, 12, 31) - 1: "1969-12-30", Date(2026, 7, 13): "2026-07-13"} {
		if got := day.String(); got != want {
			t.Errorf("day %d is %s, want %s", day, got, want)
		}
	}
	if Date(1970, 1, 1) != 1 || Date(1970, 1, 2) != 2 || Date(1969, 12, 30) != -1 || Day(0).String() != "" {
		t.Error("days are counted from 1970-01-01, day 1")
	}
	if got := Date(2026, 7, 13).Time(tokyo); got.Location() != tokyo || got.Hour() != 0 || got.Day() != 13 {
		t.Errorf("%v", got)
	}
	if got := Date(2026, 7, 13).Time(nil); got.Location() != time.UTC || got.Day() != 13 {
		t.Errorf("%v", got)
	}
	if got := Date(2026, 7, 13).Month(); got != 2026*12+6 || got.First() != Date(2026, 7, 1) {
		t.Errorf("month %d, from %s", got, got.First())
	}
	for day, want := range map[Day]string{0: "", Date(2026, 7, 13): "2026-07-13"} {
		b, err := day.MarshalText()
		back := Day(5)
		if string(b) != want || err != nil || back.UnmarshalText(b) != nil || back != day {
			t.Errorf("%d is written %q and read as %d", day, b, back)
		}
	}
	for _, s := range []string{"soon", "2026-02-30", "2026/07/13", ""} {
		if _, err := ParseDay(s); !reflect.DeepEqual(err, &Refusal{Code: BadValue, Field: "day", Value: s, Shape: DayShape}) {
			t.Errorf("%q is %v", s, err)
		}
	}
	kept := Day(5)
	if err := kept.UnmarshalText([]byte("soon")); err == nil || kept != 5 {
		t.Errorf("soon is %d, %v", kept, err)
	}
}
