package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

// repairs is how many badly hurt files are repaired.
var repairs = flag.Int("repairs", 20, "how many hurt files TestRepairSavesAllThatIsSound tries")

// pairsOf are the pairs of a sound file's newest state.
func pairsOf(t *testing.T, path string) map[string][]byte {
	t.Helper()
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	snap, err := e.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	all := map[string][]byte{}
	for p, err := range kv.All(ctx, snap, kv.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		all[string(p.Key)] = bytes.Clone(p.Value)
	}
	return all
}

// A place is where an entry of a page, and the key and value it speaks of, stand
// in a file.
type place struct{ entry, data, size int }

// placesOf finds every place at which a pair stands whole.
func placesOf(file []byte, key string, value []byte) (places []place) {
	pair := append([]byte(key), value...)
	for from := 0; ; {
		i := bytes.Index(file[from:], pair)
		if i < 0 {
			return places
		}
		data := from + i
		for entry := data - 16; entry >= max(0, data-4*hurtPage); entry-- { // within a small table they stand anywhere
			if binary.NativeEndian.Uint32(file[entry+4:]) != uint32(data-entry) {
				continue
			}
			flags, k, v := binary.NativeEndian.Uint32(file[entry:]), binary.NativeEndian.Uint32(file[entry+8:]), binary.NativeEndian.Uint32(file[entry+12:])
			if flags == 0 && int(k) == len(key) && int(v) == len(value) {
				places = append(places, place{entry, data, len(pair)})
			}
		}
		from = data + 1
	}
}

// soundIn reports whether a pair still stands whole at one of its places.
func soundIn(hurt, whole []byte, places []place) bool {
	for _, p := range places {
		if bytes.Equal(hurt[p.entry:p.entry+16], whole[p.entry:p.entry+16]) && bytes.Equal(hurt[p.data:p.data+p.size], whole[p.data:p.data+p.size]) {
			return true
		}
	}
	return false
}

// A file that is badly hurt, and as a rule does not open, is repaired: every
// record, event and receipt that still stands whole in it is in the new file,
// which is sound by its own check; the old file is not touched.
func TestRepairSavesAllThatIsSound(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	d := newHurtDesk(t, h)
	whole := pairsOf(t, h.database())
	places := map[string][]place{}
	for key, value := range whole {
		if strings.IndexByte("iCqkrvefx", key[0]) >= 0 {
			if places[key] = placesOf(d.db, key, value); len(places[key]) == 0 {
				t.Fatalf("key %x stands nowhere in the file", key)
			}
		}
	}
	saved, lost, unopened := 0, 0, 0
	for n := range *repairs {
		r := rand.New(rand.NewPCG(uint64(n), 13))
		hurt := badlyHurt(r, d.db, d.staleDB, n)
		path, to := h.file("hurt.db", string(hurt)), h.path("new.db")
		if a := h.try("", "--db", path, "list"); a.code != 0 {
			unopened++
		}
		hurt = read(t, path) // opening may have written what it found
		a := h.try("", "--db", path, "repair", to)
		if a.code != 0 {
			t.Fatalf("file %d: %+v", n, a)
		}
		if !bytes.Equal(read(t, path), hurt) {
			t.Errorf("file %d was changed", n)
		}
		if c := h.try("", "--db", to, "check"); c.code != 0 || !strings.Contains(c.out, "Nothing is hurt") {
			t.Errorf("file %d: %+v", n, c)
		}
		have := pairsOf(t, to)
		missing := 0
		for key, value := range whole {
			switch {
			case len(places[key]) == 0:
			case !soundIn(hurt, d.db, places[key]):
				missing++
			case !bytes.Equal(have[key], value):
				t.Errorf("file %d: key %x (%q) is sound in the hurt file and not in the new one:\nhave %q\nwant %q\n%s", n, key, key[:1], have[key], value, a.out)
			default:
				saved++
			}
		}
		lost += missing
		if said := strings.Contains(a.out, "Nothing is known to be missing."); said && missing > 0 && !strings.Contains(a.out, "These places of the file are hurt:") {
			t.Errorf("file %d: %d are missing without a word\n%s", n, missing, a.out)
		}
		if a := h.try("", "--db", to, "log", "Still here"); a.code != 0 {
			t.Errorf("file %d: %+v", n, a)
		}
		if a := h.try("", "--db", to, "export", "--format", "jsonl"); a.code != 0 || a.err != "" {
			t.Errorf("file %d: %+v", n, a)
		}
		for _, name := range []string{path, path + ".search", to, to + ".search"} {
			os.RemoveAll(name)
		}
	}
	t.Logf("%d pairs saved, %d hurt beyond saving, %d of %d files did not open", saved, lost, unopened, *repairs)
}

