package widget

import (
	"koe/tui/action"
	"koe/tui/theme"
)

// RowState is how a row of a list stands.
type RowState struct {
	Selected bool // the next key acts on it
	Marked   bool // marked for one act
}

// DrawRow draws row i into lines of the given width, as many as the row has:
// one as a rule. It is called for visible rows only.
type DrawRow func(i, width int, state RowState) []string

// List is a list of any length of which only the visible rows are drawn. It
// knows its rows by key, so that the selection and the marks stay where they
// were when rows come and go. The zero List is not usable.
type List[K comparable] struct {
	n      int
	more   bool
	key    func(i int) K
	cursor int
	at     K // the key of the row under the cursor
	top    int
	shown  int // rows drawn in the last view
	marks  map[K]bool
	anchor int // where a range began, or -1
}

// NewList makes an empty list. key is the identity of row i.
func NewList[K comparable](key func(i int) K) *List[K] {
	return &List[K]{key: key, marks: make(map[K]bool), anchor: -1}
}

// SetRows says that there are n rows now, and whether more can be had. The
// selection stays on its row where that is still there, else at its place.
func (l *List[K]) SetRows(n int, more bool) {
	had := l.n > 0
	l.n, l.more = n, more
	l.anchor = -1
	if n == 0 {
		l.cursor, l.top = 0, 0
		return
	}
	if had {
		l.find()
	}
	l.Select(l.cursor)
}

// find moves the cursor to the row it stood on, looking nearby first.
func (l *List[K]) find() {
	for d := 0; d < l.n; d++ {
		for _, i := range [2]int{l.cursor - d, l.cursor + d} {
			if i >= 0 && i < l.n && l.key(i) == l.at {
				l.top += i - l.cursor
				l.cursor = i
				return
			}
		}
	}
}

// Len is the number of rows.
func (l *List[K]) Len() int { return l.n }

// Cursor is the selected row, and whether there is one.
func (l *List[K]) Cursor() (int, bool) { return l.cursor, l.n > 0 }

// Select moves to row i, or the nearest there is.
func (l *List[K]) Select(i int) {
	if l.n == 0 {
		return
	}
	l.cursor = min(max(i, 0), l.n-1)
	l.at = l.key(l.cursor)
}

// WantsMore reports whether the view has come within a page of the last row
// while more rows can be had.
func (l *List[K]) WantsMore() bool {
	return l.more && max(l.cursor, l.top+l.shown)+max(l.shown, 10) >= l.n
}

// Do does what a list does with an action: moving and marking. It reports
// false for the actions it does not know.
func (l *List[K]) Do(do action.Do) bool {
	page := max(1, l.shown-1)
	switch do.ID {
	case action.Up:
		l.move(-1)
	case action.Down:
		l.move(1)
	case action.PageUp:
		l.move(-page)
	case action.PageDown:
		l.move(page)
	case action.First:
		l.move(-l.n)
	case action.Last:
		l.move(l.n)
	case action.Mark:
		l.toggle()
	case action.Range:
		l.ranged(do.Key)
	default:
		return false
	}
	return true
}

// Moves are the actions every list has.
func Moves() []action.Action {
	return []action.Action{action.Can(action.Up), action.Can(action.Down), action.Can(action.PageUp),
		action.Can(action.PageDown), action.Can(action.First), action.Can(action.Last)}
}

func (l *List[K]) move(by int) {
	l.Select(l.cursor + by)
	l.span()
}

// toggle marks or unmarks the row and goes on to the next.
func (l *List[K]) toggle() {
	if l.n == 0 {
		return
	}
	l.anchor = -1
	if l.marks[l.at] {
		delete(l.marks, l.at)
	} else {
		l.marks[l.at] = true
	}
	l.Select(l.cursor + 1)
}

// ranged begins or ends a range with V; with Shift and an arrow it begins one
// if need be and moves.
func (l *List[K]) ranged(key string) {
	if l.n == 0 {
		return
	}
	by := map[string]int{"shift+up": -1, "shift+down": 1}[key]
	switch {
	case l.anchor < 0:
		l.anchor = l.cursor
	case by == 0:
		l.anchor = -1
		return
	}
	l.Select(l.cursor + by)
	l.span()
}

