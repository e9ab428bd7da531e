package model

import (
	"fmt"
	"slices"
)

// codes is the fixed list of words by which a small set of values is written
// in files, queries and JSON, each at its value's index. Index 0 is "not set".
// What a person reads instead stands in model/words.
type codes []string

func (c codes) name(i uint8) string {
	if int(i) < len(c) {
		return c[i]
	}
	return fmt.Sprintf("unknown-%d", i)
}

func (c codes) parse(what, s string) (uint8, error) {
	if i := slices.Index(c, s); i >= 0 {
		return uint8(i), nil
	}
	return 0, c.refuse(what, s)
}

// refuse says that a word is none of the codes.
func (c codes) refuse(what, s string) error {
	return &Refusal{Code: BadValue, Field: what, Value: s, Accepted: c.list()}
}

// list names the codes for a refusal.
func (c codes) list() []string { return slices.Clone(c[1:]) }

// listOf lists every value but "not set".
func listOf[T ~uint8](c codes) []T {
	var out []T
	for i := range c[1:] {
		out = append(out, T(i+1))
	}
	return out
}
