package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screentest"
)

// early presses keys and pastes before the program has run a command of the
// first one, as over a slow line, and then runs it.
func early(s *screentest.Sitting, first string, rest ...tea.Msg) {
	_, cmd := s.Root.Update(screentest.Key(first))
	for _, msg := range rest {
		s.Root.Update(msg)
	}
	s.Send(cmd())
}

func TestWhatIsTypedBeforeAQuestionStandsIsItsAnswer(t *testing.T) {
	s, _, r := set(t)
	s.Press("esc", "2")
	early(s, "n", screentest.Key("x"), tea.PasteMsg{Content: "返金済み"}, screentest.Key("a"), screentest.Key("ctrl+s"))
	if len(r.did) != 1 || r.did[0].ID != action.Note {
		t.Errorf("the letters were acts on the list: %v", r.did)
	}
	if len(r.got) != 1 || r.got[0] != noted("折り返し連絡済みx返金済みa") {
		t.Errorf("the note is %q", r.got)
	}
}

func TestAQuestionThatTheDeskIsAskedForFirst(t *testing.T) {
	s, _, r := set(t)
	s.Press("esc", "2")
	early(s, "/", screentest.Key("x"), screentest.Key("n"), screentest.Key("ctrl+s"))
	if len(r.did) != 1 || len(r.got) != 1 || r.got[0] != noted("state:open xn") {
		t.Errorf("did %v, got %q", r.did, r.got)
	}
}

func TestAfterAnAnswerKeysAreTheListsAgain(t *testing.T) {
	s, _, r := set(t)
	s.Press("esc", "2")
	early(s, "a", screentest.Key("enter"), screentest.Key("j"), screentest.Key("j"))
	if len(r.got) != 1 || r.got[0] != owned("tanaka") {
		t.Errorf("the owner is %q", r.got)
	}
	if i, _ := r.list.Cursor(); i != 2 {
		t.Errorf("the cursor is at %d", i)
	}
}

func TestLeavingDoesNotWaitForAQuestion(t *testing.T) {
	s, _, _ := set(t)
	s.Press("esc", "2")
	if _, cmd := s.Root.Update(screentest.Key("n")); cmd == nil {
		t.Fatal("no question is on its way")
	}
	_, cmd := s.Root.Update(screentest.Key("ctrl+q"))
	if cmd == nil {
		t.Fatal("Ctrl+Q waits")
	}
	s.Send(cmd())
	if !s.Ended {
		t.Error("the program goes on")
	}
}
