package model

import "fmt"

// A HalfDoneError is an act of several pieces that stopped on its way: the first
// are done and saved, each whole, and the rest is not. The same act, given again,
// goes on with the rest.
type HalfDoneError struct {
	Done, Of int   // pieces
	Err      error // why the next one was not done
}

// Error is the plain English sentence.
func (e *HalfDoneError) Error() string {
	return fmt.Sprintf("only a part was done, %d of %d steps; the rest was not: %v", e.Done, e.Of, e.Err)
}

// Unwrap is why it stopped.
func (e *HalfDoneError) Unwrap() error { return e.Err }
