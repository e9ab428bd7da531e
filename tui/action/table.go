package action

import "koe/tui/lang"

// The actions. Each is had by a screen or the root, and done where it is had.
const (
	// Everywhere.
	Menu      ID = "menu"
	Palette   ID = "palette"
	Back      ID = "back"
	Interrupt ID = "interrupt"
	Quit      ID = "quit"

	// Lists: moving and looking.
	Up       ID = "up"
	Down     ID = "down"
	PageUp   ID = "page-up"
	PageDown ID = "page-down"
	First    ID = "first"
	Last     ID = "last"
	Open     ID = "open"
	Filter   ID = "filter"
	GoLog    ID = "log"
	GoTriage ID = "triage"
	GoTrends ID = "trends"
	Help     ID = "help"
	Backup   ID = "backup"
	Leave    ID = "leave"

	// Lists: marking.
	Mark    ID = "mark"
	Range   ID = "range"
	SameTag ID = "same-tag"
	Whole   ID = "whole-view"

	// Lists: acting.
	Owner    ID = "owner"
	Severity ID = "severity"
	Tags     ID = "tags"
	State    ID = "state"
	Due      ID = "due"
	Link     ID = "link"
	Snooze   ID = "snooze"
	Answered ID = "answered"
	Close    ID = "close"
	Call     ID = "call"
	Note     ID = "note"
	Fix      ID = "fix"
	Edit     ID = "edit"
	Customer ID = "customer"
	Copy     ID = "copy"
	Undo     ID = "undo"
	Redo     ID = "redo"
	Repeat   ID = "repeat"

	// Lists: looking back and comparing.
	DayBack    ID = "day-back"
	DayForward ID = "day-forward"
	Compare    ID = "compare"
	Window     ID = "window"
	Order      ID = "order"
	Breakdown  ID = "breakdown"
	Markdown   ID = "markdown"
	Newest     ID = "newest"
	Leaves     ID = "leaves"
	Problems   ID = "problems"
	Calls      ID = "calls"

	// The log form.
	NextField  ID = "next-field"
	PrevField  ID = "previous-field"
	Save       ID = "save"
	SaveLink   ID = "save-link"
	SecondCall ID = "second-call"
	Parked     ID = "parked"
)

func def(scope Scope, id ID, keys []string, short, long lang.Both) Def {
	return Def{ID: id, Scope: scope, Keys: keys, Short: short, Long: long}
}

func (d Def) inMenu(letter string) Def { d.Menu = letter; return d }

func (d Def) asking() Def { d.Asks = true; return d }

// many is how many issues an act may be about before it asks once more.
const many = 20

func (d Def) ofMany() Def { d.AsksAbove = many; return d }

func keys(k ...string) []string { return k }

func say(en, ja string) lang.Both { return lang.Say(en, ja) }

// Table lists every action in the order in which help shows them.
func Table() []Def {
	return append(append(listActions(), formActions()...), everywhereActions()...)
}

func everywhereActions() []Def {
	return []Def{
		def(Everywhere, Menu, keys("ctrl+g"), say("menu", "メニュー"),
			say("A small menu with which everything works in every terminal", "どの端末でも使えるメニューを開く")),
		def(Everywhere, Palette, keys("ctrl+p"), say("palette", "操作を探す"),
			say("Find an action by its name", "名前から操作を探して行う")).inMenu("p"),
		def(Everywhere, Back, keys("esc"), say("back", "戻る"),
			say("Close what is open, or go back; never changes data", "開いているものを閉じる・前に戻る（データは変わりません）")),
		def(Everywhere, Interrupt, keys("ctrl+c"), say("leave", "終了"),
			say("Twice leaves koe; what was typed is kept", "2回押すと終了（入力中の内容は下書きに残ります）")),
		def(Everywhere, Quit, keys("ctrl+q"), say("quit", "終了"),
			say("Leave koe at once; what was typed is kept", "すぐに終了（入力中の内容は下書きに残ります）")).inMenu("q"),
	}
}

func listActions() []Def {
	return append(append(lookActions(), markActions()...), append(issueActions(), trendActions()...)...)
}

