package triage

import (
	"strings"
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/stage"
	"koe/tui/widget"
)

// What a frame costs: 200x50, Japanese, a thousand rows, beside a text of the
// longest kind and a story of 60 lines.
func BenchmarkView(b *testing.B) {
	d := setScene(b, lang.Japanese)
	d.addMany(b, 1000)
	d.must(b, stage.Now(), "mori", model.Log{Draft: model.Draft{Text: strings.Repeat("六月分がまた二重に引き落とされています。", 1000), Severity: model.S1}})
	top := d.heads.Issue
	for i := range 60 {
		d.must(b, stage.Now(), "aya", model.SetSeverity{Issues: []model.Number{top}, Severity: model.S2 - model.Severity(i%2)})
	}
	c := japanese()
	c.Size = widget.Size{Width: 200, Height: 50}
	session := c.Session(b)
	screen := New(d, session, freshID)
	s := stage.Set(b, c, session, screen)
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
