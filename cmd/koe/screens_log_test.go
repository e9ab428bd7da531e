package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"koe/cmd/internal/drive"
	"koe/model"
	"koe/tui/lang"
)

// locales are the two languages, each with the environment that asks for it.
var locales = map[string]struct {
	env string
	say *lang.Catalogue
}{
	"English":  {"LANG=en_GB.UTF-8", lang.For(lang.English)},
	"Japanese": {"LANG=ja_JP.UTF-8", lang.For(lang.Japanese)},
}

// inBoth runs a test in both languages.
func inBoth(t *testing.T, test func(t *testing.T, h *home, say *lang.Catalogue)) {
	t.Parallel()
	for name, l := range locales {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newHome(t).with(l.env), l.say)
		})
	}
}

// leave quits the screens.
func leave(d *drive.Term) {
	d.Press("ctrl+q")
	d.Wait()
}

// issues are the desk's issues as koe list --json has them, the newest first.
func (h *home) issues(query ...string) []map[string]any {
	h.t.Helper()
	var out []map[string]any
	for line := range strings.Lines(h.koe(append([]string{"list", "--json"}, query...)...)) {
		var issue map[string]any
		if err := json.Unmarshal([]byte(line), &issue); err != nil {
			h.t.Fatalf("%v: %s", err, line)
		}
		out = append(out, issue)
	}
	return out
}

// In an empty home koe opens ready to take the first complaint, and a save
// leaves a fresh form and says the number.
func TestTheFirstComplaint(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		d := h.open(drive.Options{})
		x, y, seen := d.Cursor()
		if _, row, ok := d.Find(say.Intake.They); !seen || !ok || row != y || x < 10 {
			t.Errorf("the cursor stands at %d,%d (seen: %v), not in the text:\n%s", x, y, seen, d.Screen())
		}
		const words = "Charged twice for June, rang on Saturday"
		d.Type(words + " #billing/double-charge !2 @tanaka")
		d.CursorAfter("@tanaka")
		d.Want("*billing/double-charge", say.Severity(model.S2))
		d.Press("ctrl+s")
		d.Until(say.Intake.Saved(1, 0))
		d.Unwanted(words, "*billing/double-charge")
		if x2, y2, seen := d.Cursor(); !seen || x2 != x || y2 != y {
			t.Errorf("the cursor stands at %d,%d (seen: %v) and not where it began", x2, y2, seen)
		}
		leave(d)
		got := h.issues()
		if len(got) != 1 {
			t.Fatalf("%d issues", len(got))
		}
		for field, want := range map[string]any{"number": 1.0, "text": words, "customer": "tanaka", "severity": "S2", "state": "new", "kind": "complaint", "owner": ""} {
			if got[0][field] != want {
				t.Errorf("%s is %v, want %v", field, got[0][field], want)
			}
		}
		if tags := got[0]["tags"].([]any); len(tags) != 1 || tags[0] != "billing/double-charge" {
			t.Errorf("tags %v", tags)
		}
	})
}

// Japanese comes as an input method commits it, a piece at a time, and its
// window opens where the cursor is: after each commit right behind the text.
func TestJapaneseAsItIsCommitted(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h.koe("log", "An older one, S2", "--severity", "2")
		d := h.open(drive.Options{})
		typed := ""
		for _, piece := range []string{"返金", "されない", "。", "６月分が", "二重請求で", "ｻﾎﾟｰﾄ"} {
			d.Type(piece)
			typed += strings.ReplaceAll(piece, "ｻﾎﾟｰﾄ", "サポート")
			d.CursorAfter(typed)
		}
		d.Press("left", "left", "left", "left", "backspace")
		d.CursorAfter("返金されない。６月分が二重請求")
		d.Press("end")
		d.Type(" !1")
		d.Press("ctrl+s")
		d.Until(say.Intake.Saved(2, 0))
		leave(d)

		if out := h.koe("list", "返金"); !strings.Contains(out, "#2 ") || !strings.Contains(out, "返金されない。") || strings.Contains(out, "#1 ") {
			t.Errorf("koe list 返金:\n%s", out)
		}
		d = h.open(drive.Options{})
		d.Press("ctrl+g", "2")
		d.Until("返金されない")
		_, first, _ := d.Find("#2 ")
		if _, second, ok := d.Find("#1 "); !ok || first >= second {
			t.Errorf("S1 should stand above S2:\n%s", d.Screen())
		}
	})
}

// What was typed survives kill -9 and quitting, without a key pressed for it.
func TestTheDraftComesBack(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	const words = "返金されない、まだ途中"
	d := h.open(drive.Options{})
	d.Type(words)
	d.Until(lang.For(lang.English).Intake.DraftKept)
	d.Kill()
	d = h.open(drive.Options{})
	d.Until(words)
	d.CursorAfter(words)
	leave(d)
	d = h.open(drive.Options{})
	d.Until(words)
	d.Press("ctrl+s")
	d.Until(lang.For(lang.English).Intake.Saved(1, 0))
	leave(d)
	d = h.open(drive.Options{})
	d.Unwanted(words)
	leave(d)
	if got := h.issues(); len(got) != 1 || got[0]["text"] != words {
		t.Errorf("%v", got)
	}
}

// Killed at any moment of a save, the form is either saved or back as a draft,
// and saving that draft again never makes a second issue.
func TestASaveThatIsKilledIsMadeOnce(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	say := lang.For(lang.English)
	for round := range 6 {
		words := "Charged twice, round " + string(rune('a'+round))
		d := h.open(drive.Options{})
		d.Type(words)
		d.Until(say.Intake.DraftKept)
		d.Hit("ctrl+s")
		time.Sleep(time.Duration(round*3/2) * time.Millisecond) // the moment of the kill moves through the save
		d.Kill()
		d = h.open(drive.Options{})
		if strings.Contains(d.Screen(), words) {
			d.Press("ctrl+s")
			d.Until(say.Intake.Saved(model.Number(round+1), 0))
		}
		leave(d)
		if got := h.issues(); len(got) != round+1 || got[0]["text"] != words {
			t.Fatalf("after round %d: %v", round, got)
		}
	}
	h.koe("check")
}
