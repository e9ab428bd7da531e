package demo

import (
	"strings"

	"koe/model"
)

// A tagJa is a tag of the desk that speaks Japanese alone, with its reading.
type tagJa struct{ path, reading string }

var tagsJa = map[model.TagPath]tagJa{
	"billing/double-charge":         {"請求/二重請求", "せいきゅう/にじゅうせいきゅう"},
	"billing/refund-delay":          {"請求/返金遅れ", "せいきゅう/へんきんおくれ"},
	"billing/wrong-amount":          {"請求/金額相違", "せいきゅう/きんがくそうい"},
	"billing/invoice-missing":       {"請求/請求書未着", "せいきゅう/せいきゅうしょみちゃく"},
	"billing/payment-method":        {"請求/支払い方法", "せいきゅう/しはらいほうほう"},
	"delivery/late":                 {"配送/遅延", "はいそう/ちえん"},
	"delivery/damaged-box":          {"配送/破損", "はいそう/はそん"},
	"delivery/wrong-address":        {"配送/誤配", "はいそう/ごはい"},
	"delivery/missing-item":         {"配送/不足", "はいそう/ふそく"},
	"delivery/courier-manners":      {"配送/配達員の対応", "はいそう/はいたついんのたいおう"},
	"delivery/tracking":             {"配送/追跡", "はいそう/ついせき"},
	"product/broken-on-arrival":     {"商品/初期不良", "しょうひん/しょきふりょう"},
	"product/stopped-working":       {"商品/故障", "しょうひん/こしょう"},
	"product/battery":               {"商品/バッテリー", "しょうひん/ばってりー"},
	"product/size":                  {"商品/サイズ", "しょうひん/さいず"},
	"product/not-as-described":      {"商品/説明と相違", "しょうひん/せつめいとそうい"},
	"product/smell":                 {"商品/におい", "しょうひん/におい"},
	"product/manual":                {"商品/説明書", "しょうひん/せつめいしょ"},
	"product/safety":                {"商品/安全", "しょうひん/あんぜん"},
	"returns/no-label":              {"返品/伝票なし", "へんぴん/でんぴょうなし"},
	"returns/refused":               {"返品/受付不可", "へんぴん/うけつけふか"},
	"returns/pickup":                {"返品/集荷", "へんぴん/しゅうか"},
	"contact/wait-time":             {"窓口/つながらない", "まどぐち/つながらない"},
	"contact/hold-music":            {"窓口/保留音", "まどぐち/ほりゅうおん"},
	"contact/no-callback":           {"窓口/折り返しなし", "まどぐち/おりかえしなし"},
	"contact/passed-around":         {"窓口/たらい回し", "まどぐち/たらいまわし"},
	"contact/agent-manners":         {"窓口/応対", "まどぐち/おうたい"},
	"contact/email-unanswered":      {"窓口/メール未返信", "まどぐち/めーるみへんしん"},
	"account/login":                 {"会員/ログイン", "かいいん/ろぐいん"},
	"account/locked":                {"会員/ロック", "かいいん/ろっく"},
	"account/personal-data":         {"会員/個人情報", "かいいん/こじんじょうほう"},
	"account/newsletter":            {"会員/メール配信", "かいいん/めーるはいしん"},
	"account/points":                {"会員/ポイント", "かいいん/ぽいんと"},
	"app/crash":                     {"アプリ/強制終了", "あぷり/きょうせいしゅうりょう"},
	"app/slow":                      {"アプリ/動作が遅い", "あぷり/どうさがおそい"},
	"app/search":                    {"アプリ/検索", "あぷり/けんさく"},
	"contract/cancellation":         {"契約/解約", "けいやく/かいやく"},
	"contract/subscription-unclear": {"契約/定期購入", "けいやく/ていきこうにゅう"},
	"shop/price-changed":            {"販売/価格変更", "はんばい/かかくへんこう"},
	"shop/out-of-stock":             {"販売/在庫切れ", "はんばい/ざいこぎれ"},
}

var productsJa = []string{"電気ケトル K2", "照明スタンド L10", "イヤホン H7", "スーツケース S40", "炊飯器 R5", "椅子 C3"}

// readingsJa makes the tags with the readings of both their levels, by which
// they are found without an input method.
func readingsJa() []model.Command {
	var all []model.Command
	for i := range topics {
		t := tagsJa[topics[i].tag]
		all = append(all, model.PutTag{Path: model.TagPath(t.path), Readings: strings.Split(t.reading, "/")})
	}
	return all
}

// inJapanese is the topic with its Japanese tag and sentences alone.
func (t topic) inJapanese() topic {
	t.tag = model.TagPath(tagsJa[t.tag].path)
	var said []string
	for _, s := range t.said {
		if speaksJapanese(s) {
			said = append(said, s)
		}
	}
	t.said = said
	return t
}

// speaksJapanese reports whether a sentence with its slots is Japanese.
func speaksJapanese(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return true
		}
	}
	return false
}

// staffJa are the people whose names the desk in both languages writes in
// Latin letters.
var staffJa = []model.Command{
	model.PutUser{User: "ken", Name: "伊藤 健", Reading: "イトウ ケン", Role: model.Agent},
	model.PutUser{User: "tom", Name: "富田 智", Reading: "トミタ トモ", Role: model.Agent},
}

// actsJa is what was done, in Japanese.
func actsJa(last model.Day) []act {
	say := func(s string) *string { return &s }
	on := func(d model.Day) *model.Day { return &d }
	return []act{
		{60, model.NewProblem{Title: "保留音が大きい", Tag: "窓口/保留音", Rule: "タグ:窓口/保留音", Owner: "abe"}},
		{59, model.EditProblem{
			Problem: 1, Goal: say("1か月以内にお申し出を半分に減らす。"),
			Cause: say("交換機の更新で音量が既定値に戻った。"),
		}},
		{50, model.AddAction{Problem: 1, Type: model.ActionProcess, Text: "保留音を下げ、折り返しをご案内する", Owner: "abe", Due: last - 41}},
		{41, model.EditAction{Problem: 1, N: 1, Effective: on(last - 41)}},
		{41, model.SetStage{Problem: 1, Stage: model.Verifying}},
		{9, model.NewProblem{Title: "カード再試行時の二重請求", Tag: "請求/二重請求", Rule: "タグ:請求/二重請求", Owner: "sato"}},
		{9, model.EditProblem{
			Problem: 2, Workaround: say("注文番号を伺い、手作業で返金する。"),
			Tell: say("原因は判明しております。二重にご請求した分は、2営業日以内に返金いたします。"),
		}},
		{8, model.AddAction{Problem: 2, Type: model.ActionProduct, Text: "再試行時に二度決済しないよう修正する", Owner: "sato", Due: last + 3}},
		{5, model.Hear{Problem: 2, Text: "銀行の画面が遅いときに起きる、というお声が多い。"}},
	}
}
