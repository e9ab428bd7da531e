package lang

import "strings"

// Story is how an issue's history reads. Who is the person's name; values come
// already in words.
type Story struct {
	Logged       func(who, channel string) string // channel "" where not said
	Imported     func(who, source string) string
	Took         func(who string) string
	Gave         func(who, to string) string
	GaveFrom     func(who, from, to string) string
	Freed        func(who, from string) string
	Severity     func(who, change string) string
	Tags         func(who, change string) string
	Primary      func(tag string) string
	Moved        func(who, change string) string
	Waits        func(who, on, until string) string // until "" where not said
	Answered     func(who, answer string) string
	Closed       func(who, reason string) string
	Withdrew     func(who, reason string) string
	Reopened     func(who, change string) string
	Due          func(who, at string) string
	NoDue        func(who string) string
	Snoozed      func(who, at string) string
	Woke         func(who string) string
	Noted        func(who, words string) string // words "" where they are gone
	Corrected    func(who, words string) string
	Promised     func(who, words, by string) string
	Kept         func(who, words string) string
	Contacted    func(who, channel, outcome, words string) string
	Amended      func(who, changes string) string
	Linked       func(who, problem string) string
	Unlinked     func(who, problem string) string
	MadeProblem  func(who, problem string) string
	Undid        func(who, what string) string
	Redid        func(who, what string) string
	Gone         func(who string) string // the event was forgotten
	Other        func(who, changes string) string
	Field        func(name, from, to string) string // one change among several
	And          string                             // between changes
	Nobody       string
	Nothing      string
	Quote        func(words string) string
	FieldNames   map[string]string
	SystemAuthor string // what the desk did by itself
}

func storyEn() Story {
	return Story{
		Logged: func(who, channel string) string {
			if channel == "" {
				return who + " logged it"
			}
			return who + " logged it by " + channel
		},
		Imported: func(who, source string) string { return who + " imported it from " + source },
		Took:     func(who string) string { return who + " took it" },
		Gave:     func(who, to string) string { return who + " gave it to " + to },
		GaveFrom: func(who, from, to string) string { return who + " gave it from " + from + " to " + to },
		Freed:    func(who, from string) string { return who + " took it off " + from + "'s hands" },
		Severity: func(who, change string) string { return who + ": " + change },
		Tags:     func(who, change string) string { return who + ": tags " + change },
		Primary:  func(tag string) string { return "primary " + tag },
		Moved:    func(who, change string) string { return who + ": " + change },
		Waits: func(who, on, until string) string {
			if until != "" {
				until = " until " + until
			}
			return who + ": " + on + until
		},
		Answered: func(who, answer string) string { return who + " answered: " + answer },
		Closed:   func(who, reason string) string { return who + " closed it: " + reason },
		Withdrew: func(who, reason string) string { return who + " withdrew it: " + reason },
		Reopened: func(who, change string) string { return who + " reopened it: " + change },
		Due:      func(who, at string) string { return who + " set it due " + at },
		NoDue:    func(who string) string { return who + " took the due time away" },
		Snoozed:  func(who, at string) string { return who + " put it off until " + at },
		Woke:     func(who string) string { return who + " brought it back" },
		Noted:    func(who, words string) string { return who + " noted" + after(": ", words) },
		Corrected: func(who, words string) string {
			return who + " corrected" + after(": ", words)
		},
		Promised: func(who, words, by string) string { return who + " promised: " + words + ", by " + by },
		Kept:     func(who, words string) string { return who + " kept the promise: " + words },
		Contacted: func(who, channel, outcome, words string) string {
			if channel != "" {
				channel = " by " + channel
			}
			return who + " contacted them" + channel + ": " + outcome + after(" ", words)
		},
		Amended:     func(who, changes string) string { return who + ": " + changes },
		Linked:      func(who, problem string) string { return who + " linked it to " + problem },
		Unlinked:    func(who, problem string) string { return who + " unlinked it from " + problem },
		MadeProblem: func(who, problem string) string { return who + " made the problem " + problem + " of it" },
		Undid:       func(who, what string) string { return who + " undid: " + what },
		Redid:       func(who, what string) string { return who + " did again: " + what },
		Gone:        func(who string) string { return who + " changed something; what is forgotten" },
		Other:       func(who, changes string) string { return who + ": " + changes },
		Field:       func(name, from, to string) string { return name + " " + from + " → " + to },
		And:         ", ",
		Nobody:      "nobody",
		Nothing:     "none",
		Quote:       func(words string) string { return `"` + words + `"` },
		FieldNames: map[string]string{
			"kind": "kind", "channel": "channel", "wish": "wish", "customer": "customer", "on_behalf_of": "on behalf of", "product": "product",
			"occurred_on": "happened on", "at_stake": "at stake", "redress": "redress", "upheld": "upheld", "severity": "severity", "state": "state",
			"owner": "owner", "tags": "tags", "due": "due", "ack_due": "acknowledge by", "next_due": "next contact", "answer": "answer",
			"close_reason": "close reason", "reason": "reason", "problem": "problem", "joined_to": "joined to", "snooze": "put off until",
			"promises": "promises", "notes": "notes", "text": "words", "waiting": "waiting",
		},
		SystemAuthor: "koe",
	}
}

