package widget

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"koe/tui/lang"
)

func say() *lang.Catalogue { return lang.For(lang.English) }

// press presses keys until the overlay closes.
func press(o Overlay, keys ...string) Outcome {
	var out Outcome
	for _, k := range keys {
		if out = o.Update(pressed(k)); out.Close {
			break
		}
	}
	return out
}

func pressed(k string) tea.KeyPressMsg {
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "end": tea.KeyEnd}
	if code, ok := codes[k]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}

func drawn(o Overlay, size Size) string {
	p := o.View(size)
	lines := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return strings.Join(lines, "\n")
}

func menu() *Menu {
	return NewMenu("Severity", []Choice{
		{Key: "1", Label: "S1", Detail: "safety", Result: 1},
		{Key: "2", Label: "S2", Detail: "money", Result: 2},
		{Key: "3", Label: "S3", Why: "It takes a lead.", Result: 3},
	}, say(), plainTheme())
}

func TestMenu(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want any
	}{
		{[]string{"2"}, 2}, {[]string{"２"}, 2}, {[]string{"enter"}, 1}, {[]string{"down", "enter"}, 2}, {[]string{"j", "enter"}, 2},
		{[]string{"up", "up", "enter"}, 2}, {[]string{"esc"}, nil}, {[]string{"ctrl+g"}, nil},
	} {
		if out := press(menu(), c.keys...); !out.Close || out.Result != c.want {
			t.Errorf("%v comes to %+v, should come to %v", c.keys, out, c.want)
		}
	}
	m := menu()
	if out := press(m, "3"); out.Close || !strings.Contains(drawn(m, Size{60, 10}), "It takes a lead.") {
		t.Errorf("what cannot be chosen says why: %+v\n%s", out, drawn(m, Size{60, 10}))
	}
	if out := press(menu().Select(1), "enter"); out.Result != 2 {
		t.Errorf("it should open at the second: %+v", out)
	}
}

// An act asked about is not done by its own key, nor by an Enter too many.
func TestConfirm(t *testing.T) {
	ask := func() Overlay { return NewConfirm("Close: 34 issues?", "done", say(), plainTheme()) }
	for _, c := range []struct {
		keys []string
		want any
	}{
		{[]string{"y"}, "done"}, {[]string{"ｙ"}, "done"}, {[]string{"down", "enter"}, "done"}, {[]string{"enter"}, nil}, {[]string{"n"}, nil}, {[]string{"esc"}, nil},
	} {
		if out := press(ask(), c.keys...); !out.Close || out.Result != c.want {
			t.Errorf("%v comes to %+v", c.keys, out)
		}
	}
	if out := press(ask(), "x"); out.Close {
		t.Error("the act's own key must not confirm it")
	}
}

func prompt(atOnce bool) *Prompt {
	return NewPrompt(PromptOptions{
		Title: "Filter", Limit: 20, AtOnce: atOnce,
		Check: func(v string) *Fault {
			if i := strings.Index(v, "?"); i >= 0 {
				return &Fault{At: len([]rune(v[:i])), Text: "? is no key"}
			}
			return nil
		},
		Done: func(v string) tea.Msg { return v },
	}, say(), plainTheme())
}

// Enter ends a conversion in an input method, so data takes a second Enter.
func TestPrompt(t *testing.T) {
	for _, c := range []struct {
		atOnce bool
		keys   []string
		want   any
	}{
		{true, []string{"返", "金", "enter"}, "返金"},
		{false, []string{"返", "enter", "enter"}, "返"},
		{false, []string{"返", "ctrl+s"}, "返"},
		{false, []string{"返", "enter", "金", "enter", "enter"}, "返金"},
		{true, []string{"返", "esc"}, nil},
	} {
		if out := press(prompt(c.atOnce), c.keys...); !out.Close || out.Result != c.want {
			t.Errorf("%v comes to %+v, should come to %v", c.keys, out, c.want)
		}
	}
	if out := press(prompt(false), "返", "enter", "金", "enter"); out.Close {
		t.Error("typing between two Enters begins anew")
	}
}

func TestPromptSaysWhatIsWrongWhereItStands(t *testing.T) {
	p := prompt(true)
	if out := press(p, "返", "金", "?", "enter"); out.Close {
		t.Error("a fault should keep it open")
	}
	if got := drawn(p, Size{60, 10}); !strings.Contains(got, "▸ 返金?\n      ^ ? is no key") {
		t.Errorf("the fault should stand under its place:\n%s", got)
	}
	p = prompt(true)
	p.Update(tea.PasteMsg{Content: strings.Repeat("あ", 25)})
	if got := drawn(p, Size{100, 10}); !strings.Contains(got, "5 characters too long for this field of 20") {
		t.Errorf("it should say that it is too long:\n%s", got)
	}
}

func picker(multi bool) *Picker {
	return NewPicker(PickerOptions{
		Title: "Tags", Multi: multi, Chosen: map[bool][]string{true: {"b"}}[multi],
		Items: []Item{{Key: "a", Label: "請求", Match: "せいきゅう"}, {Key: "b", Label: "配送", Match: "はいそう"}, {Key: "c", Label: "返品", Why: "Out of use."}},
		New:   func(s string) (string, bool) { return "New tag " + s, s != "請求" },
		Done:  func(p Picked) tea.Msg { return p },
	}, say(), plainTheme())
}

