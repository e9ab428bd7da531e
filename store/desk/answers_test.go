package desk

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// must asks a desk and fails the test on an error.
func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func busy(t *testing.T) *Desk {
	t.Helper()
	d, _ := failingDesk(t, busyDesk(t).engine)
	return d
}

func TestPeopleAndRoom(t *testing.T) {
	d, ctx := busy(t), context.Background()
	var ids []string
	for _, u := range must[[]model.User](t)(d.Users(ctx)) {
		ids = append(ids, string(u.ID))
	}
	slices.Sort(ids)
	if got := strings.Join(ids, " "); got != "aya mori sato" {
		t.Errorf("users %s", got)
	}
	if got := must[map[model.UserID]int](t)(d.Room(ctx)); !reflect.DeepEqual(got, map[model.UserID]int{"": 3, "sato": 2}) {
		t.Errorf("room %v: two issues are sato's, three nobody's, and one is resolved", got)
	}
	if u := must[*model.User](t)(d.Self(ctx, "mori")); u == nil || u.Name != "森" {
		t.Errorf("self %+v", u)
	}
	if u := must[*model.User](t)(d.Self(ctx, "nobody")); u != nil {
		t.Errorf("self %+v, want nobody", u)
	}
	if z := must[*time.Location](t)(d.Zone(ctx)); z.String() != "Asia/Tokyo" {
		t.Errorf("zone %s", z)
	}
	var teams []string
	for _, team := range must[[]model.Team](t)(d.Teams(ctx)) {
		teams = append(teams, team.Name)
	}
	if len(teams) != 2 || len(must[[]model.Mapping](t)(d.Mappings(ctx))) != 1 {
		t.Errorf("teams %v", teams)
	}
}

