package desk

import (
	"context"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"koe/model"
	"koe/model/trend"
	"koe/model/trend/effect"
	"koe/store"
	"koe/store/demo"
	"koe/store/kv/memory"
)

// lookDesk is a desk with five months of made-up complaints up to the day
// before its clock's, with a surge at the end.
func lookDesk(t *testing.T) (*Desk, *time.Time) {
	t.Helper()
	now := time.Date(2026, 7, 13, 20, 0, 0, 0, time.UTC)
	clock := &now
	d, err := Open(context.Background(), Options{
		Engine: memory.New(), Clock: func() time.Time { return *clock }, Rand: rand.Reader, Found: &Founding{Zone: "UTC", Owner: "aya"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	var rows []model.Draft
	for row := range demo.Rows(demo.Options{Seed: 1, Last: model.DayOf(now) - 1, Days: 150}) {
		rows = append(rows, row)
	}
	do(t, d, model.Import{Source: "demo", Rows: rows})
	return d, clock
}

func trendsOf(t *testing.T, d *Desk) model.Trends {
	t.Helper()
	got, err := d.Trends(context.Background(), model.TrendQuery{Who: "aya"})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func recordsOf[T any](t *testing.T, d *Desk, typ model.RecordType) []T {
	t.Helper()
	var all []T
	err := d.read(context.Background(), func(r *store.Reader) (err error) {
		all, err = store.Records[T](r, typ)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatALeaderSawIsKept(t *testing.T) {
	d, clock := lookDesk(t)
	first := trendsOf(t, d)
	flagged := 0
	for _, row := range first.Rows {
		if row.LookAt && row.State != trend.Falling {
			flagged++
		}
	}
	if flagged == 0 || first.Scored != 0 || first.Looked != 0 {
		t.Fatalf("%d flagged, %d scored, looked %s: want a planted surge and nothing kept yet", flagged, first.Scored, first.Looked)
	}
	for range 2 { // a second look on the same day keeps nothing twice
		if err := d.Look(context.Background(), "aya", first); err != nil {
			t.Fatal(err)
		}
	}
	signals := recordsOf[model.Signal](t, d, model.SignalRecord)
	forecasts := recordsOf[model.Forecast](t, d, model.ForecastRecord)
	if len(signals) != flagged || len(forecasts) < 30 {
		t.Fatalf("%d signals and %d forecasts kept; want %d, and one for each tag", len(signals), len(forecasts), flagged)
	}

	*clock = clock.AddDate(0, 0, 8)
	second := trendsOf(t, d)
	if second.Scored != len(forecasts) || second.Held > second.Scored {
		t.Errorf("held %d of %d, want all %d scored", second.Held, second.Scored, len(forecasts))
	}
	if second.Looked != first.On {
		t.Errorf("looked last on %s, want %s", second.Looked, first.On)
	}
	known := 0
	for _, row := range second.Rows {
		if row.WasKnown {
			known++
		}
	}
	if known < len(first.Rows)/2 {
		t.Errorf("only %d rows remember how they stood", known)
	}
}

func TestRangesAreScoredOnceTheirWeekIsOver(t *testing.T) {
	d, clock := lookDesk(t)
	if err := d.Look(context.Background(), "aya", trendsOf(t, d)); err != nil {
		t.Fatal(err)
	}
	stated := len(recordsOf[model.Forecast](t, d, model.ForecastRecord))
	*clock = clock.AddDate(0, 0, 7)
	if got := trendsOf(t, d); got.Scored != 0 {
		t.Errorf("%d ranges are scored while the last day of their week runs", got.Scored)
	}
	*clock = clock.AddDate(0, 0, 1)
	if got := trendsOf(t, d); got.Scored != stated || got.Held == 0 {
		t.Errorf("%d of %d ranges are scored, %d held, once their week is over", got.Scored, stated, got.Held)
	}
	do(t, d, model.RenameTag{From: "app/slow", To: "app/crash"})
	if got := trendsOf(t, d); got.Scored != stated-1 {
		t.Errorf("%d of %d ranges are scored, though one is of a tag that was merged", got.Scored, stated)
	}
}

func TestAnActionIsMeasuredAndACureThatFailsComesBack(t *testing.T) {
	d, _ := lookDesk(t)
	today := model.DayOf(monday)
	p := do(t, d, model.NewProblem{Title: "hold music", Tag: "contact/hold-music", Owner: "aya"}).Problem
	do(t, d, model.AddAction{Problem: p, Text: "quieter", Effective: today - 41})
	got := trendsOf(t, d)
	if len(got.Efforts) != 1 {
		t.Fatalf("%d efforts, want the one action", len(got.Efforts))
	}
	if e := got.Efforts[0].Effect; e.Verdict != effect.Worked || e.High >= 1 || e.Ratio >= 0.8 {
		t.Errorf("%+v: the planted fix should be seen to have worked", e)
	}
	for _, row := range got.Rows {
		if row.Tag == "contact/hold-music" && (row.Problem == nil || row.Problem.ID != p) {
			t.Errorf("the tag's row does not know its problem")
		}
	}
	if err := d.raise(context.Background(), model.Trends{On: got.On, Today: true, Rows: []model.TrendRow{{
		Row: trend.Row{Key: "contact/hold-music", ActOn: true, State: trend.Recurred}, Tag: "contact/hold-music",
		Problem: effective(t, d, p),
	}}}); err != nil {
		t.Fatal(err)
	}
	v, err := d.Problem(context.Background(), p)
	if err != nil || v.Problem.Stage != model.Confirmed || len(v.Problem.Recurred) != 1 {
		t.Errorf("%+v, %v: a problem declared fixed that is back should be open again", v.Problem, err)
	}
}

// What came back stays said until somebody decides, however quiet its tag is.
func TestWhatIsBackStaysSaid(t *testing.T) {
	d, _ := lookDesk(t)
	p := do(t, d, model.NewProblem{Title: "hold music", Tag: "contact/hold-music", Owner: "aya"}).Problem
	do(t, d, model.AddAction{Problem: p, Text: "quieter", Effective: model.DayOf(monday) - 41})
	effective(t, d, p)
	on := trendsOf(t, d).On
	if _, err := d.do(context.Background(), model.Request{ID: d.NewID(), Actor: model.SystemUser, Command: model.Recur{Problem: p, On: on}}); err != nil {
		t.Fatal(err)
	}
	row := func() *model.TrendRow {
		rows := trendsOf(t, d).Rows
		return &rows[slices.IndexFunc(rows, func(r model.TrendRow) bool { return r.Tag == "contact/hold-music" })]
	}
	if r := row(); r.Returned != on || r.State != trend.Recurred || !r.Listed {
		t.Errorf("back since %v, %v, listed %v", r.Returned, r.State, r.Listed)
	}
	if e := trendsOf(t, d).Efforts[0]; e.Returned != on || e.Claims() {
		t.Errorf("back since %v, and said to have %v", e.Returned, e.Effect.Verdict)
	}
	do(t, d, model.SetStage{Problem: p, Stage: model.Acting})
	if r := row(); r.Returned != 0 || r.State == trend.Recurred {
		t.Errorf("acted on, and still back since %v", r.Returned)
	}
	do(t, d, model.SetStage{Problem: p, Stage: model.Deferred, Reason: "later", AsCustomer: "Yes: fine", Until: on})
	if again := trendsOf(t, d).Again; len(again) != 1 || again[0].ID != p {
		t.Errorf("deferred until today, to be looked at again: %v", again)
	}
}

// effective declares a problem fixed and returns it as it then stands.
func effective(t *testing.T, d *Desk, id model.ProblemID) *model.Problem {
	t.Helper()
	do(t, d, model.SetStage{Problem: id, Stage: model.Effective, Result: "quieter"})
	v, err := d.Problem(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return &v.Problem
}

func TestAMergeRestatesHistoryAndUndoTakesItBack(t *testing.T) {
	d, _ := lookDesk(t)
	count := func(tag model.TagKey) (n int, rows int) {
		for _, row := range trendsOf(t, d).Rows {
			rows++
			if row.Tag == tag {
				for _, c := range row.Counts {
					n += int(c)
				}
			}
		}
		return n, rows
	}
	slow, rows := count("app/slow")
	crash, _ := count("app/crash")
	if slow == 0 || crash == 0 {
		t.Fatalf("%d and %d complaints: nothing to merge", slow, crash)
	}
	do(t, d, model.RenameTag{From: "app/slow", To: "app/crash"})
	if both, left := count("app/crash"); both != slow+crash || left != rows-1 {
		t.Errorf("after the merge %d complaints in %d rows, want %d in %d", both, left, slow+crash, rows-1)
	}
	page, err := d.Issues(context.Background(), model.IssueQuery{Query: "tag:app/crash", Who: "aya", Count: true})
	if err != nil || page.Total < slow+crash {
		t.Errorf("the list finds %d of the %d merged issues, %v", page.Total, slow+crash, err)
	}
	do(t, d, model.Undo{})
	if alone, left := count("app/crash"); alone != crash || left != rows {
		t.Errorf("after the undo %d complaints in %d rows, want %d in %d", alone, left, crash, rows)
	}
}
