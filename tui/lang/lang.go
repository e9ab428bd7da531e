// Package lang is what koe says, in English and in Japanese.
//
// Each area of the program has a struct of messages, one field a message, and
// one value of it a language: Common, Names, Intake, Triage and so on. A
// message with something to fill in is a function. Nothing is looked up by a
// string at run time, so a message that is missing does not compile or fails
// the package's test.
package lang

import (
	"fmt"
	"slices"
	"strings"
)

// Lang is a language koe speaks.
type Lang uint8

// The languages. A new one goes before their number, into the table below and
// into [Say]; the compiler and the tests name what else it lacks.
const (
	English Lang = iota
	Japanese

	languages // how many there are
)

// A language is how one is named, and all it says.
type language struct {
	code      string
	names     []string // further ways to name it to --lang
	catalogue func() *Catalogue
}

func table() [languages]language {
	return [languages]language{
		English:  {"en", []string{"english", "英語"}, english},
		Japanese: {"ja", []string{"jp", "japanese", "日本語"}, japanese},
	}
}

// String is the language's code: "en" or "ja".
func (l Lang) String() string { return table()[l].code }

// All lists every language.
func All() []Lang {
	all := make([]Lang, languages)
	for i := range all {
		all[i] = Lang(i)
	}
	return all
}

// Codes are the codes of all languages, as --lang takes them.
func Codes() []string {
	var codes []string
	for _, l := range All() {
		codes = append(codes, l.String())
	}
	return codes
}

// Parse reads a language as a person gives it to --lang: en, ja, or a locale
// such as ja_JP.UTF-8.
func Parse(s string) (Lang, error) {
	if l, ok := fromLocale(s); ok {
		return l, nil
	}
	return English, fmt.Errorf("language %q is not known: say %s", s, strings.Join(Codes(), " or "))
}

// Detect reads the locale from the environment as a C program would: LC_ALL
// before LC_MESSAGES before LANG, the first that is set deciding alone. A
// language that koe does not speak gets English.
func Detect(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			l, _ := fromLocale(v)
			return l
		}
	}
	return English
}

// fromLocale reads the language from language[_territory][.codeset][@modifier].
func fromLocale(s string) (Lang, bool) {
	code := strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(code, "_-.@"); i >= 0 {
		code = code[:i]
	}
	for l, is := range table() {
		if code == is.code || slices.Contains(is.names, code) {
			return Lang(l), true
		}
	}
	return English, false
}

// Both is a message in both languages, for tables in which a message stands
// beside what it is about, such as the actions and their keys.
type Both struct{ in [languages]string }

// Say makes a message of its words in every language.
func Say(en, ja string) Both { return Both{[languages]string{English: en, Japanese: ja}} }

// In is the message in one language.
func (b Both) In(l Lang) string { return b.in[l] }

// All is the message in every language.
func (b Both) All() []string { return b.in[:] }
