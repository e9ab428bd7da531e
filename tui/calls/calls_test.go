package calls

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// set opens the call list about something before a leader.
func set(t testing.TB, c screentest.Case, d *screentest.Desk, about *About, change ...func(*screen.Session)) *screentest.Sitting {
	t.Helper()
	return screentest.SitAt(t, c, d, func(p *kit.Pages) tea.Cmd { return Open(p, d, about) }, change...)
}

// What stands on the pages.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		return set(t, c, screentest.Rising(t, c.Lang), nil)
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, open,
		screentest.Scene{Name: "list", Seen: []screentest.Case{en, ja.Wide()}},
		screentest.Scene{Name: "sheet", Keys: []string{"G", "enter"}, Seen: []screentest.Case{en, ja}},
		screentest.Scene{Name: "outcome", Keys: []string{"enter", "c"}},
	)
}

// The list is of those whom the desk names, in its order, and of one matter
// where one is asked about.
func TestWhatAListIsAbout(t *testing.T) {
	for _, c := range []struct {
		about *About
		title string
		has   []string
	}{
		{nil, "Calls to make: worst first", []string{"Maria Lopez", "Helen Park", "Tanaka Shoji"}},
		{&About{Tag: "billing/double-charge", Path: "billing/double-charge", Tagged: true}, "about billing/double-charge", []string{"Helen Park", "Tanaka Shoji"}},
		{&About{Tag: "billing", Path: "billing", Tagged: true}, "about billing ", []string{"Helen Park", "Tanaka Shoji"}}, // a parent's leaves
		{&About{Problem: 2, Title: "Double charge"}, "about P-2 Double charge", []string{"Helen Park", "Tanaka Shoji"}},
		{&About{Tagged: true}, "about no tag", nil},
		{&About{Problem: 2, Title: "Double charge", Tag: "product/safety", Path: "product/safety"}, "about product/safety", []string{"Maria Lopez", "Helen Park", "Tanaka Shoji"}},
	} {
		d := screentest.Rising(t, lang.English)
		for i := range d.CallsToMake {
			row := &d.CallsToMake[i].Row
			row.Issue.Problem = d.MustIssue(t, row.Issue.Number).Problem // as linked by now
		}
		s := set(t, screentest.English(), d, c.about)
		s.Want(c.title)
		for _, who := range []string{"Maria Lopez", "Helen Park", "Tanaka Shoji"} {
			if s.Has(who) != slices.Contains(c.has, who) {
				t.Errorf("%s: %s: %v:\n%s", c.title, who, s.Has(who), s.Text())
			}
		}
		if len(c.has) == 0 {
			s.Want("Nobody is waiting for a call about this.")
			s.Press("enter", "c")
			s.Want("Nobody is waiting for a call about this.")
		}
	}
}

// A sheet has what a call needs, begins with what was not kept, and keeps how
// the call went.
func TestACallSheet(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d, nil)
	s.Press("G", "enter")
	for _, want := range []string{"06-1234-0001", "Charged twice for June again", "ring back on Saturday", "I am sorry", "none yet"} {
		s.Want(want)
	}
	s.Press("c", "r")
	s.Type("thank you for calling yourself")
	s.Press("ctrl+s")
	c := screentest.Last[model.AddContact](t, d)
	if c.About.Key != "20112" || c.Channel != model.Phone || c.Outcome != model.Reached || c.Words != "thank you for calling yourself" {
		t.Errorf("kept %+v", c)
	}
	s.Want("thank you for calling yourself")
	s.Unwanted("none yet")
	s.Press("esc", "g", "enter")
	s.Want("You told us something on Sat 11 Jul") // nothing was promised, and nobody called before
	s.Press("enter", "r", "ctrl+s")
	s.Want("We spoke about what you told us")
}

// Who may not call a customer is told so.
func TestWhoMayNotCall(t *testing.T) {
	s := set(t, screentest.Japanese(), screentest.Rising(t, lang.Japanese), nil, screentest.As("view", model.ReadOnly))
	s.Press("c")
	s.Want("オペレーター以上の権限が必要です")
}

func TestMarkdown(t *testing.T) {
	var p *kit.Pages
	d := screentest.Rising(t, lang.English)
	s := screentest.SitAt(t, screentest.English(), d, func(pages *kit.Pages) tea.Cmd { p = pages; return Open(p, d, nil) })
	for _, want := range []string{"# Calls to make", "#20112", "Tanaka Shoji"} {
		if _, text := p.Front().Markdown(); !strings.Contains(strings.ReplaceAll(text, `\`, ""), want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	s.Press("G", "enter")
	for _, want := range []string{"# Call sheet #20112", "**Number** 06-1234-0001", "> Good day, this is aya of osaka.", "- none yet"} {
		if _, text := p.Front().Markdown(); !strings.Contains(strings.ReplaceAll(text, `\`, ""), want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	s.Press("p")
	s.Want("Written to Call sheet #20112.md")
}
