package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// damages is how often the files are hurt; the full trial has 2,000.
var damages = flag.Int("damages", 40, "how many damages TestNoDamageIsSilent tries")

// A hurtDesk is the files of a desk, sound, and as they were a while before.
type hurtDesk struct {
	db, index       []byte
	staleDB, staleX []byte
	want            map[string]string // what each question answers on the sound files
}

const hurtPage = 4096

// hurtQuestions are what a desk is asked, as a person asks; each is answered as
// on the sound files or with a sentence.
var hurtQuestions = [][]string{
	{"list", "--limit", "1000"},
	{"list", "--limit", "1000", "state:open owner:none"},
	{"list", "--limit", "1000", "返金"},
	{"show", "7"},
	{"show", "301"},
	{"problem", "show", "P-1"},
	{"customers", "--json"},
	{"tags", "--json"},
	{"trends"},
	{"export", "--format", "jsonl"},
}

func newHurtDesk(t *testing.T, h *home) *hurtDesk {
	t.Helper()
	var rows strings.Builder
	rows.WriteString("id,day,words,tag,who,where\n")
	for n := range 300 {
		fmt.Fprintf(&rows, "%d,%s,%s %d。%s,%s,%s,%s\n", n, clock().AddDate(0, 0, -n/3-1).Format("2006-01-02"), []string{"返金されない", "Charged twice", "配送が遅い"}[n%3], n,
			strings.Repeat("Called on Saturday and nobody rang back. ", n%9), []string{"billing", "delivery", "app/login"}[n%3], []string{"Tanaka", "Emma Baker", "鈴木 一郎", ""}[n%4], []string{"phone", "web"}[n%2])
	}
	h.koe("import", h.file("rows.csv", rows.String()), "--map", "external_id=id", "--map", "received_at=day", "--map", "text=words", "--map", "tag=tag", "--map", "customer=who", "--map", "channel=where")
	h.koe("user", "add", "mori", "--role", "lead")
	h.koe("index")
	d := &hurtDesk{staleDB: read(t, h.database()), staleX: read(t, h.database()+".search")}
	for n := range 12 {
		h.koe("log", fmt.Sprintf("返金 again %d #billing @Tanaka", n))
	}
	h.koe("assign", "301", "302", "303", "7", "--to", "mori")
	h.koe("tag", "301", "302", "--add", "refund")
	h.koe("undo")
	h.koe("problem", "new", "Charged twice", "--tag", "billing", "--since", "2026-06-30")
	h.koe("link", "301", "302", "7", "P-1")
	h.koe("state", "302", "resolved", "--reason", "Refunded")
	h.koe("index")
	d.db, d.index = read(t, h.database()), read(t, h.database()+".search")
	d.want = map[string]string{}
	for _, q := range hurtQuestions {
		d.want[strings.Join(q, " ")] = h.koe(q...)
	}
	return d
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// hurt changes one place of a file, and says how.
func hurt(r *rand.Rand, file, stale []byte) ([]byte, string) {
	b := bytes.Clone(file)
	used := len(bytes.TrimRight(b, "\x00"))
	page := r.IntN(used/hurtPage + 1)
	at := page * hurtPage
	in := func(n int) int { return min(at+r.IntN(n), len(b)-1) }
	flip := func(n int) { b[in(n)] ^= 1 << r.IntN(8) }
	clean := func(from, n int) { clear(b[min(from, len(b)):min(from+n, len(b))]) }
	switch kind := r.IntN(9); kind {
	case 0:
		flip(16)
		return b, fmt.Sprintf("a bit in the header of page %d", page)
	case 1, 2:
		flip(400)
		return b, fmt.Sprintf("a bit in the entries of page %d", page)
	case 3:
		flip(hurtPage)
		return b, fmt.Sprintf("a bit in page %d", page)
	case 4:
		sector := r.IntN(8)
		clean(at+512*sector, 512)
		return b, fmt.Sprintf("sector %d of page %d is zero", sector, page)
	case 5:
		clean(at, hurtPage)
		return b, fmt.Sprintf("page %d is zero", page)
	case 6:
		copy(b[at:min(at+hurtPage, len(b))], stale[min(at, len(stale)):min(at+hurtPage, len(stale))])
		return b, fmt.Sprintf("page %d is an older one", page)
	case 7:
		other := r.IntN(used/hurtPage+1) * hurtPage
		copy(b[at:min(at+hurtPage, len(b))], file[other:min(other+hurtPage, len(file))])
		return b, fmt.Sprintf("page %d is what page %d is", page, other/hurtPage)
	default:
		meta := r.IntN(2) * hurtPage
		at = meta
		flip(90)
		return b, fmt.Sprintf("a bit in meta page %d", meta/hurtPage)
	}
}

// However a file is hurt, a desk answers as it did or says a sentence: no list,
// detail, trend, export, backup or import is wrong in silence, and nothing ends
// in a panic.
func TestNoDamageIsSilent(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	d := newHurtDesk(t, h)
	const workers = 2
	for worker := range workers {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			mine := &home{t: t, dir: t.TempDir(), user: h.user}
			said := map[string]int{}
			for n := worker; n < *damages; n += workers {
				d.try(t, mine, n, said)
			}
			t.Log(said)
		})
	}
}

