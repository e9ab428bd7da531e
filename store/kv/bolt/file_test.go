package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

func TestNewFileIsPrivate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "desk.db")
	open(t, path).Close()
	for name, want := range map[string]fs.FileMode{"a": 0o700, "a/b": 0o700, "a/b/desk.db": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("left beside the file: %v", names)
	}
}

func TestOneProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	e := open(t, path)
	if _, err := bolt.Open(context.Background(), path); !errors.Is(err, kv.ErrLocked) {
		t.Errorf("a second one: %v, want ErrLocked", err)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bolt.Open(done, path); !errors.Is(err, kv.ErrLocked) {
		t.Errorf("a second one that does not wait: %v, want ErrLocked", err)
	}
	e.Close()
	open(t, path).Close()
}

func TestManyStartAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "desk.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			e, err := bolt.Open(context.Background(), path)
			if errors.Is(err, kv.ErrLocked) {
				return
			}
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := e.Commit(context.Background(), kv.Batch{Put: []kv.Pair{sealed([]byte("a"), nil)}}); err != nil {
				t.Error(err)
			}
			e.Close()
		})
	}
	wg.Wait()
	e := open(t, path)
	defer e.Close()
	compare(t, e, map[string][]byte{"a": sealed([]byte("a"), nil).Value})
}

func TestReplacedFile(t *testing.T) {
	for name, replace := range map[string]func(path string) error{
		"removed": os.Remove,
		"renamed": func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error {
			return errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, []byte("another"), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "desk.db")
			e := open(t, path)
			defer e.Close()
			ctx := context.Background()
			pair := sealed([]byte("a"), []byte("1"))
			if _, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{pair}}); err != nil {
				t.Fatal(err)
			}
			if err := replace(path); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				_, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte("b"), nil)}})
				if !errors.Is(err, kv.ErrReplaced) || !errors.Is(err, kv.ErrReadOnly) {
					t.Errorf("%v, want ErrReadOnly for ErrReplaced", err)
				}
			}
			// What was acknowledged can still be read, checked and carried elsewhere; checking does
			// not make it writable.
			compare(t, e, map[string][]byte{"a": pair.Value})
			if report, err := e.Verify(ctx, nil); err != nil || report.Err() != nil {
				t.Error(err, report)
			}
			if _, err := e.Commit(ctx, kv.Batch{Del: [][]byte{[]byte("a")}}); !errors.Is(err, kv.ErrReplaced) {
				t.Errorf("after checking: %v", err)
			}
			saved := filepath.Join(t.TempDir(), "saved.db")
			if err := e.Compact(ctx, saved); err != nil {
				t.Fatal(err)
			}
			other := open(t, saved)
			defer other.Close()
			compare(t, other, map[string][]byte{"a": pair.Value})
		})
	}
}

func TestLinkedFile(t *testing.T) {
	dir := t.TempDir()
	open(t, filepath.Join(dir, "desk.db")).Close()
	link := filepath.Join(dir, "link.db")
	if err := os.Symlink("desk.db", link); err != nil {
		t.Skipf("no link can be made on this file system: %v", err)
	}
	e := open(t, link)
	if _, err := e.Commit(context.Background(), kv.Batch{Put: []kv.Pair{sealed([]byte("a"), nil)}}); err != nil {
		t.Error(err)
	}
	e.Close()
	os.Remove(filepath.Join(dir, "desk.db"))
	if _, err := bolt.Open(context.Background(), link); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link that leads nowhere: %v", err)
	}
}

func TestOtherFiles(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string][]byte{"empty": nil, "short": []byte("koe"), "text": bytes.Repeat([]byte("not a database\n"), 10_000)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := bolt.Open(context.Background(), path); !errors.Is(err, kv.ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", name, err)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := bolt.Open(context.Background(), dir); err == nil {
		t.Error("a folder was opened")
	}
	if _, err := bolt.Open(context.Background(), filepath.Join(dir, "text", "desk.db")); err == nil {
		t.Errorf("a file as a folder: %v", err)
	}
}

// TestLastMetaPage hurts the newer meta page: the state before it is shown, nothing is taken on top
// of it, and the report says what is missing.
func TestLastMetaPage(t *testing.T) {
	p := newPatient(t)
	newer, other := 0, 1
	if binary.NativeEndian.Uint64(p.file[64:]) < binary.NativeEndian.Uint64(p.file[pageSize+64:]) {
		newer, other = 1, 0
	}
	for _, page := range []int{newer, other} {
		hurt := bytes.Clone(p.file)
		hurt[page*pageSize+70] ^= 1
		path, remove := p.write(t, hurt)
		defer remove()
		e := open(t, path)
		defer e.Close()
		s, err := e.Snapshot(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		want := p.version
		if page == newer {
			want--
		}
		if s.Version() != want {
			t.Errorf("meta page %d: version %d, want %d", page, s.Version(), want)
		}
		s.Close()
		for range 2 { // checking finds it and so does not lift it
			_, err = e.Commit(context.Background(), kv.Batch{Put: []kv.Pair{sealed([]byte("a"), nil)}})
			if !errors.Is(err, kv.ErrReadOnly) || !strings.Contains(err.Error(), "may be missing") {
				t.Errorf("meta page %d: %v", page, err)
			}
			if report, err := e.Verify(context.Background(), nil); err != nil || len(report.Hurt) != 1 || !strings.HasPrefix(report.Hurt[0].Where, "meta page") {
				t.Errorf("meta page %d: %v, %v", page, err, report.Hurt)
			}
		}
	}
}

// TestNewerFormat writes the format's number up, as a later version will, seal and all.
func TestNewerFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	open(t, path).Close()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key := []byte("format")
	old, next := append(bytes.Clone(key), kv.Seal(key, []byte{1})...), append(bytes.Clone(key), kv.Seal(key, []byte{2})...)
	if err := os.WriteFile(path, bytes.ReplaceAll(file, old, next), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(context.Background(), path); !errors.Is(err, kv.ErrNewer) {
		t.Errorf("%v, want ErrNewer", err)
	}
	// A meta page of another bbolt format is not believed either, however well its checksum fits.
	for page := range 2 {
		m := file[page*pageSize+16:]
		binary.NativeEndian.PutUint32(m[4:], 3)
		sum := fnv.New64a()
		sum.Write(m[:56])
		binary.NativeEndian.PutUint64(m[56:], sum.Sum64())
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(context.Background(), path); !errors.Is(err, kv.ErrDamaged) || !strings.Contains(err.Error(), "its format is 3") {
		t.Errorf("%v", err)
	}
}
