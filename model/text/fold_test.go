package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFoldBringsTogether(t *testing.T) {
	for _, same := range [][]string{
		{"ヘンキン", "ﾍﾝｷﾝ", "へんきん"},
		{"ガソリン", "ｶﾞｿﾘﾝ", "カ\u3099ソリン", "か゛そりん"},
		{"サーバー", "ｻｰﾊﾞｰ", "サ－バ－", "サ-バ-", "サ―バ―", "さーばーー"},
		{"03-1234-5678", "０３－１２３４－５６７８", "03ー1234ー5678", "03‐1234−5678"},
		{"9:00~17:00", "９：００～１７：００", "9:00〜17:00"},
		{"cafe", "Café", "CAFE\u0301", "ｃａｆé"},
		{"strasse", "Straße", "STRASSE", "STRAẞE"},
		{"iiii", "Iİiı"},
		{"smorrebrod", "Smørrebrød"},
		{"高橋", "髙橋"},
		{"渡辺", "渡邉", "渡邊"},
		{"吉野家", "𠮷野家"},
		{"斎藤", "齋藤", "斉藤"},
		{"1か月", "1ヶ月", "1ヵ月", "１カ月"},
		{"いすず", "いすゞ", "イスヾ"},
		{"(株)田中", "㈱田中"},
		{"it's", "it’s"},
		{"a b", "a　 \n\tb"},
		{"葛城", "葛\U000e0100城"},
		{"返金", "返\u200b金"},
		{"km/h", "㎞/h"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", s, Fold(s), same[0], Fold(same[0]))
			}
		}
	}
}

func TestFoldKeepsApart(t *testing.T) {
	for _, c := range [][2]string{
		{"ビル", "ビール"}, {"はは", "ばば"}, {"びょういん", "びよういん"}, {"カド", "カード"}, {"返品", "返金"}, {"a", "あ"},
	} {
		if Fold(c[0]) == Fold(c[1]) {
			t.Errorf("%q and %q both fold to %q", c[0], c[1], Fold(c[0]))
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{" Billing ", "billing"},
		{"サーバー", "さーば"},
		{"サーバ", "さーば"},
		{"サーバー障害", "さーば障害"},
		{"キー", "きー"},
		{"エラー", "えらー"},
		{"コールセンター", "こーるせんた"},
		{"コンピューター・プリンター", "こんぴゅーた・ぷりんた"},
	} {
		if got := Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Every character, alone, is folded for good at once and into valid text.
func TestEveryCharacterFoldsOnce(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		once := Fold("x" + string(r) + "x")
		if twice := Fold(once); twice != once || !utf8.ValidString(once) {
			t.Fatalf("%U folds to %q and then to %q", r, once, twice)
		}
	}
}

func TestAppendFoldIgnoresWhatIsThere(t *testing.T) {
	if got, want := string(AppendFold([]byte("サ"), "ーﾞ-")), "サ"+Fold("ーﾞ-"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFoldMapLeadsBack(t *testing.T) {
	for _, c := range []struct{ text, find, want string }{
		{"ｶﾞｿﾘﾝが漏れる", "がそりん", "ｶﾞｿﾘﾝ"},
		{"Cafe\u0301 Ｗｉ－Ｆｉ", "cafe", "Cafe\u0301"},
		{"Cafe\u0301 Ｗｉ－Ｆｉ", "wi-fi", "Ｗｉ－Ｆｉ"},
		{"㈱田中", "株", "㈱"},
		{"えーーーっ", "えー", "えーーー"},
		{"返\u200b金を", "返金", "返\u200b金"},
		{"a \n b", "a b", "a \n b"},
	} {
		f := FoldMap(c.text)
		if f.Text != Fold(c.text) {
			t.Errorf("FoldMap(%q).Text = %q, Fold gives %q", c.text, f.Text, Fold(c.text))
		}
		at := strings.Index(f.Text, c.find)
		if at < 0 {
			t.Errorf("%q is not in %q", c.find, f.Text)
			continue
		}
		if from, to := f.Original(at, at+len(c.find)); c.text[from:to] != c.want {
			t.Errorf("%q in %q is %q, want %q", c.find, c.text, c.text[from:to], c.want)
		}
	}
}

// words draws texts of what matters to folding: kana of all widths, marks, dashes, Latin with and
// without marks.
func words() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("abcxyzABC019éß -－ーｰ‐～〜 　\n゛ﾞ\u3099ﾟゝゞヽ々ァアカガｶｻﾊﾌあかがさばーサーバー返金請求二重髙﨑㈱①½ŁİıヶヵﬁＡＺ。、「」/\u0301\u200b가한ก")), 0, 24, -1)
}

func TestFoldProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := words().Draw(t, "s")
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("%q folds to %q and then to %q", s, once, twice)
		}
		if key := Key(s); Key(key) != key {
			t.Fatalf("%q has the key %q and that %q", s, key, Key(key))
		}
		f := FoldMap(s)
		if f.Text != once {
			t.Fatalf("FoldMap gives %q, Fold %q", f.Text, once)
		}
		clean, err := CleanBlock(s)
		if err != nil || Fold(clean) != once {
			t.Fatalf("%q folds to %q, cleaned %q to %q", s, once, clean, Fold(clean))
		}
		for i := range once {
			end := i + len(once[i:]) - len(strings.TrimPrefix(once[i:], string([]rune(once[i:])[0])))
			if from, to := f.Original(i, end); from >= to || !utf8.ValidString(s[from:to]) {
				t.Fatalf("%q at %d of %q comes from %d to %d", once[i:end], i, once, from, to)
			}
		}
	})
}
