package query

import (
	"koe/model/text"
	"koe/model/when"
)

// Keywords that stand for no name of their own.
const (
	none    = "none"
	anyone  = "any"
	me      = "me"
	overdue = "overdue"
	open    = "open"
)

// word is a code with its Japanese word and the other ways to write it.
type word struct {
	code     string
	japanese string
	others   []string
}

// optionalWords ask whether there is one.
var optionalWords = []word{
	{none, "なし", []string{"無し", "無", "未設定", "未確認", "未判定", "担当者なし", "タグなし", "nobody"}},
	{anyone, "あり", []string{"有り", "有", "設定済み", "some"}},
}

var userWords = []word{{me, "自分", []string{"私", "わたし"}}}

var dueWords = []word{{overdue, "超過", []string{"期限超過", "期限切れ", "late"}}}

// codeWords are the values of the fields that take codes.
var codeWords = map[Field][]word{
	Sev: {
		{"1", "S1", []string{"最重大"}},
		{"2", "S2", nil},
		{"3", "S3", nil},
		{"4", "S4", nil},
	},
	State: {
		{open, "未完了", []string{"オープン", "進行中", "未解決"}},
		{"new", "未対応", []string{"新規"}},
		{"working", "対応中", nil},
		{"pending", "待ち", []string{"回答待ち"}},
		{"resolved", "回答済み", []string{"回答済", "answered"}},
		{"closed", "完了", []string{"done"}},
		{"withdrawn", "取下げ", []string{"取り下げ", "取下"}},
	},
	Waiting: {
		{"customer", "お客様待ち", []string{"お客様", "顧客"}},
		{"internal", "社内待ち", []string{"社内"}},
		{"third-party", "他社待ち", []string{"他社", "third"}},
	},
	Kind: {
		{"complaint", "苦情", []string{"クレーム"}},
		{"request", "要望", []string{"ご要望"}},
		{"inquiry", "問い合わせ", []string{"お問い合わせ", "問合せ", "question"}},
		{"praise", "お褒め", []string{"お褒めの言葉", "お礼"}},
	},
	Wish: {
		{"refund", "返金", nil},
		{"replacement", "交換", nil},
		{"repair", "修理", nil},
		{"cancellation", "解約", []string{"キャンセル", "cancel"}},
		{"explanation", "説明", []string{"ご説明"}},
		{"apology", "謝罪", []string{"お詫び"}},
		{"callback", "折り返し連絡", []string{"折り返し", "折返し", "折り返し電話"}},
		{"change", "変更", []string{"改善"}},
		{"nothing", "特になし", []string{"希望なし"}},
	},
	Reason: {
		{"resolved", "解決", nil},
		{"explained", "説明により了承", []string{"説明", "説明済み"}},
		{"goodwill", "特別対応", []string{"好意的対応"}},
		{"rejected", "対応不可", []string{"お断り"}},
		{"withdrawn-by-customer", "お客様による取下げ", []string{"お客様取下げ", "お客様都合"}},
		{"no-reply", "ご返信なし", []string{"返信なし", "連絡つかず"}},
	},
	Upheld: {
		{"yes", "当社に非あり", []string{"妥当"}},
		{"partly", "一部当社に非あり", []string{"一部"}},
		{"no", "当社に非なし", []string{"非該当"}},
	},
	Channel: {
		{"phone", "電話", []string{"tel"}},
		{"email", "メール", []string{"mail", "e-mail"}},
		{"web", "Webフォーム", []string{"ウェブ", "フォーム", "サイト"}},
		{"chat", "チャット", nil},
		{"app", "アプリ", nil},
		{"letter", "手紙", []string{"郵便", "書面"}},
		{"fax", "FAX", []string{"ファクス", "ファックス"}},
		{"visit", "来店", []string{"来社", "訪問", "窓口"}},
		{"social", "SNS", nil},
		{"referral", "他部署経由", []string{"他部署", "紹介"}},
		{"other", "その他", nil},
	},
}

// dateWords are the days and spans that have names.
var dateWords = func() (words []word) {
	for _, w := range when.Words() {
		words = append(words, word{w.Code, w.Japanese, w.Others})
	}
	return words
}()

// find returns the code that s means among words, "" if none. Upper and lower case, width and kana
// do not matter, nor does a space where the code has a hyphen.
func find(words []word, s string) string {
	key := text.Key(s)
	for _, w := range words {
		if key == w.code || key == text.Key(w.japanese) {
			return w.code
		}
		for _, o := range w.others {
			if key == text.Key(o) {
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
