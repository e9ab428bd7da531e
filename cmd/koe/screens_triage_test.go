package main

import (
	"strings"
	"testing"

	"koe/cmd/internal/drive"
	"koe/model"
	"koe/tui/lang"
)

// A lead gives an issue its severity, tag, owner and state from the keyboard,
// takes the last of it back, and reads all of that in the issue's history.
func TestTriageFromTheKeyboard(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h.koe("user", "add", "mori", "--name", "森 由美")
		h.koe("log", "Smoke from the charger #misc")
		h.koe("log", "二重に請求された #請求")
		d := h.open(drive.Options{})
		d.Press("ctrl+g", "2")
		d.Until("#2 ")
		d.Press("enter", "s", "1")
		d.Until("#1")
		d.Until(say.Severity(model.S1))
		d.Press("t")
		d.Type("safety/fire")
		d.Press("enter", "p")
		d.Until("*safety/fire")
		d.Press("a")
		d.Type("mor")
		d.Press("enter")
		d.Until(say.Triage.Story.Gave("aya", "森 由美"))
		d.Press("r")
		d.Type("新しい充電器を送った")
		d.Press("enter", "enter")
		d.Until(say.State(model.Resolved))
		d.Press("u")
		d.Until(say.Triage.Undone(say.Triage.Acts[model.VerbState], "#1"))
		d.Until(say.State(model.Working))
		d.Press("x", "g")
		d.Until(say.CloseReason(model.ReasonGoodwill))
		leave(d)

		got := h.issues("number:1")
		if len(got) != 1 {
			t.Fatalf("%v", got)
		}
		for field, want := range map[string]any{"severity": "S1", "owner": "mori", "state": "closed"} {
			if got[0][field] != want {
				t.Errorf("%s is %v, want %v", field, got[0][field], want)
			}
		}
		history := h.koe("show", "1")
		for _, line := range []string{"S1", "safety/fire", "mori", "新しい充電器を送った", say.CloseReason(model.ReasonGoodwill)} {
			if !strings.Contains(history, line) {
				t.Errorf("the history should tell of %q:\n%s", line, history)
			}
		}
	})
}

// With an input method left on, the keys of lists arrive full-width.
func TestFullWidthKeysOnLists(t *testing.T) {
	t.Parallel()
	h := newHome(t).with("LANG=ja_JP.UTF-8")
	say := lang.For(lang.Japanese)
	h.koe("log", "一つ目")
	h.koe("log", "二つ目")
	d := h.open(drive.Options{})
	d.Press("ctrl+g", "2")
	d.Until("▸ #1 ")
	d.Type("ｊ")
	d.Until("▸ #2 ")
	d.Type("ｋ")
	d.Until("▸ #1 ")
	d.Type("？")
	d.Until(say.Common.Help)
	d.Press("esc")
	d.Type("１")
	d.Until(say.Intake.They)
	d.Type("１") // in a text it is a character
	d.CursorAfter("１")
}

// The menu behind Ctrl+G reaches everything, where a terminal swallows Ctrl+S
// or an input method takes the letters.
func TestTheMenuReachesEverything(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	say := lang.For(lang.English)
	h.koe("log", "Smoke from the charger")
	d := h.open(drive.Options{})
	d.Type("Charged twice")
	d.Press("ctrl+g", "s")
	d.Until(say.Intake.Saved(2, 0))
	d.Type("The first call")
	d.Press("ctrl+g", "n")
	d.Until(say.Intake.ParkedCount(1))
	d.Unwanted("The first call")
	d.Press("ctrl+g", "o")
	d.Until("The first call")
	d.CursorAfter("The first call") // the only one parked comes at once
	d.Press("ctrl+g", "2")
	d.Until("▸ #1 ")
	d.Press("ctrl+g", "?")
	d.Until(say.Common.OnLists)
	d.Press("esc", "ctrl+g", "p")
	d.Until(say.Common.Palette)
	d.Press("esc", "ctrl+g", "3")
	d.UntilGone("▸ #1 ")
	d.Press("ctrl+g", "1")
	d.Until("The first call")
	d.Press("ctrl+g", "up", "enter") // arrows and Enter do in kana mode
	if code := d.Wait(); code != 0 {
		t.Errorf("the menu's last line should end the program: exit %d\n%s", code, d.Screen())
	}
}
