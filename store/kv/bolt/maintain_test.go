package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

func TestBackup(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "desk.db")
	e := open(t, path)
	defer e.Close()
	secret, kept := []byte("the words that were forgotten"), map[string][]byte{}
	var b kv.Batch
	for i := range uint64(3 * slots) {
		p := slot(i, i)
		p.Key = append(p.Key, byte(i))
		p = sealed(p.Key, p.Value)
		b.Put, kept[string(p.Key)] = append(b.Put, p), p.Value
	}
	b.Put = append(b.Put, sealed([]byte("secret"), secret))
	commit := func(b kv.Batch) kv.Version {
		v, err := e.Commit(ctx, b)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	commit(b)
	v := commit(kv.Batch{Del: [][]byte{[]byte("secret")}})

	var backup bytes.Buffer
	if got, err := e.Backup(ctx, &backup); err != nil || got != v {
		t.Fatalf("version %d, %v, want %d", got, err, v)
	}
	if file, _ := os.ReadFile(path); !bytes.Contains(file, secret) || bytes.Contains(backup.Bytes(), secret) {
		t.Error("what was deleted is still in the backup (or never was in the file)")
	}
	restored := filepath.Join(t.TempDir(), "restored.db")
	if err := os.WriteFile(restored, backup.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	compacted := filepath.Join(t.TempDir(), "compacted.db")
	if err := e.Compact(ctx, compacted); err != nil {
		t.Fatal(err)
	}
	if file, _ := os.ReadFile(compacted); bytes.Contains(file, secret) {
		t.Error("what was deleted is still in the compacted file")
	}
	for _, path := range []string{restored, compacted} {
		copied := open(t, path)
		report, err := copied.Verify(ctx, nil)
		if err != nil || report.Err() != nil || report.Version != v || report.Keys != int64(len(kept)) {
			t.Errorf("%s: %+v, %v", filepath.Base(path), report, err)
		}
		compare(t, copied, kept)
		if next, err := copied.Commit(ctx, kv.Batch{After: v, Del: [][]byte{[]byte("none")}}); err != nil || next != v+1 {
			t.Errorf("%s: version %d, %v", filepath.Base(path), next, err)
		}
		copied.Close()
	}
	if err := e.Compact(ctx, compacted); !errors.Is(err, kv.ErrExists) {
		t.Errorf("compacting onto a file: %v, want ErrExists", err)
	}
}

// stubborn is a writer that fails after some bytes.
type stubborn struct{ left int }

var errStubborn = errors.New("no more")

func (s *stubborn) Write(b []byte) (int, error) {
	if s.left -= len(b); s.left < 0 {
		return 0, errStubborn
	}
	return len(b), nil
}

func TestMaintenanceStops(t *testing.T) {
	p := newPatient(t)
	path, remove := p.write(t, p.file)
	defer remove()
	e := open(t, path)
	defer e.Close()
	for _, room := range []int{0, 100, 2 * pageSize, 70 * pageSize} {
		if _, err := e.Backup(context.Background(), &stubborn{room}); !errors.Is(err, errStubborn) {
			t.Errorf("a backup that stops after %d bytes: %v", room, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err := e.Verify(ctx, func(p kv.Progress) {
		if calls++; p.Done > p.Total || p.Total <= 0 {
			t.Errorf("progress %+v", p)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) || calls == 0 {
		t.Errorf("a check that is stopped: %v after %d calls", err, calls)
	}
	target := filepath.Join(t.TempDir(), "compacted.db")
	if err := e.Compact(ctx, target); !errors.Is(err, context.Canceled) {
		t.Errorf("a compaction that is stopped: %v", err)
	}
	if names, _ := os.ReadDir(filepath.Dir(target)); len(names) != 0 {
		t.Errorf("it left %v", names)
	}
	if stats, err := e.Stats(context.Background()); err != nil || stats.Snapshots != 0 || stats.Fault != nil {
		t.Errorf("afterwards: %+v, %v", stats, err)
	}
}

// TestFaultIsLifted hurts the file under an open engine, as a disk does: reading finds it, nothing
// is taken until the page is whole again and a check says so.
func TestFaultIsLifted(t *testing.T) {
	ctx := context.Background()
	p := newPatient(t)
	path, remove := p.write(t, p.file)
	defer remove()
	e := open(t, path)
	defer e.Close()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	key := []byte("i00001")
	at := int64(bytes.LastIndex(p.file, append(bytes.Clone(key), p.content[string(key)]...)))
	page := at / pageSize * pageSize
	if _, err := file.WriteAt(make([]byte, pageSize), page); err != nil {
		t.Fatal(err)
	}
	if err := differs(e, p.content); !errors.Is(err, kv.ErrDamaged) {
		t.Fatalf("reading: %v", err)
	}
	refused := func() error {
		_, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte("z"), nil)}})
		return err
	}
	if err := refused(); !errors.Is(err, kv.ErrReadOnly) || !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("committing: %v", err)
	}
	report, err := e.Verify(ctx, nil)
	if err != nil || len(report.Hurt) != 1 {
		t.Fatalf("%v, %v", report.Hurt, err)
	}
	if h := report.Hurt[0]; bytes.Compare(h.From, key) > 0 || bytes.Compare(h.To, key) <= 0 {
		t.Errorf("it names the keys from %q to %q, and %q is among the lost", h.From, h.To, key)
	}
	if err := e.Compact(ctx, path+".compact"); !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("compacting: %v", err)
	}
	if err := refused(); !errors.Is(err, kv.ErrReadOnly) {
		t.Errorf("after a check that found it: %v", err)
	}
	if _, err := file.WriteAt(p.file[page:page+pageSize], page); err != nil {
		t.Fatal(err)
	}
	if report, err := e.Verify(ctx, nil); err != nil || report.Err() != nil {
		t.Fatalf("%v, %v", report.Hurt, err)
	}
	if err := refused(); err != nil {
		t.Errorf("after a clean check: %v", err)
	}
}

