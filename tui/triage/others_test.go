package triage

import (
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// Who else has the issue open that is shown is said at its head, and asked again when
// something changed; the row that is selected stays.
func TestWhoElseHasItOpen(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.English: "have this open too.", lang.Japanese: "さんも開いています。"} {
		d := screentest.Unowned(t, l)
		c := screentest.English()
		if l == lang.Japanese {
			c = screentest.Japanese()
		}
		s := set(t, c, d)
		s.Unwanted(want)
		d.Others = map[model.Number][]model.UserID{heater: {"mori", "sato"}}
		s.Press("j", "k") // each issue is asked about anew
		selected(t, s, heater)
		s.Want(want)
		s.Press("j")
		s.Unwanted(want)
		d.Others = map[model.Number][]model.UserID{charged: {"mori", "sato"}}
		s.Send(screen.Changed{Hint: model.Hint{Event: 1}})
		s.Want(want)
		selected(t, s, charged)
		s.Press("enter")
		s.Want(want)
	}
}

// Who goes to another screen looks at no issue any more.
func TestLookingAwayIsTold(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	if d.LookedAt() != heater {
		t.Errorf("it says that it looks at %s", d.LookedAt())
	}
	s.Send(screen.To{Screen: screen.Triage, Msg: screen.Hidden{}})
	if d.LookedAt() != 0 {
		t.Errorf("it says that it looks at %s", d.LookedAt())
	}
}
