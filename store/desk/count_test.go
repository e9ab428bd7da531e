package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/model"
)

// A said is one matter as it was brought to the desk of this test: what the
// numbers on the leaders' screens are counted from, by hand.
type said struct {
	day       int // days before the desk's today
	hour      int
	tag       string
	praise    bool
	withdrawn bool
	customer  int // 0 none
	phone     bool
}

// byHand counts what was said, and knows nothing of the engine or the counters.
type byHand struct {
	all    []said
	merged map[string]string // tags
	same   map[int]int       // customers
	fiscal int               // the month in which the desk's year begins
}

func (h *byHand) tagOf(s said) string {
	tag := s.tag
	for h.merged[tag] != "" {
		tag = h.merged[tag]
	}
	return tag
}

// of are the complaints of a row in a span of days back, both ends included.
func (h *byHand) of(row string, parent bool, newest, oldest int) []said {
	var out []said
	for _, s := range h.all {
		tag := h.tagOf(s)
		in := tag == row || parent && strings.HasPrefix(tag, row+"/")
		if in && !s.praise && !s.withdrawn && s.day >= newest && s.day <= oldest {
			out = append(out, s)
		}
	}
	return out
}

// Every number on the leaders' screens agrees with a count by hand, on 40 desks
// with tags of two levels, merges, praise, withdrawn matters and customers that
// are one, each looked at from its today and from a day before.
func TestNumbersAgreeWithACountByHand(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			d, h, days := saidDesk(t, r)
			h.check(t, d, 0, days)
			h.check(t, d, 1+r.IntN(days-1), days)
		})
	}
}

// saidDesk is a desk of some hundred matters over some days, told by hand.
func saidDesk(t *testing.T, r *rand.Rand) (*Desk, *byHand, int) {
	d := newDesk(t)
	fiscal := 1 + r.IntN(12)
	do(t, d, model.PutDesk{Desk: model.Desk{Name: "x", Zone: "Asia/Tokyo", FiscalStart: uint8(fiscal)}})
	do(t, d, model.PutCustomers{Customers: []model.Customer{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}}})
	tokyo := time.FixedZone("JST", 9*3600)
	today := monday.In(tokyo) // 18:00 there
	h := &byHand{merged: map[string]string{}, same: map[int]int{}, fiscal: fiscal}
	tags := []string{"billing/double", "billing/late", "billing", "delivery/slow", "delivery/lost", "app", ""}
	days := []int{18, 25, 33, 60, 200, 420}[r.IntN(6)]
	var rows []model.Draft
	for range 150 + r.IntN(250) {
		s := said{day: r.IntN(days), hour: r.IntN(24), tag: tags[r.IntN(len(tags))], praise: r.IntN(9) == 0, withdrawn: r.IntN(9) == 0, customer: r.IntN(5), phone: r.IntN(2) == 0}
		if s.day == 0 {
			s.hour = r.IntN(18)
		}
		at := time.Date(today.Year(), today.Month(), today.Day()-s.day, s.hour, r.IntN(60), 0, 0, tokyo)
		draft := model.Draft{Text: "words", ExternalID: fmt.Sprint(len(rows)), ReceivedAt: model.At(at), CustomerID: model.CustomerID(s.customer), Channel: model.Email}
		if s.phone {
			draft.Channel = model.Phone
		}
		if s.tag != "" {
			draft.Tags = []model.TagPath{model.TagPath(s.tag)}
		}
		if s.praise {
			draft.Kind = model.KindPraise
		}
		h.all = append(h.all, s)
		rows = append(rows, draft)
	}
	// The desk's first day is the first one on which something came.
	receipt := do(t, d, model.Import{Source: "by hand", Rows: rows})
	for i, s := range h.all {
		if s.withdrawn {
			do(t, d, model.SetState{Issues: []model.Number{receipt.Issues[0] + model.Number(i)}, State: model.Withdrawn, Reason: "a test"})
		}
	}
	if r.IntN(2) == 0 {
		do(t, d, model.RenameTag{From: "delivery/lost", To: "delivery/slow"})
		h.merged["delivery/lost"] = "delivery/slow"
	}
	if r.IntN(2) == 0 {
		do(t, d, model.MergeCustomers{From: 1, Into: 2})
		h.same[1] = 2
	}
	return d, h, days
}

// check holds every number of the desk, looked at some days back, against the
// count by hand.
func (h *byHand) check(t *testing.T, d *Desk, back, days int) {
	t.Helper()
	today := model.DayOf(monday.In(time.FixedZone("JST", 9*3600)))
	on := today - model.Day(back)
	got := must[model.Trends](t)(d.Trends(context.Background(), model.TrendQuery{On: on, Who: "aya"}))
	first := 0 // days back of the desk's first day
	for _, s := range h.all {
		if !s.praise && !s.withdrawn && s.day >= back {
			first = max(first, s.day)
		}
	}
	withdrawn := 0
	for _, s := range h.all {
		if s.withdrawn && s.day >= back && s.day < back+28 {
			withdrawn++
		}
	}
	if got.Withdrawn != withdrawn {
		t.Errorf("%v: %d withdrawn, by hand %d", on, got.Withdrawn, withdrawn)
	}
	seen := map[string]bool{}
	for i := range got.Rows {
		row := &got.Rows[i]
		seen[string(row.Tag)] = true
		h.row(t, row, today, back, first)
		if row.IsParent || i%2 == 0 {
			h.detail(t, d, row, on, back)
		}
	}
	for _, s := range h.all {
		if tag := h.tagOf(s); !s.praise && !s.withdrawn && s.day >= back && !seen[tag] {
			t.Errorf("%v: %q has complaints and no row", on, tag)
		}
	}
}

