// Package screen says what a screen is, and holds the types that the screens
// and the root share: the session, answers that know which question they
// answer, toasts and ways to go.
//
// A screen never waits. Its Update and View do no I/O and nothing slow; what
// takes time is an [Ask], which runs in a command with a deadline and comes
// back as an answer. A screen draws from what it has.
package screen

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// ID names a screen.
type ID string

// The screens of part 1, by what people do there.
const (
	Log    ID = "log"
	Triage ID = "triage"
	Trends ID = "trends"
)

// Screen is one of koe's screens. The root calls its methods from one
// goroutine; a screen that changes itself in place returns itself.
type Screen interface {
	ID() ID

	// Init asks the first questions. It is called once, before anything else.
	Init() tea.Cmd

	// Update takes, one at a time:
	//   - [Resize] before the first View and whenever its region changes;
	//   - [Shown] each time it comes to the front;
	//   - [action.Do] for an action it has and that can be done now;
	//   - tea.KeyPressMsg and tea.PasteMsg where no action takes the key;
	//   - answers to its questions, wherever it stands ([Addressed]);
	//   - results of overlays that it opened;
	//   - what another screen sent with [Go];
	//   - [Changed] when the desk's records changed.
	Update(msg tea.Msg) (Screen, tea.Cmd)

	// View draws the region between header and footer. The root cuts and fills
	// up what does not have exactly the region's size.
	View(size widget.Size) Frame

	// Actions lists what can be done now, and what cannot with the reason,
	// most important first: the footer shows the first that can.
	Actions() []action.Action

	// Typing reports whether a text field has the focus. Then the keys of
	// lists are text.
	Typing() bool
}

// Leaver is a screen with something to keep when koe ends, such as a draft.
type Leaver interface {
	// Leave returns the command that keeps it. The root waits for it, within
	// its deadline, before it ends. It may be asked more than once.
	Leave() tea.Cmd
	// Unkept reports whether what the screen holds could not be kept when it
	// was last tried.
	Unkept() bool
}

// Frame is what a screen drew.
type Frame struct {
	widget.Panel
	// Status stands at the right end of the header, most important last; the
	// root drops from the front what does not fit.
	Status []string
}

// Resize gives the size of a screen's region.
type Resize struct{ widget.Size }

// Shown says that the screen came to the front, Hidden that another did.
type (
	Shown  struct{}
	Hidden struct{}
)

// Changed says that records of the desk changed, by whoever. It comes to the
// screen in front, and to another when that comes to the front; several changes may
// come as one.
type Changed struct{ model.Hint }

// Open puts an overlay in front. Its result comes to the screen that opened it.
type Open struct{ Overlay widget.Overlay }

// Show opens an overlay.
func Show(o widget.Overlay) tea.Cmd { return func() tea.Msg { return Open{o} } }

// Go brings another screen to the front and hands it Msg, if there is one.
type Go struct {
	To  ID
	Msg tea.Msg
}

// GoTo brings a screen to the front.
func GoTo(to ID, msg tea.Msg) tea.Cmd { return func() tea.Msg { return Go{To: to, Msg: msg} } }

// To is a message for one screen, whichever stands in front.
type To struct {
	Screen ID
	Msg    tea.Msg
}

// Addressed is a message that knows which screen it is for.
type Addressed interface{ For() ID }

// For is the screen the message is for.
func (t To) For() ID { return t.Screen }

// Address sends what a command comes back with to one screen. Commands that
// are no [Ask] need it, so that their message arrives when another screen has
// come to the front meanwhile.
func Address(to ID, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg { return To{Screen: to, Msg: cmd()} }
}
