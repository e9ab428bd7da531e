package trend

import "testing"

// A series declared fixed is called back by its last four weeks against the
// time since, where that is four weeks at least and what came back is more than
// a handful.
func TestWhenASeriesIsBack(t *testing.T) {
	const on, days = 400, 400
	for name, c := range map[string]struct {
		fixed Day
		quiet int32 // a day from the day it was fixed to four weeks ago
		late  int32 // a day in the last four weeks
		burst Day   // on which 900 came; 0 is none
		want  bool
	}{
		"never declared fixed":                     {0, 0, 3, 0, false},
		"back":                                     {300, 0, 3, 0, true},
		"back after exactly four weeks":            {on - 56, 0, 3, 0, true},
		"fixed a day too late to tell":             {on - 55, 0, 3, 0, false},
		"still gone":                               {300, 0, 0, 0, false},
		"as it was when it was fixed":              {300, 3, 3, 0, false},
		"three times what it was":                  {300, 1, 3, 0, true},
		"a burst on the day it was fixed":          {300, 0, 1, 300, true},
		"a burst the day after it was fixed":       {300, 0, 1, 301, false},
		"a burst on the last day before the weeks": {300, 0, 1, on - 28, false},
		"a burst on the first day of the weeks":    {300, 0, 0, on - 27, true},
		"a burst today":                            {300, 0, 0, on, true},
		"a burst tomorrow":                         {300, 0, 0, on + 1, false},
	} {
		s := Series{FixedOn: c.fixed, Counts: make([]int32, days+2)}
		for k := range s.Counts {
			switch day := s.Start + Day(k); {
			case c.burst != 0 && day == c.burst:
				s.Counts[k] = 900
			case day > on-28 && day <= on:
				s.Counts[k] = c.late
			case day > c.fixed:
				s.Counts[k] = c.quiet
			default:
				s.Counts[k] = 9 // before the fix, which says nothing
			}
		}
		l := &layout{block: 7, cal: calendar{on: on, days: days, byNow: 1}}
		a := &analysis{series: &s, fit: fit{phi: 1.2}, prof: flatProfile()}
		if got := l.recurred(a); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
