package widget

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"koe/tui/action"
	"koe/tui/theme"
)

func itoa(n int) string { return strconv.Itoa(n) }

// numbers is a list of n rows whose keys are their numbers.
func numbers(n int) *List[int] {
	l := NewList(func(i int) int { return i })
	l.SetRows(n, false)
	return l
}

func plainTheme() *theme.Theme { return theme.New(theme.Options{}) }

func one(i, _ int, _ RowState) []string { return []string{"row " + itoa(i)} }

func seen(l *List[int], size Size) string {
	lines := l.View(size, plainTheme(), one)
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "|")
}

func do(l *List[int], ids ...action.ID) {
	for _, id := range ids {
		l.Do(action.Do{ID: id})
	}
}

func TestListScrolls(t *testing.T) {
	l := numbers(6)
	size := Size{10, 3}
	if got := seen(l, size); got != "▸ row 0|  row 1|  row 2" {
		t.Error(got)
	}
	do(l, action.Down, action.Down, action.Down)
	if got := seen(l, size); got != "  row 1|  row 2|▸ row 3" {
		t.Error(got)
	}
	do(l, action.Up)
	if got := seen(l, size); got != "  row 1|▸ row 2|  row 3" {
		t.Error(got)
	}
	do(l, action.Last)
	if got := seen(l, size); got != "  row 3|  row 4|▸ row 5" {
		t.Error(got)
	}
	do(l, action.PageUp)
	if got := seen(l, size); got != "▸ row 3|  row 4|  row 5" {
		t.Error(got)
	}
	do(l, action.First)
	if got := seen(l, Size{10, 8}); got != "▸ row 0|  row 1|  row 2|  row 3|  row 4|  row 5||" {
		t.Error(got)
	}
}

func TestListMarks(t *testing.T) {
	l := numbers(6)
	do(l, action.Mark, action.Down, action.Mark)
	if got := seen(l, Size{10, 4}); got != " ●row 0|  row 1| ●row 2|▸ row 3" {
		t.Error(got)
	}
	if got := l.Acting(); !slices.Equal(got, []int{0, 2}) || l.Marked() != 2 {
		t.Error(got)
	}
	l.ClearMarks()
	if got := l.Acting(); !slices.Equal(got, []int{3}) {
		t.Error(got)
	}
	do(l, action.Range, action.Up, action.Up) // V and two up
	if got := l.Acting(); !slices.Equal(got, []int{1, 2, 3}) {
		t.Error(got)
	}
	do(l, action.Range, action.Down)
	if got := l.Acting(); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("after the range's end moving marks no more: %v", got)
	}
	l.ClearMarks()
	l.Select(4)
	l.Do(action.Do{ID: action.Range, Key: "shift+down"})
	if got := l.Acting(); !slices.Equal(got, []int{4, 5}) {
		t.Error(got)
	}
}

// When rows come and go, the selection and the marks stay with their rows.
func TestListStaysOnItsRow(t *testing.T) {
	keys := []string{"a", "b", "c", "d"}
	l := NewList(func(i int) string { return keys[i] })
	l.SetRows(4, false)
	l.Select(2)
	l.SetMarks([]string{"d"})
	keys = []string{"new", "a", "c", "d"}
	l.SetRows(4, false)
	if i, _ := l.Cursor(); i != 2 || !slices.Equal(l.Acting(), []string{"d"}) {
		t.Errorf("at %d, acting on %v", i, l.Acting())
	}
	keys = []string{"x", "y", "new", "a", "c"}
	l.SetRows(5, false)
	if i, _ := l.Cursor(); i != 4 {
		t.Errorf("c is row 4, the cursor is at %d", i)
	}
	keys = []string{"x", "y"}
	l.SetRows(2, false)
	if i, ok := l.Cursor(); i != 1 || !ok {
		t.Errorf("the row is gone, the cursor should be on the last: %d", i)
	}
	l.SetRows(0, false)
	if _, ok := l.Cursor(); ok || l.Acting() != nil {
		t.Error("there is no row")
	}
}

