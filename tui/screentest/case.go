// Package screentest is what the tests of every screen stand on: screens in the
// real root without a terminal, where keys go in as a person presses them and
// commands run at once; one desk in memory that answers all of them and decides
// as the real one does; the scenes that it is set with; and files to compare
// with what stands on the screen.
//
// Run a test with -update to write its golden files anew; then read them.
package screentest

import (
	"context"
	"fmt"
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
	Lang  lang.Lang
	Size  widget.Size
	Theme theme.Options
}

// In is a case in a language and a window of so many columns and rows.
func In(l lang.Lang, width, height int) Case {
	return Case{Lang: l, Size: widget.Size{Width: width, Height: height}, Theme: theme.Options{Glyphs: theme.Unicode()}}
}

// English and Japanese are the cases that flows are tested in: the smallest
// window that most people have.
func English() Case { return In(lang.English, 80, 24) }

// Japanese is the other one.
func Japanese() Case { return In(lang.Japanese, 80, 24) }

// Wide is the case in a window in which one is at ease.
func (c Case) Wide() Case { c.Size = widget.Size{Width: 120, Height: 34}; return c }

// ASCII is the case in a terminal that can draw nothing else.
func (c Case) ASCII() Case { c.Theme.Glyphs = theme.ASCII(); return c }

// NoColor is the case in a terminal without colours.
func (c Case) NoColor() Case { c.Theme.NoColor = true; return c }

// Name is the language, the size, and what else is out of the ordinary.
func (c Case) Name() string {
	name := fmt.Sprintf("%s-%dx%d", c.Lang, c.Size.Width, c.Size.Height)
	if c.Theme.Glyphs.ASCII {
		name += "-ascii"
	}
	if c.Theme.NoColor {
		name += "-nocolor"
	}
	return name
}

// Cases are the ways every screen has to stand: both languages in windows from
// the smallest there may be to a large one, in both sets of signs, with colours
// and without.
func Cases() []Case {
	var cases []Case
	for _, size := range []widget.Size{{Width: 80, Height: 24}, {Width: 60, Height: 20}, {Width: 120, Height: 34}, {Width: 200, Height: 50}} {
		for _, l := range lang.All() {
			c := In(l, size.Width, size.Height)
			cases = append(cases, c, c.ASCII())
		}
		cases = append(cases, In(lang.English, size.Width, size.Height).NoColor())
	}
	return cases
}

// Now is the moment at which every test sits down: a Monday morning in Osaka.
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
