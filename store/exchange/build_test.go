package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/model/when"
)

// oneRow reads a file of one row by a map of every field that has a column here, under the fields'
// own names; other columns fill no field.
func oneRow(t *testing.T, opt Options, cells ...string) (model.Draft, string) {
	t.Helper()
	opt.Map = Map{}
	var head, row []string
	for i := 0; i < len(cells); i += 2 {
		head = append(head, `"`+cells[i]+`"`)
		row = append(row, `"`+strings.ReplaceAll(cells[i+1], `"`, `""`)+`"`)
		if slices.Contains(Fields(), Field(cells[i])) {
			opt.Map[Field(cells[i])] = cells[i]
		}
	}
	_, drafts, reasons := taken(t, "f.csv", strings.Join(head, ",")+"\n"+strings.Join(row, ",")+"\n", opt)
	if len(drafts) == 0 {
		return model.Draft{}, strings.Join(reasons, "; ")
	}
	return drafts[0], ""
}

// dayBefore is a date so many days before the moment of these tests, with its time.
func dayBefore(days int, more time.Duration) string {
	return today.AddDate(0, 0, -days).Add(-more).In(tokyo).Format("2006-01-02 15:04:05")
}

// TestStateOwnerAndTimesAgree settles what a row says of its state with who has it and when.
func TestStateOwnerAndTimesAgree(t *testing.T) {
	recent := dayBefore(10, 0)
	for name, c := range map[string]struct {
		opt    Options
		cells  []string
		state  model.State
		owner  model.UserID
		on     model.WaitingOn
		at     string // of the state; empty is the row's own time
		due    bool
		extra  string
		reason string
	}{
		"new":                              {cells: []string{"state", "new"}, state: model.New},
		"nothing said, and recent":         {state: model.New},
		"nothing said, ninety days old":    {cells: []string{"received_at", dayBefore(90, 0)}, state: model.New},
		"nothing said, and a second more":  {cells: []string{"received_at", dayBefore(90, time.Second)}, state: model.Closed},
		"old, but it says that it is open": {cells: []string{"received_at", dayBefore(400, 0), "state", "open"}, state: model.New},
		"an owner makes it working":        {cells: []string{"state", "open", "owner", "mori"}, state: model.Working, owner: "mori"},
		"working without an owner":         {cells: []string{"state", "in progress"}, state: model.New},
		"pending keeps whom it waits on":   {cells: []string{"state", "社内待ち", "owner", "mori"}, state: model.Pending, owner: "mori", on: model.WaitingInternal},
		"pending on the customer":          {cells: []string{"state", "pending"}, state: model.Pending, on: model.WaitingCustomer},
		"given for all rows":               {opt: Options{State: model.Pending}, cells: []string{"state", "closed"}, state: model.Pending, on: model.WaitingCustomer},
		"closed, and when":                 {cells: []string{"state", "closed", "state_at", dayBefore(3, 0)}, state: model.Closed, at: dayBefore(3, 0)},
		"closed before it came":            {cells: []string{"state", "closed", "state_at", dayBefore(11, 0)}, state: model.Closed},
		"closed as it came":                {cells: []string{"state", "closed", "state_at", recent}, state: model.Closed},
		"open, with a time of closing":     {cells: []string{"state", "open", "state_at", dayBefore(3, 0)}, state: model.New, extra: "state_at=" + dayBefore(3, 0)},
		"open, as of when it came":         {cells: []string{"state", "open", "state_at", recent}, state: model.New},
		"due while it is open":             {cells: []string{"state", "open", "due", dayBefore(1, 0)}, state: model.New, due: true},
		"due and closed":                   {cells: []string{"state", "closed", "due", dayBefore(1, 0)}, state: model.Closed},
		"withdrawn":                        {cells: []string{"state", "取下げ"}, state: model.Withdrawn, reason: "withdrawn in f"},
		"no date for a due time":           {cells: []string{"due", "soon", "state", "open"}, state: model.New, extra: "due=soon"},
	} {
		cells := append([]string{"text", "words"}, c.cells...)
		if !slices.Contains(cells, "received_at") {
			cells = append(cells, "received_at", recent)
		}
		d, reason := oneRow(t, c.opt, cells...)
		if reason != "" {
			t.Errorf("%s: %s", name, reason)
			continue
		}
		stateAt := d.ReceivedAt
		if c.at != "" {
			moment, err := time.ParseInLocation("2006-01-02 15:04:05", c.at, tokyo)
			if err != nil {
				t.Fatal(err)
			}
			stateAt = model.At(moment)
		}
		extra := ""
		for _, x := range d.Extra {
			extra += x.Name + "=" + x.Value
		}
		if d.State != c.state || d.Owner != c.owner || d.Waiting.On != c.on || d.StateAt != stateAt || (d.Due != 0) != c.due || extra != c.extra || d.Reason != c.reason {
			t.Errorf("%s: %s of %q, waiting on %s, since %v (received %v), due %v, beside it %q, %q", name, d.State, d.Owner, d.Waiting.On, d.StateAt, d.ReceivedAt, d.Due, extra, d.Reason)
		}
	}
}

