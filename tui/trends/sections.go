package trends

import (
	"cmp"
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
	"koe/model/trend"
	"koe/tui/action"
)

// A section is a part of the overview.
type section uint8

const (
	actOn section = iota
	didItWork
	rest
)

// An item is a row of the overview by what it shows, so that it is found again
// when the rows come anew.
type item struct {
	in   section
	tag  model.TagKey
	leaf bool // shown under its parent
	// Of efforts:
	problem model.ProblemID
	action  int
	// n is its place in the answer's rows or efforts.
	n int
}

func (i item) same(j item) bool {
	return i.tag == j.tag && i.problem == j.problem && i.action == j.action
}

// An order is how the rows are sorted.
type order uint8

const (
	byNeed order = iota // as the desk has it: how many too many, then volume
	byRise
	byName
	orders
)

// compare is what the rows are compared with.
type compare uint8

const (
	compareBoth compare = iota
	compareMonth
	compareYear
	compareNothing
	compares
)

// arrange puts the rows into their sections, as filter, order and folding have
// it, and keeps the cursor on its row.
func (o *overview) arrange() {
	var flagged, others []int
	leaves, parents := map[model.TagKey][]int{}, map[model.TagKey]bool{}
	for i := range o.t.Rows {
		parents[o.t.Rows[i].Tag] = o.t.Rows[i].IsParent
	}
	for i := range o.t.Rows {
		r := &o.t.Rows[i]
		switch {
		case !o.passes(r) || o.isBygone():
		case o.isFlagged(i):
			flagged = append(flagged, i)
		default:
			if parent, ok := r.Tag.Parent(); ok && o.filter == "" && parents[parent] && !r.Listed {
				leaves[parent] = append(leaves[parent], i)
				continue
			}
			others = append(others, i)
		}
	}
	o.items = o.items[:0]
	for _, i := range o.sorted(flagged) {
		o.items = append(o.items, item{in: actOn, tag: o.t.Rows[i].Tag, n: i})
	}
	o.settledEfforts = 0
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		switch {
		case o.filter != "" && !o.matches(e.Problem.Title+" "+e.Problem.ID.String()+" "+string(e.Path)), o.filter == "" && o.isBygone():
		case o.filter == "" && !o.t.InFront(e):
			o.settledEfforts++
		default:
			o.items = append(o.items, item{in: didItWork, problem: e.Problem.ID, action: e.Action.N, n: i})
		}
	}
	for _, i := range o.sorted(others) {
		tag := o.t.Rows[i].Tag
		o.items = append(o.items, item{in: rest, tag: tag, n: i})
		if o.unfold[tag] {
			for _, j := range o.sorted(leaves[tag]) {
				o.items = append(o.items, item{in: rest, tag: o.t.Rows[j].Tag, leaf: true, n: j})
			}
		}
	}
	// The leaves of a flagged parent that is unfolded stand with the others.
	for _, i := range flagged {
		if tag := o.t.Rows[i].Tag; o.unfold[tag] {
			for _, j := range o.sorted(leaves[tag]) {
				o.items = append(o.items, item{in: rest, tag: o.t.Rows[j].Tag, leaf: true, n: j})
			}
		}
	}
	o.find()
}

// find puts the cursor back on its row.
func (o *overview) find() {
	for i := range o.items {
		if o.items[i].same(o.at) {
			o.choose(i)
			return
		}
	}
	o.choose(o.cursor)
}

func (o *overview) choose(i int) {
	if len(o.items) == 0 {
		o.cursor, o.at = 0, item{}
		return
	}
	o.cursor = min(max(i, 0), len(o.items)-1)
	o.at = o.items[o.cursor]
}

// moved moves the cursor.
func (o *overview) moved(id action.ID) bool {
	page := max(1, o.page-1)
	switch id {
	case action.Up:
		o.choose(o.cursor - 1)
	case action.Down:
		o.choose(o.cursor + 1)
	case action.PageUp:
		o.choose(o.cursor - page)
	case action.PageDown:
		o.choose(o.cursor + page)
	case action.First:
		o.choose(0)
	case action.Last:
		o.choose(len(o.items) - 1)
	default:
		return false
	}
	return true
}

// isFlagged reports whether a row stands above everything else. A parent does
// only where none of its leaves says as much, and a row put off only once it is
// worse than then.
func (o *overview) isFlagged(i int) bool {
	r := &o.t.Rows[i]
	if !r.Listed || o.putOff(r) {
		return false
	}
	if !r.IsParent {
		return true
	}
	for j := range o.t.Rows {
		leaf := &o.t.Rows[j]
		if parent, ok := leaf.Tag.Parent(); ok && parent == r.Tag && leaf.Listed && (leaf.ActOn || !r.ActOn) {
			return false
		}
	}
	return true
}

// putOff reports whether a row is put off until it worsens and has not. What
// is dangerous is never out of sight.
func (o *overview) putOff(r *model.TrendRow) bool {
	above := r.PutOffTo()
	return above > 0 && r.S1 == 0 && !(r.Ratio > above)
}

// passes reports whether the filter lets a row through.
func (o *overview) passes(r *model.TrendRow) bool {
	if o.filter == "" {
		return true
	}
	words := string(r.Path)
	if r.Problem != nil {
		for i := range r.Others {
			words += " " + r.Others[i].ID.String() + " " + r.Others[i].Title
		}
		words += " " + r.Problem.ID.String() + " " + r.Problem.Title + " " + o.w.Person(r.Problem.Owner)
	}
	return o.matches(words)
}

// matches reports whether all words of the filter stand in a text.
func (o *overview) matches(words string) bool {
	words = text.Fold(words)
	for _, w := range strings.Fields(text.Fold(o.filter)) {
		if !strings.Contains(words, w) {
			return false
		}
	}
	return true
}

// sorted puts rows in the chosen order; by need they come in it already.
func (o *overview) sorted(rows []int) []int {
	at := func(i int) *model.TrendRow { return &o.t.Rows[i] }
	switch o.order {
	case byRise:
		rise := func(i int) float64 { return windowOf(at(i), o.window).Rise() }
		slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(rise(b), rise(a)) })
	case byName:
		slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(at(a).Tag, at(b).Tag) })
	}
	return rows
}

// windowOf is the row's window of so many days, nil where it has none.
func windowOf(r *model.TrendRow, days int) *trend.Window {
	for i := range r.Windows {
		if r.Windows[i].Days == days {
			return &r.Windows[i]
		}
	}
	return nil
}

// row is the tag under the cursor, nil on an effort or where there is none.
func (o *overview) row() *model.TrendRow {
	if o.cursor < len(o.items) && o.items[o.cursor].in != didItWork {
		return &o.t.Rows[o.items[o.cursor].n]
	}
	return nil
}

// effort is the action in force under the cursor.
func (o *overview) effort() *model.Effort {
	if o.cursor < len(o.items) && o.items[o.cursor].in == didItWork {
		return &o.t.Efforts[o.items[o.cursor].n]
	}
	return nil
}
