package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"koe/tui/theme"
)

func TestSpark(t *testing.T) {
	for _, c := range []struct {
		values []int
		width  int
		want   string
		ascii  string
	}{
		{[]int{0, 1, 2, 3, 4, 5, 6, 7}, 8, "▁▂▃▄▅▆▇█", "_.:-=+*#"},
		{[]int{0, 0, 0}, 3, "▁▁▁", "___"},
		{[]int{0, 1, 1000}, 3, "▁▂█", "_.#"},
		{[]int{Missing, 2, 2}, 5, "   ██", "   ##"},
		{[]int{9, 9, 0, 1, 2}, 3, "▁▅█", "_=#"},
		{nil, 3, "   ", "   "},
		{[]int{1}, 0, "", ""},
	} {
		if got := Spark(c.values, c.width, theme.Unicode()); got != c.want {
			t.Errorf("%v is %q, should be %q", c.values, got, c.want)
		}
		if got := Spark(c.values, c.width, theme.ASCII()); got != c.ascii {
			t.Errorf("%v is %q, should be %q", c.values, got, c.ascii)
		}
	}
}

// weeks are 13 weeks of a tag that doubled against what was expected.
func weeks() []ChartPoint {
	counts := []int{4, 5, 3, 6, 4, 5, 4, 6, 9, 12, 18, 24, 31}
	points := make([]ChartPoint, len(counts))
	for i, c := range counts {
		points[i] = ChartPoint{Count: c, Low: 2, High: 9, Band: true}
	}
	points[9].Mark, points[11].Mark = "▲", "✓"
	points[2].Count = Missing
	return points
}

func TestChart(t *testing.T) {
	got := Chart(weeks(), "20 Apr", "13 Jul", Size{24, 9}, plainTheme())
	want := strings.Join([]string{
		" 31│            █       ",
		"   │           ██       ",
		"   │           ██       ",
		"   │         ████       ",
		"   │░░░░░░░░•░░░░       ",
		"   │••░•••••░░░░░       ",
		"  0│░░░░░░░░░░░░░       ",
		"             ▲ ✓        ",
		"    20 Apr 13 Jul       ",
	}, "\n")
	for i := range got {
		got[i] = ansi.Strip(got[i])
	}
	if strings.Join(got, "\n") != want {
		t.Errorf("the chart is\n%s\nand should be\n%s", strings.Join(got, "\n"), want)
	}
}

// A count above its range is seen to be, even by a hair at the top.
func TestChartShowsEveryExcess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		high := rapid.Float64Range(0, 500).Draw(t, "high")
		p := ChartPoint{Count: int(high) + 1 + rapid.IntRange(0, 500).Draw(t, "more"), High: high, Band: true}
		lines := Chart([]ChartPoint{p}, "", "", Size{20, rapid.IntRange(4, 30).Draw(t, "height")}, plainTheme())
		if !strings.Contains(strings.Join(lines, ""), "█") {
			t.Fatalf("%+v is drawn as\n%s", p, strings.Join(lines, "\n"))
		}
	})
}

func TestChartHasTheSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ChartPoint {
			low := rapid.Float64Range(0, 50).Draw(t, "low")
			return ChartPoint{
				Count: rapid.IntRange(Missing, 2000).Draw(t, "count"), Low: low, High: low + rapid.Float64Range(0, 100).Draw(t, "spread"),
				Band: rapid.Bool().Draw(t, "band"), Mark: rapid.SampledFrom([]string{"", "▲", "返"}).Draw(t, "mark"),
			}
		}), 0, 120).Draw(t, "points")
		size := Size{rapid.IntRange(1, 120).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height")}
		lines := Chart(points, "4/20(月)", "7/13(月)", size, plainTheme())
		if len(lines) != size.Height {
			t.Fatalf("%d lines in %v", len(lines), size)
		}
		for _, l := range lines {
			if Width(l) != size.Width {
				t.Fatalf("%q has %d columns in %v", l, Width(l), size)
			}
		}
	})
}

func TestColumns(t *testing.T) {
	cols := []Column{{Title: "申出", Min: 6, Right: true}, {Title: "内容", Min: 8, Grow: 1}, {Title: "担当者", Min: 6, Drop: 1}, {Title: "期限", Min: 4, Drop: 2}}
	for _, c := range []struct {
		width int
		want  string
	}{
		{40, "#12345  返金されないまま…   佐藤    3日 "},
		{30, "#12345  返金さ…   佐藤    3日 "},
		{28, "#12345  返金されな…   佐藤  "},
		{20, "#12345  返金されな… "},
		{12, "#123…  返金…"},
	} {
		lay := Lay(cols, c.width, "…")
		got := lay.Row("#12345", "返金されないまま二か月", "佐藤", "3日")
		if got != c.want || Width(got) != c.width {
			t.Errorf("in %d columns: %q (%d), should be %q", c.width, got, Width(got), c.want)
		}
	}
	if got := Lay(cols, 30, "…").Head(); got != "  申出  内容      担当者  期限" {
		t.Errorf("%q", got)
	}
}

func TestColumnsHaveTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Column {
			return Column{Min: rapid.IntRange(0, 12).Draw(t, "min"), Grow: rapid.IntRange(0, 3).Draw(t, "grow"), Right: rapid.Bool().Draw(t, "right"), Drop: rapid.IntRange(0, 3).Draw(t, "drop")}
		}), 1, 8).Draw(t, "columns")
		cols[0].Grow, cols[0].Drop = 1, 0 // a table has a column that takes what is left
		width := rapid.IntRange(24, 200).Draw(t, "width")
		lay := Lay(cols, width, "…")
		cells := make([]string, len(cols))
		for i := range cells {
			cells[i] = words().Draw(t, "cell")
		}
		if got := lay.Row(cells...); Width(got) != width {
			t.Fatalf("%q has %d columns, not %d", got, Width(got), width)
		}
	})
}

func TestFind(t *testing.T) {
	items := []Item{
		{Key: "billing/double-charge", Label: "billing/double-charge", Match: "二重請求 にじゅうせいきゅう"},
		{Key: "billing/refund-delay", Label: "billing/refund-delay", Match: "返金遅延 へんきんちえん"},
		{Key: "contact/wait-time", Label: "contact/wait-time", Match: "待ち時間"},
		{Key: "delay", Label: "delay", Match: ""},
	}
	f := newFinder(items)
	for typed, want := range map[string]string{
		"":       "billing/double-charge billing/refund-delay contact/wait-time delay",
		"delay":  "delay billing/refund-delay",
		"返金":     "billing/refund-delay",
		"ﾍﾝｷﾝ":   "billing/refund-delay",
		"へんきん":   "billing/refund-delay",
		"ＷＡＩＴ":   "contact/wait-time",
		"bdc":    "billing/double-charge",
		"待ち 時間":  "",
		"charge": "billing/double-charge",
	} {
		var got []string
		for _, i := range f.find(typed) {
			got = append(got, items[i].Key)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %q, should find %q", typed, strings.Join(got, " "), want)
		}
	}
}
