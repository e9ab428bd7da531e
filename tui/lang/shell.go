package lang

import (
	"fmt"

	"koe/model/trend"
)

// Shell is what the commands say that run without the screens.
type Shell struct {
	Matches                       func(shown int) string // after a list that was cut
	Changed                       func(n int) string
	NothingToDo                   string
	Undid                         func(what string, n int) string
	Redid                         func(n int) string
	Clean                         func(issues, keys int) string // after a check that found nothing
	BackedUp                      func(path string) string
	BackedUpOlder                 func(path string) string // the state before one that cannot be read
	OpenToOthers, WasOpenToOthers func(path string) string
	NewUser                       func(name, role string) string
	// Heads of koe show.
	Customer, Tags, Owner, Kind, Channel, Wish, Problem, Product, Answer, Source, Note string
	// Heads of koe problem show.
	Rule, Cause, Goal, TellThem, Workaround, Result, Linked, Action, Decision, Heard string
	LinkedOpen                                                                       func(linked, open int) string
	TagChanged, OutOfUse                                                             string
	LeadsTo, LooksLike                                                               func(tag string) string
	// Heads of koe desk.
	DeskName, DeskZone, DeskFiscal, DeskClosed string
	ReadAs                                     func(format, file string) string
	Imported                                   func(issues, already, rejected int, seconds float64) string
	WouldImport                                func(issues, already, rejected int) string
	MadeWords                                  func(n int) string
	LeftOut                                    func(n int) string
	Listed, WouldList                          func(rows, rejected int) string
	Indexing                                   func(done, total int) string
	Indexed                                    func(issues int, megabytes float64) string
	RejectedLine                               func(line int, reason string) string
	TrendsOn                                   func(day string, tags int) string
	NewestIs                                   func(day string) string
	AllMoved                                   func(days int, factor float64) string
	MoreTags, OlderActions                     func(n int) string
	// RuleCatches says what a rule catches, and where that is not linked how it is.
	RuleCatches func(catches string, unlinked bool) string
	OnsetTaken  func(day string) string // of a signal, where nobody said since when
	Usual       func(low, high int) string
	TrendState  func(trend.State) string // as --json has it, where that reads well
	Untagged    string
	Story       string
	Contacts    string
	NoTopic     func(given, near string) string // of the manual
	FlagsOf     func(command string) string     // after the manual's page of a command
}

