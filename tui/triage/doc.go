// Package triage is the screen on which each issue gets its owner: the open
// issues nobody owns, the worst and most urgent first, with what the customer
// said, what is known and what happened beside the list; and the acts on one
// issue or on many at once, each of which can be undone.
//
// The screen asks a [Desk] and sends it commands; it changes nothing itself.
// A way through the files: screen.go takes messages and hands them on; rows.go
// asks for the list and keeps it; view.go, columns.go, detail.go and facts.go draw;
// actions.go says what can be done and act.go to which issues; one file an act
// (owner.go, tag.go, state.go, moment.go, edit.go, problem.go) asks what is to
// be done. What comes of it is the kit's (koe/tui/kit). story.go tells an issue's
// events as sentences; filter.go is the line in which a query is typed.
package triage
