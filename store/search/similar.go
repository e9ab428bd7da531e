package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"koe/model"
	"koe/model/query"
)

// Bounds of looking for similar issues: what the worst text may cost.
const (
	likeTerms    = 64      // the rarest terms of a text that are looked up
	likePostings = 400_000 // the issues under them, in all; the rarest term is looked up whatever it has
	likeForms    = 16      // forms of one word, as charge, charged, charges
	stemLeast    = 4       // letters of a stem whose forms are looked for
	likeLate     = 64      // issues that the index does not have yet
	likeLeast    = 0.12    // the score below which nobody calls two texts alike
)

// A Like asks for issues like a text.
type Like struct {
	Text     string           // its first 200 characters count
	Customer model.CustomerID // whose issues come first; zero is nobody's
	Except   model.Number     // not this one; zero excepts none
	Limit    int              // 10 where zero
}

// A Hit is an issue like a text.
type Hit struct {
	Issue *model.Issue
	Score float64 // 0 to 1
	Same  bool    // of the customer asked for
}

// Similar returns the issues most like a text, of those listed and the newest that are not: the
// customer's own first, then the others', each the best first.
func (x *Index) Similar(ctx context.Context, r Reader, q Like) ([]Hit, error) {
	if q.Limit == 0 {
		q.Limit = 10
	}
	var hits []Hit
	err := x.trying(func() (err error) {
		a, err := x.asking(ctx, r, query.Compile(query.Expr{}, query.Env{}))
		if err == nil {
			sums, _ := x.sums.Get().(*[]float32)
			if sums == nil {
				sums = new([]float32)
			}
			hits, err = a.similar(q, sums)
			x.sums.Put(sums)
		}
		return err
	})
	return hits, err
}

// similar looks for issues like a text; sums is scratch, which it may make larger.
func (a *asking) similar(q Like, sums *[]float32) (hits []Hit, err error) {
	parts, err := a.withLate()
	if err != nil {
		return nil, err
	}
	s := scoring{like: q, parts: parts, asking: a, own: best{limit: q.Limit}, others: best{limit: q.Limit}, sums: sums}
	s.choose()
	for i := range parts {
		if err := a.ctx.Err(); err != nil {
			return nil, err
		}
		s.score(i)
	}
	for i, found := range slices.Concat(s.own.sorted(), s.others.sorted()) {
		if len(hits) == q.Limit {
			break
		}
		issue, err := a.records.Issue(found.number)
		if err != nil {
			return nil, err
		}
		if issue != nil {
			hits = append(hits, Hit{issue, found.score, i < len(s.own.all)})
		}
	}
	return hits, nil
}

// withLate are the view's parts, and one more of the newest issues that have changed since.
func (a *asking) withLate() ([]*part, error) {
	parts := slices.Clone(a.view.parts)
	b := newBuilder()
	var numbers []model.Number
	for at := lateNumbers(a.late, false, 0); len(numbers) < likeLate; {
		n, ok := at()
		if !ok {
			break
		}
		numbers = append(numbers, n)
	}
	slices.Reverse(numbers)
	for _, n := range numbers {
		i, err := a.records.Issue(n)
		if err != nil {
			return nil, err
		}
		if i != nil {
			b.add(i)
		}
	}
	if b.docs() > 0 {
		parts = append(parts, inMemory(b.segment()))
	}
	return parts, nil
}

// A likeTerm is a term of the text, as each part knows it.
type likeTerm struct {
	forms  [][]int // by part: its terms
	df     int     // issues under them
	weight float32
}

// scoring compares one text with the issues of every part.
type scoring struct {
	asking *asking
	like   Like
	parts  []*part
	terms  []likeTerm
	total  float32 // of the weights
	norm   int     // distinct terms of the text
	own    best
	others best
	sums   *[]float32 // scratch, by document
}

// choose takes the rarest terms of the text that together are not too many to read.
func (s *scoring) choose() {
	for _, p := range s.parts {
		p.seg.prove()
	}
	folded := []byte(head(s.like.Text))
	l := likeWords{stems: map[string]bool{}, pairs: map[string]bool{}}
	eachWord(folded, &l)
	s.norm = len(l.stems) + len(l.pairs)
	var all []likeTerm
	for w := range l.stems {
		all = append(all, s.wordForms(w))
	}
	for p := range l.pairs {
		all = append(all, s.alone([]byte(p)))
	}
	all = slices.DeleteFunc(all, func(t likeTerm) bool { return t.df == 0 })
	slices.SortFunc(all, func(a, b likeTerm) int { return a.df - b.df })
	issues, read := float64(s.asking.view.listed())+1, 0
	for i, t := range all {
		if i >= likeTerms || i > 0 && read+t.df > likePostings {
			break
		}
		read += t.df
		t.weight = float32(math.Log(1 + issues/float64(t.df)))
		s.total += t.weight
		s.terms = append(s.terms, t)
	}
}

