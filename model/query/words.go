package query

import (
	"slices"
	"strconv"

	"koe/model/text"
	"koe/model/when"
	"koe/model/words"
)

// Keywords that stand for no name of their own.
const (
	none    = "none"
	anyone  = "any"
	me      = "me"
	overdue = "overdue"
	open    = "open"
)

// word is a code with what it is called in both languages and the other ways to write it. A keyword
// has no English name but its code.
type word struct {
	code     string
	english  string
	japanese string
	others   []string
}

// names are all ways to write it.
func (w word) names() []string {
	names := append([]string{w.code, w.japanese, w.english}, w.others...)
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// optionalWords ask whether there is one.
var optionalWords = []word{
	{none, "", "なし", []string{"無し", "無", "未設定", "未確認", "未判定", "担当者なし", "タグなし", "nobody"}},
	{anyone, "", "あり", []string{"有り", "有", "設定済み", "some"}},
}

var userWords = []word{{me, "", "自分", []string{"私", "わたし"}}}

var dueWords = []word{{overdue, "", "超過", []string{"期限超過", "期限切れ", "late"}}}

// codeWords are the values of the fields that take codes.
var codeWords = map[Field][]word{
	Sev:     severityWords(),
	State:   append([]word{{code: open, japanese: "未完了", others: []string{"オープン", "進行中", "未解決"}}}, codesOf(words.States)...),
	Waiting: codesOf(words.Waiting),
	Kind:    codesOf(words.Kinds),
	Wish:    codesOf(words.Wishes),
	Reason:  codesOf(words.CloseReasons),
	Upheld:  codesOf(words.Upheld),
	Channel: codesOf(words.Channels),
}

// codesOf are the values of a fixed list.
func codesOf[T words.Value](l *words.List[T]) []word {
	var out []word
	for _, v := range l.All() {
		w := l.Of(v)
		out = append(out, word{v.String(), w.English, w.Japanese, w.Others})
	}
	return out
}

// severityWords are the severities by their digits, which have an order. In either language they
// are shown as S1 to S4.
func severityWords() []word {
	var out []word
	for _, v := range words.Severities.All() {
		w := words.Severities.Of(v)
		out = append(out, word{strconv.Itoa(int(v)), w.English, v.String(), append([]string{w.Japanese}, w.Others...)})
	}
	return out
}

// valuesOf are the codes that a field takes.
func valuesOf(f Field) []string {
	var codes []string
	for _, w := range codeWords[f] {
		codes = append(codes, w.code)
	}
	return codes
}

// dateWords are the days and spans that have names.
var dateWords = func() (named []word) {
	for _, w := range when.Words() {
		named = append(named, word{w.Code, "", w.Japanese, w.Others})
	}
	return named
}()

// find returns the code that s means among words, "" if none. Upper and lower case, width and kana
// do not matter.
func find(among []word, s string) string {
	key := text.Key(s)
	for _, w := range among {
		for _, name := range w.names() {
			if key == text.Key(name) {
				return w.code
			}
		}
	}
	return ""
}

// wordsOf lists the words a field's values are taken from, keywords first.
func wordsOf(info Info) []word {
	var out []word
	if info.optional {
		out = append(out, optionalWords...)
	}
	switch info.sort {
	case userSort:
		out = append(out, userWords...)
	case dueSort:
		out = append(append(out, dueWords...), dateWords...)
	case dateSort:
		out = append(out, dateWords...)
	case codeSort, freeSort:
		out = append(out, codeWords[info.Field]...)
	}
	return out
}

// japaneseValue is the Japanese word for a code of a field, "" if it has none.
func japaneseValue(f Field, code string) string {
	info, _ := Describe(string(f))
	for _, w := range wordsOf(info) {
		if w.code == code {
			return w.japanese
		}
	}
	return ""
}
