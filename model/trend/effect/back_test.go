package effect_test

import (
	"testing"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// A series declared fixed is back when its last four weeks stand clearly above
// the time since, the desk's own movement taken out.
func TestBack(t *testing.T) {
	const fixed = on - 100
	for name, c := range map[string]struct {
		fixed       trend.Day
		quiet, late float64 // issues a day since it was fixed, and in the last four weeks
		common      float64 // of all, in the last four weeks
		want        bool
	}{
		"back":                                   {fixed, 0, 2, 1, true},
		"back after exactly four weeks":          {on - 56, 0, 2, 1, true},
		"fixed a day too late to tell":           {on - 55, 0, 2, 1, false},
		"still gone":                             {fixed, 0, 0, 1, false},
		"two issues":                             {fixed, 0, 0.07, 1, false},
		"as it was since":                        {fixed, 2, 2, 1, false},
		"three times what it was":                {fixed, 1, 3, 1, true},
		"three times, as the whole desk":         {fixed, 1, 1, 3, false},
		"as it was, while the desk fell by half": {fixed, 2, 4, 0.5, true},
	} {
		d := story{usual: 3, came: 3, now: 3}.desk()
		rate := func(others float64, quiet, late float64) func(trend.Day) float64 {
			return func(day trend.Day) float64 {
				switch {
				case day > on-28:
					return late * c.common
				case day > c.fixed:
					return quiet
				}
				return others
			}
		}
		d.Series[0] = even("t", rate(9, c.quiet, c.late))
		for i := range d.Series[1:] {
			r := 1 + float64(i)/3
			d.Series[i+1] = even(d.Series[i+1].Key, rate(r, r, r))
		}
		got, err := new(effect.Memo).On(d, trend.UnitDay).Back("t", c.fixed)
		if err != nil || got != c.want {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}
