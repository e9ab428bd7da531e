package table

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A span is a run of bytes, both ends included.
type span struct{ low, high byte }

// The characters of the encodings as their standards list them: for each form the bytes that it
// takes.
var (
	utf8Forms = [][]span{
		{{0xC2, 0xDF}, {0x80, 0xBF}},
		{{0xE0, 0xE0}, {0xA0, 0xBF}, {0x80, 0xBF}},
		{{0xE1, 0xEC}, {0x80, 0xBF}, {0x80, 0xBF}},
		{{0xED, 0xED}, {0x80, 0x9F}, {0x80, 0xBF}},
		{{0xEE, 0xEF}, {0x80, 0xBF}, {0x80, 0xBF}},
		{{0xF0, 0xF0}, {0x90, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}},
		{{0xF1, 0xF3}, {0x80, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}},
		{{0xF4, 0xF4}, {0x80, 0x8F}, {0x80, 0xBF}, {0x80, 0xBF}},
	}
	sjisForms = [][]span{
		{{0x81, 0x9F}, {0x40, 0x7E}}, {{0x81, 0x9F}, {0x80, 0xFC}}, // the likely ones first
		{{0xE0, 0xFC}, {0x40, 0x7E}}, {{0xE0, 0xFC}, {0x80, 0xFC}},
		{{0xA1, 0xDF}},
	}
	eucForms = [][]span{
		{{0xA1, 0xCF}, {0xA1, 0xFE}}, // the likely ones
		{{0xD0, 0xFE}, {0xA1, 0xFE}}, {{0x8E, 0x8E}, {0xA1, 0xFE}}, {{0x8F, 0x8F}, {0xA1, 0xFE}, {0xA1, 0xFE}},
	}
)

// plainly reads b by a list of forms: which form each whole character has, -1 for what is broken
// and
// -2 for ASCII. A broken character ends where the next byte cannot belong to it; one that the text
// ends within is neither whole nor broken.
func plainly(b []byte, forms [][]span) (read []int) {
	for len(b) > 0 {
		form, longest := -1, 0
		for f, spans := range forms {
			n := 0
			for n < len(spans) && n < len(b) && b[n] >= spans[n].low && b[n] <= spans[n].high {
				n++
			}
			if n == len(spans) {
				form, longest = f, n
				break
			}
			longest = max(longest, n)
		}
		switch {
		case form >= 0:
			read = append(read, form)
		case longest == len(b):
			return read
		case b[0] < 0x80:
			read, longest = append(read, -2), 1
		default:
			read, longest = append(read, -1), max(longest, 1)
		}
		b = b[longest:]
	}
	return read
}

// TestTheWitnessReadsAsTheStandardsSay holds the three readings at once, cut into pieces anywhere,
// against each encoding's own list of characters.
func TestTheWitnessReadsAsTheStandardsSay(t *testing.T) {
	edges := []byte{0x00, 'a', '\n', 0x3F, 0x40, 0x7E, 0x7F, 0x80, 0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9F, 0xA0, 0xA1, 0xBF, 0xC0, 0xC1, 0xC2, 0xCF, 0xD0, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFC, 0xFD, 0xFE, 0xFF}
	rapid.Check(t, func(rt *rapid.T) {
		var b []byte
		for range rapid.IntRange(0, 30).Draw(rt, "pieces") {
			switch rapid.IntRange(0, 3).Draw(rt, "piece") {
			case 0:
				b = append(b, rapid.SampledFrom(edges).Draw(rt, "edge"))
			case 1:
				b = append(b, rapid.Byte().Draw(rt, "byte"))
			default: // a whole character, its bytes at the ends of their spans
				forms := slices.Concat(utf8Forms, sjisForms, eucForms)
				for _, s := range forms[rapid.IntRange(0, len(forms)-1).Draw(rt, "form")] {
					b = append(b, rapid.SampledFrom([]byte{s.low, s.high}).Draw(rt, "end"))
				}
			}
		}
		if rapid.Bool().Draw(rt, "words") {
			b = append(b, strings.Repeat("plain words, ", 3)...)
			b = append(b, rapid.SliceOfN(rapid.SampledFrom(edges), 0, 6).Draw(rt, "more")...)
		}
		var w witness
		for rest := b; ; {
			n := rapid.IntRange(0, len(rest)).Draw(rt, "piece")
			w.look(rest[:n])
			if rest = rest[n:]; len(rest) == 0 {
				break
			}
			if n == 0 {
				w.look(rest)
				break
			}
		}
		outside := 0
		for _, c := range b {
			if c >= 0x80 {
				outside++
			}
		}
		count := func(read []int, likely int) (good, bad, liked int) {
			for _, f := range read {
				switch {
				case f == -1:
					bad++
				case f >= 0:
					good++
					if f < likely {
						liked++
					}
				}
			}
			return good, bad, liked
		}
		good, bad, _ := count(plainly(b, utf8Forms), 0)
		if w.outside != outside || w.utf8.good != good || w.utf8.bad != bad {
			rt.Fatalf("% x: %d outside ASCII, UTF-8 %d whole and %d broken; want %d, %d, %d", b, w.outside, w.utf8.good, w.utf8.bad, outside, good, bad)
		}
		good, bad, likely := count(plainly(b, eucForms), 1)
		if w.euc.good != good || w.euc.bad != bad || w.euc.likely != likely {
			rt.Fatalf("% x: EUC-JP %+v, want %d, %d, %d", b, w.euc, good, bad, likely)
		}
		read := plainly(b, sjisForms)
		good, bad, likely = count(read, 2)
		for i := 1; i < len(read); i++ {
			if read[i] == 4 && read[i-1] == 4 { // half-width kana that follow one another
				likely++
			}
		}
		if w.sjis.good != good || w.sjis.bad != bad || w.sjis.likely != likely {
			rt.Fatalf("% x: Shift_JIS %+v, want %d, %d, %d", b, w.sjis, good, bad, likely)
		}
	})
}

