package kit_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// sample is a page that does what a test has it do on Enter, and asks for a
// word to show.
type sample struct {
	p     *kit.Pages
	word  string
	enter func(p *kit.Pages) tea.Cmd
	asked *screen.Ask[string]
	shown string
	times int
}

func newSample(p *kit.Pages, word string, enter func(p *kit.Pages) tea.Cmd) *sample {
	return &sample{p: p, word: word, enter: enter, asked: kit.Question[string](p.Kit, time.Second)}
}

func (s *sample) Ask() tea.Cmd {
	s.times++
	word := s.word
	return s.asked.Put(s.p.Ctx, func(context.Context) (string, error) { return word, nil })
}

func (s *sample) Take(msg tea.Msg) (tea.Cmd, bool) {
	return kit.Took(s.p.Kit, s.asked, msg, func(word string) { s.shown = word })
}

func (s *sample) Lines(size widget.Size) []string {
	return widget.Pad([]string{"shows " + s.shown}, size, "")
}

func (s *sample) Actions() []action.Action { return []action.Action{action.Can(action.Open)} }

func (s *sample) Do(do action.Do) tea.Cmd {
	if do.ID == action.Open && s.enter != nil {
		return s.enter(s.p)
	}
	return nil
}

func (s *sample) Markdown() (title, text string) { return s.word, "# " + s.word + "\n" }

// desk has people and some issues to act on.
func desk(t testing.TB) *screentest.Desk {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 30)
	return d.Set()
}

// sit opens a page that does this on Enter.
func sit(t testing.TB, d *screentest.Desk, enter func(p *kit.Pages) tea.Cmd, change ...func(*screen.Session)) *screentest.Sitting {
	t.Helper()
	return screentest.SitAt(t, screentest.English(), d, func(p *kit.Pages) tea.Cmd { return p.Open(newSample(p, "one", enter)) }, change...)
}

// assign gives issues to somebody, as the action of that name.
func assign(id action.ID, to model.UserID) kit.Act {
	return kit.Act{ID: id, Verb: model.Assign{}.Verb(), Words: "owner " + string(to), Command: func(on []model.Number) model.Command {
		return model.Assign{Issues: on, Owner: to}
	}}
}

func numbers(from model.Number, n int) []model.Number {
	on := make([]model.Number, n)
	for i := range on {
		on[i] = from + model.Number(i)
	}
	return on
}

// Commands reach the desk in the order in which they were given, one after the
// other, however long one takes.
func TestCommandsGoOneAfterTheOther(t *testing.T) {
	d := desk(t)
	s := sit(t, d, func(p *kit.Pages) tea.Cmd {
		return tea.Batch(p.Perform(assign(action.Owner, "sato"), numbers(20111, 1)), p.Perform(assign(action.Owner, "mori"), numbers(20112, 2)))
	})
	d.Slow = 2
	s.Press("enter")
	if len(d.Given) != 2 || len(d.Asked) != 4 {
		t.Fatalf("%d commands taken, %d asked for", len(d.Given), len(d.Asked))
	}
	if d.Given[0].(model.Assign).Owner != "sato" || d.Given[1].(model.Assign).Owner != "mori" {
		t.Errorf("out of order: %v", d.Given)
	}
	s.Want("2 issues: owner mori. u takes it back.")
}

// What was to follow a refused command rested on it and is not sent.
func TestARefusalStopsWhatFollows(t *testing.T) {
	d := desk(t)
	d.Fail = []error{&model.Refusal{Code: model.TooMany, Field: "tags", N: 13, Max: 12}}
	next := 0
	s := sit(t, d, func(p *kit.Pages) tea.Cmd {
		act := assign(action.Owner, "sato")
		act.Next = func(model.Receipt) tea.Cmd { next++; return nil }
		return tea.Batch(p.Perform(act, numbers(20111, 1)), p.Give(action.Owner, model.Assign{Issues: numbers(20112, 1), Owner: "mori"}, "given"))
	})
	s.Press("enter")
	if len(d.Given) != 0 || len(d.Asked) != 1 || next != 0 {
		t.Errorf("%d taken, %d asked for, %d followed", len(d.Given), len(d.Asked), next)
	}
	s.Press("enter") // nothing of it is left to be sent
	if len(d.Given) != 2 || next != 1 {
		t.Errorf("then %d taken, %d followed", len(d.Given), next)
	}
}

// The action's own definition says of how many things an act asks once more.
func TestManyAreAskedAbout(t *testing.T) {
	for _, c := range []struct {
		id   action.ID
		n    int
		asks bool
	}{
		{action.Owner, 20, false}, {action.Owner, 21, true}, {action.Note, 21, false}, {action.Close, 21, true}, {"of no definition", 21, false},
	} {
		d := desk(t)
		s := sit(t, d, func(p *kit.Pages) tea.Cmd { return p.Perform(assign(c.id, "sato"), numbers(20118, c.n)) })
		s.Press("enter")
		if asked := s.Has("owner sato: 21 issues?"); asked != c.asks || (len(d.Given) == 0) != c.asks {
			t.Errorf("%s about %d: asked %v, %d taken", c.id, c.n, asked, len(d.Given))
		}
		if c.asks {
			if s.Press("y"); len(d.Given) != 1 {
				t.Errorf("%s: %d taken after a yes", c.id, len(d.Given))
			}
		}
	}
}

