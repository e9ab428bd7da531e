package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/store"
	"koe/store/kv/memory"
)

// listedDesks are two desks with the same issues, one with a search index and one that reads its
// records: more open ones than are read before the index is asked.
func listedDesks(t *testing.T) (indexed, plain *Desk) {
	t.Helper()
	var rows []model.Draft
	for n := range 3*readFirst + 40 {
		row := model.Draft{
			Text: fmt.Sprintf("matter %d", n), ExternalID: fmt.Sprint(n), ReceivedAt: model.At(monday.Add(-time.Duration(n*7%500) * time.Hour)),
			Severity: model.Severity(1 + n%4), Customer: []string{"", "田中商事", "鈴木"}[n%3], Tags: []model.TagPath{[]model.TagPath{"billing/double", "billing", "delivery"}[n%3]},
		}
		switch n % 8 {
		case 5:
			row.State, row.Owner = model.Working, "mori"
		case 6:
			row.State, row.Answer = model.Resolved, "answered"
		case 7:
			row.State, row.Answer, row.CloseReason = model.Closed, "answered", model.ReasonExplained
		}
		if n%5 == 0 {
			row.Text = "返金されない " + row.Text
		}
		rows = append(rows, row)
	}
	make := func(index string) *Desk {
		d, err := Open(context.Background(), Options{
			Engine: memory.New(), Clock: func() time.Time { return monday }, Rand: rand.Reader, Index: index, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"},
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		do(t, d, model.PutUser{User: "mori", Role: model.Agent})
		do(t, d, model.Import{Source: "test", Rows: rows})
		do(t, d, model.NewProblem{Title: "cards", Tag: "billing", Issues: []model.Number{3, 9, 11, 200, 201, 640}})
		return d
	}
	indexed, plain = make(filepath.Join(t.TempDir(), "search")), make("")
	indexed.patience = time.Hour
	if err := indexed.Indexed(context.Background()); err != nil {
		t.Fatal(err)
	}
	return indexed, plain
}

// listed is what a list should hold, by reading everything.
func listed(t *testing.T, d *Desk, q model.IssueQuery) []model.Number {
	t.Helper()
	expr, err := query.Parse(q.Query)
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Issue
	err = d.read(context.Background(), func(r *store.Reader) error {
		env, err := d.env(r, q.Who)
		if err != nil {
			return err
		}
		asked := query.Compile(expr, env)
		return r.Scan(1, 1<<40, func(i *model.Issue) error {
			if asked.Match(i) && (q.Order != model.ByUrgency || i.State.Open()) {
				all = append(all, i)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	due := func(i *model.Issue) model.Instant { return cmp.Or(i.NextDeadline(), 1<<62) }
	slices.SortFunc(all, func(a, b *model.Issue) int {
		switch q.Order {
		case model.ByUrgency:
			return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(due(a), due(b)), cmp.Compare(a.Number, b.Number))
		case model.Oldest:
			return cmp.Compare(a.Number, b.Number)
		}
		return cmp.Compare(b.Number, a.Number)
	})
	numbers := make([]model.Number, len(all))
	for i := range all {
		numbers[i] = all[i].Number
	}
	return numbers
}

// TestListsHoldWhatTheRecordsSay walks lists page by page, with an index and without, in every
// order: each page is as long as was asked, the pages together hold every issue once and in order,
// the last one says that it is, and the count is that of all and stands on the first page alone.
func TestListsHoldWhatTheRecordsSay(t *testing.T) {
	indexed, plain := listedDesks(t)
	ctx := context.Background()
	indexed.people.load(ctx, indexed)
	plain.people.load(ctx, plain)
	for _, text := range []string{
		"", "state:open", "-state:open", "owner:none", "owner:mori", "owner:me", "state:open owner:mori", "返金", "state:open 返金", "-返金 state:open", "severity<=2 state:open", "tag:billing",
		`customer:"田中商事"`, `customer:"田中商事" state:open`, "problem:P-1", "problem:P-1 state:open", "#7", "state:closed", "state:new or state:closed", "nothing-is-so",
	} {
		for order := model.Newest; order <= model.ByUrgency; order++ {
			q := model.IssueQuery{Query: text, Order: order, Who: "mori"}
			for name, d := range map[string]*Desk{"indexed": indexed, "plain": plain} {
				held := q
				if expr, _ := query.Parse(text); !store.OnlyOpen(query.Compile(expr, query.Env{Zone: time.UTC}).Facets()) && order == model.ByUrgency {
					held.Order = model.Newest // a list that may hold closed issues goes by number
				}
				want := listed(t, d, held)
				for _, limit := range []int{0, 7, 50, 5000} {
					walkPages(t, name, d, q, limit, want)
				}
			}
		}
	}
}

func walkPages(t *testing.T, name string, d *Desk, q model.IssueQuery, limit int, want []model.Number) {
	t.Helper()
	most := cmp.Or(limit, store.DefaultLimit)
	for _, count := range []bool{false, true} {
		q.Limit, q.Count, q.After = limit, count, ""
		var got []model.Number
		for page := 0; ; page++ {
			p, err := d.Issues(context.Background(), q)
			if err != nil {
				t.Fatalf("%s, %+v: %v", name, q, err)
			}
			total := -1
			if count && page == 0 {
				total = len(want)
			}
			if p.Total != total {
				t.Fatalf("%s, %+v, page %d: a total of %d, want %d", name, q, page, p.Total, total)
			}
			for _, row := range p.Rows {
				got = append(got, row.Issue.Number)
			}
			left := len(want) - page*most
			if len(p.Rows) != max(min(left, most), 0) {
				t.Fatalf("%s, %+v, page %d: %d rows of %d that are left, at most %d", name, q, page, len(p.Rows), left, most)
			}
			if (p.Next == "") != (left <= most) {
				t.Fatalf("%s, %+v, page %d: goes on at %q with %d rows left", name, q, page, p.Next, left)
			}
			if p.Next == "" {
				break
			}
			q.After = p.Next
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s, %+v:\n got %v\nwant %v", name, q, got, want)
		}
	}
}
