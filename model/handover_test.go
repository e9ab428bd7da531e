package model

import "testing"

func TestHandOver(t *testing.T) {
	w := newWorld(t)
	id := w.problem(func(p *Problem) {
		p.Owner = "sato"
		p.Actions = []Action{{N: 1, Text: "a", Owner: "sato"}, {N: 2, Text: "b", Owner: "ben"}}
	})
	becomes(w, "root", HandOver{Problem: id, From: "sato", To: "mori"}, w.problemAt(id).Ref(), func(p *Problem) {
		p.Owner = "mori"
		p.Actions = []Action{{N: 1, Text: "a", Owner: "mori"}, {N: 2, Text: "b", Owner: "ben"}}
	})
	becomes(w, "root", HandOver{Problem: id, From: "ben"}, w.problemAt(id).Ref(), func(p *Problem) {
		p.Actions = []Action{{N: 1, Text: "a", Owner: "mori"}, {N: 2, Text: "b"}}
	})
	w.refuses("root", HandOver{Problem: id, From: "ben", To: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("root", HandOver{Problem: id, From: "nobody", To: "mori"}, Refusal{Code: NothingDone})
	w.refuses("mori", HandOver{Problem: id, From: "mori", To: "aya"}, Refusal{Code: NotAllowed, Need: Admin, Value: "hand-over"})
}

func TestAccountable(t *testing.T) {
	p := Problem{Owner: "sato", Actions: []Action{{Owner: "mori"}}, Stage: Acting}
	if !p.Accountable("sato") || !p.Accountable("mori") || p.Accountable("aya") {
		t.Error("who owns it, or an action in it, is accountable, and nobody else")
	}
	if p.Stage = Effective; p.Accountable("sato") {
		t.Error("of one that has ended nobody is")
	}
}
