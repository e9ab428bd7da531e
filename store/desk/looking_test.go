package desk

import (
	"slices"
	"testing"
	"time"

	"koe/model"
	"koe/model/testday"
)

// Whoever opens an issue reads who else has it open, and those are told by a hint.
func TestWhoHasAnIssueOpen(t *testing.T) {
	now := testday.Clock()()
	d := &Desk{clock: func() time.Time { return now }}
	d.event.Store(7)
	hints, stop := d.Hints()
	defer stop()
	told := func() bool {
		select {
		case h := <-hints:
			return h == model.Hint{Event: 7}
		default:
			return false
		}
	}
	for i, c := range []struct {
		session byte
		who     model.UserID
		issue   model.Number
		others  []model.UserID
		told    bool
	}{
		{1, "mori", 5, nil, false},
		{2, "sato", 6, nil, false},
		{2, "sato", 5, []model.UserID{"mori"}, true}, // sato comes
		{2, "sato", 5, []model.UserID{"mori"}, false},
		{3, "mori", 5, []model.UserID{"sato"}, true}, // mori's second window is no other person
		{1, "mori", 5, []model.UserID{"sato"}, false},
		{2, "sato", 9, nil, true}, // sato goes
		{2, "sato", 0, nil, false},
		{1, "mori", 9, nil, false},
	} {
		got, err := d.Looking(t.Context(), model.ID{c.session}, c.who, c.issue)
		if err != nil || !slices.Equal(got, c.others) || told() != c.told {
			t.Errorf("%d: others %v, %v", i, got, err)
		}
	}
	if got, _ := d.Looking(t.Context(), model.ID{4}, "abe", 9); !slices.Equal(got, []model.UserID{"mori"}) {
		t.Errorf("others %v", got)
	}
	d.Left(model.ID{1})
	if got, _ := d.Looking(t.Context(), model.ID{4}, "abe", 9); got != nil {
		t.Errorf("who has left looks on: %v", got)
	}
	now = now.Add(lookTime + time.Second)
	if got, _ := d.Looking(t.Context(), model.ID{5}, "ken", 9); got != nil || len(d.lookers.at) != 1 {
		t.Errorf("who said nothing for long looks on: %v", got)
	}
}
