package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

var (
	flips = flag.Int("flips", 3, "how many pairs of bytes of each page TestFlippedBytes changes besides its header")
	seed  = flag.Uint64("seed", 0, "what the random damages are drawn from")
)

const (
	pageSize   = 4096
	headerSize = 16
)

// specimen is a file with every kind of page: branches, leaves, values over several pages, small
// tables inside their entry, free pages.
type specimen struct {
	file    []byte
	content map[string][]byte
	version kv.Version
}

// kind says what a page of the specimen is.
func (s specimen) kind(page int) string {
	switch at := page * pageSize; binary.NativeEndian.Uint16(s.file[at+8:]) {
	case 1:
		return "branch"
	case 2:
		return "leaf"
	case 4:
		return "meta"
	case 16:
		return "free list"
	default:
		return "other"
	}
}

func (s specimen) pages() int { return len(s.file) / pageSize }

func makeSpecimen(t testing.TB) specimen {
	t.Helper()
	path := filepath.Join(scratch(t), "desk.db")
	e := open(t, path)
	s := specimen{content: map[string][]byte{}}
	put := func(b *kv.Batch, key string, size int) {
		p := sealed([]byte(key), bytes.Repeat([]byte(key), size/len(key)+1)[:size])
		b.Put = append(b.Put, p)
		s.content[key] = p.Value
	}
	for round := range 4 {
		var b kv.Batch
		for i := range 260 {
			put(&b, fmt.Sprintf("i%05d", round*260+i), 90)
			put(&b, fmt.Sprintf("x%05d", i*7919%1040*10+round), 0)
		}
		for i := range 3 {
			put(&b, fmt.Sprintf("l%d%d", round, i), 3000*i*round)
		}
		put(&b, "small", 30)
		put(&b, "tiny", 0)
		for i := range 200 {
			if key := fmt.Sprintf("i%05d", (round-1)*260+i); round == 2 {
				b.Del = append(b.Del, []byte(key))
				delete(s.content, key)
			}
		}
		var err error
		if s.version, err = e.Commit(context.Background(), b); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, e, s.content)
	var backup bytes.Buffer
	if _, err := e.Backup(context.Background(), &backup); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.file, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	s.file = s.file[:backup.Len()] // what lies beyond was never used
	return s
}

// patient examines damaged copies of the specimen.
type patient struct {
	specimen
	dir   string
	cases int            // examined so far; with -short most are passed over
	names map[string]int // how each damage was found
}

func newPatient(t testing.TB) *patient {
	return &patient{specimen: makeSpecimen(t), dir: scratch(t), names: map[string]int{}}
}

// write puts a damaged copy into a new file: some file systems sync one that is truncated and
// written again.
func (p *patient) write(t *testing.T, file []byte) (path string, remove func()) {
	t.Helper()
	f, err := os.CreateTemp(p.dir, "*.db")
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(file)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return f.Name(), func() { os.Remove(f.Name()) }
}

// examine opens a damaged file and uses it in every way. Whatever is not as it was must be named by
// somebody: the engine when it opens, a question, a change, or Verify. That nothing panics or hangs
// shows by the test going on.
func (p *patient) examine(t *testing.T, what string, file []byte) {
	t.Helper()
	if p.cases++; testing.Short() && p.cases%5 != 1 {
		return
	}
	path, remove := p.write(t, file)
	defer remove()
	ctx := context.Background()
	checked, err := bolt.Check(ctx, path, nil)
	if err != nil {
		t.Fatalf("%s: checking the file: %v", what, err)
	}
	e, err := bolt.Open(ctx, path)
	if err != nil {
		if !errors.Is(err, kv.ErrDamaged) {
			t.Fatalf("%s: opening: %v", what, err)
		}
		if checked.Err() == nil {
			t.Fatalf("%s: opening finds %v and checking the file nothing", what, err)
		}
		p.names["opening"]++
		return
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Fatalf("%s: closing: %v", what, err)
		}
	}()
	stats, err := e.Stats(ctx)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	report, err := e.Verify(ctx, nil)
	if err != nil {
		t.Fatalf("%s: verifying: %v", what, err)
	}
	if (report.Err() == nil) != (checked.Err() == nil) {
		t.Fatalf("%s: the engine finds %v, checking the file %v", what, report.Hurt, checked.Hurt)
	}
	reading := differs(e, p.content)
	switch {
	case errors.Is(reading, errDifferent) && report.Err() == nil && stats.Fault == nil:
		t.Fatalf("%s: silent: %v", what, reading)
	case reading != nil && !errors.Is(reading, errDifferent) && !errors.Is(reading, kv.ErrDamaged):
		t.Fatalf("%s: reading: %v", what, reading)
	case reading != nil && report.Err() == nil:
		t.Fatalf("%s: reading says %v and verifying nothing", what, reading)
	case reading != nil && !errors.Is(reading, errDifferent):
		p.names["reading and verifying"]++
	case report.Err() != nil:
		p.names["verifying alone"]++
	default:
		p.names["nothing was hurt"]++
	}
	_, err = e.Commit(ctx, kv.Batch{Put: []kv.Pair{sealed([]byte("new"), nil)}})
	if hurt := stats.Fault != nil || report.Err() != nil; hurt != errors.Is(err, kv.ErrReadOnly) || !hurt && err != nil {
		t.Fatalf("%s: committing: %v, after %v", what, err, report.Err())
	}
}

