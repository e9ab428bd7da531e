package effect_test

import (
	"fmt"
	"testing"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// BenchmarkMeasure judges one action on desks of so many tags with two years of
// history, anew and from memory.
func BenchmarkMeasure(b *testing.B) {
	for _, tags := range []int{40, 200} {
		d := &trend.Desk{On: on}
		for i := range tags {
			s := trend.Series{Key: fmt.Sprint(i), Start: on - 800}
			for k := range 801 {
				s.Counts = append(s.Counts, int32((k*7919+i*104729)%7))
			}
			d.Series = append(d.Series, s)
		}
		q := effect.Question{Key: "0", Effective: on - 55}
		var memo effect.Memo
		for name, measure := range map[string]func() (effect.Effect, error){
			"anew":       func() (effect.Effect, error) { return effect.Measure(d, trend.UnitDay, q) },
			"remembered": func() (effect.Effect, error) { return memo.On(d, trend.UnitDay).Measure(q) },
		} {
			b.Run(fmt.Sprintf("%d-tags-%s", tags, name), func(b *testing.B) {
				for b.Loop() {
					if _, err := measure(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
