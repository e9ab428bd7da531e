package exchange

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/store/exchange/table"
)

// taken reads a file as an import would and returns its drafts and, of the rows
// that were not taken, the reasons.
func taken(t *testing.T, name, content string, opt Options) (*Plan, []model.Draft, []string) {
	t.Helper()
	opt.Zone, opt.Now = tokyo, today
	p, err := Inspect(context.Background(), table.Bytes(name, []byte(content)), opt)
	if err != nil {
		t.Fatal(err)
	}
	var drafts []model.Draft
	var reasons []string
	for row, err := range p.Read(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Err != nil {
			reasons = append(reasons, fmt.Sprintf("line %d: %v", row.Records[row.Bad].Line, row.Err))
			continue
		}
		drafts = append(drafts, row.Draft)
	}
	return p, drafts, reasons
}

func at(s string) model.Instant {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return model.At(t)
}

func extras(pairs ...string) []model.Extra {
	all := []model.Extra{}
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, model.Extra{Name: pairs[i], Value: pairs[i+1]})
	}
	return all
}

// Each program's export is known by its header and read field by field; each
// format has a small file here that is told to be its own.
func TestFormats(t *testing.T) {
	read := map[int]bool{}
	for name, tc := range map[string]struct {
		file, in, format string
		want             []model.Draft
	}{
		"cfpb": {"c.csv", "Date received,Product,Issue,Sub-issue,Consumer complaint narrative,Company,Submitted via,Company response to consumer,Complaint ID\n" +
			"2026-11-01,Savings,\"Fees, late\",Charged twice,They took it twice,Bank A,Phone,In progress,11\n" +
			"2026-11-02,Savings,Fees/costs,,,Bank B,Web Referral,Closed with monetary relief,12\n" +
			"2026-01-02,Savings,Access,,,,Email,In progress,13\n", "cfpb", []model.Draft{
			{ReceivedAt: at("2026-11-01T00:00:00+09:00"), Text: "They took it twice", Tags: []model.TagPath{"Fees, late/Charged twice", "Savings"}, Channel: "phone",
				ExternalID: "11", State: model.New, Extra: extras("Company", "Bank A", "Company response to consumer", "In progress")},
			{ReceivedAt: at("2026-11-02T00:00:00+09:00"), Text: "Fees/costs", TextMade: true, Tags: []model.TagPath{`Fees\/costs`, "Savings"}, Channel: "referral",
				ExternalID: "12", State: model.Closed, CloseReason: model.ReasonGoodwill, Extra: extras("Company", "Bank B", "Company response to consumer", "Closed with monetary relief")},
			{ReceivedAt: at("2026-01-02T00:00:00+09:00"), Text: "Access", TextMade: true, Tags: []model.TagPath{"Access", "Savings"}, Channel: "email",
				ExternalID: "13", State: model.Closed, Extra: extras("Company response to consumer", "In progress")},
		}},
		"zendesk JSON": {"z.json", `{"tickets":[{"id":7,"created_at":"2026-11-01T01:00:00Z","updated_at":"2026-11-03T01:00:00Z","type":"incident","subject":"Refund","description":"Not refunded yet",
			"priority":"high","status":"solved","requester_id":50,"assignee_id":60,"via":{"channel":"web"},"tags":["refund_delay","vip"],"problem_id":3,"due_at":null}],
			"users":[{"id":50,"name":"Tanaka Shoji"},{"id":60,"name":"Mori"}]}`, "zendesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T01:00:00Z"), StateAt: at("2026-11-03T01:00:00Z"), Kind: model.KindComplaint, Text: "Refund\n\nNot refunded yet", Severity: model.S2, State: model.Resolved,
				Customer: "Tanaka Shoji", Owner: "Mori", Channel: "web", Tags: []model.TagPath{"refund_delay", "vip"}, ProblemRef: "zendesk 3", ExternalID: "7", Extra: extras("via", `{"channel":"web"}`)},
		}},
		"zendesk lines": {"z.jsonl", `{"id":7,"created_at":"2026-11-01T01:00:00Z","type":"question","subject":"Refund when?","description":"Refund when? Please","priority":null,"status":"hold","requester":{"id":5,"name":"Sato"},"assignee":null,"via":{"channel":"voice"},"tags":[]}` + "\n", "zendesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T01:00:00Z"), Kind: model.KindInquiry, Text: "Refund when? Please", State: model.Pending, Waiting: model.Waiting{On: model.WaitingInternal},
				Customer: "Sato", Channel: "phone", ExternalID: "7", Extra: extras("requester", `{"id":5,"name":"Sato"}`, "via", `{"channel":"voice"}`)},
		}},
		"zendesk CSV": {"z.csv", "Summation column,Id,Requester,Requester id,Requester email,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Solved at,Satisfaction Score\n" +
			"1,88,Abe,5,abe@example.com,Mori,Osaka,Still no refund,refund_delay vip,Open,Urgent,Web form,Incident,2026-11-01 10:00,2026-11-02 10:00,-,-\n", "zendesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T10:00:00+09:00"), Kind: model.KindComplaint, Text: "Still no refund", Severity: model.S1, State: model.Working, Owner: "Mori", Customer: "Abe", Channel: "web",
				Tags: []model.TagPath{"refund_delay", "vip"}, ExternalID: "88", Extra: extras("Summation column", "1", "Requester id", "5", "Requester email", "abe@example.com", "Group", "Osaka", "Updated at", "2026-11-02 10:00")},
		}},
		"a view of zendesk": {"v.csv", "Ticket ID,Subject,Requester,Requested,Type,Priority,Assignee,Updated,Ticket status\n" +
			"91,Still no refund,Abe,2026-11-01 10:00,Question,Normal,Mori,2026-11-02 10:00,Solved\n", "zendesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T10:00:00+09:00"), StateAt: at("2026-11-02T10:00:00+09:00"), Kind: model.KindInquiry, Text: "Still no refund", Severity: model.S3, State: model.Resolved,
				Owner: "Mori", Customer: "Abe", ExternalID: "91"},
		}},
		"jira": {"j.csv", "Summary,Issue key,Issue Type,Status,Priority,Assignee,Reporter,Created,Resolved,Labels,Labels,Labels,Description,Comment,Comment\n" +
			"Login fails,DESK-7,Bug,Done,High,mori,sato,14/Jul/25 3:42 PM,16/Jul/25 9:00 AM,login,,app,It says no,first,second\n", "jira", []model.Draft{
			{ReceivedAt: at("2025-07-14T15:42:00+09:00"), StateAt: at("2025-07-16T09:00:00+09:00"), Kind: model.KindComplaint, Text: "Login fails\n\nIt says no", Severity: model.S2, State: model.Closed,
				Owner: "mori", Customer: "sato", Tags: []model.TagPath{"login", "app"}, ExternalID: "DESK-7", Extra: extras("Comment", "first", "Comment (2)", "second")},
		}},
		"zammad": {"z.json", `[{"id":4,"number":"22004","title":"Damaged","group_id":1,"group":"Shipping","state":"pending reminder","priority":"2 normal","owner":"-","customer":"a@example.com","create_article_type":"phone",
			"created_at":"2026-11-01T01:00:00.500Z","updated_at":"2026-11-02T01:00:00Z","close_at":null,"articles":[{"body":"<p>The box was <b>wet</b>.</p><p>A &amp; B</p>"}]}]`, "zammad", []model.Draft{
			{ReceivedAt: at("2026-11-01T01:00:00.5Z"), Text: "Damaged\n\nThe box was wet.\n\nA & B", Severity: model.S3, State: model.Pending, Waiting: model.Waiting{On: model.WaitingCustomer}, Customer: "a@example.com",
				Channel: "phone", Tags: []model.TagPath{"Shipping"}, ExternalID: "22004", Extra: extras("id", "4", "group_id", "1", "articles", `[{"body":"<p>The box was <b>wet</b>.</p><p>A &amp; B</p>"}]`, "updated_at", "2026-11-02T01:00:00Z")},
		}},
		"freshdesk": {"f.csv", "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Tags,Full name\n" +
			"5,Wrong size,Closed,Low,Portal,Exchange,No Agent,Shop,2026-11-01 10:00:00,2026-11-04 10:00:00,2026-11-02 10:00:00,2026-11-03 10:00:00,\"size, return\",Kato Rie\n", "freshdesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T10:00:00+09:00"), StateAt: at("2026-11-03T10:00:00+09:00"), Text: "Wrong size", Severity: model.S4, State: model.Closed, Customer: "Kato Rie", Channel: "web",
				Tags: []model.TagPath{"Exchange", "size", "return"}, ExternalID: "5", Extra: extras("Group", "Shop", "Resolved time", "2026-11-02 10:00:00")},
		}},
		"freshdesk JSON": {"f.json", `[{"id":5,"subject":"Wrong size","description_text":"Too small","status":4,"priority":3,"source":3,"type":"Exchange","created_at":"2026-11-01T01:00:00Z","updated_at":"2026-11-02T01:00:00Z","tags":["size"],"requester":{"name":"Kato Rie"}}]`, "freshdesk", []model.Draft{
			{ReceivedAt: at("2026-11-01T01:00:00Z"), StateAt: at("2026-11-02T01:00:00Z"), Text: "Wrong size\n\nToo small", Severity: model.S2, State: model.Resolved, Customer: "Kato Rie", Channel: "phone",
				Tags: []model.TagPath{"Exchange", "size"}, ExternalID: "5", Extra: extras("status", "4", "priority", "3", "source", "3", "requester", `{"name":"Kato Rie"}`)},
		}},
		"servicenow log": {"s.csv", "number,incident_state,caller_id,opened_at,sys_updated_at,contact_type,category,subcategory,priority,assigned_to,problem_id,closed_at,u_symptom\n" +
			"INC1,New,Caller 5,29/10/2026 01:16,29/10/2026 01:20,Phone,Mail,Quota,3 - Moderate,?,?,30/10/2026 12:00,?\n" +
			"INC2,New,Caller 6,29/10/2026 02:00,29/10/2026 02:01,Email,Login,?,1 - Critical,Mori,PRB9,?,slow\n" +
			"INC1,Active,Caller 5,29/10/2026 01:16,29/10/2026 02:20,Phone,Mail,Quota,2 - High,Abe,?,30/10/2026 12:00,?\n" +
			"INC1,Closed,Caller 5,29/10/2026 01:16,30/10/2026 12:00,Phone,Mail,Quota,2 - High,Kato,?,30/10/2026 12:00,?\n", "servicenow", []model.Draft{
			{ReceivedAt: at("2026-10-29T02:00:00+09:00"), Text: "Login", TextMade: true, Tags: []model.TagPath{"Login"}, Severity: model.S1, State: model.Working, Owner: "Mori", Customer: "Caller 6",
				Channel: "email", ProblemRef: "PRB9", ExternalID: "INC2", Extra: extras("u_symptom", "slow")},
			{ReceivedAt: at("2026-10-29T01:16:00+09:00"), StateAt: at("2026-10-30T12:00:00+09:00"), Text: "Mail / Quota", TextMade: true, Tags: []model.TagPath{"Mail/Quota"}, Severity: model.S2, State: model.Closed,
				Owner: "Kato", Customer: "Caller 5", Channel: "phone", ExternalID: "INC1", Extra: extras(), Notes: []model.Note{
					{At: at("2026-10-29T02:20:00+09:00"), Text: "incident_state: New → Active"},
					{At: at("2026-10-30T12:00:00+09:00"), Text: "incident_state: Active → Closed"},
					{At: at("2026-10-30T12:00:00+09:00"), Text: "assigned_to: Abe → Kato"},
				}},
		}},
		"event log": {"e.csv", "Case ID,Activity,Resource,Complete Timestamp,Variant,Variant,product\n" +
			"Case 2,Take in charge,R1,2026/10/12 15:02:56.000,V1,1,Router\n" +
			"Case 1,Take in charge,R1,2026/10/09 14:51:01.000,V2,2,Modem\n" +
			"Case 1,Resolve ticket,R2,2026/10/12 15:02:56.000,V2,2,Modem\n", "events", []model.Draft{
			{ReceivedAt: at("2026-10-12T15:02:56+09:00"), Text: "Router", TextMade: true, Tags: []model.TagPath{"Router"}, State: model.Working, Owner: "R1", ExternalID: "Case 2",
				Extra: extras("Variant", "V1", "Variant (2)", "1", "Activity", "Take in charge")},
			{ReceivedAt: at("2026-10-09T14:51:01+09:00"), StateAt: at("2026-10-12T15:02:56+09:00"), Text: "Modem", TextMade: true, Tags: []model.TagPath{"Modem"}, State: model.Resolved, Owner: "R2", ExternalID: "Case 1",
				Extra: extras("Variant", "V2", "Variant (2)", "2"), Notes: []model.Note{
					{At: at("2026-10-12T15:02:56+09:00"), Text: "Activity: Take in charge → Resolve ticket"},
					{At: at("2026-10-12T15:02:56+09:00"), Text: "Resource: R1 → R2"},
				}},
		}},
	} {
		p, got, reasons := taken(t, tc.file, tc.in, Options{})
		read[slices.IndexFunc(formats(), func(f *format) bool { return f.knows(p.Info.Shape, p.Columns) })] = true
		t.Run(name, func(t *testing.T) {
			if p.Format != tc.format || len(reasons) > 0 || len(got) != len(tc.want) {
				t.Fatalf("%s, %d drafts, not taken: %q", p.Format, len(got), reasons)
			}
			for i, want := range tc.want {
				want.Source = tc.format
				if want.StateAt == 0 {
					want.StateAt = want.ReceivedAt
				}
				if want.Extra == nil {
					want.Extra = []model.Extra{}
				}
				if got[i].Extra == nil {
					got[i].Extra = []model.Extra{}
				}
				if !reflect.DeepEqual(got[i], want) {
					t.Errorf("row %d:\n got %+v\nwant %+v", i, got[i], want)
				}
			}
		})
	}
	for i, f := range formats() {
		if !read[i] {
			t.Errorf("no small file is read as %s with the header %q %q", f.name, f.has, f.one)
		}
	}
}

