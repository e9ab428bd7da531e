package model

import (
	"slices"
	"strconv"
	"strings"
)

// A Severity says how bad the matter is, S1 the worst.
type Severity uint8

// S1 is safety, legal, data breach or a vulnerable customer; S2 money or
// service lost; S3 inconvenience; S4 a suggestion.
const (
	S1 Severity = iota + 1
	S2
	S3
	S4
)

var severityCodes = codes{S1: "S1", S2: "S2", S3: "S3", S4: "S4"}

// String is the code of the value: S1 to S4, and nothing where none is set.
func (s Severity) String() string {
	if int(s) < len(severityCodes) {
		return severityCodes[s]
	}
	return "S" + strconv.Itoa(int(s))
}

// MarshalText writes the code.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a code, also in small letters or without its letter.
func (s *Severity) UnmarshalText(b []byte) error {
	code := strings.ToUpper(string(b))
	if len(code) == 1 {
		code = "S" + code
	}
	i := slices.Index(severityCodes, code)
	if i < 0 {
		return severityCodes.refuse("severity", string(b))
	}
	*s = Severity(i)
	return nil
}

// AllSeverities lists every value in order, the worst first.
func AllSeverities() []Severity { return listOf[Severity](severityCodes) }

// SetSeverity sets how bad the issues are.
type SetSeverity struct {
	Issues   []Number
	Severity Severity
}

const VerbSeverity Verb = "severity"

func (SetSeverity) Verb() Verb    { return VerbSeverity }
func (SetSeverity) may() right    { return right{least: Agent, own: true} }
func (SetSeverity) undo() undoing { return restores }

func (c SetSeverity) decide(d *decider) error {
	if !slices.Contains(AllSeverities(), c.Severity) {
		return severityCodes.refuse("severity", c.Severity.String())
	}
	return d.eachIssue(c.Issues, VerbSeverity, 0, func(i *Issue) error {
		if i.Severity != c.Severity {
			i.Severity, i.SeverityBy = c.Severity, d.who.ID
		}
		return nil
	})
}
