package screentest

import (
	"math"
	"testing"
	"time"

	"koe/model"
	"koe/model/trend"
	"koe/model/trend/effect"
	"koe/tui/lang"
)

// Monday is the day on which every test sits down, as the model counts days.
func Monday() model.Day { return model.DayOf(Now()) }

// Made is a tag with what the engine said of it.
type Made struct {
	En, Ja          model.TagPath
	State           trend.State
	ActOn, LookAt   bool
	Week, Low, High int // of 7 days
	Reason          trend.Reason
	Since           model.Day
	TooMany         float64
	Month, Year     float64 // ratios; 0 is not known
	Customers, S1   int
	Rate            float64 // a week at first and, from the middle on, later
	Later           float64
	Was             trend.State
	Parent          bool
	Ratio           float64
}

// Tags are those of [Rising], in the order of the desk.
func Tags() []Made {
	return []Made{
		{En: "billing/double-charge", Ja: "請求/二重請求", State: trend.Spiking, ActOn: true, LookAt: true, Week: 31, Low: 2, High: 16, Since: 20635, TooMany: 23.4, Month: 2.38, Customers: 22, Rate: 6, Later: 14, Ratio: 3.4,
			Reason: trend.Reason{Observed: 31, Low: 2, High: 16, Days: 7, Common: 1}},
		{En: "billing/refund-delay", Ja: "請求/返金遅れ", State: trend.Rising, LookAt: true, Week: 12, Low: 1, High: 12, Since: 20612, TooMany: 15, Month: 1.57, Year: 1.6, Customers: 31, Rate: 6, Later: 11, Ratio: 2,
			Reason: trend.Reason{Observed: 47, Low: 11, High: 36, Days: 28, Common: 1}},
		{En: "product/safety", Ja: "商品/安全", S1: 1, Week: 1, High: 1, Month: 1, Year: 1, Customers: 1, Reason: trend.Reason{Observed: 1, High: 1, Days: 7, Common: 1}},
		{En: "contact/wait-time", Ja: "窓口/つながらない", State: trend.Chronic, Week: 22, Low: 11, High: 34, Month: 0.96, Year: 1.02, Rate: 22, Later: 22},
		{En: "billing", Ja: "請求", Parent: true, State: trend.Rising, LookAt: true, Week: 48, Low: 12, High: 36, Month: 1.9, Year: 1.7, Rate: 16, Later: 30},
		{En: "billing/name-on-invoice", Ja: "請求/宛名", Week: 5, Low: 0, High: 9, Month: 1.1, Year: 0.8, Rate: 5, Later: 5},
		{En: "app/login", Ja: "アプリ/ログイン", State: trend.Learning, Week: 3, Rate: 0, Later: 2},
		{En: "contact/hold-music", Ja: "窓口/保留が長い", State: trend.Falling, Week: 5, Low: 8, High: 22, Month: 0.32, Year: 0.45, Rate: 15, Later: 5},
		{En: "delivery/late", Ja: "配送/遅延", Week: 9, Low: 3, High: 17, Month: 1.05, Rate: 9, Later: 10, Was: trend.Spiking},
	}
}

