package model

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

// String writes S1 to S4, and nothing where none is set.
func (s Severity) String() string {
	if s == 0 {
		return ""
	}
	return "S" + string(rune('0'+s))
}

// MarshalText writes S1 to S4.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads S1 to S4, s1 to s4 or 1 to 4.
func (s *Severity) UnmarshalText(b []byte) error {
	v := string(b)
	if len(v) == 2 && (v[0] == 'S' || v[0] == 's') {
		v = v[1:]
	}
	switch {
	case v == "":
		*s = 0
	case len(v) == 1 && v[0] >= '1' && v[0] <= '4':
		*s = Severity(v[0] - '0')
	default:
		return &Refusal{Code: BadValue, Field: "severity", Value: string(b), Accepted: severityCodes()}
	}
	return nil
}

// AllSeverities lists every value in order, the worst first.
func AllSeverities() []Severity { return []Severity{S1, S2, S3, S4} }

func severityCodes() []string {
	var list []string
	for _, s := range AllSeverities() {
		list = append(list, s.String())
	}
	return list
}

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
	if c.Severity < S1 || c.Severity > S4 {
		return &Refusal{Code: BadValue, Field: "severity", Value: c.Severity.String(), Accepted: severityCodes()}
	}
	return d.eachIssue(c.Issues, VerbSeverity, 0, func(i *Issue) error {
		if i.Severity != c.Severity {
			i.Severity, i.SeverityBy = c.Severity, d.who.ID
		}
		return nil
	})
}
