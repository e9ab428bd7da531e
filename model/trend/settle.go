package trend

import "math"

// fallingQ is the false discovery rate at which a series is called falling.
const fallingQ = 0.05

// settle corrects for the number of series and gives every row its state.
// Leaves are corrected among leaves; a parent among all, so that the rows
// which repeat their leaves cost the leaves nothing.
func (r *Report) settle(o Options) {
	leaves := 0
	up, low := make([]float64, 0, len(r.Rows)), make([]float64, 0, len(r.Rows))
	for i := range r.Rows {
		if !r.Rows[i].IsParent {
			leaves++
		}
		up = append(up, r.Rows[i].P)
		low = append(low, r.Rows[i].PLow)
	}
	r.Tested = leaves
	r.correct(BenjaminiHochberg(up), BenjaminiHochberg(low), leaves, len(r.Rows))
	r.correct(BenjaminiHochberg(up[:leaves]), BenjaminiHochberg(low[:leaves]), 0, leaves)
	r.head(leaves)
	changed := map[string]bool{}
	if r.Categories != nil {
		for _, k := range r.Categories.Born {
			changed[k] = true
		}
		for _, k := range r.Categories.Died {
			changed[k] = true
		}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		row.Categories = changed[row.Key]
		row.settle(o)
	}
}

func (r *Report) correct(up, low []float64, from, to int) {
	for i := from; i < to; i++ {
		r.Rows[i].Q, r.Rows[i].qLow = up[i], low[i]
	}
}

// settle decides on one row's flags and state.
func (row *Row) settle(o Options) {
	quiet := row.State == Learning || row.Categories
	row.LookAt = !quiet && row.Q < o.LookAt && row.volume >= leastLook
	row.ActOn = !quiet && row.Q < o.ActOn && row.volume >= leastAct && row.tooMany() >= leastAct
	row.Listed = row.LookAt || row.S1 > 0 || row.Back
	row.hold(o)
	if row.State == Learning {
		return
	}
	switch {
	case row.Back || row.LookAt && row.fixedOn != 0 && row.Onset > row.fixedOn:
		row.State = Recurred
	case row.isNew:
		row.State = New
	case row.LookAt && row.Windows[row.Reason.Window].Days <= row.short():
		row.State = Spiking
	case row.LookAt:
		row.State = Rising
	case row.qLow < fallingQ && !row.Categories:
		row.State = Falling
	case row.Head:
		row.State = Chronic
	default:
		row.State = Steady
	}
}

// hold keeps q at the threshold that a row does not pass for another reason
// than its p-value (too few issues, or categories that changed), so that
// whoever reads q alone sees the flags that the screen shows.
func (row *Row) hold(o Options) {
	if !row.LookAt {
		row.Q = math.Max(row.Q, o.LookAt)
	}
	if !row.ActOn {
		row.Q = math.Max(row.Q, o.ActOn)
	}
}

// tooMany is what came beyond the expected in the window that says most.
func (row *Row) tooMany() float64 {
	return float64(row.Reason.Observed) - row.Reason.Expected
}

// short is the longest window that shows a spike rather than a rise: any but
// the longest.
func (row *Row) short() int {
	if n := len(row.Windows); n > 1 {
		return row.Windows[n-2].Days
	}
	return math.MaxInt
}
