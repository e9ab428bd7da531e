package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"koe/model"
	"koe/store/exchange/table"

	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"
)

// of walks over some rows.
func of(rows ...model.Row) Rows {
	return func(context.Context) iter.Seq2[model.Row, error] {
		return func(yield func(model.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func export1(t testing.TB, format OutFormat, full bool, rows Rows) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := Export(context.Background(), &b, rows, OutOptions{Format: format, Full: full, Zone: tokyo}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sample() model.Row {
	return model.Row{
		Issue: model.Issue{
			Number: 12, ID: ulid.MustParse("01JZ000000000000000000000A"), ReceivedAt: at("2026-07-13T00:00:00Z"), LoggedAt: at("2026-07-13T00:00:09.5Z"),
			Kind: model.KindComplaint, Channel: "phone", Text: "=2+3 is what they said\n\"again\", 090-1234-5678", Tags: []model.TagKey{"billing/double charge"},
			Severity: model.S2, Customer: 4, State: model.Closed, StateAt: at("2026-07-14T00:00:00Z"), Answer: "refunded to 4111 1111 1111 1111", CloseReason: model.ReasonGoodwill,
			Problem: 3, Source: "crm", ExternalID: "+7", Extra: []model.Extra{{Name: "Shop", Value: "-Osaka"}}, Day: model.Date(2026, 7, 13),
		},
		Customer: "田中商事", Tags: []model.TagPath{"Billing/Double charge"}, ProblemTitle: "Double charge",
	}
}

func TestJSONShape(t *testing.T) {
	got := export1(t, OutJSONL, true, of(sample()))
	want := `{"number":12,"id":"01JZ000000000000000000000A","received_at":"2026-07-13T00:00:00Z","logged_at":"2026-07-13T00:00:09.5Z","kind":"complaint",` +
		`"text":"=2+3 is what they said\n\"again\", 090-1234-5678","tags":["Billing/Double charge"],"customer":"田中商事","severity":"S2","state":"closed","owner":"","channel":"phone",` +
		`"wish":"","problem":"P-3","source":"crm","external_id":"+7","extra":{"Shop":"-Osaka"},"day":"2026-07-13","customer_id":4,"problem_title":"Double charge",` +
		`"state_at":"2026-07-14T00:00:00Z","answer":"refunded to 4111 1111 1111 1111","close_reason":"goodwill"}` + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A spreadsheet's reader gets the texts, with what it would calculate defused.
func TestCSVShape(t *testing.T) {
	got := export1(t, OutCSV, true, of(sample()))
	body, ok := strings.CutPrefix(got, "\uFEFF")
	if !ok {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	cells := map[string]string{}
	for i, name := range rows[0] {
		cells[name] = rows[1][i]
	}
	for name, want := range map[string]string{
		"number": "12", "received_at": "2026-07-13 09:00:00", "text": "'=2+3 is what they said\n\"again\", 090-1234-5678", "tags": `["Billing/Double charge"]`,
		"external_id": "'+7", "extra.Shop": "'-Osaka", "severity": "S2", "due": "",
	} {
		if cells[name] != want {
			t.Errorf("%s: got %q, want %q", name, cells[name], want)
		}
	}
}

func TestMasked(t *testing.T) {
	got := export1(t, OutJSONL, false, of(sample()))
	for _, secret := range []string{"090-1234-5678", "4111 1111", "田中"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s is still there: %s", secret, got)
		}
	}
	if !strings.Contains(got, `"customer":"C-4"`) || !strings.Contains(got, "is what they said") {
		t.Errorf("got %s", got)
	}
	row := sample()
	row.Issue.Extra[0].Value = "090-1234-5678"
	if export1(t, OutJSONL, false, of(row)); row.Issue.Extra[0].Value != "090-1234-5678" {
		t.Error("masking changed the record")
	}
}

func TestMarkdown(t *testing.T) {
	row := sample()
	row.Issue.Text = "# not a heading\n- no *item* <b>"
	row.Issue.Notes = []model.Note{{At: at("2026-07-13T01:00:00Z"), Text: "called\nback"}}
	got := export1(t, OutMarkdown, true, of(row))
	want := "## #12 Billing/Double charge\n\n2026-07-13 09:00 · S2 · closed · customer 田中商事 · phone · problem P-3 Double charge\n\n" +
		"> \\# not a heading\n> \\- no \\*item\\* \\<b\\>\n\nAnswer: refunded to 4111 1111 1111 1111\n\n- 2026-07-13 10:00 called back\n\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestExportStops(t *testing.T) {
	broken := errors.New("the disk is gone")
	rows := func(context.Context) iter.Seq2[model.Row, error] {
		return func(yield func(model.Row, error) bool) {
			if yield(sample(), nil) {
				yield(model.Row{}, broken)
			}
		}
	}
	n, err := Export(context.Background(), &bytes.Buffer{}, rows, OutOptions{Format: OutJSONL, Zone: tokyo})
	if n != 1 || !errors.Is(err, broken) {
		t.Errorf("%d, %v", n, err)
	}
}

// Defusing takes nothing from a text, whatever it begins with.
func TestDefuse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("'=+-@\t\r\n＝＋－＠ax"))).Draw(t, "s")
		safe := defuse(s)
		if arm(safe) != s {
			t.Fatalf("%q became %q and then %q", s, safe, arm(safe))
		}
		if safe != "" && strings.ContainsAny(safe[:1], "=+-@\t\r\n") {
			t.Fatalf("%q is still a formula", safe)
		}
	})
}

// Any rows written by appendRow are read back by this package's reader and by
// the standard one.
func TestRowsSurviveReaders(t *testing.T) {
	cell := rapid.StringOf(rapid.SampledFrom([]rune("a ,;\t\"'\n日本\\=")))
	rapid.Check(t, func(t *rapid.T) {
		want := [][]string{{"h1", "h2", "h3"}}
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			want = append(want, []string{"x" + cell.Draw(t, "a"), cell.Draw(t, "b"), cell.Draw(t, "c")})
		}
		var b []byte
		for _, row := range want {
			b = appendRow(b, ',', row)
		}
		std, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil || !reflect.DeepEqual(std, want) {
			t.Fatalf("encoding/csv reads %q, %v\nfrom %q", std, err, b)
		}
		src := table.Bytes("f.csv", b)
		info, err := table.Inspect(src, table.UTF8)
		if err != nil {
			t.Fatal(err)
		}
		r, err := table.Open(context.Background(), src, info)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for _, row := range want[1:] {
			rec, err := r.Next()
			if err != nil || rec.Err != nil || !reflect.DeepEqual(rec.Cells, row) {
				t.Fatalf("reads %q, %v %v; want %q\nfrom %q", rec.Cells, err, rec.Err, row, b)
			}
		}
	})
}

