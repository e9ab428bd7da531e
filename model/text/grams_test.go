package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestGrams(t *testing.T) {
	for _, c := range []struct{ text, grams, query string }{
		{"返金", "[返 返金 金]", "[返金]"},
		{"金", "[金]", "[金]"},
		{"返 金", "[返 金]", "[返 金]"},
		{"charge", "[arg cha har rge]", "[arg cha har rge]"},
		{"tv 5g a", "[5g a tv]", "[]"},
		{"tシャツ", "[t し しゃ つ ゃ ゃつ]", "[しゃ ゃつ]"},
		{"banana", "[ana ban nan]", "[ana ban nan]"},
		{"、。!", "[]", "[]"},
	} {
		folded := Fold(c.text)
		if got := fmt.Sprint(AppendGrams(nil, folded)); got != c.grams {
			t.Errorf("grams of %q: %s, want %s", folded, got, c.grams)
		}
		if got := fmt.Sprint(AppendQueryGrams(nil, folded)); got != c.query {
			t.Errorf("query grams of %q: %s, want %s", folded, got, c.query)
		}
	}
}

func TestGramsAppend(t *testing.T) {
	got := AppendGrams(AppendGrams(nil, "zzz"), "aaa")
	if fmt.Sprint(got) != "[zzz aaa]" {
		t.Errorf("got %v", got)
	}
}

func TestGramsSortAsTheirCharacters(t *testing.T) {
	if !(pack('a') < pack('a', 'b') && pack('a', 'b') < pack('a', 'b', 'c') && pack('a', 'b', 'c') < pack('b')) {
		t.Error("grams that begin alike do not stand together")
	}
}

// What a query asks the index for is there for every text it matches.
func TestQueryGramsAreAmongTheDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := Fold(words().Draw(t, "doc"))
		runes := []rune(doc)
		from := rapid.IntRange(0, len(runes)).Draw(t, "from")
		to := rapid.IntRange(from, len(runes)).Draw(t, "to")
		part := string(runes[from:to])
		grams := AppendGrams(nil, doc)
		if !slices.IsSorted(grams) {
			t.Fatalf("grams of %q are not sorted", doc)
		}
		for _, g := range AppendQueryGrams(nil, part) {
			if _, ok := slices.BinarySearch(grams, g); !ok {
				t.Fatalf("%q within %q asks for %q", part, doc, g)
			}
		}
		for _, short := range ShortWords(part) {
			if !slices.ContainsFunc(grams, func(g Gram) bool { return g.Contains(short) }) {
				t.Fatalf("no gram of %q contains %q", doc, short)
			}
		}
		if p := Compile(part); p.Match(doc) {
			for _, g := range p.AppendGrams(nil) {
				if _, ok := slices.BinarySearch(grams, g); !ok {
					t.Fatalf("the pattern %q matches %q and asks for %q", part, doc, g)
				}
			}
		} else if part == Fold(part) && strings.Trim(part, " ") != "" {
			t.Fatalf("%q stands in %q and is not matched", part, doc)
		}
	})
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		term, text string
		want       bool
	}{
		{"返金", "返金されない", true},
		{"ﾍﾝｷﾝ", "ヘンキン希望", true},
		{"サーバ", "サーバーが落ちる", true},
		{"サーバー", "サーバが落ちる", true},
		{"サーバ障害", "サーバー障害", true},
		{"サーバー障害", "サーバ障害", true},
		{"サーバー障害", "サーバー機の障害", false},
		{"エラー", "システムエラー", true},
		{"エラー", "選ぶ、偉い、えらい", false},
		{"キー", "カードキー", true},
		{"キー", "引き取り", false},
		{"タワー", "スカイタワー", true},
		{"プリンタ", "プリンター", true},
		{"  ", "anything", true},
		{"田中　商事", "田中 商事", true},
		{"サーバ サーバ 障害", "サーバーサーバ サーバー 障害", true},
	} {
		p := Compile(c.term)
		folded := Fold(c.text)
		if got := p.Match(folded); got != c.want {
			t.Errorf("%q in %q: %v, want %v (%q)", c.term, c.text, got, c.want, p.pieces)
		}
	}
	if from, to := Compile("サーバ障害").Find(Fold("昨日のサーバー障害で")); Fold("昨日のサーバー障害で")[from:to] != Fold("サーバー障害") {
		t.Errorf("found %d to %d", from, to)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "ｻｰﾊﾞｰ", "Café", "い\u3099ゞ", "㌔", "\xff", "--ー"} {
		f.Add(s, "サーバ")
	}
	f.Fuzz(func(t *testing.T, s, term string) {
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Errorf("%q folds to %q and then to %q", s, folded, again)
		}
		if FoldMap(s).Text != folded {
			t.Errorf("FoldMap(%q) differs", s)
		}
		if Key(Key(s)) != Key(s) {
			t.Errorf("Key(%q) = %q, and again %q", s, Key(s), Key(Key(s)))
		}
		grams := AppendGrams(nil, folded)
		if p := Compile(term); p.Match(folded) {
			for _, g := range p.AppendGrams(nil) {
				if _, ok := slices.BinarySearch(grams, g); !ok {
					t.Errorf("%q matches %q and asks for %q", term, folded, g)
				}
			}
		} else if strings.Contains(folded, Fold(term)) {
			t.Errorf("%q stands in %q and is not matched", term, folded)
		}
	})
}
