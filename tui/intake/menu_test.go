package intake

import (
	"strings"
	"testing"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

func TestTagsAreFoundByWhatPeopleType(t *testing.T) {
	uses, _ := screentest.Calling().TagUses(t.Context())
	book := newTagBook(uses)
	for typed, want := range map[string]string{
		"":         "billing 請求 contact/wait-time billing/double-charge",
		"bil":      "billing billing/double-charge billing/refund-delay",
		"BIL":      "billing billing/double-charge billing/refund-delay",
		"ref":      "billing/refund-delay",
		"charge":   "billing/double-charge",
		"請求":       "請求 請求/二重請求",
		"せいき":      "請求 請求/二重請求",
		"ｾｲｷ":      "請求 請求/二重請求",
		"seikyu":   "請求 請求/二重請求",
		"seik":     "請求 請求/二重請求",
		"nijuu":    "請求/二重請求",
		"請求／二":     "請求/二重請求",
		"invo":     "billing",
		"fax":      "",
		"nonesuch": "",
	} {
		var got []string
		for _, e := range book.find(typed, 4) {
			got = append(got, string(e.path))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
}

func TestTabCompletesOnlyAnOpenMenu(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Twice #bil")
	at.Want("Tab takes it")
	at.Press("down", "tab")
	at.Want("Twice #billing/double-charge")
	at.Want("*billing/double-charge")
	at.Unwanted("Tab takes it")
	if at.screen.focus != inText || at.screen.text.Value() != "Twice #billing/double-charge " {
		t.Errorf("focus %v, text %q", at.screen.focus, at.screen.text.Value())
	}
	at.Press("tab")
	if at.screen.focus != inCustomer {
		t.Error("tab did not go on")
	}
}

func TestEscClosesTheMenuAndChangesNothing(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Twice #bil")
	at.Press("esc")
	at.Unwanted("Tab takes it")
	at.Type("l")
	at.Unwanted("Tab takes it") // it stays closed for this word
	at.Press("esc")
	if at.screen.Typing() || at.screen.text.Value() != "Twice #bill" {
		t.Errorf("typing %v, text %q", at.screen.Typing(), at.screen.text.Value())
	}
	at.Press("enter")
	at.Type(" #b")
	at.Want("Tab takes it")
	at.Press("esc", "ctrl+u")
	at.Type("Twice twice #b") // another word, where the first one stood
	at.Want("Tab takes it")
}

func TestAMarkInTheMiddleOfTheText(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Twice  again")
	for range " again" {
		at.Press("left")
	}
	at.Type("#ref")
	at.Press("tab")
	at.Type("and ")
	if got := at.screen.text.Value(); got != "Twice #billing/refund-delay and again" {
		t.Errorf("the text is %q", got)
	}
}

func TestACustomerIsPickedInTheTextOrTheField(t *testing.T) {
	for name, pick := range map[string]func(at *sitting){
		"text":  func(at *sitting) { at.Type(" @たなか"); at.Press("down", "tab") },
		"field": func(at *sitting) { at.Press("tab"); at.Type("ﾀﾅｶ"); at.Press("down", "tab") },
	} {
		at := sit(t, screentest.English(), screentest.Calling(), &memory{})
		at.Type("Charged")
		pick(at)
		at.Press("ctrl+s")
		if d := last(t, at.desk); d.CustomerID != 2 || d.Customer != "田中商事" || d.Text != "Charged" {
			t.Errorf("%s: logged %+v", name, d)
		}
	}
}

// A fast typist presses Tab before the customers have come.
func TestTabWaitsForCustomersOnTheirWay(t *testing.T) {
	for typed, c := range map[string]struct {
		second bool
		want   string
		focus  field
	}{
		"@tanaka":   {false, `@"TANAKA SHOJI" `, inText},
		"@nonesuch": {false, "@nonesuch", inCustomer},
		"@tanaka ":  {false, "@tanaka ", inCustomer},
		"@tana":     {true, "@tana", inCustomer},
	} {
		s := newScreen(screentest.English().Session(t), screentest.Calling(), &memory{})
		s.text.Insert(typed)
		s.edited() // its pause never ends
		cmd := s.update(action.Do{ID: action.NextField})
		if c.second {
			s.update(action.Do{ID: action.NextField})
		}
		for _, m := range results(cmd) {
			s.update(m)
		}
		if s.text.Value() != c.want || s.focus != c.focus {
			t.Errorf("%q: text %q, focus %v", typed, s.text.Value(), s.focus)
		}
	}
}

func TestWhoTheCustomerIsIsShown(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Charged @Nobody ")
	at.Want("new customer")
	at.Press("ctrl+u")
	at.Type("Charged @佐藤 ")
	at.Want("several of that name")
	at.Press("tab")
	at.Type("佐藤")
	at.Press("down", "tab", "tab")
	at.Want("06-3333-4444")
	at.Press("shift+tab", "ctrl+u")
	at.Type("tanaka shoji")
	at.Press("esc", "tab")
	at.Want("segment B · A-1182 · 4 in 30 days · 2 open")
	at.Want("Promised by Sat 11 Jul 14:50 and not kept: call back about the")
	at.Press("ctrl+s")
	if d := last(t, at.desk); d.Customer != "tanaka shoji" || d.CustomerID != 0 {
		t.Errorf("logged %+v", d)
	}
}

func TestSeverityByMarkAndByField(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Charged !")
	at.Want("S1 safety")
	at.Press("down", "tab")
	if got := at.screen.text.Value(); got != "Charged !2 " {
		t.Errorf("the text is %q", got)
	}
	at.Want("S2 money")
	at.Press("ctrl+u")
	at.Type("Charged")
	at.Press("tab", "tab", "tab")
	for _, c := range []struct {
		key  string
		want model.Severity
	}{{"1", model.S1}, {"４", model.S4}, {"up", model.S3}, {"left", model.S2}, {"down", model.S3}, {"backspace", 0}, {"9", 0}, {"2", model.S2}} {
		at.Press(c.key)
		if got := at.screen.front.Severity; got != c.want {
			t.Errorf("%s gives %v, want %v", c.key, got, c.want)
		}
	}
	at.Press("ctrl+s")
	if got := last(t, at.desk).Severity; got != model.S2 {
		t.Errorf("logged %v", got)
	}
}

func TestWhatDoesNotFitIsRefusedAsAWhole(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Paste(strings.Repeat("あ", model.MaxTyped-2) + " #")
	at.Type("x")
	at.Want("is full")
	at.Paste("12345")
	at.Want("nothing of it was put in")
	at.Press("tab") // the menu's tag would not fit
	if got := []rune(at.screen.text.Value()); len(got) != model.MaxTyped || got[len(got)-1] != '#' {
		t.Errorf("the text has %d characters", len(got))
	}
}

func TestAHalfTypedMarkIsNotLookedUp(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Charged twice #bil")
	if newest := at.desk.AskedAlike[len(at.desk.AskedAlike)-1]; newest != "Charged twice" {
		t.Errorf("the desk was asked about %q", newest)
	}
}

func TestOnlyTheNewestQuestionCounts(t *testing.T) {
	s := newScreen(screentest.English().Session(t), screentest.Calling(), &memory{})
	s.Init()
	s.text.Insert("twice a")
	stale := one[rested](t, results(s.edited()))
	s.text.Insert("gain")
	fresh := one[rested](t, results(s.edited()))
	if s.update(stale) != nil {
		t.Error("a text that has not rested was asked about")
	}
	slow := s.update(fresh)
	s.text.SetValue("refund")
	next := results(s.update(one[rested](t, results(s.edited()))))
	for _, m := range results(slow) {
		s.update(m)
	}
	if s.known.asked {
		t.Error("a stale answer was taken")
	}
	for _, m := range next {
		s.update(m)
	}
	if !s.known.asked || len(s.known.problems) != 0 {
		t.Errorf("the newest answer was not taken: %+v", s.known)
	}
}

func TestAnAnswerAboutTheFormBeforeIsDropped(t *testing.T) {
	s := newScreen(screentest.English().Session(t), screentest.Calling(), &memory{})
	s.text.Insert("twice")
	late := s.update(one[rested](t, results(s.edited())))
	s.fresh()
	for _, m := range results(late) {
		results(s.update(m))
	}
	if s.known.asked || len(s.known.problems) > 0 {
		t.Errorf("the empty form shows %+v", s.known)
	}
}

func TestTheSameWordsAreLookedUpForEachForm(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	for range 2 {
		at.Paste("Charged twice")
		at.Want("P-12")
		at.Press("ctrl+s")
	}
}

func TestTheMarkedProblemIsAlwaysInView(t *testing.T) {
	s := newScreen(screentest.English().Session(t), screentest.Calling(), &memory{})
	var similar []model.Similar
	for n := range model.ProblemID(8) {
		similar = append(similar, model.Similar{Problem: &model.Problem{ID: n + 1, Title: "Problem", Tell: strings.Repeat("a known fault ", 20)}})
	}
	s.known.take(similar, nil)
	for _, height := range []int{2, 4, 6, 9, 30} {
		for i := range similar {
			s.known.at = i
			lines := s.knownPanel(widget.Size{Width: 80, Height: height})
			if len(lines) > height || !strings.Contains(strings.Join(lines, "\n"), similar[i].Problem.ID.String()+" ") {
				t.Errorf("in %d rows P-%d is not in view:\n%s", height, i+1, strings.Join(lines, "\n"))
			}
		}
	}
}

func TestTheMarkStaysOnItsProblem(t *testing.T) {
	two := func(first, second model.ProblemID) []model.Similar {
		return []model.Similar{{Problem: &model.Problem{ID: first}}, {Problem: &model.Problem{ID: second}}}
	}
	var k known
	k.take(two(12, 7), nil)
	k.move(1)
	k.take(two(5, 7), nil)
	if p := k.marked(); p == nil || p.ID != 7 {
		t.Errorf("marked is %+v", p)
	}
	k.take(two(1, 2), nil)
	if p := k.marked(); p == nil || p.ID != 1 {
		t.Errorf("when it is gone, marked is %+v", p)
	}
	k.take(nil, nil)
	if p := k.marked(); p != nil {
		t.Errorf("of none, marked is %+v", p)
	}
}

func TestAPasteIntoAChoiceIsSaid(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Press("shift+tab")
	at.Paste("Charged twice")
	at.Want("Nothing can be pasted here")
}

func TestTagsOfOthersAreReadWhenTheScreenIsShown(t *testing.T) {
	s := newScreen(screentest.English().Session(t), screentest.Calling(), &memory{})
	if s.update(screen.Shown{}) != nil {
		t.Error("nothing changed, and it asked")
	}
	s.update(screen.Changed{})
	if s.update(screen.Shown{}) == nil {
		t.Error("it did not ask")
	}
}