// try hurts the files in the n-th way and asks everything.
func (d *hurtDesk) try(t *testing.T, h *home, n int, said map[string]int) {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 11))
	db, index, what := d.db, d.index, ""
	if r.IntN(6) == 0 {
		index, what = hurt(r, d.index, d.staleX)
		what = "the index: " + what
	} else {
		db, what = hurt(r, d.db, d.staleDB)
	}
	path := h.path("koe.db")
	lay := func() {
		h.file("koe.db", string(db))
		h.file("koe.db.search", string(index))
	}
	lay()
	wrong := 0
	expect := func(question, out, want string, a answer) {
		switch {
		case strings.Contains(a.err, "panic") || strings.Contains(a.err, "goroutine ") || a.code < 0 || a.code > 1:
			t.Errorf("damage %d (%s), %s: exit %d\n%s", n, what, question, a.code, a.err)
		case a.err == "" && out != want:
			t.Errorf("damage %d (%s), %s: another answer without a word, exit %d\n%s", n, what, question, a.code, firstDifference(out, want))
		case a.err != "":
			wrong++
		}
	}
	for _, q := range hurtQuestions {
		os.Remove(path + ".hurt") // each is asked by one who knows of nothing
		a := h.try("", append([]string{"--db", path}, q...)...)
		expect(strings.Join(q, " "), a.out, d.want[strings.Join(q, " ")], a)
	}
	lay()
	os.Remove(path + ".hurt")
	backup := h.path("backup.db")
	a := h.try("", "--db", path, "backup", backup)
	expect("backup", "", "", a)
	if a.code == 0 && a.err == "" {
		all := h.try("", "--db", backup, "export", "--format", "jsonl")
		expect("the backup", all.out+all.err, d.want["export --format jsonl"], answer{out: all.out, code: all.code})
	}
	for _, name := range []string{backup, backup + ".search"} {
		os.Remove(name)
	}
	os.Remove(path + ".hurt")
	a = h.try("", "--db", path, "import", h.file("more.csv", "id,day,words\na,2026-07-01,one\nb,2026-07-01,two\nb,2026-07-01,two\n"), "--map", "external_id=id", "--map", "received_at=day", "--map", "text=words")
	if a.code == 0 && a.err == "" {
		all := h.try("", "--db", path, "list", "--limit", "1000")
		expect("the list after an import", fmt.Sprint(strings.Count(all.out, "\n")), fmt.Sprint(strings.Count(d.want["list --limit 1000"], "\n")+2), all)
	} else {
		expect("import", "", "", answer{err: a.err, code: a.code})
	}
	switch {
	case wrong == 0:
		said["nothing was hurt that anybody asks for"]++
	default:
		said["said"]++
	}
	left, err := filepath.Glob(h.path("koe.db*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range left {
		os.RemoveAll(name)
	}
}

// firstDifference shows where two answers part.
func firstDifference(have, want string) string {
	a, b := strings.Split(have, "\n"), strings.Split(want, "\n")
	for n := range min(len(a), len(b)) {
		if a[n] != b[n] {
			return fmt.Sprintf("line %d of %d: %s\nwant of %d:   %s", n+1, len(a), a[n], len(b), b[n])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}