func TestStats(t *testing.T) {
	ctx := context.Background()
	e := open(t, filepath.Join(t.TempDir(), "desk.db"))
	defer e.Close()
	var held []kv.Snapshot
	before, err := e.Stats(ctx)
	if err != nil || before.Version != 1 || before.Snapshots != 0 || before.FileBytes == 0 {
		t.Errorf("%+v, %v", before, err)
	}
	for n := uint64(1); n < 30; n++ {
		s, err := e.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, s)
		if _, err := e.Commit(ctx, round(n)); err != nil {
			t.Fatal(err)
		}
	}
	stats, err := e.Stats(ctx)
	if err != nil || stats.Version != 30 || stats.Snapshots != len(held) || stats.Oldest <= 0 || stats.FreeBytes <= before.FreeBytes {
		t.Errorf("with %d snapshots held: %+v, %v", len(held), stats, err)
	}
	for _, s := range held {
		s.Close()
	}
	if stats, err := e.Stats(ctx); err != nil || stats.Snapshots != 0 || stats.Oldest != 0 {
		t.Errorf("with none held: %+v, %v", stats, err)
	}
}

// TestCloseDuringVerify is no damage.
func TestCloseDuringVerify(t *testing.T) {
	p := newPatient(t)
	path, remove := p.write(t, p.file)
	defer remove()
	e := open(t, path)
	report, err := e.Verify(context.Background(), func(kv.Progress) { e.Close() })
	if !errors.Is(err, kv.ErrClosed) || report.Err() != nil {
		t.Errorf("%v, %v, want ErrClosed", err, report.Hurt)
	}
}

// TestCutUnderneath cuts the file under an open engine, where bbolt's mapping then has holes:
// whatever is asked answers, and closing does not hang.
func TestCutUnderneath(t *testing.T) {
	ctx := context.Background()
	p := newPatient(t)
	for _, size := range []int64{0, pageSize, 3 * pageSize, int64(p.pages()) / 2 * pageSize} {
		path, remove := p.write(t, p.file)
		defer remove()
		e := open(t, path)
		held, err := e.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		answers := map[string]error{"reading": differs(e, p.content), "scanning": held.Scan(ctx, kv.Prefix([]byte("l")), new(kv.Page))}
		_, answers["committing"] = e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte("i99999"), nil)}})
		report, err := e.Verify(ctx, nil)
		answers["verifying"] = errors.Join(err, report.Err())
		_, answers["backing up"] = e.Backup(ctx, new(bytes.Buffer))
		for what, err := range answers {
			if !errors.Is(err, kv.ErrDamaged) {
				t.Errorf("cut to %d bytes, %s: %v", size, what, err)
			}
		}
		if err := errors.Join(held.Close(), e.Close()); err != nil && !errors.Is(err, kv.ErrDamaged) {
			t.Errorf("cut to %d bytes, closing: %v", size, err)
		}
		if checked, err := bolt.Check(ctx, path, nil); err != nil || checked.Err() == nil {
			t.Errorf("cut to %d bytes, checking the file: %v, %v", size, err, checked.Hurt)
		}
	}
}

// What somebody is writing would pass for damage: a file that is open elsewhere is
// neither checked nor salvaged from outside.
func TestNoCheckBesideAnEngine(t *testing.T) {
	path := filepath.Join(scratch(t), "desk.db")
	e := open(t, path)
	if _, err := bolt.Check(context.Background(), path, nil); !errors.Is(err, kv.ErrLocked) {
		t.Errorf("check: %v", err)
	}
	if _, err := bolt.Salvage(context.Background(), path, func(kv.Pair, kv.Origin) error { return nil }); !errors.Is(err, kv.ErrLocked) {
		t.Errorf("salvage: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if report, err := bolt.Check(context.Background(), path, nil); err != nil || report.Err() != nil {
		t.Errorf("closed: %+v, %v", report, err)
	}
}
