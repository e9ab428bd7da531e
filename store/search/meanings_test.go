package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestMeanings reads the file that the program carries, and finds what it says in both languages.
func TestMeanings(t *testing.T) {
	all, err := readMeanings(meaningsFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 60 {
		t.Errorf("%d groups", len(all))
	}
	// A word may have two or three meanings; one with more says nothing.
	groups := map[string]int{}
	for _, m := range all {
		for _, w := range slices.Concat(m.stems, m.phrases) {
			if groups[w]++; groups[w] > 3 {
				t.Errorf("%q stands in more than three groups", w)
			}
		}
	}
	for _, c := range []struct {
		english, japanese string
		same              bool
	}{
		{"they charged me twice", "二重に請求された", true},
		{"nobody called me back", "折り返しの電話がありません", true},
		{"the parcel never arrived", "荷物が届かない", true},
		{"i want my money back", "返金してほしい", true},
		{"the room was filthy", "部屋が汚い", true},
		{"the room was filthy", "二重に請求された", false},
		{"the battery drains", "荷物が届かない", false},
	} {
		of := func(s string) map[string]bool {
			seen := map[string]bool{}
			ownThesaurus().each(s, func(f string) { seen[f] = true })
			return seen
		}
		found := false
		for f := range of(c.english) {
			found = found || of(c.japanese)[f]
		}
		if found != c.same {
			t.Errorf("%q and %q: of one meaning %v, want %v", c.english, c.japanese, found, c.same)
		}
	}
}

func TestAMeaningIsRefusedWithItsLine(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"# a comment\nfee price\t料金\nrefund\t返金\n", ""},
		{"fee price", "line 1: it has not two columns"},
		{"fee\t料金\tprice", "line 1: it has not two columns"},
		{"fee\t料金\n\nrefund\t返金", "line 2: it has not two columns"},
		{"fee 料金\t価格", `line 1: "料金" is no English word`},
		{"fee re-bill\t価格", `line 1: "re-bill" is no English word`},
		{"fee\tprice", `line 1: "price" is no Japanese word`},
		{"fee\t", "line 1: it has words of one language alone"},
		{"\t料金", "line 1: it has words of one language alone"},
		{"cancel fee cancelled\t解約", `line 1: "cancelled" is another form`},
		{"fee Fee\t料金", `line 1: "Fee" is another form`},
		{"fee\t料金 解約料金", `line 1: "解約料金" is found with "料金" already`},
		{"fee\t解約料金 料金", `line 1: "料金" is found with "解約料金" already`},
		{"fee\tロボット ろぼっと", `line 1: "ろぼっと" is found with`},
		{"fee price\t料金\nrefund\t返金\nprice fees\t費用", "line 3: it means what another line means"},
		{"fee price cost\t料金\nfee\t費用", "line 2: it means what another line means"},
		{"fee\t料金 費用\nprice\t費用", "line 2: it means what another line means"},
	} {
		all, err := readMeanings(c.file)
		switch {
		case c.want == "" && (err != nil || len(all) != 2):
			t.Errorf("%q: %v, %v", c.file, all, err)
		case c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)):
			t.Errorf("%q: %v, want %s", c.file, err, c.want)
		}
	}
	var many strings.Builder
	for i := range mostMeanings + 1 {
		fmt.Fprintf(&many, "%cq%cqk\tあ%c\n", 'a'+i/20, 'a'+i%20, '一'+i)
	}
	if _, err := readMeanings(many.String()); err == nil {
		t.Errorf("%d groups, which no byte tells apart, were taken", mostMeanings+1)
	}
	if all, err := readMeanings(strings.Join(strings.SplitAfter(many.String(), "\n")[:mostMeanings], "")); err != nil || len(all) != mostMeanings {
		t.Errorf("%d groups: %v", len(all), err)
	}
}
