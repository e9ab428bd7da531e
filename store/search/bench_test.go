package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"koe/model"
)

// BenchmarkBuild lists the whole crowd: issues a second with what making them up takes, and without
// it.
func BenchmarkBuild(b *testing.B) {
	c := newCrowd(1)
	n, err := strconv.Atoi(os.Getenv("KOE_BENCH_ISSUES"))
	if err != nil {
		n = 100_000
	}
	c.n = n
	for b.Loop() {
		start := time.Now()
		for i := range min(n, 20_000) {
			c.issue(model.Number(i + 1))
		}
		making := time.Since(start) * time.Duration(n) / time.Duration(min(n, 20_000))
		start = time.Now()
		worked := processTime()
		x := Open(Options{Path: filepath.Join(b.TempDir(), "built.search"), Source: c, Clock: time.Now})
		if err := x.Wait(context.Background(), uint64(n)); err != nil {
			b.Fatal(err)
		}
		took, worked := time.Since(start), processTime()-worked
		s := x.Status()
		b.ReportMetric(float64(n)/took.Seconds(), "issues/s")
		b.ReportMetric(float64(n)/(took-making).Seconds(), "listed/s")
		b.ReportMetric(float64(n)/worked.Seconds(), "issues/cpu-s")
		b.ReportMetric(float64(s.Bytes)/1e6, "MB")
		b.ReportMetric(float64(s.Bytes)/float64(n), "B/issue")
		x.Close()
	}
}

// BenchmarkQuery asks for first pages and counts of up to three terms, which are taken from the
// issues themselves.
func BenchmarkQuery(b *testing.B) {
	c, x := million()
	for _, set := range []struct {
		name string
		make func(*rand.Rand) string
	}{
		{"facets", func(r *rand.Rand) string { return c.facetTerm(r) + " " + c.facetTerm(r) + " " + c.facetTerm(r) }},
		{"word", c.wordTerm},
		{"part", c.partTerm},
		{"two-letters", func(r *rand.Rand) string { return `"` + c.partTerm(r)[:2] + `"` }},
		{"japanese", c.japaneseTerm},
		{"mixed", func(r *rand.Rand) string { return c.facetTerm(r) + " " + c.wordTerm(r) + " " + c.facetTerm(r) }},
		{"words", func(r *rand.Rand) string { return c.wordTerm(r) + " " + c.wordTerm(r) + " " + c.partTerm(r) }},
		{"mixed-japanese", func(r *rand.Rand) string { return c.facetTerm(r) + " " + c.japaneseTerm(r) + " " + c.japaneseTerm(r) }},
		{"or-not", func(r *rand.Rand) string {
			return "(" + c.wordTerm(r) + " or " + c.japaneseTerm(r) + ") -" + c.wordTerm(r)
		}},
		{"phrase", c.phraseTerm},
		{"phrase-signs", c.signsTerm},
		{"absent", func(r *rand.Rand) string { return fmt.Sprintf("zq%dx", r.IntN(1e6)) }},
	} {
		b.Run(set.name, func(b *testing.B) {
			rnd := rand.New(rand.NewPCG(7, 7))
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			var pages, counts, pageWork, countWork []time.Duration
			worst, unknown := "", 0
			for b.Loop() {
				src := set.make(rnd)
				q := mustQuery(src)
				start, worked := time.Now(), threadTime()
				_, err := x.Search(context.Background(), c, Request{Query: q})
				took := time.Since(start)
				pageWork = append(pageWork, threadTime()-worked)
				if err != nil {
					b.Fatal(err)
				}
				if len(pages) == 0 || took > slices.Max(pages) {
					worst = src
				}
				pages = append(pages, took)
				start, worked = time.Now(), threadTime()
				p, err := x.Search(context.Background(), c, Request{Query: q, Limit: 1, Count: true})
				if err != nil {
					b.Fatal(err)
				}
				if p.Total < 0 {
					unknown++
				}
				counts, countWork = append(counts, time.Since(start)), append(countWork, threadTime()-worked)
			}
			report(b, "page", pages, pageWork)
			report(b, "count", counts, countWork)
			b.ReportMetric(100*float64(unknown)/float64(len(counts)), "unknown-%")
			b.Logf("slowest page: %s", worst)
		})
	}
}

// report gives what a person waits, and what of it was work of the thread: on a busy machine the
// second tells more.
func report(b *testing.B, name string, took, work []time.Duration) {
	at := func(d []time.Duration, q float64) float64 {
		slices.Sort(d)
		return d[int(q*float64(len(d)-1))].Seconds() * 1000
	}
	b.ReportMetric(at(took, 0.5), name+"-p50-ms")
	b.ReportMetric(at(took, 0.99), name+"-p99-ms")
	b.ReportMetric(at(work, 0.99), name+"-work-p99-ms")
}

