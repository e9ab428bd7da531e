package main

import (
	"strings"
	"testing"
	"time"

	"koe/cmd/internal/drive"
	"koe/model/testday"
	"koe/tui/lang"
)

// A deadline that is typed in words is on the day and at the hour that the
// calendar says, whatever day it is typed on.
func TestAnyDayTakesADeadlineInWords(t *testing.T) {
	now := testday.Now()
	y, m, d := now.Date()
	at := func(m time.Month, d, hour int) time.Time { return time.Date(y, m, d, hour, 0, 0, 0, now.Location()) }
	monday := d + 8 - int((now.Weekday()+6)%7+1)
	words := map[lang.Lang][]string{
		lang.English:  {"end of month 17:00", "next week mon 10:00", "tomorrow 9:00"},
		lang.Japanese: {"月末17時", "来週の月曜 10:00", "明日9時"},
	}
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h.koe("log", "Charged twice #billing")
		s := h.open(drive.Options{Width: 120, Height: 34})
		s.Press("ctrl+g", "2")
		s.Until("#1")
		for i, want := range []time.Time{at(m+1, 0, 17), at(m, monday, 10), at(m, d+1, 9)} {
			s.Press("d")
			s.Type(words[say.Lang][i])
			s.Press("enter", "enter") // read it, then keep it
			s.Until(say.Triage.DueIs(say.Moment(want, now)))
		}
		leave(s)
		due, err := time.Parse(time.RFC3339, h.issues()[0]["due"].(string))
		if want := at(m, d+1, 9); err != nil || !due.Equal(want) {
			t.Errorf("due %v, %v; want %v", due.In(now.Location()), err, want)
		}
		for query, found := range map[string]int{"due:tomorrow": 1, "due:today": 0, "due:overdue": 0, "received:today": 1} {
			if got := len(h.issues(query)); got != found {
				t.Errorf("%s: %d issues, want %d", query, got, found)
			}
		}
	})
}

// The demo opens on the day that it is laid for, says so, and has something to
// act on.
func TestAnyDayOpensTheDemo(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		now := testday.Now()
		s := h.open(drive.Options{Width: 120, Height: 34}, "demo", "--on", testday.Day())
		name, tag := "demo ", "▲ billing/refund-delay"
		if say.Lang == lang.Japanese {
			name, tag = "デモ ", "▲ 請求/返金遅れ"
		}
		s.Want(name + say.Date(now))
		s.Press("ctrl+g", "3")
		s.Until(tag)
		s.Want(say.Trends.ActOn, say.Trends.DidItWork, say.Day(now))
		s.Press("ctrl+g", "1")
		s.Type("Charged twice, again")
		s.Press("ctrl+s")
		s.UntilGone("Charged twice, again")
		s.Press("ctrl+g", "2", "/")
		s.Type("received:today")
		s.Press("enter")
		s.Until("Charged twice, again")
		if text := s.Screen(); !strings.Contains(text, say.Clock(now)[:3]) {
			t.Errorf("what is logged now should be of the demo's morning:\n%s", text)
		}
		leave(s)
	})
}
