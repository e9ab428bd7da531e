package model

import (
	"reflect"
	"testing"
)

func TestSetSeverity(t *testing.T) {
	w := newWorld(t)
	n := w.issue(func(i *Issue) { i.Severity, i.SeverityBy = S3, "ben" })
	at := ref(IssueRecord, uint64(n))
	for _, s := range AllSeverities() {
		if s == S3 {
			continue // it is so already, and stays ben's word
		}
		becomes(w, "aya", SetSeverity{Issues: []Number{n}, Severity: s}, at, func(i *Issue) { i.Severity, i.SeverityBy = s, "aya" })
	}
	w.refuses("mori", SetSeverity{Issues: []Number{n}, Severity: S4}, Refusal{Code: NothingDone})
	codes := []string{"S1", "S2", "S3", "S4"}
	w.refuses("aya", SetSeverity{Issues: []Number{n}}, Refusal{Code: BadValue, Field: "severity", Accepted: codes})
	w.refuses("aya", SetSeverity{Issues: []Number{n}, Severity: 5}, Refusal{Code: BadValue, Field: "severity", Value: "S5", Accepted: codes})
}

func TestSeverityReadsAndWrites(t *testing.T) {
	for s, want := range map[string]Severity{"": 0, "S1": S1, "s2": S2, "3": S3, "S4": S4} {
		got := Severity(9)
		if err := got.UnmarshalText([]byte(s)); err != nil || got != want {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"0", "5", "S0", "S5", "S", "T1", "S11", "S1 ", "11", "/", ":"} {
		var got Severity
		err := got.UnmarshalText([]byte(s))
		if !reflect.DeepEqual(err, &Refusal{Code: BadValue, Field: "severity", Value: s, Accepted: []string{"S1", "S2", "S3", "S4"}}) {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
	for s, want := range map[Severity]string{0: "", S1: "S1", S4: "S4"} {
		if b, err := s.MarshalText(); string(b) != want || err != nil || s.String() != want {
			t.Errorf("%d writes %q, %v", s, b, err)
		}
	}
}
