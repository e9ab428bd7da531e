package query

import (
	"cmp"

	"koe/model/text"
)

// Field is a key of the language, by its canonical name.
type Field string

// Every field. What each means stands in Fields.
const (
	Owner    Field = "owner"
	By       Field = "by"
	Tag      Field = "tag"
	Primary  Field = "primary"
	Sev      Field = "sev"
	State    Field = "state"
	Waiting  Field = "waiting"
	Reason   Field = "reason"
	Kind     Field = "kind"
	Wish     Field = "wish"
	Channel  Field = "channel"
	Customer Field = "customer"
	Segment  Field = "segment"
	Product  Field = "product"
	Problem  Field = "problem"
	Since    Field = "since"
	Until    Field = "until"
	Received Field = "received"
	Logged   Field = "logged"
	Occurred Field = "occurred"
	Due      Field = "due"
	Promise  Field = "promise"
	Snooze   Field = "snooze"
	Amount   Field = "amount"
	Redress  Field = "redress"
	Upheld   Field = "upheld"
	Number   Field = "number"
	ID       Field = "id"
	Source   Field = "source"
	External Field = "external"
)

// sort is the kind of value a field takes.
type sort uint8

const (
	nameSort   sort = iota // a name, folded
	userSort               // a name, or me
	tagSort                // a tag path, perhaps with /*
	codeSort               // one of a fixed list
	freeSort               // a code of a list that may be longer than ours
	dateSort               // a day in the past
	dueSort                // a day to come, or overdue
	numberSort             // a whole number
	moneySort              // an amount, perhaps with its currency
	idSort                 // a ULID
)

// Info describes a field for a person who is typing a query.
type Info struct {
	Field    Field
	Japanese string   // the Japanese key
	Aliases  []string // other keys that lead to it
	English  string   // what it asks, in English
	Meaning  string   // what it asks, in Japanese
	Values   []string // what it takes: fixed codes, or examples
	Ordered  bool     // takes < <= > >= as well
	sort     sort
	optional bool // takes none and any
}

// Fields lists every field, the most used first.
func Fields() []Info { return append([]Info(nil), fields[:]...) }