// badlyHurt hurts a file in many places; every third has no meta page left.
func badlyHurt(r *rand.Rand, file, stale []byte, n int) []byte {
	b := bytes.Clone(file)
	used := len(bytes.TrimRight(b, "\x00")) / hurtPage
	for range 3 + r.IntN(12) {
		page := 2 + r.IntN(used-1)
		at := page * hurtPage
		switch r.IntN(5) {
		case 4:
			copy(b[at:at+hurtPage], stale[at:at+hurtPage])
		case 0:
			clear(b[at : at+hurtPage])
		case 1:
			sector := at + 512*r.IntN(8)
			clear(b[sector : sector+512])
		case 2:
			for range 20 {
				b[at+r.IntN(hurtPage)] ^= byte(1 + r.IntN(255))
			}
		case 3:
			b[at+r.IntN(16)] ^= byte(1 + r.IntN(255))
		}
	}
	switch n % 3 {
	case 0:
		clear(b[:2*hurtPage])
	case 1:
		b[20] ^= 0xff
	}
	return b
}

// What a repair says is true of what it did: what was lost stands in its list.
func TestRepairNamesWhatIsLost(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for n := range 40 {
		h.koe("log", fmt.Sprintf("Charged twice, case number %d of this June #billing @Tanaka", n))
	}
	spoil(t, h.database(), "case number 17 of this June")
	if a := h.try("", "check"); a.code != 1 || !strings.Contains(a.err, "koe repair NEW") {
		t.Errorf("%+v", a)
	}
	// What was found hurt stays so for the next koe, and nothing is written.
	for _, args := range [][]string{{"log", "One more"}, {"compact"}, {"index"}, {"backup", h.path("b.db")}, {"backup", "--daily"}} {
		if a := h.try("", args...); a.code != 1 || a.out != "" {
			t.Errorf("%v: %+v", args, a)
		}
	}
	if a := h.try("", "list", "nobody said this"); !strings.Contains(a.err, "The database is damaged at key ") {
		t.Errorf("%+v", a)
	}
	to := h.path("new.db")
	out := h.koe("repair", to)
	for _, want := range []string{"Saved into " + to + ": 39 issues, 1 customer,", "These records were not found, or their content was not:\n  issue 18\n", "was not changed. koe restore " + to} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if a := h.try("", "repair", to); a.code != 1 || !strings.Contains(a.err, "is already there") {
		t.Errorf("%+v", a)
	}
	if out := h.koe("restore", to); !strings.Contains(out, "had not found 0 events and 1 record") {
		t.Error(out)
	}
	if out := h.koe("list", "--limit", "50"); strings.Count(out, "\n") != 39 || strings.Contains(out, "#18 ") {
		t.Errorf("%d issues", strings.Count(out, "\n"))
	}
	out = h.koe("check")
	if !strings.Contains(out, "Nothing is hurt: 39 issues") || !strings.Contains(out, "had not found 0 events and 1 record; these are no new damage.") {
		t.Error(out)
	}
	if out := h.koe("log", "One more"); out != "#41\n" {
		t.Errorf("the number of a lost issue, or another: %s", out)
	}
	h.koe("undo")
	if out := h.koe("check"); !strings.Contains(out, "Nothing is hurt: 40 issues") {
		t.Error(out)
	}
}

// A check reads the search index too, and says what is to be done where that
// alone is hurt.
func TestCheckReadsTheIndex(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for n := range 5 {
		h.koe("log", fmt.Sprintf("Charged twice %d 二重請求 #billing", n))
	}
	h.koe("index")
	for _, args := range [][]string{{"check"}, {"check", "--deep"}} {
		if out := h.koe(args...); !strings.Contains(out, "Nothing is hurt: 5 issues") || !strings.HasSuffix(out, "The search index is not hurt: it lists 5 of 5 issues.\n") {
			t.Errorf("%v: %s", args, out)
		}
	}
	spoil(t, h.database()+".search", "二重請求")
	a := h.try("", "check")
	if a.code != 1 || !strings.Contains(a.out, "The search index "+h.database()+".search is hurt: the search index is damaged.") || !strings.Contains(a.err, "the database is not") {
		t.Errorf("%+v", a)
	}
	if out := h.koe("list", "二重請求"); strings.Count(out, "\n") != 5 {
		t.Errorf("of 5 issues it finds\n%s", out)
	}
	h.koe("index")
	if out := h.koe("check", "--deep"); !strings.Contains(out, "it lists 5 of 5 issues.") {
		t.Error(out)
	}
}
