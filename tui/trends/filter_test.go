package trends

import (
	"testing"

	"koe/model"
)

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
		{"on:7/6", filtering{on: today - 7}, -1},
		{"日：先週金曜", filtering{on: today - 3}, -1},
		{"on:1/5", filtering{on: model.Date(2026, 1, 5)}, -1}, // the last one, not the nearest
		{"late on:never", filtering{words: "late"}, 5},
	} {
		got, bad := readFilter(c.typed, today)
		if bad != c.bad || bad < 0 && got != c.want {
			t.Errorf("%q is %+v, %d; want %+v, %d", c.typed, got, bad, c.want, c.bad)
		}
	}
}
