package exchange

import (
	"strings"

	"koe/model"
	"koe/store/exchange/table"
)

// cfpb is the US Consumer Financial Protection Bureau's complaint database:
// its 18 columns, or the fewer that extracts of it have. The issue and its
// sub-issue are the primary tag, the product a further one; where an extract
// has no issue, the product is what is counted.
func cfpb() *format {
	return &format{
		name: "cfpb", about: "US consumer complaints as the CFPB publishes them",
		has: []string{"Date received", "Submitted via"},
		one: [][]string{{"Issue", "Product"}, {"Company response to consumer", "Company response"}},
		fields: map[Field][]string{
			Received: {"Date received"}, ID: {"Complaint ID"}, Text: {"Consumer complaint narrative"},
			Tag: {"Issue", "Product"}, Subtag: {"Sub-issue"}, Tag2: {"Product"}, Channel: {"Submitted via"},
		},
		finish: func(b *builder, r *table.Record, d *model.Draft) {
			answer := r.First(b.special)
			if reason, final := cfpbFinal(answer); final {
				b.setState(d, model.Closed, 0)
				d.CloseReason = reason
			}
		},
	}
}

// cfpbFinal says whether a company's response ends the matter, and how.
func cfpbFinal(answer string) (model.CloseReason, bool) {
	switch a := strings.ToLower(answer); {
	case strings.Contains(a, "explanation"):
		return model.ReasonExplained, true
	case strings.Contains(a, "without relief"):
		return model.ReasonRejected, true
	case strings.Contains(a, "relief"):
		return model.ReasonGoodwill, true
	case strings.HasPrefix(a, "closed"):
		return model.ReasonResolved, true
	case strings.HasPrefix(a, "untimely"):
		return model.ReasonNoReply, true
	}
	return 0, false
}
