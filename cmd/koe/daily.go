package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"koe/store/rotation"
	"koe/tui/lang"
)

const (
	keptDays = 7
	// firstDaily is how long screens are open before they look whether the day's
	// backup is there, and dailyLook how often they look again.
	firstDaily = 30 * time.Second
	dailyLook  = 10 * time.Minute
	// oldBackup is how long changes may stand in the database alone before the
	// header says so.
	oldBackup = 48 * time.Hour
)

// rotationOf is where the daily backups of a desk are kept: in a folder beside it,
// or in that of KOE_BACKUPS, where others may keep theirs and the desk's ID tells
// them apart. off is that nobody wants any, or that the desk is made up.
func (p *program) rotationOf(ctx context.Context, s *session) (r rotation.Rotation, off bool, err error) {
	dir := p.getenv("KOE_BACKUPS")
	if dir == "off" || p.madeUp {
		return r, true, nil
	}
	r = besideIt(s.path)
	if dir == "" {
		return r, false, nil
	}
	info, err := s.Info(ctx)
	if err != nil || info == nil {
		return r, true, err
	}
	return rotation.Rotation{Dir: dir, Base: r.Base + "-" + strings.ToLower(info.ID.String()), Keep: keptDays}, false, nil
}

// besideIt is where the daily backups of a database are kept where nobody says
// otherwise.
func besideIt(path string) rotation.Rotation {
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return rotation.Rotation{Dir: path + ".backups", Base: base, Keep: keptDays}
}

// A daily makes the backups of the days on which the screens are open, and knows
// how old the newest one is.
type daily struct {
	session *session
	kept    rotation.Rotation
	clock   func() time.Time

	days   atomic.Int64 // since which changes stand in the database alone; 0 is recent
	failed atomic.Bool  // the last one could not be made
	err    error        // why; read when run has ended
}

// run makes a backup where one is due, now and then, until ctx ends.
func (d *daily) run(ctx context.Context, look <-chan time.Time) {
	for {
		select {
		case <-look:
			if d.session.Holds() {
				_, d.err = d.make(ctx)
			} else {
				d.look(ctx) // who holds the file makes it
			}
		case <-ctx.Done():
			return
		}
	}
}

// make makes the backup of the day where it is due, and returns its path, ""
// where none was made.
func (d *daily) make(ctx context.Context) (path string, err error) {
	defer func() {
		d.failed.Store(err != nil)
		d.look(ctx)
	}()
	if d.session.Fault() != nil {
		return "", nil // nothing changes, and it is said
	}
	mark, err := d.session.Mark(ctx)
	if err != nil {
		return "", err
	}
	now := d.clock()
	day := now.In(d.session.zone).Format(time.DateOnly)
	due, err := d.kept.Due(day, mark.At.Time(time.UTC))
	if err != nil || !due {
		return "", err
	}
	return d.kept.Make(day, now, func(path string) error { return writeCopy(ctx, path, d.session.Backup) })
}

// look notes how long changes have stood in the database alone. Where there was
// never a backup, that is no news before one could not be made.
func (d *daily) look(ctx context.Context) {
	mark, err := d.session.Mark(ctx)
	if err != nil {
		return
	}
	all, err := d.kept.List()
	if err != nil {
		return
	}
	since := time.Time{}
	if len(all) > 0 {
		since = all[0].At
	} else if !d.failed.Load() {
		d.days.Store(0)
		return
	} else if info, err := d.session.Info(ctx); err == nil && info != nil {
		since = info.Since.Time(time.UTC)
	}
	age := d.clock().Sub(since)
	if since.IsZero() || !mark.At.Time(time.UTC).After(since) || age < oldBackup {
		age = 0
	}
	d.days.Store(int64(age / (24 * time.Hour)))
}

// Days is how many days old the newest backup is where that is too old.
func (d *daily) Days() int { return int(d.days.Load()) }

// keepDaily keeps the daily backups of a session's screens until end is called,
// which says why the last could not be made.
func (p *program) keepDaily(ctx context.Context, s *session, words *lang.Catalogue) (d *daily, end func()) {
	kept, off, err := p.rotationOf(ctx, s)
	if off || err != nil { // a desk that cannot be read says so itself
		return nil, func() {}
	}
	d = &daily{session: s, kept: kept, clock: p.clock}
	d.look(ctx)
	ctx, stop := context.WithCancel(ctx)
	look, done := make(chan time.Time), make(chan struct{})
	go func() {
		defer close(done)
		d.run(ctx, look)
	}()
	go tick(ctx, look)
	return d, func() {
		stop()
		<-done
		if d.err != nil && !errors.Is(d.err, context.Canceled) {
			p.remark(words.Keeping.NoDaily(kept.Dir, words.Error(d.err)))
		}
	}
}

// tick says when to look: soon, and then from time to time.
func tick(ctx context.Context, look chan<- time.Time) {
	timer := time.NewTimer(firstDaily)
	defer timer.Stop()
	for {
		select {
		case at := <-timer.C:
			select {
			case look <- at:
			case <-ctx.Done():
				return
			}
			timer.Reset(dailyLook)
		case <-ctx.Done():
			return
		}
	}
}
