package trend

import "sort"

// headShare is the part of the volume that the chronic head makes.
const headShare = 0.5

// head finds the fewest leaves that make half of the last four weeks' volume
// (Pareto's vital few; Juran 1951), and each row's share. A head that is more
// than a third of the leaves says nothing and is left empty.
func (r *Report) head(leaves int) {
	total := 0
	order := make([]int, leaves)
	for i := range order {
		order[i] = i
		total += r.Rows[i].volume
	}
	r.Head, r.HeadShare = nil, 0
	for i := range r.Rows {
		r.Rows[i].Head = false
		if total > 0 {
			r.Rows[i].Share = float64(r.Rows[i].volume) / float64(total)
		}
	}
	if total == 0 {
		return
	}
	sort.SliceStable(order, func(a, b int) bool { return r.Rows[order[a]].volume > r.Rows[order[b]].volume })
	n, sum := 0, 0
	for n < leaves && float64(sum) < headShare*float64(total) {
		sum += r.Rows[order[n]].volume
		n++
	}
	if 3*n > leaves {
		return
	}
	for _, i := range order[:n] {
		r.Rows[i].Head = true
		r.Head = append(r.Head, r.Rows[i].Key)
	}
	r.HeadShare = float64(sum) / float64(total)
}
