package lang

import (
	"fmt"

	"koe/model"
	"koe/model/words"
)

// Intake is what the Log screen says.
type Intake struct {
	// The names of the fields, at most twelve columns.
	They     string
	Customer string
	Tags     string
	Severity string
	Channel  string
	Wish     string

	NotSaid           string // a severity that nobody set
	NewCustomer       string
	SeveralOfThatName string
	NewTag            string
	NoTag             string // behind what looks like a tag and is none
	Segment           func(segment string) string
	Recent            func(n int) string // issues of the last 30 days
	Open              func(n int) string // open issues
	Uses              func(n int) string // of a tag
	Promised          func(by, what string, of model.Number, over bool) string

	KnownTitle   string
	KnownFailed  string
	CanSave      string // after that, where it is so
	NothingKnown string
	EmptyHere    string // on a desk without any issue, before something is typed
	FirstOne     string // and after
	Hint         string // in the place of what is known, before anything was typed
	MarksHint    string
	Tell         string // before what to tell the caller
	Workaround   string
	SameCustomer string
	FixBy        func(day string) string

	MenuTitle  func(sign string) string // of the completion of # @ or !
	MenuKeys   func(arrows string) string
	OptionKeys func(arrows string) string

	SaveLinkTo    func(p model.ProblemID) string
	NothingMarked string
	StillEmpty    string
	NoText        string
	Saved         func(n model.Number, p model.ProblemID) string
	Saving        string // in the header
	StillSaving   string
	NotKnown      func(why string) string // whether it was saved
	SaveAgain     string
	BackToText    string
	NoPaste       string // into a field of choice
	ToText        string
	LeaveText     string

	DraftKept    string // in the header
	DraftNotKept string
	DraftUnkept  func(why string) string
	NothingKept  func(why string) string // the desk takes no changes
	DraftsUnread func(why string) string
	DraftBack    func(begun string) string

	ParkedCount   func(n int) string
	ParkedTitle   string
	NoneParked    string
	TooManyParked func(n int) string
	NoWords       string
	Since         func(when string) string
}

// severityMarks are the first and the last severity as they are typed in a text.
func severityMarks(to string) string {
	all := words.Severities.All()
	return "!" + words.Severities.Of(all[0]).Key + to + "!" + words.Severities.Of(all[len(all)-1]).Key
}

func intakeEn() Intake {
	return Intake{
		They: "They said", Customer: "Customer", Tags: "Tags", Severity: "Severity", Channel: "Channel", Wish: "Wish",

		NotSaid:           "not set (taken as S3)",
		NewCustomer:       "new customer",
		SeveralOfThatName: "several of that name: Tab here and pick one",
		NewTag:            "(new)",
		NoTag:             "is no tag: one or two levels, as in billing/refund",
		Segment:           func(segment string) string { return "segment " + segment },
		Recent:            func(n int) string { return number(n) + " in 30 days" },
		Open:              func(n int) string { return number(n) + " open" },
		Uses:              func(n int) string { return plural(n, "issue", "issues") },
		Promised: func(by, what string, of model.Number, over bool) string {
			if over {
				return fmt.Sprintf("Promised by %s and not kept: %s (%s). Begin with that.", by, what, of)
			}
			return fmt.Sprintf("Promised by %s: %s (%s)", by, what, of)
		},

		KnownTitle:   "Known and open",
		KnownFailed:  "Known problems and open issues could not be looked up.",
		CanSave:      "Saving works all the same.",
		NothingKnown: "Nothing like it is known or open.",
		EmptyHere:    "What you write here becomes the first one; Ctrl+S saves it.",
		FirstOne:     "This will be the first one: there is nothing to compare it with yet.",
		Hint:         "Known problems appear here as you type.",
		MarksHint:    "In the text: #tag  @customer  " + severityMarks(" to ") + " (severity). Tab goes to the fields.",
		Tell:         "Tell them: ",
		Workaround:   "Until then: ",
		SameCustomer: "same customer",
		FixBy:        func(day string) string { return "fix " + day },

		MenuTitle: func(sign string) string {
			switch sign {
			case "@":
				return "Customers"
			case "!":
				return "Severity"
			}
			return "Tags"
		},
		MenuKeys:   func(arrows string) string { return "Tab takes it   " + arrows + " others   Esc closes" },
		OptionKeys: func(arrows string) string { return arrows + " or a digit sets it   Tab goes on" },

		SaveLinkTo:    func(p model.ProblemID) string { return "save and link to " + p.String() },
		NothingMarked: "No known problem fits so far. Known ones appear below the form as you type.",
		StillEmpty:    "This form is still empty: type what they said.",
		NoText:        "Not saved: write what they said first. Marks alone are no words.",
		Saved: func(n model.Number, p model.ProblemID) string {
			if p != 0 {
				return fmt.Sprintf("%s saved and linked to %s.", n, p)
			}
			return fmt.Sprintf("%s saved.", n)
		},
		Saving:      "saving",
		StillSaving: "Still saving; the form stays until it is done. Ctrl+N opens an empty one for the next call.",
		NotKnown: func(why string) string {
			return why + " It is not known whether the form was saved. Ctrl+S asks again and never saves twice."
		},
		SaveAgain:  "It is not known whether this form was saved. Ctrl+S asks again, Ctrl+N takes the next call.",
		BackToText: "Press Enter or Tab to go back to the text.",
		NoPaste:    "Nothing can be pasted here: this field is a choice. Shift+Tab goes back.",
		ToText:     "back to the text",
		LeaveText:  "leave the text",

		DraftKept:    "draft saved",
		DraftNotKept: "DRAFT NOT SAVED",
		NothingKept:  func(why string) string { return "What you type here is kept nowhere. " + why },
		DraftUnkept: func(why string) string {
			return "The draft could not be kept, so save soon. " + why
		},
		DraftsUnread: func(why string) string {
			return "The drafts of the last time could not be read. " + why
		},
		DraftBack: func(begun string) string {
			return "Your draft begun " + begun + " is back. Ctrl+N parks it for a new call."
		},

		ParkedCount:   func(n int) string { return "parked " + number(n) },
		ParkedTitle:   "Parked forms",
		NoneParked:    "No form is parked. Ctrl+N parks this one for a second call.",
		TooManyParked: func(n int) string { return fmt.Sprintf("%d forms are parked. Save one of them first: Ctrl+O.", n) },
		NoWords:       "(no words yet)",
		Since:         func(when string) string { return "since " + when },
	}
}