var fields = [...]Info{
	{Field: Owner, Japanese: "担当", Aliases: []string{"担当者", "assignee"}, English: "who is accountable", Meaning: "担当者", Values: []string{"me", "none", "any", "sato"}, sort: userSort, optional: true},
	{Field: Tag, Japanese: "タグ", Aliases: []string{"tags", "分類"}, English: "a tag and what is under it", Meaning: "タグとその下位", Values: []string{"billing", "billing/*", "none"}, sort: tagSort, optional: true},
	{Field: Sev, Japanese: "重大度", Aliases: []string{"severity", "重要度"}, English: "severity, 1 the worst", Meaning: "重大度（S1 が最も重い）", Values: valuesOf(Sev), Ordered: true, sort: codeSort, optional: true},
	{Field: State, Japanese: "状態", Aliases: []string{"status", "ステータス"}, English: "where the issue stands", Meaning: "状態", Values: valuesOf(State), sort: codeSort},
	{Field: Since, Japanese: "以降", Aliases: []string{"from", "から"}, English: "received on that day or later", Meaning: "受付日がその日以降", Values: []string{"today", "7d", "2026-03-01"}, sort: dateSort},
	{Field: Until, Japanese: "以前", Aliases: []string{"まで", "to"}, English: "received on that day or before", Meaning: "受付日がその日まで", Values: []string{"yesterday", "7d", "2026-03-01"}, sort: dateSort},
	{Field: Customer, Japanese: "お客様", Aliases: []string{"顧客", "お客さま", "顧客名"}, English: "a customer by name, reading, account, phone or C-12", Meaning: "お客様の名前・フリガナ・お客様番号・電話番号・C-12", Values: []string{"\"田中商事\"", "C-12", "none"}, sort: nameSort, optional: true},
	{Field: Channel, Japanese: "チャネル", Aliases: []string{"経路", "受付経路"}, English: "the way they came", Meaning: "受付チャネル", Values: valuesOf(Channel), sort: freeSort, optional: true},
	{Field: Kind, Japanese: "種別", English: "what sort of matter it is", Meaning: "お申し出の種別", Values: valuesOf(Kind), sort: codeSort},
	{Field: Wish, Japanese: "ご希望", Aliases: []string{"希望", "要望内容"}, English: "what the customer wants done", Meaning: "ご希望の対応", Values: valuesOf(Wish), sort: codeSort, optional: true},
	{Field: Problem, Japanese: "課題", English: "linked to a recurring problem", Meaning: "紐づく課題", Values: []string{"P-12", "none", "any"}, sort: numberSort, optional: true},
	{Field: Due, Japanese: "期限", Aliases: []string{"対応期限"}, English: "the next deadline of an open issue", Meaning: "次の対応期限", Values: []string{"overdue", "today", "fri", "3d", "none"}, Ordered: true, sort: dueSort, optional: true},
	{Field: Promise, Japanese: "お約束", Aliases: []string{"約束"}, English: "the next promise not yet kept", Meaning: "まだ果たしていないお約束", Values: []string{"overdue", "today", "none"}, Ordered: true, sort: dueSort, optional: true},
	{Field: Waiting, Japanese: "待ち先", Aliases: []string{"待ち"}, English: "on whom a pending issue waits", Meaning: "待ち先", Values: valuesOf(Waiting), sort: codeSort, optional: true},
	{Field: Snooze, Japanese: "後日対応", Aliases: []string{"後日"}, English: "put off until a day to come", Meaning: "後日対応の日", Values: []string{"none", "any", "tomorrow"}, Ordered: true, sort: dueSort, optional: true},
	{Field: Reason, Japanese: "完了理由", Aliases: []string{"理由"}, English: "why it was closed", Meaning: "完了理由", Values: valuesOf(Reason), sort: codeSort, optional: true},
	{Field: Segment, Japanese: "顧客区分", Aliases: []string{"区分", "セグメント"}, English: "the customer's segment when it was logged", Meaning: "受付時の顧客区分", Values: []string{"A", "none"}, sort: nameSort, optional: true},
	{Field: Product, Japanese: "商品", Aliases: []string{"製品", "商品名"}, English: "a product by part of its name", Meaning: "商品名の一部", Values: []string{"\"credit card\"", "none"}, sort: nameSort, optional: true},
	{Field: Primary, Japanese: "主タグ", Aliases: []string{"主分類"}, English: "the primary tag, the one counted, and what is under it", Meaning: "集計に使う主タグとその下位", Values: []string{"billing", "billing/*", "none"}, sort: tagSort, optional: true},
	{Field: By, Japanese: "受付者", Aliases: []string{"登録者", "記録者"}, English: "who logged it", Meaning: "受付者", Values: []string{"me", "aya"}, sort: userSort, optional: true},
	{Field: Received, Japanese: "受付日", Aliases: []string{"受付"}, English: "the day it was received", Meaning: "受付日", Values: []string{"today", "last-week", "2026-03"}, Ordered: true, sort: dateSort},
	{Field: Logged, Japanese: "登録日", Aliases: []string{"登録"}, English: "the day it was logged", Meaning: "登録日", Values: []string{"today", "last-week", "2026-03"}, Ordered: true, sort: dateSort},
	{Field: Occurred, Japanese: "発生日", Aliases: []string{"発生"}, English: "the day it happened", Meaning: "発生日", Values: []string{"yesterday", "2026-03", "none"}, Ordered: true, sort: dateSort, optional: true},
	{Field: Amount, Japanese: "対象金額", Aliases: []string{"金額"}, English: "the amount at stake", Meaning: "対象金額", Values: []string{"10000", "100USD", "none"}, Ordered: true, sort: moneySort, optional: true},
	{Field: Redress, Japanese: "補償額", Aliases: []string{"補償"}, English: "what was paid to put it right", Meaning: "補償額", Values: []string{"10000", "100USD", "none"}, Ordered: true, sort: moneySort, optional: true},
	{Field: Upheld, Japanese: "妥当性", English: "whether the complaint was found to be right", Meaning: "お申し出の妥当性", Values: valuesOf(Upheld), sort: codeSort, optional: true},
	{Field: Number, Japanese: "受付番号", Aliases: []string{"番号", "申出番号"}, English: "the issue's number", Meaning: "受付番号", Values: []string{"12345"}, Ordered: true, sort: numberSort},
	{Field: ID, Japanese: "識別子", Aliases: []string{"ulid"}, English: "the issue's ULID", Meaning: "ULID", Values: []string{"01KAN2Q4X8ZJ5W0V9T3R7M6E1C"}, sort: idSort},
	{Field: Source, Japanese: "取込元", Aliases: []string{"ソース"}, English: "where an imported issue came from", Meaning: "取込元", Values: []string{"cfpb", "none"}, sort: nameSort, optional: true},
	{Field: External, Japanese: "外部番号", Aliases: []string{"external_id", "外部id"}, English: "its number at the source", Meaning: "取込元での番号", Values: []string{"A-10023", "none"}, sort: nameSort, optional: true},
}

// Fixed are the values of a field that takes those of a fixed list, each by its code; of other
// fields there are none.
func (i Info) Fixed() []Option {
	var all []Option
	for _, w := range codeWords[i.Field] {
		all = append(all, Option{w.code, cmp.Or(w.english, w.code), w.japanese})
	}
	return all
}

// JapaneseValues are the field's values in Japanese words, where there are any.
func (i Info) JapaneseValues() []string { return inJapanese(i.Field, i.Values) }

// byName leads from a folded key to its place in fields.
var byName = func() map[string]int {
	m := make(map[string]int, 4*len(fields))
	for i, f := range fields {
		m[text.Key(string(f.Field))] = i
		m[text.Key(f.Japanese)] = i
		for _, a := range f.Aliases {
			m[text.Key(a)] = i
		}
	}
	return m
}()

// Describe returns what is known of the field called name, in either language or by an alias.
func Describe(name string) (Info, bool) {
	i, ok := byName[text.Key(name)]
	if !ok {
		return Info{}, false
	}
	return fields[i], true
}

// Japanese is the field's Japanese key.
func (f Field) Japanese() string {
	info, _ := Describe(string(f))
	return info.Japanese
}
