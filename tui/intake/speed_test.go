package intake

import (
	"fmt"
	"strings"
	"testing"

	"koe/tui/screentest"
	"koe/tui/widget"
)

// BenchmarkKey is a key press in the text and the frame that follows.
func BenchmarkKey(b *testing.B) {
	for _, size := range []widget.Size{{Width: 80, Height: 21}, {Width: 120, Height: 31}, {Width: 200, Height: 57}} {
		for _, n := range []int{100, 1000, 3900} {
			b.Run(fmt.Sprintf("%dx%d/%dcharacters", size.Width, size.Height, n), func(b *testing.B) {
				s := newScreen(screentest.English().Session(b), screentest.Calling(), &memory{})
				s.resize(size)
				s.text.Insert(strings.Repeat("二重に請求された。", n/9))
				keys := []string{"a", "backspace"}
				for i := 0; b.Loop(); i++ {
					s.update(screentest.Key(keys[i%2]))
					s.Actions()
					s.View(s.size)
				}
			})
		}
	}
}
