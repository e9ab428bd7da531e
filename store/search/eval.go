package search

import (
	"unsafe"

	"koe/model"
	"koe/model/query"
)

// bounds are the issues of one part that a term or a query holds for: surely all in lo, perhaps
// those in hi. Where they are the same set nothing is left to check.
type bounds struct{ lo, hi set }

func exactly(s set) bounds { return bounds{s, s} }

func (b bounds) exact() bool { return len(b.lo) == 0 || &b.lo[0] == &b.hi[0] }

// apart gives the bounds two sets of their own.
func (b bounds) apart() bounds {
	if b.exact() {
		b.lo = append(set(nil), b.hi...)
	}
	return b
}

// answer is a plan asked of one part; the dead are in neither set.
type answer struct {
	part *part
	plan *plan
	bounds
	asked []bounds // by leaf, where the plan leaves something open
}

// ask evaluates the plan on a part.
func (p *plan) ask(part *part) *answer {
	part.seg.prove()
	a := &answer{part: part, plan: p, asked: make([]bounds, len(p.leaves))}
	a.bounds = a.node(&p.root)
	if part.dead != nil {
		a.hi.without(part.dead)
		if !a.exact() {
			a.lo.without(part.dead)
		}
	}
	return a
}

func (a *answer) set() set { return newSet(a.part.seg.docs) }

func (a *answer) all() set {
	s := a.set()
	s.fill(a.part.seg.docs)
	return s
}

func (a *answer) node(n *node) bounds {
	switch n.op {
	case query.And:
		return a.and(n.args)
	case query.Or:
		return a.or(n.args)
	case query.Not:
		return a.not(&n.args[0])
	case query.Test:
		b := a.leaf(n.leaf)
		if a.plan.open {
			a.asked[n.leaf.place] = bounds{append(set(nil), b.lo...), append(set(nil), b.hi...)}
		}
		return b
	}
	return exactly(a.all())
}

func (a *answer) and(args []node) bounds {
	b := a.node(&args[0])
	for i := range args[1:] {
		if b.hi.empty() {
			return exactly(b.hi)
		}
		o := a.node(&args[i+1])
		if !b.exact() || !o.exact() {
			b = b.apart()
			b.lo.and(o.lo)
		}
		b.hi.and(o.hi)
	}
	return b
}

func (a *answer) or(args []node) bounds {
	b := a.node(&args[0])
	for i := range args[1:] {
		o := a.node(&args[i+1])
		if !b.exact() || !o.exact() {
			b = b.apart()
			b.lo.or(o.lo)
		}
		b.hi.or(o.hi)
	}
	return b
}

func (a *answer) not(n *node) bounds {
	b, docs := a.node(n), a.part.seg.docs
	if b.exact() {
		b.hi.invert(docs)
		return exactly(b.hi)
	}
	b.lo.invert(docs)
	b.hi.invert(docs)
	return bounds{lo: b.hi, hi: b.lo}
}

func (a *answer) leaf(l *leaf) bounds {
	switch {
	case l.word != nil:
		return a.word(l.word)
	case l.Field == query.Number && !l.None && !l.Any:
		s, seg := a.set(), a.part.seg
		to := seg.docs
		if l.To < uint64(maxNumber) {
			to = seg.seek(model.Number(l.To) + 1)
		}
		s.addRange(seg.seek(model.Number(min(l.From, uint64(maxNumber)+1))), to)
		return exactly(s)
	case l.kind == 0:
		return bounds{a.set(), a.all()}
	case l.asked == nil && (l.None || l.Any):
		return a.present(l)
	case l.Field == query.Customer:
		s := a.set()
		for _, c := range l.Customers {
			a.addTerm(s, number([]byte{byte(l.kind)}, uint64(c)))
		}
		return exactly(s)
	case l.facet.hashed:
		s := a.set()
		a.addTerm(s, hashed([]byte{byte(l.kind)}, l.Name))
		return bounds{a.set(), s}
	}
	return exactly(a.values(l))
}

// present answers none and any where values are not asked one by one: none is the value of an empty
// issue.
func (a *answer) present(l *leaf) bounds {
	s := a.set()
	var none model.Issue
	a.addTerm(s, l.facet.value([]byte{byte(l.kind)}, &none))
	if l.Any {
		s.invert(a.part.seg.docs)
	}
	return exactly(s)
}

func (a *answer) addTerm(s set, key []byte) {
	if t := a.part.seg.find(key); t >= 0 {
		a.part.seg.list(t).orInto(s)
	}
}

// values asks the term of every value that occurs.
func (a *answer) values(l *leaf) set {
	s, seg := a.set(), a.part.seg
	from, to := seg.under([]byte{byte(l.kind)})
	var one model.Issue
	for t := from; t < to; t++ {
		l.facet.set(&one, seg.key(t)[1:])
		if l.asked.Match(&one) {
			seg.list(t).orInto(s)
		}
	}
	return s
}

// A verdict is what is known of one issue without its record.
type verdict uint8

const (
	no verdict = iota
	yes
	unknown // the record must be asked
)

func (v verdict) not() verdict {
	switch v {
	case no:
		return yes
	case yes:
		return no
	}
	return unknown
}

// decide judges a document of hi, by its folded words where the sets do not say.
func (a *answer) decide(doc int) verdict {
	if a.lo.has(doc) {
		return yes
	}
	return a.decideNode(&a.plan.root, doc)
}

func (a *answer) decideNode(n *node, doc int) verdict {
	switch n.op {
	case query.And:
		return a.decideArgs(n.args, doc, no)
	case query.Or:
		return a.decideArgs(n.args, doc, yes)
	case query.Not:
		return a.decideNode(&n.args[0], doc).not()
	case query.Test:
		return a.decideLeaf(n.leaf, doc)
	}
	return yes
}

// decideArgs judges the parts of an and, which no settles, or of an or, which yes settles.
func (a *answer) decideArgs(args []node, doc int, settles verdict) verdict {
	out := settles.not()
	for i := range args {
		switch a.decideNode(&args[i], doc) {
		case settles:
			return settles
		case unknown:
			out = unknown
		}
	}
	return out
}

func (a *answer) decideLeaf(l *leaf, doc int) verdict {
	b := a.asked[l.place]
	switch {
	case b.hi == nil: // never asked: a term before it had settled the matter for the whole part
		return unknown
	case b.lo.has(doc):
		return yes
	case !b.hi.has(doc):
		return no
	case l.word == nil:
		return unknown
	}
	words, kept := a.part.seg.words(doc)
	if !kept {
		return unknown
	}
	if l.word.pattern.Match(unsafe.String(&words[0], len(words))) { // nothing keeps the string
		return yes
	}
	return no
}
