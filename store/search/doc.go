// Package search finds issues: which of a million belong to a query, how many there are, and which
// are like a text.
//
// An [Index] is a file of its own beside the database, written in the background and never needed
// for the answer to be right. It stands at an event: what changed after that is read from the
// records themselves and judged like everything else, so that an issue saved a moment ago is found.
// Rows are always checked against their record. A file that is missing, damaged or another desk's
// is built anew, newest issues first; until it is whole the rest is looked through.
//
// # How it is laid out
//
// A segment lists up to 65,536 issues under their terms and never changes: facets (state, owner,
// tag, day and whatever else the filter language asks for), whole words of alphabetic script, their
// pairs of letters and which of them follow each other, the single characters and pairs of
// Japanese, and signs. A word typed in a query is looked for in the dictionary as a part of its
// words, so that the union of what is found is the exact answer for alphabetic script. Japanese of
// three characters or more is decided by the folded text, which the segment keeps for issues that
// have any; phrases of several words by the record. An issue that changes is dropped from its
// segment and listed anew in a younger one; segments are merged as they gather.
//
// # How a query is answered
//
// Every term gives two sets: the issues that surely belong and those that may. And, or and not keep
// both, so that only what lies between them is looked at one by one.
package search
