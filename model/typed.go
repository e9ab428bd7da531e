package model

import (
	"strings"
	"unicode/utf8"
)

// Bounds of the free texts.
const (
	MaxTyped  = 4000     // characters in a typed field
	MaxText   = 64 << 10 // bytes of an issue's text in a record
	MaxLine   = 400      // characters of a one-line field: an answer, a reason, a name
	MaxTags   = 12       // tags of one issue
	MaxExtras = 200      // columns kept of a foreign file
)

// line trims a one-line text, which [cleansed] has made safe; what is too long
// is refused, never cut.
func line(field, s string) (string, error) {
	return fitting(utf8.RuneCountInString, field, s, MaxLine)
}

// block trims a text of several lines.
func block(field, s string) (string, error) {
	return fitting(utf8.RuneCountInString, field, s, MaxTyped)
}

func fitting(length func(string) int, field, s string, most int) (string, error) {
	s = trim(s)
	if n := length(s); n > most {
		return "", &Refusal{Code: TooLong, Field: field, N: n, Max: most}
	}
	return s, nil
}

// someLine is a line that must not be empty.
func someLine(field, s string) (string, error) {
	s, err := line(field, s)
	return some(field, s, err)
}

// someBlock is a block that must not be empty.
func someBlock(field, s string) (string, error) {
	s, err := block(field, s)
	return some(field, s, err)
}

// someWords are what a customer said, who may say more than a typed field
// holds; they must not be empty.
func someWords(field, s string) (string, error) {
	s, err := fitting(func(s string) int { return len(s) }, field, s, MaxText)
	return some(field, s, err)
}

func some(field, s string, err error) (string, error) {
	if err == nil && s == "" {
		err = &Refusal{Code: Missing, Field: field}
	}
	return s, err
}

// trim takes the blanks off both ends.
func trim(s string) string { return strings.TrimSpace(s) }

// set changes a value where another was given.
func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// A given text is one that a command may change; nil leaves it as it is.
type given struct {
	field    string
	to, from *string
}

// setAll changes texts where others were given, each held to the same bounds.
func setAll(fit func(field, s string) (string, error), texts ...given) error {
	for _, g := range texts {
		if g.from == nil {
			continue
		}
		s, err := fit(g.field, *g.from)
		if err != nil {
			return err
		}
		*g.to = s
	}
	return nil
}