func (h *byHand) row(t *testing.T, row *model.TrendRow, today model.Day, back, first int) {
	t.Helper()
	name := string(row.Tag)
	count := func(newest, oldest int) int { return len(h.of(name, row.IsParent, newest, oldest)) }
	for _, w := range row.Windows {
		if want := count(back, back+w.Days-1); w.Observed != want {
			t.Errorf("%q, %d days back: %d in %d days, by hand %d", name, back, w.Observed, w.Days, want)
		}
	}
	for k, c := range row.Counts {
		at := back + len(row.Counts) - 1 - k
		if want := count(at, at); int(c) != want {
			t.Errorf("%q: %d on the day %d back, by hand %d", name, c, at, want)
		}
	}
	on := (today - model.Day(back)).Time(nil)
	ago := func(then time.Time) int { return int(today.Time(nil).Sub(then).Hours()/24 + 0.5) }
	month := func(m int) time.Time { return time.Date(on.Year(), on.Month()+time.Month(m), 1, 0, 0, 0, 0, time.UTC) }
	upTo := func(from time.Time) time.Time { // as many days into the month, at most to its end
		to := from.AddDate(0, 0, on.Day()-1)
		if last := from.AddDate(0, 1, -1); to.After(last) {
			return last
		}
		return to
	}
	year := time.Date(on.Year(), time.Month(h.fiscal), 1, 0, 0, 0, 0, time.UTC)
	if year.After(on) {
		year = year.AddDate(-1, 0, 0)
	}
	for what, c := range map[string]struct {
		known            bool
		now, before      int
		nowFrom, oldFrom int // days back
		nowTo, oldTo     int
	}{
		"28 days and the 28 before":      {row.VsMonth.Known, row.VsMonth.Now, row.VsMonth.Before, back + 27, back + 55, back, back + 28},
		"28 days and a year ago":         {row.VsYear.Known, row.VsYear.Now, row.VsYear.Before, back + 27, back + 27 + 364, back, back + 364},
		"the month and the one before":   {row.MonthToDate.Known, row.MonthToDate.Now, row.MonthToDate.Before, ago(month(0)), ago(month(-1)), back, ago(upTo(month(-1)))},
		"the business year and the last": {row.FiscalYear.Known, row.FiscalYear.Now, row.FiscalYear.Before, ago(year), ago(year.AddDate(-1, 0, 0)), back, ago(on.AddDate(-1, 0, 0))},
	} {
		if want := count(c.nowTo, c.nowFrom); c.now != want {
			t.Errorf("%q, %d days back, %s: %d now, by hand %d", name, back, what, c.now, want)
		}
		if known := c.oldFrom <= first; c.known != known {
			t.Errorf("%q, %d days back, %s: known %v, and the desk began %d days back", name, back, what, c.known, first)
		} else if want := count(c.oldTo, c.oldFrom); known && c.before != want {
			t.Errorf("%q, %d days back, %s: %d before, by hand %d", name, back, what, c.before, want)
		}
	}
}

func (h *byHand) detail(t *testing.T, d *Desk, row *model.TrendRow, on model.Day, back int) {
	t.Helper()
	got := must[model.TrendDetail](t)(d.TrendDetail(context.Background(), model.TrendQuery{On: on, Who: "aya"}, row.Tag))
	name := string(row.Tag)
	since := back + 27
	if began := row.Began(); began != 0 {
		since = back + int(on-began)
	}
	people := map[int]bool{}
	for _, s := range h.of(name, row.IsParent, back, since) {
		if who := s.customer; who != 0 {
			if h.same[who] != 0 {
				who = h.same[who]
			}
			people[who] = true
		}
	}
	if got.Row.Customers != len(people) {
		t.Errorf("%q, %d days back: %d customers, by hand %d", name, back, got.Row.Customers, len(people))
	}
	for _, b := range []struct {
		what           string
		got            model.Breakdown
		newest, oldest int
	}{{"28 days", got.Breakdown, back, back + 27}, {"the 28 before", got.Before, back + 28, back + 55}} {
		phone, mail := 0, 0
		var hours [24]int
		for _, s := range h.of(name, row.IsParent, b.newest, b.oldest) {
			if s.phone {
				phone++
			} else {
				mail++
			}
			hours[s.hour]++
		}
		shares := map[string]int{}
		for _, s := range b.got.Channels {
			shares[s.Name] = s.Count
		}
		// Before, the parts are those of now.
		for channel, want := range map[string]int{model.Phone.String(): phone, model.Email.String(): mail} {
			if n, ok := shares[channel]; n != want && (ok || b.what == "28 days") {
				t.Errorf("%q, %d days back, %s: %d by %s, by hand %d", name, back, b.what, n, channel, want)
			}
		}
		if hours != b.got.Hours {
			t.Errorf("%q, %d days back, %s: by the hour %v, by hand %v", name, back, b.what, b.got.Hours, hours)
		}
	}
	words := 0
	for _, s := range h.of(name, row.IsParent, back, 1<<30) {
		if s.day <= back+detailDays {
			words++
		}
	}
	if want := min(words, wordsShown); len(got.Words) != want {
		t.Errorf("%q, %d days back: %d customers' words, by hand %d", name, back, len(got.Words), want)
	}
	if slices.ContainsFunc(got.Words, func(r model.Row) bool { return r.Issue.Kind != model.KindComplaint }) {
		t.Errorf("%q: among their words is no complaint", name)
	}
}
