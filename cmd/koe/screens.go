package main

import (
	"cmp"
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/store/draft"
	"koe/tui"
	"koe/tui/intake"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/trends"
	"koe/tui/triage"
)

// screens opens the interface on the desk.
func (p *program) screens(ctx context.Context) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	glyphs, err := p.glyphChoice()
	if err != nil {
		return err
	}
	p.doing = "screens"
	return p.withManner(ctx, manner{stays: true}, func(s *session) error {
		info, err := s.Info(ctx)
		if err != nil {
			return err
		}
		view := &screen.Session{Ctx: ctx, Who: s.who, Desk: cmp.Or(info.Name, "koe"), Zone: s.zone, Now: p.clock, Say: words, Fault: s.Fault}
		drafts := draft.New(draft.Dir(s.path), s.who.ID)
		var kept intake.Drafts = drafts
		if f := s.Fault(); f != nil && !errors.Is(f, &model.Fault{Code: model.Damaged}) { // beside a hurt file there is room
			kept = lookDrafts{f}
		}
		s.Warm()
		backups, endBackups := p.keepDaily(ctx, s, words)
		if backups != nil {
			view.BackupDays = backups.Days
		}
		defer endBackups()
		err = tui.Run(ctx, tui.Options{
			Session: view,
			Screens: rooms(s, view, kept),
			Hints:   s.Hints(),
			Backup:  func(ctx context.Context) (string, error) { return s.backUpBeside(ctx, p.clock()) },
			Theme:   theme.Options{NoColor: p.getenv("NO_COLOR") != ""},
		}, tui.Terminal{In: os.Stdin, Out: os.Stdout, Glyphs: glyphs})
		return errors.Join(err, drafts.Close())
	})
}

// rooms are the screens in the order of their keys.
func rooms(s *session, view *screen.Session, drafts intake.Drafts) []screen.Screen {
	newID := func() model.ID { return s.NewID() }
	return []screen.Screen{
		intake.New(intake.Options{Session: view, Desk: s.Seat, Drafts: drafts, NewID: newID}),
		triage.New(s.Seat, view, newID),
		trends.New(trends.Options{
			Session: view, Desk: s.Seat, NewID: newID, Folder: folder("."),
			Issues: func(query string) tea.Cmd { return screen.GoTo(screen.Triage, triage.Show{Query: query}) },
		}),
	}
}
