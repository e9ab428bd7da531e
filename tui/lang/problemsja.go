package lang

import (
	"fmt"

	"koe/model"
)

func problemsJa() Problems {
	return Problems{
		Title: "課題一覧",
		None:  "課題はまだありません。傾向の行で l を押すと課題を作成できます。",
		One:   "課題",
		OpenOf: func(open, linked int) string {
			return fmt.Sprintf("未完了%s件／%s件", number(open), number(linked))
		},
		Issues:     "お申し出",
		MoreIssues: func(n int) string { return "ほか" + number(n) + "件（Enter ですべて表示）" },
		Trend:      "傾向", LastStep: "直近の動き",
		Stage: "段階", Owner: "担当者", Cause: "原因", Goal: "目標", Tell: "ご案内文", Workaround: "暫定対応", Rule: "条件", Tag: "タグ",
		Result: "結果", AsCustomer: "お客様の立場", Name: "課題名", Reference: "外部番号", Recurred: "再発", Because: "理由",
		Actions: "対策", NoActions: "対策はまだありません。f で追加します。", Decisions: "決定の記録", Told: "お知らせする方", NoTold: "お知らせ先は未定です。完了時に候補を示します。",
		Heard: "現場の声", NoHeard: "現場の声はまだありません。n で一行追加します。", History: "履歴",
		NotSaid: "未記入", NoOwner: "担当未定", StillToTell: "お知らせ前",
		Due:     func(day string) string { return day + "まで" },
		InForce: func(day string) string { return day + "実施" },
		IsBack:  "再発", LookAgain: "見直す日", Late: "期限超過",
		Overdue:   func(day string) string { return day + "の期限を超過" },
		Cancelled: func(why string) string { return "中止：" + why },
		ToldBy:    func(day, who string) string { return day + " " + who + " がお知らせ済み" },
		Spoken: func(n, mine int) string {
			return fmt.Sprintf("統括が直接お話ししたお客様 %d名（うちご自身 %d名）", n, mine)
		},
		Until:    func(day string) string { return day + "まで" },
		Count:    func(n int) string { return number(n) + "名" },
		Rounds:   [5]string{"聴く", "わかる", "見通す", "動く", "学ぶ"},
		Ask:      askProblemJa(),
		Said:     saidProblemJa(),
		Rules:    rulesJa(),
		Finished: "この課題は完了しています。S で段階を変更できます。",
		Story: map[model.Verb]string{
			model.VerbNewProblem: "課題を作成", model.VerbEditProblem: "内容を変更", model.VerbOwnProblem: "担当者を変更", model.VerbHandOver: "引き継ぎ",
			model.VerbStage: "段階を変更", model.VerbAction: "対策を追加", model.VerbEditAction: "対策を変更", model.VerbCancelAction: "対策を中止", model.VerbTell: "お知らせ済み",
			model.VerbHear: "現場の声を追加", model.VerbRaise: "判定を記録", model.VerbRecur: "再発", model.VerbLink: "お申し出を紐づけ", model.VerbUnlink: "紐づけを解除",
			model.VerbUndo: "操作を元に戻した", model.VerbRedo: "操作をやり直した",
		},
		MovedStage: func(from, to string) string { return from + "→" + to },
		GaveTo:     func(who string) string { return apart(who) + "へ" },
		OpenKey:    func(id string) string { return apart(id) + "を開く" },
		ToldKey:    "お知らせ済み", HearKey: "現場の声", StageKey: "段階", CloseKey: "完了", EditKey: "編集",
	}
}

func askProblemJa() AskProblem {
	return AskProblem{
		Which: "どの課題ですか", Make: "課題を作成する", Name: "課題名", Owner: "課題の担当者", Stage: "段階", Close: "どのように終えますか",
		ActionType: "何を変える対策ですか", Action: "対策の内容", Due: "期限", InForce: "実施日",
		Result: "結果を言葉で記入してください", Note: "お客様の声から、こう変えました（お知らせする文面）", Whom: "どなたにお知らせしますか",
		Why: "今は対策しない理由", Until: "見直す日", Hear: "現場の声（一行）", Decision: "決定の内容と理由", Edit: "変更する項目",
		Reference: "外部番号", WhoTold: "どなたにお知らせしましたか", What: "何を記録しますか",
		MakeNamed: func(title string) string { return "課題「" + title + "」を作成する" },
		Accept:    "お客様の立場で納得できますか", Yes: "納得できる", No: "納得できない", InWords: "お客様の立場からの理由",
		YesWith: func(words string) string { return "納得できる：" + words },
		NoWith:  func(words string) string { return "納得できない：" + words },
		ProposedNote: func(tag, action, result string) string {
			return fmt.Sprintf("%sについてお寄せいただいた声から、こう変えました：%s。%s", tag, action, result)
		},
		NoDay: "日付なし", DayHint: "7/15、金曜、3日後、月末", In2Weeks: "2週間後", InAMonth: "1か月後", NextMonday: "次の月曜", Today: "今日", Yesterday: "昨日",
		Nobody:   "お客様のお言葉は記録されていません。",
		Expected: "見込む減少率（%）", BadDrop: "1〜99 の数字、または空欄", JudgeOn: "判定日", AsSoonAsTold: "判定できるようになり次第",
		Cancel: "対策を中止する", CancelWhy: "中止の理由", Onset: "増加の開始日",
		WeeksAfter:   func(n int) string { return "実施から" + number(n) + "週間" },
		WhyEffective: "対策は「悪化」と判定されています。それでも効果ありとする理由",
	}
}

func saidProblemJa() SaidProblem {
	return SaidProblem{
		Made:      func(id, name string) string { return "課題 " + id + "「" + name + "」を作成しました。" },
		Owner:     func(id, who string) string { return id + " の担当者：" + who },
		Stage:     func(id, stage string) string { return id + " の段階：" + stage },
		Action:    func(id, words string) string { return id + " に対策「" + words + "」を追加しました。" },
		Changed:   func(id, what string) string { return id + " の" + what + "を変更しました。" },
		Cancelled: func(id, words string) string { return id + " の対策「" + words + "」を中止しました。" },
		Told:      func(id, who string) string { return id + "：" + who + "へのお知らせを記録しました。" },
		Heard:     func(id string) string { return id + " に現場の声を追加しました。" },
		Decided:   func(id string) string { return id + " に決定を記録しました。" },
		PutOff: func(ratio string) string {
			return "後日対応にしました。通常の" + ratio + "倍を超えると再び表示します。"
		},
		PutOffBut: func(id, other string) string {
			return id + " を後日対応にしました。" + other + " があるため、タグの表示はそのままです。"
		},
		Woke:      func(id string) string { return id + " の後日対応を解除しました。" },
		Linked:    func(id string, n int) string { return number(n) + "件を " + id + " に紐づけました。" },
		Contacted: func(about, outcome string) string { return about + "：" + outcome },
	}
}
