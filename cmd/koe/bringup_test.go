package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/bolt"
)

// firstSchema is a file as koe wrote it while its schema was 1: 461 issues, 400
// of an import, with acts, undos and redos on them.
func firstSchema(t testing.TB, h *home, name string) string {
	t.Helper()
	return unpacked(t, h, "testdata/schema-1.db.gz", name)
}

// unpacked is a file of an older koe.
func unpacked(t testing.TB, h *home, from, name string) string {
	t.Helper()
	packed, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(unpack)
	if err != nil {
		t.Fatal(err)
	}
	return h.file(name, string(file))
}

const sound461 = "Nothing is hurt: 461 issues"

// A file of the first schema is read as it is by a check, is copied aside and
// brought up when it is opened, and works: its events are told, taken back and
// done again among those of today.
func TestAFileOfTheFirstSchemaOpens(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	db := firstSchema(t, h, "old.db")
	aside := db + ".schema-1"
	was, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	if out := h.koe("--db", db, "check"); !strings.Contains(out, sound461) {
		t.Error(out)
	}
	if now, err := os.ReadFile(db); err != nil || !bytes.Equal(was, now) {
		t.Errorf("a check changed the file: %v", err)
	}
	a := h.try("", "--db", db, "list", "owner:mori", "--limit", "1000")
	if a.code != 0 || a.err != "koe: This database has the form of an older koe: it is copied as it is to "+aside+", and then brought to the form of this one.\n" {
		t.Errorf("%+v", a)
	}
	if out := h.koe("--db", db, "list", "owner:mori", "--limit", "1000"); out != a.out || strings.Count(out, "\n") < 60 {
		t.Errorf("a second time:\n%s", out)
	}
	if out := h.koe("--db", db, "check"); !strings.Contains(out, sound461) {
		t.Error(out)
	}
	// Issue 401 was given to mori, tagged, untagged and tagged again, and resolved.
	story := h.koe("--db", db, "show", "401")
	for _, want := range []string{"aya logged", "gave it to mori", "undid", "Refunded on the spot."} {
		if !strings.Contains(story, want) {
			t.Errorf("%q is not in\n%s", want, story)
		}
	}
	// aya's last act was on the customer of 412: an event of the first form is
	// taken back by one in parts, and done again.
	customer := func() string {
		var issue struct{ Customer string }
		if err := json.Unmarshal([]byte(h.koe("--db", db, "show", "412", "--json")), &issue); err != nil {
			t.Fatal(err)
		}
		return issue.Customer
	}
	if got := customer(); got != "Suzuki Ichiro" {
		t.Errorf("the customer is %q", got)
	}
	h.koe("--db", db, "undo")
	if got := customer(); got == "Suzuki Ichiro" {
		t.Error("the undo did nothing")
	}
	h.koe("--db", db, "undo", "--redo")
	if got := customer(); got != "Suzuki Ichiro" {
		t.Errorf("done again, the customer is %q", got)
	}
	h.koe("--db", db, "log", "Charged twice again")
	if out := h.koe("--db", db, "check"); !strings.Contains(out, "Nothing is hurt: 462 issues") {
		t.Error(out)
	}
	// The copy is the file as it was, and is brought up like it.
	if out := h.koe("--db", aside, "check"); !strings.Contains(out, sound461) {
		t.Error(out)
	}
	if a := h.try("", "--db", aside, "list", "owner:mori", "--limit", "1000"); a.out != story461(t, h, db) || !strings.Contains(a.err, aside+".schema-1") {
		t.Errorf("the copy lists %d lines: %s", strings.Count(a.out, "\n"), a.err)
	}
}

// story461 is the list of mori's issues on the file that was brought up.
func story461(t testing.TB, h *home, db string) string {
	t.Helper()
	return h.koe("--db", db, "list", "owner:mori", "--limit", "1000")
}

// A file of the second schema, which had no keys, opens with one copy laid aside.
func TestAFileOfTheSecondSchemaOpens(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	db := unpacked(t, h, "testdata/schema-2.db.gz", "old.db")
	a := h.try("", "--db", db, "list")
	if a.code != 0 || strings.Count(a.out, "\n") != 2 || strings.Count(a.err, "it is copied as it is to "+db+".schema-2") != 1 || strings.Count(a.err, "\n") != 1 {
		t.Errorf("%+v", a)
	}
	for _, path := range []string{db, db + ".schema-2"} {
		if a := h.try("", "--db", path, "check"); a.code != 0 || !strings.Contains(a.out, "Nothing is hurt: 2 issues") {
			t.Errorf("%+v", a)
		}
	}
	h.koe("--db", db, "undo") // the new problem
	if out := h.koe("--db", db, "show", "1"); strings.Contains(out, "P-1") {
		t.Error(out)
	}
}

