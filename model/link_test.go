package model

import "testing"

func TestLinkAndUnlink(t *testing.T) {
	w := newWorld(t)
	p, q := w.problem(), w.problem()
	n := w.issue()
	at := ref(IssueRecord, uint64(n))
	if out := becomes(w, "aya", Link{Issues: []Number{n}, Problem: p}, at, func(i *Issue) { i.Problem = p }); out.Receipt.Problem != p {
		t.Errorf("the receipt names %s", out.Receipt.Problem)
	}
	w.refuses("aya", Link{Issues: []Number{n}, Problem: p}, Refusal{Code: NothingDone})
	becomes(w, "aya", Link{Issues: []Number{n}, Problem: q, Anyway: true}, at, func(i *Issue) { i.Problem = q })
	becomes(w, "aya", Unlink{Issues: []Number{n}}, at, func(i *Issue) { i.Problem = 0 })
	w.refuses("aya", Unlink{Issues: []Number{n}}, Refusal{Code: NothingDone})
	w.refuses("aya", Link{Issues: []Number{n}, Problem: 9}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
	w.refuses("aya", Link{Problem: p}, Refusal{Code: Missing, Field: "number"})
}

// A problem without a tag takes that of what is linked to it, in one act with
// one undo; one that has a tag keeps it.
func TestLinkWithTheTag(t *testing.T) {
	w := newWorld(t)
	p := w.problem(func(p *Problem) { p.Tag = "" })
	n := w.issue()
	w.refuses("aya", Link{Issues: []Number{n}, Problem: p, Tag: "billing"}, Refusal{Code: NotAllowed, Need: Leader, Value: "link"})
	out := w.do("sato", Link{Issues: []Number{n}, Problem: p, Tag: "billing"})
	tagged, linked := false, false
	for _, e := range out.Effects {
		switch after := e.After.(type) {
		case *Problem:
			tagged = after.ID == p && after.Tag == "billing"
		case *Issue:
			linked = after.Number == n && after.Problem == p
		}
	}
	if !tagged || !linked {
		t.Errorf("tagged %v, linked %v", tagged, linked)
	}
	for _, e := range w.do("sato", Link{Issues: []Number{w.issue()}, Problem: p, Tag: "delivery"}).Effects {
		if after, ok := e.After.(*Problem); ok {
			t.Errorf("its tag became %s", after.Tag)
		}
	}
	q := w.problem(func(p *Problem) { p.Tag = "" })
	if out := w.do("sato", Link{Problem: q, Tag: "billing"}); out.Receipt.Problem != q {
		t.Errorf("the receipt names %s", out.Receipt.Problem)
	}
}

// What would take issues out of another problem, or into one that was declined,
// is refused until it was seen.
func TestLinkOutOfAnotherProblem(t *testing.T) {
	w := newWorld(t)
	p, declined := w.problem(), w.problem(func(p *Problem) { p.Stage = Declined })
	a, b, free := w.issue(func(i *Issue) { i.Problem = p }), w.issue(func(i *Issue) { i.Problem = p }), w.issue()
	q := w.problem()
	elsewhere := Refusal{Code: LinkedElsewhere, Ref: ref(IssueRecord, uint64(a)), Value: p.String(), N: 1}
	w.refuses("mori", Link{Issues: []Number{free, a}, Problem: q}, elsewhere)
	w.refuses("sato", NewProblem{Title: "x", Issues: []Number{free, a}}, elsewhere)
	elsewhere.N = 2
	w.refuses("mori", Link{Issues: []Number{a, free, b}, Problem: q}, elsewhere)
	w.refuses("mori", Link{Issues: []Number{free}, Problem: declined}, Refusal{Code: IntoDeclined, Ref: ref(ProblemRecord, uint64(declined))})
	w.do("mori", Link{Issues: []Number{a, free}, Problem: declined, Anyway: true})
	made := w.do("sato", NewProblem{Title: "x", Issues: []Number{b, free}, Anyway: true}).Receipt.Problem
	if i, j, k := w.issueAt(a), w.issueAt(b), w.issueAt(free); i.Problem != declined || j.Problem != made || k.Problem != made {
		t.Errorf("they are in %s, %s and %s", i.Problem, j.Problem, k.Problem)
	}
}

// With Free what is in a problem by now is passed over and not told as linked.
func TestLinkOfWhatIsFree(t *testing.T) {
	w := newWorld(t)
	p, q := w.problem(), w.problem()
	taken, free := w.issue(func(i *Issue) { i.Problem = p }), w.issue()
	out := w.do("mori", Link{Issues: []Number{taken, free}, Problem: q, Anyway: true, Free: true})
	if i, j := w.issueAt(taken), w.issueAt(free); i.Problem != p || j.Problem != q || len(out.Receipt.Issues) != 1 || out.Receipt.Issues[0] != free {
		t.Errorf("in %s and %s, told %v", i.Problem, j.Problem, out.Receipt.Issues)
	}
	w.refuses("mori", Link{Issues: []Number{taken, free}, Problem: q, Anyway: true, Free: true}, Refusal{Code: NothingDone})
}
