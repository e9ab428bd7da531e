package lang

import (
	"fmt"
	"strings"
)

// Mapping is what the screen says on which people tell koe how to read a
// foreign file.
type Mapping struct {
	Columns    func(n int) string // how many columns a file has
	WhatFills  string             // heads of the three regions
	TheFile    string
	ComesIn    string
	Fields     map[string]string // the fields of an issue by their codes
	Dates      string            // the row that says how dates are read
	At         string            // the row that says when all rows were received
	Nothing    string            // no column fills this field
	KeepEmpty  string            // in the picker: take the column away
	Fills      func(field string) string
	AsShown    string // dates show their own order
	AsOrder    map[string]string
	AskColumn  func(field string) string // titles of what opens
	AskDates   string
	AskAt      string
	AskName    string
	ReplaceIt  func(name string) string
	Reading    string
	NeedColumn string // no column fills anything yet
	NeedDate   string
	TwoWays    func(sample string) string // dates that can be read in two ways
	ReadTwice  func(sample, day string) string
	Choose     string // what the keys do
	BringIn    string
	NotWaiting string // why it cannot be brought in yet
	NotMapped  string // the person left without bringing anything in
	NotRead    func(reason string) string
}

// FileAs says how a file is written, which is known by its English words:
// "UTF-8, comma-separated".
func (c *Catalogue) FileAs(found string) string { return c.Forms.FileAs(found) }

func fileAsJa(found string) string {
	return strings.NewReplacer(
		"comma-separated", "カンマ区切り", "tab-separated", "タブ区切り", "semicolon-separated", "セミコロン区切り",
		"JSON lines", "JSON Lines", " with BOM", "（BOM付き）", "CP932 (Shift_JIS)", "CP932（Shift_JIS）", "Windows-1252 (Latin-1)", "Windows-1252（Latin-1）",
		", ", "、",
	).Replace(found)
}

func mappingEn() Mapping {
	return Mapping{
		Columns:   func(n int) string { return plural(n, "column", "columns") },
		WhatFills: "Which column fills what",
		TheFile:   "The file",
		ComesIn:   "So it comes in",
		Fields: map[string]string{
			"received_at": "Received", "received_time": "Time received", "occurred_on": "Happened on", "event_at": "Event at",
			"external_id": "Their ID", "text": "Words", "subject": "Subject", "tag": "Tag", "subtag": "Tag, 2nd level", "tag2": "Further tag",
			"tags": "Further tags", "kind": "Kind", "channel": "Channel", "wish": "They want", "severity": "Severity", "state": "State",
			"state_at": "State since", "owner": "Owner", "customer": "Customer", "on_behalf_of": "On behalf of", "product": "Product",
			"answer": "Answered", "problem": "Problem", "due": "Due", "segment": "Segment",
		},
		Dates:     "Dates are",
		At:        "All received on",
		Nothing:   "no column",
		KeepEmpty: "(no column)",
		Fills:     func(field string) string { return "fills " + field },
		AsShown:   "as the file shows",
		AsOrder:   map[string]string{"ymd": "year, month, day", "mdy": "month, day, year", "dmy": "day, month, year"},
		AskColumn: func(field string) string { return "Which column fills " + field + "?" },
		AskDates:  "How are the dates written?",
		AskAt:     "When was all of it received? Such as 2026-07-13",
		AskName:   "Keep this mapping by a name for next time; empty does not keep it",
		ReplaceIt: func(name string) string {
			return fmt.Sprintf("There is a mapping %q already. Put this one in its place?", name)
		},
		Reading:    "Reading the file",
		NeedColumn: "Choose a column for the words first.",
		NeedDate:   "No column says when each was received: choose one for Received, or give a day for all.",
		TwoWays:    func(sample string) string { return sample + " can be read in more than one way: choose under Dates." },
		ReadTwice:  func(sample, day string) string { return sample + " is " + day },
		Choose:     "choose",
		BringIn:    "bring in",
		NotWaiting: "The file is still being read. It can be brought in when its rows show below.",
		NotMapped:  "nothing was brought in; koe import asks again, or takes --map and --mapping",
		NotRead:    func(reason string) string { return "not read: " + reason },
	}
}

func mappingJa() Mapping {
	return Mapping{
		Columns:   func(n int) string { return fmt.Sprintf("%d列", n) },
		WhatFills: "列の割り当て",
		TheFile:   "ファイルの内容",
		ComesIn:   "取り込み結果の見本",
		Fields: map[string]string{
			"received_at": "受付日時", "received_time": "受付時刻", "occurred_on": "発生日", "event_at": "履歴の日時",
			"external_id": "外部番号", "text": "お申し出内容", "subject": "件名", "tag": "タグ", "subtag": "タグ（下位）", "tag2": "追加タグ",
			"tags": "追加タグ（複数）", "kind": "種別", "channel": "チャネル", "wish": "ご希望の対応", "severity": "重大度", "state": "状態",
			"state_at": "状態の日時", "owner": "担当者", "customer": "お客様", "on_behalf_of": "ご本人", "product": "商品",
			"answer": "回答内容", "problem": "課題", "due": "期限", "segment": "顧客区分",
		},
		Dates:     "日付の並び",
		At:        "一括の受付日",
		Nothing:   "割り当てなし",
		KeepEmpty: "（割り当てなし）",
		Fills:     func(field string) string { return field + "に割り当て済み" },
		AsShown:   "ファイルの表記から判断",
		AsOrder:   map[string]string{"ymd": "年・月・日", "mdy": "月・日・年", "dmy": "日・月・年"},
		AskColumn: func(field string) string { return field + "に割り当てる列" },
		AskDates:  "日付の並び",
		AskAt:     "全件の受付日（例：2026-07-13）",
		AskName:   "この割り当てを保存する名前（空欄なら保存しません）",
		ReplaceIt: func(name string) string {
			return "「" + name + "」という割り当てがすでにあります。置き換えますか"
		},
		Reading:    "ファイルを読み込んでいます",
		NeedColumn: "まず、お申し出内容に列を割り当ててください。",
		NeedDate:   "受付日時の列がありません。受付日時に列を割り当てるか、一括の受付日を入力してください。",
		TwoWays: func(sample string) string {
			return sample + " は複数の読み方ができます。「日付の並び」で選んでください。"
		},
		ReadTwice:  func(sample, day string) string { return sample + " は " + day },
		Choose:     "選択",
		BringIn:    "取り込む",
		NotWaiting: "ファイルを読み込んでいます。下に見本が表示されると取り込めます。",
		NotMapped:  "取り込みを中止しました。もう一度 koe import を実行するか、--map や --mapping で列を指定してください",
		NotRead:    func(reason string) string { return "対象外：" + reason },
	}
}