// TestWhatAFieldCannotTakeIsKeptBesideIt holds the bounds of the fields, each at its last
// character.
func TestWhatAFieldCannotTakeIsKeptBesideIt(t *testing.T) {
	long := func(n int) string { return strings.Repeat("長", n) }
	for name, c := range map[string]struct {
		cells []string
		field func(model.Draft) string
		want  string
		extra string
	}{
		"a customer that fits":       {[]string{"customer", long(model.MaxLine)}, func(d model.Draft) string { return d.Customer }, long(model.MaxLine), ""},
		"a customer too long":        {[]string{"customer", long(model.MaxLine + 1)}, func(d model.Draft) string { return d.Customer }, "", "customer=" + long(model.MaxLine+1)},
		"a channel that fits":        {[]string{"channel", long(40)}, func(d model.Draft) string { return string(d.Channel) }, long(40), ""},
		"a channel too long":         {[]string{"channel", long(41)}, func(d model.Draft) string { return string(d.Channel) }, "", "channel=" + long(41)},
		"a severity":                 {[]string{"severity", "high"}, func(d model.Draft) string { return d.Severity.String() }, "S2", ""},
		"no severity":                {[]string{"severity", "K2"}, func(d model.Draft) string { return d.Severity.String() }, "", "severity=K2"},
		"a wish":                     {[]string{"wish", "返金"}, func(d model.Draft) string { return d.Wish.String() }, "refund", ""},
		"a wish by its code":         {[]string{"wish", "refund"}, func(d model.Draft) string { return d.Wish.String() }, "refund", ""},
		"no wish":                    {[]string{"wish", "the moon"}, func(d model.Draft) string { return d.Wish.String() }, "", "wish=the moon"},
		"a kind":                     {[]string{"kind", "質問"}, func(d model.Draft) string { return d.Kind.String() }, "inquiry", ""},
		"no kind":                    {[]string{"kind", "K2"}, func(d model.Draft) string { return d.Kind.String() }, model.Kind(0).String(), "kind=K2"},
		"no state":                   {[]string{"state", "shipped"}, func(d model.Draft) string { return d.State.String() }, "closed", "state=shipped"},
		"a day it happened":          {[]string{"occurred_on", "2026-05-01"}, func(d model.Draft) string { return d.OccurredOn.String() }, "2026-05-01", ""},
		"no day":                     {[]string{"occurred_on", "2026-05-41"}, func(d model.Draft) string { return fmt.Sprint(d.OccurredOn == 0) }, "true", "occurred_on=2026-05-41"},
		"words and a subject":        {[]string{"subject", "Refund"}, func(d model.Draft) string { return d.Text }, "Refund\n\nwords", ""},
		"a subject that begins them": {[]string{"subject", "wor"}, func(d model.Draft) string { return d.Text }, "words", ""},
		"a column of no field":       {[]string{"store", "Osaka"}, func(d model.Draft) string { return d.Text }, "words", "store=Osaka"},
		"an empty one":               {[]string{"store", ""}, func(d model.Draft) string { return d.Text }, "words", ""},
		"one of spaces":              {[]string{"store", "  "}, func(d model.Draft) string { return d.Text }, "words", ""},
		"two of one name":            {[]string{"store", "A", "store", "B"}, func(d model.Draft) string { return d.Text }, "words", "store=A store (2)=B"},
		"one without a name":         {[]string{"", "A"}, func(d model.Draft) string { return d.Text }, "words", "column 3=A"},
		"an answer, product, segment": {[]string{"answer", "a", "product", "p", "segment", "s", "on_behalf_of", "o", "problem", "q", "external_id", "i"}, func(d model.Draft) string {
			return d.Answer + d.Product + d.Segment + d.OnBehalfOf + d.ProblemRef + d.ExternalID
		}, "apsoqi", ""},
	} {
		d, reason := oneRow(t, Options{}, append([]string{"text", "words", "received_at", "2026-05-01"}, c.cells...)...)
		if reason != "" {
			t.Errorf("%s: %s", name, reason)
			continue
		}
		var extra []string
		for _, x := range d.Extra {
			extra = append(extra, x.Name+"="+x.Value)
		}
		if got := c.field(d); got != c.want || strings.Join(extra, " ") != c.extra {
			t.Errorf("%s: %q, beside it %q; want %q, %q", name, got, extra, c.want, c.extra)
		}
	}
	for n, want := range map[int]bool{model.MaxExtras: true, model.MaxExtras + 1: false} {
		cells := []string{"text", "words", "received_at", "2026-05-01"}
		for i := range n {
			cells = append(cells, fmt.Sprint("c", i), "x")
		}
		if _, reason := oneRow(t, Options{}, cells...); (reason == "") != want || reason != "" && !strings.Contains(reason, "filled columns have no field") {
			t.Errorf("%d columns beside: %q", n, reason)
		}
	}
	for n, want := range map[int]bool{model.MaxText: true, model.MaxText + 1: false} {
		if _, reason := oneRow(t, Options{}, "text", strings.Repeat("x", n), "received_at", "2026-05-01"); (reason == "") != want {
			t.Errorf("words of %d bytes: %q", n, reason)
		}
	}
}

