package model

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// What a log says stands in the issue; what only an import may say does not.
func TestLog(t *testing.T) {
	w := newWorld(t)
	w.tag("billing")
	c := w.customer("Tanaka", func(c *Customer) {
		c.Segments = []Dated{{From: Date(2026, 7, 12), Value: "B"}, {From: Date(2026, 7, 14), Value: "A"}}
	})
	p := w.problem()
	w.heads.Issue = 41
	said := Draft{
		ReceivedAt: testNow - 1000, OccurredOn: 7, Kind: KindRequest, Channel: " PHONE", Text: "  Charged twice\n", TextMade: true, Wish: WishRefund, Tags: []TagPath{"Billing"},
		Severity: S2, CustomerID: c, Customer: "somebody else", OnBehalfOf: " her mother", Product: "Card ", AtStake: Amount{7, "JPY"}, Due: 70,
		Promises: []Promise{{Text: "Ring", By: 5}}, Problem: p, Extra: []Extra{{"a", "b"}}, Masked: true,
	}
	want := &Issue{
		Number: 42, ID: ID{1}, Revision: 1, ReceivedAt: testNow - 1000, LoggedAt: testNow, LoggedBy: "aya", OccurredOn: 7, Kind: KindRequest, Channel: Phone,
		Text: "Charged twice", TextMade: true, Masked: true, Wish: WishRefund, Tags: []TagKey{"billing"}, Severity: S2, SeverityBy: "aya", Customer: c,
		OnBehalfOf: "her mother", Product: "Card", AtStake: Amount{7, "JPY"}, State: New, StateAt: testNow, Due: 70, Problem: p, Extra: []Extra{{"a", "b"}},
		Segment: "B", Day: Date(2026, 7, 13), Hour: 9, Promises: []Promise{{Text: "Ring", By: 5}},
	}
	imported := said
	imported.Source, imported.ExternalID, imported.ProblemRef, imported.ID, imported.Number, imported.LoggedAt, imported.LoggedBy = "crm", "x", "K-1", ID{7}, 99, 5, "ben"
	imported.SeverityBy, imported.State, imported.StateAt, imported.Waiting, imported.Owner, imported.AckDue, imported.NextDue = "ben", Closed, 5, Waiting{On: WaitingThird}, "ben", 5, 5
	imported.Answer, imported.CloseReason, imported.Reason, imported.Reopened, imported.Redress, imported.Upheld = "x", ReasonGoodwill, "x", 3, Amount{1, "JPY"}, UpheldYes
	imported.JoinedTo, imported.Snooze, imported.Segment, imported.Notes, imported.Contacts, imported.ProblemName = 4, 5, "Z", []Note{{Text: "x"}}, []Contact{{Outcome: Reached}}, "x"
	for name, d := range map[string]Draft{"as it is typed": said, "with what only imports say": imported} {
		out, err := w.decide("aya", Log{Draft: d})
		if err != nil || len(out.Effects) != 1 || out.Effects[0].Before != nil || !reflect.DeepEqual(out.Effects[0].After, Record(want)) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", name, err, out.Effects, want)
			continue
		}
		if r := out.Receipt; !reflect.DeepEqual(r, Receipt{ID: ID{1}, Verb: VerbLog, Event: 1, At: testNow, Issues: []Number{42}, Count: 1}) || out.Heads.Issue != 42 {
			t.Errorf("%s: receipt %+v, heads %+v", name, r, out.Heads)
		}
	}
}

func TestLogOfWordsAlone(t *testing.T) {
	w := newWorld(t)
	i := made[*Issue](w, "aya", Log{Draft: Draft{Text: "Late"}})
	want := &Issue{
		Number: 1, ID: ID{1}, Revision: 1, ReceivedAt: testNow, LoggedAt: testNow, LoggedBy: "aya", Kind: KindComplaint, Text: "Late",
		Severity: S3, SeverityBy: "aya", State: New, StateAt: testNow, Day: Date(2026, 7, 13), Hour: 10,
	}
	if !reflect.DeepEqual(i, want) {
		t.Errorf("%+v\nwant\n%+v", i, want)
	}
}