func lookActions() []Def {
	return []Def{
		def(Lists, Up, keys("up", "k"), say("up", "上へ"), say("Move up", "上へ移動")),
		def(Lists, Down, keys("down", "j"), say("down", "下へ"), say("Move down", "下へ移動")),
		def(Lists, PageUp, keys("pgup"), say("page up", "前ページ"), say("Move up a page", "1ページ上へ移動")),
		def(Lists, PageDown, keys("pgdown"), say("page down", "次ページ"), say("Move down a page", "1ページ下へ移動")),
		def(Lists, First, keys("home", "g"), say("first", "先頭"), say("To the first row", "先頭へ移動")),
		def(Lists, Last, keys("end", "G"), say("last", "末尾"), say("To the last row", "末尾へ移動")),
		def(Lists, Open, keys("enter"), say("open", "開く"), say("Open the row", "選んだ行を開く")),
		def(Lists, Filter, keys("/"), say("filter", "絞り込み"), say("Filter the list with a query", "条件で一覧を絞り込む")).asking(),
		def(Lists, GoLog, keys("1"), say("Log", "受付"), say("To Log, where complaints are taken", "受付画面へ（お申し出を記録する）")).inMenu("1"),
		def(Lists, GoTriage, keys("2"), say("Triage", "振り分け"), say("To Triage, where each one gets its owner", "振り分け画面へ（担当者を決める）")).inMenu("2"),
		def(Lists, GoTrends, keys("3"), say("Trends", "傾向"), say("To Trends, where one sees what keeps coming back", "傾向画面へ（繰り返すお申し出を見る）")).inMenu("3"),
		def(Lists, Help, keys("?"), say("help", "ヘルプ"), say("All keys of this screen", "この画面のキー一覧")).inMenu("?"),
		def(Lists, Backup, keys("B"), say("back up", "バックアップ"), say("Copy the database to a file beside it, while everybody works on", "業務を続けたまま、データベースを同じ場所に複製する")),
		def(Lists, Leave, keys("q"), say("quit", "終了"), say("Leave koe", "koe を終了する")),
	}
}

func markActions() []Def {
	return []Def{
		def(Lists, Mark, keys("space"), say("mark", "選択"), say("Mark the row for the next act", "次の操作の対象として行を選択する")),
		def(Lists, Range, keys("V", "shift+up", "shift+down"), say("range", "範囲選択"), say("Mark a range of rows", "行を範囲で選択する")),
		def(Lists, SameTag, keys("*"), say("same tag", "同じタグ"), say("Mark all rows with the same tag", "同じタグの行をすべて選択する")),
		def(Lists, Whole, keys("A"), say("all", "すべて選択"), say("Mark the whole view", "この一覧をすべて選択する")),
	}
}

func issueActions() []Def {
	return []Def{
		def(Lists, Owner, keys("a"), say("owner", "担当者"), say("Give it an owner", "担当者を決める")).asking().ofMany(),
		def(Lists, Severity, keys("s"), say("severity", "重大度"), say("Set the severity", "重大度を決める")).asking().ofMany(),
		def(Lists, Tags, keys("t"), say("tags", "タグ"), say("Change the tags", "タグを変更する")).asking().ofMany(),
		def(Lists, State, keys("S"), say("state", "状態"), say("Move it to another state, with the reason", "状態を変更する（理由とともに）")).asking().ofMany(),
		def(Lists, Due, keys("d"), say("due", "期限"), say("Set when it is due", "期限を決める")).asking().ofMany(),
		def(Lists, Link, keys("l"), say("link", "課題に紐づけ"), say("Link to a problem, open it or make one", "課題に紐づける・課題を開く・作る")).asking().ofMany(),
		def(Lists, Snooze, keys("z"), say("snooze", "後日対応"), say("Put off until a day; on Trends until it worsens", "後日対応にする（傾向では悪化するまで）")).asking().ofMany(),
		def(Lists, Answered, keys("r"), say("answered", "回答済み"), say("The customer was answered: what, in one line", "回答済みにする（回答内容を一行で）")).asking().ofMany(),
		def(Lists, Close, keys("x"), say("close", "完了"), say("Close with a reason", "理由を選んで完了にする")).asking().ofMany(),
		def(Lists, Call, keys("c"), say("call", "お電話"), say("Call the customer yourself and note how it went", "自分でお客様にお電話し、結果を記録する")).asking(),
		def(Lists, Note, keys("n"), say("note", "メモ"), say("Add a note", "メモを追加する")).asking(),
		def(Lists, Fix, keys("f"), say("action", "対策"), say("Add an action against the problem", "課題への対策を追加する")).asking(),
		def(Lists, Edit, keys("e"), say("edit", "編集"), say("Change what may be changed", "変更できる項目を編集する")).asking(),
		def(Lists, Customer, keys("i"), say("customer", "お客様"), say("The customer and what they said before", "お客様の情報と過去のお申し出")),
		def(Lists, Copy, keys("y"), say("copy", "コピー"), say("Copy the reference", "受付番号をコピーする")),
		def(Lists, Undo, keys("u"), say("undo", "元に戻す"), say("Undo your last act", "直前の操作を元に戻す")),
		def(Lists, Redo, keys("U"), say("redo", "やり直す"), say("Redo what was undone", "元に戻した操作をやり直す")),
		def(Lists, Repeat, keys("."), say("repeat", "繰り返す"), say("Repeat the last act on the next one", "直前の操作を次の行にも行う")),
	}
}

