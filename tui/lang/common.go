package lang

import (
	"fmt"

	"koe/model"
)

// Common is what the frame around the screens says: overlays, questions,
// toasts, and what every screen needs.
type Common struct {
	Help       string // title of the help overlay
	Palette    string // title of the palette
	SavesAgain string // after a time in which nothing could be saved
	// Alarm is that S1 issues wait for somebody accountable, at least so many where more is
	// set; Taken tells who logged one that somebody is.
	Alarm       func(first model.Number, n int, more bool) string
	Taken       func(n model.Number, owner string) string
	Menu        string // title of the Ctrl+G menu
	Everywhere  string // section of the help overlay
	OnLists     string
	InTheForm   string
	Keys        string // heads of the key table
	WhatItDoes  string
	Close       string // what Esc does in an overlay
	Move        string
	Choose      string
	Save        string
	EnterAgain  string // in a prompt, after the first Enter
	EnterTwice  string // the keys that save a prompt
	MarkSeveral string
	TypeToFind  string
	Yes         string
	No          string
	Nothing     string // a list with nothing in it
	NoMatch     string // a filter that nothing passes
	Loading     string
	NotRead     string // the first answer failed
	// A desk on which nothing was ever logged: that it is, and what to do.
	EmptyDesk    string
	EmptyLog     string
	EmptyShell   func(quit string) string
	More         string // there are more rows than are drawn
	TooSmall     func(width, height int) string
	LeaveAgain   string // first Ctrl+C
	LeaveUnkept  string // the same where the drafts cannot be written
	FieldFull    func(limit int) string
	PasteTooLong func(over, limit int) string
	ManyAct      func(what string, n int) string
	StillSaving  string
	BackingUp    string
	TookTooLong  string
	HalfDone     func(done, of int, why string) string
	BadUTF8      func(line, column int) string
	LeftOut      func(n int) string    // characters of what was pasted
	ReadOnly     string                // in the header, while the desk takes no changes
	BackupOld    func(days int) string // there, where the newest backup is too old
	WentWrong    func(detail string) string
	Aside        func(words string) string // in parentheses, behind something
}

// Overflow says that an input did not fit: what was pasted is too long, or the
// field is full.
func (c *Catalogue) Overflow(over, limit int) string {
	if over > 1 {
		return c.Common.PasteTooLong(over, limit)
	}
	return c.Common.FieldFull(limit)
}

func commonEn() Common {
	return Common{
		Help:       "Keys",
		Palette:    "What would you like to do?",
		SavesAgain: "Saving works again.",
		Alarm: func(first model.Number, n int, more bool) string {
			if n == 1 {
				return fmt.Sprintf("S1 %s HAS NO OWNER", first)
			}
			return fmt.Sprintf("%s S1 HAVE NO OWNER", atLeast(n, more))
		},
		Taken:       func(n model.Number, owner string) string { return fmt.Sprintf("%s has your S1 %s now.", owner, n) },
		Menu:        "Menu",
		Everywhere:  "Everywhere",
		OnLists:     "Lists",
		InTheForm:   "Log form",
		Keys:        "Keys",
		WhatItDoes:  "What it does",
		Close:       "close",
		Move:        "move",
		Choose:      "choose",
		Save:        "save",
		EnterAgain:  "Enter again saves it.",
		EnterTwice:  "Enter Enter",
		MarkSeveral: "mark several",
		TypeToFind:  "type to find",
		Yes:         "yes",
		No:          "no",
		Nothing:     "Nothing here.",
		NoMatch:     "Nothing matches.",
		Loading:     "Loading",
		NotRead:     "This could not be read. Coming back to the screen asks again.",
		EmptyDesk:   "This desk is empty: nothing has been logged on it yet.",
		EmptyLog:    "Press 1 and write down the first one.",
		EmptyShell: func(quit string) string {
			return "Or leave koe (" + quit + ") and bring in what you have: koe import FILE. To look around first, koe demo opens a made-up desk."
		},
		More: "more",
		TooSmall: func(width, height int) string {
			return fmt.Sprintf("koe needs a window of at least 60x20; this one is %dx%d. Make it larger to go on: nothing is lost.", width, height)
		},
		LeaveAgain:  "Press Ctrl+C again to leave koe. What you have typed is kept.",
		LeaveUnkept: "Press Ctrl+C again to leave koe. The draft could not be written: what you have typed would be lost.",
		FieldFull: func(limit int) string {
			return fmt.Sprintf("The field holds %s characters and is full. Nothing more was put in.", number(limit))
		},
		PasteTooLong: func(over, limit int) string {
			return fmt.Sprintf("That is %s too long for this field of %s characters, so nothing of it was put in.", plural(over, "character", "characters"), number(limit))
		},
		ManyAct:     func(what string, n int) string { return fmt.Sprintf("%s: %s?", what, plural(n, "issue", "issues")) },
		BackingUp:   "Backing up. Go on working.",
		StillSaving: "Still saving. It will say so here when it is done.",
		TookTooLong: "That took too long and was stopped. Try again.",
		HalfDone: func(done, of int, why string) string {
			return fmt.Sprintf("Only a part was done, %d of %d steps. %s The same again goes on with the rest.", done, of, why)
		},
		ReadOnly:  "READ-ONLY",
		BackupOld: func(days int) string { return fmt.Sprintf("NO DAILY BACKUP FOR %d DAYS", days) },
		LeftOut: func(n int) string {
			return plural(n, "control character was", "control characters were") + " left out of what you pasted."
		},
		BadUTF8: func(line, column int) string {
			return fmt.Sprintf("Line %d, column %d is not UTF-8 text; nothing was taken over. Save it as UTF-8 and try again.", line, column)
		},
		WentWrong: func(detail string) string { return "That did not work: " + detail },
		Aside:     func(words string) string { return " (" + words + ")" },
	}
}

