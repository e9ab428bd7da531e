package effect_test

import (
	"reflect"
	"slices"
	"sync"
	"testing"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// What is remembered is what would be worked out anew, whatever changed since.
func TestMemoAnswersAsAnew(t *testing.T) {
	var memo effect.Memo
	q := effect.Question{Key: "t", Effective: effective}
	change := func(with func(*trend.Desk)) *trend.Desk {
		d := story{usual: 3, came: 3, now: 1.5}.desk()
		d.ByNow = 0.4
		for i := range d.Series {
			d.Series[i].Counts = slices.Clone(d.Series[i].Counts)
		}
		if with != nil {
			with(d)
		}
		return d
	}
	for name, d := range map[string]*trend.Desk{
		"as it is":            change(nil),
		"one more yesterday":  change(func(d *trend.Desk) { d.Series[0].Counts[on-1-start] += 40 }),
		"one more elsewhere":  change(func(d *trend.Desk) { d.Series[3].Counts[on-9-start] += 400 }),
		"the day is over":     change(func(d *trend.Desk) { d.ByNow = 0; d.Series[0].Counts[on-start] = 90 }),
		"another family":      change(func(d *trend.Desk) { d.Series[0].Parent, d.Series[1].Parent = "p", "p" }),
		"contacts":            change(func(d *trend.Desk) { d.ContactsStart, d.Contacts = start, slices.Repeat([]int32{50}, int(on-start)+1) }),
		"another day":         change(func(d *trend.Desk) { d.On -= 20 }),
		"nothing of the past": change(func(d *trend.Desk) { d.Series = d.Series[:1] }),
	} {
		want, err := effect.Measure(d, trend.UnitDay, q)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got, err := memo.On(d, trend.UnitDay).Measure(q); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v %v (%.3f), want %v (%.3f)", name, got.Verdict, err, got.Ratio, want.Verdict, want.Ratio)
			}
		}
	}
	// What comes today changes no answer, and none is worked out for it.
	busy := change(func(d *trend.Desk) { d.Series[0].Counts[on-start] += 7 })
	if memo.On(busy, trend.UnitDay) != memo.On(change(nil), trend.UnitDay) {
		t.Error("an issue of the running day has everything worked out anew")
	}
	if _, err := memo.On(busy, trend.UnitDay).Measure(effect.Question{Key: "none", Effective: effective}); err == nil {
		t.Error("no such series, and no error")
	}
}

func TestMemoIsSharedSafely(t *testing.T) {
	var memo effect.Memo
	d := story{usual: 3, came: 3, now: 1.5}.desk()
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			for i := range 8 {
				if _, err := memo.On(d, trend.UnitDay).Measure(effect.Question{Key: "t", Effective: effective - trend.Day((i+k)%8)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
