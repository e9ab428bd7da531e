package intake

import (
	"cmp"
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
)

// tagBook finds tags by what is typed of them: the start of a level, a reading
// in kana or romaji, another name that leads to it, or any part.
type tagBook struct {
	entries []tagEntry
	known   map[model.TagKey]bool
	read    bool // the desk has told its tags
}

type tagEntry struct {
	path  model.TagPath
	count int
	names []string // folded: its key and those of the names that lead to it
	kana  []string // folded readings
}

func newTagBook(uses []model.TagUse) tagBook {
	b := tagBook{known: make(map[model.TagKey]bool, len(uses)), read: true}
	at := make(map[model.TagKey]int, len(uses))
	for _, u := range uses {
		b.known[u.Tag.Key] = true
		if u.Tag.Into != "" || u.Tag.Retired {
			continue
		}
		at[u.Tag.Key] = len(b.entries)
		b.entries = append(b.entries, tagEntry{path: u.Tag.Path, count: u.Count, names: []string{string(u.Tag.Key)}, kana: folded(u.Tag.Readings)})
	}
	for _, u := range uses {
		if i, ok := at[u.Tag.Into]; ok && u.Tag.Into != "" {
			b.entries[i].names = append(b.entries[i].names, string(u.Tag.Key))
			b.entries[i].kana = append(b.entries[i].kana, folded(u.Tag.Readings)...)
		}
	}
	for i, e := range b.entries {
		// A leaf is found by how its parent is read, too.
		if parent, ok := e.path.Key().Parent(); ok {
			if j, ok := at[parent]; ok {
				b.entries[i].kana = append(b.entries[i].kana, b.entries[j].kana...)
			}
		}
	}
	slices.SortStableFunc(b.entries, func(x, y tagEntry) int {
		return cmp.Or(cmp.Compare(y.count, x.count), cmp.Compare(x.path, y.path))
	})
	return b
}

func folded(readings []string) []string {
	out := make([]string, 0, len(readings))
	for _, r := range readings {
		out = append(out, text.Fold(r))
	}
	return out
}

// find lists at most n tags for what was typed, the best first and among
// equals the most used. Nothing typed lists the most used.
func (b tagBook) find(typed string, n int) []tagEntry {
	want := strings.TrimSpace(text.Fold(strings.ReplaceAll(typed, "／", "/")))
	kana := asKana(want)
	var byRank [4][]tagEntry
	for _, e := range b.entries {
		if r, ok := e.rank(want, kana); ok {
			byRank[r] = append(byRank[r], e)
		}
	}
	found := slices.Concat(byRank[:]...)
	return found[:min(n, len(found))]
}

// rank says how well a tag fits, 0 the best.
func (e tagEntry) rank(want, kana string) (int, bool) {
	best := len(e.names) + 4
	for i, name := range e.names {
		switch {
		case i == 0 && strings.HasPrefix(name, want):
			return 0, true
		case strings.HasPrefix(name, want), strings.Contains(name, "/"+want):
			best = min(best, 1)
		case strings.Contains(name, want):
			best = min(best, 3)
		}
	}
	for _, reading := range e.kana {
		if strings.HasPrefix(reading, want) || kana != "" && strings.HasPrefix(reading, kana) {
			best = min(best, 2)
		}
	}
	return best, best < 4
}

// asKana reads what was typed without an input method as the kana it stands
// for: seik is せい, with a k that is no syllable yet.
func asKana(want string) string {
	kana, _, ok := text.RomajiToHiragana(want)
	if !ok {
		return ""
	}
	return kana
}

// has reports whether the desk knows a tag.
func (b tagBook) has(t model.TagPath) bool { return b.known[t.Key()] }
