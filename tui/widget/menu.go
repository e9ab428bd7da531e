package widget

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/lang"
	"koe/tui/theme"
)

// Choice is one line of a menu.
type Choice struct {
	Key    string // the letter or digit that chooses it at once, or ""
	Label  string
	Detail string // stands dim behind the label
	Why    string // why it cannot be chosen; "" when it can
	Result tea.Msg
}

// Menu is a short list of choices: a letter, or the arrows and Enter, so that
// it works with an input method on.
type Menu struct {
	title   string
	choices []Choice
	at      int
	say     *lang.Catalogue
	theme   *theme.Theme
	told    string // why the last choice could not be
}

// NewMenu makes a menu. The first choice that can be chosen is selected.
func NewMenu(title string, choices []Choice, say *lang.Catalogue, theme *theme.Theme) *Menu {
	m := &Menu{title: title, choices: choices, say: say, theme: theme}
	for i, c := range choices {
		if c.Why == "" {
			m.at = i
			break
		}
	}
	return m
}

// Select moves to choice i, for a menu that opens at the present value.
func (m *Menu) Select(i int) *Menu {
	if i >= 0 && i < len(m.choices) {
		m.at = i
	}
	return m
}

// Update takes a key.
func (m *Menu) Update(msg tea.Msg) Outcome {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Outcome{}
	}
	k := action.Fold(press.String())
	for i, c := range m.choices {
		if c.Key != "" && c.Key == k {
			return m.choose(i)
		}
	}
	if Closes(k) {
		return Outcome{Close: true}
	}
	switch k {
	case "up", "k", "shift+tab":
		m.move(-1)
	case "down", "j", "tab":
		m.move(1)
	case "enter":
		return m.choose(m.at)
	}
	return Outcome{}
}

func (m *Menu) move(by int) {
	if n := len(m.choices); n > 0 {
		m.at = (m.at + by + n) % n
		m.told = ""
	}
}

func (m *Menu) choose(i int) Outcome {
	if i >= len(m.choices) {
		return Outcome{Close: true}
	}
	m.at = i
	if why := m.choices[i].Why; why != "" {
		m.told = why
		return Outcome{}
	}
	return Outcome{Close: true, Result: m.choices[i].Result}
}

// Hints are the keys for the footer.
func (m *Menu) Hints() []Hint {
	c := m.say.Common
	return []Hint{{m.theme.Glyphs.UpDown, c.Move}, {"Enter", c.Choose}, {"Esc", c.Close}}
}

// View draws the choices, as many as fit around the selected one.
func (m *Menu) View(size Size) Panel {
	keyed := 0
	labels := make([]string, len(m.choices))
	for i, c := range m.choices {
		keyed = max(keyed, Width(c.Key))
		labels[i] = c.Label
	}
	wide := labelWidth(labels, size.Width)
	from, to := around(m.at, len(m.choices), size.Height-1)
	lines := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		lines = append(lines, m.line(m.choices[i], i == m.at, keyed, wide))
	}
	return Panel{Lines: sheet(m.title, m.told, lines, size.Width, m.theme)}
}

func (m *Menu) line(c Choice, selected bool, keyed, wide int) string {
	l := m.theme
	pointer, label := " ", l.Plain
	if selected {
		pointer, label = l.Accent.Render(l.Glyphs.Pointer), l.Selected
	}
	detail := c.Detail
	if c.Why != "" {
		label, detail = l.Dim, c.Why
	}
	line := pointer + " "
	if keyed > 0 {
		line += l.Accent.Render(Fit(c.Key, keyed, "")) + "  "
	}
	return line + labelled(c.Label, detail, label, wide, l)
}

// around is the window of n lines out of which at is visible.
func around(at, n, height int) (from, to int) {
	if n <= height {
		return 0, n
	}
	height = max(1, height)
	from = min(max(0, at-height/2), n-height)
	return from, from + height
}
