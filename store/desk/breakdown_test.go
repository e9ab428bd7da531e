package desk

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/store"
)

// TestTheBreakdownAgreesWithTheRecords gives a desk random issues, withdraws, retags and merges,
// and holds every tag's breakdown against a plain count over the records: of all of them where they
// are few, and, by channel and segment, where they are more than are read too.
func TestTheBreakdownAgreesWithTheRecords(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt)
		defer w.desk.Close()
		today := model.DayOf(monday)
		tags := rapid.SampledFrom([]model.TagPath{"billing", "billing/double", "billing/late", "delivery", "delivery/lost", "app"})
		for n := range rapid.IntRange(1, 60).Draw(rt, "issues") {
			draft := model.Draft{
				Text: "words", ExternalID: fmt.Sprint(n), Kind: model.Kind(rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(rt, "kind")),
				Channel:  rapid.SampledFrom([]model.Channel{"", "phone", "web", "mail"}).Draw(rt, "channel"),
				Segment:  rapid.SampledFrom([]string{"", "A", "B", "gold"}).Draw(rt, "segment"),
				Product:  rapid.SampledFrom([]string{"", "card", "loan"}).Draw(rt, "product"),
				Customer: rapid.SampledFrom([]string{"", "田中商事", "鈴木", "Abe"}).Draw(rt, "customer"),
				// On the edges of both spans of 28 days too.
				ReceivedAt: model.At(monday.AddDate(0, 0, -rapid.SampledFrom([]int{0, 1, 5, 26, 27, 28, 29, 54, 55, 56, 57, 90}).Draw(rt, "days"))) - model.Instant(rapid.IntRange(0, 8).Draw(rt, "hours"))*3_600_000,
			}
			if tag := tags.Draw(rt, "tag"); rapid.IntRange(0, 9).Draw(rt, "untagged") > 0 {
				draft.Tags = []model.TagPath{tag}
			}
			w.do(rt, model.Request{ID: w.desk.NewID(), Actor: "aya", Command: model.Import{Source: "test", Rows: []model.Draft{draft}}})
		}
		last := w.heads(rt).Issue
		for range rapid.IntRange(0, 6).Draw(rt, "changes") {
			n := []model.Number{model.Number(rapid.Uint64Range(1, uint64(last)).Draw(rt, "n"))}
			command := []model.Command{
				model.SetState{Issues: n, State: model.Withdrawn, Reason: "a test entry"},
				model.Retag{Issues: n, Add: []model.TagPath{tags.Draw(rt, "add")}, Remove: []model.TagPath{tags.Draw(rt, "remove")}},
				model.RenameTag{From: tags.Draw(rt, "from"), To: tags.Draw(rt, "to")},
				model.Undo{},
			}[rapid.IntRange(0, 3).Draw(rt, "change")]
			w.do(rt, model.Request{ID: w.desk.NewID(), Actor: "aya", Command: command})
		}
		w.desk.readMost = rapid.SampledFrom([]int{1, 3, 10, 1000}).Draw(rt, "read at most")
		err := w.desk.read(context.Background(), func(r *store.Reader) error {
			book, err := r.Tags()
			if err != nil {
				return err
			}
			keys := []model.TagKey{""}
			for key := range book {
				keys = append(keys, book.Resolve(key))
			}
			for _, tag := range keys {
				for _, leaves := range []bool{false, true} {
					out := model.TrendDetail{Row: model.TrendRow{Tag: tag}}
					out.Row.IsParent = leaves
					if err := w.desk.fillBreakdown(r, today, &out); err != nil {
						return err
					}
					now := plainCount(rt, r, tag, leaves, store.Span{From: today - 27, To: today}, w.desk.readMost)
					before := plainCount(rt, r, tag, leaves, store.Span{From: today - 55, To: today - 28}, w.desk.readMost)
					same := func(what string, got []model.Share, want map[string]int, of []model.Share) {
						for _, s := range got {
							if s.Count != want[s.Name] {
								rt.Fatalf("tag %q, leaves %v: %d of %s %q, and the records have %d", tag, leaves, s.Count, what, s.Name, want[s.Name])
							}
						}
						if len(got) != len(of) {
							rt.Fatalf("tag %q, leaves %v: %d parts by %s, want %d", tag, leaves, len(got), what, len(of))
						}
					}
					compare := func(b model.Breakdown, want divided, of model.Breakdown) {
						same("channel", b.Channels, want.channels, of.Channels)
						same("segment", b.Segments, want.segments, of.Segments)
						same("product", b.Products, want.products, of.Products)
						same("customer", b.Customers, want.customers, of.Customers)
						if b.Hours != want.hours || b.Cut != want.cut || b.Newest != want.newest {
							rt.Fatalf("tag %q, leaves %v: %+v, and the records have %+v", tag, leaves, b, want)
						}
					}
					compare(out.Breakdown, now, now.largest())
					compare(out.Before, before, now.largest())
				}
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
}

// plainCount divides by reading every issue there is. Products, customers and hours are those of
// the newest, of as many as are read.
func plainCount(rt *rapid.T, r *store.Reader, tag model.TagKey, leaves bool, span store.Span, most int) divided {
	v := divided{channels: map[string]int{}, segments: map[string]int{}, products: map[string]int{}, customers: map[string]int{}}
	book, err := r.Tags()
	if err != nil {
		rt.Fatal(err)
	}
	var all []*model.Issue
	err = r.Scan(1, 1<<40, func(i *model.Issue) error {
		primary := book.Resolve(i.Primary())
		parent, deep := primary.Parent()
		if i.Day >= span.From && i.Day <= span.To && (primary == tag || leaves && deep && parent == tag) {
			all = append(all, i)
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	slices.SortFunc(all, func(a, b *model.Issue) int {
		if a.Day != b.Day {
			return int(b.Day - a.Day)
		}
		return int(b.Number) - int(a.Number)
	})
	for n, i := range all {
		if !i.Counted() || i.Kind != model.KindComplaint {
			continue
		}
		v.channels[string(i.Channel)]++
		v.segments[i.Segment]++
		if n >= most {
			continue
		}
		v.newest++
		v.products[i.Product]++
		v.hours[i.Hour]++
		if i.Customer != 0 {
			c, err := r.Resolved(i.Customer)
			if err != nil {
				rt.Fatal(err)
			}
			v.customers[c.Name]++
		}
	}
	v.cut = len(all) > most
	return v
}

func TestCustomersOfManyIssuesAreAtLeastThoseRead(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"田中商事", "鈴木", "Abe", "Mori"} {
		do(t, d, model.Log{Draft: model.Draft{Text: "Charged twice", Customer: name, Tags: []model.TagPath{"billing"}}})
	}
	for _, c := range []struct {
		most, customers int
		atLeast         bool
	}{{10, 4, false}, {4, 4, false}, {3, 3, true}, {1, 1, true}} {
		d.readMost = c.most
		got, err := d.TrendDetail(context.Background(), model.TrendQuery{}, "billing")
		if err != nil || got.Row.Customers != c.customers || got.Row.CustomersAtLeast != c.atLeast {
			t.Errorf("reading %d: %d customers, at least %v, %v; want %d, %v", c.most, got.Row.Customers, got.Row.CustomersAtLeast, err, c.customers, c.atLeast)
		}
	}
}
