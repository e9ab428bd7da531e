package screentest

import (
	"strings"
	"time"

	"koe/model"
)

// Calling is a desk while somebody calls: it has tags, a few customers, two of
// one name, and knows what is like a double charge. The next issue is 20345.
func Calling() *Desk {
	d := NewDesk()
	d.NumberFrom(20345)
	d.Keep(&model.User{ID: "aya", Name: "aya", Role: model.Lead})
	d.Uses = tagsInUse()
	d.Known = []model.CustomerView{
		{Customer: model.Customer{ID: 1, Name: "TANAKA SHOJI", Reading: "タナカショウジ", Account: "A-1182", Segments: []model.Dated{{From: 1, Value: "B"}}}, Open: 2, Recent: 4,
			Promise: &model.Promise{Text: "call back about the refund", By: model.At(Now().Add(-42 * time.Hour))}, Promised: 20117},
		{Customer: model.Customer{ID: 2, Name: "田中商事", Reading: "タナカショウジ", Account: "A-2290"}, Open: 1},
		{Customer: model.Customer{ID: 3, Name: "佐藤", Phones: []string{"03-1111-2222"}}},
		{Customer: model.Customer{ID: 4, Name: "佐藤", Phones: []string{"06-3333-4444"}}},
	}
	for i := range d.Known {
		d.Keep(&d.Known[i].Customer)
	}
	d.Alike = func(words string) []model.Similar {
		if !strings.Contains(words, "twice") && !strings.Contains(words, "二重") {
			return nil
		}
		return likeADoubleCharge()
	}
	for _, s := range likeADoubleCharge() {
		if s.Problem != nil {
			d.Keep(s.Problem)
		}
	}
	return d
}

func tagsInUse() []model.TagUse {
	use := func(path model.TagPath, count int, readings ...string) model.TagUse {
		return model.TagUse{Tag: model.Tag{Key: path.Key(), Path: path, Readings: readings}, Count: count}
	}
	old := use("invoices", 3)
	old.Tag.Into = "billing"
	gone := use("fax", 9)
	gone.Tag.Retired = true
	return []model.TagUse{
		use("billing", 812), use("billing/double-charge", 311), use("billing/refund-delay", 120), use("contact/wait-time", 400),
		use("請求", 500, "せいきゅう"), use("請求/二重請求", 220, "ニジュウセイキュウ"), old, gone,
	}
}

func likeADoubleCharge() []model.Similar {
	return []model.Similar{
		{Problem: &model.Problem{ID: 12, Title: "Double charge when the card retries", Owner: "sato", Workaround: "the billing desk can pay it back today.",
			Tell: "a known fault; the fix ships Thursday, the second charge comes back in two working days.", Actions: []model.Action{{N: 1, Due: model.Date(2026, 7, 16)}}}, Linked: 31},
		{Problem: &model.Problem{ID: 7, Title: "請求書の表示が先月分のまま"}, Linked: 4},
		{Row: &model.Row{Issue: model.Issue{Number: 20117, Text: "Invoice shows June\ntwice", Owner: "mori", ReceivedAt: model.At(Now().Add(-150 * time.Hour))}}, Same: true},
		{Row: &model.Row{Issue: model.Issue{Number: 20102, Text: strings.Repeat("同じ注文で二回引き落とされた。", 8), ReceivedAt: model.At(Now().Add(-30 * time.Hour))}}},
	}
}
