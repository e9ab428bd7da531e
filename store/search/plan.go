package search

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"koe/model/query"
	"koe/model/text"
)

// A plan is a query made ready to be asked of every part: the tree with each term's way into the
// dictionary.
type plan struct {
	match  *query.Matcher
	root   node
	leaves []*leaf
	open   bool // some term may need the words or the record
}

type node struct {
	op   query.Op
	args []node
	leaf *leaf
	cost int // a rough order: what is cheap is asked first
}

// A leaf is one term.
type leaf struct {
	query.Leaf
	place int // among the plan's leaves
	word  *wordPlan
	kind  kind
	facet facet
	// asked is the term alone, to be asked of an issue that has one value and nothing else; nil
	// where that is not done.
	asked *query.Matcher
}

func newPlan(q *query.Matcher) *plan {
	p := &plan{match: q}
	p.root = p.node(q.Root())
	return p
}

func (p *plan) node(n query.Node) node {
	out := node{op: n.Op}
	if n.Op == query.Test {
		out.leaf = p.leaf(n.Leaf)
		out.cost = out.leaf.cost()
		return out
	}
	for i := range n.Args {
		a := p.node(n.Args[i])
		out.args = append(out.args, a)
		out.cost = max(out.cost, a.cost)
	}
	slices.SortStableFunc(out.args, func(a, b node) int { return a.cost - b.cost })
	return out
}

func (p *plan) leaf(q query.Leaf) *leaf {
	l := &leaf{Leaf: q, place: len(p.leaves)}
	p.leaves = append(p.leaves, l)
	if q.Field == "" {
		l.word = planWord(q.Word)
		p.open = p.open || !l.word.exact
		return l
	}
	l.kind, l.facet, _ = facetOf(q.Field)
	if l.kind != 0 && q.Field != query.Customer && !l.facet.hashed {
		l.asked = p.match.Alone(q)
	}
	p.open = p.open || l.kind == 0 && q.Field != query.Number || l.facet.hashed
	return l
}

func (l *leaf) cost() int {
	switch {
	case l.Field == query.Number:
		return 0
	case l.word == nil:
		return 1
	case len(l.word.parts) == 0:
		return 2
	}
	return 3
}

// A wordPlan is where a pattern is looked for: every dense gram and sign, and every run of letters
// as a part of a word.
type wordPlan struct {
	pattern text.Pattern
	grams   [][]byte
	parts   []wordPart
	exact   bool // what has them all is what the pattern matches
}

type wordPart struct {
	text  []byte
	place place
	// follows tells that nothing but signs stands between the part before and this one: those in
	// between.
	follows bool
	between []byte
}

func planWord(p text.Pattern) *wordPlan {
	w := &wordPlan{pattern: p}
	for _, g := range p.AppendGrams(nil) {
		if runes := g.Runes(); len(runes) < 3 {
			w.grams = append(w.grams, append([]byte{byte(kindDense)}, string(runes)...))
		}
	}
	whole := p.String()
	follows, between := false, ""
	for i := 0; i < len(whole); {
		r := nextRun(whole, i)
		this := whole[r.start:r.end]
		switch r.script {
		case letters:
			w.parts = append(w.parts, wordPart{[]byte(this), placeOf(r, len(whole)), follows, []byte(between)})
			follows = true
		case dense:
			follows = false
		case signs:
			between = this
			w.addSigns(this)
		}
		i = r.end
	}
	w.exact = len(w.grams) == 1 && len(w.parts) == 0 && string(w.grams[0][1:]) == whole ||
		len(w.parts) == 1 && string(w.parts[0].text) == whole
	return w
}

// addSigns adds the signs of a run to what a text must have.
func (w *wordPlan) addSigns(run string) {
	for _, r := range run {
		key := pairKey(nil, kindSign, r, 0)
		if r != ' ' && !slices.ContainsFunc(w.grams, func(g []byte) bool { return bytes.Equal(g, key) }) {
			w.grams = append(w.grams, key)
		}
	}
}

func placeOf(r run, size int) place {
	switch {
	case r.start == 0 && r.end == size:
		return anywhere
	case r.start == 0:
		return atEnd
	case r.end == size:
		return atStart
	}
	return whole
}

// pair reports whether a part has two characters, and so a list of its own.
func (w wordPart) pair() bool {
	return w.place == anywhere && utf8.RuneCount(w.text) == 2
}

// A place is where in a word a part must stand.
type place uint8

const (
	anywhere place = iota
	atStart
	atEnd
	whole
)
