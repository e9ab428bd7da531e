package desk

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"koe/model"
	"koe/store/kv/memory"
)

// busyDesk is a desk on which something of every kind has happened, known to the last number: six
// issues, four of them in problem 1, people, promises, contacts, a merge, an alias, volumes.
func busyDesk(t *testing.T) *Desk {
	t.Helper()
	now := monday.AddDate(0, 0, -40)
	d, err := Open(context.Background(), Options{
		Engine: memory.New(), Clock: func() time.Time { return now }, Rand: rand.Reader, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	as := func(who model.UserID, c model.Command) model.Receipt {
		t.Helper()
		r, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: who, Command: c})
		if err != nil {
			t.Fatalf("%s: %v", c.Verb(), err)
		}
		return r
	}
	as("aya", model.PutUser{User: "mori", Name: "森", Role: model.Agent})
	as("aya", model.PutUser{User: "sato", Name: "佐藤", Role: model.Lead})
	as("aya", model.PutTeams{Teams: []model.Team{{Name: "大阪"}, {Name: "神戸"}}})
	as("aya", model.PutMapping{Mapping: model.Mapping{Name: "crm"}})
	as("aya", model.PutCustomers{Customers: []model.Customer{
		{Name: "田中商事", Reading: "タナカショウジ", Account: "A1", Phones: []string{"06-1234-5678"}, Values: []model.Valued{{From: 20000, Amount: model.Amount{Minor: 900, Currency: "JPY"}}}},
		{Name: "鈴木", Reading: "スズキ", Account: "B2"},
		{Name: "田中", Account: "A2"},
		{Name: "Abe Tanaka", Account: "C3", Values: []model.Valued{{From: 20000, Amount: model.Amount{Minor: 100, Currency: "JPY"}}, {From: 20400, Amount: model.Amount{Minor: 5000, Currency: "JPY"}}}},
	}})
	as("aya", model.MergeCustomers{From: 3, Into: 1})
	log := func(at time.Time, who model.UserID, d model.Draft) {
		t.Helper()
		now = at
		as(who, model.Log{Draft: d})
	}
	day := func(ago, hour int) time.Time { return monday.AddDate(0, 0, -ago).Add(time.Duration(hour) * time.Hour) }
	log(day(35, 0), "mori", model.Draft{Text: "Charged twice for May", CustomerID: 1, Severity: model.S2, Channel: "phone", Segment: "A", Tags: []model.TagPath{"billing/double"}})
	log(day(31, 1), "sato", model.Draft{Text: "Charged twice again", CustomerID: 3, Severity: model.S2, Channel: "web", Tags: []model.TagPath{"billing/double"}})
	log(day(30, 2), "mori", model.Draft{Text: "Refund is late", CustomerID: 2, Severity: model.S3, Channel: "phone", Product: "card", Tags: []model.TagPath{"billing/refund"}})
	log(day(5, 3), "mori", model.Draft{Text: "The heater sparked", CustomerID: 4, Severity: model.S1, Channel: "phone", Tags: []model.TagPath{"safety"}})
	log(day(2, 4), "mori", model.Draft{Text: "Double charge, third time", CustomerID: 1, Severity: model.S2, Channel: "mail", Segment: "A", Product: "card", Tags: []model.TagPath{"billing/double", "callback"}})
	log(day(1, 5), "sato", model.Draft{Text: "When is my refund", Kind: model.KindInquiry, CustomerID: 2, Severity: model.S4, Tags: []model.TagPath{"billing/refund"}})
	now = day(0, 0)
	as("aya", model.NewProblem{Title: "Cards are charged twice", Tag: "billing/double", Owner: "sato", Issues: []model.Number{1, 2, 3, 5}})
	as("aya", model.NewProblem{Title: "Nothing linked", Owner: "sato"})
	as("aya", model.AddAction{Problem: 1, Text: "retry once", Owner: "sato", Effective: model.DayOf(monday) - 10})
	as("aya", model.AddAction{Problem: 1, Text: "not in force", Owner: "sato"})
	as("aya", model.AddAction{Problem: 1, Text: "in force tomorrow", Owner: "sato", Effective: model.DayOf(monday) + 1})
	as("aya", model.AddAction{Problem: 1, Text: "in force today", Owner: "sato", Effective: model.DayOf(monday)})
	as("aya", model.SetState{Issues: []model.Number{3}, State: model.Resolved, Answer: "paid"})
	as("sato", model.Assign{Issues: []model.Number{1, 5}, Owner: "sato"})
	as("mori", model.MakePromise{Issue: 5, Text: "ring on Tuesday", By: model.At(day(-1, 0))})
	as("mori", model.MakePromise{Issue: 1, Text: "ring on Saturday", By: model.At(day(2, 0))})
	as("mori", model.AddContact{About: (&model.Issue{Number: 1}).Ref(), Outcome: model.Reached, Words: "they said"})
	as("mori", model.AddContact{About: (&model.Issue{Number: 1}).Ref(), Outcome: model.NoAnswer})
	as("sato", model.AddContact{About: (&model.Problem{ID: 1}).Ref(), Outcome: model.Reached, Words: "thank you"})
	as("aya", model.PutVolumes{Volumes: []model.Volume{
		{Day: model.DayOf(monday) - 3, Count: 100}, {Day: model.DayOf(monday) - 3, Channel: "phone", Count: 70},
		{Day: model.DayOf(monday) - 1, Channel: "phone", Count: 40}, {Day: model.DayOf(monday) - 1, Channel: "mail", Count: 5},
	}})
	as("sato", model.SetSeverity{Issues: []model.Number{6}, Severity: model.S2})
	as("sato", model.Undo{})
	as("aya", model.RenameTag{From: "callback", To: "contact/callback"})
	if err := d.raise(context.Background(), model.Trends{On: model.DayOf(monday), Rows: nil}); err != nil {
		t.Fatal(err)
	}
	return d
}

