package table

import "encoding/binary"

// witness reads bytes as each of the candidate encodings at once and counts
// what fits. It keeps its place in a character between two calls of look.
type witness struct {
	outside int // bytes outside ASCII

	utf8 utf8Witness
	sjis sjisWitness
	euc  eucWitness
}

func (w *witness) look(b []byte) {
	for i := 0; i < len(b); i++ {
		if w.idle() {
			i += plain(b[i:])
			if i == len(b) {
				return
			}
		}
		c := b[i]
		if c >= 0x80 {
			w.outside++
		}
		w.utf8.feed(c)
		w.sjis.feed(c)
		w.euc.feed(c)
	}
}

// idle says that no candidate is in the middle of a character.
func (w *witness) idle() bool {
	return w.utf8.need == 0 && w.sjis.lead == 0 && w.euc.need == 0 && !w.sjis.half
}

// plain is the length of the ASCII at the front of b.
func plain(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if binary.NativeEndian.Uint64(b[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < 0x80 {
		i++
	}
	return i
}

// verdict prefers UTF-8, which hardly anything else satisfies by chance; a few
// damaged characters in a long file do not change that. The Japanese encodings
// must be valid and hold the kana and common kanji that real sentences do, for
// Latin text can be valid Shift_JIS by accident.
func (w *witness) verdict() Encoding {
	if w.outside == 0 || w.utf8.good > 20*w.utf8.bad {
		return UTF8
	}
	if w.euc.good > 50*w.euc.bad && w.euc.likely*2 > w.euc.good {
		return EUCJP
	}
	if w.sjis.good > 50*w.sjis.bad && w.sjis.likely*2 > w.sjis.good {
		return CP932
	}
	if w.utf8.good > 2*w.utf8.bad {
		return UTF8
	}
	return Windows1252
}

// utf8Witness counts whole and broken characters of two bytes and more.
type utf8Witness struct {
	good, bad int
	need      int
	low, high byte
}

func (u *utf8Witness) feed(c byte) {
	if u.need > 0 {
		if c >= u.low && c <= u.high {
			u.low, u.high = 0x80, 0xBF
			if u.need--; u.need == 0 {
				u.good++
			}
			return
		}
		u.bad++
		u.need = 0
	}
	u.low, u.high = 0x80, 0xBF
	switch {
	case c < 0x80:
	case c >= 0xC2 && c <= 0xDF:
		u.need = 1
	case c >= 0xE0 && c <= 0xEF:
		u.need = 2
		if c == 0xE0 {
			u.low = 0xA0
		} else if c == 0xED {
			u.high = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		u.need = 3
		if c == 0xF0 {
			u.low = 0x90
		} else if c == 0xF4 {
			u.high = 0x8F
		}
	default:
		u.bad++
	}
}

// sjisWitness counts Shift_JIS characters. Likely ones are punctuation, kana
// and first-level kanji (lead bytes 0x81 to 0x9F), and half-width kana that
// follow one another.
type sjisWitness struct {
	good, bad, likely int
	lead              byte
	half              bool
}

func (s *sjisWitness) feed(c byte) {
	if s.lead != 0 {
		lead := s.lead
		s.lead = 0
		if c >= 0x40 && c <= 0xFC && c != 0x7F {
			s.good++
			if lead <= 0x9F {
				s.likely++
			}
			return
		}
		s.bad++
	}
	wasHalf := s.half
	s.half = false
	switch {
	case c < 0x80:
	case c >= 0xA1 && c <= 0xDF:
		s.good++
		s.half = true
		if wasHalf {
			s.likely++
		}
	case c >= 0x81 && c <= 0x9F, c >= 0xE0 && c <= 0xFC:
		s.lead = c
	default:
		s.bad++
	}
}

// eucWitness counts EUC-JP characters. Likely ones are punctuation, kana and
// first-level kanji (lead bytes 0xA1 to 0xCF).
type eucWitness struct {
	good, bad, likely int
	lead              byte
	need              int
}

func (e *eucWitness) feed(c byte) {
	if e.need > 0 {
		if c >= 0xA1 && c <= 0xFE {
			if e.need--; e.need == 0 {
				e.good++
				if e.lead >= 0xA1 && e.lead <= 0xCF {
					e.likely++
				}
			}
			return
		}
		e.bad++
		e.need = 0
	}
	switch {
	case c < 0x80:
	case c >= 0xA1 && c <= 0xFE, c == 0x8E:
		e.lead, e.need = c, 1
	case c == 0x8F:
		e.lead, e.need = c, 2
	default:
		e.bad++
	}
}
