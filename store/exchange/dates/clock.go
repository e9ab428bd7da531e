package dates

import "strings"

// clock reads a time of day to the end of the value: 15:42, 3:42:07.5 PM,
// 15:42:00Z, 15:42 +0900, 154207.
func (c *cursor) clock() (clock, bool) {
	k := clock{set: true}
	var n int
	k.h, n = c.digits()
	switch {
	case n == 6 || n == 4:
		if n == 6 {
			k.s = k.h % 100
			k.h /= 100
		}
		k.h, k.m = k.h/100, k.h%100
	case n == 1 || n == 2:
		if c.eat(':') {
			// 9時5分 has a minute of one digit
			if k.m, n = c.digits(); n == 0 || n > 2 {
				return k, false
			}
			if c.eat(':') {
				if k.s, n = c.digits(); n == 0 || n > 2 {
					return k, false
				}
			}
		} else if !isLetter(c.peek()) && c.peek() != ' ' {
			return k, false // a bare number is no time
		} else if h := *c; !h.half(&clock{h: 1}) {
			return k, false
		}
	default:
		return k, false
	}
	if c.peek() == '.' || c.peek() == ',' {
		c.i++
		if !c.fraction(&k) {
			return k, false
		}
	}
	if !c.half(&k) && k.h == 24 && k.m == 0 && k.s == 0 {
		k.h, k.m, k.s = 23, 59, 59
	}
	if k.h > 23 || k.m > 59 || k.s > 60 {
		return k, false
	}
	k.s = min(k.s, 59)
	return k, c.zone(&k) && c.done()
}

func (c *cursor) fraction(k *clock) bool {
	v, n := c.digits()
	if n == 0 || n > 9 {
		return false
	}
	for ; n < 9; n++ {
		v *= 10
	}
	k.ns = v
	return true
}

// half reads AM or PM. It leaves the cursor where it stood when there is none.
func (c *cursor) half(k *clock) bool {
	was := c.i
	c.spaces()
	w := strings.ToLower(strings.ReplaceAll(c.s[c.i:min(len(c.s), c.i+4)], ".", ""))
	switch {
	case strings.HasPrefix(w, "am") && k.h >= 0 && k.h <= 12:
		k.h %= 12
	case strings.HasPrefix(w, "pm") && k.h >= 0 && k.h <= 12:
		k.h = k.h%12 + 12
	default:
		c.i = was
		return false
	}
	c.i++
	c.eat('.')
	c.i++
	c.eat('.')
	return true
}

// zone reads Z, UTC, GMT+9, +09:00, -0500, and the name in brackets that some
// programs add.
func (c *cursor) zone(k *clock) bool {
	c.spaces()
	if c.done() {
		return true
	}
	switch w := strings.ToUpper((&cursor{s: c.s, i: c.i}).word()); w {
	case "Z", "UTC", "GMT":
		k.zoned = true
		c.i += len(w)
	case "JST":
		k.zoned, k.offsetSecs = true, 9*3600
		c.i += len(w)
	case "":
	default:
		return false
	}
	if sign := c.peek(); sign == '+' || sign == '-' {
		c.i++
		h, n := c.digits()
		m := 0
		switch {
		case n == 4:
			h, m = h/100, h%100
		case n > 2 || n == 0:
			return false
		case c.eat(':'):
			if m, n = c.digits(); n != 2 {
				return false
			}
		}
		if h > 14 || m > 59 {
			return false
		}
		k.zoned, k.offsetSecs = true, h*3600+m*60
		if sign == '-' {
			k.offsetSecs = -k.offsetSecs
		}
	}
	c.spaces()
	if c.peek() == '(' && c.s[len(c.s)-1] == ')' {
		c.i = len(c.s)
	}
	return k.zoned
}

// Clock reads a time of day that stands in a column of its own.
func Clock(s string) (h, m, sec int, ok bool) {
	c := &cursor{s: plain(s)}
	k, ok := c.clock()
	if !ok || k.zoned {
		return 0, 0, 0, false
	}
	return k.h, k.m, k.s, true
}
