package demo

import (
	"fmt"

	"koe/model"
)

// japanese is the desk of a Japanese company.
func japanese() *tongue {
	return &tongue{
		source: "デモ", voices: japaneseVoices, added: japaneseAdded, ordered: japaneseOrdered, goods: japaneseGoods, asks: japaneseAsks,
		things: japaneseThings, slots: japaneseSlot, names: japaneseNames, staff: japaneseStaff, acts: japaneseActs,
	}
}

var japaneseThings = []thing{
	{"電気ケトル", "電気ケトル K2", true}, {"照明スタンド", "照明スタンド L10", true}, {"ジャケット", "ジャケット J3", false}, {"イヤホン", "イヤホン H7", true},
	{"スーツケース", "スーツケース S40", false}, {"炊飯器", "炊飯器 R5", true}, {"椅子", "椅子 C3", false},
	{"ミキサー", "ミキサー B6", true}, {"リュック", "リュック P2", false}, {"トースター", "トースター T1", true}, {"毛布", "毛布 W4", false},
}

var japaneseNames = names{
	first: []string{
		"一郎", "花子", "健太", "美咲", "翔", "陽子", "大輔", "由美", "誠", "恵子", "亮", "直美", "隆", "智子", "浩二", "真由美",
		"拓也", "千尋", "修", "和子", "剛", "彩香", "正人", "裕子", "学", "久美子", "進", "麻衣", "豊", "幸子",
	},
	last: []string{
		"田中", "鈴木", "佐藤", "高橋", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本",
		"井上", "木村", "林", "清水", "斎藤", "池田", "橋本", "石川", "前田", "藤田", "岡田", "後藤", "長谷川", "村上", "近藤",
	},
	trades:   []string{"商事", "工業", "食品", "運輸", "電機", "印刷", "薬局", "不動産"},
	japanese: true,
}

var japaneseStaff = staff{
	actor: model.PutUser{Name: "葉山 陽", Reading: "ハヤマ ヨウ", Team: "品質管理"},
	people: []model.PutUser{
		{User: "aya", Name: "綾瀬 彩", Reading: "アヤセ アヤ", Team: "電話窓口", Role: model.Agent},
		{User: "ken", Name: "伊藤 健", Reading: "イトウ ケン", Team: "電話窓口", Role: model.Agent},
		{User: "yui", Name: "結城 唯", Reading: "ユウキ ユイ", Team: "メール・チャット窓口", Role: model.Agent},
		{User: "tomo", Name: "富田 智", Reading: "トミタ トモ", Team: "メール・チャット窓口", Role: model.Agent},
		{User: "mori", Name: "森 由美", Reading: "モリ ユミ", Team: "電話窓口", Role: model.Lead},
		{User: "sato", Name: "佐藤 武", Reading: "サトウ タケシ", Team: "品質管理", Role: model.Leader},
		{User: "abe", Name: "阿部 翔", Reading: "アベ ショウ", Team: "品質管理", Role: model.Leader},
	},
	teams:  []model.Team{{Name: "電話窓口", Lead: "mori"}, {Name: "メール・チャット窓口", Lead: "mori"}, {Name: "品質管理", Lead: "sato"}},
	agents: []model.UserID{"aya", "ken", "yui", "tomo"},
	owners: []model.UserID{"mori", "sato", "abe", "tomo"},
}

var japaneseAsks = map[model.Wish][]string{
	model.WishRefund:       {"早急に返金してほしい。", "今週中に返金してほしい。", "返金されなければカード会社に相談する。"},
	model.WishReplacement:  {"新しいものと交換してほしい。", "代わりの品をすぐに送ってほしい。", "週末までに交換してもらえないか。"},
	model.WishRepair:       {"無償で修理してほしい。", "修理品を引き取りに来てほしい。"},
	model.WishExplanation:  {"何が起きたのか説明してほしい。", "理由を教えてほしい。", "この後どうすればよいのか教えてほしい。"},
	model.WishApology:      {"まずは謝ってほしい。", "一言おわびがあってもよいのではないか。"},
	model.WishCallback:     {"本日中に電話がほしい。", "18時までは家にいるので、電話をもらいたい。"},
	model.WishCancellation: {"手続きが済んだことを書面で知らせてほしい。", "すぐに止めてほしい。"},
	model.WishChange:       {"使えるように直してほしい。", "早く改善してほしい。"},
}

// japaneseSlot is what stands in a slot.
func japaneseSlot(s *speaker, name string) string {
	switch name {
	case "数":
		return fmt.Sprint(2 + s.IntN(8))
	case "年":
		return fmt.Sprint(3 + s.IntN(15))
	case "円":
		return fmt.Sprintf("%d,%03d", 1+s.IntN(60), 10*s.IntN(100))
	case "分":
		return fmt.Sprint(5 * (2 + s.IntN(11)))
	case "番号":
		return s.order
	case "曜日":
		return pick(s.Rand, []string{"月曜", "火曜", "水曜", "木曜", "金曜", "土曜"})
	case "品":
		return s.thing.word
	case "家電":
		return s.device.word
	case "月":
		return fmt.Sprintf("%d月", s.recent().Time(nil).Month())
	case "地名":
		return pick(s.Rand, []string{"大阪", "仙台", "福岡", "名古屋", "札幌", "横浜"})
	}
	return ""
}

// japaneseActs is what was done on the desk, the oldest first.
func japaneseActs(last model.Day) []act {
	say := func(s string) *string { return &s }
	on := func(d model.Day) *model.Day { return &d }
	return []act{
		{60, model.NewProblem{Title: "保留音が大きい", Tag: "窓口/保留音", Rule: "タグ:窓口/保留音", Owner: "abe"}},
		{59, model.EditProblem{
			Problem: 1, Goal: say("1か月以内にお申し出を半分に減らす。"),
			Cause: say("電話交換機の更新で、音量が既定値に戻った。"),
		}},
		{50, model.AddAction{Problem: 1, Type: model.ActionProcess, Text: "保留音を下げ、折り返しをご案内する", Owner: "abe", Due: last - 41}},
		{41, model.EditAction{Problem: 1, N: 1, Effective: on(last - 41)}},
		{41, model.SetStage{Problem: 1, Stage: model.Verifying}},
		{9, model.NewProblem{Title: "カード再試行時の二重請求", Tag: "請求/二重請求", Rule: "タグ:請求/二重請求", Owner: "sato"}},
		{9, model.EditProblem{
			Problem: 2, Workaround: say("注文番号を伺い、二重分を手作業で返金する。"),
			Tell: say("原因は判明しております。二重にご請求した分は、2営業日以内に返金いたします。"),
		}},
		{8, model.AddAction{Problem: 2, Type: model.ActionProduct, Text: "再試行時に二度決済しないよう修正する", Owner: "sato", Due: last + 3}},
		{5, model.Hear{Problem: 2, Text: "銀行の画面が遅いときに起きる、というお声が多い。"}},
	}
}