// A file that cannot be brought up, here since the name of its copy would be too
// long for a disk, is opened for looking, and says so.
func TestAFileThatIsNotBroughtUp(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	db := firstSchema(t, h, strings.Repeat("o", 244)+".db") // 247 bytes, and 255 are the most
	a := h.try("", "--db", db, "list", "--limit", "3")
	if a.code != 0 || !strings.Contains(a.out, "#461") || !strings.Contains(a.err, "The database was not brought to the form of this koe, and is whole.") || !strings.Contains(a.err, "look around, nothing can be changed") {
		t.Errorf("%+v", a)
	}
	if a := h.try("", "--db", db, "log", "Late"); a.code != 1 || !strings.Contains(a.err, "nothing can be changed until it was brought to the form of this one") {
		t.Errorf("%+v", a)
	}
	if err := os.Rename(db, h.path("old.db")); err != nil {
		t.Fatal(err)
	}
	db = h.path("old.db")
	if a := h.try("", "--db", db, "log", "Late"); a.code != 0 || a.out != "#462\n" {
		t.Errorf("%+v", a)
	}
}

// Killed at any point on the way up, a file is whole: it holds what it held and
// goes on from where it was.
func TestKilledWhileBringingUp(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	large := firstSchema(t, h, "large.db")
	morePeople(t, large, 12_000)
	file, err := os.ReadFile(large)
	if err != nil {
		t.Fatal(err)
	}
	one := func(round int, kill time.Duration) {
		db := h.file(fmt.Sprintf("d%d.db", round), string(file))
		defer func() {
			for _, name := range []string{db, db + ".schema-1", db + ".schema-1-2", db + ".search", db + ".schema-1.search"} {
				os.Remove(name)
			}
		}()
		cmd := h.command("--db", db, "list", "--limit", "1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(kill, func() { cmd.Process.Kill() })
		cmd.Wait() // killed, or done
		timer.Stop()
		if a := h.try("", "--db", db, "list", "--limit", "1000"); a.code != 0 || strings.Count(a.out, "\n") != 461 {
			t.Fatalf("killed after %v: %d issues\n%s", kill, strings.Count(a.out, "\n"), a.err)
		}
		if out := h.koe("--db", db, "check"); !strings.Contains(out, sound461) {
			t.Fatalf("killed after %v:\n%s", kill, out)
		}
		if a := h.try("", "--db", db+".schema-1", "check"); a.code != 0 || !strings.Contains(a.out, sound461) {
			t.Fatalf("killed after %v, the copy: %+v", kill, a)
		}
	}
	began := time.Now()
	one(0, time.Minute)
	whole := time.Since(began)
	r := rand.New(rand.NewPCG(7, 8))
	for round := range *killRounds {
		one(round+1, time.Duration(r.Float64()*float64(whole)))
	}
}

// morePeople puts so many customers without a name into a file, as its schema
// has them: enough for several batches.
func morePeople(t *testing.T, path string, count int) {
	t.Helper()
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	put := func(b *kv.Batch, key []byte, v any) {
		plain, err := cbor.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Put = append(b.Put, kv.Pair{Key: key, Value: kv.Seal(key, plain)})
	}
	snap, err := e.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var heads model.Heads
	at := []byte("mheads")
	sealed, _, err := snap.Get(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := kv.Unseal(at, sealed)
	if err == nil {
		err = cbor.Unmarshal(plain, &heads)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b kv.Batch
	for range count {
		heads.Customer++
		put(&b, binary.BigEndian.AppendUint64([]byte{'C'}, uint64(heads.Customer)), &model.Customer{ID: heads.Customer, Since: 20000, Extra: []model.Extra{{Name: "note", Value: strings.Repeat("note ", 20)}}})
	}
	put(&b, at, &heads)
	if _, err := e.Commit(ctx, b); err != nil {
		t.Fatal(err)
	}
}
