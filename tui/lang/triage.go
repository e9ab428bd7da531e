package lang

import (
	"fmt"
	"strings"
	"time"

	"koe/model"
)

// Triage is what the Triage screen says.
type Triage struct {
	Title string // in the header

	// The list.
	FirstQuery  string // what the screen opens with, in the language's own keys
	FirstTitle  string
	Everything  string // the view without a query
	AllOf       func(customer string) string
	Marked      func(n int) string
	MarkedFirst func(n int) string
	AllOwned    string // nothing in the first view
	NoneMatch   string
	Left        func(time.Duration) string // how long is left, in at most 11 columns

	// The detail.
	QuoteTheirs func(words string) string
	NoWords     string
	MoreLines   func(n int, atLeast bool) string // beside the list
	MoreBelow   func(n int) string
	Until       func(moment string) string
	Reopened    func(n int) string
	Story       Story

	// Fields, as labels and as titles of what asks for them.
	Owner, Severity, State, Tag, Due, Snooze, Kind, Channel, Wish  string
	Customer, Product, AtStake, OnBehalfOf, Promise, Problem, Tell string
	Answer, Upheld, Note, Contact, Edit, Filter                    string
	Redress, Occurred, Source                                      string

	// Why something cannot be done.
	NoIssue         string
	OneOnly         string
	NothingToRepeat string
	NothingToRedo   string
	NobodyKnown     string
	IsSo            string // the state is that already

	// What the acts ask.
	Me            string // behind one's own name
	OpenNow       func(n int) string
	AddPerson     func(name string) string
	NotOnDesk     func(name string) string
	NewTag        func(tag string) string
	HasTag        string
	IsPrimary     string
	AddTag        string
	AddPrimary    string
	ReplaceTag    func(old string) string
	MakePrimary   string
	RemoveTag     string
	StateMeans    map[model.State]string // in the menu; every state has one
	WhatAnswered  string
	CloseWhy      func(about string) string
	WhyWithdrawn  string
	WaitsOn       string
	WaitUntil     string
	NoLimit       string
	NoDue         string
	Wake          string
	WhenHint      string
	NoProblem     string
	NoSuchProblem string
	MakeProblem   func(title string) string
	TheirWords    string
	PromiseBy     string
	KeepPromise   string
	Before        string // beside a query typed before
	Show          string // keys of the filter
	Complete      string
	Clear         string

	// What was done, as a word behind the issues it was done to.
	OwnerIs      func(name string) string
	SeverityIs   func(severity string) string
	TagAdded     func(tag string) string
	TagFirst     func(tag string) string
	TagRemoved   func(tag string) string
	AnsweredSaid string
	ClosedSaid   func(reason string) string
	DueIs        func(at string) string
	SnoozedUntil func(at string) string
	UnlinkedSaid string
	NoteSaid     string
	ContactSaid  func(outcome string) string
	FieldIs      func(field, value string) string
	PromiseSaid  string
	KeptSaid     string
	Added        func(name string) string
	Issues       func(n int) string
	Did          func(about, said string) string
	Undone       func(act, about string) string
	Redone       func(about string) string
	ProblemMade  func(problem, about string) string
	Copied       func(about string) string
	HasOpen      func(who []string) string // others who look at the same issue
	Acts         map[model.Verb]string     // what an undo took back

	// Labels of keys.
	RepeatOf   func(said string) string
	BackToList string
	Unmark     string
	ViewBefore string
}

