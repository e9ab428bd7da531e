package triage

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
)

// askOwner asks who shall own the issues.
func (s *Screen) askOwner(on []model.Number) tea.Cmd {
	t, me := s.k.Say.Triage, s.k.Who.ID
	return s.k.AskPerson(kit.PersonOptions{
		Title: s.k.Titled(t.Owner, on), ID: action.Owner, Room: true,
		Label: func(u model.User) string {
			name := cmp.Or(u.Name, string(u.ID))
			if u.ID == me {
				name += t.Me
			}
			return name
		},
		Detail: func(u model.User) string {
			if open := s.k.People().Open; open != nil {
				return t.OpenNow(open[u.ID]) // for how much room there is
			}
			return ""
		},
		Nobody: func() string {
			if s.anyOwned(on) {
				return s.k.Say.Names.NoOwner
			}
			return ""
		},
		Done: func(to model.UserID) tea.Cmd { return s.give(to, on) },
	})
}

func (s *Screen) anyOwned(on []model.Number) bool {
	for _, n := range on {
		if v := s.known(n); v != nil && v.Issue.Owner != "" {
			return true
		}
	}
	return false
}

// give gives the issues to a person, or to nobody.
func (s *Screen) give(to model.UserID, on []model.Number) tea.Cmd {
	said := s.k.Say.Names.NoOwner
	if to != "" {
		said = s.k.Say.Triage.OwnerIs(s.k.Person(to))
	}
	return s.k.Perform(kit.Act{ID: action.Owner, Verb: model.VerbAssign, Words: said, Command: func(n []model.Number) model.Command {
		return model.Assign{Issues: n, Owner: to}
	}}, on)
}
