package screentest

import (
	"fmt"
	"testing"
	"time"

	"koe/model"
	"koe/tui/lang"
)

// said is one complaint of the scene.
type said struct {
	ago      time.Duration
	severity model.Severity
	customer string
	channel  model.Channel
	tag      model.TagPath
	wish     model.Wish
	text     string
}

// The complaints of a Monday morning, in both languages.
var (
	saidEn = []said{
		{3 * 24 * time.Hour, model.S3, "Helen Park", model.Email, "delivery/late", 0, "The parcel was promised for Thursday and is still in the depot. It was a birthday present."},
		{50 * time.Hour, model.S2, "Tanaka Shoji", model.Phone, "billing/double-charge", model.WishRefund, "Charged twice for June again, card ****4471. Called on Saturday and nobody rang back. I want the second charge refunded, and I want somebody to tell me why this happens every single month."},
		{26 * time.Hour, model.S3, "", model.Web, "app/login", model.WishExplanation, "Since the update the app logs me out whenever I lock the phone."},
		{20 * time.Hour, model.S1, "Maria Lopez", model.Phone, "product/safety", model.WishReplacement, "The heater sparked when I plugged it in and the socket is black now. There are children in the house."},
		{3 * time.Hour, model.S4, "Otto Brandt", model.Chat, "", 0, "It would help if the invoice named the contract."},
		{70 * time.Minute, model.S2, "Sakura Foods", model.Email, "billing/refund-delay", model.WishRefund, "Refund of 12 June still not on our account; your colleague said five working days."},
		{25 * time.Minute, model.S3, "Helen Park", model.Phone, "delivery/late", model.WishCallback, "Second call about the same parcel. Please ring me before noon."},
	}
	saidJa = []said{
		{3 * 24 * time.Hour, model.S3, "鈴木花子", model.Email, "配送/遅延", 0, "木曜日に届くと言われた荷物がまだ届きません。誕生日の贈り物だったので、とても残念です。"},
		{50 * time.Hour, model.S2, "田中商事", model.Phone, "請求/二重請求", model.WishRefund, "六月分がまた二重に引き落とされています。土曜日に電話しましたが、折り返しがありませんでした。二回目の分を返金してください。毎月このようなことが起きる理由も教えてほしいです。"},
		{26 * time.Hour, model.S3, "", model.Web, "アプリ/ログイン", model.WishExplanation, "アップデートしてから、画面をロックするたびにログアウトされてしまいます。"},
		{20 * time.Hour, model.S1, "山本恵", model.Phone, "商品/安全", model.WishReplacement, "ヒーターをコンセントに差し込んだら火花が出て、差込口が黒く焦げました。家に小さな子どもがいます。"},
		{3 * time.Hour, model.S4, "岡田修", model.Chat, "", 0, "請求書に契約番号も書いてもらえると助かります。"},
		{70 * time.Minute, model.S2, "さくら食品", model.Email, "請求/返金遅れ", model.WishRefund, "六月十二日分の返金がまだ入金されていません。五営業日と伺っていました。"},
		{25 * time.Minute, model.S3, "鈴木花子", model.Phone, "配送/遅延", model.WishCallback, "同じ荷物の件で二回目の電話です。正午までに折り返しをください。"},
	}
)

// Unowned is a desk on a Monday morning with seven issues that nobody owns yet,
// 20111 to 20117, and their histories.
func Unowned(t testing.TB, l lang.Lang) *Desk {
	d := NewDesk()
	d.NumberFrom(20111)
	people := []model.User{{ID: "aya", Name: "aya", Role: model.Lead}, {ID: "mori", Name: "mori", Role: model.Agent}, {ID: "sato", Name: "sato", Role: model.Agent}, {ID: "abe", Name: "abe", Role: model.Leader}, {ID: "root", Name: "root", Role: model.Admin}}
	words := saidEn
	if l == lang.Japanese {
		words = saidJa
		people[1].Name, people[1].Reading = "森 健太", "もり けんた"
		people[2].Name, people[2].Reading = "佐藤 美咲", "さとう みさき"
	}
	for i := range people {
		d.Keep(&people[i])
	}
	for _, w := range words {
		draft := model.Draft{Text: w.text, Severity: w.severity, Customer: w.customer, Channel: w.channel, Wish: w.wish}
		if w.tag != "" {
			draft.Tags = []model.TagPath{w.tag}
		}
		d.Must(t, Now().Add(-w.ago), "mori", model.Log{Draft: draft})
	}
	d.dress(t, l)
	return d.Set()
}

// dress gives the scene its histories.
func (d *Desk) dress(t testing.TB, l lang.Lang) {
	at := func(ago time.Duration) time.Time { return Now().Add(-ago) }
	text := func(en, ja string) string { return lang.Say(en, ja).In(l) }
	promised := model.At(time.Date(2026, 7, 11, 15, 0, 0, 0, Zone()))
	d.Must(t, at(49*time.Hour), "mori", model.MakePromise{Issue: 20112, Text: text("ring back on Saturday", "土曜日に折り返しご連絡"), By: promised})
	d.Must(t, at(48*time.Hour), "mori", model.SetSeverity{Issues: []model.Number{20112}, Severity: model.S3})
	d.Must(t, at(47*time.Hour), "aya", model.SetSeverity{Issues: []model.Number{20112}, Severity: model.S2})
	d.Must(t, at(22*time.Hour), "sato", model.AddNote{Issue: 20112, Text: text("Bank confirms two debits on 30 June.", "6月30日に二回の引き落としを銀行が確認。")})
	d.Must(t, at(19*time.Hour), "aya", model.SetDue{Issues: []model.Number{20114}, Due: model.At(Now().Add(3*time.Hour + 10*time.Minute))})
	d.Must(t, at(18*time.Hour), "aya", model.SetDue{Issues: []model.Number{20112}, Due: model.At(Now().Add(-65 * time.Minute))})
	problem := d.Must(t, at(40*time.Hour), "abe", model.NewProblem{Title: text("Double charge when the card retries", "カード再試行時の二重請求"), Owner: "sato", Issues: []model.Number{20112}})
	d.Must(t, at(39*time.Hour), "abe", model.EditProblem{Problem: problem.Problem, Tell: ptr(text("A known fault; the second charge comes back within two working days.", "既知の不具合です。二重分は二営業日以内に返金されます。"))})
}

// AddMany logs more complaints, each alike.
func (d *Desk) AddMany(t testing.TB, n int) {
	for i := range n {
		d.Must(t, Now().Add(-time.Duration(n-i)*time.Second), "mori", model.Log{Draft: model.Draft{Text: fmt.Sprintf("complaint %d of many", i+1), Tags: []model.TagPath{"many"}}})
	}
}
