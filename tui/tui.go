// Package tui is koe's interface on a terminal: the root that frames the
// screens, sends each message where it belongs and draws what stands in front.
//
// A newcomer's way through it: a key press arrives in [Root.Update]; the
// registry of koe/tui/action says which action it is; the screen in front
// (koe/tui/screen) does it and asks its desk in a command; the answer comes
// back as a message. koe/tui/kit is what all screens of lists do alike,
// koe/tui/widget has the pieces screens are drawn with, koe/tui/theme how they
// look, koe/tui/lang what they say. Nothing here knows the store: cmd hands each
// screen the desk it asks.
package tui

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// The sizes between which koe draws its screens, in columns and rows. Below the
// smallest it says so; above the largest the rest of the window stays empty.
const (
	minWidth, minHeight = 60, 20
	maxWidth, maxHeight = 400, 200
)

// Options are what the root needs.
type Options struct {
	Session *screen.Session
	// Screens are the screens in the order of their keys 1 2 3. The first
	// stands in front.
	Screens []screen.Screen
	// Backup copies the database and says where to. Nil where a session may not.
	Backup func(context.Context) (path string, err error)
	// Hints tells of commits by anyone on the desk, latest wins. May be nil.
	Hints <-chan model.Hint
	// Pause is for how long at least the screens stay as they are after others' commits
	// were shown: a busy desk must not have every session ask anew at each, nor all of
	// them at the same moment. 0 is [HintPause].
	Pause time.Duration
	// Issues asks the desk for a list; nil where nobody is told of S1 issues.
	Issues func(context.Context, model.IssueQuery) (model.IssuePage, error)
	// Theme is the theme's options as known before the terminal was asked.
	Theme theme.Options
}

// Root frames the screens of one session. It is a Bubble Tea model.
type Root struct {
	mu sync.Mutex // held by Update and View, and by whoever ends a program that has been given up

	session  *screen.Session
	registry *action.Registry
	screens  []screen.Screen
	front    int
	hints    <-chan model.Hint
	pause    time.Duration
	missed   map[int]screen.Changed // what screens behind the front one were not told yet
	backup   func(context.Context) (string, error)
	theme    theme.Options

	size    widget.Size
	shown   bool // the front screen was told that it is in front
	overlay widget.Overlay
	opener  screen.ID // who opened the overlay; "" is the root itself

	urgent urgent

	toast   screen.Toast
	toastAt time.Time

	hold hold

	stopped bool   // the desk took no changes when that was looked at last
	typed   uint64 // counts keys and pastes
	armed   bool   // Ctrl+C was pressed once
	unkept  bool   // leaving failed once: something could not be kept
	leaving bool
	left    bool // everything is kept; the program may end
}

// New makes the root. It fails when the registry is at fault or there is no
// screen.
func New(o Options) (*Root, error) {
	if len(o.Screens) == 0 {
		return nil, fmt.Errorf("there is no screen to show")
	}
	registry, err := action.NewRegistry(action.Table())
	if err != nil {
		return nil, fmt.Errorf("the table of actions: %w", err)
	}
	if o.Session.Theme == nil {
		o.Session.Theme = theme.New(o.Theme)
	}
	return &Root{urgent: urgent{issues: o.Issues, ask: screen.NewAsk[urgentIssues](rootID, "urgent", screen.QuestionTime)}, session: o.Session, registry: registry, screens: o.Screens, hints: o.Hints, pause: cmp.Or(o.Pause, HintPause), missed: map[int]screen.Changed{}, backup: o.Backup, theme: o.Theme}, nil
}

// Init asks the first questions of every screen and, once, the terminal for
// its background.
func (r *Root) Init() tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(r.screens)+2)
	for _, s := range r.screens {
		cmds = append(cmds, s.Init())
	}
	if !r.theme.NoColor {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	cmds = append(cmds, r.standing(), r.askUrgent())
	return tea.Batch(append(cmds, r.listen(0))...)
}

// HintPause is the longest pause of [Options].
const HintPause = 900 * time.Millisecond

// listen waits for the next hint, after a pause.
func (r *Root) listen(pause time.Duration) tea.Cmd {
	if r.hints == nil {
		return nil
	}
	hints, done := r.hints, r.session.Ctx.Done()
	return func() tea.Msg {
		select {
		case <-time.After(pause):
		case <-done:
			return nil
		}
		select {
		case h, ok := <-hints:
			if ok {
				return screen.Changed{Hint: h}
			}
		case <-done:
		}
		return nil
	}
}

// Front is the screen in front.
func (r *Root) Front() screen.Screen { return r.screens[r.front] }

// tell hands a message to one screen.
func (r *Root) tell(i int, msg tea.Msg) tea.Cmd {
	s, cmd := r.screens[i].Update(msg)
	r.screens[i] = s
	return cmd
}

// tellAll hands a message to every screen.
func (r *Root) tellAll(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, len(r.screens))
	for i := range r.screens {
		cmds[i] = r.tell(i, msg)
	}
	return tea.Batch(cmds...)
}

// find is the place of a screen, -1 where it is not there.
func (r *Root) find(id screen.ID) int {
	for i, s := range r.screens {
		if s.ID() == id {
			return i
		}
	}
	return -1
}
