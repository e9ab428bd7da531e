package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// An urgentDesk answers the root's questions about S1 issues.
type urgentDesk struct {
	open, own []model.Issue
	uncounted bool
	asked     []string
	fails     error
}

func (d *urgentDesk) issues(_ context.Context, q model.IssueQuery) (model.IssuePage, error) {
	d.asked = append(d.asked, q.Query)
	from := d.own
	if strings.Contains(q.Query, "owner:none") {
		from = d.open
	}
	p := model.IssuePage{Total: len(from)}
	for _, i := range from[:min(len(from), q.Limit)] {
		p.Rows = append(p.Rows, model.Row{Issue: i})
	}
	if d.uncounted {
		p.Total, p.Next = -1, "more"
	}
	return p, d.fails
}

// A watch is a root that is told of S1 issues.
type watch struct {
	t    *testing.T
	root *tui.Root
	form *form
	desk *urgentDesk
	rang int
}

func newWatch(t *testing.T, role model.Role, l lang.Lang, desk *urgentDesk) *watch {
	t.Helper()
	session := screentest.English().Session(t)
	session.Who = model.User{ID: "mori", Name: "Mori", Role: role}
	session.Say = lang.For(l)
	w := &watch{t: t, form: newForm(session), desk: desk}
	root, err := tui.New(tui.Options{Session: session, Screens: []screen.Screen{w.form}, Issues: desk.issues})
	if err != nil {
		t.Fatal(err)
	}
	w.root = root
	w.run(root.Init())
	w.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	return w
}

func (w *watch) send(msg tea.Msg) {
	w.t.Helper()
	if raw, ok := msg.(tea.RawMsg); ok && raw.Msg == "\a" {
		w.rang++
		return
	}
	_, cmd := w.root.Update(msg)
	w.run(cmd)
}

func (w *watch) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			w.run(c)
		}
	default:
		w.send(msg)
	}
}

func (w *watch) hint(urgent bool) { w.send(screen.Changed{Hint: model.Hint{Event: 9, Urgent: urgent}}) }

func (w *watch) shows(words string) bool { return strings.Contains(w.screen(), words) }

func (w *watch) screen() string { return strings.Join(w.root.Draw().Lines, "\n") }

// An S1 reaches a lead at once: in the header until somebody is accountable, and with
// one bell. The cursor and what is typed stay.
func TestAnS1ReachesALead(t *testing.T) {
	desk := &urgentDesk{open: []model.Issue{{Number: 3, LoggedBy: "aya"}}}
	w := newWatch(t, model.Lead, lang.English, desk)
	if w.rang != 0 || !w.shows("S1 #3 HAS NO OWNER") {
		t.Errorf("at the beginning: %d bells\n%s", w.rang, w.screen())
	}
	w.send(tea.KeyPressMsg{Code: 'x', Text: "x"})
	before := *w.root.Draw().Cursor
	desk.open = append(desk.open, model.Issue{Number: 7, LoggedBy: "aya"})
	n := len(desk.asked)
	w.hint(false)
	if len(desk.asked) != n {
		t.Error("it asks though no S1 was touched")
	}
	w.hint(true)
	w.hint(true)
	if w.rang != 1 || !w.shows("2 S1 HAVE NO OWNER") || *w.root.Draw().Cursor != before || w.form.field.Value() != "x" {
		t.Errorf("%d bells, cursor %v\n%s", w.rang, w.root.Draw().Cursor, w.screen())
	}
	desk.fails = errors.New("busy")
	w.hint(true)
	if !w.shows("2 S1 HAVE NO OWNER") || w.shows("busy") {
		t.Errorf("a question that failed:\n%s", w.screen())
	}
	desk.fails, desk.open = nil, append(desk.open[:0], model.Issue{Number: 8, LoggedBy: "mori"})
	w.hint(true)
	if w.rang != 1 || !w.shows("S1 #8 HAS NO OWNER") {
		t.Errorf("one's own rings: %d\n%s", w.rang, w.screen())
	}
	desk.open = nil
	w.hint(true)
	if w.shows("NO OWNER") {
		t.Errorf("when somebody has it:\n%s", w.screen())
	}
	for n := range 30 {
		desk.open = append(desk.open, model.Issue{Number: model.Number(100 + n)})
	}
	w.hint(true)
	desk.open = append(desk.open, model.Issue{Number: 200}) // beyond those that are listed
	w.hint(true)
	if w.rang != 3 || !w.shows("31 S1 HAVE NO OWNER") {
		t.Errorf("of many: %d bells\n%s", w.rang, w.screen())
	}
	desk.uncounted = true
	w.hint(true)
	if !w.shows("20+ S1 HAVE NO OWNER") {
		t.Errorf("not all could be counted:\n%s", w.screen())
	}
	desk.uncounted = false
	if w := newWatch(t, model.Lead, lang.Japanese, &urgentDesk{open: desk.open[:1]}); !w.shows("S1 #100 担当者なし") {
		t.Error(w.screen())
	}
}

// Whoever logged one is told who has it; others' are not theirs to see here.
func TestWhoLoggedAnS1IsToldWhoHasIt(t *testing.T) {
	desk := &urgentDesk{open: []model.Issue{{Number: 3}}, own: []model.Issue{{Number: 3}, {Number: 4, Owner: "sato"}, {Number: 5}}}
	w := newWatch(t, model.Agent, lang.English, desk)
	if w.shows("OWNER") || w.shows("has your") {
		t.Errorf("at the beginning:\n%s", w.screen())
	}
	desk.own = []model.Issue{{Number: 3, Owner: "sato"}, {Number: 4, Owner: "abe"}, {Number: 5, Owner: "mori"}}
	w.hint(true)
	if w.rang != 0 || !w.shows("sato has your S1 #3 now.") {
		t.Errorf("%d bells\n%s", w.rang, w.screen())
	}
	// It does not take the place of what went wrong.
	w.send(screen.Toast{Tone: screen.Fail, Text: "The disk is full."})
	desk.own = []model.Issue{{Number: 8}}
	w.hint(true)
	desk.own = []model.Issue{{Number: 8, Owner: "abe"}}
	w.hint(true)
	if !w.shows("The disk is full.") || !w.shows("abe has your S1 #8 now.") {
		t.Error(w.screen())
	}
	desk = &urgentDesk{}
	newWatch(t, model.ReadOnly, lang.English, desk)
	if len(desk.asked) != 0 {
		t.Errorf("a read-only user asks %v", desk.asked)
	}
}
