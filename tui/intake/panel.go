package intake

import "koe/tui/widget"

// leastKnown is in how many rows what is known is worth showing below a menu.
const leastKnown = 5

// panel is what stands below the form: the menu where there is one,
// the options of a field of choice, and what is known.
func (s *Screen) panel(size widget.Size) []string {
	if size.Height < 1 {
		return nil
	}
	if items := s.items(); len(items) > 0 {
		lines := s.menuPanel(items, size)
		if size.Height -= len(lines); size.Height >= leastKnown {
			lines = append(lines, s.knownPanel(size)...)
		}
		return lines
	}
	if s.focus == inSeverity || s.focus == inChannel || s.focus == inWish {
		return s.optionsPanel(size)
	}
	return s.knownPanel(size)
}

func (s *Screen) menuPanel(items []menuItem, size widget.Size) []string {
	say, theme := s.session.Say.Intake, s.session.Theme
	lines := []string{widget.TitledRule(say.MenuTitle(string(s.menu.open.Sign)), say.MenuKeys(theme.Glyphs.UpDown), size.Width, theme)}
	for i, item := range items {
		lines = append(lines, s.optionLine(i == s.menu.at, "", item.label, item.detail))
	}
	return lines[:min(len(lines), size.Height)]
}
