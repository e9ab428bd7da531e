package widget

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/lang"
	"koe/tui/theme"
)

// NewConfirm asks once before an act that is large or closes something. The
// act's own key does not confirm it: it takes y, or the arrows and Enter. No is
// selected, so that an Enter too many does nothing.
func NewConfirm(question string, result tea.Msg, say *lang.Catalogue, theme *theme.Theme) *Menu {
	c := say.Common
	return NewMenu(question, []Choice{
		{Key: "n", Label: c.No, Result: nil},
		{Key: "y", Label: c.Yes, Result: result},
	}, say, theme)
}
