package trends

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/when"
	"koe/tui/screen"
	"koe/tui/widget"
)

// readDay reads a day as people type it, seen from today. What leaves out its
// year is the nearest.
func readDay(typed string, today model.Day) (model.Day, bool) {
	day, err := dayReader(today, when.Near).Day(typed)
	return day, err == nil
}

// dayReader reads days as seen from another.
func dayReader(today model.Day, sense when.Sense) when.Reader {
	return when.Reader{Now: today.Time(nil), Sense: sense}
}

// askDay asks for a day: one of the likely ones, or as it is typed. Zero is no
// day, where that may be. What is done may lie behind us or just ahead; what
// is due is to come.
func (s *Screen) askDay(title string, past bool, none bool, done func(model.Day) tea.Cmd) tea.Cmd {
	t := s.session.Say.Trends.Problems.Ask
	today := model.DayOf(s.session.Today())
	reader := dayReader(today, when.Coming)
	if past {
		reader.Sense = when.Near
	}
	items := s.likelyDays(today, past)
	if none {
		items = append(items, widget.Item{Key: "0", Label: t.NoDay})
	}
	return s.pick(widget.PickerOptions{
		Title: title + "  " + t.DayHint,
		New: func(typed string) (string, bool) {
			day, err := reader.Day(typed)
			if err != nil {
				return s.noDay(err), true
			}
			return s.fullDay(day), true
		},
		Done: func(p widget.Picked) tea.Msg {
			return then(func() tea.Cmd {
				if p.New != "" {
					day, err := reader.Day(p.New)
					if err != nil {
						return tea.Batch(screen.Say(screen.Note, s.session.Say.Error(err)), s.askDay(title, past, none, done))
					}
					return done(day)
				}
				day, _ := strconv.Atoi(p.Keys[0])
				return done(model.Day(day))
			})
		},
	}, func() []widget.Item { return items }, nil)
}

// noDay is why what was typed is no day, in a few words.
func (s *Screen) noDay(err error) string {
	var refused *when.Error
	if errors.As(err, &refused) {
		return s.session.Say.WhyNot(refused)
	}
	return ""
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
	}{{today, t.Today}, {monday, t.NextMonday}, {today + 14, t.In2Weeks}, {when.Later(today, 0, 1), t.InAMonth}}
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
