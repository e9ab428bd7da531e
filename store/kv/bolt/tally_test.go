package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

// stale yields the specimen with each leaf in turn as it would be if the disk had lost its last
// writing: an older leaf stands there that begins with the same key.
func (p *patient) stale(visit func(what string, table byte, file []byte)) {
	for page := range p.pages() {
		for older := range p.pages() {
			if page == older || p.kind(page) != "leaf" || p.kind(older) != "leaf" {
				continue
			}
			now, before := p.file[page*pageSize:][:pageSize], p.file[older*pageSize:][:pageSize]
			if binary.NativeEndian.Uint16(now[10:]) == 0 || binary.NativeEndian.Uint16(before[10:]) == 0 {
				continue
			}
			at, size := p.keyAt(page, 0)
			from, length := p.keyAt(older, 0)
			key := p.file[at : at+size]
			if !bytes.Equal(key, p.file[from:from+length]) || bytes.Equal(now[10:], before[10:]) || size == 1 || string(key) == "koe" {
				continue
			}
			file := bytes.Clone(p.file)
			copy(file[page*pageSize:], before)
			binary.NativeEndian.PutUint64(file[page*pageSize:], uint64(page))
			visit(fmt.Sprintf("page %d holds what page %d held", page, older), key[0], file)
		}
	}
}

// TestStaleLeaves puts older leaves in the place of newer ones. They are well formed, in order and
// within their bounds, and every value on them matches its seal: only what the table should hold
// tells. A check names the table, and no copy is made.
func TestStaleLeaves(t *testing.T) {
	p := newPatient(t)
	ctx := context.Background()
	missed := 0
	p.stale(func(what string, table byte, file []byte) {
		path, remove := p.write(t, file)
		defer remove()
		if checked, err := bolt.Check(ctx, path, nil); err != nil {
			t.Errorf("%s: %v", what, err)
		} else if checked.Err() == nil {
			e := open(t, path) // an older leaf that was free itself may stand where another free one did
			if err := differs(e, p.content); err != nil {
				t.Errorf("%s: silent: %v", what, err)
			}
			e.Close()
			return
		}
		e, err := bolt.Open(ctx, path)
		if err != nil {
			return
		}
		defer e.Close()
		if differs(e, p.content) != nil {
			missed++
		}
		var hurt *kv.Damage
		if _, err := e.Backup(ctx, io.Discard); !errors.As(err, &hurt) {
			t.Errorf("%s: a backup: %v", what, err)
		}
		if err := e.Compact(ctx, filepath.Join(scratch(t), "small.db")); !errors.As(err, &hurt) {
			t.Errorf("%s: a compaction: %v", what, err)
		}
		report, err := e.Verify(ctx, nil)
		if err != nil || report.Err() == nil {
			t.Fatalf("%s: verifying: %v, %v", what, err, report.Hurt)
		}
		for _, h := range report.Hurt {
			if h.Where == fmt.Sprintf("table %x", table) && (len(h.From) != 1 || h.From[0] != table) {
				t.Errorf("%s: %v names the keys from %x", what, h.Error(), h.From)
			}
		}
	})
	if missed == 0 {
		t.Error("no leaf was stale")
	}
	t.Logf("%d stale leaves", missed)
}

// inBolt changes a file's own bucket by bbolt itself, as another program would.
func inBolt(t *testing.T, path string, change func(own *bbolt.Bucket) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *bbolt.Tx) error { return change(tx.Bucket([]byte("koe"))) }); err != nil {
		t.Fatal(err)
	}
}