// Any other file is read by a map; words the desk does not know stay beside the
// issue.
func TestMap(t *testing.T) {
	in := "受付番号\t受付日\t時刻\tお客様名\t件名\t内容\t受付方法\t対応状況\t優先度\t担当者\t店舗\n" +
		"A-1\t令和8年7月13日\t15時42分\t田中商事\t請求\t請求が二重です\t電話\t対応中\t高\t森\t大阪\n" +
		"A-2\t令和8年11月20日\t9時5分\t\t\t折り返しがない\t伝言板\t検討中\t??\t\t\n"
	p, got, reasons := taken(t, "申出.tsv", in, Options{Map: Map{
		ID: "受付番号", Received: "受付日", AtTime: "時刻", Customer: "お客様名", Subject: "件名", Text: "内容", Channel: "受付方法", State: "対応状況", Severity: "優先度", Owner: "担当者",
	}})
	want := []model.Draft{
		{Source: "申出", ExternalID: "A-1", ReceivedAt: at("2026-07-13T15:42:00+09:00"), StateAt: at("2026-07-13T15:42:00+09:00"), Customer: "田中商事", Text: "請求が二重です", Channel: "phone",
			State: model.Working, Severity: model.S2, Owner: "森", Extra: extras("店舗", "大阪")},
		{Source: "申出", ExternalID: "A-2", ReceivedAt: at("2026-11-20T09:05:00+09:00"), StateAt: at("2026-11-20T09:05:00+09:00"), Text: "折り返しがない", Channel: "伝言板",
			State: model.New, Extra: extras("優先度", "??", "対応状況", "検討中")},
	}
	want[0].Text = "請求が二重です" // it begins with the subject
	if p.Format != AsCSV || p.Info.Delimiter != '\t' || len(reasons) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%s %v\n got %+v\nwant %+v", p.Format, reasons, got, want)
	}
}