func triageEn() Triage {
	return Triage{
		Title: "Triage",

		FirstQuery: "state:open owner:none snooze:none",
		FirstTitle: "Open, without an owner",
		Everything: "All issues",
		AllOf:      func(customer string) string { return "All from " + customer },
		Marked:     func(n int) string { return number(n) + " marked" },
		MarkedFirst: func(n int) string {
			return "The first " + number(n) + " are marked: more than that is not done in one act. Narrow the view with / for the others."
		},
		AllOwned:  "Every open issue has an owner. Press / to look at others, 1 to log one.",
		NoneMatch: "No issue matches. Press / to change the filter, Esc to go back.",
		Left: func(d time.Duration) string {
			if d < 0 {
				return short(-d, "min", "h", "d") + " over"
			}
			return short(d, "min", "h", "d") + " left"
		},

		QuoteTheirs: func(words string) string { return `"` + words + `"` },
		NoWords:     "No words came with it; the tag says what it is about.",
		MoreLines: func(n int, atLeast bool) string {
			if atLeast {
				return "more than " + plural(n, "line", "lines") + " more: Enter"
			}
			return plural(n, "more line", "more lines") + ": Enter"
		},
		MoreBelow: func(n int) string { return plural(n, "more line", "more lines") + ": PgDn" },
		Until:     func(moment string) string { return "until " + moment },
		Reopened:  func(n int) string { return "(reopened " + plural(n, "time", "times") + ")" },
		Story:     storyEn(),

		Owner: "Owner", Severity: "Severity", State: "State", Tag: "Tags", Due: "Due", Snooze: "Put off until", Kind: "Kind", Channel: "Channel", Wish: "Wish",
		Customer: "Customer", Product: "Product", AtStake: "At stake", OnBehalfOf: "On behalf of", Promise: "Promise", Problem: "Problem", Tell: "Tell them",
		Answer: "Answer", Upheld: "Upheld", Note: "Note", Contact: "How did the call end?", Edit: "Change", Filter: "Show the issues that match",
		Redress: "Redress", Occurred: "Happened", Source: "From",

		NoIssue:         "There is no issue here.",
		OneOnly:         "This goes for one issue at a time: unmark the others with Esc.",
		NothingToRepeat: "Nothing has been done yet that could be repeated.",
		NothingToRedo:   "Nothing was undone just now.",
		NobodyKnown:     "It is not known who the customer is. Press e to say who.",
		IsSo:            "It is that already.",

		Me:          " (me)",
		OpenNow:     func(n int) string { return number(n) + " open" },
		AddPerson:   func(name string) string { return "Add " + name + " to the desk as an agent" },
		NotOnDesk:   func(name string) string { return name + " is not on this desk." },
		NewTag:      func(tag string) string { return "New tag " + tag },
		HasTag:      "on it",
		IsPrimary:   "primary, the one counted",
		AddTag:      "add",
		AddPrimary:  "add as the primary tag, the one counted",
		ReplaceTag:  func(old string) string { return "put it in the place of " + old },
		MakePrimary: "make it the primary tag, the one counted",
		RemoveTag:   "remove",
		StateMeans: map[model.State]string{
			model.New: "as when it came in", model.Working: "I am on it", model.Pending: "on the customer, colleagues or others",
			model.Resolved: "the customer was answered", model.Closed: "done; asks why", model.Withdrawn: "no complaint: test entry, saved twice",
		},
		WhatAnswered:  "What was the customer answered?",
		CloseWhy:      func(about string) string { return "Close " + about + ": why?" },
		WhyWithdrawn:  "Why is it no complaint?",
		WaitsOn:       "On whom does it wait?",
		WaitUntil:     "Until when does it wait?",
		NoLimit:       "no limit",
		NoDue:         "no due time",
		Wake:          "back on the list now",
		WhenHint:      "type 17:00, +2d, Fri, 7/15 15:00, or choose",
		NoProblem:     "no problem: unlink",
		NoSuchProblem: "There is no such problem.",
		MakeProblem:   func(title string) string { return "Make the problem: " + title },
		TheirWords:    "What did they say? May stay empty",
		PromiseBy:     "By when?",
		KeepPromise:   "The promise was kept",
		Before:        "typed before",
		Show:          "show",
		Complete:      "complete",
		Clear:         "clear",

		OwnerIs:      func(name string) string { return "owner " + name },
		SeverityIs:   func(severity string) string { return "severity " + severity },
		TagAdded:     func(tag string) string { return "tag " + tag },
		TagFirst:     func(tag string) string { return "primary tag " + tag },
		TagRemoved:   func(tag string) string { return "without tag " + tag },
		AnsweredSaid: "answered",
		ClosedSaid:   func(reason string) string { return "closed, " + reason },
		DueIs:        func(at string) string { return "due " + at },
		SnoozedUntil: func(at string) string { return "put off until " + at },
		UnlinkedSaid: "linked to no problem",
		NoteSaid:     "note added",
		ContactSaid:  func(outcome string) string { return "contact kept: " + outcome },
		FieldIs:      func(field, value string) string { return field + " " + orNone(value, "none") },
		PromiseSaid:  "promise kept in writing",
		KeptSaid:     "promise kept",
		Added:        func(name string) string { return name + " is on the desk" },
		Issues:       func(n int) string { return plural(n, "issue", "issues") },
		Did:          func(about, said string) string { return joinAbout(about, said, ": ") + ". u takes it back." },
		Undone: func(act, about string) string {
			return "Taken back: " + joinAbout(act, about, ", ") + ". U does it again."
		},
		Redone:      func(about string) string { return "Done again" + after(": ", about) + "." },
		ProblemMade: func(problem, about string) string { return problem + " made of " + about + ". u takes it back." },
		Copied:      func(about string) string { return "Copied " + about + "." },
		HasOpen: func(who []string) string {
			if len(who) == 1 {
				return who[0] + " has this open too."
			}
			return strings.Join(who, ", ") + " have this open too."
		},
		Acts: map[model.Verb]string{
			model.VerbLog: "the log entry", model.VerbImport: "the import", model.VerbAmend: "a change", model.VerbAssign: "the owner", model.VerbSeverity: "the severity",
			model.VerbRetag: "the tags", model.VerbState: "the state", model.VerbDue: "the due time", model.VerbSnooze: "putting off", model.VerbNote: "the note",
			model.VerbPromise: "the promise", model.VerbKeepPromise: "the promise kept", model.VerbContact: "the contact", model.VerbNewProblem: "the new problem",
			model.VerbLink: "the link", model.VerbUnlink: "the unlinking", model.VerbUser: "the new person", model.VerbTag: "the tag",
			model.VerbEditProblem: "a change of the problem", model.VerbOwnProblem: "the problem's owner", model.VerbStage: "the problem's stage",
			model.VerbAction: "the action", model.VerbEditAction: "a change of the action", model.VerbCancelAction: "that the action is cancelled", model.VerbTell: "that they were told", model.VerbHear: "what the front line said",
			model.VerbRetireUser: "that a person left", model.VerbHandOver: "the handing over of a problem", model.VerbRenameTag: "the tag's name", model.VerbUnaliasTag: "the end of a tag's other name",
			model.VerbCustomers: "the customer", model.VerbMergeCustomers: "the joined customers", model.VerbTeams: "the team",
			model.VerbView: "the view", model.VerbMapping: "the kept mapping", model.VerbAddKey: "the new key", model.VerbRemoveKey: "the removal of a key", model.VerbUsers: "the list of people",
		},

		RepeatOf:   func(said string) string { return "repeat: " + said },
		BackToList: "list",
		Unmark:     "unmark",
		ViewBefore: "view before",
	}
}