// An undo says what it took back; redo is there only after one.
func TestUndoAndRedo(t *testing.T) {
	d := desk(t)
	s := sit(t, d, func(p *kit.Pages) tea.Cmd { return p.Perform(assign(action.Owner, "sato"), numbers(20111, 1)) })
	s.Press("enter")
	s.Want("u undo")
	s.Press("U")
	s.Want("Nothing was undone just now.")
	s.Press("u")
	s.Want("Taken back: the owner, #20111. U does it again.")
	s.Press("U")
	s.Want("Done again: #20111.")
	if owner := d.MustIssue(t, 20111).Owner; owner != "sato" {
		t.Errorf("the owner is %q", owner)
	}
	s.Press("U")
	s.Want("Nothing was undone just now.")
}

// Pages lie on each other; each takes the answers to its own questions, and the
// first stays.
func TestPages(t *testing.T) {
	var p *kit.Pages
	d := desk(t)
	var one, two *sample
	s := screentest.SitAt(t, screentest.English(), d, func(pages *kit.Pages) tea.Cmd {
		p = pages
		one, two = newSample(p, "one", nil), newSample(p, "two", nil)
		return tea.Batch(p.Open(one), p.Open(two))
	})
	if one.shown != "one" || two.shown != "two" {
		t.Errorf("one shows %q, two %q", one.shown, two.shown)
	}
	s.Want("shows two")
	s.Press("p")
	s.Want("Written to two.md")
	s.Press("esc")
	s.Want("shows one")
	s.Press("esc", "esc", "esc")
	s.Unwanted("shows") // the first page is an empty one
	times := one.times
	if cmd := p.Refresh(); cmd != nil {
		cmd()
	}
	if one.times != times {
		t.Error("a page that was closed asked anew")
	}
}

// A picker takes newer items while no key was pressed, or where it had none.
func TestPickingIsRefilled(t *testing.T) {
	for _, c := range []struct {
		first, later []string
		touch        bool
		want         string
	}{
		{[]string{"old"}, []string{"new"}, false, "new"},
		{[]string{"old"}, []string{"new"}, true, "old"},
		{nil, []string{"new"}, true, "new"},
	} {
		items := c.first
		var p *kit.Pages
		s := sit(t, desk(t), func(pages *kit.Pages) tea.Cmd {
			p = pages
			return p.Pick(widget.PickerOptions{Title: "Which?", Done: func(widget.Picked) tea.Msg { return nil }}, func() []widget.Item {
				var list []widget.Item
				for _, word := range items {
					list = append(list, widget.Item{Key: word, Label: word})
				}
				return list
			}, nil)
		})
		s.Press("enter")
		if c.touch {
			s.Press("down")
		}
		items = c.later
		p.Refill()
		if !s.Has("▸ " + c.want) {
			t.Errorf("%v, then %v, touched %v:\n%s", c.first, c.later, c.touch, s.Text())
		}
	}
}

// A person is picked by a few letters; nobody may be chosen where that is
// offered, and a name that nobody has becomes a person where one may add one.
func TestAskPerson(t *testing.T) {
	d := desk(t)
	var got []model.UserID
	ask := func(p *kit.Pages) tea.Cmd {
		return p.AskPerson(kit.PersonOptions{
			Title: "Who?", ID: action.Owner,
			Label:  func(u model.User) string { return cmp.Or(u.Name, string(u.ID)) },
			Detail: func(u model.User) string { return p.Say.Role(u.Role) },
			Nobody: func() string { return "nobody at all" },
			Done:   func(id model.UserID) tea.Cmd { got = append(got, id); return nil },
		})
	}
	s := sit(t, d, ask)
	s.Press("enter")
	s.Want("▸ aya") // oneself
	s.Type("sat")
	s.Unwanted("not on this desk")
	s.Press("enter", "enter")
	s.Type("nobody at")
	s.Press("enter", "enter")
	s.Type("Suzuki")
	s.Want("Suzuki is not on this desk. This takes the role admin")
	s.Press("enter")
	if !slices.Equal(got, []model.UserID{"sato", ""}) || len(d.Given) != 0 {
		t.Errorf("got %q, the desk %v", got, d.Given)
	}
	s = sit(t, d, ask, screentest.As("root", model.Admin))
	s.Press("enter")
	s.Type("Suzuki")
	s.Press("enter")
	if u := screentest.Last[model.PutUser](t, d); u.User != "suzuki" || u.Role != model.Agent || got[len(got)-1] != "suzuki" {
		t.Errorf("added %+v, got %q", u, got)
	}
}

