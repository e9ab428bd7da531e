package problems

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/theme"
	"koe/tui/widget"
)

// wordsWeighed is how many customers' words are read before it is decided not
// to act.
const wordsWeighed = 3

// weigh shows what customers said before it is decided not to act, and asks
// whether one would accept that as the customer.
func (a *Acts) weigh(c model.SetStage, v told) tea.Cmd {
	say := a.Say
	t := say.Trends.Problems
	answer := func(with func(string) string) kit.Then {
		return func() tea.Cmd {
			return a.Line(t.Ask.InWords, "", model.MaxTyped, true, func(words string) tea.Cmd {
				c.AsCustomer = with(words)
				return a.askWhyNot(c)
			})
		}
	}
	menu := widget.NewMenu(t.Ask.Accept, []widget.Choice{
		{Key: "n", Label: t.Ask.No, Result: answer(t.Ask.NoWith)},
		{Key: "y", Label: t.Ask.Yes, Result: answer(t.Ask.YesWith)},
	}, say, a.Theme)
	var words []string
	for _, r := range v.words[:min(len(v.words), wordsWeighed)] {
		words = append(words, say.Trends.Changes.Quote(kit.Beginning(r.Issue.Text))+"  "+say.Customer(r.Customer))
	}
	if len(words) == 0 {
		words = []string{t.Ask.Nobody}
	}
	return a.Show(&besideWords{Overlay: menu, title: v.Problem.ID.String() + "  " + v.Problem.Title, words: words, theme: a.Theme})
}

// besideWords is an overlay with something to read above it: what customers
// said, while one decides about them.
type besideWords struct {
	widget.Overlay
	title string
	words []string // each a customer's, in quotes
	theme *theme.Theme
}

// wordLines is how many lines each customer's words get at most.
const wordLines = 3

// View draws the words and, below them, the overlay.
func (b *besideWords) View(size widget.Size) widget.Panel {
	below := b.Overlay.View(widget.Size{Width: size.Width, Height: size.Height})
	room := size.Height - len(below.Lines) - 1
	lines := []string{widget.TitledRule(b.title, "", size.Width, b.theme)}
	for _, w := range b.words {
		wrapped := widget.Wrap(w, size.Width-4)
		if len(wrapped) > wordLines {
			wrapped = append(wrapped[:wordLines-1:wordLines-1], widget.Cut(wrapped[wordLines-1], size.Width-5, "")+b.theme.Glyphs.Ellipsis)
		}
		for _, l := range wrapped {
			if room--; room >= 0 {
				lines = append(lines, widget.Fit("  "+b.theme.Strong.Render(l), size.Width, b.theme.Glyphs.Ellipsis))
			}
		}
	}
	panel := widget.Panel{Lines: append(lines, below.Lines...)}
	if c := below.Cursor; c != nil {
		panel.Cursor = &widget.Point{X: c.X, Y: c.Y + len(lines)}
	}
	return panel
}
