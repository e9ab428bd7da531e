package tui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"koe/model"
	"koe/tui"
	"koe/tui/action"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/theme"
	"koe/tui/widget"
)

func set(t *testing.T) (*screentest.Sitting, *form, *rows) {
	t.Helper()
	session := screentest.English().Session(t)
	f, r := newForm(session), newRows(session, 60)
	return screentest.Sit(t, screentest.English(), session, f, r), f, r
}

func TestTypingIsText(t *testing.T) {
	s, f, _ := set(t)
	s.Type("12?q返金 /x")
	if f.field.Value() != "12?q返金 /x" {
		t.Errorf("the field holds %q", f.field.Value())
	}
	s.Paste("と貼り付け")
	s.Want("12?q返金 /xと貼り付け")
	s.Unwanted("left out")
	s.Paste("\x1b[1m太字\x07")
	s.Want("貼り付け太字")
	s.Want("5 control characters were left out of what you pasted.")
}

func TestListKeysWithAnInputMethodOn(t *testing.T) {
	s, _, r := set(t)
	s.Press("esc", "２", "ｊ", "ｊ", "　")
	if i, _ := r.list.Cursor(); i != 3 || r.list.Marked() != 1 {
		t.Errorf("the cursor is at %d, %d marked", i, r.list.Marked())
	}
	s.Press("・")
	if len(r.did) != 1 || r.did[0] != (action.Do{ID: action.Filter, Key: "/"}) {
		t.Errorf("・ should be the filter's key: %v", r.did)
	}
}

func TestAKeyWithoutItsActionDoesNothing(t *testing.T) {
	s, _, r := set(t)
	s.Press("esc", "2", "z", "3", "b", "ctrl+s")
	if len(r.did) != 0 || s.Root.Front().ID() != screen.Triage {
		t.Errorf("%v on %v", r.did, s.Root.Front().ID())
	}
}

func TestWhatCannotBeDoneSaysWhy(t *testing.T) {
	s, _, r := set(t)
	s.Press("ctrl+s")
	s.Want("There is nothing to save yet.")
	s.Press("esc", "2", "u")
	s.Want("There is nothing to undo.")
	if len(r.did) != 0 {
		t.Errorf("it was done: %v", r.did)
	}
	s.Press("?")
	s.Want("Undo your last act")
}

func TestTheMenuWorksWhileTyping(t *testing.T) {
	s, f, _ := set(t)
	s.Type("返金")
	s.Press("ctrl+g")
	s.Want("─ Menu ─")
	s.Press("s")
	if f.saved != 1 || !f.field.Empty() {
		t.Errorf("saved %d, the field holds %q", f.saved, f.field.Value())
	}
	s.Want("✓ #1")
	s.Press("ctrl+g", "2")
	s.Want("返金されないまま")
	s.Press("ctrl+g", "down", "enter") // Log, Triage: with arrows and Enter alone
	if s.Root.Front().ID() != screen.Triage {
		t.Errorf("in front is %v", s.Root.Front().ID())
	}
	s.Press("ctrl+g", "ctrl+g")
	s.Unwanted("─ Menu ─")
}

func TestThePaletteFindsByName(t *testing.T) {
	s, _, r := set(t)
	s.Press("ctrl+g", "2", "ctrl+p")
	s.Type("担当")
	s.Press("enter")
	if len(r.did) != 1 || r.did[0].ID != action.Owner {
		t.Fatalf("%v", r.did)
	}
	s.Want("─ Owner ─") // what the action opened stands there
}

func TestAnOverlaysResultComesToItsScreen(t *testing.T) {
	s, _, r := set(t)
	s.Press("ctrl+g", "2", "x", "y", "n", "ctrl+s")
	want := []action.ID{action.Close, action.Note}
	var got []action.ID
	for _, d := range r.did {
		got = append(got, d.ID)
	}
	if !slices.Equal(got, want) || !slices.Equal(r.got, []tea.Msg{closed{}, noted("折り返し連絡済み")}) {
		t.Errorf("did %v, got %v", got, r.got)
	}
}

// An answer comes to the screen that asked, whichever stands in front, and only
// the newest counts.
func TestAnswers(t *testing.T) {
	s, f, _ := set(t)
	ask := func(n int) tea.Msg {
		return f.saves.Put(context.Background(), func(context.Context) (int, error) { return n, nil })()
	}
	first, second := ask(7), ask(8)
	s.Press("esc", "2")
	s.Send(first)
	if f.saved != 0 {
		t.Errorf("the answer to an older question was taken: %d", f.saved)
	}
	s.Send(second)
	if f.saved != 8 {
		t.Errorf("the answer to the newest question was not: %d", f.saved)
	}
	s.Send(second)
	if f.saves.Waiting() {
		t.Error("nothing is asked any more")
	}
}

