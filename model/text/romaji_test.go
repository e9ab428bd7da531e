package text

import "testing"

func TestRomajiToHiragana(t *testing.T) {
	for _, c := range []struct {
		in, kana, rest string
		ok             bool
	}{
		{"seikyu", "せいきゅ", "", true},
		{"seikyuu", "せいきゅう", "", true},
		{"Henkin", "へんき", "n", true},
		{"henkinn", "へんきん", "", true},
		{"konnichiha", "こんにちは", "", true},
		{"hon'ya", "ほんや", "", true},
		{"kokkai", "こっかい", "", true},
		{"matcha", "まっちゃ", "", true},
		{"si ti tu", "し", " ti tu", false},
		{"shichitsu", "しちつ", "", true},
		{"sititu", "しちつ", "", true},
		{"shimbun", "しんぶ", "n", true},
		{"jyuusho", "じゅうしょ", "", true},
		{"fairu", "ふぁいる", "", true},
		{"sa-ba-", "さーばー", "", true},
		{"xtu", "っ", "", true},
		{"k", "", "k", true},
		{"ts", "", "ts", true},
		{"billing", "び", "lling", false},
		{"へんkin", "へんき", "n", true},
		{"", "", "", true},
	} {
		kana, rest, ok := RomajiToHiragana(c.in)
		if kana != c.kana || rest != c.rest || ok != c.ok {
			t.Errorf("%q: %q, %q, %v, want %q, %q, %v", c.in, kana, rest, ok, c.kana, c.rest, c.ok)
		}
	}
}