// change writes to a damaged file at once, before anything has looked at it.
func (p *patient) change(t *testing.T, what string, file []byte, random *rand.Rand) {
	t.Helper()
	if p.cases++; testing.Short() && p.cases%5 != 1 {
		return
	}
	path, remove := p.write(t, file)
	defer remove()
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if err != nil {
		return // examine has looked at that
	}
	defer e.Close()
	want := map[string][]byte{}
	for key, value := range p.content {
		want[key] = value
	}
	var b kv.Batch
	used := map[string]bool{}
	for range 3 + random.IntN(200) {
		key := fmt.Sprintf("%c%05d", "ixls"[random.IntN(4)], random.IntN(1100))
		if used[key] {
			continue
		}
		used[key] = true
		if _, there := want[key]; there {
			b.Del = append(b.Del, []byte(key))
			delete(want, key)
		} else {
			pair := sealed([]byte(key), []byte(what))
			b.Put = append(b.Put, pair)
			want[key] = pair.Value
		}
	}
	if _, err = e.Commit(ctx, b); err != nil {
		if !errors.Is(err, kv.ErrReadOnly) || !errors.Is(err, kv.ErrDamaged) {
			t.Fatalf("%s: committing: %v", what, err)
		}
		p.names["changing"]++
		want = p.content
	}
	reading := differs(e, want)
	report, err := e.Verify(ctx, nil)
	if err != nil {
		t.Fatalf("%s: verifying: %v", what, err)
	}
	if reading != nil && report.Err() == nil {
		t.Fatalf("%s: after a change reading says %v and verifying nothing", what, reading)
	}
}

func (p *patient) summary(t *testing.T) { t.Logf("%d pages; found by: %v", p.pages(), p.names) }

func TestUnhurtSpecimen(t *testing.T) {
	p := newPatient(t)
	p.examine(t, "unhurt", p.file)
	kinds := map[string]int{}
	for page := range p.pages() {
		kinds[p.kind(page)]++
	}
	t.Log(kinds)
	for _, kind := range []string{"branch", "leaf", "meta", "free list"} {
		if kinds[kind] == 0 {
			t.Errorf("the specimen has no %s page", kind)
		}
	}
	if p.names["nothing was hurt"] != 1 {
		t.Error(p.names)
	}
}

func TestFlippedBytes(t *testing.T) {
	p := newPatient(t)
	random := rand.New(rand.NewPCG(3, *seed))
	for page := range p.pages() {
		var places []int
		for at := range headerSize {
			places = append(places, at)
		}
		if p.kind(page) == "other" { // no page begins here: nothing has a meaning of its own
			places = nil
		}
		for range *flips { // half of them where the entries are described, half anywhere
			places = append(places, headerSize+random.IntN(15*headerSize), random.IntN(pageSize))
		}
		for _, at := range places {
			hurt := bytes.Clone(p.file)
			mask := byte(1 << random.IntN(8))
			hurt[page*pageSize+at] ^= mask
			what := fmt.Sprintf("page %d (%s), byte %d ^ %#x", page, p.kind(page), at, mask)
			p.examine(t, what, hurt)
			if at%4 == 0 {
				p.change(t, what, hurt, random)
			}
		}
	}
	p.summary(t)
}

func TestZeroedAndMisplacedPages(t *testing.T) {
	p := newPatient(t)
	random := rand.New(rand.NewPCG(5, *seed))
	for page := range p.pages() {
		hurt := bytes.Clone(p.file)
		clear(hurt[page*pageSize : (page+1)*pageSize])
		p.examine(t, fmt.Sprintf("page %d (%s) zeroed", page, p.kind(page)), hurt)
		p.change(t, fmt.Sprintf("page %d (%s) zeroed", page, p.kind(page)), hurt, random)
		others := []int{random.IntN(p.pages()), random.IntN(p.pages())}
		if page < 2 {
			others = append(others, 1-page) // the other meta page: the state before, or this one twice
		}
		for _, other := range others {
			hurt := bytes.Clone(p.file)
			copy(hurt[page*pageSize:(page+1)*pageSize], p.file[other*pageSize:])
			p.examine(t, fmt.Sprintf("page %d (%s) holds page %d", page, p.kind(page), other), hurt)
			binary.NativeEndian.PutUint64(hurt[page*pageSize:], uint64(page))
			p.examine(t, fmt.Sprintf("page %d (%s) holds page %d under its own number", page, p.kind(page), other), hurt)
		}
	}
	p.summary(t)
}