func intakeJa() Intake {
	return Intake{
		They: "お申し出", Customer: "お客様", Tags: "タグ", Severity: "重大度", Channel: "チャネル", Wish: "ご希望",

		NotSaid:           "未設定（S3 として保存）",
		NewCustomer:       "新規のお客様",
		SeveralOfThatName: "同じお名前の方が複数いらっしゃいます。Tab で移動して選択",
		NewTag:            "（新規）",
		NoTag:             "はタグにできません（例：請求、請求/返金）",
		Segment:           func(segment string) string { return "区分 " + segment },
		Recent:            func(n int) string { return "30日で" + number(n) + "件" },
		Open:              func(n int) string { return "未完了" + number(n) + "件" },
		Uses:              func(n int) string { return number(n) + "件" },
		Promised: func(by, what string, of model.Number, over bool) string {
			if over {
				return fmt.Sprintf("お約束の期限超過：%s までに「%s」（%s）。まずこの件からお話しください。", by, what, of)
			}
			return fmt.Sprintf("お約束：%s までに「%s」（%s）", by, what, of)
		},

		KnownTitle:   "既知の課題・未完了のお申し出",
		KnownFailed:  "既知の課題や未完了のお申し出を検索できませんでした。",
		CanSave:      "保存はできます。",
		NothingKnown: "似た課題やお申し出はありません。",
		EmptyHere:    "ここに入力した内容が最初の1件になります。Ctrl+S で保存します。",
		FirstOne:     "最初の1件です。比較できるお申し出はまだありません。",
		Hint:         "入力に合わせて、既知の課題をここに表示します。",
		MarksHint:    "空白のあとに #タグ @お客様 " + severityMarks("〜") + "（重大度）を入力できます。Tab で各項目へ。",
		Tell:         "ご案内文：",
		Workaround:   "暫定対応：",
		SameCustomer: "同じお客様",
		FixBy:        func(day string) string { return "対策 " + day },

		MenuTitle: func(sign string) string {
			switch sign {
			case "@":
				return "お客様"
			case "!":
				return "重大度"
			}
			return "タグ"
		},
		MenuKeys:   func(arrows string) string { return "Tab 確定   " + arrows + " 選択   Esc 閉じる" },
		OptionKeys: func(arrows string) string { return arrows + " か数字で設定   Tab 次の項目" },

		SaveLinkTo:    func(p model.ProblemID) string { return p.String() + " に紐づけて保存" },
		NothingMarked: "該当する既知の課題はまだありません。入力に合わせて下に表示します。",
		StillEmpty:    "フォームはまだ空です。お申し出の内容を入力してください。",
		NoText:        "保存していません。お申し出の内容を入力してください（タグなどの記号だけでは保存できません）。",
		Saved: func(n model.Number, p model.ProblemID) string {
			if p != 0 {
				return fmt.Sprintf("%s を保存し、%s に紐づけました。", n, p)
			}
			return fmt.Sprintf("%s を保存しました。", n)
		},
		Saving:      "保存中",
		StillSaving: "保存中です。完了するまで入力内容は残ります。次のお電話は Ctrl+N で新しいフォームへ。",
		NotKnown: func(why string) string {
			return why + "保存できたか確認できていません。Ctrl+S で再確認します（二重には登録されません）。"
		},
		SaveAgain:  "このフォームは保存できたか確認中です。Ctrl+S で再確認、Ctrl+N で次のお電話へ。",
		BackToText: "Enter か Tab で入力欄に戻ります。",
		NoPaste:    "ここは選択する項目のため、貼り付けできません。Shift+Tab で前の項目へ戻れます。",
		ToText:     "入力欄に戻る",
		LeaveText:  "入力欄から出る",

		DraftKept:    "下書き保存済み",
		DraftNotKept: "下書き未保存",
		NothingKept: func(why string) string {
			return "ここに入力した内容は、どこにも保存されません。" + why
		},
		DraftUnkept: func(why string) string {
			return "下書きを保存できません。早めに保存してください。" + why
		},
		DraftsUnread: func(why string) string {
			return "前回の下書きを読み込めませんでした。" + why
		},
		DraftBack: func(begun string) string {
			return begun + " に入力を始めた下書きを復元しました。新しいお電話は Ctrl+N で。"
		},

		ParkedCount: func(n int) string { return "中断" + number(n) + "件" },
		ParkedTitle: "中断中のフォーム",
		NoneParked:  "中断中のフォームはありません。Ctrl+N でこのフォームを中断し、次のお電話を受けられます。",
		TooManyParked: func(n int) string {
			return fmt.Sprintf("中断中のフォームが%d件あります。Ctrl+O で開き、先に保存してください。", n)
		},
		NoWords: "（内容未入力）",
		Since:   func(when string) string { return when + " から" },
	}
}
