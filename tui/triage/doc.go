// Package triage is the screen on which each issue gets its owner: the open
// issues nobody owns, the worst and most urgent first, with what the customer
// said, what is known and what happened beside the list; and the acts on one
// issue or on many at once, each of which can be undone.
//
// The screen asks a [Desk] and sends it commands; it changes nothing itself.
// A way through the files: screen.go takes messages and hands them on; rows.go
// asks for the list and keeps it; view.go, rowview.go and detail.go draw;
// act.go sends commands and says what came of them; one file an act (owner.go,
// tags.go, state.go …) asks what is to be done; story.go tells an issue's
// events as sentences; when.go reads times as people type them; filter.go is
// the line in which a query is typed.
package triage