func TestPicker(t *testing.T) {
	for _, c := range []struct {
		multi bool
		keys  []string
		want  Picked
	}{
		{false, []string{"enter"}, Picked{Keys: []string{"a"}}},
		{false, []string{"down", "enter"}, Picked{Keys: []string{"b"}}},
		{false, []string{"は", "い", "enter"}, Picked{Keys: []string{"b"}}},
		{false, []string{"新", "enter"}, Picked{New: "新"}},
		{true, []string{"tab", "enter"}, Picked{Keys: []string{"b", "a"}}},
		{true, []string{"down", "tab", "enter"}, Picked{}},
		{true, []string{"請", "enter"}, Picked{Keys: []string{"b", "a"}}},
		{true, []string{"請", "tab", "は", "い", "tab", "enter"}, Picked{Keys: []string{"a"}}},
		{true, []string{"新", "enter"}, Picked{Keys: []string{"b"}, New: "新"}},
	} {
		out := press(picker(c.multi), c.keys...)
		got, _ := out.Result.(Picked)
		if !out.Close || !slices.Equal(got.Keys, c.want.Keys) || got.New != c.want.New {
			t.Errorf("multi %v, %v comes to %+v, should come to %+v", c.multi, c.keys, out, c.want)
		}
	}
	p := picker(false)
	if out := press(p, "down", "down", "enter"); out.Close || !strings.Contains(drawn(p, Size{60, 20}), "Out of use.") {
		t.Errorf("what cannot be picked says why: %+v", out)
	}
}

// An input that asks a desk: the search is told what was typed, and what it
// finds takes the items' place.
func TestPickerSearches(t *testing.T) {
	var asked []string
	p := NewPicker(PickerOptions{
		Title: "Customer", Search: func(s string) tea.Cmd { asked = append(asked, s); return nil },
		Done: func(p Picked) tea.Msg { return p.Keys[0] },
	}, say(), plainTheme())
	press(p, "田", "中")
	p.SetItems([]Item{{Key: "C-1", Label: "田中商事"}, {Key: "C-2", Label: "田中太郎"}})
	if out := press(p, "down", "enter"); out.Result != "C-2" || !slices.Equal(asked, []string{"田", "田中"}) || p.Typed() != "田中" {
		t.Errorf("%+v, asked %q", out, asked)
	}
}

func TestHelpScrolls(t *testing.T) {
	var lines []HelpLine
	for i := range 40 {
		lines = append(lines, HelpLine{Keys: "k", Text: fmt.Sprintf("line %d.", i)})
	}
	h := NewHelp([]HelpSection{{Title: "Lists", Lines: lines}}, say(), plainTheme())
	if got := drawn(h, Size{60, 10}); !strings.Contains(got, "line 7.") || strings.Contains(got, "line 8.") || !strings.Contains(got, "more") {
		t.Errorf("the first part:\n%s", got)
	}
	press(h, "down")
	if got := drawn(h, Size{60, 10}); !strings.Contains(got, "line 8.") {
		t.Errorf("a line further:\n%s", got)
	}
	press(h, "end")
	if got := drawn(h, Size{60, 10}); !strings.Contains(got, "line 39.") || strings.Contains(got, "more") {
		t.Errorf("the end:\n%s", got)
	}
	if !press(h, "esc").Close || !press(h, "?").Close {
		t.Error("it should close")
	}
}

// overlays are one of each.
func overlays() []Overlay {
	return []Overlay{menu(), prompt(false), picker(true), NewConfirm("本当に閉じますか", 1, lang.For(lang.Japanese), plainTheme()),
		NewHelp([]HelpSection{{Title: "一覧", Lines: []HelpLine{{"V Shift+↑ Shift+↓", "行を範囲で選択する", "今はできません。"}}}}, say(), plainTheme())}
}

// The same keys take every overlay away, and nothing comes of it.
func TestEveryOverlayClosesByTheSameKeys(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+g", "ctrl+c"} {
		for i, o := range overlays() {
			if out := press(o, key); !out.Close || out.Result != nil || out.Cmd != nil {
				t.Errorf("%s on %d, a %T: %+v", key, i, o, out)
			}
		}
	}
}

// At any size, every overlay's lines have the width and fit the height, and
// its cursor is within.
func TestOverlaysFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.SampledFrom(overlays()).Draw(t, "overlay")
		for range rapid.IntRange(0, 5).Draw(t, "keys") {
			if o.Update(pressed(rapid.SampledFrom([]string{"返", "?", "down", "tab", "新", "enter"}).Draw(t, "key"))).Close {
				return
			}
		}
		size := Size{rapid.IntRange(20, 200).Draw(t, "width"), rapid.IntRange(5, 50).Draw(t, "height")}
		p := o.View(size)
		if len(p.Lines) > size.Height {
			t.Fatalf("%d lines in %v", len(p.Lines), size)
		}
		for _, l := range p.Lines {
			if Width(l) != size.Width {
				t.Fatalf("%q has %d columns in %v", ansi.Strip(l), Width(l), size)
			}
		}
		if c := p.Cursor; c != nil && (c.X >= size.Width || c.Y >= len(p.Lines)) {
			t.Fatalf("the cursor is at %v in %v", *c, size)
		}
	})
}
