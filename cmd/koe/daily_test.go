package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koe/model"
	"koe/store/rotation"
	"koe/tui/lang"
)

// The day's backup is made once, where something has changed; seven are kept, and
// each is whole.
func TestTheBackupOfTheDay(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	on := func(day int) *home {
		return h.with("KOE_TEST_NOW=" + clock().AddDate(0, 0, day).Format(time.RFC3339Nano))
	}
	dir := h.database() + ".backups"
	for day := range 10 {
		on(day).koe("log", "Charged twice #billing")
		if out := on(day).koe("backup", "--daily"); !strings.HasPrefix(out, "Backed up to "+dir+"/koe-"+clock().AddDate(0, 0, day).Format(time.DateOnly)+".db") {
			t.Errorf("day %d: %s", day, out)
		}
		on(day).koe("log", "And again #billing")
		if out := on(day).koe("backup", "--daily"); !strings.HasPrefix(out, "The day's backup is there") {
			t.Errorf("day %d, again: %s", day, out)
		}
	}
	names, err := filepath.Glob(dir + "/*")
	if err != nil || len(names) != 7 {
		t.Errorf("kept %v, %v", names, err)
	}
	for _, name := range names {
		if out := h.koe("--db", name, "check"); !strings.Contains(out, "Nothing is hurt") {
			t.Errorf("%s: %s", name, out)
		}
	}
	if info, err := os.Stat(names[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	elsewhere := on(10).with("KOE_BACKUPS=" + h.path("elsewhere"))
	if out := elsewhere.koe("backup", "--daily"); !strings.Contains(out, h.path("elsewhere")+"/koe-") {
		t.Error(out)
	}
	// Another desk whose file has the same name keeps its own there, and takes none away.
	other := newHome(t)
	for day := range 9 {
		at := other.with("KOE_TEST_NOW="+clock().AddDate(0, 0, 10+day).Format(time.RFC3339Nano), "KOE_BACKUPS="+h.path("elsewhere"))
		at.koe("log", "Late")
		if out := at.koe("backup", "--daily"); !strings.HasPrefix(out, "Backed up to ") {
			t.Errorf("the other desk, day %d: %s", day, out)
		}
	}
	if names, err := filepath.Glob(h.path("elsewhere") + "/koe-*.db"); err != nil || len(names) != 8 {
		t.Errorf("of two desks there are %v, %v", names, err)
	}
	if a := on(11).with("KOE_BACKUPS=off").try("", "backup", "--daily"); a.code != 1 || !strings.Contains(a.err, "KOE_BACKUPS is off") {
		t.Errorf("%+v", a)
	}
}

// While the screens are open a backup is made when one is due, and how long
// changes have stood alone is known where it cannot be.
func TestScreensKeepDailyBackups(t *testing.T) {
	t.Parallel()
	var at atomic.Pointer[time.Time]
	on := func(days int) {
		day := clock().AddDate(0, 0, days)
		at.Store(&day)
	}
	on(0)
	path := filepath.Join(t.TempDir(), "desk.db")
	p := inside(path)
	p.clock = func() time.Time { return *at.Load() }
	ctx := context.Background()
	s, err := p.open(ctx, manner{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := &daily{session: s, kept: rotation.Rotation{Dir: path + ".backups", Base: "desk", Keep: keptDays}, clock: p.clock}
	ctx, stop := context.WithCancel(ctx)
	look, done := make(chan time.Time), make(chan struct{})
	go func() { defer close(done); d.run(ctx, look) }()
	look <- clock()
	look <- clock() // the first is over when the second is taken
	on(3)
	look <- clock() // nothing has changed
	look <- clock()
	stop()
	<-done
	if all, err := d.kept.List(); err != nil || len(all) != 1 || d.err != nil && !errors.Is(d.err, context.Canceled) || d.Days() != 0 {
		t.Fatalf("%v, %v, %v, %d days", all, err, d.err, d.Days())
	}
	if _, err := s.Do(context.Background(), s.request(model.Log{Draft: model.Draft{Text: "Late"}})); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(d.kept.Dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.kept.Dir, nil, 0o600); err != nil { // where the folder should be
		t.Fatal(err)
	}
	if _, err := d.make(context.Background()); err == nil {
		t.Error("a backup is made into a file")
	}
	if err := os.Remove(d.kept.Dir); err != nil {
		t.Fatal(err)
	}
	on(4)
	if d.look(context.Background()); d.Days() != 4 {
		t.Errorf("a desk of four days without a backup has stood alone for %d", d.Days())
	}
	if got := lang.For(lang.English).Common.BackupOld(d.Days()); got != "NO DAILY BACKUP FOR 4 DAYS" {
		t.Error(got)
	}
}

// A copy that is hurt once it is written is no backup: it is said and taken away.
func TestACopyThatIsHurtIsNoBackup(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice for the June invoice #billing")
	sound := read(t, h.database())
	to := h.path("copy.db")
	for name, copied := range map[string][]byte{
		"cut short": sound[:5*4096],
		"words":     bytes.ReplaceAll(sound, []byte("June invoice"), []byte("June invoicf")),
		"nothing":   nil,
	} {
		err := writeCopy(context.Background(), to, func(_ context.Context, w io.Writer) error {
			_, err := w.Write(copied)
			return err
		})
		if err == nil {
			t.Errorf("%s: it passes for a backup", name)
		}
		if _, err := os.Lstat(to); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: it is left behind", name)
			os.Remove(to)
		}
	}
	if err := writeCopy(context.Background(), to, func(_ context.Context, w io.Writer) error { _, err := w.Write(sound); return err }); err != nil {
		t.Error(err)
	}
}
