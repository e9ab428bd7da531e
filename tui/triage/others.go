package triage

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// lookAgain is how long it is believed who else has an issue open.
const lookAgain = time.Minute

// others are who else has the issue open that is shown.
type others struct {
	ask   *screen.Ask[looking]
	front bool // somebody looks at the screen
	of    model.Number
	at    time.Time
	got   looking
}

// A looking is who else has an issue open.
type looking struct {
	issue model.Number
	who   []model.UserID
}

// look says which issue is shown, and asks who else has it open.
func (s *Screen) look(n model.Number) tea.Cmd {
	o := &s.others
	now := s.k.Now()
	if !o.front || n == o.of && now.Sub(o.at) < lookAgain {
		return nil
	}
	o.of, o.at = n, now
	desk := s.desk
	return o.ask.Put(s.k.Ctx, func(ctx context.Context) (looking, error) {
		who, err := desk.Looking(ctx, n)
		return looking{n, who}, err
	})
}

// lookAway says that nobody looks at an issue here any more.
func (s *Screen) lookAway() tea.Cmd {
	cmd := s.look(0)
	s.others.front = false
	return cmd
}

// othersLine says who else has an issue open; none where nobody has.
func (s *Screen) othersLine(n model.Number) []string {
	if s.others.got.issue != n || len(s.others.got.who) == 0 {
		return nil
	}
	names := make([]string, len(s.others.got.who))
	for i, id := range s.others.got.who {
		names[i] = s.k.Person(id)
	}
	return []string{s.k.Theme.Warn.Render(s.k.Say.Triage.HasOpen(names))}
}
