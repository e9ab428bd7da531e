package action_test

import (
	"strings"
	"testing"

	"koe/tui/action"
	"koe/tui/lang"
)

func TestTheTableHoldsTogether(t *testing.T) {
	if _, err := action.NewRegistry(action.Table()); err != nil {
		t.Fatal(err)
	}
}

// The keys that the design names are there, each with its meaning.
func TestKeysOfTheDesign(t *testing.T) {
	r, err := action.NewRegistry(action.Table())
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]action.ID{
		"up": action.Up, "k": action.Up, "down": action.Down, "j": action.Down, "enter": action.Open, "esc": action.Back,
		"/": action.Filter, "space": action.Mark, "V": action.Range, "shift+up": action.Range, "shift+down": action.Range,
		"*": action.SameTag, "A": action.Whole, "a": action.Owner, "s": action.Severity, "t": action.Tags,
		"d": action.Due, "l": action.Link, "z": action.Snooze, "r": action.Answered, "x": action.Close, "c": action.Call,
		"n": action.Note, "f": action.Fix, "e": action.Edit, "i": action.Customer, "y": action.Copy, "u": action.Undo, "U": action.Redo,
		".": action.Repeat, "left": action.DayBack, "[": action.DayBack, "right": action.DayForward, "]": action.DayForward,
		"m": action.Compare, "w": action.Window, "o": action.Order, "b": action.Breakdown, "p": action.Markdown,
		"1": action.GoLog, "2": action.GoTriage, "3": action.GoTrends, "?": action.Help, "ctrl+g": action.Menu,
	}
	form := map[string]action.ID{
		"tab": action.NextField, "shift+tab": action.PrevField, "ctrl+s": action.Save, "ctrl+l": action.SaveLink, "f2": action.SaveLink,
		"ctrl+n": action.SecondCall, "ctrl+o": action.Parked, "esc": action.Back,
		"ctrl+g": action.Menu,
	}
	for typing, keys := range map[bool]map[string]action.ID{false: lists, true: form} {
		for key, want := range keys {
			if d, _ := r.Find(key, typing); d.ID != want {
				t.Errorf("typing %v: %q is %q, should be %q", typing, key, d.ID, want)
			}
		}
	}
}

// What needs an answer says so itself: what is typed ahead of the question is
// for it, and no act on the list.
func TestWhatAsksBeforeItActs(t *testing.T) {
	want := map[action.ID]bool{}
	for _, id := range []action.ID{action.Owner, action.Severity, action.Tags, action.State, action.Due, action.Link, action.Snooze,
		action.Answered, action.Close, action.Call, action.Note, action.Fix, action.Edit, action.Filter} {
		want[id] = true
	}
	for _, d := range action.Table() {
		if d.Asks != want[d.ID] {
			t.Errorf("%q asks: %v", d.ID, d.Asks)
		}
	}
}

// What can be done to many issues at once asks above twenty, and nothing else
// does.
func TestWhatAsksAboutMany(t *testing.T) {
	want := map[action.ID]int{}
	for _, id := range []action.ID{action.Owner, action.Severity, action.Tags, action.State, action.Due, action.Link, action.Snooze, action.Answered, action.Close} {
		want[id] = 20
	}
	for _, d := range action.Table() {
		if d.AsksAbove != want[d.ID] {
			t.Errorf("%q asks above %d", d.ID, d.AsksAbove)
		}
	}
}

// While typing, whatever is a character is text.
func TestLettersAreTextInAField(t *testing.T) {
	r, err := action.NewRegistry(action.Table())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Defs() {
		for _, key := range d.Keys {
			if _, found := r.Find(key, true); found && (len(key) == 1 || key == "space" || key == "enter") {
				t.Errorf("%q would not reach a text field: it is %q", key, d.ID)
			}
		}
	}
}

func TestNoMeaningRestsOnAlt(t *testing.T) {
	for _, d := range action.Table() {
		for _, key := range d.Keys {
			if strings.Contains(key, "alt+") {
				t.Errorf("%q has the key %q", d.ID, key)
			}
		}
	}
}

