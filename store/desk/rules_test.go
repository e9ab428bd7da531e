package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"testing"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/store/kv/memory"
)

func inProblem(t *testing.T, d *Desk, n model.Number) model.ProblemID {
	t.Helper()
	return issueNow(t, d, n).Problem
}

func logged(t *testing.T, d *Desk, text, customer string, tags ...model.TagPath) model.Number {
	t.Helper()
	return do(t, d, model.Log{Draft: model.Draft{Text: text, Customer: customer, Tags: tags}}).Issues[0]
}

// A rule links from then on what it catches: words, tags however they are called
// by now, people and customers by name, on the day's own clock.
func TestARuleLinksFromThenOn(t *testing.T) {
	d := newIndexedDesk(t)
	before := logged(t, d, "charged twice", "", "billing")
	p := do(t, d, model.NewProblem{Title: "Double charge", Rule: "tag:billing state:open"}).Problem
	q := do(t, d, model.NewProblem{Title: "Tanaka's", Rule: "customer:田中商事"}).Problem
	for _, c := range []struct {
		name string
		n    model.Number
		want model.ProblemID
	}{
		{"before the rule", before, 0},
		{"caught", logged(t, d, "charged again", "", "billing"), p},
		{"under a tag of its own", logged(t, d, "charged again", "", "billing/double"), p},
		{"not caught", logged(t, d, "charged again", "", "delivery"), 0},
		{"a new customer", logged(t, d, "late", "田中商事", "delivery"), q},
		{"the same again", logged(t, d, "late again", "田中商事", "delivery"), q},
		{"praise", do(t, d, model.Log{Draft: model.Draft{Text: "thank you", Kind: model.KindPraise, Tags: []model.TagPath{"billing"}}}).Issues[0], 0},
	} {
		if got := inProblem(t, d, c.n); got != c.want {
			t.Errorf("%s: in %s, want %s", c.name, got, c.want)
		}
	}
	do(t, d, model.RenameTag{From: "billing", To: "invoices"})
	if got := inProblem(t, d, logged(t, d, "and again", "", "invoices")); got != p {
		t.Errorf("under the tag's new name: in %s", got)
	}
	do(t, d, model.SetStage{Problem: p, Stage: model.Declined, Reason: "no", AsCustomer: "no"})
	if got := inProblem(t, d, logged(t, d, "and again", "", "invoices")); got != 0 {
		t.Errorf("a rule that rests linked to %s", got)
	}
	isSound(t, d)
}

// A rule in the same group of commands holds for what follows it, and an issue
// that several rules catch goes to the oldest problem that is worked on.
func TestTheFirstProblemCatches(t *testing.T) {
	d := newDesk(t)
	done := do(t, d, model.NewProblem{Title: "Old", Rule: "tag:billing"}).Problem
	do(t, d, model.SetStage{Problem: done, Stage: model.Effective, Result: "halved"})
	first := do(t, d, model.NewProblem{Title: "A", Rule: "tag:billing"}).Problem
	second := do(t, d, model.NewProblem{Title: "B", Rule: "tag:billing"}).Problem
	if got := inProblem(t, d, logged(t, d, "x", "", "billing")); got != first {
		t.Errorf("in %s, want %s", got, first)
	}
	do(t, d, model.SetStage{Problem: first, Stage: model.Declined, Reason: "no", AsCustomer: "no"})
	if got := inProblem(t, d, logged(t, d, "x", "", "billing")); got != second {
		t.Errorf("in %s, want %s", got, second)
	}
	do(t, d, model.SetStage{Problem: second, Stage: model.Declined, Reason: "no", AsCustomer: "no"})
	if got := inProblem(t, d, logged(t, d, "x", "", "billing")); got != done {
		t.Errorf("in %s, want %s: what comes after a fix belongs to it", got, done)
	}
}

