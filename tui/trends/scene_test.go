package trends

import (
	"math"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/stage"
)

// today is the Monday on which every scene stands, as the model counts days.
const today = model.Day(20648)

func TestTodayIsTheStagesMonday(t *testing.T) {
	if got := model.DayOf(stage.Now()); got != today {
		t.Fatalf("the stage stands at day %d, the scene at %d", got, today)
	}
}

// engineDay counts as the engine does.
func engineDay(d model.Day) trend.Day { return trend.Day(d - 1) }

// A made row is a tag with what the engine said of it.
type made struct {
	en, ja          model.TagPath
	state           trend.State
	actOn, lookAt   bool
	week, low, high int // of 7 days
	reason          trend.Reason
	since           model.Day
	tooMany         float64
	month, year     float64 // ratios; 0 is not known
	customers, s1   int
	rate            float64 // a week at first and, from the middle on, later
	later           float64
	was             trend.State
	parent          bool
	ratio           float64
}

var scene = []made{
	{en: "billing/double-charge", ja: "請求/二重請求", state: trend.Spiking, actOn: true, lookAt: true, week: 31, low: 2, high: 16, since: 20635, tooMany: 23.4, month: 2.38, customers: 22, rate: 6, later: 14, ratio: 3.4,
		reason: trend.Reason{Observed: 31, Low: 2, High: 16, Days: 7, Common: 1}},
	{en: "billing/refund-delay", ja: "請求/返金遅れ", state: trend.Rising, lookAt: true, week: 12, low: 1, high: 12, since: 20612, tooMany: 15, month: 1.57, year: 1.6, customers: 31, rate: 6, later: 11, ratio: 2,
		reason: trend.Reason{Observed: 47, Low: 11, High: 36, Days: 28, Common: 1}},
	{en: "product/safety", ja: "商品/安全", s1: 1, week: 1, high: 1, month: 1, year: 1, customers: 1, reason: trend.Reason{Observed: 1, High: 1, Days: 7, Common: 1}},
	{en: "contact/wait-time", ja: "窓口/つながらない", state: trend.Chronic, week: 22, low: 11, high: 34, month: 0.96, year: 1.02, rate: 22, later: 22},
	{en: "billing", ja: "請求", parent: true, state: trend.Rising, lookAt: true, week: 48, low: 12, high: 36, month: 1.9, year: 1.7, rate: 16, later: 30},
	{en: "billing/name-on-invoice", ja: "請求/宛名", week: 5, low: 0, high: 9, month: 1.1, year: 0.8, rate: 5, later: 5},
	{en: "app/login", ja: "アプリ/ログイン", state: trend.Learning, week: 3, rate: 0, later: 2},
	{en: "contact/hold-music", ja: "窓口/保留が長い", state: trend.Falling, week: 5, low: 8, high: 22, month: 0.32, year: 0.45, rate: 15, later: 5},
	{en: "delivery/late", ja: "配送/遅延", week: 9, low: 3, high: 17, month: 1.05, rate: 9, later: 10, was: trend.Spiking},
}

// row makes the row of a tag.
func (m made) row(l lang.Lang) model.TrendRow {
	path := m.en
	if l == lang.Japanese {
		path = m.ja
	}
	r := model.TrendRow{Path: path, Tag: path.Key(), Customers: m.customers, Was: m.was, WasKnown: true}
	r.Key, r.IsParent, r.State, r.ActOn, r.LookAt, r.S1 = string(r.Tag), m.parent, m.state, m.actOn, m.lookAt, m.s1
	r.Listed = m.lookAt || m.s1 > 0
	r.Reason, r.Excess, r.Ratio = m.reason, m.tooMany, m.ratio
	r.Reason.TooMany = m.tooMany
	if m.since != 0 {
		r.Onset, r.Reason.Since = engineDay(m.since), engineDay(m.since)
	}
	for _, days := range []int{1, 7, 28} {
		scale := float64(days) / 7
		r.Windows = append(r.Windows, trend.Window{Days: days, Looked: days, Observed: round(float64(m.week) * scale), Low: round(float64(m.low) * scale), High: round(float64(m.high) * scale), Expected: float64(m.low+m.high) / 2 * scale})
	}
	r.VsMonth, r.VsYear = change(m.month, m.week), change(m.year, m.week)
	r.Head, r.Share = m.state == trend.Chronic, float64(m.week)/100
	r.Next = trend.Range{Expected: float64(m.low+m.high) / 2, Low: m.low + 1, High: max(m.high-1, m.low+1)}
	for i := range 91 {
		rate := m.rate
		if i > 70 {
			rate = m.later
		}
		r.Counts = append(r.Counts, int32(math.Round(rate/7*(1+0.5*math.Sin(float64(i)*1.7)))))
	}
	return r
}

