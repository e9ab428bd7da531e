package text

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMask(t *testing.T) {
	for _, c := range []struct{ name, in, want, found string }{
		{"card", "card 4111 1111 1111 1111 was charged", "card ****1111 was charged", "card=****1111"},
		{"card together", "4111111111111111", "****1111", "card=****1111"},
		{"card in full width", "４１１１－１１１１－１１１１－１１１１です", "****1111です", "card=****1111"},
		{"card parted by long vowel marks", "4111ー1111ー1111ー1111", "****1111", "card=****1111"},
		{"American Express", "3782 822463 10005", "****0005", "card=****0005"},
		{"JCB", "3530111333300000", "****0000", "card=****0000"},
		{"a digit wrong, but called a card", "カード番号は 4111 1111 1111 1112", "カード番号は ****1112", "card=****1112"},
		{"a digit wrong, called nothing", "4111 1111 1111 1112", "4111 1111 1111 1112", ""},
		{"an order that passes", "注文番号 4111111111111111", "注文番号 4111111111111111", ""},
		{"no issuer", "9111111111111119", "9111111111111119", ""},
		{"odd groups", "41 1111 11 11111111", "41 1111 11 11111111", ""},
		{"card, then phone", "カード番号 4111 1111 1111 1111 03-1234-5678", "カード番号 ****1111 03-1234-5678", "card=****1111 phone=03-1234-5678"},
		{"two cards", "4111111111111111 5555 5555 5555 4444", "****1111 ****4444", "card=****1111 card=****4444"},
		{"a star in front hides nothing", "*4111111111111111", "*****1111", "card=****1111"},
		{"nor before groups", "*4111 1111 1111 1111", "*****1111", "card=****1111"},
		{"security code", "セキュリティコードは 123 です", "セキュリティコードは *** です", "security-code=***"},
		{"My Number", "マイナンバーは1234 5678 9018です", "マイナンバーは************です", "my-number=************"},
		{"My Number, a digit wrong", "個人番号123456789012", "個人番号************", "my-number=************"},
		{"twelve digits that pass", "1234 5678 9018", "1234 5678 9018", "my-number=1234 5678 9018"},
		{"twelve digits called a parcel", "お問い合わせ伝票番号 123456789018", "お問い合わせ伝票番号 123456789018", ""},
		{"phones", "03-1234-5678、090 1234 5678、0312345678、+81-90-1234-5678", "03-1234-5678、090 1234 5678、0312345678、+81-90-1234-5678", "phone=03-1234-5678 phone=090 1234 5678 phone=0312345678 phone=+81-90-1234-5678"},
		{"a mail", "連絡先: taro.tanaka@example.co.jp。", "連絡先: taro.tanaka@example.co.jp。", "mail=taro.tanaka@example.co.jp"},
		{"no mail", "9時@店 a@b @x.y", "9時@店 a@b @x.y", ""},
		{"dates and money", "2026-07-13 15:00 に 12,800円、合計 1234567 円", "2026-07-13 15:00 に 12,800円、合計 1234567 円", ""},
		{"the next line's words do not count", "カード番号\n9111 1111 1111 1111", "カード番号\n9111 1111 1111 1111", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			masked, found := Mask(c.in)
			var list []string
			for _, f := range found {
				list = append(list, fmt.Sprintf("%s=%s", f.Kind, masked[f.Start:f.End]))
				if f.Masked != strings.Contains(masked[f.Start:f.End], "*") {
					t.Errorf("%+v", f)
				}
			}
			if masked != c.want || strings.Join(list, " ") != c.found {
				t.Errorf("got %q, %q\nwant %q, %q", masked, list, c.want, c.found)
			}
			if again, _ := Mask(masked); again != masked {
				t.Errorf("masked again: %q", again)
			}
		})
	}
}

// Random numbers pass check digits one time in ten; what Mask takes for a card must be rarer by
// far.
func TestRandomNumbersAreRarelyCards(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 20000
	luhn, cards, mine := 0, 0, 0
	for range n {
		digits := fmt.Sprintf("%016d", rng.Int64N(1e16))
		if checksLuhn(digits) {
			luhn++
		}
		if masked, _ := Mask(digits); masked != digits {
			cards++
		}
		twelve := digits[4:]
		if masked, _ := Mask(twelve); masked != twelve {
			mine++
		}
	}
	if luhn < n/12 || luhn > n/8 {
		t.Errorf("%d of %d pass Luhn, about a tenth is right", luhn, n)
	}
	if cards > n*35/1000 {
		t.Errorf("%d of %d random numbers are masked as cards", cards, n)
	}
	if mine > 0 {
		t.Errorf("%d of %d random numbers of twelve digits are masked without a word that calls for it", mine, n)
	}
}

func TestCheckDigits(t *testing.T) {
	for _, d := range []string{"4111111111111111", "5555555555554444", "378282246310005", "30569309025904", "3530111333300000", "6011111111111117"} {
		if !checksLuhn(d) || !isIssuer(d) {
			t.Errorf("%s is a card's number", d)
		}
		if checksLuhn(d[:len(d)-1] + string('0'+(d[len(d)-1]-'0'+1)%10)) {
			t.Errorf("%s with another last digit passes", d)
		}
	}
	if !checksMyNumber("123456789018") || checksMyNumber("123456789017") {
		t.Error("123456789018 passes My Number's check, 123456789017 does not")
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"4111 1111 1111 1111", "マイナンバー123456789018", "cvv 123", "a@b.co", "****1111 2222", "カード番号 4 1 1 1 1111 1111 1111 1234 5678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		masked, found := Mask(s)
		if again, _ := Mask(masked); again != masked {
			t.Errorf("%q masks to %q and then to %q", s, masked, again)
		}
		if utf8.ValidString(s) && !utf8.ValidString(masked) {
			t.Errorf("%q masks to %q", s, masked)
		}
		end := 0
		for _, x := range found {
			if x.Start < end || x.End <= x.Start || x.End > len(masked) {
				t.Errorf("%q: findings %+v", s, found)
			}
			end = x.End
		}
		if len(found) == 0 && masked != s {
			t.Errorf("%q became %q for nothing", s, masked)
		}
	})
}