func TestAnErrorIsASentence(t *testing.T) {
	s, _, _ := set(t)
	s.Type("fail")
	s.Press("ctrl+s")
	s.Want("✗ The tag is missing; give one.")
}

// A write past its deadline has not failed: nobody knows yet.
func TestStillSavingIsNoFailure(t *testing.T) {
	say := lang.For(lang.English)
	for want, err := range map[screen.Tone]error{screen.Warn: &model.Fault{Code: model.StillSaving}, screen.Fail: &model.Fault{Code: model.DiskFull}} {
		if toast := screen.SayError(say, err)().(screen.Toast); toast.Tone != want || toast.Text == "" {
			t.Errorf("%v is told as %+v", err, toast)
		}
	}
	if screen.SayError(say, context.Canceled) != nil {
		t.Error("a question that was overtaken says nothing")
	}
}

func TestAnOverdueQuestionIsGivenUp(t *testing.T) {
	ask := screen.NewAsk[int](screen.Log, "slow", time.Nanosecond)
	msg := ask.Put(context.Background(), func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() })()
	if _, err, ok := ask.Take(msg); !ok || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, %v", err, ok)
	}
	if ask.Drop(); ask.Waiting() {
		t.Error("nothing is asked any more")
	}
}

// A toast stands until a key is pressed that could have been pressed after
// reading it.
func TestToasts(t *testing.T) {
	session := screentest.English().Session(t)
	now := screentest.Now()
	session.Now = func() time.Time { return now }
	s := screentest.Sit(t, screentest.English(), session, newForm(session), newRows(session, 5))
	s.Type("返金")
	s.Press("ctrl+s")
	s.Type("次")
	s.Want("✓ #1")
	now = now.Add(3 * time.Second)
	s.Want("✓ #1")
	s.Type("の")
	s.Unwanted("✓ #1")
	s.Send(screen.Toast{Tone: screen.Fail, Text: strings.Repeat("The disk is full and nothing could be written. ", 3) + "Make room."})
	s.Want("  Make room.")
	s.Want("Ctrl+G menu")
}

func TestLeaving(t *testing.T) {
	s, f, _ := set(t)
	s.Type("下書き")
	s.Press("ctrl+c")
	s.Want("Press Ctrl+C again")
	s.Type("。")
	s.Press("ctrl+c")
	if s.Ended {
		t.Fatal("another key between takes the first Ctrl+C back")
	}
	s.Press("ctrl+c")
	if !s.Ended || f.kept != "下書き。" {
		t.Errorf("ended %v, kept %q", s.Ended, f.kept)
	}
	for _, keys := range [][]string{{"ctrl+q"}, {"ctrl+g", "ctrl+q"}, {"ctrl+g", "q"}, {"esc", "q"}, {"esc", "ｑ"}} {
		s, f, _ := set(t)
		s.Type("下書き")
		if s.Press(keys...); !s.Ended || f.kept != "下書き" {
			t.Errorf("%v: ended %v, kept %q", keys, s.Ended, f.kept)
		}
	}
}

// What cannot be kept is said, and only a second time is it left behind.
func TestLeavingWhenTheDraftCannotBeKept(t *testing.T) {
	s, f, _ := set(t)
	f.keeps = errDisk
	s.Press("ctrl+q")
	if s.Ended {
		t.Fatal("it should not end")
	}
	s.Want("the disk is full")
	s.Press("ctrl+q")
	if !s.Ended {
		t.Error("the second time it should")
	}
}

func TestTooSmallAWindow(t *testing.T) {
	s, f, _ := set(t)
	s.Type("返金")
	s.Resize(widget.Size{Width: 59, Height: 20})
	s.Want("koe needs a window of at least 60x20; this one is 59x20.")
	s.Type("x")
	s.Resize(widget.Size{Width: 60, Height: 20})
	s.Want("返金")
	if f.field.Value() != "返金x" {
		t.Errorf("what was typed unseen was lost: %q", f.field.Value())
	}
	s.Resize(widget.Size{Width: 1, Height: 1})
	s.Press("ctrl+q")
	if !s.Ended {
		t.Error("one can leave from any size")
	}
}