// TestCustomersOfTheForm finds customers by what was typed, the surest first, and says what is
// open, what came in 30 days and which promise is due first, merged ones counted in.
func TestCustomersOfTheForm(t *testing.T) {
	d, ctx := busy(t), context.Background()
	for typed, want := range map[string]string{
		"田中":     "田中商事",            // the merged one is not named again
		"たなか":    "田中商事",            // by reading
		"tanaka": "Abe Tanaka",      // within the name
		"a":      "Abe Tanaka 田中商事", // the name's beginning before the account's
		"A1":     "田中商事",
		"1234":   "田中商事", // in the telephone number
		"123":    "",     // three digits are too few for that
		"C3":     "Abe Tanaka",
		"":       "", "  ": "", "nobody": "",
	} {
		var names []string
		for _, v := range must[[]model.CustomerView](t)(d.Customers(ctx, typed, 5)) {
			names = append(names, v.Customer.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if got := must[[]model.CustomerView](t)(d.Customers(ctx, "a", 1)); len(got) != 1 || got[0].Customer.Name != "Abe Tanaka" {
		t.Errorf("at most one: %+v", got)
	}
	for typed, want := range map[string]struct {
		open, recent int
		promised     model.Number
	}{
		"田中商事": {3, 1, 1}, // issues 1, 2 (of the merged one) and 5; 5 came in 30 days; what was promised for 1 is due first
		"鈴木":   {1, 2, 0}, // 3 is resolved and came 30 days ago, which counts
		"Abe":  {1, 1, 0},
	} {
		v := must[[]model.CustomerView](t)(d.Customers(ctx, typed, 1))[0]
		if v.Open != want.open || v.Recent != want.recent || v.Promised != want.promised || (v.Promise == nil) != (want.promised == 0) {
			t.Errorf("%s: %d open, %d of 30 days, promised for %s; want %+v", typed, v.Open, v.Recent, v.Promised, want)
		}
		if v.Promise != nil && v.Promise.Text != "ring on Saturday" {
			t.Errorf("%s: the first promise is %q", typed, v.Promise.Text)
		}
	}
}

func TestTagUses(t *testing.T) {
	d, ctx := busy(t), context.Background()
	day := model.DayOf(monday)
	want := map[model.TagKey]struct {
		count int
		last  model.Day
	}{
		"billing": {5, day - 1}, "billing/double": {3, day - 2}, "billing/refund": {2, day - 1}, "safety": {1, day - 5},
		"callback": {}, "contact/callback": {}, // not the first of its issue's tags
	}
	uses := must[[]model.TagUse](t)(d.TagUses(ctx))
	if !slices.IsSortedFunc(uses, func(a, b model.TagUse) int { return strings.Compare(string(a.Tag.Key), string(b.Tag.Key)) }) {
		t.Errorf("not by key: %+v", uses)
	}
	seen := 0
	for _, u := range uses {
		w, ok := want[u.Tag.Key]
		if !ok {
			continue
		}
		seen++
		if u.Count != w.count || u.Last != w.last {
			t.Errorf("%s: %d, last on %s; want %d, %s", u.Tag.Key, u.Count, u.Last, w.count, w.last)
		}
	}
	if seen < 5 {
		t.Errorf("only %d of the tags are listed: %+v", seen, uses)
	}
	if tag, err := d.Tag("safety"); err != nil || tag.Path != "safety" {
		t.Errorf("%+v, %v", tag, err)
	}
	if _, err := d.Tag("nothing"); err == nil {
		t.Error("a tag that is none was found")
	}
	if tags := d.Tags(); !slices.IsSortedFunc(tags, func(a, b model.Tag) int { return strings.Compare(string(a.Key), string(b.Key)) }) || len(tags) != len(uses) {
		t.Errorf("%+v", tags)
	}
}

func TestProblemsWithWhatIsLinked(t *testing.T) {
	d, ctx := busy(t), context.Background()
	all := must[[]model.ProblemView](t)(d.Problems(ctx))
	if len(all) != 2 || all[0].Problem.ID != 1 || all[1].Problem.ID != 2 {
		t.Fatalf("%d problems, want 1, which has open issues, and then 2", len(all))
	}
	if all[1].Linked+all[1].Open+len(all[1].Loggers)+len(all[1].Issues) != 0 {
		t.Errorf("P-2: %+v", all[1])
	}
	if v := all[0]; v.Linked != 4 || v.Open != 3 || !slices.Equal(v.Loggers, []model.UserID{"mori", "sato"}) || len(v.Issues) != 0 || v.TagPath != "billing/double" {
		t.Errorf("P-1: %d linked, %d open, by %v, %d shown, %s", v.Linked, v.Open, v.Loggers, len(v.Issues), v.TagPath)
	}
	v := must[model.ProblemView](t)(d.Problem(ctx, 1))
	var numbers []model.Number
	for _, row := range v.Issues {
		numbers = append(numbers, row.Issue.Number)
	}
	if !slices.Equal(numbers, []model.Number{5, 3, 2, 1}) || v.Issues[0].Customer != "田中商事" {
		t.Errorf("P-1 shows %v", numbers)
	}
	if len(v.Contacts) != 3 || v.Contacts[0].Words != "thank you" {
		t.Errorf("P-1's contacts: %+v; its own come first, then its issues'", v.Contacts)
	}
	if len(v.Events) != 5 || v.Events[0].Verb != model.VerbNewProblem {
		t.Errorf("P-1's events: %d", len(v.Events))
	}
	if _, err := d.Problem(ctx, 3); err == nil {
		t.Error("P-3 is there")
	}
	if records := must[[]model.Problem](t)(d.ProblemRecords(ctx)); len(records) != 2 || records[0].ID != 2 {
		t.Errorf("%+v", records)
	}
}

// TestCalls lists the open issues as a leader should call: by severity, then those whose promise
// was broken, then the longest unanswered; an attempt that reached somebody begins the wait anew;
// what a customer is worth breaks ties alone.
func TestCalls(t *testing.T) {
	d, ctx := busy(t), context.Background()
	type call struct {
		number  model.Number
		spoken  int
		value   int64
		promise string
	}
	want := []call{{4, 0, 5000, ""}, {1, 1, 900, "ring on Saturday"}, {2, 0, 900, ""}, {5, 0, 900, "ring on Tuesday"}, {6, 0, 0, ""}}
	for _, limit := range []int{0, 2, 5, 100} {
		calls := must[[]model.Call](t)(d.Calls(ctx, limit))
		if len(calls) != min(limit, len(want)) {
			t.Fatalf("%d calls of at most %d", len(calls), limit)
		}
		for i, c := range calls {
			got := call{c.Row.Issue.Number, c.Spoken, c.Value.Minor, ""}
			if c.Promise != nil {
				got.promise = c.Promise.Text
			}
			if got != want[i] {
				t.Errorf("call %d is %+v, want %+v", i, got, want[i])
			}
			since := c.Row.Issue.ReceivedAt
			if got.number == 1 {
				since = model.At(monday)
			}
			if c.Since != since {
				t.Errorf("%s waits since %v, want %v", c.Row.Issue.Number, c.Since, since)
			}
		}
	}
}

// Praise is no complaint: it is not among the customers of a rise, not among
// their words, and nobody is called to apologise for it. Two customers that were
// merged are one.
func TestPraiseIsNoComplaint(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	do(t, d, model.PutCustomers{Customers: []model.Customer{{Name: "Tanaka"}, {Name: "Tanaka Shoji"}, {Name: "Sato"}}})
	for _, draft := range []model.Draft{
		{Text: "charged twice", CustomerID: 1}, {Text: "charged twice again", CustomerID: 2},
		{Text: "thank you for the quick help", CustomerID: 3, Kind: model.KindPraise, Severity: model.S1},
	} {
		draft.Tags = []model.TagPath{"billing"}
		do(t, d, model.Log{Draft: draft})
	}
	detail := func() model.TrendDetail {
		return must[model.TrendDetail](t)(d.TrendDetail(ctx, model.TrendQuery{}, "billing"))
	}
	if got := detail(); got.Row.Customers != 2 || len(got.Words) != 2 {
		t.Errorf("%d customers and %d of their words, want 2 and 2", got.Row.Customers, len(got.Words))
	}
	do(t, d, model.MergeCustomers{From: 1, Into: 2})
	if got := detail(); got.Row.Customers != 1 {
		t.Errorf("%d customers after two were merged, want 1", got.Row.Customers)
	}
	for _, c := range must[[]model.Call](t)(d.Calls(ctx, 9)) {
		if c.Row.Issue.Kind == model.KindPraise {
			t.Errorf("one who thanks is to be called: %+v", c.Row.Issue.Number)
		}
	}
}

func TestCallsOfAnEqualWaitGoByValue(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	do(t, d, model.PutCustomers{Customers: []model.Customer{
		{Name: "Small", Values: []model.Valued{{From: 1, Amount: model.Amount{Minor: 10, Currency: "JPY"}}}},
		{Name: "Large", Values: []model.Valued{{From: 1, Amount: model.Amount{Minor: 999, Currency: "JPY"}}}},
	}})
	for id := range 3 {
		do(t, d, model.Log{Draft: model.Draft{Text: "words", CustomerID: model.CustomerID(id)}})
	}
	var names []string
	for _, c := range must[[]model.Call](t)(d.Calls(ctx, 5)) {
		names = append(names, c.Row.Customer)
	}
	if got := strings.Join(names, " "); got != "Large Small " {
		t.Errorf("called in the order %q", got)
	}
}

func TestIssuesNumbered(t *testing.T) {
	d, ctx := busy(t), context.Background()
	for _, c := range []struct {
		typed string
		limit int
		want  []model.Number
	}{{"", 10, []model.Number{6, 5, 4, 3, 2, 1}}, {"", 2, []model.Number{6, 5}}, {"3", 10, []model.Number{3}}, {"7", 10, nil}, {"x", 10, nil}, {"", 0, nil}} {
		var got []model.Number
		for _, i := range must[[]model.Issue](t)(d.IssuesNumbered(ctx, c.typed, c.limit)) {
			got = append(got, i.Number)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q, at most %d: %v, want %v", c.typed, c.limit, got, c.want)
		}
	}
}

func TestContactsForAnExport(t *testing.T) {
	d := busy(t)
	rows := []model.Row{{Issue: model.Issue{Number: 2}}, {Issue: model.Issue{Number: 1}}}
	if err := d.AddContacts(context.Background(), rows); err != nil || len(rows[0].Contacts) != 0 || len(rows[1].Contacts) != 2 || rows[1].Contacts[0].Words != "they said" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestKnown(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	do(t, d, model.Import{Source: "crm", Rows: []model.Draft{{Text: "a", ExternalID: "17"}, {Text: "b", ExternalID: "18"}}})
	own := d.NewID()
	if _, err := d.Do(ctx, model.Request{ID: own, Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "c"}}}); err != nil {
		t.Fatal(err)
	}
	other := d.NewID()
	if _, err := d.Do(ctx, model.Request{ID: other, Actor: "aya", Command: model.Assign{Issues: []model.Number{1}, Owner: "aya"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source string
		ids    []string
		want   []model.Number
	}{
		{"crm", []string{"18", "19", "17"}, []model.Number{2, 0, 1}},
		{"other", []string{"17"}, []model.Number{0}},
		{model.OwnSource, []string{own.String(), other.String(), d.NewID().String()}, []model.Number{3, 0, 0}},
		{"crm", nil, []model.Number{}},
	} {
		if got := must[[]model.Number](t)(d.Known(ctx, c.source, c.ids)); !slices.Equal(got, c.want) {
			t.Errorf("%s %v: %v, want %v", c.source, c.ids, got, c.want)
		}
	}
}

func TestHints(t *testing.T) {
	d := newDesk(t)
	hints, stop := d.Hints()
	others, stopOthers := d.Hints()
	defer stopOthers()
	do(t, d, model.Log{Draft: model.Draft{Text: "a"}})
	last := do(t, d, model.Assign{Issues: []model.Number{1}, Owner: "aya"})
	// Receipts go out before hints: once the loop answers another, they are told.
	if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Assign{}}); err == nil {
		t.Fatal("an empty command is done")
	}
	for _, c := range []<-chan model.Hint{hints, others} {
		select {
		case h := <-c:
			if h.Event != last.Event || h.Verb != model.VerbAssign {
				t.Errorf("hinted at %+v, want the newest, event %d", h, last.Event)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("nobody hinted at anything")
		}
		select {
		case h := <-c:
			t.Errorf("an older hint is left: %+v", h)
		default:
		}
	}
	stop()
	stop()
	if _, more := <-hints; more {
		t.Error("hints go on after they were ended")
	}
	do(t, d, model.Log{Draft: model.Draft{Text: "b"}})
	if h := <-others; h.Verb != model.VerbLog {
		t.Errorf("the other listener was told %+v", h)
	}
}

// TestEffortsAreOfActionsInForce shows the actions whose day has come, with their tag's row.
func TestEffortsAreOfActionsInForce(t *testing.T) {
	d, ctx := busy(t), context.Background()
	today := model.DayOf(monday)
	for on, want := range map[model.Day]string{today: "retry once, in force today", today + 1: "retry once, in force tomorrow, in force today", today - 1: "retry once", today - 10: "retry once", today - 11: ""} {
		trends := must[model.Trends](t)(d.Trends(ctx, model.TrendQuery{On: on}))
		var texts []string
		for _, e := range trends.Efforts {
			texts = append(texts, e.Action.Text)
			week := 0
			if on == today {
				week = 1
			}
			if on == today && (e.Week != week || e.Path != "billing/double" || len(e.Counts) != sparkDays) {
				t.Errorf("%+v", e)
			}
		}
		if got := strings.Join(texts, ", "); got != want {
			t.Errorf("on %s in force: %s, want %s", on, got, want)
		}
	}
}

// TestTrendsCountTheBusyDesk holds the rows against what is known of the desk.
func TestTrendsCountTheBusyDesk(t *testing.T) {
	d, ctx := busy(t), context.Background()
	today := model.DayOf(monday)
	trends := must[model.Trends](t)(d.Trends(ctx, model.TrendQuery{On: today}))
	if trends.Newest != today-2 || !trends.Today || trends.Fiscal != 4 || trends.Withdrawn != 0 || trends.Looked != 0 {
		t.Errorf("newest %s, today %v, fiscal %d, withdrawn %d", trends.Newest, trends.Today, trends.Fiscal, trends.Withdrawn)
	}
	for _, c := range []struct {
		tag               model.TagKey
		parent            bool
		customers, counts int
		problem           model.ProblemID
	}{{"billing", true, 1, 4, 0}, {"billing/double", false, 1, 3, 1}, {"billing/refund", false, 0, 1, 0}, {"safety", false, 1, 1, 0}} {
		at := slices.IndexFunc(trends.Rows, func(r model.TrendRow) bool { return r.Tag == c.tag })
		if at < 0 {
			t.Errorf("%s has no row", c.tag)
			continue
		}
		detail := must[model.TrendDetail](t)(d.TrendDetail(ctx, model.TrendQuery{On: today}, c.tag))
		row, sum := detail.Row, 0
		for _, n := range trends.Rows[at].Counts {
			sum += int(n)
		}
		if row.IsParent != c.parent || sum != c.counts || row.Customers != c.customers || (row.Problem == nil) != (c.problem == 0) {
			t.Errorf("%s: parent %v, %d counted, %d customers, problem %v; want %+v", c.tag, row.IsParent, sum, row.Customers, row.Problem, c)
		}
		total := 0
		for _, n := range detail.Counts {
			total += int(n)
		}
		if total != c.counts || detail.First+model.Day(len(detail.Counts))-1 != today || detail.Counts[0] == 0 {
			t.Errorf("%s: %d counted from %s over %d days", c.tag, total, detail.First, len(detail.Counts))
		}
	}
	if at := slices.IndexFunc(trends.Rows, func(r model.TrendRow) bool { return r.Tag == "safety" }); !trends.Rows[at].Listed || trends.Rows[at].S1 != 1 {
		t.Error("an S1 of this week is not listed")
	}
	inquiries := must[model.Trends](t)(d.Trends(ctx, model.TrendQuery{On: today, Kind: model.KindInquiry}))
	if len(inquiries.Rows) != 2 || inquiries.Newest != today-1 {
		t.Errorf("%d rows of inquiries, the newest on %s", len(inquiries.Rows), inquiries.Newest)
	}
	if detail := must[model.TrendDetail](t)(d.TrendDetail(ctx, model.TrendQuery{On: today}, "billing/double")); len(detail.Words) != 3 || detail.Words[0].Issue.Number != 5 || detail.Problem == nil || detail.Problem.Linked != 4 {
		t.Errorf("%d of their words, problem %v", len(detail.Words), detail.Problem)
	}
	if _, err := d.TrendDetail(ctx, model.TrendQuery{On: today}, "nothing"); err == nil {
		t.Error("a tag that is none has a detail")
	}
}

// TestTheEngineIsToldOfContactsAndClosedDays hands the engine volumes as a run of days, -1 where
// none is known, and the days on which the desk is closed.
func TestTheEngineIsToldOfContactsAndClosedDays(t *testing.T) {
	d := busy(t)
	today := model.DayOf(monday)
	info := must[*model.Desk](t)(d.Info(context.Background()))
	closed := *info
	closed.ClosedDays, closed.FiscalStart = []model.Day{today - 1, today - 7, today - 3}, 10
	do(t, d, model.PutDesk{Desk: closed})
	var in trend.Desk
	if err := d.read(context.Background(), func(r *store.Reader) error { return d.calendar(r, &in) }); err != nil {
		t.Fatal(err)
	}
	if in.ContactsStart != (today-3).ForEngine() || !slices.Equal(in.Contacts, []int32{100, -1, 45}) || in.FiscalStart != time.October {
		t.Errorf("contacts %v from %s, fiscal year from %s", in.Contacts, in.ContactsStart, in.FiscalStart)
	}
	for day := today - 9; day <= today; day++ {
		if want := slices.Contains(closed.ClosedDays, day); in.Closed == nil || in.Closed(day.ForEngine()) != want {
			t.Errorf("on %s closed: want %v", day, want)
		}
	}
	if closedDays(info) != nil {
		t.Error("a desk that says nothing is closed at times")
	}
	in = trend.Desk{}
	if err := newDesk(t).read(context.Background(), func(r *store.Reader) error { return d.calendar(r, &in) }); err != nil || in.Contacts != nil {
		t.Errorf("contacts %v of a desk that counts none, %v", in.Contacts, err)
	}
}

// TestFixedDays are of problems that are effective and were so by the day.
func TestFixedDays(t *testing.T) {
	today := model.DayOf(monday)
	now := monday
	d, _ := failingDesk(t, busyDesk(t).engine)
	d.clock = func() time.Time { return now }
	do(t, d, model.SetStage{Problem: 1, Stage: model.Effective, Result: "fewer"})
	do(t, d, model.SetStage{Problem: 2, Stage: model.Effective, Result: "of no tag"})
	for on, want := range map[model.Day]map[model.TagKey]model.Day{today - 1: {}, today: {"billing/double": today}, today + 9: {"billing/double": today}} {
		got := map[model.TagKey]model.Day{}
		if err := d.read(context.Background(), func(r *store.Reader) (err error) { got, err = fixedDays(r, on); return err }); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("by %s: %v, %v, want %v", on, got, err, want)
		}
	}
	do(t, d, model.RenameTag{From: "billing/double", To: "billing/twice"})
	err := d.read(context.Background(), func(r *store.Reader) error {
		got, err := fixedDays(r, today)
		if len(got) != 1 || got["billing/twice"] != today {
			t.Errorf("after a merge: %v", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSignalsOfADetail are a tag's, of 400 days up to the day.
func TestSignalsOfADetail(t *testing.T) {
	d := newDesk(t)
	c := model.Raise{Day: 20000}
	for _, on := range []model.Day{19600, 19601, 19999, 20000, 20001} {
		c.Signals = append(c.Signals, model.Signal{Tag: "a", On: on, State: "new"}, model.Signal{Tag: "b", On: on, State: "new"})
	}
	if _, err := d.do(context.Background(), model.Request{ID: d.NewID(), Actor: model.SystemUser, Command: c}); err != nil {
		t.Fatal(err)
	}
	err := d.read(context.Background(), func(r *store.Reader) error {
		got, err := signals(r, "a", 20000)
		if err != nil {
			return err
		}
		var days []string
		for _, s := range got {
			days = append(days, fmt.Sprint(int(s.On), s.Tag))
		}
		if strings.Join(days, " ") != "19601a 19999a 20000a" {
			t.Errorf("signals of %v", days)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSortRows(t *testing.T) {
	row := func(key string, act, look, listed bool, excess, share float64) model.TrendRow {
		return model.TrendRow{Row: trend.Row{Key: key, ActOn: act, LookAt: look, Listed: listed, Excess: excess, Share: share}}
	}
	rows := []model.TrendRow{
		row("i", false, false, false, 0, 0.1), row("h", false, false, false, 0, 0.1), row("g", false, false, false, 0, 0.2), row("f", false, false, true, 0, 0.9),
		row("e", false, true, true, 1, 0), row("d", false, true, true, 2, 0), row("c", true, true, true, 3, 0), row("b", true, true, true, 4, 0), row("a", false, false, false, 1, 0),
	}
	sortRows(rows)
	var keys string
	for _, r := range rows {
		keys += r.Key
	}
	if keys != "bcdefaghi" {
		t.Errorf("sorted %s, want bcdefaghi", keys)
	}
}

func TestTheProblemOfATag(t *testing.T) {
	book := model.TagBook{"old": {Key: "old", Into: "a"}}
	p := func(id model.ProblemID, tag model.TagKey, stage model.Stage) model.Problem {
		return model.Problem{ID: id, Tag: tag, Stage: stage}
	}
	for name, c := range map[string]struct {
		problems []model.Problem // the newest first
		want     model.ProblemID
	}{
		"none":                       {[]model.Problem{p(1, "b", model.Acting), p(2, "", model.Acting)}, 0},
		"the newest":                 {[]model.Problem{p(3, "a", model.Acting), p(2, "a", model.Acting)}, 3},
		"one that is worked on":      {[]model.Problem{p(3, "a", model.Effective), p(2, "a", model.Acting), p(1, "a", model.Acting)}, 2},
		"the newest of finished":     {[]model.Problem{p(3, "a", model.Effective), p(2, "a", model.Declined)}, 3},
		"by a merged tag":            {[]model.Problem{p(3, "old", model.Acting)}, 3},
		"a finished one comes after": {[]model.Problem{p(3, "a", model.Acting), p(2, "a", model.Effective)}, 3},
	} {
		got, _ := problemsOf(book, c.problems, "a")
		if c.want == 0 && got != nil || c.want != 0 && (got == nil || got.ID != c.want) {
			t.Errorf("%s: %+v, want %v", name, got, c.want)
		}
	}
}

func TestLastDays(t *testing.T) {
	s := &model.Series{Tag: "a", First: 100, Counts: []uint32{1, 2, 3}}
	for _, c := range []struct {
		on   model.Day
		n    int
		want []int32
	}{{102, 3, []int32{1, 2, 3}}, {102, 2, []int32{2, 3}}, {102, 5, []int32{0, 0, 1, 2, 3}}, {104, 3, []int32{3, 0, 0}}, {101, 3, []int32{0, 1, 2}}, {99, 2, []int32{0, 0}}, {200, 2, []int32{0, 0}}, {100, 1, []int32{1}}} {
		if got := lastDays(s, c.on, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%d days up to %d: %v, want %v", c.n, c.on, got, c.want)
		}
	}
	series := []model.Series{*s, {Tag: "a/x", First: 98, Counts: []uint32{4}}, {Tag: "a/y", First: 101, Counts: []uint32{5}}, {Tag: "b", First: 90, Counts: []uint32{9}}}
	for _, c := range []struct {
		tag    model.TagKey
		parent bool
		first  model.Day
		want   []int32
	}{{"a", true, 98, []int32{4, 0, 1, 7, 3}}, {"a", false, 100, []int32{1, 2, 3}}, {"a/y", false, 101, []int32{5, 0}}, {"none", false, 103, []int32{}}} {
		if first, got := history(series, c.tag, c.parent, 102); first != c.first || !slices.Equal(got, c.want) {
			t.Errorf("%s, parent %v: %v from %d, want %v from %d", c.tag, c.parent, got, first, c.want, c.first)
		}
	}
	long := []model.Series{{Tag: "a", First: 1, Counts: make([]uint32, 3000)}}
	if first, got := history(long, "a", false, 3000); len(got) != detailDays || first != 3000-detailDays+1 {
		t.Errorf("a long history is %d days from %d", len(got), first)
	}
}

// Of several problems of one tag all that are worked on are told: the first in
// its row, the others beside it.
func TestTwoProblemsOfOneTag(t *testing.T) {
	book := model.TagBook{"pay": {Key: "pay", Into: "billing"}, "billing": {Key: "billing"}}
	problems := []model.Problem{
		{ID: 4, Tag: "billing", Stage: model.Effective}, {ID: 3, Tag: "pay", Stage: model.Acting}, {ID: 2, Tag: "billing", Stage: model.Confirmed}, {ID: 1, Tag: "late", Stage: model.Acting},
	}
	first, others := problemsOf(book, problems, "billing")
	if first == nil || first.ID != 3 || len(others) != 1 || others[0].ID != 2 {
		t.Errorf("%+v, %+v", first, others)
	}
	row := model.TrendRow{Problem: first, Others: others}
	if mark := row.ProblemMark(); mark != "P-3+1" {
		t.Errorf("its mark is %q", mark)
	}
	if first, others := problemsOf(book, problems, "none"); first != nil || others != nil {
		t.Errorf("of none: %+v, %+v", first, others)
	}
}
