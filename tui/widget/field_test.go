package widget

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"koe/model/text"
)

func typed(f *Field, s string) *Overflow {
	var over *Overflow
	for _, r := range s {
		if o := f.Update(tea.KeyPressMsg{Code: r, Text: string(r)}); o != nil {
			over = o
		}
	}
	return over
}

func focused(single bool, limit int) *Field {
	f := NewField(single, limit)
	f.SetSize(Size{20, 4})
	f.Focus()
	return f
}

// The cursor stands right behind what was typed, wide characters or not: an
// input method opens its window there.
func TestFieldCursor(t *testing.T) {
	for _, c := range []struct {
		s    string
		x, y int
	}{
		{"", 0, 0}, {"abc", 3, 0}, {"返金", 4, 0}, {"返金a", 5, 0}, {"a返", 3, 0},
		{"一行目のとても長い文章", 2, 1}, {"ここで\n次の行", 6, 1},
	} {
		f := focused(false, 0)
		f.Update(tea.PasteMsg{Content: c.s})
		p := f.View("…")
		if p.Cursor == nil || *p.Cursor != (Point{c.x, c.y}) {
			t.Errorf("after %q the cursor is at %v, should be at %d,%d", c.s, p.Cursor, c.x, c.y)
		}
	}
}

// Whatever is typed and however one moves, the cursor is in the field and in
// the column up to which the text before it reaches.
func TestFieldCursorFollowsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := focused(true, 0)
		f.SetSize(Size{400, 1})
		typed(f, words().Draw(t, "text"))
		for range rapid.IntRange(0, 10).Draw(t, "left") {
			f.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
		}
		before := string([]rune(f.Value())[:f.Offset()])
		if p := f.View("…"); p.Cursor == nil || p.Cursor.X != Width(before) || p.Cursor.Y != 0 {
			t.Fatalf("behind %q (%d columns) the cursor is at %v", before, Width(before), p.Cursor)
		}
	})
}

func TestFieldLinesHaveTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := NewField(rapid.Bool().Draw(t, "single"), 0)
		f.Focus()
		size := Size{rapid.IntRange(1, 60).Draw(t, "width"), rapid.IntRange(1, 5).Draw(t, "height")}
		f.SetSize(size)
		f.Update(tea.PasteMsg{Content: words().Draw(t, "text")})
		p := f.View("…")
		if len(p.Lines) != size.Height {
			t.Fatalf("%d lines in %v", len(p.Lines), size)
		}
		for _, l := range p.Lines {
			if Width(l) != size.Width {
				t.Fatalf("%q has %d columns in %v", l, Width(l), size)
			}
		}
		if p.Cursor.X >= size.Width || p.Cursor.Y >= size.Height {
			t.Fatalf("the cursor is at %v in %v", *p.Cursor, size)
		}
	})
}

// What does not fit is refused as a whole and said; nothing is cut.
func TestFieldRefusesWhatDoesNotFit(t *testing.T) {
	f := focused(false, 10)
	typed(f, "返金されない")
	if over := f.Update(tea.PasteMsg{Content: "まだです。"}); over == nil || *over != (Overflow{Over: 1, Limit: 10}) {
		t.Errorf("the paste should be refused as one too long: %v", over)
	}
	if f.Value() != "返金されない" {
		t.Errorf("the field holds %q", f.Value())
	}
	if over := typed(f, "まだで。"); over != nil || f.Len() != 10 {
		t.Errorf("ten fit: %v, %d", over, f.Len())
	}
	if over := typed(f, "す"); over == nil || f.Len() != 10 {
		t.Errorf("the eleventh should be refused: %v, %d", over, f.Len())
	}
	if over := f.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); over == nil || f.Len() != 10 {
		t.Errorf("a line break is a character: %v, %d", over, f.Len())
	}
	f.SetValue(strings.Repeat("あ", 30))
	if f.Len() != 30 {
		t.Errorf("a record's text is taken whole: %d", f.Len())
	}
}

func TestFieldHoldsFourThousand(t *testing.T) {
	f := focused(false, 0)
	if over := f.Update(tea.PasteMsg{Content: strings.Repeat("返金の件。\n", 4000/6)}); over != nil {
		t.Fatal(over)
	}
	if over := f.Update(tea.PasteMsg{Content: "12345678"}); over == nil || f.Len() != 3996 {
		t.Errorf("%v, %d", over, f.Len())
	}
}