// TestVerdicts holds how much of a file must fit, and how much of it must be likely.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		w    witness
		want Encoding
	}{
		{witness{}, UTF8},
		{witness{outside: 1, utf8: utf8Witness{good: 1}}, UTF8},
		{witness{outside: 1, utf8: utf8Witness{good: 21, bad: 1}, euc: eucWitness{good: 100, likely: 100}}, UTF8},
		{witness{outside: 1, utf8: utf8Witness{good: 20, bad: 1}, euc: eucWitness{good: 100, likely: 100}}, EUCJP},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, euc: eucWitness{good: 100, likely: 51}}, EUCJP},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, euc: eucWitness{good: 100, likely: 50}}, Windows1252},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, euc: eucWitness{good: 51, bad: 1, likely: 51}}, EUCJP},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, euc: eucWitness{good: 50, bad: 1, likely: 50}}, Windows1252},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, sjis: sjisWitness{good: 100, likely: 51}}, CP932},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, sjis: sjisWitness{good: 100, likely: 50}}, Windows1252},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, sjis: sjisWitness{good: 51, bad: 1, likely: 51}}, CP932},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, sjis: sjisWitness{good: 50, bad: 1, likely: 50}}, Windows1252},
		{witness{outside: 1, utf8: utf8Witness{bad: 9}, euc: eucWitness{good: 100, likely: 100}, sjis: sjisWitness{good: 100, likely: 100}}, EUCJP},
		{witness{outside: 1, utf8: utf8Witness{good: 3, bad: 1}}, UTF8},
		{witness{outside: 1, utf8: utf8Witness{good: 2, bad: 1}}, Windows1252},
	} {
		if got := c.w.verdict(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.w, got, c.want)
		}
	}
}

func TestMarksAndZeros(t *testing.T) {
	for in, want := range map[string]Encoding{
		"": "", "\xEF\xBB": "", "\xEF\xBB\xBF": UTF8BOM, "\xEF\xBB\xBFa": UTF8BOM, "\xFF\xFE": UTF16LE, "\xFE\xFF": UTF16BE, "\xFF": "", "\xFE": "", "\xEF\xBBa": "", "\xEFa\xBF": "", "a\xBB\xBF": "",
		"\xFFa": "", "a\xFE": "", "\xFEa": "", "a\xFF": "", "ab": "",
	} {
		if got := byMark([]byte(in)); got != want {
			t.Errorf("the mark of %q: %q, want %q", in, got, want)
		}
	}
	le := func(zeros, others int) string { return strings.Repeat("a\x00", zeros) + strings.Repeat("ab", others) }
	be := func(zeros, others int) string { return strings.Repeat("\x00a", zeros) + strings.Repeat("ab", others) }
	for in, want := range map[string]Encoding{
		"a\x00": "", "a\x00b\x00": UTF16LE, "\x00a\x00b": UTF16BE, "abcd": "",
		le(21, 79): UTF16LE, le(20, 80): "", be(21, 79): UTF16BE, be(20, 80): "",
		le(40, 58) + "\x00a\x00a": UTF16LE, le(40, 57) + "\x00a\x00a\x00a": "", be(40, 58) + "a\x00a\x00": UTF16BE, be(40, 57) + "a\x00a\x00a\x00": "",
	} {
		if got := byZeros([]byte(in)); got != want {
			t.Errorf("the zeros of %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]Encoding{
		"UTF-8": UTF8, "utf8": UTF8, "utf_16": UTF16LE, "UTF-16LE": UTF16LE, "utf 16 be": UTF16BE, "Shift_JIS": CP932, "sjis": CP932, "CP932": CP932, "windows-31j": CP932, "MS932": CP932,
		"euc-jp": EUCJP, "EUC": EUCJP, "latin1": Windows1252, "ISO-8859-1": Windows1252, "windows-1252": Windows1252, "cp1252": Windows1252, "ebcdic": "", "": "",
	} {
		if got, err := ParseEncoding(in); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", in, got, err, want)
		}
	}
}