// drawDraft makes an issue with anything in it that an import can bring.
func drawDraft(t *rapid.T, n int) model.Draft {
	word := rapid.StringMatching(`[a-z#日返金タ]{1,8}`)
	sentence := rapid.StringMatching(`[A-Za-z返金"'=+@,;-]{1,6}( [a-zA-Z0-9,."'#*]{1,9}|\n[a-z]{1,5}){0,5}`)
	received := model.At(today) - model.Instant(rapid.Int64Range(0, 3e11).Draw(t, "age"))
	later := func(label string) model.Instant {
		if !rapid.Bool().Draw(t, label) {
			return 0
		}
		return received + model.Instant(rapid.Int64Range(1, 1e9).Draw(t, label+" by"))
	}
	d := model.Draft{
		ReceivedAt: received, LoggedAt: received + 5, Kind: rapid.SampledFrom(model.AllKinds()).Draw(t, "kind"), Text: sentence.Draw(t, "text"),
		TextMade: rapid.Bool().Draw(t, "made"), Channel: model.Channel(rapid.SampledFrom([]string{"", "phone", "伝言板"}).Draw(t, "channel")),
		Severity: model.Severity(rapid.IntRange(1, 4).Draw(t, "severity")), Wish: rapid.SampledFrom(append(model.AllWishes(), 0)).Draw(t, "wish"),
		State: rapid.SampledFrom(model.AllStates()).Draw(t, "state"), StateAt: later("state at"), Due: later("due"), AckDue: later("ack"), NextDue: later("next"), Snooze: later("snooze"),
		Customer: rapid.SampledFrom([]string{"", "田中商事", "Abe", "Ｋａｔｏ"}).Draw(t, "customer"), Owner: model.UserID(rapid.SampledFrom([]string{"", "mori", "sato"}).Draw(t, "owner")),
		OnBehalfOf: rapid.SampledFrom([]string{"", "her mother"}).Draw(t, "for"), Product: rapid.SampledFrom([]string{"", "Router 5"}).Draw(t, "product"),
		Answer: rapid.SampledFrom([]string{"", "refunded"}).Draw(t, "answer"), CloseReason: rapid.SampledFrom(append(model.AllCloseReasons(), 0)).Draw(t, "close"),
		Reason: rapid.SampledFrom([]string{"", "twice"}).Draw(t, "reason"), Reopened: uint16(rapid.IntRange(0, 3).Draw(t, "reopened")), Segment: rapid.SampledFrom([]string{"", "B"}).Draw(t, "segment"),
		Upheld: rapid.SampledFrom(append(model.AllUpheldValues(), 0)).Draw(t, "upheld"), Masked: rapid.Bool().Draw(t, "masked"), LoggedBy: "aya", SeverityBy: "aya",
		ProblemRef: rapid.SampledFrom([]string{"", "crm 7"}).Draw(t, "problem"), Source: "crm", ExternalID: fmt.Sprint(n),
	}
	if rapid.Bool().Draw(t, "money") {
		d.AtStake, d.Redress = model.Amount{Minor: 1200, Currency: "JPY"}, model.Amount{Minor: 50, Currency: "USD"}
	}
	if d.State == model.Pending {
		d.Waiting = model.Waiting{On: model.WaitingThird, Until: later("until")}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "tags") {
		d.Tags = append(d.Tags, model.JoinTag(fmt.Sprint(word.Draw(t, "tag"), i), rapid.SampledFrom([]string{"", "a/b", `c\d`, "Late"}).Draw(t, "leaf")))
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "extras") {
		d.Extra = append(d.Extra, model.Extra{Name: fmt.Sprint(word.Draw(t, "extra"), i), Value: sentence.Draw(t, "value")})
	}
	if rapid.Bool().Draw(t, "promise") {
		d.Promises = []model.Promise{{Text: "call back", By: received + 1000, Made: received, MadeBy: "aya", KeptAt: later("kept")}}
	}
	if rapid.Bool().Draw(t, "note") {
		d.Notes = []model.Note{{At: received + 7, By: "aya", Text: sentence.Draw(t, "note text"), Correction: rapid.Bool().Draw(t, "correction")}}
	}
	return d
}

