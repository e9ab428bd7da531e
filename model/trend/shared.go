package trend

import (
	"math"
	"slices"
)

// deskIndex is the desk's own movement in past blocks: holidays that no
// calendar knows, outages, a snow week. What all series share there is no
// scatter of any of them.
type deskIndex struct {
	got, expected, square []float64 // weighted sums over series, by block
	factor                []float64 // of each block, 1 where nothing is known
}

// indexBound is the residual from which a series' say on a block is reduced.
const indexBound = 3

// smoothOver is the blocks to either side that make the slow part of the
// index, which is left to the levels of the series.
const smoothOver = 6

func newDeskIndex(blocks int) deskIndex {
	return deskIndex{
		got: make([]float64, blocks), expected: make([]float64, blocks),
		square: make([]float64, blocks), factor: make([]float64, blocks),
	}
}

// add takes in the blocks of one fitted series.
func (d *deskIndex) add(b *blocks, phi float64) {
	for k, mu := range b.mu {
		if mu <= 0 {
			continue
		}
		info := mu / phi
		w := 1.0
		if r := math.Abs(b.y[k]-mu) / math.Sqrt(mu*phi); r > indexBound {
			w = indexBound / r
		}
		d.got[k] += w * b.y[k] / phi
		d.expected[k] += w * info
		d.square[k] += w * info * w * info
	}
}

// settle makes the factors: the ratio of each block to the median of those
// around it, shrunk to 1 as far as it may be chance.
func (d *deskIndex) settle() {
	logs := make([]float64, len(d.factor))
	for k := range logs {
		e := d.expected[k]
		if e > 0 && e*e >= leastSeries*d.square[k] {
			logs[k] = math.Log(math.Max(d.got[k]/e, 0.02))
		}
	}
	around := make([]float64, 0, 2*smoothOver+1)
	for k := range logs {
		around = append(around[:0], logs[max(0, k-smoothOver):min(len(logs), k+smoothOver+1)]...)
		slices.Sort(around)
		d.factor[k] = 1
		if logs[k] == 0 {
			continue
		}
		x := logs[k] - around[len(around)/2]
		d.factor[k] = math.Exp(x * x * x / (x*x + 2/d.expected[k]))
	}
}
