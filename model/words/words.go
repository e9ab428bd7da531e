// Package words is what the values of the fixed lists are called: by people, in English and in
// Japanese, and by the key that chooses one in a menu. Queries and imports read these words, the
// screens show them and their menus take these keys; nobody else keeps a list of values. The codes
// by which values are written down stand beside them in package model.
//
// A new value is a constant and its code in model, and a line in tables.go here. What was forgotten
// is named by TestEveryValueOfEveryList in cmd/koe.
package words

import (
	"fmt"

	"koe/model/text"
)

// A Word is what a value is called.
type Word struct {
	// Key chooses the value in a menu, the same on every screen. It is empty in a list that no menu
	// offers.
	Key      string
	English  string
	Japanese string
	// Others are further ways to write it in a query and in a file that is brought in.
	Others []string
}

// Names are all ways to write the value that has this code.
func (w Word) Names(code string) []string {
	return append([]string{code, w.English, w.Japanese}, w.Others...)
}

// A Value is one of a fixed list. As a string it is its code.
type Value interface {
	comparable
	fmt.Stringer
}

// A List is a fixed list: its values in their order, and what each is called.
type List[T Value] struct {
	values []T
	words  map[T]Word
	named  map[string]T // by every way to write one, folded
}

func list[T Value](values []T, words map[T]Word) *List[T] {
	l := &List[T]{values: values, words: words, named: map[string]T{}}
	for _, v := range values {
		for _, name := range words[v].Names(v.String()) {
			if _, taken := l.named[text.Key(name)]; !taken && name != "" {
				l.named[text.Key(name)] = v
			}
		}
	}
	return l
}

// All are the values in their order.
func (l *List[T]) All() []T { return append([]T(nil), l.values...) }

// Codes are the codes of the values in their order.
func (l *List[T]) Codes() []string {
	codes := make([]string, len(l.values))
	for i, v := range l.values {
		codes[i] = v.String()
	}
	return codes
}

// Of is what a value is called, nothing for one that is not of the list.
func (l *List[T]) Of(v T) Word { return l.words[v] }

// Find leads from a word to its value: from its code, from what it is called in either language and
// from the other ways to write it. Upper and lower case, width and kana do not matter.
func (l *List[T]) Find(typed string) (v T, ok bool) {
	v, ok = l.named[text.Key(typed)]
	return v, ok
}