// span marks from the anchor to the cursor.
func (l *List[K]) span() {
	if l.anchor < 0 {
		return
	}
	for i := min(l.anchor, l.cursor); i <= max(l.anchor, l.cursor); i++ {
		l.marks[l.key(i)] = true
	}
}

// SetMarks marks these rows and no others.
func (l *List[K]) SetMarks(keys []K) {
	l.ClearMarks()
	for _, k := range keys {
		l.marks[k] = true
	}
}

// ClearMarks unmarks every row.
func (l *List[K]) ClearMarks() {
	clear(l.marks)
	l.anchor = -1
}

// Marked is the number of marked rows, seen or not.
func (l *List[K]) Marked() int { return len(l.marks) }

// Acting is what the next act is about: the marked rows in the list's order,
// else the selected one.
func (l *List[K]) Acting() []K {
	if l.n == 0 {
		return nil
	}
	if len(l.marks) == 0 {
		return []K{l.at}
	}
	keys := make([]K, 0, len(l.marks))
	for i := 0; i < l.n && len(keys) < len(l.marks); i++ {
		if k := l.key(i); l.marks[k] {
			keys = append(keys, k)
		}
	}
	return keys
}

// Pass selects the row after those acted on, or else the one before, and
// unmarks all.
func (l *List[K]) Pass(acted []K) {
	passed := make(map[K]bool, len(acted))
	for _, k := range acted {
		passed[k] = true
	}
	l.ClearMarks()
	for i := l.cursor; i < l.n; i++ {
		if !passed[l.key(i)] {
			l.Select(i)
			return
		}
	}
	for i := l.cursor; i >= 0 && i < l.n; i-- {
		if !passed[l.key(i)] {
			l.Select(i)
			return
		}
	}
}

// View draws the visible rows into the size, each behind a gutter of two
// columns that shows the selected and the marked.
func (l *List[K]) View(size Size, theme *theme.Theme, draw DrawRow) []string {
	if size.Height <= 0 || size.Width <= 2 {
		return nil
	}
	// Scrolling measures rows that are then drawn: each is drawn once.
	drawn := make(map[int][]string, size.Height)
	row := func(i int) []string {
		lines, ok := drawn[i]
		if !ok {
			lines = draw(i, size.Width-2, RowState{Selected: i == l.cursor, Marked: l.marks[l.key(i)]})
			drawn[i] = lines
		}
		return lines
	}
	l.scroll(size.Height, row)
	lines := make([]string, 0, size.Height)
	l.shown = 0
	for i := l.top; i < l.n && len(lines) < size.Height; i++ {
		for j, line := range row(i) {
			if len(lines) == size.Height {
				break
			}
			gutter := "  "
			if j == 0 {
				gutter = l.gutter(i, theme)
			}
			lines = append(lines, gutter+Fit(line, size.Width-2, theme.Glyphs.Ellipsis))
		}
		l.shown++
	}
	for len(lines) < size.Height {
		lines = append(lines, spaces(size.Width))
	}
	return lines
}

func (l *List[K]) gutter(i int, theme *theme.Theme) string {
	marked := l.marks[l.key(i)]
	switch {
	case i == l.cursor && marked:
		return theme.Accent.Render(theme.Glyphs.Pointer) + theme.Marked.Render(theme.Glyphs.Mark)
	case i == l.cursor:
		return theme.Accent.Render(theme.Glyphs.Pointer) + " "
	case marked:
		return " " + theme.Marked.Render(theme.Glyphs.Mark)
	}
	return "  "
}

// scroll moves the top so that the selected row is wholly in view. Rows may
// differ in height, so it walks back from the selected one.
func (l *List[K]) scroll(height int, row func(i int) []string) {
	if l.cursor < l.top {
		l.top = l.cursor
	}
	l.top = min(max(l.top, 0), max(l.n-1, 0))
	if l.n == 0 {
		return
	}
	l.top = max(l.top, l.cursor-height)
	used := 0
	for i := l.cursor; i >= l.top; i-- {
		used += max(1, len(row(i)))
		if used > height {
			l.top = min(i+1, l.cursor)
			return
		}
	}
	// Do not leave room empty at the end that rows before could fill.
	for l.top > 0 {
		total := 0
		for i := l.top - 1; i < l.n && total <= height; i++ {
			total += max(1, len(row(i)))
		}
		if total > height {
			return
		}
		l.top--
	}
}
