package lang

import "fmt"

// Calls is what the call list and a call sheet say.
type Calls struct {
	Title     string
	TitleOf   func(tag string) string
	None      string
	Waiting   func(span string) string
	Broken    string // the promise is past
	Spoken    func(n int) string
	Sheet     func(number string) string
	Number    string // the telephone number
	NoNumber  string
	Happened  string
	Promised  string
	NoPromise string
	Say       string // heads the first sentence
	Before    string // earlier calls
	NoBefore  string
	// The first sentence to say.
	Hello   func(me, desk, day string) string
	Sorry   func(me, desk, promise, by string) string
	Again   func(me, desk, day string) string
	Outcome string // asks how it went
	Words   string // asks what the customer said
	CallKey string
	NoteKey string
}

func callsEn() Calls {
	return Calls{
		Title:     "Calls to make: worst first, then longest unanswered",
		TitleOf:   func(tag string) string { return "Calls to make about " + tag },
		None:      "Nobody is waiting for a call about this.",
		Waiting:   func(span string) string { return "waiting " + span },
		Broken:    "promise past",
		Spoken:    func(n int) string { return plural(n, "call", "calls") },
		Sheet:     func(number string) string { return "Call sheet " + number },
		Number:    "Number",
		NoNumber:  "no number is kept for this customer",
		Happened:  "What happened",
		Promised:  "Promised",
		NoPromise: "nothing was promised",
		Say:       "Begin with",
		Before:    "Calls before",
		NoBefore:  "none yet",
		Hello: func(me, desk, day string) string {
			return fmt.Sprintf("Good day, this is %s of %s. You told us something on %s that I have read myself, and I would like to hear it from you.", me, desk, day)
		},
		Sorry: func(me, desk, promise, by string) string {
			return fmt.Sprintf("Good day, this is %s of %s. We promised you “%s” by %s and did not keep it. I am sorry, and I am calling to put it right.", me, desk, promise, by)
		},
		Again: func(me, desk, day string) string {
			return fmt.Sprintf("Good day, this is %s of %s again. We spoke about what you told us on %s, and I would like to know how it stands for you now.", me, desk, day)
		},
		Outcome: "How did the call go?",
		Words:   "What they said, in their own words",
		CallKey: "note the call",
		NoteKey: "call sheet",
	}
}

func callsJa() Calls {
	return Calls{
		Title:     "架電リスト：重大度順、次に待ち時間の長い順",
		TitleOf:   func(tag string) string { return apart(tag) + "の架電リスト" },
		None:      "この件でご連絡をお待ちのお客様はいらっしゃいません。",
		Waiting:   func(span string) string { return span + "経過" },
		Broken:    "お約束超過",
		Spoken:    func(n int) string { return "お電話" + number(n) + "回" },
		Sheet:     func(number string) string { return "架電票 " + number },
		Number:    "電話番号",
		NoNumber:  "登録なし",
		Happened:  "お申し出内容",
		Promised:  "お約束",
		NoPromise: "なし",
		Say:       "第一声",
		Before:    "これまでのご連絡",
		NoBefore:  "まだありません。",
		Hello: func(me, desk, day string) string {
			return fmt.Sprintf("%sの%sと申します。%sにお寄せいただいた内容を拝読し、直接お話を伺いたくお電話いたしました。", apart(desk), amid(me), day)
		},
		Sorry: func(me, desk, promise, by string) string {
			return fmt.Sprintf("%sの%sと申します。%sまでに「%s」とお約束しながら果たせておらず、誠に申し訳ございません。お詫びと今後のご相談のため、お電話いたしました。", apart(desk), amid(me), by, promise)
		},
		Again: func(me, desk, day string) string {
			return fmt.Sprintf("%sの%sでございます。%sにお伺いした件について、その後のご様子を伺いたく改めてお電話いたしました。", apart(desk), amid(me), day)
		},
		Outcome: "お電話の結果",
		Words:   "お客様のお言葉",
		CallKey: "結果を記録",
		NoteKey: "架電票",
	}
}
