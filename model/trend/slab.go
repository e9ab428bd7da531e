package trend

// slab holds the blocks of all series of a desk, so that they are cut from
// the days once.
type slab struct {
	y, e, mu []float64
	blocks   int
}

func newSlab(series, blocks int) slab {
	n := series * blocks
	all := make([]float64, 3*n)
	return slab{y: all[:n], e: all[n : 2*n], mu: all[2*n:], blocks: blocks}
}

// of is the blocks of series i; n of them are used. Weights are shared
// scratch.
func (s *slab) of(i, n int, w []float64) blocks {
	from, to := i*s.blocks, i*s.blocks+n
	return blocks{y: s.y[from:to:to], e: s.e[from:to:to], mu: s.mu[from:to:to], w: w[:n]}
}
