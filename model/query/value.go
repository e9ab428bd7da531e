package query

import (
	"strconv"
	"strings"

	"github.com/oklog/ulid/v2"

	"koe/model"
	"koe/model/text"
)

// canonical reads the value of a field as it was typed and gives it the form an Expr keeps. ok is
// false where it is no value of the field.
func canonical(info Info, typed string, quoted bool) (value string, literal, ok bool) {
	code := find(wordsOf(info), typed)
	if info.sort == dateSort || info.sort == dueSort {
		return canonicalDay(code, typed, quoted)
	}
	switch info.sort {
	case codeSort:
		return code, false, code != ""
	case freeSort:
		if code == none || code == anyone {
			return keyword(code, typed, quoted)
		}
		if code != "" {
			return code, false, true
		}
		value = text.Key(typed)
		return value, false, value != ""
	}
	if code != "" {
		return keyword(code, typed, quoted)
	}
	switch info.sort {
	case nameSort, userSort:
		return typed, false, text.Key(typed) != ""
	case tagSort:
		value, ok = canonicalTag(typed)
	case numberSort:
		value, ok = canonicalNumber(info.Field, typed)
	case moneySort:
		value, ok = canonicalMoney(typed)
	case idSort:
		id, err := ulid.ParseStrict(strings.ToUpper(text.Fold(typed)))
		value, ok = id.String(), err == nil
	}
	return value, false, ok
}

// canonicalDay is a day, or none, any or overdue where they were typed bare. Quotes hold a day's
// words together: "last week".
func canonicalDay(code, typed string, quoted bool) (value string, literal, ok bool) {
	if code == none || code == anyone || code == overdue {
		return code, false, !quoted
	}
	value, err := canonicalDate(typed)
	return value, false, err == nil
}

// keyword is a code where it was typed bare; what was quoted is a name that happens to look like
// one.
func keyword(code, typed string, quoted bool) (value string, literal, ok bool) {
	if quoted {
		return typed, true, true
	}
	return code, false, true
}

// canonicalTag keeps a tag as it was typed, with its signs folded.
func canonicalTag(typed string) (string, bool) {
	s := strings.NewReplacer("／", "/", "＊", "*").Replace(typed)
	name, below := strings.CutSuffix(s, "/*")
	path, err := model.ParseTag(name)
	if err != nil {
		return "", false
	}
	if below {
		if _, leaf := path.Key().Parent(); leaf {
			return "", false
		}
		return string(path) + "/*", true
	}
	return string(path), true
}

func canonicalNumber(f Field, typed string) (string, bool) {
	s := strings.ReplaceAll(text.Fold(typed), ",", "")
	prefix := "#"
	if f == Problem {
		prefix = "p-"
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s, prefix), 10, 63)
	if err != nil || n == 0 {
		return "", false
	}
	if f == Problem {
		return model.ProblemID(n).String(), true
	}
	return strconv.FormatUint(n, 10), true
}
