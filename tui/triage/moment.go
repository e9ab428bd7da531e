package triage

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/model/when"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// The hours that a day without a time of day means.
const (
	morningHour = 9  // when something comes back
	eveningHour = 17 // by when something is due
)

// askDue asks by when the issues must be resolved.
func (s *Screen) askDue(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.askMoment(s.k.Titled(t.Due, on), eveningHour, t.NoDue, func(at model.Instant) tea.Cmd {
		said := t.NoDue
		if at != 0 {
			said = t.DueIs(s.k.Moment(at))
		}
		return s.k.Perform(kit.Act{ID: action.Due, Verb: model.VerbDue, Words: said, Command: func(n []model.Number) model.Command {
			return model.SetDue{Issues: n, Due: at}
		}}, on)
	})
}

// askSnooze asks until when the issues are put off.
func (s *Screen) askSnooze(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.askMoment(s.k.Titled(t.Snooze, on), morningHour, t.Wake, func(at model.Instant) tea.Cmd {
		said := t.Wake
		if at != 0 {
			said = t.SnoozedUntil(s.k.Moment(at))
		}
		return s.k.Perform(kit.Act{ID: action.Snooze, Verb: model.VerbSnooze, Words: said, Command: func(n []model.Number) model.Command {
			return model.SnoozeIssues{Issues: n, Until: at}
		}}, on)
	})
}

// askMoment asks for a time to come. Where none says what taking it away is
// called, that is one of the likely ones.
func (s *Screen) askMoment(title string, hour int, none string, done func(model.Instant) tea.Cmd) tea.Cmd {
	return s.k.AskMoment(kit.MomentOptions{
		Title: title, Hint: s.k.Say.Triage.WhenHint, Likely: s.likely(hour, none),
		Read: func(typed string) (time.Time, *widget.Fault) { return s.readWhen(typed, hour, none != "") },
		Write: func(at time.Time) string {
			return s.k.Say.Moment(at, s.k.Today()) + "  " + s.k.Say.Remaining(at, s.k.Today())
		},
		Done: func(at time.Time) tea.Cmd { return done(model.At(at)) },
	})
}

// readWhen reads a typed time to come; the words for none give none, where that
// may be.
func (s *Screen) readWhen(typed string, hour int, clears bool) (time.Time, *widget.Fault) {
	if clears {
		switch text.Key(typed) {
		case "none", "なし", "-":
			return time.Time{}, nil
		}
	}
	now := s.k.Today()
	r := when.Reader{Now: now, Sense: when.Coming, Only: true, At: time.Duration(hour) * time.Hour}
	at, err := r.Moment(typed)
	if err != nil {
		return time.Time{}, s.k.NotWhen(err)
	}
	return at.Time(now.Location()), nil
}

// likely are the times most often meant, by the hour that a day without a time
// of day means.
func (s *Screen) likely(hour int, none string) []kit.Likely {
	now := s.k.Today()
	today := model.DayOf(now)
	days := []model.Day{0, 1, 2, 3, 7, 14}
	if monday := model.Day(8-now.Weekday()) % 7; monday > 3 {
		days = []model.Day{0, 1, 2, monday, 7, 14}
	}
	var out []kit.Likely
	for _, d := range days {
		at := when.On(today+d, time.Duration(hour)*time.Hour, now.Location())
		if at.After(now) && (hour != morningHour || d > 0) {
			out = append(out, kit.Likely{At: at})
		}
	}
	if none != "" {
		out = append(out, kit.Likely{Words: none})
	}
	return out
}
