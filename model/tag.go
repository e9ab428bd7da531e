package model

import (
	"strings"
	"unicode/utf8"

	"koe/model/text"
)

// A TagKey is a tag's folded path, "billing/double-charge": the same for every
// way of writing it. A slash inside a name is kept as `\/`. The empty key is
// "without a tag".
type TagKey string

// MaxTagLevel is the longest name of one level of a tag, in characters.
const MaxTagLevel = 120

// A TagPath is a tag as it was typed, of one or two levels; `\/` is a slash
// inside a name.
type TagPath string

// ParseTag reads a tag as it is typed, with or without its # and quotes:
// billing/double-charge, #"late delivery/Osaka", a\/b.
func ParseTag(s string) (TagPath, error) {
	clean, err := text.CleanLine(s)
	if err != nil {
		return "", err
	}
	clean = strings.TrimSpace(clean)
	const signs = "#＃ " // of a mark; no name begins with them, so that a path reads as itself again
	clean = strings.TrimLeft(clean, signs)
	if len(clean) >= 2 && clean[0] == '"' && clean[len(clean)-1] == '"' {
		clean = strings.TrimLeft(clean[1:len(clean)-1], signs)
	}
	levels := splitLevels(strings.ReplaceAll(clean, "／", "/"))
	for i, level := range levels {
		levels[i] = strings.Join(strings.Fields(level), " ")
		if n := utf8.RuneCountInString(levels[i]); n > MaxTagLevel {
			return "", &Refusal{Code: TooLong, Field: "tag", Value: s, N: n, Max: MaxTagLevel}
		}
		if text.Key(levels[i]) == "" {
			return "", &Refusal{Code: BadValue, Field: "tag", Value: s, Shape: TagShape}
		}
	}
	if len(levels) > 2 {
		return "", &Refusal{Code: TooMany, Field: "tag_levels", Value: s, N: len(levels), Max: 2}
	}
	return TagPath(strings.Join(levels, "/")), nil
}

// JoinTag makes a tag of the plain names of its one or two levels; an empty
// leaf is left out and a slash within a name is escaped.
func JoinTag(parent, leaf string) TagPath {
	escape := func(s string) string {
		s = strings.ReplaceAll(s, `\`, `\\`)
		return strings.ReplaceAll(s, "/", `\/`)
	}
	if leaf == "" {
		return TagPath(escape(parent))
	}
	return TagPath(escape(parent) + "/" + escape(leaf))
}

// splitLevels cuts at slashes that no backslash escapes, keeping the escapes.
func splitLevels(s string) []string {
	var levels []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '/':
			levels = append(levels, s[start:i])
			start = i + 1
		}
	}
	return append(levels, s[start:])
}

// Key is the folded form by which the tag is found and counted.
func (t TagPath) Key() TagKey {
	levels := splitLevels(string(t))
	for i, level := range levels {
		levels[i] = foldLevel(level)
	}
	return TagKey(strings.Join(levels, "/"))
}

// Parent is the key of the level above, and whether there is one.
func (k TagKey) Parent() (TagKey, bool) {
	levels := splitLevels(string(k))
	if len(levels) < 2 {
		return "", false
	}
	return TagKey(levels[0]), true
}

// Levels are the names of the path as a person reads them, without escapes.
func (t TagPath) Levels() []string {
	levels := splitLevels(string(t))
	for i, level := range levels {
		levels[i] = unescape(level)
	}
	return levels
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// foldLevel folds one level and keeps a slash inside the name escaped.
func foldLevel(level string) string {
	key := text.Key(unescape(level))
	if strings.ContainsAny(key, `/\`) {
		key = strings.ReplaceAll(key, `\`, `\\`)
		key = strings.ReplaceAll(key, "/", `\/`)
	}
	return key
}

// Plain is the path as a list shows it: its names with a slash between them
// and no escapes.
func (t TagPath) Plain() string { return strings.Join(t.Levels(), "/") }
