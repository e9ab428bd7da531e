package tui_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// styles are the codes that colour text and nothing else.
var styles = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// Whatever a record, a desk's name, a person's or an error holds, a frame has
// nothing in it that commands the terminal, and every line fills the window.
func TestAFrameIsTameWhateverIsInIt(t *testing.T) {
	const evil = "\x1b[2JA\x1b]0;owned\x07\u009b1;1H\u202egnp\r\n\t👨\u200d👩ｶﾞ\u0085caf\xe9"
	for _, c := range screentest.Cases() {
		c.Theme.NoColor = true
		session := c.Session(t)
		session.Desk, session.Who.Name = evil, evil
		f, r := newForm(session), newRows(session, 60)
		for i := range r.texts {
			r.texts[i] = evil + r.texts[i]
		}
		s := screentest.Sit(t, c, session, f, r)
		whole := func(when string) {
			t.Helper()
			for i, l := range s.Root.Draw().Lines {
				l := styles.ReplaceAllString(l, "")
				if at := strings.IndexFunc(l, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }); at >= 0 {
					t.Errorf("%s: line %d has %q", when, i+1, l[at:min(len(l), at+8)])
				}
				if w := ansi.StringWidth(l); w != c.Size.Width || widget.Width(l) != w {
					t.Errorf("%s: line %d is %d columns wide: %q", when, i+1, w, l)
				}
			}
		}
		s.Press("esc", "2")
		whole("the list")
		s.Send(screen.Say(screen.Note, evil)())
		whole("a toast")
		s.Press("n")
		s.Paste(evil)
		whole("a prompt")
	}
}