// Rows that cannot be taken say why and where.
func TestReasons(t *testing.T) {
	for name, tc := range map[string]struct{ in, reason string }{
		"no date":       {"id,date,text\n1,,x\n2,2026-01-02,y\n", `line 2: the row has no date in "date"`},
		"not a date":    {"id,date,text\n1,soon,x\n2,2026-01-02,y\n", `line 2: "soon" is not a date`},
		"impossible":    {"id,date,text\n1,2026-02-30,x\n2,2026-01-02,y\n", `line 2: "2026-02-30": there is no such day`},
		"future":        {"id,date,text\n1,2031-02-03,x\n2,2026-01-02,y\n", `line 2: "2031-02-03": it lies in the future`},
		"no words":      {"date,text\n2026-01-02,x\n2026-01-03,\n", `line 3: the row has no words, no tag and no ID`},
		"too long":      {"id,date,text\n1,2026-01-02," + strings.Repeat("x", model.MaxText+1) + "\n2,2026-01-02,y\n", `line 2: the text is 65537 bytes long, 65536 fit`},
		"short":         {"id,date,text\n1,2026-01-02\n2,2026-01-02,y\n", `line 2: the row does not fit the header: 2 cells where it has 3 columns`},
		"long":          {"id,date,text\n1,2026-01-02,x,spare\n2,2026-01-02,y\n", `line 2: the row does not fit the header: 4 cells where it has 3 columns`},
		"the same ID":   {"id,date,text\n1,2026-01-02,x\n1,2026-01-02,y\n", `line 3: the ID 1 stands already in line 2`},
		"not UTF-8":     {"id,date,text\n1,2026-01-02,x\xff\xff\n2,2026-01-02,日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本\n", `line 2: byte 15 of the row is not UTF-8`},
		"torn quotes":   {"id,date,text\n1,2026-01-02,\"x\"y\n2,2026-01-02,y\n", `line 2: column 3: text follows a closing quotation mark`},
		"a long tag":    {"id,date,text\n1,2026-01-02,x\n", ""},
		"a row of none": {"id,date,text\n,,\n1,2026-01-02,x\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := Map{Received: "date", Text: "text"}
			if strings.HasPrefix(tc.in, "id") {
				m[ID] = "id"
			}
			_, _, reasons := taken(t, "f.csv", tc.in, Options{Map: m})
			if got := strings.Join(reasons, "; "); !strings.HasPrefix(got, tc.reason) || tc.reason == "" && got != "" {
				t.Errorf("got %q, want %q", got, tc.reason)
			}
		})
	}
}
