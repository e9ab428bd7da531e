package model

import (
	"errors"
	"strings"
	"testing"
)

// word is a rule for the problem that catches issues whose words hold it, and
// those of a customer whom the command makes.
type word struct {
	in      string
	problem ProblemID
}

var errNoRule = errors.New("no rule")

func (r word) Catches(i *Issue, made []*Customer) (ProblemID, error) {
	if strings.Contains(i.Text+i.Answer, r.in) {
		return r.problem, nil
	}
	for _, c := range made {
		if c.ID == i.Customer && strings.Contains(c.Name, r.in) {
			return r.problem, nil
		}
	}
	return 0, nil
}

func (r word) Check(rule string) error {
	if rule == "(" {
		return errNoRule
	}
	return nil
}

// ruled is a desk with a problem whose rule catches what says twice.
func ruled(t *testing.T) (*world, ProblemID) {
	w := newWorld(t)
	p := w.problem()
	w.env.Rules = word{"twice", p}
	return w, p
}

// What is new is linked where a rule catches it, and the receipt of one issue
// says to which; one that was given a problem keeps it.
func TestRuleCatchesWhatIsNew(t *testing.T) {
	w, p := ruled(t)
	q := w.problem()
	for _, c := range []struct {
		draft Draft
		want  ProblemID
	}{
		{Draft{Text: "charged twice"}, p},
		{Draft{Text: "charged once"}, 0},
		{Draft{Text: "charged twice", Problem: q}, q},
		{Draft{Text: "late", Customer: "Mr twice"}, p},
	} {
		out := w.do("aya", Log{Draft: c.draft})
		if i := w.issueAt(out.Receipt.Issues[0]); i.Problem != c.want {
			t.Errorf("%q is in %s, want %s", c.draft.Text, i.Problem, c.want)
		}
		if told := out.Receipt.Problem; told != c.want && c.draft.Problem == 0 {
			t.Errorf("%q: the receipt says %s", c.draft.Text, told)
		}
	}
	out := w.do("mori", Import{Source: "crm", Rows: []Draft{{Text: "twice", ExternalID: "1"}, {Text: "once", ExternalID: "2"}}})
	if a, b := w.issueAt(out.Receipt.Issues[0]), w.issueAt(out.Receipt.Issues[1]); a.Problem != p || b.Problem != 0 {
		t.Errorf("imported into %s and %s", a.Problem, b.Problem)
	}
}

// A change that brings an issue under a rule links it; one that leaves it under
// the rule does not bring back what somebody took out; nor does an undo.
func TestRuleCatchesWhatAChangeBrings(t *testing.T) {
	w, p := ruled(t)
	n := w.issue(func(i *Issue) { i.Text = "charged once" })
	w.do("mori", SetState{Issues: []Number{n}, State: Resolved, Answer: "It was twice"})
	if i := w.issueAt(n); i.Problem != p {
		t.Fatalf("after the change it is in %s", i.Problem)
	}
	w.do("aya", Unlink{Issues: []Number{n}})
	if i := w.issueAt(n); i.Problem != 0 {
		t.Fatalf("after unlinking it is in %s", i.Problem)
	}
	w.do("mori", SetSeverity{Issues: []Number{n}, Severity: S2})
	if i := w.issueAt(n); i.Problem != 0 {
		t.Errorf("a change of something else put it back into %s", i.Problem)
	}
	m := w.issue(func(i *Issue) { i.Text = "charged once" })
	w.do("mori", SetState{Issues: []Number{m}, State: Resolved, Answer: "twice"})
	w.do("mori", Undo{})
	if i := w.issueAt(m); i.Problem != 0 || i.Answer != "" {
		t.Errorf("undone it is in %s", i.Problem)
	}
}

func TestRuleThatIsNone(t *testing.T) {
	w, p := ruled(t)
	none := "("
	for _, c := range []Command{NewProblem{Title: "x", Rule: none}, EditProblem{Problem: p, Rule: &none}} {
		if _, err := w.decide("sato", c); !errors.Is(err, errNoRule) {
			t.Errorf("%T: %v", c, err)
		}
	}
	for stage, works := range map[Stage]bool{Suspected: true, Effective: true, Deferred: true, Declined: false} {
		if got := (&Problem{Rule: "x", Stage: stage}).RuleWorks(); got != works {
			t.Errorf("%s: works %v", stage, got)
		}
	}
}
