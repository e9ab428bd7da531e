package intake

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/tui/screen"
	"koe/tui/stage"
)

// desk is a desk that knows a little, and logs what it is asked.
type desk struct {
	asked  []model.Request // in their order, repeats too
	logged map[model.ID]model.Draft
	number map[model.ID]model.Number
	fail   []error // for the next requests, oldest first; nil lets one through
	after  func()  // runs before each request
	words  []string
	people []string
}

func newDesk() *desk {
	return &desk{logged: map[model.ID]model.Draft{}, number: map[model.ID]model.Number{}}
}

func (d *desk) Do(_ context.Context, r model.Request) (model.Receipt, error) {
	if d.after != nil {
		d.after()
	}
	d.asked = append(d.asked, r)
	if len(d.fail) > 0 {
		err := d.fail[0]
		d.fail = d.fail[1:]
		if err != nil {
			return model.Receipt{}, err
		}
	}
	if d.number[r.ID] == 0 {
		d.number[r.ID] = model.Number(20345 + len(d.number))
		d.logged[r.ID] = r.Command.(model.Log).Draft
	}
	return model.Receipt{ID: r.ID, Verb: model.VerbLog, Issues: []model.Number{d.number[r.ID]}, Count: 1}, nil
}

// last is the newest draft that was logged.
func (d *desk) last(t *testing.T) model.Draft {
	t.Helper()
	if len(d.asked) == 0 {
		t.Fatal("the desk was asked for nothing")
	}
	return d.logged[d.asked[len(d.asked)-1].ID]
}

func (d *desk) TagUses(context.Context) ([]model.TagUse, error) {
	use := func(path model.TagPath, count int, readings ...string) model.TagUse {
		return model.TagUse{Tag: model.Tag{Key: path.Key(), Path: path, Readings: readings}, Count: count}
	}
	old := use("invoices", 3)
	old.Tag.Into = "billing"
	gone := use("fax", 9)
	gone.Tag.Retired = true
	return []model.TagUse{
		use("billing", 812), use("billing/double-charge", 311), use("billing/refund-delay", 120), use("contact/wait-time", 400),
		use("請求", 500, "せいきゅう"), use("請求/二重請求", 220, "ニジュウセイキュウ"), old, gone,
	}, nil
}

func (d *desk) Customers(_ context.Context, typed string, _ int) ([]model.CustomerView, error) {
	d.people = append(d.people, typed)
	var found []model.CustomerView
	for _, v := range []model.CustomerView{
		{Customer: model.Customer{ID: 1, Name: "TANAKA SHOJI", Reading: "タナカショウジ", Account: "A-1182", Segments: []model.Dated{{From: 1, Value: "B"}}}, Open: 2, Recent: 4,
			Promise: &model.Promise{Text: "call back about the refund", By: model.At(stage.Now().Add(-42 * time.Hour))}, Promised: 20117},
		{Customer: model.Customer{ID: 2, Name: "田中商事", Reading: "タナカショウジ", Account: "A-2290"}, Open: 1},
		{Customer: model.Customer{ID: 3, Name: "佐藤", Phones: []string{"03-1111-2222"}}},
		{Customer: model.Customer{ID: 4, Name: "佐藤", Phones: []string{"06-3333-4444"}}},
	} {
		if strings.Contains(text.Fold(v.Customer.Name+v.Customer.Reading), text.Fold(typed)) {
			found = append(found, v)
		}
	}
	return found, nil
}

func (d *desk) Similar(_ context.Context, words, _ string, _ int) ([]model.Similar, error) {
	d.words = append(d.words, words)
	if !strings.Contains(words, "twice") && !strings.Contains(words, "二重") {
		return nil, nil
	}
	return []model.Similar{
		{Problem: &model.Problem{ID: 12, Title: "Double charge when the card retries", Owner: "sato", Workaround: "the billing desk can pay it back today.",
			Tell: "a known fault; the fix ships Thursday, the second charge comes back in two working days.", Actions: []model.Action{{N: 1, Due: model.Date(2026, 7, 16)}}}, Linked: 31},
		{Problem: &model.Problem{ID: 7, Title: "請求書の表示が先月分のまま"}, Linked: 4},
		{Row: &model.Row{Issue: model.Issue{Number: 20117, Text: "Invoice shows June\ntwice", Owner: "mori", ReceivedAt: model.At(stage.Now().Add(-150 * time.Hour))}}, Same: true},
		{Row: &model.Row{Issue: model.Issue{Number: 20102, Text: strings.Repeat("同じ注文で二回引き落とされた。", 8), ReceivedAt: model.At(stage.Now().Add(-30 * time.Hour))}}},
	}, nil
}

// memory keeps drafts as long as the test runs.
type memory struct {
	forms   []model.Form
	saves   int
	loadErr error
	saveErr error
}

func (m *memory) Load(context.Context) ([]model.Form, error) { return m.forms, m.loadErr }

func (m *memory) Save(ctx context.Context, forms []model.Form) error {
	m.saves++
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.saveErr != nil {
		return m.saveErr
	}
	m.forms = forms
	return nil
}

// sitting is somebody at the Log screen.
type sitting struct {
	*stage.Stage
	screen *Screen
	desk   *desk
	drafts *memory
	now    time.Time
}

var english = stage.Cases()[0]

// sit opens the screen on a stage where pauses are over at once.
func sit(t *testing.T, c stage.Case, d *desk, m *memory) *sitting {
	t.Helper()
	at := &sitting{desk: d, drafts: m, now: stage.Now()}
	session := c.Session(t)
	session.Now = func() time.Time { return at.now }
	at.screen = newScreen(session, d, m)
	at.Stage = stage.Set(t, c, session, at.screen)
	return at
}

func newScreen(session *screen.Session, d *desk, m *memory) *Screen {
	var n byte
	s := New(Options{Session: session, Desk: d, Drafts: m, NewID: func() model.ID { n++; return model.ID{byte(len(d.asked)), 1, n} }})
	s.after = func(_ time.Duration, msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
	return s
}

// results runs a command and what it consists of, and gives what came back to
// nobody.
func results(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, results(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}

// one is the only message of its type.
func one[T any](t *testing.T, msgs []tea.Msg) T {
	t.Helper()
	var found []T
	for _, m := range msgs {
		if v, ok := m.(T); ok {
			found = append(found, v)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d of %T among %v", len(found), *new(T), msgs)
	}
	return found[0]
}

var errDisk = errors.New("input/output error")
