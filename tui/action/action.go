// Package action is the one registry of what can be done with a key: each
// action has a name, its keys, a short and a long help in both languages, and
// a place where it holds. The keys that work, the footer, the help, the
// palette, the Ctrl+G menu and the manual's page on keys are all made from it.
//
// A screen says which actions it has at the moment and, of one that cannot be
// done now, why not. The root turns a key into the action and sends the screen
// a [Do]; a screen never compares key names itself outside of its text fields.
package action

import "koe/tui/lang"

// ID names an action.
type ID string

// Scope is where an action's keys hold.
type Scope uint8

// The scopes. In a text field only the keys of Everywhere and Form are read as
// actions; all others are text.
const (
	Everywhere Scope = iota
	Lists
	Form
)

// Def is what an action is, wherever it appears.
type Def struct {
	ID    ID
	Scope Scope
	// Keys are the keys that run it, in Bubble Tea's names ("ctrl+s", "space",
	// "V"). The first is the one the footer shows.
	Keys []string
	// Menu is its letter in the Ctrl+G menu, or "".
	Menu string
	// Asks says that it puts a question before it does anything. What is typed
	// until the question stands is its answer.
	Asks bool
	// AsksAbove is how many things one act may be about before it asks once
	// more, with the number, on another key; 0 never asks.
	AsksAbove int
	// Short stands in the footer, in one to three words; Long is a sentence.
	Short, Long lang.Both
}

// Action is a Def as a screen has it now.
type Action struct {
	ID ID
	// Why says, as a sentence in the session's language, why it cannot be done
	// at the moment; "" when it can.
	Why string
	// Label takes the place of the short help where the screen can say more,
	// as in "save and link to P-12".
	Label string
}

// Can is an action that can be done now.
func Can(id ID) Action { return Action{ID: id} }

// Cannot is an action that the screen has but not at the moment.
func Cannot(id ID, why string) Action { return Action{ID: id, Why: why} }

// Do tells a screen to do an action that it has and that can be done.
type Do struct {
	ID ID
	// Key is the key that was pressed, folded to half width; "" when it was
	// chosen in the menu or the palette.
	Key string
}