func TestFaultsAreFound(t *testing.T) {
	words := lang.Say("x", "x")
	good := action.Def{ID: "good", Scope: action.Lists, Keys: []string{"g"}, Short: words, Long: words}
	faults := map[string]action.Def{
		`key "g" is both "good" and "bad"`: {ID: "bad", Scope: action.Lists, Keys: []string{"g"}, Short: words, Long: words},
		`key "g" is both`:                  {ID: "bad", Scope: action.Everywhere, Keys: []string{"g"}, Short: words, Long: words},
		"twice or has no id":               {ID: "good", Scope: action.Form, Keys: []string{"f2"}, Short: words, Long: words},
		"lacks words":                      {ID: "bad", Keys: []string{"f3"}, Short: lang.Say("x", ""), Long: words},
		"has no key":                       {ID: "bad", Short: words, Long: words},
	}
	for want, bad := range faults {
		if _, err := action.NewRegistry([]action.Def{good, bad}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("should say %q, says %v", want, err)
		}
	}
	a, b := good, good
	a.Menu, b.Menu, b.ID, b.Keys = "m", "m", "other", []string{"h"}
	if _, err := action.NewRegistry([]action.Def{a, b}); err == nil || !strings.Contains(err.Error(), "menu letter") {
		t.Errorf("a letter that is twice in the menu should be found: %v", err)
	}
}

func TestFold(t *testing.T) {
	for typed, want := range map[string]string{
		"ｊ": "j", "Ｖ": "V", "１": "1", "？": "?", "＊": "*", "／": "/", "．": ".", "［": "[", "］": "]",
		"「": "[", "」": "]", "『": "[", "』": "]", "・": "/", "。": ".", "、": ",", "　": "space", "－": "-", "ー": "-",
		"j": "j", "enter": "enter", "ctrl+s": "ctrl+s", "space": "space", "あ": "あ", "返": "返", "ガ": "ガ", "": "",
	} {
		if got := action.Fold(typed); got != want {
			t.Errorf("%q is folded to %q, should be %q", typed, got, want)
		}
	}
}

// Every key of a list can be pressed with an input method left on: its
// full-width form folds back to it.
func TestEveryListKeyFolds(t *testing.T) {
	for _, d := range action.Table() {
		for _, key := range d.Keys {
			if len(key) != 1 {
				continue
			}
			wide := string(rune(key[0]) - '!' + '！')
			if got := action.Fold(wide); got != key {
				t.Errorf("%q typed full-width as %q is folded to %q", key, wide, got)
			}
		}
	}
}

func TestWritten(t *testing.T) {
	for key, want := range map[string][2]string{
		"ctrl+s": {"Ctrl+S", "Ctrl+S"}, "up": {"↑", "Up"}, "shift+down": {"Shift+↓", "Shift+Down"}, "a": {"a", "a"}, "U": {"U", "U"},
		"space": {"Space", "Space"}, "pgdown": {"PgDn", "PgDn"}, "f2": {"F2", "F2"}, "/": {"/", "/"}, "shift+tab": {"Shift+Tab", "Shift+Tab"},
	} {
		if got := [2]string{action.Written(key, false), action.Written(key, true)}; got != want {
			t.Errorf("%q is written %q, should be %q", key, got, want)
		}
	}
}

func TestKeyTable(t *testing.T) {
	en := action.KeyTable(action.Table(), lang.For(lang.English))
	ja := action.KeyTable(action.Table(), lang.For(lang.Japanese))
	for _, want := range []string{"### Log form\n\n| Keys | What it does |\n| --- | --- |\n", "| `Ctrl+L` `F2` | Save and link to the marked known problem |", "| `a` | Give it an owner |"} {
		if !strings.Contains(en, want) {
			t.Errorf("the English table lacks %q:\n%s", want, en)
		}
	}
	if !strings.Contains(ja, "| `a` | 担当者を決める |") {
		t.Errorf("the Japanese table lacks the owner:\n%s", ja)
	}
	for _, d := range action.Table() {
		if !strings.Contains(en, d.Long.In(lang.English)) || !strings.Contains(ja, d.Long.In(lang.Japanese)) {
			t.Errorf("%q is in no table", d.ID)
		}
	}
}