func shellEn() Shell {
	return Shell{
		Matches:     func(shown int) string { return fmt.Sprintf("%d shown, there are more: --limit N", shown) },
		Changed:     func(n int) string { return plural(n, "issue changed", "issues changed") },
		NothingToDo: "It was so already.",
		Undid:       func(what string, n int) string { return fmt.Sprintf("Undone: %s (%d).", what, n) },
		Redid:       func(n int) string { return fmt.Sprintf("Done again (%d).", n) },
		Clean: func(issues, keys int) string {
			return fmt.Sprintf("Nothing is hurt: %s, %s entries read.", plural(issues, "issue", "issues"), number(keys))
		},
		BackedUp: func(path string) string { return "Backed up to " + path + "." },
		BackedUpOlder: func(path string) string {
			return path + " holds the state that can be read, which is not the newest; the last change may be missing in it."
		},
		OpenToOthers: func(path string) string {
			return path + " can be read by others on this machine, and koe may not change that; ask its owner to run chmod go-rwx on it."
		},
		WasOpenToOthers: func(path string) string {
			return path + " could be read by others on this machine; it is its owner's alone now."
		},
		NewUser:  func(name, role string) string { return name + ": " + role },
		Customer: "Customer",
		Tags:     "Tags",
		Owner:    "Owner",
		Kind:     "Kind",
		Channel:  "Channel",
		Wish:     "They want",
		Problem:  "Problem",
		Product:  "Product",
		Answer:   "Answered",
		Source:   "Came from",
		Note:     "Note",
		TrendsOn: func(day string, tags int) string {
			return fmt.Sprintf("%s, %s: last 7 days, and what is usual", day, plural(tags, "tag", "tags"))
		},
		NewestIs: func(day string) string {
			return "The newest issue is of " + day + "; look from then with --on " + day + "."
		},
		AllMoved: func(days int, factor float64) string {
			return fmt.Sprintf("Nearly everything moved together: %.2f times the usual in %d days. Tags are flagged only for what goes beyond that.", factor, days)
		},
		RuleCatches: func(catches string, unlinked bool) string {
			if unlinked {
				return catches + "; --catch-up links those in no problem."
			}
			return catches + "."
		},
		OnsetTaken: func(day string) string {
			return "rising since " + day + ", as its signal says; koe problem edit --since puts it right"
		},
		MoreTags: func(n int) string { return fmt.Sprintf("and %s more: --limit 0 shows all", number(n)) },
		OlderActions: func(n int) string {
			return "and " + plural(n, "older action", "older actions") + ": koe problem show says what came of each"
		},
		Usual:      func(low, high int) string { return fmt.Sprintf("%d–%d", low, high) },
		TrendState: trend.State.String,
		Untagged:   "(no tag)",
		Rule:       "Rule",
		Cause:      "Cause",
		Goal:       "Goal",
		TellThem:   "Tell callers",
		Workaround: "Until then",
		Result:     "Result",
		Linked:     "Issues",
		Action:     "Action",
		Decision:   "Decided",
		Heard:      "Heard",
		LinkedOpen: func(linked, open int) string { return fmt.Sprintf("%s linked, %s open", number(linked), number(open)) },
		TagChanged: "Done; koe undo takes it back.",
		OutOfUse:   "out of use",
		LeadsTo:    func(tag string) string { return "leads to " + tag },
		LooksLike:  func(tag string) string { return "looks like " + tag },
		DeskName:   "Desk", DeskZone: "Time zone", DeskFiscal: "Fiscal year", DeskClosed: "Closed on",
		ReadAs: func(format, file string) string { return "read as " + format + " (" + file + ")" },
		Imported: func(issues, already, rejected int, seconds float64) string {
			return fmt.Sprintf("%s in, %s there already, %s rejected, in %.1f s", plural(issues, "issue", "issues"), number(already), number(rejected), seconds)
		},
		WouldImport: func(issues, already, rejected int) string {
			return fmt.Sprintf("Dry run: %s would come in, %s rejected; nothing was changed.", plural(issues, "issue", "issues"), number(rejected))
		},
		Listed: func(rows, rejected int) string {
			return fmt.Sprintf("%s in, %s rejected", plural(rows, "row", "rows"), number(rejected))
		},
		WouldList: func(rows, rejected int) string {
			return fmt.Sprintf("Dry run: %s would come in, %s rejected; nothing was changed.", plural(rows, "row", "rows"), number(rejected))
		},
		Indexing: func(done, total int) string {
			return fmt.Sprintf("listing %s of %s issues for searching", number(done), number(total))
		},
		Indexed: func(issues int, megabytes float64) string {
			return fmt.Sprintf("The search index is whole: %s, %.1f MB.", plural(issues, "issue", "issues"), megabytes)
		},
		MadeWords: func(n int) string { return number(n) + " had no words; their tag stands for them." },
		LeftOut: func(n int) string {
			return plural(n, "control character was", "control characters were") + " left out of the words."
		},
		RejectedLine: func(line int, reason string) string { return fmt.Sprintf("line %d: %s", line, reason) },
		Story:        "History",
		Contacts:     "Contacts",
		FlagsOf:      func(command string) string { return "The flags of koe " + command + ": koe " + command + " --help" },
		NoTopic: func(given, near string) string {
			if near == "" {
				return fmt.Sprintf("the manual has no page %q; koe help lists them", given)
			}
			return fmt.Sprintf("the manual has no page %q; did you mean koe help %s? koe help lists all", given, near)
		},
	}
}

