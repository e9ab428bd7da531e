package intake

import (
	"fmt"
	"strings"
	"testing"

	"koe/tui/stage"
	"koe/tui/widget"
)

// BenchmarkKey is a key press in the text and the frame that follows.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{100, 1000, 3900} {
		b.Run(fmt.Sprint(n, "characters"), func(b *testing.B) {
			s := newScreen(english.Session(b), newDesk(), &memory{})
			s.resize(widget.Size{Width: 120, Height: 31})
			s.text.Insert(strings.Repeat("二重に請求された。", n/9))
			keys := []string{"a", "backspace"}
			for i := 0; b.Loop(); i++ {
				s.update(stage.Key(keys[i%2]))
				s.Actions()
				s.View(s.size)
			}
		})
	}
}
