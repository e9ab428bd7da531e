package main

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/store/draft"
	"koe/tui"
	"koe/tui/intake"
	"koe/tui/kit"
	"koe/tui/lang"
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
		s.Warm()
		backups, endBackups := p.keepDaily(ctx, s, words)
		defer endBackups()
		return s.show(ctx, showing{words: words, clock: p.clock, backups: backups, folder: folder(".")}, func(o tui.Options) error {
			o.Backup = func(ctx context.Context) (string, error) { return s.backUpBeside(ctx, p.clock()) }
			o.Theme = theme.Options{NoColor: p.getenv("NO_COLOR") != ""}
			return tui.Run(ctx, o, tui.Terminal{In: os.Stdin, Out: os.Stdout, Glyphs: glyphs})
		})
	})
}

// A showing is how the screens are shown to somebody.
type showing struct {
	words   *lang.Catalogue
	clock   func() time.Time
	backups *daily     // nil where none are kept
	folder  kit.Folder // where pages are written to; nil is the terminal's clipboard
}

// show makes a person's screens and has run show them; what they hold is kept when
// it returns.
func (s *session) show(ctx context.Context, how showing, run func(tui.Options) error) error {
	info, err := s.Info(ctx)
	if err != nil {
		return err
	}
	view := &screen.Session{Ctx: ctx, Who: s.who, Desk: cmp.Or(info.Name, "koe"), Zone: s.zone, Now: how.clock, Say: how.words, Fault: s.Fault}
	drafts := draft.New(draft.Dir(s.path), s.who.ID)
	var kept intake.Drafts = drafts
	if f := s.Fault(); f != nil && !errors.Is(f, &model.Fault{Code: model.Damaged}) { // beside a hurt file there is room
		kept = lookDrafts{f}
	}
	if how.backups != nil {
		view.BackupDays = how.backups.Days
	}
	err = run(tui.Options{Session: view, Screens: rooms(s, view, kept, how.folder), Issues: s.Issues, Hints: s.Hints(), Pause: tui.HintPause - rand.N(tui.HintPause/3)})
	return errors.Join(err, drafts.Close())
}

// rooms are the screens in the order of their keys.
func rooms(s *session, view *screen.Session, drafts intake.Drafts, pages kit.Folder) []screen.Screen {
	newID := func() model.ID { return s.NewID() }
	return []screen.Screen{
		intake.New(intake.Options{Session: view, Desk: s.Seat, Drafts: drafts, NewID: newID}),
		triage.New(s.Seat, view, newID),
		trends.New(trends.Options{
			Session: view, Desk: s.Seat, NewID: newID, Folder: pages,
			Issues: func(query string) tea.Cmd { return screen.GoTo(screen.Triage, triage.Show{Query: query}) },
		}),
	}
}
