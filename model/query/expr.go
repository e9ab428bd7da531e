package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op says what an Expr is.
type Op string

// The sorts of an Expr.
const (
	All  Op = ""     // matches everything: the empty query
	And  Op = "and"  // all of Args, two or more
	Or   Op = "or"   // any of Args, two or more
	Not  Op = "not"  // not Args[0]
	Word Op = "word" // Value stands in the words
	Test Op = "test" // Field compares with Value
)

// Cmp is how a Test compares.
type Cmp string

// The comparisons of a Test.
const (
	Eq Cmp = ":"
	Lt Cmp = "<"
	Le Cmp = "<="
	Gt Cmp = ">"
	Ge Cmp = ">="
)

// Expr is a parsed query: a tree of plain values, as Parse makes it. Nothing in it depends on the
// day, the desk or who asks. Its zero value matches everything.
type Expr struct {
	Op    Op     `cbor:"1,keyasint,omitempty" json:"op,omitempty"`
	Args  []Expr `cbor:"2,keyasint,omitempty" json:"args,omitempty"`
	Field Field  `cbor:"3,keyasint,omitempty" json:"field,omitempty"`
	Cmp   Cmp    `cbor:"4,keyasint,omitempty" json:"cmp,omitempty"`
	Value string `cbor:"5,keyasint,omitempty" json:"value,omitempty"`
	// Literal marks a Value that looks like a keyword of its field but was quoted: somebody's name
	// is "none".
	Literal bool `cbor:"6,keyasint,omitempty" json:"literal,omitempty"`
}

// String is the query's canonical text: English keys, one space, no needless quotes. It parses to
// an equal Expr.
func (e Expr) String() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e Expr) write(b *strings.Builder) {
	switch e.Op {
	case And, Or:
		sep := " "
		if e.Op == Or {
			sep = " or "
		}
		for i, a := range e.Args {
			if i > 0 {
				b.WriteString(sep)
			}
			a.writeWithin(b, e.Op)
		}
	case Not:
		b.WriteByte('-')
		for _, a := range e.Args {
			a.writeWithin(b, Not)
		}
	case Word:
		b.WriteString(quote(e.Value, isOperatorWord(e.Value)))
	case Test:
		b.WriteString(string(e.Field))
		b.WriteString(string(e.Cmp))
		b.WriteString(quote(e.Value, e.Literal))
	}
}

// writeWithin puts parentheses where the operator around binds closer.
func (e Expr) writeWithin(b *strings.Builder, around Op) {
	if e.Op == Or || e.Op == And && around == Not {
		b.WriteByte('(')
		e.write(b)
		b.WriteByte(')')
		return
	}
	e.write(b)
}

func quote(s string, must bool) string {
	if !must && isBare(s) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// isBare reports whether a value reads the same without quotes.
func isBare(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || !unicode.In(first, unicode.L, unicode.N) || isMinus(first) {
		return false
	}
	for _, r := range s {
		if !unicode.In(r, unicode.L, unicode.N, unicode.M) && !strings.ContainsRune(`-_./*+%・`, r) {
			return false
		}
	}
	return true
}

func both(a, b Expr) Expr { return join(And, a, b) }

// join makes one And or Or of two, flat.
func join(op Op, a, b Expr) Expr {
	args := make([]Expr, 0, 2)
	for _, e := range []Expr{a, b} {
		if e.Op == op {
			args = append(args, e.Args...)
		} else {
			args = append(args, e)
		}
	}
	return Expr{Op: op, Args: args}
}

// negate denies e; twice is nothing.
func negate(e Expr) Expr {
	if e.Op == Not {
		return e.Args[0]
	}
	return Expr{Op: Not, Args: []Expr{e}}
}
