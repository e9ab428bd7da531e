package lang

import "fmt"

// Shell is what the commands say that run without the screens.
type Shell struct {
	Matches     func(shown int) string // after a list that was cut
	Changed     func(n int) string
	NothingToDo string
	Undid       func(what string, n int) string
	Redid       func(what string, n int) string
	Clean       func(issues, keys int) string // after a check that found nothing
	BackedUp    func(path string) string
	NewUser     func(name, role string) string
	// Heads of koe show.
	Customer, Tags, Owner, Kind, Channel, Wish, Problem, Product, Answer, Source, Note string
	Story                                                                              string
	Contacts                                                                           string
}

func shellEn() Shell {
	return Shell{
		Matches:     func(shown int) string { return fmt.Sprintf("%d shown, there are more: --limit N", shown) },
		Changed:     func(n int) string { return plural(n, "issue changed", "issues changed") },
		NothingToDo: "It was so already.",
		Undid:       func(what string, n int) string { return fmt.Sprintf("Undone: %s (%d).", what, n) },
		Redid:       func(what string, n int) string { return fmt.Sprintf("Redone: %s (%d).", what, n) },
		Clean: func(issues, keys int) string {
			return fmt.Sprintf("Nothing is hurt: %s issues, %s entries read.", number(issues), number(keys))
		},
		BackedUp: func(path string) string { return "Backed up to " + path + "." },
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
		Story:    "History",
		Contacts: "Contacts",
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
		Redid:       func(what string, n int) string { return fmt.Sprintf("やり直しました：%s（%d件）", what, n) },
		Clean: func(issues, keys int) string {
			return fmt.Sprintf("異常はありません（お申し出 %s件、記録 %s件を確認）。", number(issues), number(keys))
		},
		BackedUp: func(path string) string { return path + " にバックアップしました。" },
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
		Story:    "履歴",
		Contacts: "ご連絡記録",
	}
}