// TestWhenARowCame reads its date, its time of day where that stands apart, and the date given
// for all.
func TestWhenARowCame(t *testing.T) {
	for name, c := range map[string]struct {
		opt   Options
		cells []string
		want  string // on the desk's clock, or the reason
	}{
		"a day":                       {Options{}, []string{"received_at", "2026-05-01"}, "2026-05-01 00:00:00"},
		"a day and a time":            {Options{}, []string{"received_at", "2026-05-01 09:08:07"}, "2026-05-01 09:08:07"},
		"a time apart":                {Options{}, []string{"received_at", "2026-05-01", "received_time", "9:08:07"}, "2026-05-01 09:08:07"},
		"a time apart, and with it":   {Options{}, []string{"received_at", "2026-05-01 09:08:07", "received_time", "10:00"}, "2026-05-01 09:08:07"},
		"an empty time apart":         {Options{}, []string{"received_at", "2026-05-01", "received_time", ""}, "2026-05-01 00:00:00"},
		"no time of day":              {Options{}, []string{"received_at", "2026-05-01", "received_time", "noonish"}, `"noonish" is not a time of day`},
		"today, at a time past":       {Options{}, []string{"received_at", today.In(tokyo).Format("2006-01-02"), "received_time", "0:01"}, today.In(tokyo).Format("2006-01-02") + " 00:01:00"},
		"today, at a time to come":    {Options{}, []string{"received_at", today.In(tokyo).Format("2006-01-02"), "received_time", "23:59:59"}, "in the future"},
		"the date given for all":      {Options{At: time.Date(2026, 4, 3, 2, 1, 0, 0, tokyo)}, []string{"subject", "x"}, "2026-04-03 02:01:00"},
		"a date, though one is given": {Options{At: time.Date(2026, 4, 3, 2, 1, 0, 0, tokyo)}, []string{"received_at", "2026-05-01"}, "2026-05-01 00:00:00"},
	} {
		d, reason := oneRow(t, c.opt, append([]string{"text", "words"}, c.cells...)...)
		got := d.ReceivedAt.Time(tokyo).Format("2006-01-02 15:04:05")
		if reason != "" && !strings.Contains(reason, c.want) || reason == "" && got != c.want {
			t.Errorf("%s: %s, %q, want %s", name, got, reason, c.want)
		}
	}
	_, drafts, reasons := taken(t, "f.csv", "received_at,text\n2026-05-01,a\n,b\n", Options{At: time.Date(2026, 4, 3, 2, 1, 0, 0, tokyo), Map: Map{Received: "received_at", Text: "text"}})
	if len(drafts) != 2 || len(reasons) != 0 || drafts[1].ReceivedAt != at("2026-04-03T02:01:00+09:00") {
		t.Errorf("a row without its date, where one is given for all: %+v, %q", drafts, reasons)
	}
	if when.On(model.DayOf(today), 0, tokyo).After(today) {
		t.Fatal("these tests' moment is before its own day")
	}
}

