// Package store is what the desk knows: records, the indexes and counters
// derived from them, and events, all as pairs of a key-value engine (kv), and
// the questions that are answered from them.
//
// A change comes in from store/desk, the one road, as the effects that
// model.Decide gave. [Derive] is the one function from (old record, new
// record) to index entries and counter changes; a [Tx] gathers a group of
// commands into one batch; a [Reader] answers questions from a snapshot or,
// within a group, through the Tx's overlay.
package store
