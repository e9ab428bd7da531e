package trends

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// today is the Monday on which every test sits down.
const today = model.Day(20648)

func TestTodayIsMonday(t *testing.T) {
	if got := screentest.Monday(); got != today {
		t.Fatalf("the tests sit down on day %d, and expect %d", got, today)
	}
}

// set opens the screen on a desk, before a leader.
func set(t testing.TB, c screentest.Case, d *screentest.Desk, change ...func(*Options)) *screentest.Sitting {
	t.Helper()
	session := c.Session(t)
	session.Who.Role = model.Leader
	o := Options{Session: session, Desk: d, NewID: d.NewID, Folder: &screentest.Notebook{}, Issues: func(q string) tea.Cmd { return screen.Say(screen.Note, q) }}
	for _, f := range change {
		f(&o)
	}
	return screentest.Sit(t, c, session, New(o))
}

func as(role model.Role) func(*Options) {
	return func(o *Options) { o.Session.Who.Role = role }
}
