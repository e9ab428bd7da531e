// Package trends is the screen on which a leader sees what keeps coming back,
// and acts on it: what changed since they last looked, one customer's own
// words, which tags to act on and why in numbers, whether the actions in force
// worked, and everything else. Behind it stand the detail of a tag, the
// problems with their actions and decisions, and the calls a leader makes
// personally.
//
// The screen asks a [Desk] and sends it commands; it changes nothing itself and
// computes no statistics: the engine's numbers come with the desk's answer. The
// desk takes its time and the screen does not wait for it: the answer before
// stays in view until the next one is there.
//
// A way through the files: screen.go takes messages and hands them to the page
// in front; page.go says what a page is, and subject.go what a page acts on.
// overview.go asks for the first page and keys.go does its keys; sections.go
// says which row stands where, table.go, columns.go, rows.go and efforts.go draw
// them, changes.go says what is new and reason.go why, in numbers. detail.go,
// with chart.go and shares.go, is what stands behind a row; problem.go and
// problemparts.go, problems.go, calls.go and sheet.go are the other pages.
// act.go sends commands; making.go, stages.go, fix.go, edit.go and when.go ask
// what is to be done. markdown.go writes a page out.
package trends
