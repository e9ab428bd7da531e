package model

import (
	"reflect"
	"testing"
)

// An agent sets the severity, the state and the times of their own issues only:
// those they own, and those they logged that nobody owns.
func TestOwnIssues(t *testing.T) {
	mine := map[string]struct {
		owner, logged UserID
		may           bool
	}{
		"mine":                      {"aya", "ben", true},
		"mine and logged by me":     {"aya", "aya", true},
		"nobody's, logged by me":    {"", "aya", true},
		"nobody's, logged by other": {"", "ben", false},
		"other's, logged by me":     {"ben", "aya", false},
		"other's":                   {"ben", "ben", false},
		"nobody's, imported":        {"", "", false},
	}
	for name, c := range mine {
		for _, cmd := range []Command{
			SetSeverity{Issues: []Number{1}, Severity: S1}, SetDue{Issues: []Number{1}, Due: 7}, SnoozeIssues{Issues: []Number{1}, Until: 7},
			SetState{Issues: []Number{1}, State: Resolved, Answer: "Paid back"},
		} {
			w := newWorld(t)
			w.issue(func(i *Issue) { i.Owner, i.LoggedBy = c.owner, c.logged })
			i := w.issueAt(1)
			for _, who := range []UserID{"mori", "sato", "root"} {
				if err := MayTouch(w.userAt(who), cmd.Verb(), i, 0); err != nil {
					t.Errorf("%s of an issue that is %s, by %s: %v", cmd.Verb(), name, who, err)
				}
			}
			if c.may {
				if err := MayTouch(w.userAt("aya"), cmd.Verb(), i, 0); err != nil {
					t.Errorf("%s of an issue that is %s: %v", cmd.Verb(), name, err)
				}
				w.do("aya", cmd)
				continue
			}
			w.refuses("aya", cmd, Refusal{Code: NotYours, Ref: i.Ref(), Need: Lead})
			w.do("mori", cmd)
		}
		// Everything else an agent may do to anybody's.
		w := newWorld(t)
		w.issue(func(i *Issue) { i.Owner, i.LoggedBy = c.owner, c.logged })
		if err := MayTouch(w.userAt("aya"), VerbRetag, w.issueAt(1), 0); err != nil {
			t.Errorf("tags of an issue that is %s: %v", name, err)
		}
		w.do("aya", Retag{Issues: []Number{1}, Add: []TagPath{"billing"}})
		w.do("aya", AddNote{Issue: 1, Text: "Rang back"})
		w.do("aya", MakePromise{Issue: 1, Text: "Ring", By: 5})
	}
	w := newWorld(t)
	w.issue(owned("ben"))
	if err := MayTouch(w.userAt("aya"), "what is new", w.issueAt(1), 0); err != nil {
		t.Errorf("a word of a newer koe: %v", err)
	}
}

// Only a lead withdraws, and only a lead changes several at once.
func TestLeadsAlone(t *testing.T) {
	w := newWorld(t)
	a, b := w.issue(owned("aya")), w.issue(owned("aya"))
	withdraw := SetState{Issues: []Number{a}, State: Withdrawn, Reason: "saved twice"}
	w.refuses("aya", withdraw, Refusal{Code: NotAllowed, Need: Lead, Value: "state"})
	if err := MayTouch(w.userAt("aya"), VerbState, w.issueAt(a), Withdrawn); !reflect.DeepEqual(err, &Refusal{Code: NotAllowed, Need: Lead, Value: "state"}) {
		t.Errorf("to withdraw: %v", err)
	}
	if err := MayTouch(w.userAt("aya"), VerbState, w.issueAt(a), Closed); err != nil {
		t.Errorf("to close: %v", err)
	}
	w.refuses("aya", SetDue{Issues: []Number{a, b}, Due: 7}, Refusal{Code: NotAllowed, Need: Lead, Value: "due"})
	w.refuses("aya", Retag{Issues: []Number{a, b}, Add: []TagPath{"billing"}}, Refusal{Code: NotAllowed, Need: Lead, Value: "tag"})
	w.do("aya", SetDue{Issues: []Number{a}, Due: 7})
	w.do("mori", SetDue{Issues: []Number{a, b}, Due: 8})
	w.do("mori", withdraw)
}