func change(ratio float64, week int) trend.Change {
	now := 4 * week
	if ratio == 0 {
		return trend.Change{Ratio: math.NaN(), Now: now}
	}
	return trend.Change{Known: true, Ratio: ratio, Now: now, Before: round(float64(now) / ratio)}
}

// setScene puts the Monday of the design on a desk: double charges spike,
// refunds are late, and P-1's action against the hold music worked.
func setScene(t testing.TB, l lang.Lang) *fakeDesk {
	d := newFakeDesk()
	text := func(en, ja string) string { return lang.Both{En: en, Ja: ja}.In(l) }
	for _, u := range []model.User{{ID: "aya", Name: "aya", Role: model.Leader}, {ID: "sato", Name: text("sato", "佐藤 美咲"), Role: model.Leader}, {ID: "abe", Name: text("abe", "阿部 翔"), Role: model.Lead}, {ID: "mori", Name: text("mori", "森 健太"), Role: model.Agent}} {
		d.keep(&u)
	}
	for _, m := range scene {
		d.trends.Rows = append(d.trends.Rows, m.row(l))
	}
	tags := map[string]model.TagPath{}
	for _, m := range scene {
		tags[string(m.en)] = m.en
		if l == lang.Japanese {
			tags[string(m.en)] = m.ja
		}
	}
	d.complaints(t, l, tags)
	d.trends.On, d.trends.Newest, d.trends.Today, d.trends.Looked = today, today, true, today-7
	d.trends.Report = &trend.Report{On: engineDay(today), Days: 400, Tested: 40, Head: []string{"contact/wait-time"}, HeadShare: 0.52}
	d.trends.Held, d.trends.Scored, d.trends.Withdrawn = 96, 120, 2

	d.now = model.At(stage.Now().AddDate(0, 0, -50))
	hold := d.must(t, "aya", model.NewProblem{Title: text("Long hold music", "保留が長い"), Tag: tags["contact/hold-music"], Owner: "abe", Since: today - 90})
	d.must(t, "aya", model.AddAction{Problem: hold.Problem, Type: model.ActionProcess, Text: text("offer to ring back", "折り返しをご案内する"), Effective: today - 41})
	d.now = model.At(stage.Now().AddDate(0, 0, -3))
	charge := d.must(t, "aya", model.NewProblem{Title: text("Double charge when the card retries", "カード再試行時の二重請求"), Tag: tags["billing/double-charge"], Owner: "sato", Since: today - 13, Issues: []model.Number{20112, 20113}})
	d.must(t, "aya", model.EditProblem{Problem: charge.Problem, Cause: ptr(text("The app sends a second authorisation when the first times out.", "一回目の承認が時間切れになると、アプリが二回目を送るため。"))})
	d.must(t, "aya", model.AddAction{Problem: charge.Problem, Type: model.ActionProduct, Text: text("block the second authorisation", "二回目の承認を止める"), Due: today + 3})
	d.must(t, "mori", model.Hear{Problem: charge.Problem, Text: text("They all paid in the new app.", "皆さん新しいアプリで支払っています。")})
	d.now = model.At(stage.Now())
	d.given = nil
	effort := model.Effort{Week: 5, Counts: d.trends.Rows[7].Counts, VsMonth: change(0.32, 5), VsYear: change(0.45, 5), Path: tags["contact/hold-music"]}
	effort.Problem.ID, effort.Action.N = hold.Problem, 1
	effort.Effect = trend.Effect{Verdict: trend.Worked, Ratio: 0.32, Low: 0.21, High: 0.48, Before: 260, After: 30}
	d.trends.Efforts = []model.Effort{effort}
	d.dressDetail(l)
	return d
}

func ptr[T any](v T) *T { return &v }

