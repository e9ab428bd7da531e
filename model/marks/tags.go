package marks

import "unicode"

// Tags reads a field of tags: names with spaces or commas between them, quoted
// where they hold one themselves, with or without their #. The cursor stands
// before character at, or -1; the name it is in is taken too, and Open tells
// of it.
func Tags(s string, at int) (Found, *Open) {
	var (
		found Found
		open  *Open
		text  = []rune(s)
	)
	for i := 0; i < len(text); {
		if between(text[i]) {
			i++
			continue
		}
		from := i
		if signOf(text[i]) == Tag {
			i++
		}
		t := readName(text, i)
		if at > from && (at < t.end || at == t.end && !t.closed) {
			open = &Open{Sign: Tag, From: from, To: t.end, Typed: t.name}
		}
		if t.name != "" {
			if tag, err := parseTag(t.name); err != nil {
				found.Bad = append(found.Bad, Bad{string(text[from:t.end]), err})
			} else {
				found.addTag(tag)
			}
		}
		i = max(t.end, from+1)
	}
	return found, open
}

// readName reads one name of a field of tags.
func readName(text []rune, i int) token {
	if i < len(text) && isQuote(text[i]) {
		return readQuoted(text, i)
	}
	end := i
	for end < len(text) && !between(text[end]) {
		end++
	}
	return token{name: string(text[i:end]), end: end, ok: end > i}
}

// between reports whether a character separates the names of a field of tags.
func between(r rune) bool {
	return unicode.IsSpace(r) || r == ',' || r == '，' || r == '、' || r == '。'
}
