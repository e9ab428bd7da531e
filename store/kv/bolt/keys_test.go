package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

// keyAt says where key i of a branch or leaf page of the specimen lies in the file.
func (s specimen) keyAt(page, i int) (at, size int) {
	entry := page*pageSize + headerSize + 16*i
	place := s.file[entry:]
	if s.kind(page) == "leaf" {
		place = place[4:]
	}
	return entry + int(binary.NativeEndian.Uint32(place)), int(binary.NativeEndian.Uint32(place[4:]))
}

// TestFlippedKeys flips bits in the keys of leaves and branches. Neither a list in either
// direction, of everything or of a few keys around the place, nor a lookup may then answer
// otherwise than before without an error; and a change of such a key is not taken.
func TestFlippedKeys(t *testing.T) {
	p := newPatient(t)
	random := rand.New(rand.NewPCG(11, *seed))
	ordered := slices.Sorted(maps.Keys(p.content))
	found := map[string]int{}
	for page := range p.pages() {
		kind := p.kind(page)
		if kind != "leaf" && kind != "branch" {
			continue
		}
		n := int(binary.NativeEndian.Uint16(p.file[page*pageSize+10:]))
		for i := range n {
			if kind == "leaf" && i > 1 && i < n-2 && random.IntN(20) > *flips {
				continue // some of the many in the middle
			}
			at, size := p.keyAt(page, i)
			key := string(p.file[at : at+size])
			flip := at + random.IntN(size)
			if random.IntN(2) == 0 {
				flip = at + size - 1 // where most flips leave the order as it was
			}
			hurt := bytes.Clone(p.file)
			hurt[flip] ^= 1 << random.IntN(8)
			what := fmt.Sprintf("page %d (%s), key %q of %d became %q", page, kind, key, n, hurt[at:at+size])
			if p.cases++; testing.Short() && p.cases%5 != 1 {
				continue
			}
			around, _ := slices.BinarySearch(ordered, key)
			found[kind+": "+p.readAround(t, what, hurt, ordered, around, random)]++
			if p.cases%4 == 0 {
				p.examine(t, what, hurt)
				p.change(t, what, hurt, random)
			}
		}
	}
	t.Log(found)
	if found["leaf: told"] == 0 || found["branch: told"] == 0 {
		t.Error("no damage was found anywhere")
	}
}

// readAround reads a damaged file near the place, and all of it, and says whether anybody was told
// of the damage.
func (p *patient) readAround(t *testing.T, what string, file []byte, ordered []string, around int, random *rand.Rand) string {
	t.Helper()
	path, remove := p.write(t, file)
	defer remove()
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if errors.Is(err, kv.ErrDamaged) {
		return "told when opening"
	}
	if err != nil {
		t.Fatalf("%s: opening: %v", what, err)
	}
	defer e.Close()
	s, err := e.Snapshot(ctx)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer s.Close()
	told := "nothing was hurt"
	check := func(question string, err error) {
		switch {
		case errors.Is(err, kv.ErrDamaged):
			told = "told"
		case err != nil:
			t.Fatalf("%s: silent: %s: %v", what, question, err)
		}
	}
	near := ordered[max(around-4, 0):min(around+5, len(ordered))]
	for _, key := range near {
		check("looking up "+key, sameValue(ctx, s, key, p.content[key]))
	}
	bounds := [][]byte{nil}
	for _, key := range near {
		bounds = append(bounds, []byte(key), []byte(key+"\x00"))
	}
	for range 20 {
		r := kv.Range{From: bounds[random.IntN(len(bounds))], To: bounds[random.IntN(len(bounds))], Reverse: random.IntN(2) == 0}
		check(fmt.Sprintf("from %q to %q, reverse %v", r.From, r.To, r.Reverse), sameRange(ctx, s, r, ordered, p.content))
	}
	check("all", sameRange(ctx, s, kv.Range{}, ordered, p.content))
	check("all backwards", sameRange(ctx, s, kv.Range{Reverse: true}, ordered, p.content))
	if told != "nothing was hurt" && random.IntN(4) == 0 {
		key := near[random.IntN(len(near))]
		_, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte(key), []byte("changed"))}})
		if !errors.Is(err, kv.ErrReadOnly) {
			t.Fatalf("%s: changing %s after that: %v", what, key, err)
		}
	}
	return told
}

// sameValue looks a key up.
func sameValue(ctx context.Context, s kv.Snapshot, key string, want []byte) error {
	got, found, err := s.Get(ctx, []byte(key))
	if err == nil && found {
		_, err = kv.Unseal([]byte(key), got)
	}
	if err == nil && (!found || !bytes.Equal(got, want)) {
		err = errDifferent
	}
	return err
}

// sameRange lists a range.
func sameRange(ctx context.Context, s kv.Snapshot, r kv.Range, ordered []string, content map[string][]byte) error {
	var want []string
	for _, key := range ordered {
		if r.Contains([]byte(key)) {
			want = append(want, key)
		}
	}
	if r.Reverse {
		slices.Reverse(want)
	}
	for p, err := range kv.All(ctx, s, r) {
		if err == nil {
			_, err = kv.Unseal(p.Key, p.Value)
		}
		if err != nil {
			return err
		}
		if len(want) == 0 || want[0] != string(p.Key) || !bytes.Equal(content[want[0]], p.Value) {
			return fmt.Errorf("%w: key %q", errDifferent, p.Key)
		}
		want = want[1:]
	}
	if len(want) > 0 {
		return fmt.Errorf("%w: %d keys are missing, the first is %q", errDifferent, len(want), want[0])
	}
	return nil
}
