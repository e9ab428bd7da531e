package query

import (
	"cmp"
	"strings"

	"koe/model/text"
)

// Completion is what may stand where the cursor is: the bytes From to To of the query are what is
// being typed, and each Option is to be put in their place.
type Completion struct {
	From, To int
	Field    Field // the field whose values these are; "" where fields are offered
	Options  []Option
}

// Option is one thing that may stand there.
type Option struct {
	Text     string // to insert, in the language the person types
	English  string // what it means
	Japanese string
}

// Complete offers fields, or the values of the field being typed, for the word that ends at the
// cursor (bytes). For a field of names only its keywords are offered here; the names are for the
// desk to add. A word within quotes gets nothing.
func Complete(query string, cursor int) Completion {
	s := scanner{src: query[:min(max(cursor, 0), len(query))]}
	c := Completion{From: len(s.src), To: len(s.src)}
	for {
		s.skipBlanks()
		r, size := s.peek()
		switch {
		case r == -1:
			return c.fields("")
		case strings.ContainsRune(`"“「`, r):
			if _, _, closed := s.quoted(); !closed {
				c.From = c.To
				return c
			}
			continue
		case strings.ContainsRune("()|&」", r) || isMinus(r):
			s.at += size
			continue
		}
		c.From = s.at
		key := s.bare(":=<>≦≤≧≥≠!")
		info, known := Describe(key)
		if cmp, _, _ := s.comparison(); cmp == "" || !known {
			if s.at == len(s.src) {
				return c.fields(key)
			}
			s.bare("")
			if s.at == c.From {
				s.at += size
			}
			continue
		}
		c.From = s.at
		if r, _ := s.peek(); strings.ContainsRune(`"“「`, r) {
			continue
		}
		if value := s.bareValue(); s.at == len(s.src) {
			return c.values(info, value)
		}
	}
}

// fields offers those with a key that begins with what is typed.
func (c Completion) fields(typed string) Completion {
	if typed == "" {
		c.From = c.To
	}
	prefix := text.Key(typed)
	for _, f := range fields {
		for _, name := range append([]string{string(f.Field), f.Japanese}, f.Aliases...) {
			if strings.HasPrefix(text.Key(name), prefix) {
				c.Options = append(c.Options, Option{name + ":", f.English, f.Meaning})
				break
			}
		}
	}
	return c
}

// values offers the codes and keywords that begin with what is typed, in the language it is typed
// in. What is called otherwise in English than by its code is offered by its code.
func (c Completion) values(info Info, typed string) Completion {
	c.Field = info.Field
	prefix := text.Key(typed)
	for _, w := range wordsOf(info) {
		for _, name := range w.names() {
			if !strings.HasPrefix(text.Key(name), prefix) {
				continue
			}
			if name == w.english {
				name = w.code
			}
			c.Options = append(c.Options, Option{name, cmp.Or(w.english, w.code), w.japanese})
			break
		}
	}
	return c
}
