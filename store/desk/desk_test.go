package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"koe/model"
	"koe/store/kv/memory"
)

// monday is the moment at which these tests' desks live.
var monday = time.Date(2026, 7, 13, 9, 0, 0, 0, time.UTC)

func newDesk(t *testing.T) *Desk {
	t.Helper()
	d, err := Open(context.Background(), Options{Engine: memory.New(), Clock: func() time.Time { return monday }, Rand: rand.Reader, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func do(t *testing.T, d *Desk, c model.Command) model.Receipt {
	t.Helper()
	r, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: c})
	if err != nil {
		t.Fatalf("%s: %v", c.Verb(), err)
	}
	return r
}

func TestLogIsFoundAtOnceAndStandsFirst(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	do(t, d, model.Log{Draft: model.Draft{Text: "配送が遅い", Tags: []model.TagPath{"配送"}}})
	r := do(t, d, model.Log{Draft: model.Draft{Text: "返金されない", Severity: model.S1, Customer: "田中商事 様", Tags: []model.TagPath{"請求/二重"}}})
	for _, q := range []string{"返金", "タグ:請求 重大度<=2", `customer:"田中商事" state:open owner:none`, "-遅い"} {
		page, err := d.Issues(ctx, model.IssueQuery{Query: q, Order: model.ByUrgency, Who: "aya", Count: true})
		if err != nil || len(page.Rows) != 1 || page.Rows[0].Issue.Number != r.Issues[0] || page.Total != 1 {
			t.Fatalf("%s: %+v, %v", q, page, err)
		}
	}
	page, err := d.Issues(ctx, model.IssueQuery{Query: "owner:none", Order: model.ByUrgency})
	if err != nil || len(page.Rows) != 2 || page.Rows[0].Issue.Severity != model.S1 || page.Rows[0].Customer != "田中商事" {
		t.Fatalf("the S1 issue should come first: %+v, %v", page, err)
	}
}

func TestARepeatReturnsTheFirstReceipt(t *testing.T) {
	d := newDesk(t)
	req := model.Request{ID: d.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "once"}}}
	first, err := d.Do(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Do(context.Background(), req)
	if err != nil || again.Event != first.Event || again.Issues[0] != first.Issues[0] {
		t.Fatalf("the repeat gave %+v, %v; want %+v", again, err, first)
	}
}

func TestUndoAndRedo(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	n := do(t, d, model.Log{Draft: model.Draft{Text: "a matter"}}).Issues[0]
	do(t, d, model.Assign{Issues: []model.Number{n}, Owner: "aya"})
	do(t, d, model.AddNote{Issue: n, Text: "rang back"})
	state := func() (model.State, model.UserID, int) {
		v, err := d.Issue(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		notes := 0
		for _, note := range v.Issue.Notes {
			if !note.Retracted {
				notes++
			}
		}
		return v.Issue.State, v.Issue.Owner, notes
	}
	steps := []struct {
		command model.Command
		state   model.State
		owner   model.UserID
		notes   int
	}{
		{model.Undo{}, model.Working, "aya", 0},
		{model.Undo{}, model.New, "", 0},
		{model.Undo{}, model.Withdrawn, "", 0},
		{model.Redo{}, model.New, "", 0},
		{model.Redo{}, model.Working, "aya", 0},
		{model.Redo{}, model.Working, "aya", 1},
		{model.Undo{}, model.Working, "aya", 0},
	}
	for i, s := range steps {
		do(t, d, s.command)
		if st, o, notes := state(); st != s.state || o != s.owner || notes != s.notes {
			t.Fatalf("step %d, %s: %s, owner %q, %d notes; want %s, %q, %d", i, s.command.Verb(), st, o, notes, s.state, s.owner, s.notes)
		}
	}
}

func TestRightsAreKept(t *testing.T) {
	d := newDesk(t)
	do(t, d, model.PutUser{User: "mori", Role: model.Agent})
	n := do(t, d, model.Log{Draft: model.Draft{Text: "a matter"}}).Issues[0]
	for _, c := range []model.Command{
		model.Assign{Issues: []model.Number{n}, Owner: "mori"},
		model.SetState{Issues: []model.Number{n}, State: model.Withdrawn, Reason: "test"},
		model.SetSeverity{Issues: []model.Number{n}, Severity: model.S1},
		model.PutUser{User: "x"},
	} {
		_, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "mori", Command: c})
		var r *model.Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s by an agent: %v, want a refusal", c.Verb(), err)
		}
	}
}

func TestAYoungDeskSaysThatItIsLearning(t *testing.T) {
	d := newDesk(t)
	do(t, d, model.Log{Draft: model.Draft{Text: "the first matter", Tags: []model.TagPath{"billing/refund"}}})
	got, err := d.Trends(context.Background(), model.TrendQuery{Who: "aya"})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 2 || got.Report.Days != 1 {
		t.Fatalf("%d rows over %d days, want the tag and its parent over 1", len(got.Rows), got.Report.Days)
	}
	for _, row := range got.Rows {
		if row.State.String() != "learning" || row.LookAt {
			t.Errorf("%s is %s after one day, want learning", row.Path, row.State)
		}
	}
}

func TestAKnownProblemIsOffered(t *testing.T) {
	d := newIndexedDesk(t)
	ctx := context.Background()
	n := do(t, d, model.Log{Draft: model.Draft{Text: "6月分が二重に請求されている", Tags: []model.TagPath{"請求/二重"}}}).Issues[0]
	do(t, d, model.Log{Draft: model.Draft{Text: "The parcel was wet and open", Tags: []model.TagPath{"delivery/damaged"}}})
	p := do(t, d, model.NewProblem{Title: "カード再試行で二重請求", Tag: "請求/二重", Issues: []model.Number{n}}).Problem
	d.makeCases()
	found, err := d.Similar(ctx, "カードの明細に同じ金額が二回、二重に請求された", "", 5)
	if err != nil || len(found) == 0 || found[0].Problem == nil || found[0].Problem.ID != p {
		t.Fatalf("%+v, %v; want the problem first", found, err)
	}
	do(t, d, model.SetStage{Problem: p, Stage: model.Effective, Result: "fixed"})
	found, err = d.Similar(ctx, "カードの明細に同じ金額が二回、二重に請求された", "", 5)
	if err != nil || len(found) > 0 && found[0].Problem != nil {
		t.Fatalf("%+v, %v; a problem that is done should not be offered", found, err)
	}
}

// newIndexedDesk is a desk with a search index beside it.
func newIndexedDesk(t *testing.T) *Desk {
	t.Helper()
	d, err := Open(context.Background(), Options{
		Engine: memory.New(), Clock: func() time.Time { return monday }, Rand: rand.Reader,
		Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"}, Index: filepath.Join(t.TempDir(), "search"),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}
