package text

import (
	"strings"
	"unicode/utf8"
)

// FindingKind says what a Finding is.
type FindingKind string

// What Mask looks for.
const (
	Card         FindingKind = "card"          // a payment card's number: masked but for its last four digits
	SecurityCode FindingKind = "security-code" // a card's three or four digits: masked
	MyNumber     FindingKind = "my-number"     // マイナンバー: masked
	PhoneNumber  FindingKind = "phone"         // kept
	MailAddress  FindingKind = "mail"          // kept
)

// Finding is a number or an address in a text. Start and End are bytes of the masked text; what was
// masked is kept nowhere.
type Finding struct {
	Kind       FindingKind
	Start, End int
	Masked     bool
}

// Mask hides what must not be kept in a complaint, and tells what else is there to seal apart.
//
// A card number is 13 to 19 digits, together or in the groups printed on cards, that begin as an
// issuer's do with that length and pass the Luhn check (ISO/IEC 7812), unless the words before it
// call it an order, a parcel or the like; or 13 to 19 digits that the words around it call a card
// number, even if one digit is wrong. One in ten random numbers passes a check digit, so none is
// believed by that alone. My Number is 12 digits that the words around it call so; 12 digits in
// three groups of four that pass its check digit are found but kept. Digits may be full-width,
// groups parted by a space or a dash of any kind. Words count when they stand on the same line, up
// to the next number.
//
// Findings come in the order of the text. Masking twice is masking once.
func Mask(s string) (masked string, found []Finding) {
	if !hasDigitsOrAt(s) {
		return s, nil
	}
	m := masker{src: s}
	for m.at < len(s) {
		switch c := s[m.at]; {
		case c == '*':
			m.skipStars()
		case isDigitStart(s[m.at:]):
			m.number()
		case c == '+' && m.at+1 < len(s) && isDigitStart(s[m.at+1:]):
			m.at++
			m.number()
		case c == '@':
			m.mail()
		default:
			_, size := utf8.DecodeRuneInString(s[m.at:])
			m.at += size
		}
	}
	if m.copied == 0 {
		return s, m.found
	}
	m.out.WriteString(s[m.copied:])
	return m.out.String(), m.found
}

// masker walks over a text. What is before copied has been written to out.
type masker struct {
	src    string
	at     int
	copied int
	free   int // where the last finding ends
	out    strings.Builder
	found  []Finding
}

// group is a run of digits.
type group struct {
	start, end int
	digits     string // as ASCII
}

// skipStars passes over what was masked before, with the four digits left of a card.
func (m *masker) skipStars() {
	from := m.at
	for m.at < len(m.src) && m.src[m.at] == '*' {
		m.at++
	}
	if g, _ := groupAt(m.src, m.at); m.at-from >= 4 && len(g.digits) == 4 {
		m.at = g.end
	}
}

// number deals with the digits that begin here: it takes the longest run of groups that is
// something, those of a usual shape first, else passes over one group.
func (m *masker) number() {
	groups := m.groups()
	for _, shaped := range []bool{true, false} {
		for n := len(groups); n > 0; n-- {
			if kind, masked := m.judge(groups[:n], shaped, n == len(groups)); kind != "" {
				m.take(kind, masked, groups[:n])
				return
			}
		}
	}
	m.at = groups[0].end
}

// groups reads the groups of digits from here on, each one sign after the one before, as many as a
// number can have.
func (m *masker) groups() []group {
	var out []group
	at, digits := m.at, 0
	for len(out) < 6 {
		g, ok := groupAt(m.src, at)
		if !ok {
			break
		}
		if digits += len(g.digits); len(out) > 0 && digits > 19 {
			break
		}
		out = append(out, g)
		at = g.end + separatorLen(m.src[g.end:])
		if at == g.end {
			break
		}
	}
	return out
}

// take masks or keeps the groups and records them.
func (m *masker) take(kind FindingKind, masked bool, groups []group) {
	start, end := groups[0].start, groups[len(groups)-1].end
	if start > 0 && m.src[start-1] == '+' && kind == PhoneNumber {
		start--
	}
	m.at, m.free = end, end
	if !masked {
		m.keep(kind, start, end)
		return
	}
	m.out.WriteString(m.src[m.copied:start])
	from := m.out.Len()
	m.out.WriteString(stars(kind, join(groups)))
	m.copied = end
	m.found = append(m.found, Finding{kind, from, m.out.Len(), true})
}

func join(groups []group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(g.digits)
	}
	return b.String()
}

// stars is what stands in a number's place.
func stars(kind FindingKind, digits string) string {
	switch kind {
	case Card:
		return "****" + digits[len(digits)-4:]
	case SecurityCode:
		return "***"
	}
	return "************"
}

// mail records an address around the @ here.
func (m *masker) mail() {
	at := m.at
	start, end := at, at+1
	for start > m.free && isMailByte(m.src[start-1]) {
		start--
	}
	for end < len(m.src) && isMailByte(m.src[end]) && m.src[end] != '+' {
		end++
	}
	for end > at+1 && m.src[end-1] == '.' {
		end--
	}
	m.at = at + 1
	domain := m.src[at+1 : end]
	if start == at || !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") {
		return
	}
	m.at, m.free = end, end
	m.keep(MailAddress, start, end)
}

// keep records what stays, by where it will stand in the masked text.
func (m *masker) keep(kind FindingKind, start, end int) {
	shift := m.out.Len() - m.copied
	m.found = append(m.found, Finding{kind, start + shift, end + shift, false})
}

func isMailByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("._%+-", c) >= 0
}

func hasDigitsOrAt(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' || c == '@' || c == 0xef {
			return true
		}
	}
	return false
}

// digitAt reads an ASCII or full-width digit.
func digitAt(s string) (d byte, size int) {
	if s == "" {
		return 0, 0
	}
	if s[0] >= '0' && s[0] <= '9' {
		return s[0], 1
	}
	if len(s) >= 3 && s[0] == 0xef && s[1] == 0xbc && s[2] >= 0x90 && s[2] <= 0x99 { // ０ to ９
		return s[2] - 0x90 + '0', 3
	}
	return 0, 0
}

func isDigitStart(s string) bool { _, n := digitAt(s); return n > 0 }

func groupAt(s string, at int) (group, bool) {
	g := group{start: at, end: at}
	var digits []byte
	for {
		d, n := digitAt(s[g.end:])
		if n == 0 {
			break
		}
		digits = append(digits, d)
		g.end += n
	}
	g.digits = string(digits)
	return g, len(digits) > 0
}

// separatorLen is the length of one sign that parts the groups of a number.
func separatorLen(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch r {
	case ' ', '\u3000', '-', '－', 'ー', 'ｰ', '‐', '‑', '–', '—', '−':
		return size
	}
	return 0
}
