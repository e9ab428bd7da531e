package search

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
)

func TestSetAgreesWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 300).Draw(t, "size")
		s, m := newSet(size), map[int]bool{}
		for _, i := range rapid.SliceOf(rapid.IntRange(0, size-1)).Draw(t, "members") {
			s.add(i)
			m[i] = true
		}
		from := rapid.IntRange(0, size).Draw(t, "from")
		to := rapid.IntRange(from, size).Draw(t, "to")
		s.addRange(from, to)
		for i := from; i < to; i++ {
			m[i] = true
		}
		if rapid.Bool().Draw(t, "invert") {
			s.invert(size)
			for i := range size {
				m[i] = !m[i]
			}
		}
		n := 0
		for i := range size {
			if s.has(i) != m[i] {
				t.Fatalf("%d: %t", i, s.has(i))
			}
			if m[i] {
				n++
			}
		}
		if s.count() != n || s.empty() != (n == 0) {
			t.Fatalf("count %d, want %d", s.count(), n)
		}
		up, down := []int{}, []int{}
		for i := s.next(0); i >= 0; i = s.next(i + 1) {
			up = append(up, i)
		}
		for i := s.previous(size + 100); i >= 0; i = s.previous(i - 1) {
			down = append(down, i)
		}
		slices.Reverse(down)
		if len(up) != n || !slices.Equal(up, down) {
			t.Fatalf("up %v, down %v, %d members", up, down, n)
		}
	})
}

func TestListsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{2, 63, 64, 65, 1000, maxDocs}).Draw(t, "size")
		docs := rapid.SliceOfNDistinct(rapid.Uint16Range(0, uint16(size-1)), 2, min(size, 2000), rapid.ID).Draw(t, "docs")
		if size <= 1000 && rapid.Bool().Draw(t, "all") {
			docs = docs[:0]
			for i := range size {
				docs = append(docs, uint16(i))
			}
		}
		slices.Sort(docs)
		b, count := encodeList(nil, docs, size)
		l := list{count: int(count &^ setFlag), asSet: count&setFlag != 0, bytes: b}
		if got := l.appendDocs(nil); l.count != len(docs) || !slices.Equal(got, docs) {
			t.Fatalf("%v came back as %v (%d)", docs, got, l.count)
		}
		s := newSet(size)
		l.orInto(s)
		if s.count() != len(docs) || !s.has(int(docs[0])) || !s.has(int(docs[len(docs)-1])) {
			t.Fatalf("%v as a set has %d", docs, s.count())
		}
		if len(b) > (size+63)/64*8 {
			t.Fatalf("%d bytes for %d of %d", len(b), len(docs), size)
		}
	})
}

// TestMergingIsBuildingAtOnce: the merged segment of parts with deaths is, byte for byte, the one
// that the living issues make.
func TestMergingIsBuildingAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		parts := []*builder{newBuilder(), newBuilder(), newBuilder()}
		var dead [3][]model.Number
		all := newBuilder()
		for n := range model.Number(60) {
			i := someIssue(rnd)
			i.Number = n + 1
			at := rnd.IntN(len(parts))
			parts[at].add(i)
			if rnd.IntN(3) == 0 && n > 0 {
				dead[at] = append(dead[at], i.Number)
			} else {
				all.add(i)
			}
		}
		var living []*part
		for i, b := range parts {
			if b.docs() > 0 {
				if p := inMemory(b.segment()).bury(dead[i]); p != nil {
					living = append(living, p)
				}
			}
		}
		if got, want := merge(living), all.segment(); !bytes.Equal(got, want) {
			t.Fatalf("merging gives %d bytes, building %d, or others", len(got), len(want))
		}
	})
}

// TestWordsHoldBounds: for any text and any term, what the segment is surely of has the term, and
// what has it is in what may be of it. Terms are parts of the texts, as people's are, in every
// script at once.
func TestWordsHoldBounds(t *testing.T) {
	alphabet := []string{"a", "b", "ab", "é", "1", "2", " ", " ", "-", "。", "返", "金", "あ", "ー", "サ", "ｻ", "ﾞ", "ß", "я", "ก", "가", "😀", "𠮷", "\n", "々", "№", "Ａ", "の"}
	someText := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 14).Draw(t, "text"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(someText, 1, 8).Draw(t, "texts")
		b := newBuilder()
		for i, s := range texts {
			b.add(&model.Issue{Number: model.Number(i + 1), Text: s})
		}
		term := someText.Draw(t, "term")
		if chars := []rune(rapid.SampledFrom(texts).Draw(t, "of")); len(chars) > 0 && rapid.Bool().Draw(t, "part") {
			from := rapid.IntRange(0, len(chars)-1).Draw(t, "from")
			term = string(chars[from:rapid.IntRange(from+1, len(chars)).Draw(t, "to")])
		}
		pattern := text.Compile(term)
		a := &answer{part: inMemory(b.segment())}
		got := a.word(planWord(pattern))
		for i, s := range texts {
			match := pattern.Match(string(query.AppendWords(nil, &model.Issue{Text: s})))
			if match && !got.hi.has(i) || !match && got.lo.has(i) {
				t.Fatalf("%q in %q: %t, surely %t, perhaps %t", term, s, match, got.lo.has(i), got.hi.has(i))
			}
		}
	})
}
