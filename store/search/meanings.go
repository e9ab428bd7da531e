package search

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"koe/model/text"
)

// meanings.tsv holds groups of words that callers use for one thing, in English and Japanese: what
// no count of letters can know.
//
//go:embed meanings.tsv
var meaningsFile string

// A meaning is the words of one group, folded: English stems, and phrases of dense script.
type meaning struct {
	stems   []string
	phrases []string
}

// readMeanings reads the groups of a file, and says in which line something is amiss: not two
// columns, a word in the other language's, one that says no more than another of its line, or a
// line that is another's again.
func readMeanings(file string) ([]meaning, error) {
	var all []meaning
	for n, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		m, err := readMeaning(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		for _, other := range all {
			if within(m.stems, other.stems) || within(other.stems, m.stems) || within(m.phrases, other.phrases) || within(other.phrases, m.phrases) {
				return nil, fmt.Errorf("line %d: it means what another line means: %v and %v", n+1, m, other)
			}
		}
		all = append(all, m)
	}
	if len(all) > mostMeanings {
		return nil, fmt.Errorf("there are %d groups, more than %d", len(all), mostMeanings)
	}
	return all, nil
}

// mostMeanings is how many groups one byte tells apart.
const mostMeanings = 256

func readMeaning(line string) (m meaning, err error) {
	english, japanese, ok := strings.Cut(line, "\t")
	if !ok || strings.Contains(japanese, "\t") {
		return m, fmt.Errorf("it has not two columns: %q", line)
	}
	for _, word := range strings.Fields(english) {
		folded := text.Fold(word)
		if r := nextRun(folded, 0); r.script != letters || r.end != len(folded) {
			return m, fmt.Errorf("%q is no English word", word)
		}
		s := stem(folded)
		if slices.Contains(m.stems, s) {
			return m, fmt.Errorf("%q is another form of a word before it", word)
		}
		m.stems = append(m.stems, s)
	}
	for _, phrase := range strings.Fields(japanese) {
		folded := text.Fold(phrase)
		if nextRun(folded, 0).script != dense {
			return m, fmt.Errorf("%q is no Japanese word", phrase)
		}
		for _, p := range m.phrases {
			if strings.Contains(folded, p) || strings.Contains(p, folded) {
				return m, fmt.Errorf("%q is found with %q already, or the other way round", phrase, p)
			}
		}
		m.phrases = append(m.phrases, folded)
	}
	if len(m.stems) == 0 || len(m.phrases) == 0 {
		return m, fmt.Errorf("it has words of one language alone: %q", line)
	}
	return m, nil
}

// within reports that all words of a group are another's too.
func within(words, others []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(others, w) })
}

// A thesaurus leads from words to the groups they belong to.
type thesaurus struct {
	stems   map[string][]byte // of letters
	phrases []phrase          // of dense script, wherever they stand
}

type phrase struct {
	words string
	group byte
}

// ownThesaurus is the one that the program carries.
var ownThesaurus = sync.OnceValue(func() *thesaurus {
	all, err := readMeanings(meaningsFile)
	if err != nil {
		panic(err) // the file is a part of the program, and a test reads it
	}
	return newThesaurus(all)
})

func newThesaurus(all []meaning) *thesaurus {
	t := &thesaurus{stems: map[string][]byte{}}
	for g, m := range all {
		for _, s := range m.stems {
			t.stems[s] = append(t.stems[s], byte(g))
		}
		for _, p := range m.phrases {
			t.phrases = append(t.phrases, phrase{p, byte(g)})
		}
	}
	return t
}

// each gives the groups that a folded text speaks of, some more than once.
func (t *thesaurus) each(folded string, fn func(feature string)) {
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		if r.script == letters {
			for _, g := range t.stems[stem(folded[r.start:r.end])] {
				fn(string([]byte{'s', g}))
			}
		}
		i = r.end
	}
	for _, p := range t.phrases {
		if strings.Contains(folded, p.words) {
			fn(string([]byte{'s', p.group}))
		}
	}
}
