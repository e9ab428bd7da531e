package triage

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/words"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// askNote asks for a line to add to the issue.
func (s *Screen) askNote(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.k.Line(s.k.Titled(t.Note, on), "", model.MaxTyped, true, func(words string) tea.Cmd {
		return s.k.Perform(kit.Act{ID: action.Note, Verb: model.VerbNote, Words: t.NoteSaid, Once: true, Command: func(n []model.Number) model.Command {
			return model.AddNote{Issue: n[0], Text: words}
		}}, on)
	})
}

// askContact asks how an attempt to reach the customer ended, and what they said.
func (s *Screen) askContact(on []model.Number) tea.Cmd {
	say := s.k.Say
	return s.k.Outcome(s.k.Titled(say.Triage.Contact, on), s.k.Titled(say.Triage.TheirWords, on), func(outcome model.Outcome, words string) tea.Cmd {
		return s.k.Perform(kit.Act{ID: action.Call, Verb: model.VerbContact, Words: say.Triage.ContactSaid(say.Outcome(outcome)), Once: true, Command: func(n []model.Number) model.Command {
			i := model.Issue{Number: n[0]}
			return model.AddContact{About: i.Ref(), Channel: model.Phone, Outcome: outcome, Words: words}
		}}, on)
	})
}

// askEdit asks which field of the issue is to be changed. What the customer
// said is none of them.
func (s *Screen) askEdit(on []model.Number) tea.Cmd {
	say, v := s.k.Say, s.known(on[0])
	if v == nil {
		return nil
	}
	i, t := &v.Issue, say.Triage
	choices := []widget.Choice{
		{Key: "k", Label: t.Kind, Detail: say.Kind(i.Kind), Result: kit.Then(func() tea.Cmd { return s.askKind(i.Kind, on) })},
		{Key: "c", Label: t.Channel, Detail: say.Channel(i.Channel), Result: kit.Then(func() tea.Cmd { return s.askChannel(i.Channel, on) })},
		{Key: "w", Label: t.Wish, Detail: say.Wish(i.Wish), Result: kit.Then(func() tea.Cmd { return s.askWish(i.Wish, on) })},
		{Key: "u", Label: t.Customer, Detail: cmp.Or(v.Customer, say.Names.NoCustomer), Result: s.lineOf(t.Customer, v.Customer, on, func(a *model.Amend, to *string) { a.Customer = to })},
		{Key: "b", Label: t.OnBehalfOf, Detail: i.OnBehalfOf, Result: s.lineOf(t.OnBehalfOf, i.OnBehalfOf, on, func(a *model.Amend, to *string) { a.OnBehalfOf = to })},
		{Key: "p", Label: t.Product, Detail: i.Product, Result: s.lineOf(t.Product, i.Product, on, func(a *model.Amend, to *string) { a.Product = to })},
		{Key: "h", Label: t.Upheld, Detail: say.Upheld(i.Upheld), Result: kit.Then(func() tea.Cmd { return s.askUpheld(i.Upheld, on) })},
		{Key: "o", Label: t.Promise, Result: kit.Then(func() tea.Cmd { return s.askPromise(on) })},
	}
	if p, ok := i.NextPromise(); ok {
		choices = append(choices, widget.Choice{Key: "y", Label: t.KeepPromise, Detail: p.Text, Result: kit.Then(func() tea.Cmd {
			return s.k.Perform(kit.Act{ID: action.Edit, Verb: model.VerbKeepPromise, Words: t.KeptSaid, Once: true, Command: func(n []model.Number) model.Command {
				return model.KeepPromise{Issue: n[0], By: p.By}
			}}, on)
		})})
	}
	return s.k.Choose(s.k.Titled(t.Edit, on), -1, choices...)
}

// amend changes one field.
func (s *Screen) amend(said string, on []model.Number, set func(*model.Amend)) tea.Cmd {
	return s.k.Perform(kit.Act{ID: action.Edit, Verb: model.VerbAmend, Words: said, Command: func(n []model.Number) model.Command {
		c := model.Amend{Issue: n[0]}
		set(&c)
		return c
	}}, on)
}

// lineOf asks for a field of one line.
func (s *Screen) lineOf(name, value string, on []model.Number, set func(*model.Amend, *string)) kit.Then {
	return func() tea.Cmd {
		return s.k.Line(s.k.Titled(name, on), value, model.MaxLine, false, func(to string) tea.Cmd {
			return s.amend(s.k.Say.Triage.FieldIs(name, to), on, func(a *model.Amend) { set(a, &to) })
		})
	}
}

func (s *Screen) askKind(now model.Kind, on []model.Number) tea.Cmd {
	return askValue(s, s.k.Say.Triage.Kind, words.Kinds, now, s.k.Say.Kind, on, func(a *model.Amend, v *model.Kind) { a.Kind = v })
}

func (s *Screen) askWish(now model.Wish, on []model.Number) tea.Cmd {
	return askValue(s, s.k.Say.Triage.Wish, words.Wishes, now, s.k.Say.Wish, on, func(a *model.Amend, v *model.Wish) { a.Wish = v })
}

func (s *Screen) askUpheld(now model.Upheld, on []model.Number) tea.Cmd {
	return askValue(s, s.k.Say.Triage.Upheld, words.Upheld, now, s.k.Say.Upheld, on, func(a *model.Amend, v *model.Upheld) { a.Upheld = v })
}

func (s *Screen) askChannel(now model.Channel, on []model.Number) tea.Cmd {
	return askValue(s, s.k.Say.Triage.Channel, words.Channels, now, s.k.Say.Channel, on, func(a *model.Amend, v *model.Channel) { a.Channel = v })
}

// askValue asks for one of a field's values.
func askValue[T words.Value](s *Screen, name string, l *words.List[T], now T, word func(T) string, on []model.Number, set func(*model.Amend, *T)) tea.Cmd {
	choices := kit.Choices(l, l.All(), word, func(v T) tea.Cmd {
		return s.amend(s.k.Say.Triage.FieldIs(name, word(v)), on, func(a *model.Amend) { set(a, &v) })
	})
	return s.k.Choose(s.k.Titled(name, on), slices.Index(l.All(), now), choices...)
}

// askPromise asks what the customer is promised, and by when.
func (s *Screen) askPromise(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.k.Line(s.k.Titled(t.Promise, on), "", model.MaxLine, true, func(words string) tea.Cmd {
		return s.askMoment(s.k.Titled(t.PromiseBy, on), eveningHour, "", func(by model.Instant) tea.Cmd {
			return s.k.Perform(kit.Act{ID: action.Edit, Verb: model.VerbPromise, Words: t.PromiseSaid, Once: true, Command: func(n []model.Number) model.Command {
				return model.MakePromise{Issue: n[0], Text: words, By: by}
			}}, on)
		})
	})
}
