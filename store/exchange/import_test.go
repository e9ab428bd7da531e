package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

const equalRows = "date,topic\n2026-07-01,fees\n2026-07-01,fees\n2026-07-02,fees\n2026-07-01,fees\n"

var topics = Options{Map: Map{Received: "date", Tag: "topic"}}

// The same file twice adds nothing, equal rows are all kept, and a longer file
// of the same source adds what is new in it.
func TestIdentity(t *testing.T) {
	d := newDesk(t)
	for _, tc := range []struct {
		in              string
		issues, already int
	}{
		{equalRows, 4, 0},
		{equalRows, 0, 4},
		{strings.ReplaceAll(equalRows, ",", ";"), 0, 4}, // what parts the cells is no part of them
		{equalRows + "2026-07-01,fees\n2026-07-03,fees\n", 2, 4},
	} {
		rep := bring(t, d, table.Bytes("a.csv", []byte(tc.in)), topics, Run{})
		if rep.Issues != tc.issues || rep.Already != tc.already || rep.Rows != tc.issues+tc.already {
			t.Errorf("%d issues, %d already; want %d, %d", rep.Issues, rep.Already, tc.issues, tc.already)
		}
	}
	other := topics
	other.Source = "another"
	if rep := bring(t, d, table.Bytes("a.csv", []byte(equalRows)), other, Run{}); rep.Issues != 4 {
		t.Errorf("from another source: %d issues", rep.Issues)
	}
}

// A dry run tells what would come in and writes nothing.
func TestDryRun(t *testing.T) {
	opt := topics
	opt.Zone, opt.Now = tokyo, today
	p, err := Inspect(context.Background(), table.Bytes("a.csv", []byte(equalRows+"never,fees\n")), opt)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := p.Import(context.Background(), Run{Clock: ticking()})
	if err != nil || rep.Rows != 5 || rep.Issues != 4 || rep.Rejected != 1 || rep.Made != 4 || len(rep.Samples) != 4 {
		t.Errorf("%+v, %v", rep, err)
	}
	if rep.Days != [2]model.Day{model.Date(2026, 7, 1), model.Date(2026, 7, 2)} || rep.Rejects[0].Line != 6 {
		t.Errorf("days %v, rejects %v", rep.Days, rep.Rejects)
	}
}

// cancelAfter is a desk that asks for the import to stop after some batches.
type cancelAfter struct {
	Desk
	batches int
	cancel  func()
}

func (c *cancelAfter) Do(ctx context.Context, r model.Request) (model.Receipt, error) {
	if c.batches--; c.batches == 0 {
		c.cancel()
	}
	return c.Desk.Do(ctx, r)
}

