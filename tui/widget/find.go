package widget

import (
	"sort"
	"strings"

	"github.com/sahilm/fuzzy"

	"koe/model/text"
)

// finder finds items by a part of what they are called, written in any of the
// ways people write it: folded, so that ﾃﾞﾝﾜ finds 電話's reading でんわ.
type finder struct{ folded []string }

// Len and String make the finder a source for the fuzzy search.
func (f finder) Len() int { return len(f.folded) }

// String is what item i is found by.
func (f finder) String(i int) string { return f.folded[i] }

func newFinder(items []Item) finder {
	f := finder{folded: make([]string, len(items))}
	for i, item := range items {
		f.folded[i] = text.Fold(item.Label + " " + item.Match + " " + item.Key)
	}
	return f
}

// find lists the items that match, best first: those that begin with what was
// typed, those with a word that does, those that hold it, and last those that
// hold its letters in order.
func (f finder) find(typed string) []int {
	want := strings.TrimSpace(text.Fold(typed))
	if want == "" {
		all := make([]int, len(f.folded))
		for i := range all {
			all[i] = i
		}
		return all
	}
	var hits []int
	rank := make(map[int]int)
	for i, s := range f.folded {
		if r, ok := rankOf(s, want); ok {
			rank[i] = r
			hits = append(hits, i)
		}
	}
	sort.SliceStable(hits, func(a, b int) bool { return rank[hits[a]] < rank[hits[b]] })
	for _, m := range fuzzy.FindFrom(want, f) {
		if _, already := rank[m.Index]; !already {
			hits = append(hits, m.Index)
		}
	}
	return hits
}

// rankOf says how well s holds want, 0 the best.
func rankOf(s, want string) (int, bool) {
	switch i := strings.Index(s, want); {
	case i < 0:
		return 0, false
	case i == 0:
		return 0, true
	case strings.Contains(s, " "+want) || strings.Contains(s, "/"+want) || strings.Contains(s, "-"+want):
		return 1, true
	}
	return 2, true
}