// A row that comes in above does not make the others jump.
func TestListKeepsItsLines(t *testing.T) {
	first := 100
	l := NewList(func(i int) int { return first + i })
	l.SetRows(50, false)
	l.Select(20)
	line := func() int {
		for y, got := range l.View(Size{20, 10}, plainTheme(), func(i, _ int, _ RowState) []string { return []string{itoa(first + i)} }) {
			if strings.HasPrefix(ansi.Strip(got), "▸ 120") {
				return y
			}
		}
		return -1
	}
	l.Select(25)
	line()
	l.Select(20)
	before := line()
	first = 97
	l.SetRows(53, false)
	if after := line(); before < 0 || after != before {
		t.Errorf("row 120 stood in line %d and stands in line %d", before, after)
	}
}

func TestListWantsMore(t *testing.T) {
	l := numbers(50)
	l.SetRows(50, true)
	seen(l, Size{20, 10})
	if l.WantsMore() {
		t.Error("at the top there is no need for more")
	}
	l.Select(45)
	if !l.WantsMore() {
		t.Error("near the end it should want more")
	}
	l.SetRows(50, false)
	if l.WantsMore() {
		t.Error("there are no more")
	}
}

// Whatever is done, at any size and with rows of any height: the lines fill the
// size, the selected row is seen, and only visible rows are drawn.
func TestListAlwaysShowsItsRow(t *testing.T) {
	moves := []action.ID{action.Up, action.Down, action.PageUp, action.PageDown, action.First, action.Last, action.Mark, action.Range}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 200).Draw(t, "rows")
		heights := rapid.SliceOfN(rapid.IntRange(1, 3), 201, 201).Draw(t, "heights")
		l := numbers(n)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			do(l, rapid.SampledFrom(moves).Draw(t, "move"))
			size := Size{rapid.IntRange(3, 60).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height")}
			shown, calls := false, 0
			lines := l.View(size, plainTheme(), func(i, width int, st RowState) []string {
				calls++
				shown = shown || st.Selected
				return slices.Repeat([]string{"お申し出" + itoa(i)}, heights[i])
			})
			if len(lines) != size.Height {
				t.Fatalf("%d lines in %v", len(lines), size)
			}
			for _, line := range lines {
				if Width(line) != size.Width {
					t.Fatalf("%q in %v", line, size)
				}
			}
			if n > 0 && (!shown || !strings.Contains(strings.Join(lines, ""), "▸")) {
				t.Fatalf("the selected row is not seen in %v: %q", size, lines)
			}
			if calls > 2*size.Height+2 {
				t.Fatalf("%d rows drawn for %d lines", calls, size.Height)
			}
		}
	})
}

func BenchmarkList100000(b *testing.B) {
	l := numbers(100_000)
	theme := plainTheme()
	cols := Lay([]Column{{Min: 8, Right: true}, {Min: 20, Grow: 1}, {Min: 12}}, 196, "…")
	for b.Loop() {
		do(l, action.Down)
		l.View(Size{200, 50}, theme, func(i, _ int, _ RowState) []string {
			return []string{cols.Row(fmt.Sprint(i), "返金されないまま二か月が経ちました。どうなっていますか", theme.Dim.Render("残り3時間"))}
		})
	}
}

// After an act the list goes on to the next row that was not acted on, or else
// back to the one before, and nothing is marked any more.
func TestPass(t *testing.T) {
	for _, c := range []struct {
		n, at int
		acted []int
		want  int
	}{
		{5, 1, []int{1}, 2}, {5, 1, []int{1, 2, 3}, 4}, {5, 4, []int{4}, 3}, {5, 3, []int{3, 4}, 2}, {5, 2, []int{0, 4}, 2}, {2, 1, []int{0, 1}, 1}, {0, 0, []int{7}, 0},
	} {
		l := NewList(func(i int) int { return i })
		l.SetRows(c.n, false)
		l.Select(c.at)
		l.SetMarks(c.acted)
		l.Pass(c.acted)
		if at, _ := l.Cursor(); at != c.want || l.Marked() != 0 {
			t.Errorf("%d rows, %d acted on at %d: the cursor is at %d, %d marked", c.n, c.acted, c.at, at, l.Marked())
		}
	}
}
