package search

import (
	"cmp"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/model/query"
)

// docTerms gathers the words and the pairs of one issue, each once.
type docTerms map[string]bool

func (d docTerms) word(letters []byte) { d["w"+string(letters)] = true }
func (d docTerms) next(uint16)         {}
func (d docTerms) pair(k kind, a, b rune) {
	if k == kindDense {
		d[string(pairKey([]byte("p"), k, a, b))] = true
	}
}

// plainlySimilar compares a text with every issue, one by one: the weight of the terms that both
// have, over that of all the text's terms that anybody has.
func plainlySimilar(issues map[model.Number]*model.Issue, q Like) (own, others []scored) {
	l := likeWords{stems: map[string]bool{}, pairs: map[string]bool{}}
	eachWord([]byte(head(q.Text)), &l)
	docs := map[model.Number]docTerms{}
	for n, i := range issues {
		docs[n] = docTerms{}
		eachWord(query.AppendWords(nil, i), docs[n])
	}
	// has tells whether a document has a term, and by how many of its forms.
	has := func(d docTerms, term string, pair bool) (forms int) {
		if pair {
			if d["p"+term] {
				forms++
			}
			return forms
		}
		for w := range d {
			if w[0] != 'w' {
				continue
			}
			if same := len(stem(term)) >= stemLeast && strings.HasPrefix(w[1:], term) && stem(w[1:]) == term; same || len(stem(term)) < stemLeast && w[1:] == term {
				forms++
			}
		}
		return forms
	}
	sums, total := map[model.Number]float64{}, 0.0
	weigh := func(term string, pair bool) {
		df := 0
		for _, d := range docs {
			df += has(d, term, pair)
		}
		if df == 0 {
			return
		}
		weight := math.Log(1 + (float64(len(issues))+1)/float64(df))
		total += weight
		for n, d := range docs {
			if has(d, term, pair) > 0 {
				sums[n] += weight
			}
		}
	}
	for t := range l.stems {
		weigh(t, false)
	}
	for t := range l.pairs {
		weigh(t, true)
	}
	norm := len(l.stems) + len(l.pairs)
	for n, sum := range sums {
		if sum <= total*likeLeast || n == q.Except {
			continue
		}
		score := sum / total
		if terms := len(docs[n]); terms > norm {
			score /= 1 + 0.2*math.Log(float64(terms)/float64(norm))
		}
		if q.Customer != 0 && issues[n].Customer == q.Customer {
			own = append(own, scored{n, score})
		} else {
			others = append(others, scored{n, score})
		}
	}
	for _, list := range [][]scored{own, others} {
		slices.SortFunc(list, func(a, b scored) int {
			return cmp.Or(-cmp.Compare(math.Round(a.score*1e4), math.Round(b.score*1e4)), cmp.Compare(b.number, a.number))
		})
	}
	return own, others
}

// TestSimilarIsComparingEveryIssue holds the issues like a text, and their scores, against a plain
// comparison with each: of the customer first, without the one excepted, as many as are asked for.
func TestSimilarIsComparingEveryIssue(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 9))
	for round := range 12 {
		w := newWorld()
		for range 10 + rnd.IntN(80) {
			w.put(someIssue(rnd))
		}
		x := Open(Options{Desk: w.desk, Source: w})
		x.Committed()
		catchUpWith(t, x, w)
		r := w.reader()
		for range 20 {
			q := Like{Text: testPhrases[rnd.IntN(len(testPhrases))], Customer: model.CustomerID(rnd.IntN(6)), Except: model.Number(rnd.IntN(20)), Limit: 200}
			if rnd.IntN(2) == 0 {
				q.Text += " " + testPhrases[rnd.IntN(len(testPhrases))]
			}
			own, others := plainlySimilar(r.issues, q)
			hits, err := x.Similar(context.Background(), r, q)
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) != len(own)+len(others) {
				t.Fatalf("round %d, %+v: %d hits, want %d of the customer's and %d", round, q, len(hits), len(own), len(others))
			}
			scores := map[model.Number]float64{}
			for _, s := range slices.Concat(own, others) {
				scores[s.number] = s.score
			}
			for i, h := range hits {
				if want, ok := scores[h.Issue.Number]; !ok || math.Abs(h.Score-want) > 1e-4 || h.Same != (i < len(own)) {
					t.Fatalf("round %d, %+v: %s scores %v, the customer's %v; want %v, %v", round, q, h.Issue.Number, h.Score, h.Same, want, i < len(own))
				}
				if i > 0 && hits[i-1].Same == h.Same && (hits[i-1].Score < h.Score || hits[i-1].Score == h.Score && hits[i-1].Issue.Number < h.Issue.Number) {
					t.Fatalf("round %d, %+v: %s stands before %s", round, q, hits[i-1].Issue.Number, h.Issue.Number)
				}
			}
			for _, limit := range []int{0, 1, 3} {
				q.Limit = limit
				some, err := x.Similar(context.Background(), r, q)
				want := min(cmp.Or(limit, 10), len(hits))
				if err != nil || len(some) != want {
					t.Fatalf("round %d, %+v: %d hits, %v, want %d", round, q, len(some), err, want)
				}
				// What is cut off is never better; equal ones may stand for each other.
				for i := range some {
					if i < len(own) && math.Abs(some[i].Score-hits[i].Score) > 1e-3 {
						t.Fatalf("round %d, %+v: hit %d scores %v, want %v", round, q, i, some[i].Score, hits[i].Score)
					}
				}
			}
		}
		r.Close()
		x.Close()
	}
}

