package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"koe/model"
)

// A topic is one thing that people complain of, with how often it comes and
// what moves it.
type topic struct {
	about    string  // the tag of an English desk, and the key of every language's voices
	rate     float64 // a day, before weekday and season
	season   float64 // how much the year moves it, 0.3 is 30 % either way
	peak     time.Month
	surge    surge
	severity model.Severity
	wish     model.Wish
}

// ordered says that there is an order behind a complaint of the topic, and
// goods that it is about what was ordered.
func (t *topic) ordered() bool { return t.of("billing", "delivery", "product", "returns", "shop") }
func (t *topic) goods() bool   { return t.of("delivery", "product") }

func (t *topic) of(rooms ...string) bool {
	room, _, _ := strings.Cut(t.about, "/")
	return slices.Contains(rooms, room)
}

// A surge multiplies a topic's level from so many days before the last day,
// growing to its height over so many days, until so many days before the last.
// What comes in it does not hang on chance, so that its story is told on
// whatever day the desk is laid.
type surge struct {
	from, grow, until int
	times             float64
}

// on says that the surge is under way on a day.
func (s surge) on(d, last model.Day) bool {
	ago := int(last - d)
	return s.times != 0 && ago < s.from && ago >= s.until
}

// level is how many times its usual rate a topic has on a day.
func (t *topic) level(d, last model.Day) float64 {
	level := 1.0
	if t.season != 0 {
		turn := float64(d.Time(nil).YearDay())/365.25 - (float64(t.peak)-0.5)/12
		level += t.season * math.Cos(2*math.Pi*turn)
	}
	if s := t.surge; s.on(d, last) {
		grown := 1.0
		if s.grow > 0 {
			grown = min(1, float64(s.from-int(last-d))/float64(s.grow))
		}
		level *= 1 + (s.times-1)*grown
	}
	return level
}

// draft is one complaint of the topic.
func (t *topic) draft(r *rand.Rand, o Options, g *tongue, d model.Day, people []person) model.Draft {
	y, m, day := d.Time(nil).Date()
	at := time.Date(y, m, day, weighted(r, hours[:]), r.IntN(60), r.IntN(60), 0, o.Zone)
	who := people[min(int(r.ExpFloat64()*float64(len(people))/5), len(people)-1)]
	c := model.Draft{
		ReceivedAt: model.At(at), LoggedAt: model.At(at.Add(time.Duration(40+r.IntN(400)) * time.Second)), Source: g.source,
		Text: speak(r, g, d).say(t, o.Pad), Tags: []model.TagPath{g.voice(t).tag}, Severity: t.severity, Wish: t.wish,
		Channel:  pick(r, []model.Channel{model.Phone, model.Phone, model.Phone, model.Email, model.Web, model.Chat}),
		LoggedBy: pick(r, g.staff.agents),
	}
	if r.IntN(5) > 0 {
		c.Customer, c.Segment = who.name, who.segment
	}
	if c.Product = g.product(c.Text); c.Product == "" && t.ordered() && r.IntN(4) == 0 {
		c.Product = pick(r, g.things).product
	}
	t.settle(r, o, g.staff.owners, d, &c)
	return c
}

// settle says how far the matter is by the last day: the older, the more is done.
func (t *topic) settle(r *rand.Rand, o Options, owners []model.UserID, d model.Day, m *model.Draft) {
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

func sortByTime(day []model.Draft) {
	slices.SortFunc(day, func(a, b model.Draft) int { return cmp.Compare(a.ReceivedAt, b.ReceivedAt) })
}
