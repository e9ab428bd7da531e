// Package intake is the Log screen: a complaint is written down while the
// caller is on the line.
//
// The cursor stands in the text at once. Tags, customer and severity can be
// typed within it as marks (koe/model/marks) or in their own fields. What is
// typed is kept beside the database every moment, a save is sent under an ID
// that the form has had since it was opened, and so neither a power cut nor a
// second key press logs a call twice or not at all.
package intake

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/marks"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Desk is what the form asks of the desk.
type Desk interface {
	Do(ctx context.Context, r model.Request) (model.Receipt, error)
	TagUses(ctx context.Context) ([]model.TagUse, error)
	// Customers finds customers by name, reading, phone or account, folded.
	Customers(ctx context.Context, typed string, limit int) ([]model.CustomerView, error)
	// Similar finds known problems and open issues like a text; those of the
	// customer of that name come first.
	Similar(ctx context.Context, text, customer string, limit int) ([]model.Similar, error)
	// Issues says, beside the newest issue, whether there ever was one.
	Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error)
}

// Drafts keep a person's forms while they are not saved.
type Drafts interface {
	// Load reads what was kept last. Nothing kept is no error.
	Load(ctx context.Context) ([]model.Form, error)
	// Save keeps these forms in the place of what was kept before. When it
	// returns without error they survive a power cut.
	Save(ctx context.Context, forms []model.Form) error
}

// Options are what the screen needs.
type Options struct {
	Session *screen.Session
	Desk    Desk
	Drafts  Drafts
	// NewID makes the IDs of the forms; each is different.
	NewID func() model.ID
	// Pause gives a message after a while; nil waits that long.
	Pause func(time.Duration, tea.Msg) tea.Cmd
}

// pause waits.
func pause(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// Screen is the Log screen.
type Screen struct {
	session *screen.Session
	desk    Desk
	newID   func() model.ID
	after   func(time.Duration, tea.Msg) tea.Cmd // a pause

	size widget.Size

	// The form in front. What is in a field lives there; the rest here.
	front    model.Form
	text     *widget.Field
	customer *widget.Field
	tags     *widget.Field
	focus    field
	found    marks.Found // in the text
	inField  marks.Found // in the field of tags
	heard    string      // the words, without the mark that is being typed
	said     model.Channel

	parked []model.Form
	saves  saves
	keep   keeping
	ahead  []tea.Msg // keys pressed while the form in front is being saved

	menu   menu
	known  known
	lookup lookup
	drawn  drawn
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Leaver = (*Screen)(nil)
)

// customerLimit is how many characters the fields of one line hold.
const (
	customerLimit = 200
	tagsLimit     = 1000
)

// New makes the screen with an empty form.
func New(o Options) *Screen {
	s := &Screen{
		session:  o.Session,
		desk:     o.Desk,
		newID:    o.NewID,
		after:    o.Pause,
		text:     widget.NewField(false, model.MaxTyped),
		customer: widget.NewField(true, customerLimit),
		tags:     widget.NewField(true, tagsLimit),
		said:     model.Phone,
		keep:     newKeeping(o.Drafts),
		saves:    newSaves(),
		lookup:   newLookup(),
	}
	if s.after == nil {
		s.after = pause
	}
	s.fresh()
	return s
}

// ID is the screen's name.
func (s *Screen) ID() screen.ID { return screen.Log }

// Init reads the drafts and the tags, and asks whether the desk is empty.
func (s *Screen) Init() tea.Cmd { return tea.Batch(s.loadDrafts(), s.askTags(), s.askEmpty()) }

// Typing reports whether keys are text. They are in every field, so that a
// digit chooses a severity and not another screen.
func (s *Screen) Typing() bool { return s.focus != nowhere }

// Leave keeps the forms before the program ends.
func (s *Screen) Leave() tea.Cmd { return s.keepAtEnd() }

// Unkept reports whether the drafts could not be written.
func (s *Screen) Unkept() bool { return s.keep.err != nil && !s.front.Empty() }
