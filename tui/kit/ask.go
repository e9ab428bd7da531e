package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/words"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Show opens an overlay of the kit's screen, whichever stands in front by then.
func (k *Kit) Show(o widget.Overlay) tea.Cmd { return screen.Address(k.o.Screen, screen.Show(o)) }

// Titled is the title of an overlay: what it does, and to which issues.
func (k *Kit) Titled(what string, on []model.Number) string { return what + "  " + k.About(on) }

// Choose opens a menu at one of its choices, at the first possible where at is
// below 0.
func (k *Kit) Choose(title string, at int, choices ...widget.Choice) tea.Cmd {
	menu := widget.NewMenu(title, choices, k.Say, k.Theme)
	if at >= 0 {
		menu.Select(at)
	}
	return k.Show(menu)
}

// Choices are a menu's lines for values of a fixed list, each with its own key
// and name.
func Choices[T words.Value](l *words.List[T], values []T, name func(T) string, then func(T) tea.Cmd) []widget.Choice {
	choices := make([]widget.Choice, len(values))
	for i, v := range values {
		choices[i] = widget.Choice{Key: l.Of(v).Key, Label: name(v), Result: Then(func() tea.Cmd { return then(v) })}
	}
	return choices
}

// Line asks for one line, which then goes to done; one that is needed does not
// finish while it is empty.
func (k *Kit) Line(title, value string, limit int, needed bool, done func(string) tea.Cmd) tea.Cmd {
	o := widget.PromptOptions{
		Title: title, Value: value, Limit: limit,
		Done: func(v string) tea.Msg { return Then(func() tea.Cmd { return done(v) }) },
	}
	if needed {
		o.Check = func(v string) *widget.Fault {
			if OneLine(v) == "" {
				return &widget.Fault{} // nothing to say of an empty field: it just does not finish
			}
			return nil
		}
	}
	return k.Prompt(o)
}

// Prompt asks for one line.
func (k *Kit) Prompt(o widget.PromptOptions) tea.Cmd {
	return k.Show(widget.NewPrompt(o, k.Say, k.Theme))
}

// Outcome asks how an attempt to reach a customer ended, and then what they
// said.
func (k *Kit) Outcome(title, askWords string, done func(outcome model.Outcome, words string) tea.Cmd) tea.Cmd {
	return k.Choose(title, -1, Choices(words.Outcomes, words.Outcomes.All(), k.Say.Outcome, func(outcome model.Outcome) tea.Cmd {
		return k.Line(askWords, "", model.MaxTyped, false, func(said string) tea.Cmd { return done(outcome, said) })
	})...)
}

// ProblemItem is a problem as something to pick; open says how many of its
// issues are.
func (k *Kit) ProblemItem(v *model.ProblemView, open string) widget.Item {
	p := &v.Problem
	parts := []string{k.Say.Stage(p.Stage)}
	if p.Owner != "" {
		parts = append(parts, k.Person(p.Owner))
	}
	return widget.Item{
		Key: p.ID.String(), Label: p.ID.String() + "  " + p.Title, Match: string(v.TagPath),
		Detail: strings.Join(append(parts, open), k.Between()),
	}
}
