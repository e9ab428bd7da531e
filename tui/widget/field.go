package widget

import (
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"koe/model/text"
)

// FieldLimit is how many characters a field holds unless it is told
// otherwise. The text area slows with length, so it has to end somewhere.
const FieldLimit = 4000

// Field is a text field of one line or several. What is typed or pasted is
// cleaned and composed as it comes in. What does not fit is refused as a
// whole, never cut.
//
// It stands on the text area even for one line: the library's one-line input
// puts the terminal's cursor in the wrong column after a wide character, and an
// input method opens its window there.
type Field struct {
	// area is nil while the field is empty and takes no keys: a text area has room
	// for ten thousand lines from the start, which many sessions would pay for.
	area   *textarea.Model
	single bool
	limit  int
	asked  Size // the area's own is at least 1 by 1
}

// Overflow says that an input was refused because the field is full. Over is
// by how many characters it would have been too long.
type Overflow struct{ Over, Limit int }

// NewField makes a field of one line, or of several. A limit of 0 is FieldLimit.
func NewField(single bool, limit int) *Field {
	if limit <= 0 {
		limit = FieldLimit
	}
	return &Field{single: single, limit: limit, asked: Size{Height: 1}}
}

// use is the text area, made where there is none yet.
func (f *Field) use() *textarea.Model {
	if f.area != nil {
		return f.area
	}
	area := textarea.New()
	area.Prompt = ""
	area.ShowLineNumbers = false
	area.MaxHeight = 0 // the limit is in characters alone
	area.CharLimit = 0 // it would cut; the field refuses
	area.SetVirtualCursor(false)
	area.KeyMap = fieldKeys(f.single)
	plain := textarea.StyleState{Base: lipgloss.NewStyle()}
	area.SetStyles(textarea.Styles{Focused: plain, Blurred: plain})
	area.SetHeight(max(1, f.asked.Height))
	if f.asked.Width > 0 {
		area.SetWidth(f.asked.Width)
	}
	f.area = &area
	return f.area
}

// fieldKeys keeps the text area's keys for moving and deleting. Those that
// koe uses itself, those that rest on Alt, and those that reach for the
// clipboard of the machine koe runs on, which over SSH is not the user's, are
// unbound.
func fieldKeys(single bool) textarea.KeyMap {
	none := key.NewBinding(key.WithDisabled())
	on := func(keys ...string) key.Binding { return key.NewBinding(key.WithKeys(keys...)) }
	m := textarea.KeyMap{
		CharacterForward:           on("right", "ctrl+f"),
		CharacterBackward:          on("left", "ctrl+b"),
		WordForward:                on("ctrl+right"),
		WordBackward:               on("ctrl+left"),
		LineNext:                   on("down"),
		LinePrevious:               on("up"),
		DeleteWordBackward:         on("ctrl+w", "ctrl+backspace"),
		DeleteWordForward:          on("ctrl+delete"),
		DeleteAfterCursor:          on("ctrl+k"),
		DeleteBeforeCursor:         on("ctrl+u"),
		InsertNewline:              on("enter"),
		DeleteCharacterBackward:    on("backspace", "ctrl+h"),
		DeleteCharacterForward:     on("delete", "ctrl+d"),
		LineStart:                  on("home", "ctrl+a"),
		LineEnd:                    on("end", "ctrl+e"),
		PageUp:                     on("pgup"),
		PageDown:                   on("pgdown"),
		InputBegin:                 on("ctrl+home"),
		InputEnd:                   on("ctrl+end"),
		Paste:                      none,
		UppercaseWordForward:       none,
		LowercaseWordForward:       none,
		CapitalizeWordForward:      none,
		TransposeCharacterBackward: none,
		SelectCharacterForward:     none,
		SelectCharacterBackward:    none,
		SelectWordForward:          none,
		SelectWordBackward:         none,
		SelectLineUp:               none,
		SelectLineDown:             none,
		SelectAll:                  none,
		CopySelection:              none,
	}
	if single {
		m.InsertNewline, m.LineNext, m.LinePrevious = none, none, none
	}
	return m
}

// SetSize gives the field its columns and rows. One column at the right end is
// the cursor's when the text fills a line.
func (f *Field) SetSize(size Size) {
	f.asked = size
	if f.area != nil {
		f.area.SetWidth(max(1, size.Width))
		f.area.SetHeight(max(1, size.Height))
	}
}

// Focus makes the field take keys.
func (f *Field) Focus() { f.use().Focus() }

// Blur makes it ignore them.
func (f *Field) Blur() {
	if f.area == nil {
		return
	}
	if f.area.Blur(); f.Empty() {
		f.area = nil
	}
}

// Focused reports whether the field takes keys.
func (f *Field) Focused() bool { return f.area != nil && f.area.Focused() }

// Value is the text in the field.
func (f *Field) Value() string {
	if f.area == nil {
		return ""
	}
	return f.area.Value()
}

// Len is the number of characters in the field, line breaks counted.
// The text area's own length counts columns.
func (f *Field) Len() int { return utf8.RuneCountInString(f.Value()) }

// Empty reports whether nothing has been typed.
func (f *Field) Empty() bool { return f.Value() == "" }

// SetValue puts text in the place of what is there, cleaned, the cursor at its
// end. A text beyond the limit, such as a record's, is taken whole.
func (f *Field) SetValue(s string) {
	if s = f.clean(s); s == "" && !f.Focused() {
		f.area = nil
		return
	}
	f.use().SetValue(s)
	f.area.MoveToEnd()
}