func TestTheTerminalSaysItsBackgroundAndColours(t *testing.T) {
	session := screentest.English().Session(t)
	s := screentest.Sit(t, screentest.English(), session, newForm(session))
	dark := session.Theme.Accent.Render("x")
	s.Send(tea.BackgroundColorMsg{Color: white{}})
	if session.Theme.Accent.Render("x") == dark {
		t.Error("a light background should have its own accent")
	}
	s.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if strings.Contains(session.Theme.Good.Render("x"), "\x1b") {
		t.Error("a terminal without colours should get none")
	}
	session.Theme = theme.New(theme.Options{Glyphs: theme.ASCII()})
	s.Send(tea.BackgroundColorMsg{Color: white{}})
	if session.Theme.Glyphs != theme.ASCII() {
		t.Error("the signs should stay as they were")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

// Whatever is pressed and however the window is resized: every line has the
// window's width, there are as many as it is high, and the cursor is within.
func TestLinesFitAnySize(t *testing.T) {
	keys := []string{"ctrl+g", "esc", "1", "2", "?", "a", "x", "n", "j", "space", "V", "u", "返", "ctrl+p", "ctrl+s", "enter", "tab", "ctrl+c"}
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(screentest.Cases()).Draw(rt, "case")
		session := c.Session(t)
		s := screentest.Sit(t, c, session, newForm(session), newRows(session, 30))
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			s.Press(rapid.SampledFrom(keys).Draw(rt, "key"))
			size := widget.Size{Width: rapid.IntRange(1, 220).Draw(rt, "width"), Height: rapid.IntRange(1, 70).Draw(rt, "height")}
			s.Resize(size)
			panel := s.Root.Draw()
			if len(panel.Lines) != size.Height {
				rt.Fatalf("%d lines in %v", len(panel.Lines), size)
			}
			for _, l := range panel.Lines {
				if widget.Width(l) != size.Width {
					rt.Fatalf("%q has %d columns in %v", l, widget.Width(l), size)
				}
			}
			if p := panel.Cursor; p != nil && (p.X < 0 || p.Y < 0 || p.X >= size.Width || p.Y >= size.Height) {
				rt.Fatalf("the cursor is at %v in %v", *p, size)
			}
		}
	})
}

func TestNewNeedsAScreen(t *testing.T) {
	if _, err := tui.New(tui.Options{Session: screentest.English().Session(t)}); err == nil {
		t.Error("without a screen there is nothing to show")
	}
}

// The same words are never drawn for two languages by mistake: each case
// speaks its own.
func TestLanguages(t *testing.T) {
	for _, l := range lang.All() {
		c := screentest.In(l, 80, 24)
		session := c.Session(t)
		s := screentest.Sit(t, c, session, newForm(session))
		s.Press("ctrl+g")
		s.Want(map[lang.Lang]string{lang.English: "─ Menu ─", lang.Japanese: "─ メニュー ─"}[l])
	}
}

func BenchmarkFrame(b *testing.B) {
	c := screentest.Japanese().Wide()
	session := c.Session(b)
	s := screentest.Sit(b, c, session, newForm(session), newRows(session, 100_000))
	s.Press("ctrl+g", "2")
	for b.Loop() {
		s.Root.Update(screentest.Key("j"))
		s.Root.View()
	}
}

// The header says that the newest backup is too old, and before that that the
// desk takes no changes.
func TestTheHeaderSaysWhatIsWrong(t *testing.T) {
	for _, c := range []screentest.Case{screentest.English(), screentest.Japanese()} {
		session := c.Session(t)
		days, fault := 0, error(nil)
		session.BackupDays, session.Fault = func() int { return days }, func() error { return fault }
		s := screentest.Sit(t, c, session, newForm(session), newRows(session, 6))
		old, stopped := session.Say.Common.BackupOld(4), session.Say.Common.ReadOnly
		for _, now := range []struct {
			days  int
			fault error
			want  string
		}{{0, nil, ""}, {4, nil, old}, {4, &model.Fault{Code: model.LookOnly}, stopped}} {
			days, fault = now.days, now.fault
			s.Press("esc")
			header := s.Lines()[0]
			for _, label := range []string{old, stopped} {
				if strings.Contains(header, label) != (label == now.want) {
					t.Errorf("%+v: the header is %q", now, header)
				}
			}
		}
	}
}