func shellJa() Shell {
	return Shell{
		Matches: func(shown int) string {
			return fmt.Sprintf("%d件を表示しました。続きは --limit N で表示できます。", shown)
		},
		Changed:     func(n int) string { return fmt.Sprintf("%d件を変更しました。", n) },
		NothingToDo: "すでにその状態です。",
		Undid:       func(what string, n int) string { return fmt.Sprintf("元に戻しました：%s（%d件）", what, n) },
		Redid:       func(n int) string { return fmt.Sprintf("やり直しました（%d件）", n) },
		Clean: func(issues, keys int) string {
			return fmt.Sprintf("異常はありません（お申し出 %s件、記録 %s件を確認）。", number(issues), number(keys))
		},
		BackedUp: func(path string) string { return path + " にバックアップしました。" },
		BackedUpOlder: func(path string) string {
			return path + " に、読み取れる状態を保存しました。最新の状態ではなく、最後の変更が含まれていない可能性があります。"
		},
		OpenToOthers: func(path string) string {
			return path + " はこのコンピューターの他の利用者が読める状態です。koe からは変更できません。所有者に chmod go-rwx の実行を依頼してください。"
		},
		WasOpenToOthers: func(path string) string {
			return path + " はこのコンピューターの他の利用者が読める状態でした。所有者だけが読めるように変更しました。"
		},
		NewUser:  func(name, role string) string { return name + "：" + role },
		Customer: "お客様",
		Tags:     "タグ",
		Owner:    "担当者",
		Kind:     "種別",
		Channel:  "チャネル",
		Wish:     "ご希望",
		Problem:  "課題",
		Product:  "商品",
		Answer:   "回答内容",
		Source:   "取込元",
		Note:     "メモ",
		TrendsOn: func(day string, tags int) string {
			return fmt.Sprintf("%s 時点、%dタグ（直近7日間と通常の範囲）", day, tags)
		},
		NewestIs: func(day string) string {
			return "最新のお申し出は " + day + " です。--on " + day + " でその時点を表示できます。"
		},
		AllMoved: func(days int, factor float64) string {
			return fmt.Sprintf("全体がほぼ一斉に動いています（直近%d日間で通常の%.2f倍）。それを上回るタグだけに印を付けます。", days, factor)
		},
		RuleCatches: func(catches string, unlinked bool) string {
			if unlinked {
				return catches + "。紐づけのないものは --catch-up で紐づけられます。"
			}
			return catches + "。"
		},
		OnsetTaken: func(day string) string {
			return "増加の開始日は兆候から " + day + " としました。koe problem edit --since で訂正できます"
		},
		MoreTags:     func(n int) string { return fmt.Sprintf("ほか%s件（--limit 0 ですべて表示）", number(n)) },
		OlderActions: func(n int) string { return "ほか" + number(n) + "件（結果は koe problem show で表示）" },
		Usual:        func(low, high int) string { return fmt.Sprintf("%d〜%d", low, high) },
		TrendState:   func(v trend.State) string { return stateIn(trendStatesJa, v) },
		Untagged:     "（タグなし）",
		Rule:         "条件",
		Cause:        "原因",
		Goal:         "目標",
		TellThem:     "ご案内文",
		Workaround:   "暫定対応",
		Result:       "結果",
		Linked:       "お申し出",
		Action:       "対策",
		Decision:     "決定",
		Heard:        "現場の声",
		LinkedOpen: func(linked, open int) string {
			return fmt.Sprintf("%s件（未完了 %s件）", number(linked), number(open))
		},
		TagChanged: "変更しました（koe undo で元に戻せます）。",
		OutOfUse:   "使用終了",
		LeadsTo:    func(tag string) string { return tag + " に統合済み" },
		LooksLike:  func(tag string) string { return tag + " と重複の可能性" },
		DeskName:   "デスク名", DeskZone: "時間帯", DeskFiscal: "年度の開始月", DeskClosed: "休業日",
		ReadAs: func(format, file string) string {
			return format + " 形式として読み込みました（" + fileAsJa(file) + "）"
		},
		Imported: func(issues, already, rejected int, seconds float64) string {
			return fmt.Sprintf("%s件を取り込みました（登録済み %s件、対象外 %s件、%.1f秒）。", number(issues), number(already), number(rejected), seconds)
		},
		WouldImport: func(issues, already, rejected int) string {
			return fmt.Sprintf("試し実行：%s件を取り込めます（対象外 %s件）。データは変更していません。", number(issues), number(rejected))
		},
		Listed: func(rows, rejected int) string {
			return fmt.Sprintf("%s行を取り込みました（対象外 %s行）。", number(rows), number(rejected))
		},
		WouldList: func(rows, rejected int) string {
			return fmt.Sprintf("試し実行：%s行を取り込めます（対象外 %s行）。データは変更していません。", number(rows), number(rejected))
		},
		Indexing: func(done, total int) string {
			return fmt.Sprintf("検索用の索引を作成中（%s / %s件）", number(done), number(total))
		},
		Indexed: func(issues int, megabytes float64) string {
			return fmt.Sprintf("検索用の索引は最新です（お申し出 %s件、%.1f MB）。", number(issues), megabytes)
		},
		MadeWords: func(n int) string {
			return fmt.Sprintf("本文のない %s件には、タグから作った文を入れています。", number(n))
		},
		LeftOut: func(n int) string {
			return fmt.Sprintf("お申し出の本文から、制御文字 %s個を除きました。", number(n))
		},
		RejectedLine: func(line int, reason string) string { return fmt.Sprintf("%d行目：%s", line, reason) },
		Story:        "履歴",
		Contacts:     "ご連絡記録",
		FlagsOf:      func(command string) string { return "koe " + command + " のフラグ：koe " + command + " --help" },
		NoTopic: func(given, near string) string {
			if near == "" {
				return fmt.Sprintf("マニュアルに「%s」のページはありません。koe help で一覧を表示します。", given)
			}
			return fmt.Sprintf("マニュアルに「%s」のページはありません。koe help %s のことですか。一覧は koe help で表示します。", given, near)
		},
	}
}
