// Package text is what koe knows about written words, Japanese and Latin alike: making text from
// outside safe to keep and to draw (CleanLine, CleanBlock), folding it so that what people mean to
// be the same is the same (Fold, Key), cutting it into grams for search (AppendGrams,
// AppendQueryGrams, Compile), hiding numbers that must not be kept (Mask), and reading romaji as
// kana (RomajiToHiragana).
//
// The order on the way in is: clean once at the edge, mask at save, fold whenever a key or an index
// entry is made. Every function is pure; all are safe for concurrent use. Offsets are in bytes
// unless a name says otherwise.
package text
