package lang

import (
	"fmt"
	"strings"
)

// Repair is what koe says when it has put a hurt database together anew.
type Repair struct {
	Saved      func(to string, s Saved) string
	Nothing    string // is known to be missing
	NotChanged func(path, to string) string

	// Titles of what follows below them.
	LostEvents, LostParts, LostRecords, LostRows, Older, Made, Unreadable, Hurt string

	Events func(first, last uint64) string
	Rows   func(count int, event uint64) string // issues of an import
	More   func(n int) string
	// Check says in a check what an earlier repair had not found.
	Check func(events, records int, when string) string
}

// Saved counts what a repair brought into the new file.
type Saved struct{ Issues, Customers, Problems, Contacts, Others, Events int }

func repairEn() Repair {
	return Repair{
		Saved: func(to string, s Saved) string {
			return fmt.Sprintf("Saved into %s: %s.", to, strings.Join([]string{
				plural(s.Issues, "issue", "issues"), plural(s.Customers, "customer", "customers"), plural(s.Problems, "problem", "problems"),
				plural(s.Contacts, "contact", "contacts"), plural(s.Others, "other record", "other records"), plural(s.Events, "event", "events"),
			}, ", "))
		},
		Nothing: "Nothing is known to be missing.",
		NotChanged: func(path, to string) string {
			return fmt.Sprintf("%s was not changed. koe restore %s puts the new file in its place.", path, to)
		},
		LostEvents:  "These events were not found:",
		LostParts:   "Of these events a part of what they say was not found:",
		LostRecords: "These records were not found, or their content was not:",
		LostRows:    "These issues of imports were not found:",
		Older:       "Of these records it is not known whether a newer state is lost:",
		Made:        "Where others speak of these, a name stands in the new file and no more:",
		Unreadable:  "These were found and cannot be read:",
		Hurt:        "These places of the file are hurt:",
		Events: func(first, last uint64) string {
			if first == last {
				return fmt.Sprintf("event %d", first)
			}
			return fmt.Sprintf("events %d to %d", first, last)
		},
		Rows: func(count int, event uint64) string {
			return fmt.Sprintf("%s of the import of event %d", plural(count, "issue", "issues"), event)
		},
		More: func(n int) string { return fmt.Sprintf("and %s more", number(n)) },
		Check: func(events, records int, when string) string {
			return fmt.Sprintf("A repair, the last on %s, had not found %s and %s; these are no new damage.", when, plural(events, "event", "events"), plural(records, "record", "records"))
		},
	}
}

func repairJa() Repair {
	return Repair{
		Saved: func(to string, s Saved) string {
			return fmt.Sprintf("%s に取り出しました：お申し出 %s件、お客様 %s件、課題 %s件、ご連絡 %s件、その他の記録 %s件、履歴 %s件。", to,
				number(s.Issues), number(s.Customers), number(s.Problems), number(s.Contacts), number(s.Others), number(s.Events))
		},
		Nothing: "失われたものは確認されていません。",
		NotChanged: func(path, to string) string {
			return path + " は変更していません。新しいファイルに置き換えるには、koe restore " + to + " を実行してください。"
		},
		LostEvents:  "見つからなかった履歴：",
		LostParts:   "内容の一部が見つからなかった履歴：",
		LostRecords: "見つからなかった記録、または内容が見つからなかった記録：",
		LostRows:    "取り込んだお申し出のうち、見つからなかったもの：",
		Older:       "より新しい状態が失われていないか分からない記録：",
		Made:        "ほかの記録から参照されているため、名前だけを置いた記録：",
		Unreadable:  "見つかったが読み取れないもの：",
		Hurt:        "ファイルの破損箇所：",
		Events: func(first, last uint64) string {
			if first == last {
				return fmt.Sprintf("履歴 %d", first)
			}
			return fmt.Sprintf("履歴 %d から %d", first, last)
		},
		Rows: func(count int, event uint64) string {
			return fmt.Sprintf("履歴 %d の取り込みのうち %s件", event, number(count))
		},
		More: func(n int) string { return "ほか " + number(n) + "件" },
		Check: func(events, records int, when string) string {
			return fmt.Sprintf("%sまでの修復で、履歴 %s件と記録 %s件が見つかっていません。新しい破損ではありません。", when, number(events), number(records))
		},
	}
}
