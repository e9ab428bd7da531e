package query

import (
	"slices"

	"koe/model"
)

// ParseRule reads the rule of a problem: a query that nobody asks, so that it has no me in it.
func ParseRule(src string) (Expr, error) { return parse(src, true) }

// Rule is what a rule catches. One that says nothing of the kind of issue catches complaints alone,
// since those are what a problem's trend is made of; none catches what was withdrawn. An empty rule
// would catch everything and is none: see [Expr.IsEmpty].
func Rule(e Expr) Expr {
	if !e.Names(Kind) {
		e = e.And(Complaints())
	}
	return both(e, negate(Expr{Op: Test, Field: State, Cmp: Eq, Value: model.Withdrawn.String()}))
}

// Complaints asks for complaints: what a problem's trend is made of.
func Complaints() Expr {
	return Expr{Op: Test, Field: Kind, Cmp: Eq, Value: model.KindComplaint.String()}
}

// IsEmpty reports the empty query, which matches everything.
func (e Expr) IsEmpty() bool { return e.Op == All }

// Names reports whether a field is tested anywhere in it.
func (e Expr) Names(f Field) bool {
	return e.Op == Test && e.Field == f || slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Names(f) })
}

// And is what belongs to both queries.
func (e Expr) And(more Expr) Expr {
	if e.IsEmpty() {
		return more
	}
	return both(e, more)
}

// InProblem asks for the issues of a problem, and with zero for those of none.
func InProblem(id model.ProblemID) Expr {
	value := id.String()
	if id == 0 {
		value = none
	}
	return Expr{Op: Test, Field: Problem, Cmp: Eq, Value: value}
}
