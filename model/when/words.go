package when

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"koe/model/text"
)

// Word is a day or a period that has a name: its code, which Read takes, its Japanese name and the
// other ways to say it.
type Word struct {
	Code, Japanese string
	Others         []string
}

// Words are the named days and periods, the most used first, for a list to choose from.
func Words() []Word {
	out := make([]Word, len(named))
	for i, n := range named {
		out[i] = n.Word
	}
	return out
}

// A meaning is what a word says wherever it stands: the slots of a phrase that it fills, and with
// what.
type meaning struct {
	slot slot
	Phrase
}

func days(n int, u unit) meaning       { return meaning{anOffset, Phrase{kind: offset, n: n, unit: u}} }
func periods(n int, u unit) meaning    { return meaning{aPeriod, Phrase{kind: period, n: n, unit: u}} }
func edges(p part, u unit) meaning     { return meaning{anEdge | aPart, Phrase{part: p, unit: u}} }
func parts(p part) meaning             { return meaning{aPart, Phrase{part: p}} }
func clocks(c clock) meaning           { return meaning{aClock, Phrase{clock: c}} }
func partOf(p part, m meaning) meaning { m.slot, m.part = m.slot|aPart, p; return m }

func oClock(h time.Duration) clock { return clock{onClock, h * time.Hour} }

// named are the words of Words and what each says.
var named = []struct {
	Word
	meaning
}{
	{Word{"today", "今日", []string{"本日", "きょう"}}, days(0, day)},
	{Word{"yesterday", "昨日", []string{"きのう", "前日"}}, days(-1, day)},
	{Word{"tomorrow", "明日", []string{"あす", "あした", "翌日", "tmrw"}}, days(1, day)},
	{Word{"this-week", "今週", nil}, periods(0, week)},
	{Word{"last-week", "先週", []string{"前週"}}, periods(-1, week)},
	{Word{"next-week", "来週", []string{"翌週"}}, periods(1, week)},
	{Word{"this-month", "今月", []string{"当月"}}, periods(0, month)},
	{Word{"last-month", "先月", []string{"前月"}}, periods(-1, month)},
	{Word{"next-month", "来月", []string{"翌月"}}, periods(1, month)},
	{Word{"this-year", "今年", []string{"本年"}}, periods(0, year)},
	{Word{"last-year", "昨年", []string{"去年", "前年"}}, periods(-1, year)},
	{Word{"next-year", "来年", []string{"翌年"}}, periods(1, year)},
	{Word{"day-after-tomorrow", "明後日", []string{"あさって"}}, days(2, day)},
	{Word{"day-before-yesterday", "一昨日", []string{"おととい"}}, days(-2, day)},
	{Word{"week-after-next", "再来週", []string{"翌々週"}}, periods(2, week)},
	{Word{"week-before-last", "先々週", []string{"前々週"}}, periods(-2, week)},
	{Word{"month-after-next", "再来月", []string{"翌々月"}}, periods(2, month)},
	{Word{"month-before-last", "先々月", []string{"前々月"}}, periods(-2, month)},
	{Word{"year-after-next", "再来年", []string{"翌々年"}}, periods(2, year)},
	{Word{"year-before-last", "一昨年", []string{"おととし", "前々年"}}, periods(-2, year)},
	{Word{"start-of-month", "月初", []string{"月初め"}}, edges(first, month)},
	{Word{"end-of-month", "月末", []string{"eom"}}, edges(last, month)},
	{Word{"end-of-year", "年末", []string{"eoy"}}, edges(last, year)},
	{Word{"start-of-next-week", "週明け", nil}, partOf(first, periods(1, week))},
	{Word{"next-working-day", "翌営業日", []string{"next-business-day", "次の営業日"}}, days(1, workday)},
	{Word{"previous-working-day", "前営業日", []string{"previous-business-day", "前の営業日"}}, days(-1, workday)},
}

// others are words that say something beside others, and those that no list needs to offer.
var others = []struct {
	words []string
	meaning
}{
	{[]string{"明々後日", "しあさって"}, days(3, day)},
	{[]string{"年初"}, edges(first, year)},
	{[]string{"eow"}, edges(last, week)},
	{[]string{"週内"}, partOf(inside, periods(0, week))},
	{[]string{"月内"}, partOf(inside, periods(0, month))},
	{[]string{"年内"}, partOf(inside, periods(0, year))},
	{[]string{"within", "中", "内"}, parts(inside)},
	{[]string{"start of", "beginning of", "初め", "初"}, parts(first)},
	{[]string{"end of", "末"}, parts(last)},
	{[]string{"opening", "first thing", "朝一", "朝いち", "始業"}, clocks(clock{said: opening})},
	{[]string{"morning", "朝"}, clocks(oClock(9))},
	{[]string{"noon", "midday", "正午", "昼", "お昼", "午前中"}, clocks(oClock(12))},
	{[]string{"evening", "夕方"}, clocks(oClock(17))},
	{[]string{"closing", "end of day", "end of the day", "eod", "cob", "close of business", "終業", "営業終了"}, clocks(clock{said: closing})},
	// A weekend to some and its Friday to others: understood to be unclear, it fills no slot and is
	// refused.
	{[]string{"週末", "今週末", "来週末", "先週末"}, meaning{}},
}

