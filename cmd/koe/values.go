package main

import (
	"strings"

	"koe/model"
	"koe/model/words"
	"koe/tui/lang"
)

// valueOffer offers the codes of a fixed list.
func valueOffer[T words.Value](l *words.List[T]) offer { return fixed(l.Codes()...) }

// named is how help names the codes of a fixed list.
func named[T words.Value](l *words.List[T]) lang.Both { return either(l.Codes()) }

// either is one word out of some.
func either(all []string) lang.Both {
	last := len(all) - 1
	return lang.Say(strings.Join(all[:last], ", ")+" or "+all[last], strings.Join(all, "、"))
}

// someOf is how help names a list that is too long for a line.
func someOf[T words.Value](l *words.List[T]) lang.Both {
	some := l.Codes()
	some = some[:min(len(some), 4)]
	return lang.Say(strings.Join(some, ", ")+", …", strings.Join(some, "、")+" など")
}

// stagesThat names the stages of which something holds.
func stagesThat(is func(model.Stage) bool) lang.Both {
	var some []string
	for _, v := range words.Stages.All() {
		if is(v) {
			some = append(some, v.String())
		}
	}
	return lang.Say(strings.Join(some, " and "), strings.Join(some, " と "))
}

// severityDigits are the severities as --severity takes them.
func severityDigits() []string {
	var digits []string
	for _, v := range words.Severities.All() {
		digits = append(digits, words.Severities.Of(v).Key)
	}
	return digits
}
