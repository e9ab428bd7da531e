package exchange

import (
	"fmt"
	"strings"

	"koe/model"
	"koe/store/exchange/table"
)

// A format is what is known of one program's export.
type format struct {
	name  string
	about string
	shape []table.Shape
	// has and one recognise a header: all of has, and one of each list of one.
	has []string
	one [][]string
	// fields are the columns that fill a field, the first that is there.
	fields map[Field][]string
	// null is what the program writes for nothing.
	null string
	// html says which fields hold HTML.
	html []Field
	// events says that the file is a log: rows of one ID are one issue.
	events bool
	// finish sets what no single column says.
	finish func(*builder, *table.Record, *model.Draft)
}

// formats are asked in this order; the first that knows the header has it.
func formats() []*format {
	return []*format{
		cfpb(), zendeskJSON(), zendeskCSV(), zendeskView(), zammad(), freshdesk(), freshdeskJSON(), jira(), serviceNow(), eventLog(),
	}
}

// The names that --as takes beside those of the formats.
const (
	AsCSV   = "csv"
	AsJSONL = "jsonl"
	AsKoe   = model.OwnSource
)

// Formats names what --as takes, with a line about each.
func Formats() [][2]string {
	all := [][2]string{
		{AsKoe, "koe's own JSON lines or CSV, as koe export writes them"},
		{AsCSV, "any CSV or TSV, with --map"},
		{AsJSONL, "any JSON lines, with --map"},
	}
	seen := map[string]bool{}
	for _, f := range formats() {
		if !seen[f.name] {
			seen[f.name] = true
			all = append(all, [2]string{f.name, f.about})
		}
	}
	return all
}

func (f *format) knows(shape table.Shape, h table.Columns) bool {
	if !f.reads(shape) || !h.Has(f.has...) {
		return false
	}
	for _, any := range f.one {
		found := false
		for _, name := range any {
			found = found || h.Find(name).Ok()
		}
		if !found {
			return false
		}
	}
	return true
}

func (f *format) reads(shape table.Shape) bool {
	if len(f.shape) == 0 {
		return shape == table.Table
	}
	for _, s := range f.shape {
		if s == shape {
			return true
		}
	}
	return false
}

// columns is the format's map for a header.
func (f *format) columns(h table.Columns) Map {
	m := Map{}
	for field, names := range f.fields {
		for _, name := range names {
			if c := h.Find(name); c.Ok() {
				m[field] = c.Name
				break
			}
		}
	}
	return m
}

// recognise finds the format of a header, by name where one is given. A nil
// format is a file that needs a map.
func recognise(as string, shape table.Shape, h table.Columns) (*format, error) {
	switch as {
	case AsCSV, AsJSONL:
		return nil, nil
	}
	known := as == ""
	for _, f := range formats() {
		if as != "" && f.name != as {
			continue
		}
		known = true
		if f.knows(shape, h) {
			return f, nil
		}
	}
	if !known {
		var names []string
		for _, f := range Formats() {
			names = append(names, f[0])
		}
		return nil, fmt.Errorf("there is no format %q; use one of %s", as, strings.Join(names, ", "))
	}
	if as != "" {
		return nil, fmt.Errorf("the file does not have the columns of %s; leave --as out to have it recognised, or give --map", as)
	}
	return nil, nil
}

var jsonShapes = []table.Shape{table.JSONLines, table.Document}

func zendeskJSON() *format {
	return &format{
		name: "zendesk", about: "Zendesk tickets, JSON or CSV", shape: jsonShapes,
		has: []string{"id", "status", "created_at", "via.channel"},
		fields: map[Field][]string{
			Received: {"created_at"}, ID: {"id"}, Subject: {"subject", "raw_subject"}, Text: {"description"}, Tags: {"tags"},
			KindOf: {"type"}, Channel: {"via.channel"}, Severity: {"priority"}, State: {"status"}, StateAt: {"updated_at"},
			Owner: {"assignee.name", "assignee", "assignee_id"}, Customer: {"requester.name", "requester", "requester_id"},
			Problem: {"problem_id"}, Due: {"due_at"},
		},
		finish: func(b *builder, _ *table.Record, d *model.Draft) {
			d.Owner = model.UserID(b.people.name(string(d.Owner)))
			d.Customer = b.people.name(d.Customer)
			if d.ProblemRef != "" {
				d.ProblemRef = "zendesk " + d.ProblemRef
			}
		},
	}
}

func zendeskCSV() *format {
	return &format{
		name: "zendesk", has: []string{"Id", "Requester", "Subject", "Tags", "Status", "Created at"},
		fields: map[Field][]string{
			Received: {"Created at"}, ID: {"Id"}, Subject: {"Subject"}, Text: {"Description"}, Tags: {"Tags"}, KindOf: {"Ticket type"},
			Channel: {"Via"}, Severity: {"Priority"}, State: {"Status"}, StateAt: {"Solved at", "Updated at"}, Owner: {"Assignee"},
			Customer: {"Requester"}, Due: {"Due date"}, Problem: {"Problem id"},
		},
		null: "-",
		finish: func(_ *builder, _ *table.Record, d *model.Draft) {
			if d.ProblemRef != "" {
				d.ProblemRef = "zendesk " + d.ProblemRef
			}
		},
	}
}

