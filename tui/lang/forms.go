package lang

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/model/when"
)

// Forms is how a language puts what is no message of one screen: numbers and
// days, names, and what went wrong.
type Forms struct {
	Percent              func(number string) string // which has its sign already
	Minutes, Hours, Days func(n int) string
	Left, Over           func(span string) string // until something is due, and since
	Day                  func(t time.Time) string // of a year that is clear
	Customer             func(name string) string // as one speaks of them
	Quoted               func(typed string) string
	Subject              func(words string) string // as a sentence about them begins
	Sentence             func(words string) string // of what is no sentence yet
	FileAs               func(found string) string // how a file is written, by its English words
	Query                func(*query.Error) string
	QueryField           func(query.Field) string
	QueryMeans           func(query.Option) string
	Refusal              func(*Catalogue, *model.Refusal) string
	// LinkAnyway asks whether a link is meant that was refused because it was not
	// seen; "" where it was refused for something else.
	LinkAnyway func(*model.Refusal) string
	Fault      func(*model.Fault) string
}

func formsEn() Forms {
	same := func(s string) string { return s }
	return Forms{
		Percent:    func(number string) string { return number + " %" },
		Minutes:    func(n int) string { return plural(n, "minute", "minutes") },
		Hours:      func(n int) string { return plural(n, "hour", "hours") },
		Days:       func(n int) string { return plural(n, "day", "days") },
		Left:       func(span string) string { return span + " left" },
		Over:       func(span string) string { return span + " over" },
		Day:        func(t time.Time) string { return t.Format("Mon 2 Jan") },
		Customer:   same,
		Quoted:     strconv.Quote,
		Subject:    same,
		Sentence:   sentence,
		FileAs:     same,
		Query:      (*query.Error).Error,
		QueryField: func(f query.Field) string { return string(f) },
		QueryMeans: func(o query.Option) string { return o.English },
		Refusal:    func(_ *Catalogue, r *model.Refusal) string { return sentence(r.Error()) },
		LinkAnyway: func(r *model.Refusal) string {
			switch {
			case r.Code == model.IntoDeclined:
				return r.Ref.Said() + " was declined. Link to it all the same?"
			case r.Code != model.LinkedElsewhere:
				return ""
			case r.N > 1:
				return "Move #" + r.Ref.Key + " out of " + r.Value + ", and others out of theirs?"
			}
			return "Move #" + r.Ref.Key + " out of " + r.Value + "?"
		},
		Fault: func(f *model.Fault) string { return sentence(f.Error()) },
	}
}

func formsJa() Forms {
	return Forms{
		Percent: func(number string) string { return number + "%" },
		Minutes: func(n int) string { return number(n) + "分" },
		Hours:   func(n int) string { return number(n) + "時間" },
		Days:    func(n int) string { return number(n) + "日" },
		Left:    func(span string) string { return "残り" + span },
		Over:    func(span string) string { return span + "超過" },
		Day: func(t time.Time) string {
			return fmt.Sprintf("%d/%d(%s)", t.Month(), t.Day(), when.WeekdaySign(t.Weekday()))
		},
		Customer: politely,
		Quoted:   func(typed string) string { return "「" + typed + "」" },
		Subject: func(words string) string {
			if strings.HasSuffix(words, "」") {
				return words
			}
			return words + " "
		},
		Sentence:   func(words string) string { return words }, // it is one already
		FileAs:     fileAsJa,
		Query:      (*query.Error).Japanese,
		QueryField: query.Field.Japanese,
		QueryMeans: func(o query.Option) string { return o.Japanese },
		Refusal:    (*Catalogue).refusalJa,
		LinkAnyway: func(r *model.Refusal) string {
			switch {
			case r.Code == model.IntoDeclined:
				return "P-" + r.Ref.Key + " は見送りになっています。それでも紐づけますか？"
			case r.Code != model.LinkedElsewhere:
				return ""
			case r.N > 1:
				return "#" + r.Ref.Key + " は " + r.Value + " から、ほかにも別の課題から外れるものがあります。移しますか？"
			}
			return "#" + r.Ref.Key + " は " + r.Value + " から外れます。移しますか？"
		},
		Fault: faultJa,
	}
}

// politely adds 様 to a customer's name, unless it is spoken of politely.
func politely(name string) string {
	if name == "" || strings.HasSuffix(name, "様") || strings.HasSuffix(name, "御中") {
		return name
	}
	return name + "様"
}