// questions are all that a desk is asked, each answered in one value.
func questions() map[string]func(*Desk) (any, error) {
	ctx := context.Background()
	today := model.DayOf(monday)
	q := map[string]func(*Desk) (any, error){
		"users":                    func(d *Desk) (any, error) { return d.Users(ctx) },
		"room":                     func(d *Desk) (any, error) { return d.Room(ctx) },
		"self":                     func(d *Desk) (any, error) { return d.Self(ctx, "mori") },
		"info":                     func(d *Desk) (any, error) { return d.Info(ctx) },
		"zone":                     func(d *Desk) (any, error) { return d.Zone(ctx) },
		"customers":                func(d *Desk) (any, error) { return d.Customers(ctx, "田中", 5) },
		"starting":                 func(d *Desk) (any, error) { return d.CustomersStarting(ctx, "田中", 5) },
		"tag uses":                 func(d *Desk) (any, error) { return d.TagUses(ctx) },
		"known":                    func(d *Desk) (any, error) { return d.Known(ctx, "test", []string{"1", "2"}) },
		"mappings":                 func(d *Desk) (any, error) { return d.Mappings(ctx) },
		"teams":                    func(d *Desk) (any, error) { return d.Teams(ctx) },
		"problems":                 func(d *Desk) (any, error) { return d.Problems(ctx) },
		"P-1":                      func(d *Desk) (any, error) { return d.Problem(ctx, 1) },
		"records":                  func(d *Desk) (any, error) { return d.ProblemRecords(ctx) },
		"numbered":                 func(d *Desk) (any, error) { return d.IssuesNumbered(ctx, "", 5) },
		"calls":                    func(d *Desk) (any, error) { return d.Calls(ctx, 5) },
		"trends":                   func(d *Desk) (any, error) { return d.Trends(ctx, model.TrendQuery{On: today, Who: "aya"}) },
		"trends of the newest day": func(d *Desk) (any, error) { return d.Trends(ctx, model.TrendQuery{On: today - 2}) },
		"trends before":            func(d *Desk) (any, error) { return d.Trends(ctx, model.TrendQuery{On: today - 3}) },
		"detail":                   func(d *Desk) (any, error) { return d.TrendDetail(ctx, model.TrendQuery{On: today}, "billing/double") },
		"detail of a parent":       func(d *Desk) (any, error) { return d.TrendDetail(ctx, model.TrendQuery{On: today}, "billing") },
		"contacts": func(d *Desk) (any, error) {
			rows := []model.Row{{Issue: model.Issue{Number: 1}}, {Issue: model.Issue{Number: 2}}}
			err := d.AddContacts(ctx, rows)
			return rows, err
		},
	}
	for _, text := range []string{"", "state:open", "owner:sato", `customer:"田中商事"`, "problem:P-1", "tag:billing"} {
		for order := model.Newest; order <= model.ByUrgency; order++ {
			q[text+" "+string(rune('0'+order))] = func(d *Desk) (any, error) {
				return d.Issues(ctx, model.IssueQuery{Query: text, Order: order, Count: true, Who: "sato"})
			}
		}
	}
	for n := model.Number(1); n <= 6; n++ {
		q["issue "+n.String()] = func(d *Desk) (any, error) { return d.Issue(ctx, n) }
	}
	return q
}
