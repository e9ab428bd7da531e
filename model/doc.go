// Package model says what things are on a desk, what may be done to them and
// who may do it. It is pure: no I/O, no clock of its own, no randomness.
//
// A newcomer's way through the house, from a key press down to the disk:
//
//   - cmd/koe is the program; it wires the rooms together.
//   - tui draws screens and turns keys into commands of this package.
//   - A command ([Log], [Assign], [SetState] …) is a plain value inside a
//     [Request]. [Decide] says what follows from it: which records change,
//     from what to what, and the [Receipt] its author gets.
//   - Each command has one place, in the file of its subject (assign.go,
//     state.go, problem.go …): its fields, its word, who may give it, what is
//     left of it when it is undone, its checks and what follows. A new one is
//     written there, listed in command.go, and named in tui/lang.
//   - store/desk is the one road on which every command travels: it asks
//     [Decide], numbers and chains the [Event], and writes one batch.
//   - store keeps records, indexes and counters over store/kv, the seam to
//     the engine on disk.
//
// The sub-packages are text (folding, cleaning, n-grams, masking), query (the
// filter language), marks (tags, customer and severity typed within a complaint)
// and trend (the statistics).
package model
