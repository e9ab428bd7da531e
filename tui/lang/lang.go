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
	"strings"
)

// Lang is a language koe speaks.
type Lang uint8

// The languages.
const (
	English Lang = iota
	Japanese
)

// String is the language's code: "en" or "ja".
func (l Lang) String() string {
	if l == Japanese {
		return "ja"
	}
	return "en"
}

// All lists every language.
func All() []Lang { return []Lang{English, Japanese} }

// Parse reads a language as a person gives it to --lang: en, ja, or a locale
// such as ja_JP.UTF-8.
func Parse(s string) (Lang, error) {
	if l, ok := fromLocale(s); ok {
		return l, nil
	}
	return English, fmt.Errorf("language %q is not known: say en or ja", s)
}

// Detect reads the locale from the environment as a C program would: LC_ALL
// before LC_MESSAGES before LANG, the first that is set deciding alone. What
// is neither English nor Japanese gets English.
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
	switch code {
	case "ja", "jp", "japanese", "日本語":
		return Japanese, true
	case "en", "english", "英語":
		return English, true
	}
	return English, false
}

// Both is a message in both languages, for tables in which a message stands
// beside what it is about, such as the actions and their keys.
type Both struct{ En, Ja string }

// In is the message in one language.
func (b Both) In(l Lang) string {
	if l == Japanese {
		return b.Ja
	}
	return b.En
}