// wordForms are the words of each part that have the stem of one; short ones are taken as they are.
func (s *scoring) wordForms(stemmed string) likeTerm {
	if len(stem(stemmed)) < stemLeast {
		return s.alone(append([]byte{byte(kindWord)}, stemmed...))
	}
	t := likeTerm{forms: make([][]int, len(s.parts))}
	for i, part := range s.parts {
		from, to := part.seg.under(append([]byte{byte(kindWord)}, stemmed...))
		for n := from; n < to && len(t.forms[i]) < likeForms; n++ {
			if stem(string(part.seg.key(n)[1:])) == stemmed {
				t.forms[i] = append(t.forms[i], n)
				t.df += part.seg.count(n)
			}
		}
	}
	return t
}

// alone is a term without other forms.
func (s *scoring) alone(key []byte) likeTerm {
	t := likeTerm{forms: make([][]int, len(s.parts))}
	for i, part := range s.parts {
		if n := part.seg.find(key); n >= 0 {
			t.forms[i] = []int{n}
			t.df += part.seg.count(n)
		}
	}
	return t
}

// score compares the text with the issues of a part.
func (s *scoring) score(i int) {
	part := s.parts[i]
	seg := part.seg
	if cap(*s.sums) < seg.docs {
		*s.sums = make([]float32, seg.docs)
	}
	sums := (*s.sums)[:seg.docs]
	clear(sums)
	var docs []uint16
	either := newSet(seg.docs)
	for _, t := range s.terms {
		if len(t.forms[i]) == 1 {
			docs = seg.list(t.forms[i][0]).appendDocs(docs[:0])
			for _, d := range docs {
				sums[d] += t.weight
			}
			continue
		}
		clear(either)
		for _, n := range t.forms[i] {
			seg.list(n).orInto(either)
		}
		for d := either.next(0); d >= 0; d = either.next(d + 1) {
			sums[d] += t.weight
		}
	}
	own := newSet(seg.docs)
	if s.like.Customer != 0 {
		kind, _, _ := facetOf(query.Customer)
		if n := seg.find(number([]byte{byte(kind)}, uint64(s.like.Customer))); n >= 0 {
			seg.list(n).orInto(own)
		}
	}
	late := i == len(s.asking.view.parts) // the part made of what changed since
	least := s.total * likeLeast
	for d, sum := range sums {
		if sum <= least || part.dead != nil && part.dead.has(d) {
			continue
		}
		n := seg.number(d)
		if n == s.like.Except || !late && s.asking.late.Contains(uint32(n)) {
			continue
		}
		to, score := &s.others, float64(sum/s.total)
		if own.has(d) {
			to = &s.own
		}
		if !to.full(score) {
			to.add(n, score*s.damp(seg.norm(d)))
		}
	}
}

// damp lowers the score of an issue that has many more terms than the text: such an issue has
// everything by chance.
func (s *scoring) damp(norm int) float64 {
	if norm <= s.norm {
		return 1
	}
	return 1 / (1 + 0.2*math.Log(float64(norm)/float64(s.norm)))
}

// likeWords gathers the terms of a text: the stems of its words, its pairs of dense script, and a
// character alone.
type likeWords struct{ stems, pairs map[string]bool }

func (l *likeWords) word(letters []byte) {
	switch s := stem(string(letters)); {
	case len(s) >= stemLeast:
		l.stems[s] = true
	case len(letters) > 1:
		l.stems[string(letters)] = true
	}
}

func (l *likeWords) pair(k kind, a, b rune) {
	if k == kindDense && b != 0 {
		l.pairs[string(pairKey(nil, k, a, b))] = true
	}
}

func (l *likeWords) next(uint16) {}

// best keeps the issues with the greatest scores.
type best struct {
	limit int
	all   []scored
}

type scored struct {
	number model.Number
	score  float64
}

// full tells that a score is not among the best.
func (b *best) full(score float64) bool { return len(b.all) == b.limit && score <= b.all[0].score }

// add keeps an issue if it is among the best. The least of those kept stands first.
func (b *best) add(n model.Number, score float64) {
	if b.full(score) {
		return
	}
	at, _ := slices.BinarySearchFunc(b.all, score, func(s scored, v float64) int { return cmp.Compare(s.score, v) })
	b.all = slices.Insert(b.all, at, scored{n, score})
	if len(b.all) > b.limit {
		b.all = b.all[1:]
	}
}

// sorted are the issues kept, the best first, the newest first among equals.
func (b *best) sorted() []scored {
	out := slices.Clone(b.all)
	slices.SortFunc(out, func(x, y scored) int {
		if x.score != y.score {
			return cmp.Compare(y.score, x.score)
		}
		return cmp.Compare(y.number, x.number)
	})
	return out
}
