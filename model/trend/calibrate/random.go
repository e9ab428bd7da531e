package calibrate

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// source is a random stream of its own for each part of a run, so that parts
// can run side by side and one can be run again alone.
func source(seed uint64, part ...uint64) *rand.Rand {
	mix := uint64(0x9e3779b97f4a7c15)
	for _, p := range part {
		mix = (mix ^ p) * 0xbf58476d1ce4e5b9
		mix ^= mix >> 29
	}
	return rand.New(rand.NewPCG(seed, mix))
}

func poisson(r *rand.Rand, mean float64) int {
	if mean <= 0 {
		return 0
	}
	return int(distuv.Poisson{Lambda: mean, Src: r}.Rand())
}

// overdispersed draws a negative-binomial count with this mean and variance
// phi times the mean; Poisson where phi is 1.
func overdispersed(r *rand.Rand, mean, phi float64) int {
	if phi <= 1 {
		return poisson(r, mean)
	}
	return poisson(r, distuv.Gamma{Alpha: mean / (phi - 1), Beta: 1 / (phi - 1), Src: r}.Rand())
}