func commonJa() Common {
	return Common{
		Help:       "キー一覧",
		Palette:    "何をしますか",
		SavesAgain: "保存できるようになりました。",
		Alarm: func(first model.Number, n int, more bool) string {
			if n == 1 {
				return fmt.Sprintf("S1 %s 担当者なし", first)
			}
			return fmt.Sprintf("S1 担当者なし %s件", atLeast(n, more))
		},
		Taken: func(n model.Number, owner string) string {
			return fmt.Sprintf("S1 のお申し出 %s は %s さんが担当します。", n, owner)
		},
		Menu:        "メニュー",
		Everywhere:  "共通",
		OnLists:     "一覧",
		InTheForm:   "受付フォーム",
		Keys:        "キー",
		WhatItDoes:  "操作",
		Close:       "閉じる",
		Move:        "移動",
		Choose:      "決定",
		Save:        "保存",
		EnterAgain:  "もう一度 Enter で保存します。",
		EnterTwice:  "Enter 2回",
		MarkSeveral: "複数選択",
		TypeToFind:  "入力して検索",
		Yes:         "はい",
		No:          "いいえ",
		Nothing:     "表示する項目はありません。",
		NoMatch:     "該当する項目はありません。",
		Loading:     "読み込み中",
		NotRead:     "読み込めませんでした。この画面を開き直すと、もう一度読み込みます。",
		EmptyDesk:   "お申し出はまだ1件も登録されていません。",
		EmptyLog:    "1 で受付画面を開き、最初の1件を記録してください。",
		EmptyShell: func(quit string) string {
			return "お手元のデータは、koe を終了（" + quit + "）してから koe import ファイル名 で取り込めます。試してみるだけなら、koe demo で架空のデスクを開けます。"
		},
		More: "続きあり",
		TooSmall: func(width, height int) string {
			return fmt.Sprintf("画面が小さすぎます（現在 %dx%d、60x20 以上が必要です）。ウィンドウを広げてください。入力内容は失われません。", width, height)
		},
		LeaveAgain:  "もう一度 Ctrl+C で終了します。入力中の内容は下書きに残ります。",
		LeaveUnkept: "もう一度 Ctrl+C で終了します。下書きを保存できていないため、入力中の内容は失われます。",
		FieldFull: func(limit int) string {
			return fmt.Sprintf("この欄は%s文字までです。これ以上は入力できません。", number(limit))
		},
		PasteTooLong: func(over, limit int) string {
			return fmt.Sprintf("この欄は%s文字までです。%s文字超えるため、貼り付けませんでした。", number(limit), number(over))
		},
		ManyAct: func(what string, n int) string {
			return fmt.Sprintf("%s：%s件をまとめて変更します。よろしいですか", what, number(n))
		},
		BackingUp:   "バックアップ中です。そのまま続けられます。",
		StillSaving: "保存中です。完了したらここでお知らせします。",
		TookTooLong: "時間がかかりすぎたため中止しました。もう一度お試しください。",
		HalfDone: func(done, of int, why string) string {
			return fmt.Sprintf("全%d回のうち%d回分まで実行し、残りは実行していません。%s同じ操作をもう一度行うと、残りから続けます。", of, done, why)
		},
		ReadOnly:  "閲覧のみ",
		BackupOld: func(days int) string { return fmt.Sprintf("自動バックアップ %d日なし", days) },
		LeftOut: func(n int) string {
			return fmt.Sprintf("貼り付けた文字列から、制御文字 %s個を除きました。", number(n))
		},
		BadUTF8: func(line, column int) string {
			return fmt.Sprintf("%d行目の%d文字目が UTF-8 ではないため、取り込みませんでした。UTF-8 で保存し直してください。", line, column)
		},
		WentWrong: func(detail string) string { return "処理できませんでした：" + detail },
		Aside:     func(words string) string { return "（" + words + "）" },
	}
}