func TestLogRefuses(t *testing.T) {
	ahead := testNow.Add(5*time.Minute) + 1
	long := strings.Repeat("あ", 401)
	for name, c := range map[string]struct {
		draft Draft
		want  Refusal
	}{
		"no words":        {Draft{Text: " \n"}, Refusal{Code: Missing, Field: "text"}},
		"too many words":  {Draft{Text: strings.Repeat("x", MaxText+1)}, Refusal{Code: TooLong, Field: "text", N: MaxText + 1, Max: MaxText}},
		"tomorrow's":      {Draft{Text: "x", ReceivedAt: ahead}, Refusal{Code: BadValue, Field: "received_at", Value: "2026-07-13T10:05:00+09:00", Shape: PastShape}},
		"too much beside": {Draft{Text: "x", Extra: make([]Extra, MaxExtras+1)}, Refusal{Code: TooMany, Field: "extra", N: 201, Max: 200}},
		"no tag":          {Draft{Text: "x", Tags: []TagPath{"#"}}, Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape}},
		"too many tags":   {Draft{Text: "x", Tags: make([]TagPath, MaxTags+1)}, Refusal{Code: TooMany, Field: "tags", N: 13, Max: 12}},
		"no customer":     {Draft{Text: "x", CustomerID: 9}, Refusal{Code: NotFound, Ref: ref(CustomerRecord, 9)}},
		"no problem":      {Draft{Text: "x", Problem: 9}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)}},
		"long customer":   {Draft{Text: "x", Customer: long}, Refusal{Code: TooLong, Field: "customer", N: 401, Max: 400}},
		"long product":    {Draft{Text: "x", Product: long}, Refusal{Code: TooLong, Field: "product", N: 401, Max: 400}},
		"long behalf":     {Draft{Text: "x", OnBehalfOf: long}, Refusal{Code: TooLong, Field: "on_behalf_of", N: 401, Max: 400}},
		"long channel":    {Draft{Text: "x", Channel: Channel(long[:123])}, Refusal{Code: TooLong, Field: "channel", N: 41, Max: 40}},
		"longer channel":  {Draft{Text: "x", Channel: Channel(long)}, Refusal{Code: TooLong, Field: "channel", N: 401, Max: 400}},
	} {
		t.Run(name, func(t *testing.T) { newWorld(t).refuses("aya", Log{Draft: c.draft}, c.want) })
	}
	w := newWorld(t)
	tags := make([]TagPath, MaxTags)
	for n := range tags {
		tags[n] = TagPath(fmt.Sprint("t", n))
	}
	fits := Draft{Text: " " + strings.Repeat("x", MaxText) + " ", ReceivedAt: ahead - 1, Extra: make([]Extra, MaxExtras), Tags: tags, Customer: long[:1200], Product: long[:1200], Channel: Channel(long[:120])}
	w.do("aya", Log{Draft: fits})
	if i := w.issueAt(1); len(i.Tags) != MaxTags || len(i.Extra) != MaxExtras || len(i.Text) != MaxText {
		t.Errorf("%d tags, %d columns, %d bytes", len(i.Tags), len(i.Extra), len(i.Text))
	}
}

// A customer is found by name or number, in whatever way it is written, and
// made where nobody has it.
func TestLogOfACustomer(t *testing.T) {
	w := newWorld(t)
	known := w.customer("田中商事", func(c *Customer) { c.Account, c.Segments = "K-7", []Dated{{From: 1, Value: "B"}} })
	for _, name := range []string{"田中商事", " 田中商事様 ", "田中商事 様", "k-7"} {
		i := made[*Issue](w, "aya", Log{Draft: Draft{Text: "x", Customer: name}})
		if i.Customer != known || i.Segment != "B" {
			t.Errorf("%q is %s, segment %q", name, i.Customer, i.Segment)
		}
	}
	if i := made[*Issue](w, "aya", Log{Draft: Draft{Text: "x", Customer: "様"}}); i.Customer != 0 {
		t.Errorf("様 alone is %s", i.Customer)
	}
	out := w.do("aya", Log{Draft: Draft{Text: "x", Customer: "Ito様"}})
	if c, ok := out.Effects[0].After.(*Customer); !ok || !reflect.DeepEqual(c, &Customer{ID: 2, Name: "Ito", Revision: 1}) || out.Heads.Customer != 2 {
		t.Errorf("%+v, heads %+v", out.Effects[0].After, out.Heads)
	}
	if i := out.Effects[1].After.(*Issue); i.Customer != 2 || i.Segment != "" {
		t.Errorf("the issue is of %s, segment %q", i.Customer, i.Segment)
	}
	// A name of signs alone has no key and is its own.
	if c := made[*Customer](w, "aya", Log{Draft: Draft{Text: "x", Customer: "・"}}); c.Name != "・" || c.ID != 3 {
		t.Errorf("%+v", c)
	}
}

// The day and the hour are those of the desk's clock.
func TestLogOnTheDesksClock(t *testing.T) {
	w := newWorld(t)
	at := At(time.Date(2026, 7, 12, 15, 30, 0, 0, time.UTC)) // 00:30 on the 13th in Tokyo
	if i := made[*Issue](w, "aya", Log{Draft: Draft{Text: "x", ReceivedAt: at}}); i.Day != Date(2026, 7, 13) || i.Hour != 0 {
		t.Errorf("day %s, hour %d", i.Day, i.Hour)
	}
	w.env.Zone = time.UTC
	if i := made[*Issue](w, "aya", Log{Draft: Draft{Text: "x", ReceivedAt: at}}); i.Day != Date(2026, 7, 12) || i.Hour != 15 {
		t.Errorf("day %s, hour %d", i.Day, i.Hour)
	}
}
