package marks

import (
	"strings"
	"unicode"

	"koe/model"
)

// token is the name after a sign.
type token struct {
	name   string
	end    int  // behind its last character
	quoted bool // begun with a quote
	closed bool // and ended by one
	ok     bool // it is a whole name
}

// readToken reads the name that begins at i.
func readToken(text []rune, i int) token {
	if i < len(text) && isQuote(text[i]) {
		return readQuoted(text, i)
	}
	end := i
	for end < len(text) && !ends(text[end]) {
		end++
	}
	for end > i && strings.ContainsRune(trailing, text[end-1]) {
		end--
	}
	return token{name: string(text[i:end]), end: end, ok: end > i}
}

// readQuoted reads a name between quotes, which end on the same line. Nothing may follow the
// closing one directly but what ends a sentence.
func readQuoted(text []rune, i int) token {
	end := i + 1
	for end < len(text) && text[end] != '\n' {
		if isQuote(text[end]) {
			name := strings.TrimSpace(string(text[i+1 : end]))
			end++
			return token{name: name, end: end, quoted: true, closed: true, ok: name != "" && setOff(text[end:])}
		}
		end++
	}
	return token{name: strings.TrimSpace(string(text[i+1 : end])), end: end, quoted: true}
}

// setOff reports whether nothing follows directly but the signs that end a sentence: in #"a"!2 the
// quote ends no name.
func setOff(rest []rune) bool {
	for _, r := range rest {
		if ends(r) {
			return true
		}
		if !strings.ContainsRune(trailing, r) {
			return false
		}
	}
	return true
}

// ends reports whether a character ends a name without quotes.
func ends(r rune) bool { return unicode.IsSpace(r) || r == '、' || r == '。' }

// trailing are the signs that belong to the sentence and not to the name when
// they stand at its end.
const trailing = ",.;:!?)]，．；：！？）］」』"

// isQuote takes the typographic and the full-width ones too: input methods and
// spell checkers write them by themselves.
func isQuote(r rune) bool { return strings.ContainsRune(`"“”„＂`, r) }

// parseTag reads a tag's name as the model does, again until nothing of it is
// taken for a sign or a quote any more: what is read here can be written and
// read again.
func parseTag(name string) (model.TagPath, error) {
	for {
		tag, err := model.ParseTag(name)
		if err != nil || string(tag) == name {
			return tag, err
		}
		name = string(tag)
	}
}

// Write is a mark for a name, quoted where it must be. A severity's name is its
// digit.
func Write(sign Sign, name string) string {
	if sign == Severity {
		return string(sign) + name
	}
	return string(sign) + quote(name)
}

// WriteTag is a tag as the field of tags takes it.
func WriteTag(tag model.TagPath) string { return quote(string(tag)) }

func quote(name string) string {
	runes := []rune(name)
	bare := len(runes) > 0 && !digits(name) && !isQuote(runes[0]) && signOf(runes[0]) == 0
	for i, r := range runes {
		if ends(r) || r == ',' || r == '，' || i == len(runes)-1 && strings.ContainsRune(trailing, r) {
			bare = false
		}
	}
	if bare {
		return name
	}
	// A quote within the name would end it; the apostrophe next to it reads alike.
	return `"` + strings.Map(func(r rune) rune {
		if isQuote(r) {
			return '\''
		}
		return r
	}, name) + `"`
}