// What comes in is composed and cleaned, however the keys bring it.
func TestFieldComposes(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"ﾃﾞﾝﾜ", "デンワ"}, {"ﾊﾟｯｸ", "パック"}, {"か\u3099", "が"}, {"e\u0301", "é"}, {"は\u309A", "ぱ"}, {"a\u200bb", "ab"},
	} {
		for _, way := range []struct {
			name string
			put  func(*Field)
		}{
			{"typed", func(f *Field) { typed(f, c.in) }},
			{"pasted", func(f *Field) { f.Update(tea.PasteMsg{Content: c.in}) }},
			{"set", func(f *Field) { f.SetValue(c.in) }},
		} {
			f := focused(false, 0)
			way.put(f)
			if f.Value() != c.want {
				t.Errorf("%q %s is %q, should be %q", c.in, way.name, f.Value(), c.want)
			}
		}
	}
	f := focused(true, 0)
	f.Update(tea.PasteMsg{Content: "一行\r\n二行\x1b[31m\xff"})
	if f.Value() != "一行 二行" {
		t.Errorf("one line of a paste is %q", f.Value())
	}
}

// A field holds what the cleaning at the edge of the store would make of it.
func TestFieldHoldsCleanText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		f := focused(false, 0)
		f.Update(tea.PasteMsg{Content: s})
		if got, err := text.CleanBlock(f.Value()); err != nil || got != f.Value() || !utf8.ValidString(got) {
			t.Fatalf("%q is held as %q, clean %q, %v", s, f.Value(), got, err)
		}
	})
}

func TestFieldReplace(t *testing.T) {
	f := focused(false, 0)
	f.SetValue("返金 #請求 です\n二行目")
	f.Replace(3, 7, "")
	if f.Value() != "返金 です\n二行目" || f.Offset() != 3 {
		t.Errorf("%q, cursor at %d", f.Value(), f.Offset())
	}
	f.Replace(7, 7, "の")
	if f.Value() != "返金 です\n二の行目" || f.Offset() != 8 {
		t.Errorf("%q, cursor at %d", f.Value(), f.Offset())
	}
	f.Replace(-1, 99, "新")
	if f.Value() != "新" || f.Offset() != 1 {
		t.Errorf("%q, cursor at %d", f.Value(), f.Offset())
	}
}

// Keys that koe uses itself do nothing in a field.
func TestFieldLeavesKeysAlone(t *testing.T) {
	f := focused(false, 0)
	f.SetValue("ab cd")
	f.Update(tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModCtrl})
	for _, r := range "pntgolsvz" {
		f.Update(tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl})
	}
	f.Update(tea.KeyPressMsg{Code: 'f', Mod: tea.ModAlt})
	f.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	f.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	if f.Value() != "ab cd" || f.Offset() != 3 {
		t.Errorf("%q, cursor at %d", f.Value(), f.Offset())
	}
}

func TestFieldBlurred(t *testing.T) {
	f := focused(false, 0)
	f.Blur()
	typed(f, "x")
	if p := f.View("…"); f.Value() != "" || p.Cursor != nil {
		t.Errorf("%q, %v", f.Value(), p.Cursor)
	}
}

func TestFieldEdges(t *testing.T) {
	f := focused(false, 0)
	f.SetValue("一\n二\n三")
	if f.AtTop() || !f.AtBottom() {
		t.Error("the cursor should be on the last line")
	}
	for range 2 {
		f.Update(tea.KeyPressMsg{Code: tea.KeyUp})
	}
	if !f.AtTop() || f.AtBottom() || f.Rows() != 3 {
		t.Errorf("the cursor should be on the first of three lines: %d", f.Rows())
	}
}

func BenchmarkFieldKey(b *testing.B) {
	for _, n := range []int{200, 2000, 3999} {
		b.Run(strings.Replace("N characters", "N", itoa(n), 1), func(b *testing.B) {
			f := NewField(false, 0)
			f.SetSize(Size{67, 8})
			f.Focus()
			f.SetValue(strings.Repeat("返金の件です。", n/7))
			for b.Loop() {
				f.Update(tea.KeyPressMsg{Code: 'あ', Text: "あ"})
				f.View("…")
				f.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
			}
		})
	}
}
