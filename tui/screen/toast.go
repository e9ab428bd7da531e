package screen

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/lang"
)

// Tone says what kind of news a toast is. It decides the sign before it.
type Tone uint8

// The tones.
const (
	Note Tone = iota // a remark
	Done             // it was done
	Warn             // it was done, but look
	Fail             // it was not done
)

// Toast is a sentence that stands above the footer until the next key press.
type Toast struct {
	Tone Tone
	Text string
}

// Say shows a toast.
func Say(tone Tone, text string) tea.Cmd {
	return func() tea.Msg { return Toast{tone, text} }
}

// SayError shows what went wrong, as one plain sentence with the next step. A
// question that was overtaken by a newer one says nothing.
func SayError(c *lang.Catalogue, err error) tea.Cmd {
	text := c.Error(err)
	if text == "" {
		return nil
	}
	if errors.Is(err, &model.Fault{Code: model.StillSaving}) {
		return Say(Warn, text) // it has not failed: nobody knows yet
	}
	return Say(Fail, text)
}