func storyJa() Story {
	return Story{
		Logged: func(who, channel string) string {
			if channel == "" {
				return who + " が受付"
			}
			return who + " が" + channel + "で受付"
		},
		Imported: func(who, source string) string { return who + " が " + source + " から取込" },
		Took:     func(who string) string { return who + " が担当を開始" },
		Gave:     func(who, to string) string { return who + " が担当者を決定：" + to },
		GaveFrom: func(who, from, to string) string { return who + " が担当者を変更：" + from + " → " + to },
		Freed:    func(who, from string) string { return who + " が担当者（" + from + "）を解除" },
		Severity: func(who, change string) string { return who + " が重大度を変更：" + change },
		Tags:     func(who, change string) string { return who + " がタグを変更：" + change },
		Primary:  func(tag string) string { return "主タグ " + tag },
		Moved:    func(who, change string) string { return who + " が状態を変更：" + change },
		Waits: func(who, on, until string) string {
			if until != "" {
				until = "（" + until + " まで）"
			}
			return who + " が状態を変更：" + on + until
		},
		Answered:  func(who, answer string) string { return who + " が回答：" + answer },
		Closed:    func(who, reason string) string { return who + " が完了：" + reason },
		Withdrew:  func(who, reason string) string { return who + " が取下げ：" + reason },
		Reopened:  func(who, change string) string { return who + " が再開：" + change },
		Due:       func(who, at string) string { return who + " が期限を設定：" + at },
		NoDue:     func(who string) string { return who + " が期限を解除" },
		Snoozed:   func(who, at string) string { return who + " が後日対応に変更：" + at + " まで" },
		Woke:      func(who string) string { return who + " が後日対応を解除" },
		Noted:     func(who, words string) string { return who + " のメモ" + after("：", words) },
		Corrected: func(who, words string) string { return who + " の訂正" + after("：", words) },
		Promised: func(who, words, by string) string {
			return who + " のお約束：" + words + "（" + by + " まで）"
		},
		Kept: func(who, words string) string { return who + " がお約束を履行：" + words },
		Contacted: func(who, channel, outcome, words string) string {
			if channel != "" {
				channel += "で"
			}
			return who + " が" + channel + "ご連絡：" + outcome + words
		},
		Amended:     func(who, changes string) string { return who + " が変更：" + changes },
		Linked:      func(who, problem string) string { return who + " が課題 " + problem + " に紐づけ" },
		Unlinked:    func(who, problem string) string { return who + " が課題 " + problem + " との紐づけを解除" },
		MadeProblem: func(who, problem string) string { return who + " が課題 " + problem + " を作成して紐づけ" },
		Undid:       func(who, what string) string { return who + " が元に戻した操作：" + what },
		Redid:       func(who, what string) string { return who + " がやり直した操作：" + what },
		Gone:        func(who string) string { return who + " が変更（内容は削除済み）" },
		Other:       func(who, changes string) string { return who + " が変更：" + changes },
		Field:       func(name, from, to string) string { return name + " " + from + " → " + to },
		And:         "、",
		Nobody:      "担当者未定",
		Nothing:     "なし",
		Quote:       func(words string) string { return "「" + words + "」" },
		FieldNames: map[string]string{
			"kind": "種別", "channel": "チャネル", "wish": "ご希望", "customer": "お客様", "on_behalf_of": "ご本人", "product": "商品",
			"occurred_on": "発生日", "at_stake": "対象金額", "redress": "補償額", "upheld": "妥当性", "severity": "重大度", "state": "状態",
			"owner": "担当者", "tags": "タグ", "due": "期限", "ack_due": "一次回答期限", "next_due": "次回ご連絡", "answer": "回答内容",
			"close_reason": "完了理由", "reason": "理由", "problem": "課題", "joined_to": "統合先", "snooze": "後日対応",
			"promises": "お約束", "notes": "メモ", "text": "お申し出内容", "waiting": "待ち先",
		},
		SystemAuthor: "koe",
	}
}

// after puts words behind a sign, and nothing where there are none.
func after(sign, words string) string {
	if strings.TrimSpace(words) == "" {
		return ""
	}
	return sign + words
}
