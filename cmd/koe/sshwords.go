package main

import (
	"strings"

	"github.com/spf13/pflag"
)

// An sshLine is the line of a command that came over SSH. An SSH client joins the
// words of its command line with blanks, after the shell there took their quotes
// away, so that what arrives for `ssh desk log "it's late"` is log it's late. One
// rule reads it:
//
// Blanks and tabs part words. A word that begins with ' or ", or has one right
// behind the = of a flag, goes on to the same sign that stands before a blank or at
// the end, and both signs go; where there is none, the sign is a letter like any
// other. A quote anywhere else is a letter. What koe log is given, from the first
// word on that is no flag, is the customer's and is taken to the end as it stands.
// Nothing else has a meaning: no $, no backslash, no ; and no line's end.
type sshLine struct{ rest string }

// command is the first word, behind a koe that stands there as it would be typed on
// the machine.
func (l *sshLine) command() string {
	name, _ := l.next()
	if name == "koe" {
		name, _ = l.next()
	}
	return name
}

// words are all words that are left.
func (l *sshLine) words() []string {
	var all []string
	for {
		w, ok := l.next()
		if !ok {
			return all
		}
		all = append(all, w)
	}
}

// said are the flags of koe log, of which takes says whether they are followed by a
// value, and what the customer said, behind a --.
func (l *sshLine) said(flags *pflag.FlagSet) []string {
	var all []string
	for {
		before := *l
		w, ok := l.next()
		switch {
		case !ok:
			return all
		case w == "--":
			return append(all, w, l.whole())
		case !strings.HasPrefix(w, "-") || w == "-":
			*l = before
			if w = l.whole(); w == "-" {
				return append(all, w)
			}
			return append(all, "--", w)
		}
		all = append(all, w)
		name, _, given := strings.Cut(strings.TrimLeft(w, "-"), "=")
		if f := flags.Lookup(name); f != nil && !given && f.NoOptDefVal == "" {
			if w, ok := l.next(); ok {
				all = append(all, w)
			}
		}
	}
}

// whole is all that is left, as one word.
func (l *sshLine) whole() string {
	all := strings.Trim(l.rest, " \t")
	l.rest = ""
	if word, after, ok := quotedWord(all); ok && after == "" {
		return word
	}
	return all
}

// next is the next word.
func (l *sshLine) next() (string, bool) {
	l.rest = strings.TrimLeft(l.rest, " \t")
	if l.rest == "" {
		return "", false
	}
	flag, rest := quotedFlag(l.rest)
	if word, after, ok := quotedWord(rest); ok {
		l.rest = after
		return flag + word, true
	}
	end := strings.IndexAny(l.rest, " \t")
	if end < 0 {
		end = len(l.rest)
	}
	word := l.rest[:end]
	l.rest = l.rest[end:]
	return word, true
}

// quotedFlag parts --name= from a quote that follows it.
func quotedFlag(line string) (flag, rest string) {
	if !strings.HasPrefix(line, "-") {
		return "", line
	}
	at := strings.IndexAny(line, "= \t")
	if at < 0 || line[at] != '=' {
		return "", line
	}
	return line[:at+1], line[at+1:]
}

// quotedWord takes a word in quotes from the beginning of a line.
func quotedWord(line string) (word, after string, ok bool) {
	if line == "" || line[0] != '\'' && line[0] != '"' {
		return "", line, false
	}
	for at := 1; at < len(line); at++ {
		if line[at] == line[0] && (at+1 == len(line) || line[at+1] == ' ' || line[at+1] == '\t') {
			return line[1:at], line[at+1:], true
		}
	}
	return "", line, false
}
