package triage

import (
	"strings"
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// What a frame costs: 200x50, Japanese, a thousand rows, beside a text of the
// longest kind and a story of 60 lines.
func BenchmarkView(b *testing.B) {
	d := screentest.Unowned(b, lang.Japanese)
	d.AddMany(b, 1000)
	top := d.Must(b, screentest.Now(), "mori", model.Log{Draft: model.Draft{Text: strings.Repeat("六月分がまた二重に引き落とされています。", 1000), Severity: model.S1}}).Issues[0]
	for i := range 60 {
		d.Must(b, screentest.Now(), "aya", model.SetSeverity{Issues: []model.Number{top}, Severity: model.S2 - model.Severity(i%2)})
	}
	c := screentest.Japanese()
	c.Size = widget.Size{Width: 200, Height: 50}
	session := c.Session(b)
	screen := New(d, session, d.NewID)
	s := screentest.Sit(b, c, session, screen)
	region := widget.Size{Width: 200, Height: 47}
	b.Run("same issue", func(b *testing.B) {
		s.Press("home", "j")
		for b.Loop() {
			screen.View(region)
		}
	})
	b.Run("another issue", func(b *testing.B) {
		for b.Loop() {
			screen.drawn = drawn{}
			screen.View(region)
		}
	})
}