// Update takes a key press or a paste. The result is not nil where the input
// did not fit and was refused.
func (f *Field) Update(msg tea.Msg) *Overflow {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return f.Insert(msg.Content)
	case tea.KeyPressMsg:
		if msg.Text != "" && msg.Mod&(tea.ModCtrl|tea.ModAlt) == 0 {
			return f.Insert(msg.Text)
		}
		if !f.Focused() {
			return nil
		}
		if key.Matches(msg, f.area.KeyMap.InsertNewline) && f.Len()+1 > f.limit {
			return &Overflow{Over: 1, Limit: f.limit}
		}
		f.update(msg)
	}
	return nil
}

func (f *Field) update(msg tea.Msg) { *f.area, _ = f.area.Update(msg) }

// Insert puts text at the cursor as if it had been typed.
func (f *Field) Insert(s string) *Overflow {
	if !f.Focused() {
		return nil
	}
	clean := f.clean(s)
	back := 0
	if first, _ := utf8.DecodeRuneInString(s); joinsBefore(first) {
		// A mark that comes as a key of its own joins the character before it.
		if before, ok := f.before(); ok {
			clean, back = f.clean(string(before)+s), 1
		}
	}
	if over := f.Len() - back + utf8.RuneCountInString(clean) - f.limit; over > 0 {
		return &Overflow{Over: over, Limit: f.limit}
	}
	for range back {
		f.update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	}
	if clean != "" {
		f.update(tea.PasteMsg{Content: clean})
	}
	return nil
}

// clean makes what comes in fit for the field. Text that is not UTF-8 has its
// broken bytes dropped: a terminal sends none, and a paste should not be lost
// for one.
func (f *Field) clean(s string) string {
	clean := text.CleanBlock
	if f.single {
		clean = text.CleanLine
	}
	out, err := clean(s)
	if err != nil {
		out, _ = clean(toValid(s))
	}
	return out
}

func toValid(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r != utf8.RuneError {
			out = append(out, r)
		}
	}
	return string(out)
}

// joinsBefore reports whether a character belongs to the one before it: a
// combining mark, or the half-width voicing marks of kana.
func joinsBefore(r rune) bool {
	return unicode.Is(unicode.Mn, r) || r == 'ﾞ' || r == 'ﾟ'
}

// before is the character before the cursor on its line.
func (f *Field) before() (rune, bool) {
	if f.area == nil {
		return 0, false
	}
	line := f.line()
	if col := f.area.Column(); col > 0 && col <= len(line) {
		return line[col-1], true
	}
	return 0, false
}

// line is the line the cursor stands on.
func (f *Field) line() []rune {
	lines := splitLines(f.area.Value())
	if row := f.area.Line(); row < len(lines) {
		return []rune(lines[row])
	}
	return nil
}

// Offset is the cursor's place in the value, in characters.
func (f *Field) Offset() int {
	if f.area == nil {
		return 0
	}
	offset := 0
	for _, l := range splitLines(f.area.Value())[:f.area.Line()] {
		offset += utf8.RuneCountInString(l) + 1
	}
	return offset + f.area.Column()
}

// Replace puts s in the place of the characters from (included) to to (not
// included) and leaves the cursor behind it.
func (f *Field) Replace(from, to int, s string) {
	value := []rune(f.Value())
	from = min(max(from, 0), len(value))
	to = min(max(to, from), len(value))
	put := f.clean(s)
	f.use().SetValue(string(value[:from]) + put + string(value[to:]))
	f.moveTo(from + utf8.RuneCountInString(put))
}

// moveTo puts the cursor at a place in the value, in characters.
func (f *Field) moveTo(offset int) {
	f.area.MoveToBegin()
	for _, l := range splitLines(f.area.Value()) {
		n := utf8.RuneCountInString(l)
		if offset <= n {
			break
		}
		offset -= n + 1
		f.area.CursorEnd()
		f.area.CursorDown()
	}
	f.area.SetCursorColumn(offset)
}

// View draws the field, and says where the terminal's cursor belongs when it
// has the focus.
func (f *Field) View(ellipsis string) Panel {
	if f.area == nil {
		return Panel{Lines: Pad(nil, Size{Width: f.asked.Width, Height: max(1, f.asked.Height)}, ellipsis)}
	}
	lines := splitLines(f.area.View())
	for i, l := range lines {
		lines[i] = Fit(l, f.asked.Width, ellipsis)
	}
	p := Panel{Lines: lines}
	if c := f.area.Cursor(); c != nil {
		p.Cursor = &Point{X: min(c.X, max(0, f.asked.Width-1)), Y: c.Y}
	}
	return p
}

// Rows is the number of rows the text takes at the field's width, for fields
// that grow.
func (f *Field) Rows() int {
	if f.area == nil {
		return 1
	}
	rows := 0
	for _, l := range splitLines(f.area.Value()) {
		rows += max(1, len(Wrap(l, max(1, f.area.Width()-1))))
	}
	return rows
}

// AtTop and AtBottom report whether the cursor stands on the first or last
// line, where a form may go on to the field above or below.
func (f *Field) AtTop() bool {
	return f.area == nil || f.area.Line() == 0 && f.area.LineInfo().RowOffset == 0
}

// AtBottom is AtTop's counterpart.
func (f *Field) AtBottom() bool {
	if f.area == nil {
		return true
	}
	info := f.area.LineInfo()
	return f.area.Line() == f.area.LineCount()-1 && info.RowOffset >= info.Height-1
}