// What a rule catches by now is counted before it is given, and linked with it
// in one act that one undo takes back.
func TestARuleCatchesUp(t *testing.T) {
	for name, d := range map[string]*Desk{"with the index": newIndexedDesk(t), "without": newDesk(t)} {
		t.Run(name, func(t *testing.T) {
			d.actPiece = 10
			other := do(t, d, model.NewProblem{Title: "Other"}).Problem
			p := do(t, d, model.NewProblem{Title: "Late"}).Problem
			var all []model.Number
			for n := range 38 {
				all = append(all, logged(t, d, fmt.Sprint("late ", n), "", "delivery"))
			}
			aside := logged(t, d, "broken", "", "goods")
			do(t, d, model.Link{Issues: all[:3], Problem: other})
			do(t, d, model.Link{Issues: append([]model.Number{aside}, all[3:5]...), Problem: p})
			do(t, d, model.SetState{Issues: all[5:6], State: model.Withdrawn, Reason: "twice"})
			want := model.Caught{All: 37, Free: 32, Here: 2, Linked: 3}
			if got, err := d.Caught(t.Context(), "late", p); err != nil || got != want {
				t.Fatalf("caught %+v, %v; want %+v", got, err, want)
			}
			if got, err := d.Caught(t.Context(), "late", 0); err != nil || got != (model.Caught{All: 37, Free: 32}) {
				t.Errorf("for a new one %+v, %v", got, err)
			}
			rule := "late"
			if r := do(t, d, model.EditProblem{Problem: p, Rule: &rule, Catch: true}); len(r.Issues) != 32 {
				t.Errorf("%d were linked", len(r.Issues))
			}
			if v, err := d.Problem(t.Context(), p); err != nil || v.Linked != 35 || v.Problem.Rule != rule {
				t.Errorf("linked %d, rule %q, %v", v.Linked, v.Problem.Rule, err)
			}
			do(t, d, model.Undo{})
			if v, err := d.Problem(t.Context(), p); err != nil || v.Linked != 3 || v.Problem.Rule != "" {
				t.Errorf("undone: linked %d, rule %q, %v", v.Linked, v.Problem.Rule, err)
			}
			made := do(t, d, model.NewProblem{Title: "Late ones", Rule: rule, Catch: true, Issues: all[6:8]})
			if v, err := d.Problem(t.Context(), made.Problem); err != nil || v.Linked != 32 {
				t.Errorf("a new one links %d, %v", v.Linked, err)
			}
			// Under a rule that stands there may be more to link.
			do(t, d, model.Unlink{Issues: all[10:14]})
			if r := do(t, d, model.EditProblem{Problem: made.Problem, Rule: &rule, Catch: true}); len(r.Issues) != 4 {
				t.Errorf("once more: %d were linked", len(r.Issues))
			}
			do(t, d, model.Undo{})
			do(t, d, model.Undo{}) // of the unlinking
			do(t, d, model.Undo{Event: made.Event})
			if _, err := d.Problem(t.Context(), made.Problem); !errors.Is(err, &model.Refusal{Code: model.NotFound}) {
				t.Errorf("its making undone, the problem is there: %v", err)
			}
			isSound(t, d)
		})
	}
}

// A rule that cannot be read, or asks for me, is refused with where it stands.
func TestARuleThatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	for rule, code := range map[string]query.Code{"tag:": query.MissingValue, "owner:me": query.NobodyAsks, "担当：自分": query.NobodyAsks} {
		for _, catch := range []bool{false, true} {
			_, err := give(d, "aya", model.NewProblem{Title: "x", Rule: rule, Catch: catch})
			var wrong *query.Error
			if !errors.As(err, &wrong) || wrong.Code != code {
				t.Errorf("%s: %v", rule, err)
			}
		}
	}
	if _, err := give(d, "aya", model.NewProblem{Title: "x", Rule: `owner:"me"`}); err != nil {
		t.Errorf("somebody whose name is me: %v", err)
	}
}

// What the rules of a desk cost each issue: none, and twenty of words and tags.
func BenchmarkRules(b *testing.B) {
	for _, n := range []int{0, 20} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d, err := Open(context.Background(), Options{Engine: memory.New(), Clock: func() time.Time { return monday }, Rand: rand.Reader, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"}})
			if err != nil {
				b.Fatal(err)
			}
			defer d.Close()
			for i := range n {
				if _, err := give(d, "aya", model.NewProblem{Title: "x", Rule: fmt.Sprintf("tag:billing/%d charged 返金 -解約 sev<=2", i)}); err != nil {
					b.Fatal(err)
				}
			}
			rows := make([]model.Draft, 1000)
			b.ResetTimer()
			for n := range b.N {
				for i := range rows {
					rows[i] = model.Draft{Text: "They charged me twice and nobody would ring back about it", ExternalID: fmt.Sprint(n, "-", i), ReceivedAt: model.At(monday), Tags: []model.TagPath{"billing/99"}}
				}
				if _, err := give(d, "aya", model.Import{Source: "test", Rows: rows}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A name in a rule follows the customers: whoever is made, merged or renamed.
func TestARuleOfACustomerFollowsThem(t *testing.T) {
	d := newDesk(t)
	p := do(t, d, model.NewProblem{Title: "Tanaka's", Rule: "customer:tanaka"}).Problem
	for n := range 3 {
		if got := inProblem(t, d, logged(t, d, "late", fmt.Sprint("Tanaka ", n))); got != p {
			t.Errorf("the new customer %d: in %s", n, got)
		}
	}
	other := logged(t, d, "late", "Suzuki")
	if got := inProblem(t, d, other); got != 0 {
		t.Fatalf("another customer: in %s", got)
	}
	suzuki := issueNow(t, d, other).Customer
	do(t, d, model.MergeCustomers{From: suzuki, Into: 1})
	if got := inProblem(t, d, logged(t, d, "late", "Suzuki")); got != p {
		t.Errorf("merged into one: in %s", got)
	}
	do(t, d, model.PutCustomers{Customers: []model.Customer{{ID: 2, Name: "Ito"}}})
	if got := inProblem(t, d, logged(t, d, "late", "Ito")); got != 0 {
		t.Errorf("renamed: in %s", got)
	}
}

func issueNow(t *testing.T, d *Desk, n model.Number) model.Issue {
	t.Helper()
	v, err := d.Issue(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return v.Row.Issue
}
