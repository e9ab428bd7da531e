package search

import (
	"bufio"
	"cmp"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"koe/model"
)

// A paraphrase is a caller's words and the problem they are about.
type paraphrase struct {
	words string
	about model.ProblemID
}

// paraphrases reads the made-up desk of a language.
func paraphrases(t testing.TB, lang string) (cases []Case, pairs []paraphrase) {
	f, err := os.Open(filepath.Join("testdata", "paraphrases_"+lang+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		kind, words, _ := strings.Cut(s.Text(), " ")
		switch kind {
		case "=":
			cases = append(cases, Case{ID: model.ProblemID(len(cases) + 1), Texts: []string{words}})
		case "cause:", "tell:":
			c := &cases[len(cases)-1]
			c.Texts = append(c.Texts, words)
		case "issue:":
			c := &cases[len(cases)-1]
			c.Issues = append(c.Issues, words)
		case "?":
			pairs = append(pairs, paraphrase{words, model.ProblemID(len(cases))})
		}
	}
	return cases, pairs
}

// TestParaphrases holds Cases to the figure that the desk is promised: of 200 callers in each
// language who say it in other words, 80 % or more find the right problem among the first three.
// What it is made of was chosen on the first half of each problem's callers; the second half is
// what counts. Word overlap and BM25 stand beside it in the log.
func TestParaphrases(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		cases, pairs := paraphrases(t, lang)
		if len(pairs) != 200 {
			t.Fatalf("%s has %d pairs", lang, len(pairs))
		}
		c := NewCases(cases)
		ways := []struct {
			name string
			find func(string) []model.ProblemID
		}{
			{"koe", func(s string) (ids []model.ProblemID) {
				for _, m := range c.Like(s, 3) {
					ids = append(ids, m.Problem)
				}
				return ids
			}},
			{"BM25", bm25(cases)},
			{"word overlap", overlap(cases)},
		}
		for _, way := range ways {
			var hits, of [2]int
			for i, p := range pairs {
				half := i % 2
				of[half]++
				if slices.Contains(way.find(p.words), p.about) {
					hits[half]++
				} else if way.name == "koe" && half == 0 {
					t.Logf("%s misses: %s (%s)", lang, p.words, cases[p.about-1].Texts[0])
				}
			}
			t.Logf("%s %-12s first three: %5.1f %% of those it was chosen on, %5.1f %% of the others, %5.1f %% of all", lang, way.name,
				percent(hits[0], of[0]), percent(hits[1], of[1]), percent(hits[0]+hits[1], of[0]+of[1]))
			if way.name == "koe" && (percent(hits[1], of[1]) < 80 || percent(hits[0]+hits[1], of[0]+of[1]) < 80) {
				t.Errorf("%s falls short of 80 %%", lang)
			}
		}
	}
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(of) }

// tokens are words, or pairs of characters where a script has no words.
func tokens(s string) []string {
	var out []string
	folded := head(s)
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		switch run := folded[r.start:r.end]; r.script {
		case letters:
			out = append(out, run)
		case dense:
			chars := []rune(run)
			for j := 1; j < len(chars); j++ {
				out = append(out, string(chars[j-1:j+1]))
			}
		}
		i = r.end
	}
	return out
}

func caseTokens(c Case) map[string]float64 {
	out := map[string]float64{}
	for _, t := range slices.Concat(c.Texts, c.Issues) {
		for _, w := range tokens(t) {
			out[w]++
		}
	}
	return out
}

// firstThree are the cases with the greatest scores.
func firstThree(cases []Case, score func(i int) float64) []model.ProblemID {
	order, scores := make([]int, len(cases)), make([]float64, len(cases))
	for i := range order {
		order[i], scores[i] = i, score(i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	var ids []model.ProblemID
	for _, i := range order[:3] {
		if scores[i] > 0 {
			ids = append(ids, cases[i].ID)
		}
	}
	return ids
}

// overlap is the share of the caller's words that a case has too.
func overlap(cases []Case) func(string) []model.ProblemID {
	docs := make([]map[string]float64, len(cases))
	for i, c := range cases {
		docs[i] = caseTokens(c)
	}
	return func(s string) []model.ProblemID {
		words := tokens(s)
		return firstThree(cases, func(i int) float64 {
			n := 0.0
			for _, w := range words {
				if docs[i][w] > 0 {
					n++
				}
			}
			return n / float64(len(words))
		})
	}
}

// bm25 is Robertson's weight with k1 1.2 and b 0.75 over a case's words.
func bm25(cases []Case) func(string) []model.ProblemID {
	docs, df, mean := make([]map[string]float64, len(cases)), map[string]float64{}, 0.0
	size := make([]float64, len(cases))
	for i, c := range cases {
		docs[i] = caseTokens(c)
		for w, n := range docs[i] {
			df[w]++
			size[i] += n
		}
		mean += size[i] / float64(len(cases))
	}
	return func(s string) []model.ProblemID {
		words := tokens(s)
		return firstThree(cases, func(i int) (sum float64) {
			for _, w := range words {
				tf := docs[i][w]
				sum += math.Log(1+(float64(len(cases))-df[w]+0.5)/(df[w]+0.5)) * tf * 2.2 / (tf + 1.2*(0.25+0.75*size[i]/mean))
			}
			return sum
		})
	}
}

// BenchmarkCases prepares 240 problems with ten texts each, and asks them.
func BenchmarkCases(b *testing.B) {
	en, pairs := paraphrases(b, "en")
	ja, more := paraphrases(b, "ja")
	pairs = append(pairs, more...)
	var cases []Case
	for i := range 3 * (len(en) + len(ja)) {
		c := append(en, ja...)[i%(len(en)+len(ja))]
		c.ID = model.ProblemID(i + 1)
		c.Issues = append(slices.Clone(c.Issues), pairs[5*i%len(pairs)].words, pairs[(5*i+1)%len(pairs)].words, pairs[(5*i+2)%len(pairs)].words, pairs[(5*i+3)%len(pairs)].words, pairs[(5*i+4)%len(pairs)].words)
		cases = append(cases, c)
	}
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			NewCases(cases)
		}
	})
	b.Run("like", func(b *testing.B) {
		c := NewCases(cases)
		for i := 0; b.Loop(); i++ {
			c.Like(pairs[i%len(pairs)].words, 3)
		}
	})
}
