package demo

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"koe/model"
)

// A topic is one tag with how often it comes, what moves it, and how people
// put it.
type topic struct {
	tag      model.TagPath
	rate     float64 // a day, before weekday and season
	season   float64 // how much the year moves it, 0.3 is 30 % either way
	peak     time.Month
	surge    surge
	severity model.Severity
	wish     model.Wish
	said     []string // in either language, with slots in braces
}

// A surge multiplies a topic's level from so many days before the last day,
// growing to its height over so many days, until so many days before the last.
type surge struct {
	from, grow, until int
	times             float64
}

// level is how many times its usual rate a topic has on a day.
func (t *topic) level(d, last model.Day) float64 {
	level := 1.0
	if t.season != 0 {
		turn := float64(d.Time(nil).YearDay())/365.25 - (float64(t.peak)-0.5)/12
		level += t.season * math.Cos(2*math.Pi*turn)
	}
	ago := int(last - d)
	if s := t.surge; s.times != 0 && ago < s.from && ago >= s.until {
		grown := 1.0
		if s.grow > 0 {
			grown = min(1, float64(s.from-ago)/float64(s.grow))
		}
		level *= 1 + (s.times-1)*grown
	}
	return level
}

// draft is one complaint of the topic.
func (t *topic) draft(r *rand.Rand, o Options, d model.Day, people []person) model.Draft {
	hour := weighted(r, hours[:])
	at := d.Time(o.Zone).Add(time.Duration(hour)*time.Hour + time.Duration(r.IntN(3600))*time.Second)
	who := people[min(int(r.ExpFloat64()*float64(len(people))/5), len(people)-1)]
	m := model.Draft{
		ReceivedAt: model.At(at), LoggedAt: model.At(at.Add(time.Duration(40+r.IntN(400)) * time.Second)), Source: Source,
		Text: t.say(r, o), Tags: []model.TagPath{t.tag}, Severity: t.severity, Wish: t.wish,
		Channel:  pick(r, []model.Channel{model.Phone, model.Phone, model.Phone, model.Email, model.Web, model.Chat}),
		LoggedBy: pick(r, []model.UserID{"aya", "ken", "yui", "tom"}),
	}
	if r.IntN(5) > 0 {
		m.Customer, m.Segment = who.name, who.segment
	}
	if r.IntN(4) == 0 {
		m.Product = pick(r, products)
		if o.Japanese {
			m.Product = pick(r, productsJa)
		}
	}
	t.settle(r, o, d, &m)
	return m
}

// settle says how far the matter is by the last day: the older, the more is done.
func (t *topic) settle(r *rand.Rand, o Options, d model.Day, m *model.Draft) {
	age := int(o.Last - d)
	end := m.ReceivedAt.Add(time.Duration(1+r.IntN(96)) * time.Hour)
	switch {
	case age > 45 || age > 6 && r.IntN(10) > 0:
		m.State, m.StateAt, m.Owner = model.Closed, end, pick(r, owners)
		m.CloseReason = pick(r, []model.CloseReason{model.ReasonResolved, model.ReasonResolved, model.ReasonExplained, model.ReasonGoodwill})
	case age > 1 && r.IntN(3) > 0:
		m.State, m.StateAt, m.Owner = model.Working, m.LoggedAt.Add(time.Hour), pick(r, owners)
	default:
		m.State, m.StateAt = model.New, m.LoggedAt
	}
	if m.State != model.Closed {
		m.Due = m.ReceivedAt.Add(time.Duration(1+r.IntN(5)) * 24 * time.Hour)
	}
}

var owners = []model.UserID{"mori", "sato", "abe", "tom"}

// say fills a sentence's slots, now and then with a second sentence after it.
func (t *topic) say(r *rand.Rand, o Options) string {
	first := pick(r, t.said)
	text := fill(r, first)
	for r.IntN(3) == 0 || len(text) < o.Pad {
		more := pick(r, after(first))
		if o.Japanese {
			if more = pick(r, addedJa); o.Pad == 0 && strings.Contains(text, more) {
				break // said already
			}
		}
		if len(text) < o.Pad && r.IntN(2) == 0 {
			more = pick(r, t.said)
		}
		if o.Japanese {
			text += fill(r, more)
		} else {
			text += space(more) + fill(r, more)
		}
	}
	return text
}

// after are the sentences that people add, in the language of the first.
func after(first string) []string {
	if japanese(first) {
		return addedJa
	}
	return addedEn
}

func japanese(s string) bool { return s[0] >= 0x80 }

func space(next string) string {
	if japanese(next) {
		return ""
	}
	return " "
}

// fill puts a value into each slot of a sentence.
func fill(r *rand.Rand, s string) string {
	for {
		from := strings.IndexByte(s, '{')
		if from < 0 {
			return s
		}
		to := from + strings.IndexByte(s[from:], '}')
		before, value := s[:from], slot(r, s[from+1:to])
		if value == "last week" || value == "yesterday" {
			before = strings.TrimSuffix(before, "on ")
		}
		s = before + value + s[to+1:]
	}
}

func slot(r *rand.Rand, name string) string {
	switch name {
	case "n":
		return fmt.Sprint(2 + r.IntN(9))
	case "nth":
		return []string{"2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"}[r.IntN(9)]
	case "age":
		return fmt.Sprint(74 + 2*r.IntN(9))
	case "yen":
		return fmt.Sprintf("%d,%03d", 1+r.IntN(60), 10*r.IntN(100))
	case "eur":
		return fmt.Sprintf("%d.%02d", 5+r.IntN(190), r.IntN(100))
	case "min":
		return fmt.Sprint(5 * (2 + r.IntN(11)))
	case "no":
		return fmt.Sprintf("A%06d", r.IntN(1_000_000))
	case "day":
		return pick(r, []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "last week", "yesterday"})
	case "曜日":
		return pick(r, []string{"月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜", "先週の金曜"})
	case "thing":
		return pick(r, []string{"kettle", "lamp", "jacket", "headset", "suitcase", "rice cooker", "desk chair", "blender", "backpack"})
	case "品":
		return pick(r, []string{"電気ケトル", "照明スタンド", "ジャケット", "イヤホン", "スーツケース", "炊飯器", "椅子", "ミキサー", "リュック"})
	case "device":
		return pick(r, []string{"kettle", "lamp", "headset", "rice cooker", "blender"})
	case "家電":
		return pick(r, []string{"電気ケトル", "照明スタンド", "イヤホン", "炊飯器", "ミキサー"})
	case "month":
		return pick(r, []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"})
	case "月":
		return fmt.Sprintf("%d月", 1+r.IntN(12))
	case "town":
		return pick(r, []string{"Osaka", "Leeds", "Sendai", "Bristol", "Fukuoka", "Nagoya"})
	case "地名":
		return pick(r, []string{"大阪", "仙台", "福岡", "名古屋", "札幌", "横浜"})
	}
	return ""
}

func sortByTime(day []model.Draft) {
	slices.SortFunc(day, func(a, b model.Draft) int { return cmp.Compare(a.ReceivedAt, b.ReceivedAt) })
}
