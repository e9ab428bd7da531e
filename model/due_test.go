package model

import "testing"

func TestDueAndSnooze(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	at := ref(IssueRecord, uint64(n))
	becomes(w, "aya", SetDue{Issues: []Number{n}, Due: 70}, at, func(i *Issue) { i.Due = 70 })
	becomes(w, "aya", SnoozeIssues{Issues: []Number{n}, Until: 80}, at, func(i *Issue) { i.Snooze = 80 })
	w.refuses("aya", SetDue{Issues: []Number{n}, Due: 70}, Refusal{Code: NothingDone})
	w.refuses("aya", SnoozeIssues{Issues: []Number{n}, Until: 80}, Refusal{Code: NothingDone})
	becomes(w, "aya", SetDue{Issues: []Number{n}}, at, func(i *Issue) { i.Due = 0 })
	becomes(w, "aya", SnoozeIssues{Issues: []Number{n}}, at, func(i *Issue) { i.Snooze = 0 })
}
