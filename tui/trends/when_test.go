package trends

import (
	"testing"

	"koe/model"
)

func TestReadDay(t *testing.T) {
	day := func(y, m, d int) model.Day {
		got, ok := calendarDay(y, m, d)
		if !ok {
			t.Fatalf("%d-%d-%d is no day", y, m, d)
		}
		return got
	}
	for typed, want := range map[string]model.Day{
		"2026-07-16": day(2026, 7, 16), "2026/7/16": day(2026, 7, 16), "２０２６年７月１６日": day(2026, 7, 16),
		"7/16": day(2026, 7, 16), "7月16日": day(2026, 7, 16), "16 Jul": day(2026, 7, 16), "16july": day(2026, 7, 16),
		"1/20": day(2026, 1, 20), "1/5": day(2027, 1, 5), "5 Feb": day(2026, 2, 5), // what is nearer, before or after
		"+3d": today + 3, "+3": today + 3, "+2w": today + 14, "+2週間": today + 14, "-1d": today - 1, "+1m": day(2026, 8, 13), "+1か月後": day(2026, 8, 13),
		"12/31": day(2026, 12, 31),
	} {
		if got, ok := readDay(typed, today); !ok || got != want {
			t.Errorf("%q is %v, %v; want %v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "soon", "13/40", "2026-02-30", "0/1", "+", "1900-01-01"} {
		if got, ok := readDay(typed, today); ok {
			t.Errorf("%q was read as %v", typed, got)
		}
	}
}

// Near the turn of the year a day belongs to the year it is nearer to.
func TestReadDayAtNewYear(t *testing.T) {
	january, _ := calendarDay(2027, 1, 3)
	want, _ := calendarDay(2026, 12, 20)
	if got, ok := readDay("12/20", january); !ok || got != want {
		t.Errorf("got %v, %v", got, ok)
	}
}

func TestReadFilter(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  filtering
		bad   int
	}{
		{"", filtering{}, -1},
		{"billing late", filtering{words: "billing late"}, -1},
		{"kind:praise hold", filtering{words: "hold", kind: model.KindPraise}, -1},
		{"種別:要望", filtering{kind: model.KindRequest}, -1},
		{"on:2026-06-01", filtering{on: today - 42}, -1},
		{"日：2026/6/1 請求", filtering{words: "請求", on: today - 42}, -1},
		{"late on:never", filtering{words: "late"}, 5},
	} {
		got, bad := readFilter(c.typed)
		if bad != c.bad || bad < 0 && got != c.want {
			t.Errorf("%q is %+v, %d; want %+v, %d", c.typed, got, bad, c.want, c.bad)
		}
	}
}