func trendActions() []Def {
	return []Def{
		def(Lists, DayBack, keys("[", "left"), say("day back", "前日"), say("Look from a day earlier", "基準日を1日戻す")),
		def(Lists, DayForward, keys("]", "right"), say("day on", "翌日"), say("Look from a day later", "基準日を1日進める")),
		def(Lists, Compare, keys("m"), say("compare", "比較"), say("Compare with a month, a year or nothing", "前月・前年・比較なしを切り替える")),
		def(Lists, Window, keys("w"), say("window", "期間"), say("Count 1, 7 or 28 days", "集計期間を切り替える（1・7・28日）")),
		def(Lists, Order, keys("o"), say("order", "並び順"), say("Change the order of the rows", "並び順を切り替える")),
		def(Lists, Breakdown, keys("b"), say("break down", "内訳"), say("Break down by channel, segment, product or hour", "チャネル・顧客区分・商品・時間帯別の内訳")),
		def(Lists, Markdown, keys("p"), say("write out", "書き出し"), say("Write the screen as Markdown", "この画面を Markdown で書き出す")),
		def(Lists, Newest, keys("N"), say("newest day", "最新の日"), say("Look from the day of the newest complaint", "最新の苦情の日を基準に表示する")),
		def(Lists, Leaves, keys("L"), say("leaves", "下位タグ"), say("Show or hide the leaves of a tag", "下位タグを表示する・隠す")),
		def(Lists, Problems, keys("P"), say("problems", "課題一覧"), say("All problems", "課題の一覧を開く")),
		def(Lists, Calls, keys("C"), say("calls", "架電リスト"), say("Whom to call yourself, worst first", "自分でお電話するお客様の一覧（重大度順）")),
	}
}

func formActions() []Def {
	return []Def{
		def(Form, NextField, keys("tab"), say("next field", "次の項目"), say("To the next field", "次の項目へ")),
		def(Form, PrevField, keys("shift+tab"), say("field before", "前の項目"), say("To the field before", "前の項目へ")),
		def(Form, Save, keys("ctrl+s"), say("save", "保存"), say("Save; in Log, begin a fresh form", "保存する（受付では新しいフォームを開く）")).inMenu("s"),
		def(Form, SaveLink, keys("ctrl+l", "f2"), say("save and link", "保存して紐づけ"), say("Save and link to the marked known problem", "保存し、選んだ既知の課題に紐づける")).inMenu("l"),
		def(Form, SecondCall, keys("ctrl+n"), say("second call", "次のお電話"), say("Park this form and open an empty one", "このフォームを中断し、新しいフォームを開く")).inMenu("n"),
		def(Form, Parked, keys("ctrl+o"), say("parked", "中断中"), say("The parked forms", "中断中のフォームの一覧")).inMenu("o"),
	}
}