// TestSimilarKnowsTheNewest finds issues that the index has not listed yet, as they stand now.
func TestSimilarKnowsTheNewest(t *testing.T) {
	w := newWorld()
	for _, text := range []string{"Charged twice for June", "The parcel was wet", "nobody rang back"} {
		w.put(&model.Issue{Kind: model.KindComplaint, State: model.New, Text: text})
	}
	x := Open(Options{Desk: w.desk, Source: w})
	defer x.Close()
	x.Committed()
	catchUpWith(t, x, w)
	w.put(&model.Issue{Kind: model.KindComplaint, State: model.New, Text: "charged twice for July"})
	w.put(&model.Issue{Number: 2, Kind: model.KindComplaint, State: model.New, Text: "charged twice for August"})
	w.put(&model.Issue{Number: 1, Kind: model.KindComplaint, State: model.New, Text: "a dead line"})
	w.drop(3)
	r := w.reader()
	defer r.Close()
	for text, want := range map[string][]model.Number{"charged twice": {4, 2}, "the parcel": {}, "the dead line": {1}, "rang back": {}} {
		hits, err := x.Similar(context.Background(), r, Like{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		got := []model.Number{}
		for _, h := range hits {
			got = append(got, h.Issue.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// slowReader reads records until a number of reads, and then runs out of time or fails.
type slowReader struct {
	*worldReader
	left int
	stop func()
	err  error
}

func (r *slowReader) step() error {
	if r.left--; r.left == 0 && r.stop != nil {
		r.stop()
	}
	if r.left <= 0 {
		return r.err
	}
	return nil
}

func (r *slowReader) Issue(n model.Number) (*model.Issue, error) {
	if err := r.step(); err != nil {
		return nil, err
	}
	return r.worldReader.Issue(n)
}

func (r *slowReader) Scan(from, to model.Number, fn func(*model.Issue) error) error {
	return r.worldReader.Scan(from, to, func(i *model.Issue) error {
		if err := r.step(); err != nil {
			return err
		}
		return fn(i)
	})
}

// timesUp is a context whose deadline passes when it is told to.
type timesUp struct {
	context.Context
	up bool
}

func (c *timesUp) Err() error {
	if c.up {
		return context.DeadlineExceeded
	}
	return nil
}

// TestAPageWhoseTimeIsUp keeps what was found and goes on from there; without anything found the
// context's error stands, and so does any error of reading.
func TestAPageWhoseTimeIsUp(t *testing.T) {
	w := newWorld()
	for n := range 600 {
		text := "nothing of it"
		if n%3 == 0 {
			text = "charged twice"
		}
		w.put(&model.Issue{Kind: model.KindComplaint, State: model.New, Text: text})
	}
	x := Open(Options{Desk: w.desk, Source: w})
	defer x.Close()
	x.Committed()
	catchUpWith(t, x, w)
	q := mustQuery("twice")
	all := w.reader()
	defer all.Close()
	want := all.oracle(q)
	for _, after := range []int{1, 5, 40} {
		ctx := &timesUp{Context: context.Background()}
		r := &slowReader{worldReader: w.reader(), left: after, stop: func() { ctx.up = true }}
		p, err := x.Search(ctx, r, Request{Query: q, Oldest: true, Limit: 500})
		r.Close()
		if err != nil || len(p.Issues) == 0 || len(p.Issues) >= 200 || p.Next != p.Issues[len(p.Issues)-1].Number || p.Total != -1 {
			t.Fatalf("after %d reads: %d issues, going on at %s, %v", after, len(p.Issues), p.Next, err)
		}
		rest, err := x.Search(context.Background(), all, Request{Query: q, Oldest: true, Limit: 500, After: p.Next})
		if err != nil || rest.Next != 0 {
			t.Fatal(err)
		}
		var got []model.Number
		for _, i := range append(p.Issues, rest.Issues...) {
			got = append(got, i.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("after %d reads: the two pages hold %d of %d", after, len(got), len(want))
		}
	}
	over := &timesUp{Context: context.Background(), up: true}
	if p, err := x.Search(over, all, Request{Query: q}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("no time at all: %+v, %v", p, err)
	}
	failing := errors.New("the disk is gone")
	for _, after := range []int{1, 7} {
		r := &slowReader{worldReader: w.reader(), left: after, err: failing}
		if _, err := x.Search(context.Background(), r, Request{Query: q, Limit: 500}); !errors.Is(err, failing) {
			t.Errorf("read %d fails: %v", after, err)
		}
		r.Close()
	}
	for name, ctx := range map[string]context.Context{"no time": over, "time": context.Background()} {
		n, err := x.Count(ctx, all, q)
		if want := map[string]int{"no time": -1, "time": 200}[name]; err != nil || n != want {
			t.Errorf("counting with %s: %d, %v, want %d", name, n, err, want)
		}
	}
	if p, err := x.Search(context.Background(), all, Request{Query: q}); err != nil || len(p.Issues) != 50 || p.Total != -1 {
		t.Errorf("a page without a limit: %d issues, total %d, %v", len(p.Issues), p.Total, err)
	}
}

// TestACountThatTakesTooLong is not known: of issues that the index has yet to list, by the clock.
func TestACountThatTakesTooLong(t *testing.T) {
	w := newWorld()
	for range 2000 {
		w.put(&model.Issue{Kind: model.KindComplaint, State: model.New, Text: "charged twice"})
	}
	now := time.Unix(0, 0)
	x := &Index{opt: Options{Clock: func() time.Time { return now }}, hint: make(chan struct{}, 1), moved: make(chan struct{})}
	x.view.Store(emptyView())
	r := w.reader()
	defer r.Close()
	for _, c := range []struct {
		patience, tick time.Duration
		want           int
	}{{0, 0, 2000}, {0, countPatience, 2000}, {0, countPatience + 1, -1}, {time.Second, time.Second, 2000}, {time.Second, time.Second + 1, -1}} {
		began := now
		slow := &slowReader{worldReader: w.reader(), left: 300, stop: func() { now = began.Add(c.tick) }}
		p, err := x.Search(context.Background(), slow, Request{Query: mustQuery("twice"), Count: true, Patience: c.patience, Limit: 10})
		slow.Close()
		if err != nil || p.Total != c.want || len(p.Issues) != 10 {
			t.Errorf("patience %v, and %v pass: %d, %d issues, %v, want %d", c.patience, c.tick, p.Total, len(p.Issues), err, c.want)
		}
	}
}

// TestStems take the endings off that words of one family differ by, and no more than that.
func TestStems(t *testing.T) {
	for _, family := range []string{"charge charged charges charging", "cancel cancelled cancelling cancellation", "stop stopped stopping", "refund refunds refunded", "repair repaired repairer"} {
		words := strings.Fields(family)
		for _, w := range words {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s has the stem %q, %s has %q", w, stem(w), words[0], stem(words[0]))
			}
		}
	}
	for w, want := range map[string]string{"": "", "a": "a", "is": "is", "bees": "bee", "fee": "fee", "bed": "bed", "sing": "sing", "ring": "ring", "ally": "all", "all": "all", "boss": "bos", "early": "ear", "station": "stat", "ation": "ation", "uses": "use", "us": "us", "passed": "pas", "tree": "tre"} {
		if got := stem(w); got != want {
			t.Errorf("%s has the stem %q, want %q", w, got, want)
		}
	}
	for in, want := range map[string]string{
		"":     "",
		"abc":  "wabc|g abc|gabc ",
		"a":    "",
		"返金":   "c返|c金|b返金",
		"かな":   "bかな",
		"返":    "c返",
		"は返":   "c返|bは返",
		"返。返":  "c返|c返",
		"no 返": "wno|g no |c返",
	} {
		var all []string
		eachFeature(in, func(f string) { all = append(all, f) })
		slices.Sort(all)
		expected := slices.DeleteFunc(strings.Split(want, "|"), func(s string) bool { return s == "" })
		slices.Sort(expected)
		if !slices.Equal(all, expected) {
			t.Errorf("%q has the features %q, want %q", in, all, expected)
		}
	}
	long := strings.Repeat("返", 300)
	if got := len([]rune(head(long))); got != likeRunes {
		t.Errorf("%d characters of a long text are compared", got)
	}
	if got := head("ｶﾞｿﾘﾝ ABC"); got != "がそりん abc" {
		t.Errorf("a text is compared as %q", got)
	}
}
