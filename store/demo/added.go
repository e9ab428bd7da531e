package demo

// What people add to what they have said.
var (
	addedEn = []string{
		"I called on {day} and nobody rang back.",
		"This is the {nth} time.",
		"I have been a customer for {n} years.",
		"Please call me, not by mail.",
		"I expect an answer this week.",
		"Your colleague was friendly but could not help.",
		"My mother is {age} and cannot deal with this.",
		"If this goes on I will buy elsewhere.",
		"The order number is {no}.",
		"Nobody could tell me how long it will take.",
	}
	addedJa = []string{
		"{曜日}にも電話したが、折り返しがない。",
		"これで{n}回目になる。",
		"{n}年以上利用しているのに残念だ。",
		"メールではなく電話で連絡してほしい。",
		"今週中に回答がほしい。",
		"担当の方は丁寧だったが、解決には至らなかった。",
		"高齢の母が困っている。",
		"このままなら他社に切り替える。",
		"注文番号は{no}。",
		"いつまでかかるのか誰も答えられなかった。",
		"説明が人によって違う。",
	}
)
