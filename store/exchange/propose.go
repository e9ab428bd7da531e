package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headerWords are the words of headers, English and Japanese, by the field they
// usually fill. Earlier words are surer.
var headerWords = []struct {
	field Field
	words []string
}{
	{Received, []string{"received_at", "received", "created at", "created date", "createddate", "date received", "opened", "受付日時", "受付日", "受電日時", "受電日", "入電日", "申出日", "お申し出日", "発生日時", "登録日時", "登録日", "日時", "created", "date opened", "first_seen", "date", "日付", "timestamp"}},
	{AtTime, []string{"received_time", "受付時刻", "受付時間", "受電時刻", "入電時刻", "時刻", "time"}},
	{Occurred, []string{"occurred_on", "occurred", "incident date", "発生日"}},
	{ID, []string{"external_id", "ticket #", "ticket id", "case id", "case number", "srnumber", "unique key", "reference", "受付番号", "管理番号", "案件番号", "問い合わせ番号", "お問い合わせ番号", "ticket", "number", "no.", "no", "id", "番号"}},
	{Text, []string{"text", "description", "narrative", "complaint text", "customer complaint", "comment", "comments", "body", "message", "details", "申出内容", "お申し出内容", "お問い合わせ内容", "問い合わせ内容", "問合せ内容", "ご意見", "内容", "詳細", "本文", "コメント", "content", "review", "feedback"}},
	{Subject, []string{"subject", "title", "summary", "件名", "タイトル", "題名", "概要"}},
	{Tag, []string{"tag", "category", "complaint type", "requesttype", "request type", "issue", "topic", "大分類", "カテゴリ", "カテゴリー", "分類", "申出区分", "type", "区分"}},
	{Subtag, []string{"subtag", "subcategory", "sub-category", "sub category", "descriptor", "sub-issue", "小分類", "中分類", "サブカテゴリ"}},
	{Tags, []string{"tags", "labels", "タグ", "ラベル"}},
	{KindOf, []string{"kind", "種別", "申出種別"}},
	{Channel, []string{"channel", "received via", "open data channel type", "requestsource", "request source", "submitted via", "contact_type", "via", "受付方法", "受付経路", "チャネル", "チャンネル", "受付媒体", "媒体", "source"}},
	{Wish, []string{"wish", "ご希望", "希望対応", "ご希望の対応", "要望内容"}},
	{Severity, []string{"severity", "priority", "重大度", "重要度", "優先度", "緊急度"}},
	{State, []string{"state", "status", "対応状況", "ステータス", "状態", "進捗"}},
	{StateAt, []string{"closed date", "closeddate", "closed at", "resolved at", "closed", "完了日", "完了日時", "対応完了日"}},
	{Owner, []string{"owner", "assignee", "assigned to", "assigned_to", "agent", "担当者", "対応者", "担当", "受付者"}},
	{Customer, []string{"customer", "customer name", "requester", "client", "name", "お客様名", "顧客名", "氏名", "お名前", "ご氏名", "会社名", "取引先", "取引先名", "お客様"}},
	{Product, []string{"product", "product name", "商品", "商品名", "製品", "製品名", "サービス名", "品番"}},
	{Answer, []string{"answer", "resolution", "resolution description", "actiontaken", "対応内容", "回答", "回答内容", "対応結果"}},
	{Due, []string{"due", "due date", "deadline", "期限", "対応期限", "回答期限"}},
	{Segment, []string{"segment", "customer segment", "顧客区分", "会員区分", "ランク"}},
}

// propose guesses a map from the header's words and, where those leave a date
// or the words unfilled, from the values. A proposed column fits its field:
// what fills a date field holds dates.
func (s *survey) propose() Map {
	p := s.plan
	m := Map{}
	used := map[string]bool{}
	take := func(f Field, name string) { m[f], used[name] = name, true }
	for _, h := range headerWords {
		best := ""
		for _, w := range h.words {
			for _, name := range p.Columns {
				if best == "" && !used[name] && headerKey(name) == headerKey(w) && s.suits(h.field, name) {
					best = name
				}
			}
		}
		if best != "" {
			take(h.field, best)
		}
	}
	if m[Received] == "" || !s.trial(m[Received]).Plain() {
		for _, name := range p.Columns {
			c := s.trial(name)
			if !used[name] && c.Plain() && c.Dates() > c.Numbers() && c.Dates()*10 >= c.Values()*9 {
				take(Received, name)
				break
			}
		}
	}
	if m[Text] == "" {
		if name := s.longest(used); name != "" {
			take(Text, name)
		}
	}
	if m[AtTime] != "" && m[Received] != "" && s.trial(m[Received]).Times() > 0 {
		delete(m, AtTime)
	}
	return m
}

// headerKey makes Created_Date, created date and CreatedDate one.
func headerKey(s string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "　", "", "（", "(", "）", ")").Replace(strings.ToLower(s))
}

// suits says that a column's values can fill a field.
func (s *survey) suits(f Field, name string) bool {
	switch f {
	case Received, Occurred, StateAt, Due:
		c := s.trial(name)
		return c.Dates() > 0 && c.Dates()*5 >= c.Values()*4
	case State:
		return s.mostly(name, func(v string) bool { _, _, ok := stateOf(v); return ok })
	case Severity:
		return s.mostly(name, func(v string) bool { _, ok := severityOf(v); return ok })
	case KindOf:
		return s.mostly(name, func(v string) bool { _, ok := kindOf(v); return ok })
	case Customer:
		return !s.trialAll(name, func(v string) bool { return len(v) < 2 })
	}
	return true
}

// trialAll reports whether every one of the first values is so.
func (s *survey) trialAll(name string, is func(string) bool) bool {
	c := s.plan.Columns.Find(name)
	for i := range s.probe {
		if v := s.probe[i].First(c); v != "" && !is(v) {
			return false
		}
	}
	return true
}

// mostly reports whether at least half of the first values are so: a column State may
// hold states of an issue or of a country.
func (s *survey) mostly(name string, is func(string) bool) bool {
	c := s.plan.Columns.Find(name)
	yes, n := 0, 0
	for i := range s.probe {
		if v := s.probe[i].First(c); v != "" {
			n++
			if is(v) {
				yes++
			}
		}
	}
	return 2*yes >= n
}

// leastSentence is the average length from which values read like somebody's
// words; a Japanese character counts for two.
const leastSentence = 20

// longest is the unused column whose values are the longest, if they read like
// sentences and nearly each row has its own.
func (s *survey) longest(used map[string]bool) string {
	best, most := "", 0
	for _, name := range s.plan.Columns {
		if used[name] {
			continue
		}
		c := s.plan.Columns.Find(name)
		sum, n := 0, 0
		own := map[string]bool{}
		for i := range s.probe {
			if v := s.probe[i].First(c); v != "" {
				sum += sentenceLength(v)
				own[v] = true
				n++
			}
		}
		if n > 0 && len(own)*2 > n && sum/n > most && sum/n >= leastSentence {
			best, most = name, sum/n
		}
	}
	return best
}

// sentenceLength is a value's length if it has words in it; Japanese does
// without spaces. What is mostly digits and signs is a place or a code.
func sentenceLength(v string) int {
	v = strings.TrimSpace(v)
	letters, length := 0, 0
	for _, r := range v {
		wide := 1
		if r >= '\u3000' {
			wide = 2
		}
		length += wide
		if unicode.IsLetter(r) {
			letters += wide
		}
	}
	if letters*2 < length || !strings.Contains(v, " ") && length < 2*utf8.RuneCountInString(v)*3/4 {
		return 0
	}
	return length
}
