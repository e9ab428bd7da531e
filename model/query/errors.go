package query

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"koe/model/when"
)

// Code says what is wrong with a query; tui/lang may have sentences of its own for it.
type Code string

// What can be wrong with a query.
const (
	OpenQuote     Code = "open-quote"     // a quote is never closed
	OpenParen     Code = "open-paren"     // a parenthesis is never closed
	StrayParen    Code = "stray-paren"    // a closing parenthesis that nothing opened
	MissingTerm   Code = "missing-term"   // nothing stands where a term must
	UnknownField  Code = "unknown-field"  // Found is no field; Accepted has those like it
	MissingValue  Code = "missing-value"  // Field has no value
	BadValue      Code = "bad-value"      // Found is no value of Field
	BadComparison Code = "bad-comparison" // Field has no order, Found is < or the like
	BadText       Code = "bad-text"       // the text is not UTF-8
	TooLong       Code = "too-long"       // more than MaxLength bytes
	TooDeep       Code = "too-deep"       // more than MaxDepth parentheses within each other
	NobodyAsks    Code = "nobody-asks"    // a rule says me, and nobody asks a rule
)

// Error says what in a query cannot be read, and where.
type Error struct {
	Code     Code
	Offset   int      // bytes before it
	Length   int      // bytes of it; 0 where something is missing
	Found    string   // what stands there
	Field    Field    // the field it belongs to, if any
	Accepted []string // what would be taken there
	// Day is why a value is no day, where a day is asked.
	Day *when.Error
}

// Unwrap is why a value is no day.
func (e *Error) Unwrap() error {
	if e.Day == nil {
		return nil
	}
	return e.Day
}

// Error is the plain English sentence, with the next step.
func (e *Error) Error() string {
	switch e.Code {
	case OpenQuote:
		return "the quote opened here is never closed; add a \""
	case OpenParen:
		return "the parenthesis opened here is never closed; add a )"
	case StrayParen:
		return "nothing opened this parenthesis; remove it, or quote it to look for it"
	case MissingTerm:
		return "a word or a field is missing here"
	case UnknownField:
		if len(e.Accepted) == 0 {
			return fmt.Sprintf("there is no field %q; put it in quotes to look for the words", e.Found)
		}
		return fmt.Sprintf("there is no field %q; use %s, or put it in quotes to look for the words", e.Found, list(e.Accepted, "or"))
	case MissingValue:
		return fmt.Sprintf("%s needs a value: %s", e.Field, list(e.Accepted, "or"))
	case BadValue:
		return fmt.Sprintf("%q is no value of %s; use %s", e.Found, e.Field, list(e.Accepted, "or"))
	case BadComparison:
		return fmt.Sprintf("%s has no order; write %s: instead of %s", e.Field, e.Field, e.Found)
	case BadText:
		return "this is not UTF-8 text; type it again"
	case TooLong:
		return fmt.Sprintf("the query is too long; at most %d bytes are read", MaxLength)
	case TooDeep:
		return fmt.Sprintf("more than %d parentheses within each other; make it simpler", MaxDepth)
	case NobodyAsks:
		return fmt.Sprintf("a rule is nobody's, so there is no %q in it; name the person", e.Found)
	}
	return string(e.Code)
}

// Japanese is the same sentence in Japanese.
func (e *Error) Japanese() string {
	field := e.Field.Japanese()
	switch e.Code {
	case OpenQuote:
		return "ここで始まる引用符が閉じられていません。\" を補ってください。"
	case OpenParen:
		return "ここで始まるかっこが閉じられていません。) を補ってください。"
	case StrayParen:
		return "対応する開きかっこがありません。削除するか、文字として検索する場合は引用符で囲んでください。"
	case MissingTerm:
		return "ここに語句または項目が必要です。"
	case UnknownField:
		if len(e.Accepted) == 0 {
			return fmt.Sprintf("「%s」という項目はありません。語句として検索する場合は引用符で囲んでください。", e.Found)
		}
		return fmt.Sprintf("「%s」という項目はありません。%s を使うか、語句として検索する場合は引用符で囲んでください。", e.Found, strings.Join(e.Accepted, "、"))
	case MissingValue:
		return fmt.Sprintf("「%s」の値を入力してください（%s）。", field, e.acceptedJapanese())
	case BadValue:
		return fmt.Sprintf("「%s」は「%s」の値として使えません。%s を入力してください。", e.Found, field, e.acceptedJapanese())
	case BadComparison:
		return fmt.Sprintf("「%s」は大小を比較できません。%s の代わりに : を使ってください。", field, e.Found)
	case BadText:
		return "UTF-8 として読めない文字があります。入力し直してください。"
	case TooLong:
		return fmt.Sprintf("検索条件が長すぎます（上限%dバイト）。短くしてください。", MaxLength)
	case TooDeep:
		return fmt.Sprintf("かっこの入れ子が%d段を超えています。条件を簡単にしてください。", MaxDepth)
	case NobodyAsks:
		return fmt.Sprintf("課題の条件は全員共通のため「%s」は使えません。担当者の名前を指定してください。", e.Found)
	}
	return string(e.Code)
}

// japaneseExamples are the examples of [Info] that are words.
var japaneseExamples = map[string]string{
	"billing": "請求", "billing/*": "請求/*", `"credit card"`: `"クレジットカード"`, "3d": "3日間", "7d": "7日間", "fri": "金曜",
}

// acceptedJapanese puts what is accepted in Japanese words, where there are any.
func (e *Error) acceptedJapanese() string {
	return strings.Join(inJapanese(e.Field, e.Accepted), "、")
}

// inJapanese puts the values of a field in Japanese words, where there are any.
func inJapanese(f Field, values []string) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = v
		if ja := cmp.Or(japaneseValue(f, v), japaneseExamples[v]); ja != "" {
			words[i] = ja
		}
	}
	return words
}

// Caret is the line to show under the query: blanks up to the place, then one ^ for every column of
// it. width says how many columns a text takes.
func (e *Error) Caret(query string, width func(string) int) string {
	at := min(e.Offset, len(query))
	end := min(at+e.Length, len(query))
	return strings.Repeat(" ", width(query[:at])) + strings.Repeat("^", max(1, width(query[at:end])))
}

// Runes returns the place in characters: where it begins and how many there are.
func (e *Error) Runes(query string) (from, n int) {
	at := min(e.Offset, len(query))
	end := min(at+e.Length, len(query))
	return utf8.RuneCountInString(query[:at]), utf8.RuneCountInString(query[at:end])
}

// list writes a, b or c.
func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
