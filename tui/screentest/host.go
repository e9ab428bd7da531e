package screentest

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// A host is a screen of which nothing is known but its pages.
type host struct {
	p    *kit.Pages
	open func(*kit.Pages) tea.Cmd
}

// SitAt opens the pages that open puts in front, over an empty one, before a
// leader. Changes to the session may be made first.
func SitAt(t testing.TB, c Case, d *Desk, open func(*kit.Pages) tea.Cmd, change ...func(*screen.Session)) *Sitting {
	t.Helper()
	session := c.Session(t)
	session.Who.Role = model.Leader
	for _, f := range change {
		f(session)
	}
	h := &host{open: open}
	h.p = kit.NewPages(kit.New(kit.Options{
		Screen: screen.Trends, Session: session, Desk: d, NewID: d.NewID,
		Done: func(model.Receipt) tea.Cmd { return h.p.Refresh() },
	}), &Notebook{})
	h.p.Begin(&blank{})
	return Sit(t, c, session, h)
}

func (h *host) ID() screen.ID { return screen.Trends }
func (h *host) Init() tea.Cmd { return tea.Batch(h.p.AskPeople(false), h.open(h.p)) }
func (h *host) Typing() bool  { return false }

func (h *host) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if do, ok := msg.(action.Do); ok {
		return h, h.p.Do(do)
	}
	return h, h.p.Take(msg)
}

func (h *host) View(size widget.Size) screen.Frame {
	return screen.Frame{Panel: widget.Panel{Lines: h.p.Front().Lines(size)}}
}

func (h *host) Actions() []action.Action { return h.p.Actions() }

// blank is a page without anything.
type blank struct{}

func (*blank) Ask() tea.Cmd                    { return nil }
func (*blank) Take(tea.Msg) (tea.Cmd, bool)    { return nil, false }
func (*blank) Actions() []action.Action        { return nil }
func (*blank) Do(action.Do) tea.Cmd            { return nil }
func (*blank) Markdown() (title, text string)  { return "", "" }
func (*blank) Lines(size widget.Size) []string { return widget.Pad(nil, size, "") }

// Notebook is a folder in memory that holds one page.
type Notebook struct{ Name, Text string }

// Write keeps a page in the place of the one before.
func (n *Notebook) Write(_ context.Context, name, text string) (string, error) {
	n.Name, n.Text = name, text
	return name + ".md", nil
}

// As is a session of somebody else.
func As(id model.UserID, role model.Role) func(*screen.Session) {
	return func(s *screen.Session) { s.Who = model.User{ID: id, Name: string(id), Role: role} }
}
