// Package demo makes up a desk, in English or in Japanese: two years of
// complaints about a mail-order company under forty tags, with weekday rhythm,
// seasons, planted surges and one action that worked. The same seed makes the
// same desk as of a day, and in both languages the same counts. It is what
// `koe demo` opens and what the benchmarks are run on.
package demo

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"time"

	"koe/model"
)

// Options say how large a desk is made.
type Options struct {
	Seed uint64
	Last model.Day // the last day with complaints
	Days int       // two years where zero
	// PerDay is how many complaints an ordinary weekday has, about 32 where zero.
	PerDay float64
	Zone   *time.Location
	// Language is what everybody on the desk speaks.
	Language Language
	// Pad makes texts at least so many bytes long, for benchmarks.
	Pad int
}

func (o Options) withDefaults() Options {
	if o.Days == 0 {
		o.Days = 730
	}
	if o.PerDay == 0 {
		o.PerDay = 32
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	return o
}

// Source names where the made-up complaints say they come from.
func (o Options) Source() string { return o.Language.tongue().source }

// weekdays is how much of an ordinary day's complaints each weekday has, from Sunday.
var weekdays = [7]float64{0.35, 1.35, 1.15, 1.05, 1.05, 1.1, 0.6}

// hours is how a day's complaints spread over its hours.
var hours = [24]float64{0, 0, 0, 0, 0, 0, 0, 0.5, 3, 9, 11, 10, 7, 9, 10, 9, 8, 7, 4, 2, 1, 0.5, 0, 0}

// Rows makes the complaints, the oldest first.
func Rows(o Options) iter.Seq[model.Draft] {
	o = o.withDefaults()
	return func(yield func(model.Draft) bool) {
		// How many there are and what is said are drawn apart, so that the
		// languages have the same counts and a new sentence changes none.
		counts, words := rand.New(rand.NewPCG(o.Seed, 20260713)), rand.New(rand.NewPCG(o.Seed, 20261122))
		g, total := o.Language.tongue(), 0.0
		for _, t := range topics {
			total += t.rate
		}
		people := customers(words, g.names)
		owed := make([]float64, len(topics)) // of the means of planted days, what has not come yet
		n := 0
		for d := o.Last - model.Day(o.Days) + 1; d <= o.Last; d++ {
			var day []model.Draft
			for i := range topics {
				t := &topics[i]
				mean := o.PerDay * t.rate / total * weekdays[d.Weekday()] * t.level(d, o.Last)
				came := 0
				if t.surge.on(d, o.Last) {
					whole, rest := math.Modf(owed[i] + mean)
					came, owed[i] = int(whole), rest
				} else {
					came = scattered(counts, mean)
				}
				for range came {
					day = append(day, t.draft(words, o, g, d, people))
				}
			}
			sortByTime(day)
			for i := range day {
				n++
				day[i].ExternalID = fmt.Sprintf("%s-%07d", g.source, n)
				if !yield(day[i]) {
					return
				}
			}
		}
	}
}

// scattered draws a count that scatters one and a half times as much as chance
// alone: complaints come in bunches.
func scattered(r *rand.Rand, mean float64) int {
	if mean <= 0 {
		return 0
	}
	const dispersion = 1.5
	shape := mean / (dispersion - 1)
	return poisson(r, gamma(r, shape)*(dispersion-1))
}

// gamma draws from a gamma distribution of scale 1 (Marsaglia and Tsang 2000,
// ACM Trans. Math. Softw. 26:363).
func gamma(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(r, shape+1) * math.Pow(1-r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-r.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// poisson draws by multiplying, in steps that do not underflow.
func poisson(r *rand.Rand, mean float64) int {
	n := 0
	for mean > 500 {
		part := gamma(r, 500)
		if part > mean {
			break
		}
		n += 500
		mean -= part
	}
	limit, product := math.Exp(-mean), r.Float64()
	for product > limit {
		n++
		product *= r.Float64()
	}
	return n
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// weighted draws an index by weights.
func weighted(r *rand.Rand, weights []float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	x := r.Float64() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}