func triageJa() Triage {
	return Triage{
		Title: "振り分け",

		FirstQuery: "状態:未完了 担当:なし 後日対応:なし",
		FirstTitle: "担当者未定のお申し出",
		Everything: "すべてのお申し出",
		AllOf:      func(customer string) string { return customer + "のお申し出" },
		Marked:     func(n int) string { return number(n) + "件選択中" },
		MarkedFirst: func(n int) string {
			return "先頭の" + number(n) + "件を選択しました。一度に操作できる上限です。残りは / で絞り込んでください。"
		},
		AllOwned:  "未完了のお申し出には、すべて担当者が付いています。/ で他のお申し出を表示、1 で受付へ。",
		NoneMatch: "該当するお申し出はありません。/ で条件を変更、Esc で戻ります。",
		Left: func(d time.Duration) string {
			if d < 0 {
				return short(-d, "分", "時間", "日") + "超過"
			}
			return "残り" + short(d, "分", "時間", "日")
		},

		QuoteTheirs: func(words string) string { return "「" + words + "」" },
		NoWords:     "お客様のお言葉は記録されていません（内容はタグのとおりです）。",
		MoreLines: func(n int, atLeast bool) string {
			if atLeast {
				return fmt.Sprintf("続き%s行以上：Enter", number(n))
			}
			return fmt.Sprintf("続き%s行：Enter", number(n))
		},
		MoreBelow: func(n int) string { return fmt.Sprintf("続き%s行：PgDn", number(n)) },
		Until:     func(moment string) string { return "（" + moment + " まで）" },
		Reopened:  func(n int) string { return fmt.Sprintf("（再開%s回）", number(n)) },
		Story:     storyJa(),

		Owner: "担当者", Severity: "重大度", State: "状態", Tag: "タグ", Due: "期限", Snooze: "後日対応", Kind: "種別", Channel: "チャネル", Wish: "ご希望",
		Customer: "お客様", Product: "商品", AtStake: "対象金額", OnBehalfOf: "ご本人", Promise: "お約束", Problem: "課題", Tell: "ご案内文",
		Answer: "回答内容", Upheld: "妥当性", Note: "メモ", Contact: "ご連絡の結果", Edit: "変更する項目", Filter: "表示する条件",
		Redress: "補償額", Occurred: "発生日", Source: "取込元",

		NoIssue:         "対象のお申し出がありません。",
		OneOnly:         "1件ずつ行う操作です。Esc で選択を解除してください。",
		NothingToRepeat: "繰り返せる操作はまだありません。",
		NothingToRedo:   "直前に元に戻した操作はありません。",
		NobodyKnown:     "お客様を確認できていません。e で登録してください。",
		IsSo:            "すでにこの状態です。",

		Me:          "（自分）",
		OpenNow:     func(n int) string { return "未完了" + number(n) + "件" },
		AddPerson:   func(name string) string { return name + " をオペレーターとして追加する" },
		NotOnDesk:   func(name string) string { return name + " は登録されていません。" },
		NewTag:      func(tag string) string { return "新しいタグ " + tag },
		HasTag:      "設定済み",
		IsPrimary:   "主タグ（集計対象）",
		AddTag:      "追加する",
		AddPrimary:  "主タグ（集計対象）として追加する",
		ReplaceTag:  func(old string) string { return old + " と置き換える" },
		MakePrimary: "主タグ（集計対象）にする",
		RemoveTag:   "外す",
		StateMeans: map[model.State]string{
			model.New: "受け付けた時の状態に戻す", model.Working: "自分が対応する", model.Pending: "お客様・社内・他社の返事待ち",
			model.Resolved: "お客様へ回答した", model.Closed: "対応を終了する（理由を選択）", model.Withdrawn: "テスト入力・二重登録など、お申し出ではないもの",
		},
		WhatAnswered:  "お客様への回答内容",
		CloseWhy:      func(about string) string { return about + "を完了にする理由" },
		WhyWithdrawn:  "取下げの理由",
		WaitsOn:       "どなたの返事を待ちますか",
		WaitUntil:     "いつまで待ちますか",
		NoLimit:       "期限なし",
		NoDue:         "期限なし",
		Wake:          "今すぐ一覧に戻す",
		WhenHint:      "17:00、3日後、金曜、7/15 15:00 のように入力、または選択",
		NoProblem:     "課題との紐づけを解除する",
		NoSuchProblem: "該当する課題はありません。",
		MakeProblem:   func(title string) string { return "課題「" + title + "」を作成する" },
		TheirWords:    "お客様のお言葉（なければ空欄で可）",
		PromiseBy:     "いつまでのお約束ですか",
		KeepPromise:   "お約束を果たした",
		Before:        "以前の条件",
		Show:          "表示",
		Complete:      "補完",
		Clear:         "消去",

		OwnerIs:      func(name string) string { return "担当者 " + name },
		SeverityIs:   func(severity string) string { return "重大度 " + severity },
		TagAdded:     func(tag string) string { return "タグ " + tag + " を追加" },
		TagFirst:     func(tag string) string { return "主タグ " + tag },
		TagRemoved:   func(tag string) string { return "タグ " + tag + " を解除" },
		AnsweredSaid: "回答済み",
		ClosedSaid:   func(reason string) string { return "完了（" + reason + "）" },
		DueIs:        func(at string) string { return "期限 " + at },
		SnoozedUntil: func(at string) string { return at + " まで後日対応" },
		UnlinkedSaid: "課題との紐づけを解除",
		NoteSaid:     "メモを追加",
		ContactSaid:  func(outcome string) string { return "ご連絡を記録（" + outcome + "）" },
		FieldIs:      func(field, value string) string { return field + " " + orNone(value, "なし") },
		PromiseSaid:  "お約束を記録",
		KeptSaid:     "お約束を履行",
		Added:        func(name string) string { return name + " を追加" },
		Issues:       func(n int) string { return number(n) + "件" },
		Did: func(about, said string) string {
			return joinAbout(about, said, "：") + "。u で元に戻せます。"
		},
		Undone: func(act, about string) string {
			return "元に戻しました：" + joinAbout(act, about, "　") + "。U でやり直せます。"
		},
		Redone: func(about string) string { return "やり直しました" + after("：", about) + "。" },
		ProblemMade: func(problem, about string) string {
			return about + "から課題 " + problem + " を作成しました。u で元に戻せます。"
		},
		Copied:  func(about string) string { return about + " をコピーしました。" },
		HasOpen: func(who []string) string { return strings.Join(who, " さん、") + " さんも開いています。" },
		Acts: map[model.Verb]string{
			model.VerbLog: "受付", model.VerbImport: "取込", model.VerbAmend: "変更", model.VerbAssign: "担当者", model.VerbSeverity: "重大度",
			model.VerbRetag: "タグ", model.VerbState: "状態", model.VerbDue: "期限", model.VerbSnooze: "後日対応", model.VerbNote: "メモ",
			model.VerbPromise: "お約束", model.VerbKeepPromise: "お約束の履行", model.VerbContact: "ご連絡記録", model.VerbNewProblem: "課題の作成",
			model.VerbLink: "課題への紐づけ", model.VerbUnlink: "紐づけの解除", model.VerbUser: "ユーザーの追加", model.VerbTag: "タグの登録",
			model.VerbEditProblem: "課題の変更", model.VerbOwnProblem: "課題の担当者", model.VerbStage: "課題の段階",
			model.VerbAction: "対策の追加", model.VerbEditAction: "対策の変更", model.VerbCancelAction: "対策の中止", model.VerbTell: "お知らせ済みの記録", model.VerbHear: "現場の声",
			model.VerbRetireUser: "ユーザーの停止", model.VerbHandOver: "課題の引き継ぎ", model.VerbRenameTag: "タグ名の変更", model.VerbUnaliasTag: "タグの別名の解除",
			model.VerbCustomers: "お客様情報", model.VerbMergeCustomers: "お客様の統合", model.VerbTeams: "チーム",
			model.VerbView: "ビュー", model.VerbMapping: "取込設定", model.VerbAddKey: "公開鍵の登録", model.VerbRemoveKey: "公開鍵の削除", model.VerbUsers: "ユーザーの取り込み",
		},

		RepeatOf:   func(said string) string { return "繰り返す：" + said },
		BackToList: "一覧へ",
		Unmark:     "選択解除",
		ViewBefore: "前の表示",
	}
}

// short writes a span in its largest unit, without a space.
func short(d time.Duration, minutes, hours, days string) string {
	switch m := int(d / time.Minute); {
	case m < 60:
		return number(m) + minutes
	case m < 48*60:
		return number(m/60) + hours
	default:
		return number(m/(24*60)) + days
	}
}

func orNone(value, none string) string {
	if value == "" {
		return none
	}
	return value
}

// joinAbout joins two parts of which one may be missing.
func joinAbout(a, b, sign string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sign + b
}
