package search

import (
	"cmp"
	"math"
	"slices"

	"koe/model"
)

// A Case is a problem as callers speak of it: what it is called and said about it, and words of
// issues linked to it.
type Case struct {
	ID     model.ProblemID
	Texts  []string // title, rule, cause, what to tell callers, what agents heard
	Issues []string // the customers' own words, a few dozen at most
}

// A Match is a problem like a text.
type Match struct {
	Problem model.ProblemID
	Score   float64 // 0 to 1
}

// Cases finds the problems that a text is about. It never changes and may be used by many at once:
// make a new one when problems or their issues have changed, away from anyone who waits: 200
// problems of ten texts take about 0.2 s.
type Cases struct {
	ids      []model.ProblemID
	idf      map[string]float32
	postings map[string][]weighted
	docs     []caseDoc
	most     float32 // the idf of a feature that no case has
	words    *thesaurus
}

// A caseDoc is one text of a case.
type caseDoc struct {
	place int // of its case
	whole bool
}

type weighted struct {
	doc    int32
	weight float32
}

// NewCases prepares the cases.
func NewCases(cases []Case) *Cases {
	c := &Cases{idf: map[string]float32{}, postings: map[string][]weighted{}, words: ownThesaurus()}
	var vectors []map[string]float32
	seen := map[string]int{}
	add := func(place int, whole bool, texts ...string) {
		v := map[string]float32{}
		for _, t := range texts {
			c.each(t, func(f string) { v[f]++ })
		}
		c.docs = append(c.docs, caseDoc{place, whole})
		vectors = append(vectors, v)
	}
	for i, one := range cases {
		c.ids = append(c.ids, one.ID)
		from := len(vectors)
		add(i, true, append(slices.Clone(one.Texts), one.Issues...)...)
		for f := range vectors[from] {
			seen[f]++
		}
		for _, t := range one.Texts {
			add(i, false, t)
		}
		for _, t := range one.Issues {
			add(i, false, t)
		}
	}
	n := float64(len(cases))
	for f, df := range seen {
		c.idf[f] = float32(math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5)))
	}
	c.most = float32(math.Log(1 + (n+0.5)/0.5))
	for doc, v := range vectors {
		for f, w := range c.unit(v) {
			c.postings[f] = append(c.postings[f], weighted{int32(doc), w})
		}
	}
	return c
}

// each gives what a text is compared by.
func (c *Cases) each(s string, fn func(feature string)) {
	folded := head(s)
	eachFeature(folded, fn)
	c.words.each(folded, fn)
}

// share is what each sort of feature counts for.
func share(f string) float32 {
	switch f[0] {
	case 'w':
		return 1
	case 'g':
		return 0.35
	case 'c':
		return 0.6
	case 's':
		return 1.2
	}
	return 1
}

// unit weighs counts by rarity and makes the vector's length 1.
func (c *Cases) unit(v map[string]float32) map[string]float32 {
	var sum float64
	out := make(map[string]float32, len(v))
	for f, n := range v {
		idf, known := c.idf[f]
		if !known {
			idf = c.most
		}
		w := share(f) * idf * (1 + float32(math.Log(float64(n))))
		out[f] = w
		sum += float64(w) * float64(w)
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(sum))
		for f := range out {
			out[f] *= scale
		}
	}
	return out
}

// Like returns the problems most like a text, the best first.
func (c *Cases) Like(s string, limit int) []Match {
	counts := map[string]float32{}
	c.each(s, func(f string) { counts[f]++ })
	scores := make([]float32, len(c.docs))
	for f, w := range c.unit(counts) {
		for _, p := range c.postings[f] {
			scores[p.doc] += w * p.weight
		}
	}
	whole, best := make([]float32, len(c.ids)), make([]float32, len(c.ids))
	for d, s := range scores {
		if at := c.docs[d].place; c.docs[d].whole {
			whole[at] = s
		} else {
			best[at] = max(best[at], s)
		}
	}
	var out []Match
	for i, id := range c.ids {
		if s := (whole[i] + best[i]) / 2; s > 0 {
			out = append(out, Match{id, float64(min(s, 1))})
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		if a.Score != b.Score {
			return cmp.Compare(b.Score, a.Score)
		}
		return cmp.Compare(a.Problem, b.Problem)
	})
	return out[:min(len(out), limit)]
}
