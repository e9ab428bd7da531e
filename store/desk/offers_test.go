package desk

import (
	"reflect"
	"testing"

	"koe/model"
)

func TestSpans(t *testing.T) {
	type spansOf = [][2]model.Number
	for typed, want := range map[string]spansOf{
		"":    {{1, 1234}},
		"12":  {{12, 12}, {120, 129}, {1200, 1234}},
		"9":   {{9, 9}, {90, 99}, {900, 999}},
		"124": {{124, 124}}, // 1240 and on are not given out yet
		"0":   nil, "012": nil, "2000": nil, "x": nil, "-1": nil,
		"99999999999999999999": nil,
	} {
		if got := spans(typed, 1234); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
}
