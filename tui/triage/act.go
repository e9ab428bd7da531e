package triage

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
)

// acting is what the next act is about: the issue in front, or the marked
// rows, else the selected one.
func (s *Screen) acting() []model.Number {
	if s.open != 0 {
		return []model.Number{s.open}
	}
	return s.rows.list.Acting()
}

// cannot says why a command may not be given to the issues now; "" where it may.
func (s *Screen) cannot(verb model.Verb, to model.State, on []model.Number) string {
	who := &s.k.Who
	if len(on) == 0 {
		return s.k.Say.Triage.NoIssue
	}
	if why := s.k.Cannot(verb); why != "" || who.Role >= model.Lead {
		return why
	}
	if len(on) > 1 {
		return s.k.Say.Refusal(&model.Refusal{Code: model.NotAllowed, Need: model.Lead, Value: string(verb)})
	}
	if v := s.known(on[0]); v != nil {
		if err := model.MayTouch(who, verb, &v.Issue, to); err != nil {
			return s.k.Say.Error(err)
		}
	}
	return ""
}

// sending goes on to the next issue as an act is sent. What it returns puts the
// marks and the selection back.
func (s *Screen) sending(on []model.Number) func() {
	marked := s.rows.list.Marked() > 0
	if s.open == 0 && len(on) > 0 {
		s.rows.list.Pass(on)
	}
	return func() {
		if len(on) == 0 || s.open != 0 {
			return
		}
		if marked {
			s.rows.list.SetMarks(on)
		}
		if i, ok := s.rows.index[on[0]]; ok {
			s.rows.list.Select(i)
		}
	}
}

// done asks anew for what was changed. An undo selects, once the list comes,
// the issue that it brought back.
func (s *Screen) done(r model.Receipt) tea.Cmd {
	switch r.Verb {
	case model.VerbUndo, model.VerbRedo:
		if s.open == 0 && len(r.Issues) > 0 {
			s.rows.seek = r.Issues[0]
		}
	}
	s.stale = true
	return s.reload()
}