// A lead stands before a length of time or a weekday and turns it: the last 7 days, next fri,
// 次の金曜.
type lead struct {
	word string
	span int // of a length: what lies behind (-1) or ahead (1); 0 takes none
	turn turn
	n    int
}

// turn is what a lead makes of a weekday.
type turn uint8

const (
	notTurned turn = iota // it takes none
	ofWeek                // that of the week n ahead
	stepped               // the first after today or before it
)

var leads = []lead{
	{"next", 1, ofWeek, 1}, {"last", -1, ofWeek, -1}, {"this", 0, ofWeek, 0},
	{"coming", 1, stepped, 1}, {"previous", -1, stepped, -1}, {"past", -1, notTurned, 0},
	{"次の", 0, stepped, 1}, {"次", 0, stepped, 1}, {"今度の", 0, stepped, 1},
	{"この前の", 0, stepped, -1}, {"前の", 0, stepped, -1}, {"前回の", 0, stepped, -1},
	{"過去", -1, notTurned, 0}, {"直近", -1, notTurned, 0}, {"最近", -1, notTurned, 0}, {"ここ", -1, notTurned, 0},
	{"今後", 1, notTurned, 0}, {"向こう", 1, notTurned, 0}, {"これから", 1, notTurned, 0},
}

// units are the ways to write a unit, the longer before what it begins with. In Japanese 日 alone
// is a day of the month (15日) and not of the list.
var units = []struct {
	unit
	words []string
}{
	{workday, []string{"営業日", "bd", "bds", "working days", "working day", "business days", "business day", "workdays", "workday"}},
	{minute, []string{"分間", "分", "min", "mins", "minute", "minutes"}},
	{hour, []string{"時間", "h", "hr", "hrs", "hour", "hours"}},
	{day, []string{"日間", "d", "day", "days"}},
	{week, []string{"週間", "週", "w", "wk", "wks", "week", "weeks"}},
	{month, []string{"か月間", "か月", "ケ月", "箇月", "mo", "mos", "month", "months"}},
	{year, []string{"年間", "y", "yr", "yrs", "year", "years"}},
	{minuteOrMonth, []string{"m"}},
}

// turns say after a length where it leads from now.
var turns = []struct {
	words []string
	n     int // 0 is within it
}{
	{[]string{"後", "later", "from now"}, 1},
	{[]string{"前", "まえ", "ago"}, -1},
	{[]string{"以内"}, 0},
}

// fillers say nothing about the day or the time.
var fillers = []string{" ", ",", "、", "by ", "at ", "on ", "until ", "the ", "of ", "までに", "まで", "に", "の"}

// A lexicon finds the longest of its words that a text begins with.
type lexicon[T any] []entry[T]

type entry[T any] struct {
	word  string
	value T
}

func (l lexicon[T]) add(word string, value T) lexicon[T] {
	return append(l, entry[T]{strings.ReplaceAll(text.Fold(word), "-", " "), value})
}

// sorted puts the longer words first.
func (l lexicon[T]) sorted() lexicon[T] {
	slices.SortStableFunc(l, func(a, b entry[T]) int { return cmp.Compare(len(b.word), len(a.word)) })
	return l
}

// cut takes the longest word that s begins with. A Latin one must end there: fri is none of
// friend's.
func (l lexicon[T]) cut(s string) (value T, rest string, ok bool) {
	for _, e := range l {
		if rest, ok := strings.CutPrefix(s, e.word); ok && (letters(e.word[len(e.word)-1:]) == "" || letters(rest) == "") {
			return e.value, rest, true
		}
	}
	return value, s, false
}

// The lexicons, folded as what they are held against.
var (
	wordLexicon = func() (l lexicon[meaning]) {
		for _, n := range named {
			for _, w := range append([]string{n.Code, n.Japanese}, n.Others...) {
				l = l.add(w, n.meaning)
			}
			// Else "start of month after next" were the start of the month and two
			// words that nobody understands.
			if n.kind == period {
				for _, of := range []string{"start of ", "beginning of ", "end of "} {
					p := first
					if of == "end of " {
						p = last
					}
					l = l.add(of+n.Code, partOf(p, n.meaning)).add(of+"the "+n.Code, partOf(p, n.meaning))
				}
			}
		}
		for _, o := range others {
			for _, w := range o.words {
				l = l.add(w, o.meaning)
			}
		}
		return l.sorted()
	}()
	weekdayLexicon = func() (l lexicon[time.Weekday]) {
		for i, d := range weekdays {
			for _, end := range []string{"曜日", "曜", ""} {
				l = l.add(d.sign+end, time.Weekday(i))
			}
		}
		return l.sorted()
	}()
	leadLexicon = func() (l lexicon[lead]) {
		for _, d := range leads {
			l = l.add(d.word, d)
		}
		return l.sorted()
	}()
	unitLexicon = func() (l lexicon[unit]) {
		for _, u := range units {
			for _, w := range u.words {
				l = l.add(w, u.unit)
			}
		}
		return l.sorted()
	}()
	turnLexicon = func() (l lexicon[int]) {
		for _, t := range turns {
			for _, w := range t.words {
				l = l.add(w, t.n)
			}
		}
		return l.sorted()
	}()
)