// TestTagsOfARow takes the primary tag of one or two columns, a further one, and the lists of
// others.
func TestTagsOfARow(t *testing.T) {
	many := make([]string, model.MaxTags+2)
	for i := range many {
		many[i] = fmt.Sprint("t", i)
	}
	for name, c := range map[string]struct {
		cells []string
		want  string
		extra string
	}{
		"a tag":                        {[]string{"tag", "billing"}, "billing", ""},
		"with its part":                {[]string{"tag", "billing", "subtag", "refund"}, "billing/refund", ""},
		"a part alone":                 {[]string{"subtag", "refund"}, "refund", ""},
		"a slash in a name":            {[]string{"tag", "in/out"}, `in\/out`, ""},
		"a further one":                {[]string{"tag", "billing", "tag2", "card"}, "billing card", ""},
		"the same twice":               {[]string{"tag", "billing", "tag2", "billing"}, "billing", ""},
		"a list":                       {[]string{"tags", "a, b;c、d"}, "a b c d", ""},
		"a list after the primary one": {[]string{"tag", "billing", "tags", "a,billing,b"}, "billing a b", ""},
		"names with spaces":            {[]string{"tags", "late fee,  refund "}, "late fee refund", ""},
		"nothing between separators":   {[]string{"tags", ",,a,,"}, "a", ""},
		"as many as fit, and the rest": {[]string{"tags", strings.Join(many, ",")}, strings.Join(many[:model.MaxTags], " "), fmt.Sprintf("tag %d=%s tag %d=%s", model.MaxTags, many[model.MaxTags], model.MaxTags+1, many[model.MaxTags+1])},
	} {
		d, reason := oneRow(t, Options{}, append([]string{"text", "words", "received_at", "2026-05-01"}, c.cells...)...)
		var tags, extra []string
		for _, tag := range d.Tags {
			tags = append(tags, string(tag))
		}
		for _, x := range d.Extra {
			extra = append(extra, x.Name+"="+x.Value)
		}
		if reason != "" || strings.Join(tags, " ") != c.want || strings.Join(extra, " ") != c.extra {
			t.Errorf("%s: %q, beside them %q, %s; want %s, %s", name, tags, extra, reason, c.want, c.extra)
		}
	}
}

// TestTheEndsOfUSComplaints reads a company's answer.
func TestTheEndsOfUSComplaints(t *testing.T) {
	for answer, want := range map[string]model.CloseReason{
		"Closed with explanation": model.ReasonExplained, "Closed without relief": model.ReasonRejected, "Closed with relief": model.ReasonGoodwill, "Closed with monetary relief": model.ReasonGoodwill,
		"Closed with non-monetary relief": model.ReasonGoodwill, "Closed": model.ReasonResolved, "Untimely response": model.ReasonNoReply, "In progress": 0, "": 0, "Not closed": 0,
	} {
		if got, final := cfpbFinal(answer); got != want || final != (want != 0) {
			t.Errorf("%s: %s, %v, want %s", answer, got, final, want)
		}
	}
}