func (c *crowd) facetTerm(r *rand.Rand) string {
	switch r.IntN(9) {
	case 0:
		return "state:open"
	case 1:
		return fmt.Sprintf("sev<=%d", 1+r.IntN(3))
	case 2:
		return fmt.Sprintf("tag:area%d", r.IntN(10))
	case 3:
		return fmt.Sprintf("owner:lead%d", r.IntN(20))
	case 4:
		return "channel:phone"
	case 5:
		return fmt.Sprintf("since:%dd", 1+r.IntN(700))
	case 6:
		return fmt.Sprintf("customer:C-%d", 1+r.IntN(c.n/3+1))
	case 7:
		return "-segment:A"
	}
	return fmt.Sprintf("problem:P-%d", 1+r.IntN(40))
}

// wordTerm is a random word of the issues, with the frequency it has.
func (c *crowd) wordTerm(r *rand.Rand) string {
	for {
		words := strings.FieldsFunc(c.english[r.IntN(len(c.english))], func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
		if len(words) == 0 {
			continue
		}
		if w := words[r.IntN(len(words))]; len(w) > 1 && !isOperator(w) {
			return w
		}
	}
}

// partTerm is three letters out of a word.
func (c *crowd) partTerm(r *rand.Rand) string {
	for {
		if w := c.wordTerm(r); len(w) > 3 {
			at := r.IntN(len(w) - 2)
			if w = w[at : at+3]; !isOperator(w) {
				return w
			}
		}
	}
}

// japaneseTerm is two to five characters of a sentence.
func (c *crowd) japaneseTerm(r *rand.Rand) string {
	s := []rune(c.japanese[r.IntN(len(c.japanese))])
	n := 2 + r.IntN(4)
	if len(s) < n+1 {
		return string(s[:2])
	}
	at := r.IntN(len(s) - n)
	return `"` + strings.NewReplacer(`"`, "", `\`, "").Replace(string(s[at:at+n])) + `"`
}

// phraseTerm is two words that stand side by side.
func (c *crowd) phraseTerm(r *rand.Rand) string {
	for {
		words := strings.Fields(c.english[r.IntN(len(c.english))])
		at := r.IntN(len(words))
		if at+1 < len(words) && isWord(words[at]) && isWord(words[at+1]) {
			return `"` + words[at] + " " + words[at+1] + `"`
		}
	}
}

// signsTerm is two stretches without white space that stand side by side and have signs.
func (c *crowd) signsTerm(r *rand.Rand) string {
	for {
		words := strings.Fields(c.english[r.IntN(len(c.english))])
		at := r.IntN(len(words))
		if at+1 < len(words) && !(isWord(words[at]) && isWord(words[at+1])) {
			return `"` + strings.NewReplacer(`"`, "", `\`, "").Replace(words[at]+" "+words[at+1]) + `"`
		}
	}
}

func isWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) < 0
}

func isOperator(w string) bool {
	switch strings.ToLower(w) {
	case "or", "and", "not":
		return true
	}
	return false
}

// BenchmarkSimilar looks for issues like the beginnings of others, and like texts of nothing but
// frequent words.
func BenchmarkSimilar(b *testing.B) {
	c, x := million()
	for _, set := range []struct {
		name string
		make func(*rand.Rand) string
	}{
		{"texts", func(r *rand.Rand) string { return c.issue(model.Number(1 + r.IntN(c.n))).Text }},
		{"english", func(r *rand.Rand) string { return c.english[r.IntN(len(c.english))] }},
		{"japanese", func(r *rand.Rand) string { return c.japanese[r.IntN(len(c.japanese))] }},
		{"frequent", func(*rand.Rand) string {
			return "the and to of that this was for with have not on my they in is it i you"
		}},
	} {
		b.Run(set.name, func(b *testing.B) {
			rnd := rand.New(rand.NewPCG(8, 8))
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			var took, work []time.Duration
			for b.Loop() {
				s := set.make(rnd)
				start, worked := time.Now(), threadTime()
				if _, err := x.Similar(context.Background(), c, Like{Text: s, Customer: model.CustomerID(1 + rnd.IntN(c.n/3+1))}); err != nil {
					b.Fatal(err)
				}
				took, work = append(took, time.Since(start)), append(work, threadTime()-worked)
			}
			report(b, "similar", took, work)
		})
	}
}

// BenchmarkSaveBeside writes and syncs a kilobyte at a time, as logging an issue does, with nothing
// beside it and while an index is being built.
func BenchmarkSaveBeside(b *testing.B) {
	for _, building := range []bool{false, true} {
		b.Run(map[bool]string{false: "alone", true: "building"}[building], func(b *testing.B) {
			if building {
				c := newCrowd(10_000_000)
				x := Open(Options{Path: filepath.Join(b.TempDir(), "built.search"), Source: c, Clock: time.Now})
				defer x.Close()
			}
			f, err := os.Create(filepath.Join(b.TempDir(), "saves"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := f.Write(make([]byte, 1024)); err != nil {
					b.Fatal(err)
				}
				if err := f.Sync(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				time.Sleep(2 * time.Millisecond)
			}
			report(b, "save", took, took)
		})
	}
}