// Row is the tag's row of the trends.
func (m Made) Row(l lang.Lang) model.TrendRow {
	path := m.En
	if l == lang.Japanese {
		path = m.Ja
	}
	r := model.TrendRow{Path: path, Tag: path.Key(), Customers: m.Customers, Was: m.Was, WasKnown: true}
	r.Key, r.IsParent, r.State, r.ActOn, r.LookAt, r.S1 = string(r.Tag), m.Parent, m.State, m.ActOn, m.LookAt, m.S1
	r.Listed = m.LookAt || m.S1 > 0
	r.Reason, r.Excess, r.Ratio = m.Reason, m.TooMany, m.Ratio
	r.Reason.TooMany = m.TooMany
	if m.Since != 0 {
		r.Onset, r.Reason.Since = m.Since.ForEngine(), m.Since.ForEngine()
	}
	for _, days := range []int{1, 7, 28} {
		scale := float64(days) / 7
		r.Windows = append(r.Windows, trend.Window{Days: days, Looked: days, Observed: rounded(float64(m.Week) * scale), Low: rounded(float64(m.Low) * scale), High: rounded(float64(m.High) * scale), Expected: float64(m.Low+m.High) / 2 * scale})
	}
	r.VsMonth, r.VsYear = change(m.Month, m.Week), change(m.Year, m.Week)
	r.Head, r.Share = m.State == trend.Chronic, float64(m.Week)/100
	r.Next = trend.Range{Expected: float64(m.Low+m.High) / 2, Low: m.Low + 1, High: max(m.High-1, m.Low+1)}
	for i := range 91 {
		rate := m.Rate
		if i > 70 {
			rate = m.Later
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
	return trend.Change{Known: true, Ratio: ratio, Now: now, Before: rounded(float64(now) / ratio)}
}

// Rising is a desk on the Monday of the design: double charges spike, refunds
// are late, and P-1's action against the hold music worked. A query means all of
// its three complaints.
func Rising(t testing.TB, l lang.Lang) *Desk {
	d := NewDesk()
	d.AllMatch = true
	text := func(en, ja string) string { return lang.Say(en, ja).In(l) }
	for _, u := range []model.User{{ID: "aya", Name: "aya", Role: model.Leader}, {ID: "sato", Name: text("sato", "佐藤 美咲"), Role: model.Leader}, {ID: "abe", Name: text("abe", "阿部 翔"), Role: model.Lead}, {ID: "mori", Name: text("mori", "森 健太"), Role: model.Agent}} {
		d.Keep(&u)
	}
	for _, m := range Tags() {
		d.TrendsNow.Rows = append(d.TrendsNow.Rows, m.Row(l))
	}
	tags := map[string]model.TagPath{}
	for _, m := range Tags() {
		tags[string(m.En)] = m.En
		if l == lang.Japanese {
			tags[string(m.En)] = m.Ja
		}
	}
	d.complaints(t, l, tags)
	d.TrendsNow.On, d.TrendsNow.Newest, d.TrendsNow.Today, d.TrendsNow.Looked = Monday(), Monday(), true, Monday()-7
	d.TrendsNow.Report = &trend.Report{On: Monday().ForEngine(), Days: 400, Tested: 40, Head: []string{"contact/wait-time"}, HeadShare: 0.52}
	d.TrendsNow.Held, d.TrendsNow.Scored, d.TrendsNow.Withdrawn = 96, 120, 2

	at := Now().AddDate(0, 0, -50)
	hold := d.Must(t, at, "aya", model.NewProblem{Title: text("Long hold music", "保留が長い"), Tag: tags["contact/hold-music"], Owner: "abe", Since: Monday() - 90})
	d.Must(t, at, "aya", model.AddAction{Problem: hold.Problem, Type: model.ActionProcess, Text: text("offer to ring back", "折り返しをご案内する"), Effective: Monday() - 41})
	at = Now().AddDate(0, 0, -3)
	charge := d.Must(t, at, "aya", model.NewProblem{Title: text("Double charge when the card retries", "カード再試行時の二重請求"), Tag: tags["billing/double-charge"], Owner: "sato", Since: Monday() - 13, Issues: []model.Number{20112, 20113}})
	d.Must(t, at, "aya", model.EditProblem{Problem: charge.Problem, Cause: ptr(text("The app sends a second authorisation when the first times out.", "一回目の承認が時間切れになると、アプリが二回目を送るため。"))})
	d.Must(t, at, "aya", model.AddAction{Problem: charge.Problem, Type: model.ActionProduct, Text: text("block the second authorisation", "二回目の承認を止める"), Due: Monday() + 3})
	d.Must(t, at, "mori", model.Hear{Problem: charge.Problem, Text: text("They all paid in the new app.", "皆さん新しいアプリで支払っています。")})
	effort := model.Effort{On: Monday(), Week: 5, Counts: d.TrendsNow.Rows[7].Counts, VsMonth: change(0.32, 5), VsYear: change(0.45, 5), Path: tags["contact/hold-music"]}
	effort.Problem.ID, effort.Action.N = hold.Problem, 1
	effort.Effect = effect.Effect{
		Verdict: effect.Worked, Interval: effect.Interval{Ratio: 0.32, Low: 0.21, High: 0.48}, Desk: effect.Interval{Ratio: 0.96, Low: 0.9, High: 1.02},
		Rose: effect.Interval{Ratio: 1.6, Low: 1.2, High: 2.1}, Fell: effect.Interval{Ratio: 0.2, Low: 0.12, High: 0.31},
		Usual: effect.Rate{Issues: 260, Days: 182}, Came: effect.Rate{Issues: 112, Days: 49}, Now: effect.Rate{Issues: 19, Days: 42}, Others: 38, Expected: 0.5,
	}
	d.TrendsNow.Efforts = []model.Effort{effort}
	d.dressDetail(l)
	return d.Set()
}

func ptr[T any](v T) *T { return &v }

// complaints are two about the charge and one about the heater, each with its
// customer.
func (d *Desk) complaints(t testing.TB, l lang.Lang, tags map[string]model.TagPath) {
	text := func(en, ja string) string { return lang.Say(en, ja).In(l) }
	d.NumberFrom(20112)
	for i, c := range []struct {
		tag, words, who string
		severity        model.Severity
	}{
		{"billing/double-charge", text("Charged twice for June again, card ****4471. Called on Saturday and nobody rang back.", "六月分がまた二重に引き落とされています。土曜日に電話しましたが、折り返しがありませんでした。"), text("Tanaka Shoji", "田中商事"), model.S2},
		{"billing/double-charge", text("The app showed an error, so I paid again. Now both are on my statement.", "エラーが出たのでもう一度支払ったら、両方とも請求されていました。"), text("Helen Park", "鈴木花子"), model.S2},
		{"product/safety", text("The heater sparked when I plugged it in.", "ヒーターをコンセントに差し込んだら火花が出ました。"), text("Maria Lopez", "山本恵"), model.S1},
	} {
		customer := &model.Customer{ID: model.CustomerID(i + 1), Name: c.who, Phones: []string{"06-1234-000" + string(rune('1'+i))}}
		d.Keep(customer)
		d.Known = append(d.Known, model.CustomerView{Customer: *customer})
		at := Now().Add(-time.Duration(50-i) * time.Hour)
		r := d.Must(t, at, "mori", model.Log{Draft: model.Draft{Text: c.words, Severity: c.severity, CustomerID: customer.ID, Channel: model.Phone, Tags: []model.TagPath{tags[c.tag]}}})
		if i == 0 {
			d.Must(t, at, "mori", model.MakePromise{Issue: r.Issues[0], Text: text("ring back on Saturday", "土曜日に折り返し"), By: model.At(Now().Add(-41 * time.Hour))})
		}
	}
	for _, i := range d.newest() {
		call := model.Call{Row: d.row(&i), Since: i.ReceivedAt}
		if p, ok := i.NextPromise(); ok {
			call.Promise = &p
		}
		d.CallsToMake = append(d.CallsToMake, call)
	}
	quote := d.row(&d.newest()[2])
	d.TrendsNow.Quote = &quote
}

// dressDetail gives the double charge its days and how they divide.
func (d *Desk) dressDetail(l lang.Lang) {
	text := func(en, ja string) string { return lang.Say(en, ja).In(l) }
	row := d.TrendsNow.Rows[0]
	d.Detail = model.TrendDetail{First: Monday() - 90, Counts: row.Counts}
	for range row.Counts {
		d.Detail.Band = append(d.Detail.Band, trend.Range{Expected: 0.9, Low: 0, High: 2})
	}
	d.Detail.Signals = []model.Signal{{Tag: row.Tag, On: Monday() - 11, State: "spiking", Observed: 9, Days: 7, Low: 2, High: 8, Q: 0.04}}
	d.Detail.Breakdown = model.Breakdown{
		Channels: []model.Share{{Name: "phone", Count: 24}, {Name: "web", Count: 5}, {Name: "", Count: 2}}, Segments: []model.Share{{Name: "B", Count: 31}},
		Products: []model.Share{{Name: text("Card", "カード"), Count: 31}}, Customers: []model.Share{{Name: text("Tanaka Shoji", "田中商事"), Count: 3}},
	}
	d.Detail.Breakdown.Hours[9], d.Detail.Breakdown.Hours[14] = 6, 11
	d.Detail.Before = model.Breakdown{Channels: []model.Share{{Name: "phone", Count: 8}}}
	for _, i := range d.newest()[1:] {
		d.Detail.Words = append(d.Detail.Words, d.row(&i))
	}
}

func rounded(f float64) int { return int(math.Round(f)) }