// complaints are two about the charge and one about the heater, each with its
// customer.
func (d *fakeDesk) complaints(t testing.TB, l lang.Lang, tags map[string]model.TagPath) {
	text := func(en, ja string) string { return lang.Both{En: en, Ja: ja}.In(l) }
	d.heads.Issue = 20111
	for i, c := range []struct {
		tag, words, who string
		severity        model.Severity
	}{
		{"billing/double-charge", text("Charged twice for June again, card ****4471. Called on Saturday and nobody rang back.", "六月分がまた二重に引き落とされています。土曜日に電話しましたが、折り返しがありませんでした。"), text("Tanaka Shoji", "田中商事"), model.S2},
		{"billing/double-charge", text("The app showed an error, so I paid again. Now both are on my statement.", "エラーが出たのでもう一度支払ったら、両方とも請求されていました。"), text("Helen Park", "鈴木花子"), model.S2},
		{"product/safety", text("The heater sparked when I plugged it in.", "ヒーターをコンセントに差し込んだら火花が出ました。"), text("Maria Lopez", "山本恵"), model.S1},
	} {
		customer := &model.Customer{ID: model.CustomerID(i + 1), Name: c.who, Phones: []string{"06-1234-000" + string(rune('1'+i))}}
		d.keep(customer)
		d.people = append(d.people, model.CustomerView{Customer: *customer})
		d.now = model.At(stage.Now().Add(-time.Duration(50-i) * time.Hour))
		r := d.must(t, "mori", model.Log{Draft: model.Draft{Text: c.words, Severity: c.severity, CustomerID: customer.ID, Channel: model.Phone, Tags: []model.TagPath{tags[c.tag]}}})
		if i == 0 {
			d.must(t, "mori", model.MakePromise{Issue: r.Issues[0], Text: text("ring back on Saturday", "土曜日に折り返し"), By: model.At(stage.Now().Add(-41 * time.Hour))})
		}
	}
	for _, i := range d.issues() {
		call := model.Call{Row: d.row(i), Since: i.ReceivedAt}
		if p, ok := i.NextPromise(); ok {
			call.Promise = &p
		}
		d.calls = append(d.calls, call)
	}
	quote := d.row(d.issues()[2])
	d.trends.Quote = &quote
}

// dressDetail gives the double charge its days and how they divide.
func (d *fakeDesk) dressDetail(l lang.Lang) {
	text := func(en, ja string) string { return lang.Both{En: en, Ja: ja}.In(l) }
	row := d.trends.Rows[0]
	d.detail = model.TrendDetail{First: today - 90, Counts: row.Counts}
	for range row.Counts {
		d.detail.Band = append(d.detail.Band, trend.Range{Expected: 0.9, Low: 0, High: 2})
	}
	d.detail.Signals = []model.Signal{{Tag: row.Tag, On: today - 11, State: "spiking", Observed: 9, Days: 7, Low: 2, High: 8, Q: 0.04}}
	d.detail.Breakdown = model.Breakdown{
		Channels: []model.Share{{Name: "phone", Count: 24}, {Name: "web", Count: 5}, {Name: "", Count: 2}}, Segments: []model.Share{{Name: "B", Count: 31}},
		Products: []model.Share{{Name: text("Card", "カード"), Count: 31}}, Customers: []model.Share{{Name: text("Tanaka Shoji", "田中商事"), Count: 3}},
	}
	d.detail.Breakdown.Hours[9], d.detail.Breakdown.Hours[14] = 6, 11
	d.detail.Before = model.Breakdown{Channels: []model.Share{{Name: "phone", Count: 8}}}
	for _, i := range d.issues()[1:] {
		d.detail.Words = append(d.detail.Words, d.row(i))
	}
}

// set puts the screen on a stage, in front of a leader.
func set(t testing.TB, c stage.Case, d *fakeDesk, change ...func(*Options)) *stage.Stage {
	t.Helper()
	session := c.Session(t)
	session.Who.Role = model.Leader
	o := Options{Session: session, Desk: d, NewID: freshID, Folder: &notebook{}, Issues: func(q string) tea.Cmd { return screen.Say(screen.Note, q) }}
	for _, f := range change {
		f(&o)
	}
	return stage.Set(t, c, session, New(o))
}

func as(role model.Role) func(*Options) {
	return func(o *Options) { o.Session.Who.Role = role }
}

// english and japanese are the cases that flows are tested in.
func english() stage.Case  { return stage.Cases()[0] }
func japanese() stage.Case { return stage.Cases()[1] }
