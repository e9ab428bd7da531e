package triage

import (
	"testing"

	"koe/tui/screen"
	"koe/tui/screentest"
)

// set opens the screen on a desk.
func set(t testing.TB, c screentest.Case, d *screentest.Desk, change ...func(*screen.Session)) *screentest.Sitting {
	t.Helper()
	session := c.Session(t)
	for _, f := range change {
		f(session)
	}
	return screentest.Sit(t, c, session, New(d, session, d.NewID))
}

func pointer[T any](v T) *T { return &v }