// zendeskView is the CSV of a view of tickets, which has other headers than
// that of the whole account.
func zendeskView() *format {
	f := zendeskCSV()
	f.has = []string{"Ticket ID", "Subject", "Requester", "Requested"}
	f.one = [][]string{{"Status", "Ticket status"}}
	f.fields[Received] = []string{"Requested"}
	f.fields[ID] = []string{"Ticket ID"}
	f.fields[StateAt] = []string{"Solved", "Updated"}
	f.fields[State] = []string{"Status", "Ticket status"}
	f.fields[KindOf] = []string{"Type", "Ticket type"}
	return f
}

func zammad() *format {
	return &format{
		name: "zammad", about: "Zammad tickets as JSON, fetched with expand=true", shape: jsonShapes,
		has: []string{"id", "number", "title", "created_at", "group_id"},
		fields: map[Field][]string{
			Received: {"created_at"}, ID: {"number"}, Subject: {"title"}, Text: {"articles.body", "article.body", "note"},
			Tags: {"tags"}, Tag: {"group"}, KindOf: {"type"}, Channel: {"create_article_type"}, Severity: {"priority"}, State: {"state"},
			StateAt: {"close_at", "updated_at"}, Owner: {"owner"}, Customer: {"customer"}, Due: {"escalation_at"},
		},
		null: "-",
		html: []Field{Text},
	}
}

func freshdesk() *format {
	return &format{
		name: "freshdesk", about: "Freshdesk tickets, CSV or JSON",
		has: []string{"Ticket ID", "Subject", "Status", "Created time"},
		fields: map[Field][]string{
			Received: {"Created time"}, ID: {"Ticket ID"}, Subject: {"Subject"}, Text: {"Description"}, Tag: {"Type"}, Tags: {"Tags"},
			Channel: {"Source"}, Severity: {"Priority"}, State: {"Status"}, StateAt: {"Closed time", "Resolved time", "Last update time"},
			Owner: {"Agent"}, Customer: {"Full name", "Requester Name", "Contact name", "Email"}, Product: {"Product"}, Due: {"Due by Time"},
		},
		html:   []Field{Text},
		finish: func(_ *builder, _ *table.Record, d *model.Draft) { ownerless(d, "No Agent", "Unassigned") },
	}
}

func freshdeskJSON() *format {
	sources := map[string]model.Channel{
		"1": model.Email, "2": model.Web, "3": model.Phone, "5": model.Social, "6": model.Social, "7": model.Chat, "9": model.Web, "10": model.Email,
	}
	states := map[string]model.State{"2": model.New, "3": model.Pending, "4": model.Resolved, "5": model.Closed, "6": model.Pending, "7": model.Pending}
	severities := map[string]model.Severity{"1": model.S4, "2": model.S3, "3": model.S2, "4": model.S1}
	return &format{
		name: "freshdesk", shape: jsonShapes, has: []string{"id", "subject", "status", "priority", "source", "created_at"},
		fields: map[Field][]string{
			Received: {"created_at"}, ID: {"id"}, Subject: {"subject"}, Text: {"description_text", "description"}, Tag: {"type"}, Tags: {"tags"},
			StateAt: {"stats.closed_at", "stats.resolved_at", "updated_at"}, Owner: {"responder.name", "responder_id"},
			Customer: {"requester.name", "requester_id"}, Product: {"product_id"}, Due: {"due_by"},
		},
		html: []Field{Text},
		finish: func(b *builder, r *table.Record, d *model.Draft) {
			d.Channel = sources[r.First(table.Column{Name: "source"})]
			d.Severity = severities[r.First(table.Column{Name: "priority"})]
			b.setState(d, states[r.First(table.Column{Name: "status"})], model.WaitingCustomer)
		},
	}
}

func jira() *format {
	return &format{
		name: "jira", about: "Jira issues as CSV",
		has: []string{"Issue key", "Summary", "Status", "Created"},
		fields: map[Field][]string{
			Received: {"Created"}, ID: {"Issue key"}, Subject: {"Summary"}, Text: {"Description"}, Tag: {"Components", "Component/s"}, Tags: {"Labels"},
			KindOf: {"Issue Type"}, Severity: {"Priority"}, State: {"Status"}, StateAt: {"Resolved", "Updated"}, Owner: {"Assignee"},
			Customer: {"Reporter"}, Due: {"Due date", "Due Date"}, Answer: {"Resolution"}, Problem: {"Custom field (Epic Link)", "Parent key"},
		},
		finish: func(_ *builder, _ *table.Record, d *model.Draft) {
			ownerless(d, "Unassigned")
		},
	}
}

// ownerless takes away an owner that only says that there is none.
func ownerless(d *model.Draft, names ...string) {
	for _, n := range names {
		if strings.EqualFold(string(d.Owner), n) {
			d.Owner = ""
			if d.State == model.Working {
				d.State = model.New
			}
		}
	}
}
