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
	becomes(w, "aya", Link{Issues: []Number{n}, Problem: q}, at, func(i *Issue) { i.Problem = q })
	becomes(w, "aya", Unlink{Issues: []Number{n}}, at, func(i *Issue) { i.Problem = 0 })
	w.refuses("aya", Unlink{Issues: []Number{n}}, Refusal{Code: NothingDone})
	w.refuses("aya", Link{Issues: []Number{n}, Problem: 9}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
	w.refuses("aya", Link{Problem: p}, Refusal{Code: Missing, Field: "number"})
}