// An import that is stopped keeps whole batches, and doing it again goes on.
func TestStopAndGoOn(t *testing.T) {
	var in strings.Builder
	in.WriteString("date,topic\n")
	for i := range 100 {
		fmt.Fprintf(&in, "2026-07-%02d,topic %d\n", i%28+1, i)
	}
	d := newDesk(t)
	opt := topics
	opt.Zone, opt.Now = tokyo, today
	p, err := Inspect(context.Background(), table.Bytes("a.csv", []byte(in.String())), opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var told []Progress
	run := Run{Desk: &cancelAfter{Desk: d, batches: 3, cancel: cancel}, Actor: "aya", Batch: 10, Clock: ticking(), Progress: func(p Progress) { told = append(told, p) }}
	rep, err := p.Import(ctx, run)
	if !errors.Is(err, context.Canceled) || rep.Issues != 30 || rep.Batches != 3 {
		t.Fatalf("%d issues in %d batches, %v", rep.Issues, rep.Batches, err)
	}
	if len(told) != 3 || told[2].Rows != 30 || told[2].Of != 100 || told[2].Left <= 0 {
		t.Errorf("told %+v", told)
	}
	again := bring(t, d, table.Bytes("a.csv", []byte(in.String())), topics, Run{Batch: 10})
	if again.Already != 30 || again.Issues != 70 {
		t.Errorf("again: %d already, %d issues", again.Already, again.Issues)
	}
}

// What was rejected comes in once it is mended, and nothing twice.
func TestRejectsComeBack(t *testing.T) {
	in := "id;date;text\r\n1;2026-07-01;\"one; two\"\r\n2;never;\"it's \"\"quoted\"\"\nhere\"\r\n3;2026-07-01\r\n4;2026-07-02;four;spare\r\n"
	opt := Options{Map: Map{ID: "id", Received: "date", Text: "text"}, Source: "desk"}
	d := newDesk(t)
	var out bytes.Buffer
	rep := bring(t, d, table.Bytes("a.csv", []byte(in)), opt, Run{Rejects: &out})
	if rep.Issues != 1 || rep.Rejected != 3 {
		t.Fatalf("%+v", rep)
	}
	want := "\uFEFFid;date;text;koe_line;koe_reason;koe_source:desk\r\n" +
		"2;never;\"it's \"\"quoted\"\"\nhere\";3;\"\"\"never\"\" is not a date\";\r\n" +
		"3;2026-07-01;;5;the row does not fit the header: 2 cells where it has 3 columns;\r\n" +
		"4;2026-07-02;four;6;the row does not fit the header: 4 cells where it has 3 columns;;spare\r\n"
	if out.String() != want {
		t.Fatalf("got\n%s\nwant\n%s", out.String(), want)
	}
	mended := strings.NewReplacer(";never;", ";2026-07-03;", "2026-07-01;;", "2026-07-01;three;", ";spare", "").Replace(out.String())
	opt.Source = "" // whatever the mended file is called, its rows are still the desk's
	rep = bring(t, d, table.Bytes("rejects.csv", []byte(mended)), opt, Run{})
	if rep.Issues != 3 || rep.Rejected != 0 || rep.Samples[2].Text != "it's \"quoted\"\nhere" || len(rep.Samples[0].Extra) != 0 {
		t.Errorf("mended: %+v", rep)
	}
	if rep = bring(t, d, table.Bytes("rejects.csv", []byte(mended)), opt, Run{}); rep.Already != 3 || rep.Issues != 0 {
		t.Errorf("mended again: %d already, %d issues", rep.Already, rep.Issues)
	}
}

// A mended row that is now equal to one that came in before is another row.
func TestMendedRowEqualToAnother(t *testing.T) {
	d := newDesk(t)
	var out bytes.Buffer
	opt := topics
	opt.Source = "x"
	bring(t, d, table.Bytes("a.csv", []byte("date,topic\n2026-07-01,fees\nbad,fees\n")), opt, Run{Rejects: &out})
	mended := strings.Replace(out.String(), "bad", "2026-07-01", 1)
	if rep := bring(t, d, table.Bytes("b.csv", []byte(mended)), opt, Run{}); rep.Issues != 1 {
		t.Errorf("%+v", rep)
	}
}

func TestRejectsOfJSON(t *testing.T) {
	d := newDesk(t)
	var out bytes.Buffer
	opt := Options{Map: Map{ID: "id", Received: "at", Text: "words"}, Source: "x"}
	in := "{\"id\": 1, \"at\": \"2026-07-01\", \"words\": \"one\"}\n{\"id\": 2, \"at\": \"soon\", \"words\": \"two\"}\n{\"id\": 3,\n"
	rep := bring(t, d, table.Bytes("a.jsonl", []byte(in)), opt, Run{Rejects: &out})
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if rep.Issues != 1 || rep.Rejected != 2 || len(lines) != 2 || lines[0] != `{"id":2,"at":"soon","words":"two","koe_line":2,"koe_reason":"\"soon\" is not a date"}` || !strings.HasPrefix(lines[1], `{"koe_raw":"{\"id\": 3,","koe_line":3,`) {
		t.Fatalf("%d issues, %d rejected\n%s", rep.Issues, rep.Rejected, out.String())
	}
	mended := strings.Replace(lines[0], "soon", "2026-07-02", 1)
	if rep := bring(t, d, table.Bytes("b.jsonl", []byte(mended)), opt, Run{}); rep.Issues != 1 || len(rep.Samples[0].Extra) != 0 {
		t.Errorf("mended: %+v", rep)
	}
}

// Where one event of an incident is wrong, all of its events are rejected, so
// that they come in together once it is mended.
func TestRejectsOfEvents(t *testing.T) {
	in := "Case ID,Activity,Timestamp,product\nA,Open,2026-07-01,x\nB,Open,2026-07-01,x\nA,Closed,later,x\n"
	d := newDesk(t)
	var out bytes.Buffer
	rep := bring(t, d, table.Bytes("a.csv", []byte(in)), Options{}, Run{Rejects: &out})
	if rep.Issues != 1 || rep.Rejected != 2 || rep.Taken != 1 || rep.Rejects[0].Line != 4 {
		t.Fatalf("%+v", rep)
	}
	if !strings.Contains(out.String(), "A,Open,2026-07-01,x,2,belongs with line 4\r\n") {
		t.Errorf("rejects:\n%s", out.String())
	}
	mended := strings.Replace(out.String(), "later", "2026-07-02", 1)
	rep = bring(t, d, table.Bytes("b.csv", []byte(mended)), Options{}, Run{})
	if rep.Issues != 1 || rep.Samples[0].State != model.Closed {
		t.Errorf("mended: %+v", rep)
	}
}

// A row that is cut off within an incident takes the others with it.
func TestCutOffEvent(t *testing.T) {
	in := "Case ID,Activity,Timestamp,product\nA,Open,2026-07-01,x\nB,Open,2026-07-01,x\nA,Closed\n"
	rep := bring(t, newDesk(t), table.Bytes("a.csv", []byte(in)), Options{}, Run{})
	if rep.Rows != 3 || rep.Issues != 1 || rep.Rejected != 2 || rep.Rejects[0].Line != 4 {
		t.Errorf("%+v", rep)
	}
}

// picky is a desk that refuses batches with a certain word in them.
type picky struct{ Desk }

func (p picky) Do(ctx context.Context, r model.Request) (model.Receipt, error) {
	for _, d := range r.Command.(model.Import).Rows {
		if strings.Contains(d.Text, "unspeakable") {
			return model.Receipt{}, &model.Refusal{Code: model.BadValue, Field: "text", Value: "unspeakable", Accepted: []string{"another"}}
		}
	}
	return p.Desk.Do(ctx, r)
}

// A row that the desk refuses costs itself, not its batch.
func TestRefusedByTheDesk(t *testing.T) {
	var in strings.Builder
	in.WriteString("date,text\n")
	for i := range 50 {
		word := "fine"
		if i == 17 || i == 40 {
			word = "unspeakable"
		}
		fmt.Fprintf(&in, "2026-07-01,%s %d\n", word, i)
	}
	opt := Options{Map: Map{Received: "date", Text: "text"}, Zone: tokyo, Now: today}
	p, err := Inspect(context.Background(), table.Bytes("a.csv", []byte(in.String())), opt)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := p.Import(context.Background(), Run{Desk: picky{newDesk(t)}, Actor: "aya", Clock: ticking()})
	if err != nil || rep.Issues != 48 || rep.Rejected != 2 || rep.Rejects[0].Line != 19 || rep.Rejects[1].Line != 42 {
		t.Errorf("%d issues, rejects %v, %v", rep.Issues, rep.Rejects, err)
	}
}

// One import is one undo, however many batches it was. What somebody did to its
// rows and took back again is in nobody's way.
func TestUndo(t *testing.T) {
	d := newDesk(t)
	rep := bring(t, d, table.Bytes("a.csv", []byte(equalRows)), topics, Run{Batch: 1})
	if rep.Batches != 4 {
		t.Fatalf("%d batches", rep.Batches)
	}
	give := func(c model.Command) (model.Receipt, error) {
		return d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: c})
	}
	first, err := give(model.AddNote{Issue: rep.First, Text: "mine"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := give(model.Undo{Event: first.Event - 1}); !errors.Is(err, &model.Refusal{Code: model.ChangedSince}) {
		t.Fatalf("the undo of an import with a note on it: %v", err)
	}
	for range 2 { // the note, and then the import
		if _, err := give(model.Undo{}); err != nil {
			t.Fatal(err)
		}
	}
	if page, err := d.Issues(context.Background(), model.IssueQuery{}); err != nil || len(page.Rows) != 0 {
		t.Fatalf("%d issues are left, %v", len(page.Rows), err)
	}
	if rep := bring(t, d, table.Bytes("a.csv", []byte(equalRows)), topics, Run{}); rep.Issues != 4 {
		t.Errorf("after undoing it, the import brings %d issues", rep.Issues)
	}
}

// A batch is bounded by what its rows hold, too: rows of long mails make more
// batches of fewer rows.
func TestBatchesAreBoundedByBytes(t *testing.T) {
	var in strings.Builder
	in.WriteString("id,date,text\n")
	for i := range 20 {
		fmt.Fprintf(&in, "%d,2026-07-%02d,%s\n", i, i+1, strings.Repeat("long ", 200))
	}
	rep := bring(t, newDesk(t), table.Bytes("a.csv", []byte(in.String())), Options{Map: Map{ID: "id", Received: "date", Text: "text"}, Source: "desk"}, Run{Bytes: 2500})
	if rep.Issues != 20 || rep.Batches != 7 {
		t.Errorf("%d issues in %d batches", rep.Issues, rep.Batches)
	}
}

// Questions that only a person can answer are asked before anything is written.
func TestQuestions(t *testing.T) {
	inspect := func(in string, opt Options) error {
		opt.Zone, opt.Now = tokyo, today
		_, err := Inspect(context.Background(), table.Bytes("a.csv", []byte(in)), opt)
		return err
	}
	var need *NeedMap
	if err := inspect("受付日,お問い合わせ内容,お客様名\n2026-07-01,届かない,田中\n", Options{}); !errors.As(err, &need) || need.Proposed[Text] != "お問い合わせ内容" || !strings.Contains(err.Error(), "--map received_at=受付日 --map text=お問い合わせ内容") {
		t.Errorf("a map: %v", err)
	}
	if err := inspect("date,text\n01/02/2026,x\n", Options{Map: Map{Received: "date", Text: "text"}}); err == nil || !strings.Contains(err.Error(), "--dates mdy or --dates dmy") {
		t.Errorf("the order of dates: %v", err)
	}
	if err := inspect("words\nx\n", Options{Map: Map{Text: "words"}}); !errors.Is(err, ErrNeedDate) {
		t.Errorf("a date: %v", err)
	}
	if err := inspect("when,words\nonce,x\n", Options{Map: Map{Text: "words", Received: "when"}}); !errors.Is(err, ErrNeedDate) {
		t.Errorf("a column of dates without dates: %v", err)
	}
	if err := inspect("words\nx\n", Options{Map: Map{Text: "word"}}); err == nil || !strings.Contains(err.Error(), `the columns are "words"`) {
		t.Errorf("a column: %v", err)
	}
	if err := inspect("words\nx\n", Options{As: "cfpb"}); err == nil || !strings.Contains(err.Error(), "does not have the columns of cfpb") {
		t.Errorf("a format: %v", err)
	}
}

func TestPropose(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		want Map
	}{
		"Japanese desk": {"管理番号,受付日時,お客様名,件名,お問い合わせ内容,受付方法,対応状況,担当者,カテゴリ,小分類\n1,2026/7/1 9:00,田中商事,請求,二重に請求された,電話,完了,森,請求,二重\n",
			Map{ID: "管理番号", Received: "受付日時", Customer: "お客様名", Subject: "件名", Text: "お問い合わせ内容", Channel: "受付方法", State: "対応状況", Owner: "担当者", Tag: "カテゴリ", Subtag: "小分類"}},
		"two date columns": {"Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,State,Status\n1,No line since May,04-03-15,04-Mar-15,3:53:50 PM,Internet,Maryland,Open\n",
			Map{ID: "Ticket #", Text: "Customer Complaint", Received: "Date_month_year", AtTime: "Time", Channel: "Received Via", State: "Status"}},
		"camel case": {"SRNumber,CreatedDate,RequestType,Status,Owner\n1,01/13/2018 12:00:09 AM,Bulky Items,Closed,BOS\n",
			Map{ID: "SRNumber", Received: "CreatedDate", Tag: "RequestType", State: "Status", Owner: "Owner"}},
		"by values": {"a,b,c\n7,2026-07-01,the parcel came late and was wet\n8,2026-07-02,nobody answers the phone in the evening\n",
			Map{Received: "b", Text: "c"}},
	} {
		t.Run(name, func(t *testing.T) {
			var need *NeedMap
			_, err := Inspect(context.Background(), table.Bytes("a.csv", []byte(tc.in)), Options{Zone: tokyo, Now: today})
			if !errors.As(err, &need) {
				t.Fatal(err)
			}
			if fmt.Sprint(need.Proposed) != fmt.Sprint(tc.want) {
				t.Errorf("got %v\nwant %v", need.Proposed, tc.want)
			}
		})
	}
}

