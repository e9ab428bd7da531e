package model

import (
	"strings"
	"testing"
)

func TestPromises(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	at := ref(IssueRecord, uint64(n))
	ring := Promise{Text: "Ring on Monday", By: 70, Made: testNow, MadeBy: "aya"}
	becomes(w, "aya", MakePromise{Issue: n, Text: " Ring on Monday", By: 70}, at, func(i *Issue) { i.Promises = []Promise{ring} })
	again := ring
	again.MadeBy, again.Made = "ben", testNow.Add(1e9)
	w.env.Now = again.Made
	becomes(w, "ben", MakePromise{Issue: n, Text: "Ring on Monday", By: 70}, at, func(i *Issue) { i.Promises = []Promise{ring, again} })

	w.refuses("aya", MakePromise{Issue: n, By: 70}, Refusal{Code: Missing, Field: "promise"})
	w.refuses("aya", MakePromise{Issue: n, Text: "Ring"}, Refusal{Code: Missing, Field: "promise"})
	w.refuses("aya", MakePromise{Issue: n, Text: strings.Repeat("あ", 401), By: 70}, Refusal{Code: TooLong, Field: "promise", N: 401, Max: 400})

	// Of two for the same moment one is kept, then the other; then none is left.
	kept := w.env.Now
	becomes(w, "aya", KeepPromise{Issue: n, By: 70}, at, func(i *Issue) {
		i.Promises = []Promise{ring, again}
		i.Promises[0].KeptAt = kept
	})
	w.later()
	becomes(w, "aya", KeepPromise{Issue: n, By: 70}, at, func(i *Issue) {
		i.Promises = append([]Promise(nil), i.Promises...)
		i.Promises[1].KeptAt = w.env.Now
	})
	w.refuses("aya", KeepPromise{Issue: n, By: 70}, Refusal{Code: NotFound, Field: "promise", Ref: at})
	w.refuses("aya", KeepPromise{Issue: n, By: 71}, Refusal{Code: NotFound, Field: "promise", Ref: at})
}
