package triage

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/tui/screen"
	"koe/tui/widget"
)

// noOwner is the picker's key for taking the owner away; no person can have it.
const noOwner = "-"

// askOwner asks who shall own the issues.
func (s *Screen) askOwner(on []model.Number) tea.Cmd {
	t := s.session.Say.Triage
	return s.pick(widget.PickerOptions{
		Title: s.titled(t.Owner, on),
		New:   s.newOwner,
		Done: func(p widget.Picked) tea.Msg {
			return then(func() tea.Cmd {
				switch {
				case p.New != "":
					return s.addOwner(p.New, on)
				case p.Keys[0] == noOwner:
					return s.give("", on)
				}
				return s.give(model.UserID(p.Keys[0]), on)
			})
		},
	}, func() []widget.Item { return s.owners(on) }, s.refreshPeople(true))
}

// owners are the people of the desk, oneself first, then by name; each with how
// many open issues they have, for how much room there is.
func (s *Screen) owners(on []model.Number) []widget.Item {
	t, me := s.session.Say.Triage, s.session.Who.ID
	users := slices.Clone(s.people.users)
	slices.SortStableFunc(users, func(a, b model.User) int {
		if (a.ID == me) != (b.ID == me) {
			return cmp.Compare(boolInt(b.ID == me), boolInt(a.ID == me))
		}
		return cmp.Compare(text.Key(cmp.Or(a.Reading, a.Name, string(a.ID))), text.Key(cmp.Or(b.Reading, b.Name, string(b.ID))))
	})
	var items []widget.Item
	for _, u := range users {
		if u.Gone || u.Role < model.Agent {
			continue
		}
		item := widget.Item{Key: string(u.ID), Label: cmp.Or(u.Name, string(u.ID)), Match: u.Reading + " " + u.Team}
		if s.people.open != nil {
			item.Detail = t.OpenNow(s.people.open[u.ID])
		}
		if u.ID == me {
			item.Label += t.Me
		}
		items = append(items, item)
	}
	if s.anyOwned(on) {
		items = append(items, widget.Item{Key: noOwner, Label: s.session.Say.Names.NoOwner})
	}
	return items
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *Screen) anyOwned(on []model.Number) bool {
	for _, n := range on {
		if v := s.known(n); v != nil && v.Issue.Owner != "" {
			return true
		}
	}
	return false
}

// newOwner offers to add a person the desk does not know.
func (s *Screen) newOwner(typed string) (string, bool) {
	t := s.session.Say.Triage
	id, name, err := model.ParseUser(typed)
	if err != nil || id == "" || id == noOwner || s.isPerson(id) {
		return "", false
	}
	if err := model.May(s.session.Who.Role, model.KindUser); err != nil {
		if s.isPartOfSomebody(typed) {
			return "", false
		}
		return t.NotOnDesk(name) + " " + s.session.Say.Error(err), true
	}
	return t.AddPerson(name), true
}

// isPartOfSomebody reports whether what was typed may still become a person
// of the desk.
func (s *Screen) isPartOfSomebody(typed string) bool {
	part := text.Fold(typed)
	return slices.ContainsFunc(s.people.users, func(u model.User) bool {
		return !u.Gone && strings.Contains(text.Fold(u.Name+" "+u.Reading+" "+string(u.ID)), part)
	})
}

func (s *Screen) isPerson(id model.UserID) bool {
	return slices.ContainsFunc(s.people.users, func(u model.User) bool { return u.ID == id && !u.Gone })
}

// addOwner adds a person as an agent and gives them the issues: two commands,
// and two steps of undo.
func (s *Screen) addOwner(typed string, on []model.Number) tea.Cmd {
	if err := model.May(s.session.Who.Role, model.KindUser); err != nil {
		return screen.SayError(s.session.Say, err)
	}
	id, name, err := model.ParseUser(typed)
	if err != nil {
		return screen.SayError(s.session.Say, err)
	}
	add := act{kind: model.KindUser, said: s.session.Say.Triage.Added(name), once: true, command: func([]model.Number) model.Command {
		return model.PutUser{User: id, Name: name, Role: model.Agent}
	}}
	return tea.Batch(s.send(add, nil), s.give(id, on))
}

// give gives the issues to a person, or to nobody.
func (s *Screen) give(to model.UserID, on []model.Number) tea.Cmd {
	said := s.session.Say.Names.NoOwner
	if to != "" {
		said = s.session.Say.Triage.OwnerIs(s.person(to))
	}
	return s.perform(act{kind: model.KindAssign, said: said, command: func(n []model.Number) model.Command {
		return model.Assign{Issues: n, Owner: to}
	}}, on)
}

// person is a person's name as the screen shows it.
func (s *Screen) person(id model.UserID) string {
	for i := range s.people.users {
		if u := &s.people.users[i]; u.ID == id && u.Name != "" {
			return u.Name
		}
	}
	return string(id)
}
