package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// contextRunes is how far words around a number are read.
const contextRunes = 24

// The words that say what a number is, folded.
var (
	cardWords = folded("カード番号", "クレジット", "クレカ", "デビットカード", "card number", "card no", "credit card", "debit card", "card ending", "visa", "mastercard", "master card", "amex", "american express", "jcb", "ダイナース", "diners")
	codeWords = folded("セキュリティコード", "セキュリティ番号", "cvv", "cvc", "security code")
	myWords   = folded("マイナンバー", "個人番号", "my number", "mynumber", "individual number")
	notCards  = folded("注文", "伝票", "追跡", "問い合わせ番号", "問合せ番号", "受付番号", "予約番号", "製造番号", "シリアル", "管理番号", "請求書番号", "会員番号", "契約番号", "order", "tracking", "parcel", "invoice", "serial", "imei", "reference", "ticket", "case no")
)

func folded(words ...string) []string {
	for i, w := range words {
		words[i] = Fold(w)
	}
	return words
}

// judge says what the groups are together, "" if nothing, and whether it must be masked. Where
// shaped is set, a card must stand in groups as cards print them; last tells that no more digits
// follow.
func (m *masker) judge(groups []group, shaped, last bool) (kind FindingKind, masked bool) {
	digits := join(groups)
	n := len(digits)
	if n < 3 || n > 19 {
		return "", false
	}
	before, after := m.before(groups[0].start), m.after(groups[len(groups)-1].end)
	switch {
	case len(groups) == 1 && n <= 4:
		if endsWithAny(before, codeWords) {
			return SecurityCode, true
		}
		return "", false
	case n == 12 && (hasAny(before, myWords) || hasAny(after, myWords)):
		return MyNumber, true
	case n == 12 && last && isGrouped(groups, 4, 4, 4) && checksMyNumber(digits):
		return MyNumber, false
	case n >= 13 && (!shaped || isCardShaped(groups)) && isCard(groups, digits, before, after):
		return Card, true
	case isPhone(m.src, groups, digits):
		return PhoneNumber, false
	}
	return "", false
}

func isCard(groups []group, digits, before, after string) bool {
	if hasAny(before, cardWords) || hasAny(after, cardWords) {
		return true
	}
	return isIssuer(digits) && checksLuhn(digits) && isCardShaped(groups) && !hasAny(before, notCards)
}

// before is the folded text in front of a number: of the same line, after the number before it.
func (m *masker) before(at int) string {
	from, n := at, 0
	for from > 0 && n < contextRunes {
		r, size := utf8.DecodeLastRuneInString(m.src[:from])
		if r == '\n' || r == '*' || isDigitStart(m.src[from-size:]) {
			break
		}
		from -= size
		n++
	}
	return Fold(m.src[from:at])
}

// after is the folded text that follows a number, up to the next one, a comma or the end of the
// sentence.
func (m *masker) after(at int) string {
	to, n := at, 0
	for to < len(m.src) && n < contextRunes/2 {
		r, size := utf8.DecodeRuneInString(m.src[to:])
		if strings.ContainsRune("\n*。.、,", r) || isDigitStart(m.src[to:]) {
			break
		}
		to += size
		n++
	}
	return Fold(m.src[at:to])
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// endsWithAny reports whether one of the words is among the last few characters of a text: "cvv
// is", "セキュリティコードは".
func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		i := strings.LastIndex(s, w)
		return i >= 0 && utf8.RuneCountInString(s[i+len(w):]) <= 5
	})
}

func isGrouped(groups []group, sizes ...int) bool {
	return slices.EqualFunc(groups, sizes, func(g group, n int) bool { return len(g.digits) == n })
}

// isCardShaped reports whether digits stand together or in groups as cards print them.
func isCardShaped(groups []group) bool {
	return len(groups) == 1 || isGrouped(groups, 4, 4, 4, 4) || isGrouped(groups, 4, 6, 5) || isGrouped(groups, 4, 6, 4) ||
		isGrouped(groups, 4, 4, 4, 4, 3) || isGrouped(groups, 4, 4, 4, 1) || isGrouped(groups, 6, 13)
}

// checksLuhn is the check digit of cards (ISO/IEC 7812-1, annex B).
func checksLuhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// checksMyNumber is the check digit of My Number (Ministry of Internal Affairs and Communications,
// ordinance 85 of 2014, article 5).
func checksMyNumber(digits string) bool {
	sum := 0
	for n := 1; n <= 11; n++ {
		q := n + 1
		if n > 6 {
			q = n - 5
		}
		sum += int(digits[11-n]-'0') * q
	}
	check := 11 - sum%11
	if check > 9 {
		check = 0
	}
	return int(digits[11]-'0') == check
}

// isIssuer reports whether a card network uses these first digits and this length.
func isIssuer(digits string) bool {
	n := len(digits)
	four := 0
	for _, c := range digits[:4] {
		four = four*10 + int(c-'0')
	}
	two := four / 100
	switch {
	case two/10 == 4: // Visa
		return n == 13 || n == 16 || n == 19
	case two >= 51 && two <= 55, four >= 2221 && four <= 2720: // Mastercard
		return n == 16
	case two == 34, two == 37: // American Express
		return n == 15
	case four >= 3528 && four <= 3589: // JCB
		return n >= 16
	case four >= 3000 && four <= 3059, four == 3095, two == 36, two == 38, two == 39: // Diners Club
		return n >= 14
	case four == 6011, four >= 6440 && four <= 6599, two == 62, two == 81: // Discover, UnionPay
		return n >= 16
	}
	return false
}

// isPhone reports whether the groups are a telephone number: Japanese with its leading 0,
// international with +, or North American in its groups.
func isPhone(src string, groups []group, digits string) bool {
	n := len(digits)
	if start := groups[0].start; start > 0 && src[start-1] == '+' {
		return n >= 8 && n <= 15
	}
	if digits[0] == '0' && digits[1] != '0' {
		return n == 10 && len(groups) != 2 || n == 11 && digits[2] == '0'
	}
	return isGrouped(groups, 3, 3, 4) && digits[0] > '1'
}
