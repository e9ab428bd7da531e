package search

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"koe/model"
)

// The benchmarks look through KOE_BENCH_ISSUES issues, 100,000 where it is not set, made up anew
// from their number each time one is read: sentences of real complaints where the shared data is
// there, else of a made-up vocabulary, in the lengths of real complaints (median 800 characters in
// English, 80 in Japanese), half of each; KOE_BENCH_LANG=en makes all of them English.
// KOE_BENCH_INDEX names a file in which the index is kept for the next run.

// crowd is a desk whose issues are made when they are read.
type crowd struct {
	n        int
	english  []string // sentences
	lengths  []int    // of whole texts, in bytes
	japanese []string
	only     string
}

func newCrowd(n int) *crowd {
	c := &crowd{n: n, only: os.Getenv("KOE_BENCH_LANG")}
	texts, reviews := sharedTexts()
	for _, t := range texts {
		c.lengths = append(c.lengths, len(t))
		for _, s := range strings.SplitAfter(t, ". ") {
			if len(s) > 20 && len(s) < 400 {
				c.english = append(c.english, s)
			}
		}
	}
	for _, t := range reviews {
		for _, s := range strings.SplitAfter(t, "。") {
			if len(s) > 15 && len(s) < 300 {
				c.japanese = append(c.japanese, s)
			}
		}
	}
	return c
}

// sharedTexts are the narratives and the reviews of the data shared between projects, or made-up
// ones.
func sharedTexts() (narratives, reviews []string) {
	dir := filepath.Join("..", "..", "..", "shared", "data")
	narratives = column(filepath.Join(dir, "cfpb_official18_2023-06a.csv.gz"), "Consumer complaint narrative")
	reviews = column(filepath.Join(dir, "ja_amazon_reviews_valid.csv.gz"), "text")
	if len(narratives) > 0 && len(reviews) > 0 {
		return narratives, reviews
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(rnd, 1.1, 8, 30000)
	word := func() string { return strconv.FormatUint(zipf.Uint64()*7919+77, 36) }
	for range 2000 {
		var e, j strings.Builder
		for n := 20 + rnd.IntN(300); n > 0; n-- {
			e.WriteString(word() + []string{" ", " ", " ", ". "}[rnd.IntN(4)])
		}
		for n := 5 + rnd.IntN(40); n > 0; n-- {
			j.WriteString([]string{"返金", "請求", "電話", "担当", "が", "を", "の", "されない", "ました", "。"}[rnd.IntN(10)])
			j.WriteRune(rune(0x4e00 + zipf.Uint64()%3000))
		}
		narratives, reviews = append(narratives, e.String()), append(reviews, j.String())
	}
	return narratives, reviews
}

// column reads one column of a gzipped CSV file; nothing where there is no such file.
func column(path, name string) []string {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil
	}
	r := csv.NewReader(z)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	header, err := r.Read()
	at := slices.Index(header, name)
	if err != nil || at < 0 {
		return nil
	}
	var out []string
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err == nil && at < len(row) && row[at] != "" {
			out = append(out, row[at])
		}
	}
}

func (c *crowd) issue(n model.Number) *model.Issue {
	rnd := rand.New(rand.NewPCG(uint64(n), 42))
	at := testNow.Add(-time.Duration(c.n-int(n)) * 2 * 365 * 24 * time.Hour / time.Duration(c.n))
	i := &model.Issue{
		Number: n, ReceivedAt: at, LoggedAt: at, Day: at.Day(tokyo), Kind: model.KindComplaint, Severity: model.Severity(1 + rnd.IntN(4)), State: model.Closed,
		LoggedBy: model.UserID(fmt.Sprintf("agent%d", rnd.IntN(60))), Owner: model.UserID(fmt.Sprintf("lead%d", rnd.IntN(20))),
		Channel: model.KnownChannels()[rnd.IntN(6)], Segment: []string{"", "A", "B", "C"}[rnd.IntN(4)], Customer: model.CustomerID(1 + rnd.IntN(c.n/3+1)),
		Tags: []model.TagKey{model.TagKey(fmt.Sprintf("area%d/tag%d", rnd.IntN(10), rnd.IntN(20)))},
	}
	i.ID[0], i.ID[14], i.ID[15] = byte(rnd.IntN(256)), byte(n>>8), byte(n)
	if int(n) > c.n-c.n/50 {
		i.State, i.Due = model.State(1+rnd.IntN(3)), testNow.Add(time.Duration(rnd.IntN(96)-24)*time.Hour)
	}
	if rnd.IntN(20) == 0 {
		i.Problem = model.ProblemID(1 + rnd.IntN(40))
	}
	var b strings.Builder
	if c.only == "en" || c.only == "" && rnd.IntN(2) == 0 {
		for size := c.lengths[rnd.IntN(len(c.lengths))]; b.Len() < size; {
			b.WriteString(c.english[rnd.IntN(len(c.english))])
		}
		fmt.Fprintf(&b, " Reference %d, amount %d.%02d", rnd.IntN(1e7), rnd.IntN(9000), rnd.IntN(100))
	} else {
		for size := 30 + int(rnd.ExpFloat64()*220); b.Len() < size; {
			b.WriteString(c.japanese[rnd.IntN(len(c.japanese))])
		}
		fmt.Fprintf(&b, "（受付番号%d）", rnd.IntN(1e7))
	}
	i.Text = b.String()
	return i
}

func (c *crowd) Snapshot(context.Context) (Snapshot, error) { return c, nil }
func (c *crowd) Close() error                               { return nil }
func (c *crowd) Head() (uint64, model.Number, error)        { return uint64(c.n), model.Number(c.n), nil }

func (c *crowd) Envelope(seq uint64) (*model.Event, error) { return &model.Event{Seq: seq}, nil }

func (c *crowd) Issue(n model.Number) (*model.Issue, error) {
	if n < 1 || n > model.Number(c.n) {
		return nil, nil
	}
	return c.issue(n), nil
}

func (c *crowd) Scan(from, to model.Number, fn func(*model.Issue) error) error {
	for n := from; n <= min(to, model.Number(c.n)); n++ {
		if err := fn(c.issue(n)); err != nil {
			return err
		}
	}
	return nil
}

func (c *crowd) Changed(after uint64, limit int) ([]model.Number, uint64, error) {
	var out []model.Number
	for n := after + 1; n <= uint64(c.n) && len(out) < limit; n++ {
		out = append(out, model.Number(n))
	}
	return out, after + uint64(len(out)), nil
}

// million is the crowd with its index, built once for all benchmarks.
var million = sync.OnceValues(func() (*crowd, *Index) {
	n, err := strconv.Atoi(os.Getenv("KOE_BENCH_ISSUES"))
	if err != nil {
		n = 100_000
	}
	c := newCrowd(n)
	path := os.Getenv("KOE_BENCH_INDEX")
	if path == "" {
		dir, err := os.MkdirTemp("", "search")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir) // the mapping stays
		path = filepath.Join(dir, "million.search")
	}
	x := Open(Options{Path: path, Source: c})
	if err := x.Wait(context.Background(), uint64(n)); err != nil {
		panic(err)
	}
	return c, x
})