// A time is one of the likely ones, or typed and read; what is typed takes
// Ctrl+S or two Enters.
func TestAskMoment(t *testing.T) {
	noon := time.Date(2026, 7, 14, 12, 0, 0, 0, screentest.Zone())
	var got []time.Time
	ask := func(p *kit.Pages) tea.Cmd {
		return p.AskMoment(kit.MomentOptions{
			Title: "When?", Hint: "type a day", Likely: []kit.Likely{{At: noon, Detail: "tomorrow"}, {Words: "no day"}},
			Read: func(typed string) (time.Time, *widget.Fault) {
				at, err := time.ParseInLocation(time.DateOnly, typed, screentest.Zone())
				switch {
				case typed == "-":
					return time.Time{}, nil
				case err != nil:
					return at, &widget.Fault{At: 1, Text: "no day"}
				}
				return at, nil
			},
			Write: func(at time.Time) string { return at.Format("Mon 2 Jan 15:04") },
			Done:  func(at time.Time) tea.Cmd { got = append(got, at); return nil },
		})
	}
	s := sit(t, desk(t), ask)
	s.Press("enter")
	s.Want("▸ Tue 14 Jul 12:00  tomorrow")
	s.Press("up", "enter")
	s.Press("enter", "down", "down", "enter")
	s.Press("enter")
	s.Type("2026-08-01")
	s.Press("enter")
	s.Want("Sat 1 Aug 00:00  Enter again saves it.")
	s.Press("enter", "enter")
	s.Type("-")
	s.Want("no day")
	s.Press("ctrl+s", "enter")
	s.Type("soon")
	s.Want("\n   ^ no day")
	s.Press("enter", "enter", "ctrl+s", "esc")
	want := []time.Time{noon, {}, time.Date(2026, 8, 1, 0, 0, 0, 0, screentest.Zone()), {}}
	if !slices.EqualFunc(got, want, time.Time.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Knowing goes on with the answer, or says what went wrong.
func TestKnowing(t *testing.T) {
	d := desk(t)
	s := sit(t, d, func(p *kit.Pages) tea.Cmd {
		return kit.Knowing(p.Kit, func(context.Context) (int, error) { return 7, nil }, func(n int) tea.Cmd {
			return screen.Say(screen.Note, "it is "+p.Say.Number(n))
		})
	})
	s.Press("enter")
	s.Want("it is 7")
	s = sit(t, d, func(p *kit.Pages) tea.Cmd {
		return kit.Knowing(p.Kit, func(context.Context) (int, error) { return 7, &model.Fault{Code: model.DiskFull} }, func(int) tea.Cmd {
			t.Error("it went on")
			return nil
		})
	})
	s.Press("enter")
	s.Want("✗")
}

func TestScroll(t *testing.T) {
	var s kit.Scroll
	lines := strings.Split("abcdefghij", "")
	for _, c := range []struct {
		id    action.ID
		top   string
		below int
	}{
		{action.Up, "a", 6}, {action.Down, "b", 5}, {action.PageDown, "d", 3}, {action.Last, "g", 0}, {action.Down, "g", 0},
		{action.Up, "f", 1}, {action.PageUp, "d", 3}, {action.First, "a", 6},
	} {
		s.Window(lines, 4)
		if !s.Moved(c.id) {
			t.Fatalf("%s is about moving", c.id)
		}
		if shown, below := s.Window(lines, 4); shown[0] != c.top || below != c.below || len(shown) != 4 {
			t.Errorf("after %s: %q, %d below; want %s, %d", c.id, shown, below, c.top, c.below)
		}
	}
	if s.Moved(action.Open) {
		t.Error("opening is no moving")
	}
	if shown, below := s.Window(lines[:2], 4); len(shown) != 2 || below != 0 {
		t.Errorf("a short page: %q, %d", shown, below)
	}
}

func TestWords(t *testing.T) {
	for r, want := range map[float64]string{0.32: "0.32", 1: "1.0", 3.14: "3.1", 9.94: "9.9", 9.95: "10", 14.4: "14"} {
		if got := kit.Ratio(r); got != want {
			t.Errorf("%v is written %q, want %q", r, got, want)
		}
	}
	if got := kit.Beginning(strings.Repeat("請求\n", 1000)); len(got) > 1200 || strings.ContainsAny(got, "\n\ufffd") {
		t.Errorf("the beginning has %d bytes", len(got))
	}
	k := kit.New(kit.Options{Session: screentest.English().Session(t)})
	for d, want := range map[model.Day]string{0: "", screentest.Monday(): "Mon 13 Jul", screentest.Monday() - 365: "2025/07/13"} {
		if got := k.Day(d); got != want {
			t.Errorf("day %d is written %q, want %q", d, got, want)
		}
	}
	s := kit.Sentence{Parts: []string{"must", "may", "longer than there is room", "too"}, Must: 1}
	if got := s.Fit(16, "; ", "…"); got != "must; may; too" {
		t.Errorf("%q", got)
	}
}

// Nothing in anybody's words becomes markup.
func TestDocument(t *testing.T) {
	var d kit.Document
	d.Heading(1, "a *b*")
	d.Point("name_1", "\x1b[1mtwo\nlines\x1b[m | #tag")
	d.Points([]string{"x", "  ", "[y](z)"})
	d.Row("one", "a|b")
	want := "# a \\*b\\*\n\n- **name\\_1** two lines \\| \\#tag\n- x\n- \\[y\\](z)\n| one | a\\|b |\n"
	if got := d.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
