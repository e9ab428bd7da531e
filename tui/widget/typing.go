package widget

// A typist is an overlay that takes text.
type typist interface{ TakesText() bool }

// TakesText reports whether letters pressed over an overlay are text and not
// choices.
func TakesText(o Overlay) bool {
	t, ok := o.(typist)
	return ok && t.TakesText()
}

// TakesText reports that letters are text.
func (p *Prompt) TakesText() bool { return true }

// TakesText reports that letters are text.
func (p *Picker) TakesText() bool { return true }