func TestParseMap(t *testing.T) {
	m := mapOf(t, "text=What they said", "received_at=When")
	if got := m.Flags(); got != "--map received_at=When --map 'text=What they said'" {
		t.Errorf("got %s", got)
	}
	for _, bad := range [][]string{{"text"}, {"text="}, {"words=x"}, {"text=a", "text=b"}} {
		if _, err := ParseMap(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// A map goes to the desk by a name and comes back the same.
func TestKeptMap(t *testing.T) {
	m := mapOf(t, "text=What they said", "received_at=When")
	got, order, err := MapOf(m.Mapping("crm", dates.DMY))
	if err != nil || order != dates.DMY || !reflect.DeepEqual(got, m) {
		t.Errorf("%v %s %v", got, order, err)
	}
	if _, _, err := MapOf(model.Mapping{Name: "old", Fields: map[string]string{"mood": "x"}}); err == nil {
		t.Error("a field that does not exist was taken")
	}
}

// What a person says about a file goes before what the file says.
func TestOptions(t *testing.T) {
	in := "when,what,how\n01/02/2026,late,open\n,early,open\n"
	m := Map{Received: "when", Text: "what", State: "how"}
	_, got, _ := taken(t, "f.csv", in, Options{Map: m, Dates: dates.DMY, At: time.Date(2026, 7, 1, 9, 0, 0, 0, tokyo), State: model.Closed, Source: "crm"})
	if len(got) != 2 || got[0].ReceivedAt != at("2026-02-01T00:00:00+09:00") || got[1].ReceivedAt != at("2026-07-01T09:00:00+09:00") || got[0].State != model.Closed || got[0].Source != "crm" {
		t.Errorf("%+v", got)
	}
	sjis := "when,what\n2026-07-01,\x95\xd4\x8b\xe0\n"
	if p, got, _ := taken(t, "f.csv", sjis, Options{Map: Map{Received: "when", Text: "what"}, Encoding: table.CP932}); p.Info.Encoding != table.CP932 || got[0].Text != "返金" {
		t.Errorf("%s %+v", p.Info, got)
	}
}

// A row may end early where other rows leave those columns empty too.
func TestShortRow(t *testing.T) {
	in := "id,date,text,disputed\n1,2026-07-01,x,\n2,2026-07-01,y,No\n3,2026-07-01,z\n4,2026-07-01\n"
	_, got, reasons := taken(t, "f.csv", in, Options{Map: Map{ID: "id", Received: "date", Text: "text"}})
	if len(got) != 3 || len(reasons) != 1 || !strings.HasPrefix(reasons[0], "line 5") {
		t.Errorf("%d drafts, %q", len(got), reasons)
	}
}

func TestParseAt(t *testing.T) {
	got, err := ParseAt("令和8年7月13日 9時", tokyo, today)
	if err != nil || model.At(got) != at("2026-07-13T09:00:00+09:00") {
		t.Error(got, err)
	}
	for _, bad := range []string{"01/02/2026", "2027-01-01", "tomorrow"} {
		if _, err := ParseAt(bad, tokyo, today); err == nil || !strings.Contains(err.Error(), "write it as") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// A row with neither words nor a tag is named by its ID, and marked as made.
func TestMadeText(t *testing.T) {
	_, got, _ := taken(t, "crm.csv", "id,date,text\n7,2026-07-01,\n", Options{Map: Map{ID: "id", Received: "date", Text: "text"}})
	if len(got) != 1 || got[0].Text != "crm 7" || !got[0].TextMade {
		t.Errorf("%+v", got)
	}
}

// A column that no field takes may still tell in which order a file's dates are.
func TestUnmappedColumnTellsTheOrder(t *testing.T) {
	p, got, _ := taken(t, "a.csv", "opened,serviced,text\n01/02/2026,01/13/2026,x\n", Options{Map: Map{Received: "opened", Text: "text"}})
	if p.Order != dates.MDY || got[0].ReceivedAt != at("2026-01-02T00:00:00+09:00") {
		t.Errorf("%s, %+v", p.Order, got)
	}
}