// TestTalliesComeLater opens a file of a program that kept no tallies, and one that such a program
// has written to since: neither is hurt. The first clean check counts, and from the next change on
// what is stale is found.
func TestTalliesComeLater(t *testing.T) {
	ctx := context.Background()
	for name, age := range map[string]func(own *bbolt.Bucket) error{
		"never counted": func(own *bbolt.Bucket) error { return own.Delete([]byte("tallies")) },
		"written to since": func(own *bbolt.Bucket) error {
			key := []byte("version")
			version, err := kv.Unseal(key, own.Get(key))
			if err != nil {
				return err
			}
			next := binary.BigEndian.AppendUint64(nil, binary.BigEndian.Uint64(version)+1)
			return own.Put(key, kv.Seal(key, next))
		},
	} {
		p := newPatient(t)
		path, remove := p.write(t, p.file)
		defer remove()
		inBolt(t, path, age)
		written := func() bool {
			known := false
			inBolt(t, path, func(own *bbolt.Bucket) error {
				version, err := kv.Unseal([]byte("version"), own.Get([]byte("version")))
				tallies := own.Get([]byte("tallies"))
				known = err == nil && tallies != nil && bytes.Equal(version, tallies[:8])
				return err
			})
			return known
		}
		commit := func(e *bolt.Engine, key string) {
			t.Helper()
			if _, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte(key), nil)}}); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}

		e := open(t, path)
		compare(t, e, p.content)
		commit(e, "x1")
		e.Close()
		if written() {
			t.Errorf("%s: a change alone made tallies of a table it has not read", name)
		}
		e = open(t, path)
		if report, err := e.Verify(ctx, nil); err != nil || report.Err() != nil {
			t.Fatalf("%s: %v, %v", name, err, report.Hurt)
		}
		commit(e, "x2")
		e.Close()
		if !written() {
			t.Errorf("%s: a clean check has left no tallies", name)
		}
		e = open(t, path)
		if report, err := e.Verify(ctx, nil); err != nil || report.Err() != nil {
			t.Errorf("%s: afterwards: %v, %v", name, err, report.Hurt)
		}
		e.Close()
	}
}

// TestHurtTallies finds tallies that do not fit what they count, and tables that are gone with all
// they held.
func TestHurtTallies(t *testing.T) {
	ctx := context.Background()
	key := []byte("tallies")
	for name, c := range map[string]struct {
		spoil func(own *bbolt.Bucket, plain []byte) error
		opens bool
		want  string
	}{
		"a pair too many": {func(own *bbolt.Bucket, plain []byte) error {
			plain[16]++
			return own.Put(key, kv.Seal(key, plain))
		}, true, "table 69: it holds 840 pairs where 841 were written"},
		"another sum": {func(own *bbolt.Bucket, plain []byte) error {
			plain[24]++
			return own.Put(key, kv.Seal(key, plain))
		}, true, "table 69: its pairs are not those that were written last"},
		"cut short": {func(own *bbolt.Bucket, plain []byte) error {
			return own.Put(key, kv.Seal(key, plain[:len(plain)-1]))
		}, false, "the engine's tallies: its length is wrong"},
		"without their seal": {func(own *bbolt.Bucket, plain []byte) error {
			return own.Put(key, plain)
		}, false, "its value does not match its checksum"},
		"a table that is gone": {func(own *bbolt.Bucket, plain []byte) error {
			return own.Tx().DeleteBucket([]byte("l"))
		}, false, "table 6c: it is missing, with 12 pairs"},
	} {
		p := newPatient(t)
		path, remove := p.write(t, p.file)
		defer remove()
		inBolt(t, path, func(own *bbolt.Bucket) error {
			plain, err := kv.Unseal(key, bytes.Clone(own.Get(key)))
			if err != nil {
				return err
			}
			return c.spoil(own, plain)
		})
		if checked, err := bolt.Check(ctx, path, nil); err != nil || checked.Err() == nil || !strings.Contains(checked.Err().Error(), c.want) {
			t.Errorf("%s: checking the file: %v, %v, want %q", name, err, checked.Hurt, c.want)
		}
		e, err := bolt.Open(ctx, path)
		if c.opens != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: opening: %v", name, err)
		}
		if err == nil {
			e.Close()
		}
	}
}
