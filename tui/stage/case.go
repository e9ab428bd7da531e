// Package stage puts screens on a stage for tests: in the real root, without a
// terminal. Keys go in as a person presses them, commands run at once, and what
// stands on the screen is compared with golden files.
//
// Run a test with -update to write its golden files anew; then read them.
package stage

import (
	"context"
	"testing"
	"time"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// Case is one way of looking at a screen.
type Case struct {
	Name  string
	Lang  lang.Lang
	Size  widget.Size
	Theme theme.Options
}

// Cases are the ways every screen is looked at: English, Japanese, Japanese in
// ASCII signs, English without colours, each small and comfortable.
func Cases() []Case {
	var cases []Case
	for _, size := range []struct {
		name string
		size widget.Size
	}{{"80x24", widget.Size{Width: 80, Height: 24}}, {"120x34", widget.Size{Width: 120, Height: 34}}} {
		cases = append(cases,
			Case{"en-" + size.name, lang.English, size.size, theme.Options{Glyphs: theme.Unicode()}},
			Case{"ja-" + size.name, lang.Japanese, size.size, theme.Options{Glyphs: theme.Unicode()}},
			Case{"ascii-" + size.name, lang.Japanese, size.size, theme.Options{Glyphs: theme.ASCII()}},
			Case{"nocolor-" + size.name, lang.English, size.size, theme.Options{Glyphs: theme.Unicode(), NoColor: true}},
		)
	}
	return cases
}

// Now is the moment at which every stage stands: a Monday morning in Osaka.
func Now() time.Time {
	return time.Date(2026, time.July, 13, 8, 50, 0, 0, Zone())
}

// Zone is the desk's time zone.
func Zone() *time.Location { return time.FixedZone("JST", 9*60*60) }

// Session is a session as this case sees it, of a lead named aya on the desk
// osaka.
func (c Case) Session(t testing.TB) *screen.Session {
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	return &screen.Session{
		Ctx:   ctx,
		Who:   model.User{ID: "aya", Name: "aya", Role: model.Lead},
		Desk:  "osaka",
		Zone:  Zone(),
		Now:   Now,
		Say:   lang.For(c.Lang),
		Theme: theme.New(c.Theme),
	}
}
