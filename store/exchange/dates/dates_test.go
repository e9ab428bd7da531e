package dates

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"
	_ "time/tzdata"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

var tokyo = time.FixedZone("JST", 9*3600)

func TestTime(t *testing.T) {
	for _, tc := range []struct {
		in    string
		order Order
		want  string
		timed bool
	}{
		{"2026-07-13", 0, "2026-07-13T00:00:00+09:00", false},
		{"2026/7/3", 0, "2026-07-03T00:00:00+09:00", false},
		{"2026.07.13 9:05", 0, "2026-07-13T09:05:00+09:00", true},
		{"2012/10/09 14:50:17.000", 0, "2012-10-09T14:50:17+09:00", true},
		{"2026-07-13T09:00:00Z", 0, "2026-07-13T09:00:00Z", true},
		{"2026-07-13T09:00:00.123+02:00", 0, "2026-07-13T09:00:00.123+02:00", true},
		{"2026-07-13 09:00:00 -0500", 0, "2026-07-13T09:00:00-05:00", true},
		{"2026-07-13 09:00:00 UTC", 0, "2026-07-13T09:00:00Z", true},
		{"2020-12-28T08:00:00", 0, "2020-12-28T08:00:00+09:00", true},
		{"11/13/2014", MDY, "2014-11-13T00:00:00+09:00", false},
		{"01/06/2018 10:18:29 AM", MDY, "2018-01-06T10:18:29+09:00", true},
		{"01/06/2018 12:00:09 AM", MDY, "2018-01-06T00:00:09+09:00", true},
		{"01/06/2018 12:18 p.m.", MDY, "2018-01-06T12:18:00+09:00", true},
		{"22-04-15", DMY, "2015-04-22T00:00:00+09:00", false},
		{"15/04/22", YMD, "2015-04-22T00:00:00+09:00", false},
		{"03-02-99", DMY, "1999-02-03T00:00:00+09:00", false},
		{"22-Apr-15", 0, "2015-04-22T00:00:00+09:00", false},
		{"14/Jul/25 3:42 PM", 0, "2025-07-14T15:42:00+09:00", true},
		{"29/2/2016 01:16", DMY, "2016-02-29T01:16:00+09:00", true},
		{"04/04/2016", 0, "2016-04-04T00:00:00+09:00", false},
		{"Apr 22, 2015 3:53:50 PM", 0, "2015-04-22T15:53:50+09:00", true},
		{"22 April 2015", 0, "2015-04-22T00:00:00+09:00", false},
		{"Mon, 13 Jul 2026 15:42:00 +0900", 0, "2026-07-13T15:42:00+09:00", true},
		{"July 4th, 2025 at 9:30 AM", 0, "2025-07-04T09:30:00+09:00", true},
		{"2026年7月13日", 0, "2026-07-13T00:00:00+09:00", false},
		{"2026年7月13日(月) 15時42分", 0, "2026-07-13T15:42:00+09:00", true},
		{"2026年 7月 5日（日）午後3時", 0, "2026-07-05T15:00:00+09:00", true},
		{"２０２６／７／１３　９：０５", 0, "2026-07-13T09:05:00+09:00", true},
		{"令和8年7月13日", 0, "2026-07-13T00:00:00+09:00", false},
		{"令和元年5月1日", 0, "2019-05-01T00:00:00+09:00", false},
		{"平成31年4月30日 午前9時15分", 0, "2019-04-30T09:15:00+09:00", true},
		{"令和八年七月十三日", 0, "2026-07-13T00:00:00+09:00", false},
		{"二〇二六年七月十三日 午後3時", 0, "2026-07-13T15:00:00+09:00", true},
		{"㍻31年4月30日", 0, "2019-04-30T00:00:00+09:00", false},
		{"㋿8年7月13日", 0, "2026-07-13T00:00:00+09:00", false},
		{"令8.7.13", 0, "2026-07-13T00:00:00+09:00", false},
		{"R8.7.13", 0, "2026-07-13T00:00:00+09:00", false},
		{"H31/04/30", 0, "2019-04-30T00:00:00+09:00", false},
		{"20260713", 0, "2026-07-13T00:00:00+09:00", false},
		{"20260713 154207", 0, "2026-07-13T15:42:07+09:00", true},
		{"20260713154207", 0, "2026-07-13T15:42:07+09:00", true},
		{"46216", 0, "2026-07-13T00:00:00+09:00", false},
		{"46216.65625", 0, "2026-07-13T15:45:00+09:00", true},
		{"1783953720", 0, "2026-07-13T23:42:00+09:00", true},
		{"1783953720123", 0, "2026-07-13T23:42:00.123+09:00", true},
	} {
		got, timed, err := NewReading(tc.order, now).Time(tc.in, tokyo)
		want, perr := time.Parse(time.RFC3339Nano, tc.want)
		if perr != nil {
			t.Fatal(perr)
		}
		if err != nil || !got.Equal(want) || timed != tc.timed {
			t.Errorf("%s (%s): got %v %v %v, want %v", tc.in, tc.order, got, timed, err, tc.want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tc := range []struct {
		in    string
		order Order
		want  error
	}{
		{"yesterday", 0, ErrNoDate},
		{"", 0, ErrNoDate},
		{"?", 0, ErrNoDate},
		{"12345", 0, ErrNoDate},
		{"3.14", 0, ErrNoDate},
		{"1.78E+12", 0, ErrNoDate},
		{"000200000E20", 0, ErrNoDate},
		{"2026-07", 0, ErrNoDate},
		{"2026年7月", 0, ErrNoDate},
		{"2026-07-13 25:00", 0, ErrNoDate},
		{"2026-07-13 and more", 0, ErrNoDate},
		{"192.168.0.1", 0, ErrNoDate},
		{"2026-02-30", 0, ErrImpossible},
		{"31/04/2016", DMY, ErrImpossible},
		{"13/31/2016", MDY, ErrImpossible},
		{"0001-01-01", 0, ErrImpossible},
		{"2026-11-23", 0, ErrFuture},
		{"2062-01-01", 0, ErrFuture},
	} {
		if got, _, err := NewReading(tc.order, now).Time(tc.in, time.UTC); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, %v; want %v", tc.in, got, err, tc.want)
		}
	}
	if _, _, err := NewReading(0, now).WithFuture().Time("2026-11-23", time.UTC); err != nil {
		t.Errorf("a date to come where those are expected: %v", err)
	}
}

func TestColumn(t *testing.T) {
	for name, tc := range map[string]struct {
		in   []string
		want Order
		open []Order
	}{
		"ISO":                       {[]string{"2015-03-04", "2015-12-31"}, 0, nil},
		"day first":                 {[]string{"03/04/2015", "29/2/2016"}, DMY, nil},
		"month first":               {[]string{"03/04/2015", "11/13/2014 12:00:00 AM"}, MDY, nil},
		"cannot be told":            {[]string{"03/04/2015", "05/06/2015"}, 0, []Order{MDY, DMY}},
		"same either way":           {[]string{"04/04/2015", "06/06/2015"}, 0, nil},
		"two digits, day first":     {[]string{"22-04-15", "30-12-15", "01-02-15"}, DMY, nil},
		"two digits, year first":    {[]string{"15/04/22", "15/12/30", "15/02/01"}, YMD, nil},
		"two digits, month first":   {[]string{"04/22/15", "12/30/15"}, MDY, nil},
		"two digits, all open":      {[]string{"03/04/05"}, 0, []Order{YMD, MDY, DMY}},
		"one slip does not confuse": {append(many("%02d/02/2015", 13, 28, 4), "02/13/2015"), DMY, nil},
		"two programs mixed":        {[]string{"02/13/2015", "13/02/2015"}, 0, []Order{MDY, DMY}},
		"month names":               {[]string{"22-Apr-15"}, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := NewColumn("Date", now)
			for _, v := range tc.in {
				c.Add(v)
			}
			got, err := c.Reading(0)
			var amb *Ambiguous
			if errors.As(err, &amb) {
				if !reflect.DeepEqual(amb.Orders, tc.open) || amb.Sample == "" && name != "two programs mixed" {
					t.Errorf("open %v, sample %q; want %v", amb.Orders, amb.Sample, tc.open)
				}
				return
			}
			if err != nil || got.Order != tc.want || tc.open != nil {
				t.Errorf("got %v, %v; want %v %v", got.Order, err, tc.want, tc.open)
			}
		})
	}
}

func many(format string, from, to, times int) []string {
	var all []string
	for range times {
		for i := from; i <= to; i++ {
			all = append(all, fmt.Sprintf(format, i))
		}
	}
	return all
}

// One program wrote all columns of a file, so that one of them tells the order
// of another.
func TestOtherColumnTells(t *testing.T) {
	opened, closed := NewColumn("opened", now), NewColumn("closed", now)
	opened.Add("03/04/2015")
	closed.Add("03/19/2015")
	if r, err := opened.Reading(0, closed); err != nil || r.Order != MDY {
		t.Errorf("got %v, %v", r.Order, err)
	}
	if r, err := opened.Reading(DMY, closed); err != nil || r.Order != DMY {
		t.Errorf("a given order: got %v, %v", r.Order, err)
	}
}

func TestNoDates(t *testing.T) {
	c := NewColumn("Note", now)
	c.Add("hello")
	if _, err := c.Reading(0); !errors.Is(err, ErrNone) || c.Dates() != 0 || c.Values() != 1 {
		t.Errorf("%v, %d of %d", err, c.Dates(), c.Values())
	}
}

func TestClock(t *testing.T) {
	for in, want := range map[string]string{
		"3:53:50 PM": "15:53:50", "12:05 AM": "0:5:0", "9:05": "9:5:0", "9時5分": "9:5:0", "15時42分": "15:42:0", "午後3時": "15:0:0", "154207": "15:42:7", "noon": "", "25:00": "",
	} {
		h, m, s, ok := Clock(in)
		if got := fmt.Sprintf("%d:%d:%d", h, m, s); ok != (want != "") || ok && got != want {
			t.Errorf("%s: got %s %v, want %s", in, got, ok, want)
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"令和元年5月1日", "R8.7.13", "14/Jul/25 3:42 PM", "Mon, 13 Jul 2026 15:42:00 +0900 (JST)", "46216.65", "20260713T154207Z", "2026年7月5日（日）午後3時"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for o := Order(0); o <= DMY; o++ {
			got, _, err := NewReading(o, now).Time(s, tokyo)
			if err == nil && (got.After(now.Add(25*time.Hour)) || got.Year() < 1899) {
				t.Errorf("%q as %s: %v", s, o, got)
			}
		}
		c := NewColumn("x", now)
		c.Add(s)
		c.Reading(0)
	})
}

func BenchmarkAdd(b *testing.B) {
	c := NewColumn("x", now)
	for b.Loop() {
		c.Add("01/06/2018 10:18:29 AM")
	}
}

// A day whose midnight no clock shows is that day all the same.
func TestADayWithoutMidnight(t *testing.T) {
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"2026-09-06": "2026-09-06T01:00:00-03:00", "2026-09-06 00:30": "2026-09-06T01:30:00-03:00", "2026-09-05": "2026-09-05T00:00:00-04:00",
		"2026-04-04 23:30": "2026-04-04T23:30:00-03:00", // the first of two
	} {
		if got, _, err := NewReading(0, now).Time(in, zone); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%s is %s, %v; want %s", in, got, err, want)
		}
	}
}
