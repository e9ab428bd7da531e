package trends

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/tui/screen"
	"koe/tui/widget"
)

// The ways to write a day. What is typed is folded first.
var (
	wholeDate = regexp.MustCompile(`^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})[/月.](\d{1,2})日?$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2}) ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$`)
	ahead     = regexp.MustCompile(`^([+-])(\d{1,3}) ?(d|w|m|日|週間?|か月)?後?$`)
)

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// readDate reads a day with its year: 2026-07-13, 2026/7/13, 2026年7月13日.
func readDate(typed string) (model.Day, bool) {
	if m := wholeDate.FindStringSubmatch(text.Fold(typed)); m != nil {
		return calendarDay(number(m[1]), number(m[2]), number(m[3]))
	}
	return 0, false
}

// readDay reads a day as people type it, seen from today: with its year, as a
// day of this year (of the year before or after where that is far nearer), or
// as so many days from now.
func readDay(typed string, today model.Day) (model.Day, bool) {
	s := strings.TrimSpace(text.Fold(typed))
	if day, ok := readDate(s); ok {
		return day, true
	}
	year := today.Time(nil).Year()
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return nearest(year, number(m[1]), number(m[2]), today)
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		for i, name := range monthNames {
			if name == m[2] {
				return nearest(year, i+1, number(m[1]), today)
			}
		}
	}
	if m := ahead.FindStringSubmatch(s); m != nil {
		n := number(m[2])
		if m[1] == "-" {
			n = -n
		}
		at := today.Time(nil)
		switch m[3] {
		case "w", "週", "週間":
			at = at.AddDate(0, 0, 7*n)
		case "m", "か月":
			at = at.AddDate(0, n, 0)
		default:
			at = at.AddDate(0, 0, n)
		}
		return model.DayOf(at), true
	}
	return 0, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func calendarDay(year, month, day int) (model.Day, bool) {
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1971 || int(at.Month()) != month || at.Day() != day {
		return 0, false
	}
	return model.DayOf(at), true
}

// nearest is the day of that name which is nearest to today.
func nearest(year, month, day int, today model.Day) (model.Day, bool) {
	var best model.Day
	for _, y := range []int{year - 1, year, year + 1} {
		d, ok := calendarDay(y, month, day)
		if ok && (best == 0 || distance(d, today) < distance(best, today)) {
			best = d
		}
	}
	return best, best != 0
}

func distance(a, b model.Day) model.Day { return max(a-b, b-a) }

// askDay asks for a day: one of the likely ones, or as it is typed. Zero is no
// day, where that may be.
func (s *Screen) askDay(title string, past bool, none bool, done func(model.Day) tea.Cmd) tea.Cmd {
	t := s.session.Say.Trends.Problems.Ask
	today := model.DayOf(s.session.Today())
	items := s.likelyDays(today, past)
	if none {
		items = append(items, widget.Item{Key: "0", Label: t.NoDay})
	}
	return s.pick(widget.PickerOptions{
		Title: title + "  " + t.DayHint,
		New: func(typed string) (string, bool) {
			if day, ok := readDay(typed, today); ok {
				return s.fullDay(day), true
			}
			return t.NotADay, true
		},
		Done: func(p widget.Picked) tea.Msg {
			return then(func() tea.Cmd {
				if p.New != "" {
					day, ok := readDay(p.New, today)
					if !ok {
						return tea.Batch(screen.Say(screen.Note, t.NotADay+": "+p.New), s.askDay(title, past, none, done))
					}
					return done(day)
				}
				return done(model.Day(number(p.Keys[0])))
			})
		},
	}, func() []widget.Item { return items }, nil)
}

// fullDay writes a day so that nothing about it is in doubt.
func (s *Screen) fullDay(d model.Day) string {
	at := d.Time(s.session.Zone)
	return s.session.Say.Date(at) + "  " + s.session.Say.Day(at)
}

// likelyDays are the days most often meant: of what is done those behind us,
// of what is due those ahead.
func (s *Screen) likelyDays(today model.Day, past bool) []widget.Item {
	t := s.session.Say.Trends.Problems.Ask
	monday := today + model.Day((8-int(today.Weekday()))%7)
	if monday == today {
		monday += 7
	}
	days := []struct {
		day  model.Day
		name string
	}{{today, t.Today}, {monday, t.NextMonday}, {today + 14, t.In2Weeks}, {model.DayOf(today.Time(nil).AddDate(0, 1, 0)), t.InAMonth}}
	if past {
		days = days[:1]
		for back := model.Day(1); back <= 7; back++ {
			name := ""
			if back == 1 {
				name = t.Yesterday
			}
			days = append(days, struct {
				day  model.Day
				name string
			}{today - back, name})
		}
		days = append(days, struct {
			day  model.Day
			name string
		}{monday, t.NextMonday})
	}
	items := make([]widget.Item, len(days))
	for i, d := range days {
		items[i] = widget.Item{Key: strconv.Itoa(int(d.day)), Label: s.fullDay(d.day), Detail: d.name}
	}
	return items
}
