package model

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"koe/model/text"
)

// Bounds of the free texts.
const (
	MaxTyped  = 4000     // characters in a typed field
	MaxText   = 64 << 10 // bytes of an issue's text in a record
	MaxLine   = 400      // characters of a one-line field: an answer, a reason, a name
	MaxTags   = 12       // tags of one issue
	MaxExtras = 200      // columns kept of a foreign file
)

// line cleans a one-line text; what is too long is refused, never cut.
func line(field, s string) (string, error) {
	clean, err := text.CleanLine(s)
	if err != nil {
		return "", fmt.Errorf("the %s: %w", field, err)
	}
	clean = trim(clean)
	if n := utf8.RuneCountInString(clean); n > MaxLine {
		return "", &Refusal{Code: TooLong, Field: field, N: n, Max: MaxLine}
	}
	return clean, nil
}

// block cleans a text of several lines up to a number of bytes.
func block(field, s string, most int) (string, error) {
	clean, err := text.CleanBlock(s)
	if err != nil {
		return "", fmt.Errorf("the %s: %w", field, err)
	}
	clean = trim(clean)
	if len(clean) > most {
		return "", &Refusal{Code: TooLong, Field: field, N: len(clean), Max: most}
	}
	return clean, nil
}

// trim takes the blanks off both ends.
func trim(s string) string { return strings.TrimSpace(s) }

// set changes a value where another was given.
func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// setLine changes a one-line text where another was given.
func setLine(field string, to *string, from *string) error {
	if from == nil {
		return nil
	}
	s, err := line(field, *from)
	if err != nil {
		return err
	}
	*to = s
	return nil
}