// Exported, imported into an empty desk and exported again, JSON lines are the
// same; and so are the rows themselves but for where they came in.
func TestRoundTripJSONL(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := newDesk(t)
		defer from.Close()
		var drafts []model.Draft
		for n := range rapid.IntRange(1, 6).Draw(rt, "issues") {
			drafts = append(drafts, drawDraft(rt, n))
		}
		request := func(c model.Command) {
			if _, err := from.Do(context.Background(), model.Request{ID: from.NewID(), Actor: "aya", Command: c}); err != nil {
				rt.Fatal(err)
			}
		}
		request(model.Import{Source: "crm", Rows: drafts})
		request(model.Log{Draft: model.Draft{Text: "logged here", Tags: []model.TagPath{"Billing"}, Customer: "Abe"}})
		first := export1(t, OutJSONL, true, walk(from))
		to := newDesk(t)
		defer to.Close()
		rep := bring(t, to, table.Bytes("koe.jsonl", []byte(first)), Options{}, Run{})
		if rep.Rejected > 0 || rep.Issues != len(drafts)+1 {
			rt.Fatalf("%d issues, rejects %v\n%s", rep.Issues, rep.Rejects, first)
		}
		if second := export1(t, OutJSONL, true, walk(to)); second != first {
			rt.Fatalf("first\n%s\nsecond\n%s", first, second)
		}
		again := bring(t, to, table.Bytes("koe.jsonl", []byte(first)), Options{}, Run{})
		if again.Issues != 0 {
			rt.Fatalf("a second import brought %d issues", again.Issues)
		}
		same(rt, from, to)
	})
}

// same compares two desks' rows but for revisions and the event that brought
// them.
func same(t *rapid.T, from, to interface {
	Issues(context.Context, model.IssueQuery) (model.IssuePage, error)
}) {
	q := model.IssueQuery{Order: model.Oldest}
	a, err := from.Issues(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	b, err := to.Issues(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Rows {
		x, y := a.Rows[i], b.Rows[i]
		for _, r := range []*model.Row{&x, &y} {
			r.Issue.ImportBatch, r.Issue.Revision, r.Issue.Customer = 0, 0, 0
			if r.Issue.Source == AsKoe || r.Issue.Source == "" {
				r.Issue.Source, r.Issue.ExternalID = "", ""
			}
		}
		xj, _ := json.Marshal(x)
		yj, _ := json.Marshal(y)
		if !bytes.Equal(xj, yj) {
			t.Fatalf("was\n%s\nis\n%s", xj, yj)
		}
	}
}

// koe's CSV comes back with the same words, tags, people and extras.
func TestRoundTripCSV(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := newDesk(t)
		defer from.Close()
		var drafts []model.Draft
		for n := range rapid.IntRange(1, 5).Draw(rt, "issues") {
			d := drawDraft(rt, n)
			d.ReceivedAt -= d.ReceivedAt % 1000 // a cell shows whole seconds
			drafts = append(drafts, d)
		}
		if _, err := from.Do(context.Background(), model.Request{ID: from.NewID(), Actor: "aya", Command: model.Import{Source: "crm", Rows: drafts}}); err != nil {
			rt.Fatal(err)
		}
		out := export1(t, OutCSV, true, walk(from))
		to := newDesk(t)
		defer to.Close()
		rep := bring(t, to, table.Bytes("koe.csv", []byte(out)), Options{}, Run{})
		if rep.Rejected > 0 || rep.Issues != len(drafts) {
			rt.Fatalf("%d issues, rejects %v\n%s", rep.Issues, rep.Rejects, out)
		}
		if second := export1(t, OutCSV, true, walk(to)); second != out {
			rt.Fatalf("first\n%s\nsecond\n%s", out, second)
		}
	})
}

func TestParseOutFormat(t *testing.T) {
	if f, err := ParseOutFormat("csv"); f != OutCSV || err != nil {
		t.Error(f, err)
	}
	if _, err := ParseOutFormat("xlsx"); err == nil {
		t.Error("xlsx was taken")
	}
}
