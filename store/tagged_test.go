package store

import (
	"maps"
	"testing"

	"koe/model"
	"koe/store/kv/memory"
)

// The gravest complaints of a span are all counted, each under its first tag;
// inquiries, other severities and other days are not.
func TestTheGravestOfASpan(t *testing.T) {
	e := memory.New()
	var kept []model.Record
	add := func(day model.Day, kind model.Kind, severity model.Severity, tags ...model.TagKey) {
		n := model.Number(len(kept) + 1)
		kept = append(kept, &model.Issue{Number: n, Kind: kind, State: model.New, Severity: severity, Day: day, Tags: tags})
	}
	add(9, model.KindComplaint, model.S1, "safety")
	add(10, model.KindComplaint, model.S1, "safety", "billing")
	add(12, model.KindComplaint, model.S1, "billing")
	add(12, model.KindComplaint, model.S1, "safety")
	add(12, model.KindInquiry, model.S1, "safety")
	add(12, model.KindComplaint, model.S2, "safety")
	add(16, model.KindComplaint, model.S1)
	add(17, model.KindComplaint, model.S1, "safety")
	keep(t, e, nil, kept)
	got, err := reader(t, e).Grave(Span{From: 10, To: 16})
	if want := map[model.TagKey]int{"safety": 2, "billing": 1, "": 1}; err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}
