package theme

import "fmt"

// Glyphs are the signs outside of words. But for UpDown, which is words in one of them, each is a
// single column wide in both sets: the ASCII set is for terminals that draw ambiguous characters
// two columns wide, where a rule or a sparkline would shear the screen.
type Glyphs struct {
	ASCII    bool
	Rule     string    // ─ lines between regions
	Column   string    // │ between panes side by side
	Pointer  string    // ▸ the row the next key acts on
	Mark     string    // ● a row marked for one act
	Up       string    // ▲ act on this
	Rise     string    // △ look at this
	Down     string    // ▼ falling
	Done     string    // ✓
	Fail     string    // ✗
	Note     string    // · a remark; between words of one line
	Ellipsis string    // … text that is cut
	Arrow    string    // → leads to
	Dash     string    // – between the ends of a range
	Minus    string    // − before a negative number
	Unknown  string    // a sparkline where nothing is known
	Bars     [8]string // ▁▂▃▄▅▆▇█ a sparkline's levels, lowest first
	Dot      string    // a point of a chart
	Band     string    // ░ the expected band of a chart
	Over     string    // █ a count above its band
	Open     string    // ▾ a parent whose leaves are shown
	UpDown   string    // the two arrow keys, as written in hints
	Shut     string    // ▸ a parent whose leaves are not
}

// Unicode is the set most terminals can draw.
func Unicode() Glyphs {
	return Glyphs{
		Rule: "─", Column: "│", Pointer: "▸", Mark: "●",
		Up: "▲", Rise: "△", Down: "▼", Done: "✓", Fail: "✗", Note: "·",
		Ellipsis: "…", Arrow: "→", Dash: "–", Minus: "−", Unknown: " ",
		Bars: [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Dot:  "•", Band: "░", Over: "█", Open: "▾", Shut: "▸", UpDown: "↑↓",
	}
}

// ASCII is the set every terminal can draw. The levels of its sparkline grow
// in ink as the bars grow in height.
func ASCII() Glyphs {
	return Glyphs{
		ASCII: true, Rule: "-", Column: "|", Pointer: ">", Mark: "*",
		Up: "^", Rise: "'", Down: "v", Done: "+", Fail: "x", Note: "-",
		Ellipsis: "~", Arrow: ">", Dash: "-", Minus: "-", Unknown: " ",
		Bars: [8]string{"_", ".", ":", "-", "=", "+", "*", "#"},
		Dot:  "o", Band: ":", Over: "#", Open: "v", Shut: ">", UpDown: "Up/Down",
	}
}

// Choice is what --glyphs says.
type Choice uint8

// The choices. Auto asks the terminal.
const (
	Auto Choice = iota
	ForceUnicode
	ForceASCII
)

// Said are the signs that were chosen; false is that the terminal is to be asked.
func (c Choice) Said() (Glyphs, bool) {
	switch c {
	case ForceUnicode:
		return Unicode(), true
	case ForceASCII:
		return ASCII(), true
	}
	return Glyphs{}, false
}

// ParseChoice reads auto, unicode or ascii.
func ParseChoice(s string) (Choice, error) {
	switch s {
	case "", "auto":
		return Auto, nil
	case "unicode":
		return ForceUnicode, nil
	case "ascii":
		return ForceASCII, nil
	}
	return Auto, fmt.Errorf("glyphs %q are not known: say auto, unicode or ascii", s)
}
