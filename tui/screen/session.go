package screen

import (
	"context"
	"time"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/theme"
)

// Session is who sits before this screen and how they see it. The screens of a
// session share one. Only Update and View read it; what runs in a command is
// handed what it needs as values.
type Session struct {
	// Ctx ends with the session; questions are put under it.
	Ctx  context.Context
	Who  model.User
	Desk string
	Zone *time.Location
	Now  func() time.Time
	Say  *lang.Catalogue
	// Fault is why the desk takes no changes at the moment, or nil; a nil
	// function is a desk that always does. It is asked at every frame.
	Fault func() error
	// BackupDays is how many days old the newest backup is where that is too old,
	// and 0 where it is not; a nil function knows of no backups. It is asked at
	// every frame.
	BackupDays func() int
	// Theme changes when the terminal tells its background: read it at each
	// View, do not keep it.
	Theme *theme.Theme
}

// Stopped is why the desk takes no changes at the moment, or nil.
func (s *Session) Stopped() error {
	if s.Fault == nil {
		return nil
	}
	return s.Fault()
}

// Today is the present moment in the desk's time zone.
func (s *Session) Today() time.Time { return s.Now().In(s.Zone) }