func TestCutFiles(t *testing.T) {
	p := newPatient(t)
	for page := range p.pages() {
		for _, size := range []int{page * pageSize, page*pageSize + 100} {
			p.examine(t, fmt.Sprintf("cut at byte %d", size), p.file[:size])
		}
	}
	p.summary(t)
}

// TestWrongTurns makes every branch lead to every page in turn, itself and its parents among them:
// a reader that trusts them never comes back.
func TestWrongTurns(t *testing.T) {
	p := newPatient(t)
	random := rand.New(rand.NewPCG(7, *seed))
	for page := range p.pages() {
		if p.kind(page) != "branch" {
			continue
		}
		for to := range p.pages() + 2 {
			n := int(binary.NativeEndian.Uint16(p.file[page*pageSize+10:]))
			i := random.IntN(n)
			hurt := bytes.Clone(p.file)
			binary.NativeEndian.PutUint64(hurt[page*pageSize+16+16*i+8:], uint64(to))
			what := fmt.Sprintf("branch page %d leads to page %d at %d of %d", page, to, i, n)
			p.examine(t, what, hurt)
			if to%4 == 0 || to < p.pages() && p.kind(to) == "branch" {
				p.change(t, what, hurt, random)
			}
		}
	}
	p.summary(t)
}

// TestSwappedTurns lets two neighbours of a branch change places: a reader that only looked for its
// key would miss it, and say that it is not there.
func TestSwappedTurns(t *testing.T) {
	p := newPatient(t)
	for page := range p.pages() {
		if p.kind(page) != "branch" {
			continue
		}
		hurt := bytes.Clone(p.file)
		first, second := hurt[page*pageSize+24:][:8], hurt[page*pageSize+40:][:8]
		for i := range first {
			first[i], second[i] = second[i], first[i]
		}
		p.examine(t, fmt.Sprintf("branch page %d", page), hurt)
	}
	p.summary(t)
	if p.names["verifying alone"] > 0 || p.names["reading and verifying"] == 0 && !testing.Short() {
		t.Error("reading took a wrong turn for a right one")
	}
}

// TestHurtFreeList spoils the list that bbolt believes when it opens a file: it would ask for
// whatever memory a wrong count says.
func TestHurtFreeList(t *testing.T) {
	p := newPatient(t)
	at := 0
	for page := 2; page < p.pages(); page++ {
		if p.kind(page) == "free list" && binary.NativeEndian.Uint16(p.file[page*pageSize+10:]) > 3 {
			at = page * pageSize // an older list that lies free itself may be found first; hurting that one does nothing
			hurt := bytes.Clone(p.file)
			hurt[at] ^= 1
			if path, remove := p.write(t, hurt); true {
				_, err := bolt.Open(context.Background(), path)
				remove()
				if err != nil {
					break
				}
			}
		}
	}
	count := binary.NativeEndian.Uint16(p.file[at+10:])
	for name, spoil := range map[string]func(page []byte){
		"a huge count": func(page []byte) {
			binary.NativeEndian.PutUint16(page[10:], 0xffff)
			binary.NativeEndian.PutUint64(page[16:], 1<<33)
		},
		"a count beyond its pages": func(page []byte) { binary.NativeEndian.PutUint16(page[10:], 600) },
		"a length of its own":      func(page []byte) { binary.NativeEndian.PutUint32(page[12:], 1) },
		"another kind of page":     func(page []byte) { binary.NativeEndian.PutUint16(page[8:], 2) },
		"a meta page as free":      func(page []byte) { binary.NativeEndian.PutUint64(page[16:], 1) },
		"a page beyond the file":   func(page []byte) { binary.NativeEndian.PutUint64(page[16+8*int(count-1):], 1<<20) },
		"a page twice":             func(page []byte) { copy(page[24:32], page[16:24]) },
	} {
		hurt := bytes.Clone(p.file)
		spoil(hurt[at:])
		path, remove := p.write(t, hurt)
		_, err := bolt.Open(context.Background(), path)
		if want := fmt.Sprintf("page %d: ", at/pageSize); !errors.Is(err, kv.ErrDamaged) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want damage at %s", name, err, want)
		}
		p.examine(t, name, hurt)
		remove()
	}
}

// TestRottenRecords changes whole values and keys so that every page is still well formed: only the
// seal can tell.
func TestRottenRecords(t *testing.T) {
	p := newPatient(t)
	for _, key := range []string{"small", "i00001", "l32", "x00003"} {
		at := bytes.LastIndex(p.file, append([]byte(key), p.content[key]...))
		if at < 0 {
			t.Fatalf("key %s is not in the file", key)
		}
		for name, place := range map[string]int{"key": at + len(key) - 1, "value": at + len(key), "seal": at + len(key) + len(p.content[key]) - 1} {
			hurt := bytes.Clone(p.file)
			hurt[place] ^= 0x10
			p.names = map[string]int{}
			p.examine(t, fmt.Sprintf("the %s of %s", name, key), hurt)
			if p.names["nothing was hurt"]+p.names["opening"] > 0 {
				t.Errorf("the %s of %s: %v", name, key, p.names)
			}
		}
	}
}
