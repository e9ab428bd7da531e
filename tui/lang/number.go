package lang

import (
	"strconv"
	"strings"
)

// Number writes a whole number with its thousands apart: 12,345 in both
// languages.
func (c *Catalogue) Number(n int) string { return number(n) }

// Percent writes a change in hundredths with its sign and a true minus:
// Percent(1.38) is "+138 %", Percent(-0.04) "−4 %". In Japanese the sign
// stands close: "+138%". Ascii terminals get a hyphen from the theme's glyphs,
// so the minus is handed in.
func (c *Catalogue) Percent(change float64, minus string) string {
	return c.Forms.Percent(signed(change, minus))
}

// signed is a change in hundredths with its sign.
func signed(change float64, minus string) string {
	n := int(change*100 + 0.5)
	if change < 0 {
		n = int(change*100 - 0.5)
	}
	sign := "+"
	switch {
	case n < 0:
		sign, n = minus, -n
	case n == 0:
		sign = "±"
		if minus == "-" {
			sign = ""
		}
	}
	return sign + number(n)
}

// apart puts a blank behind what ends in a Latin letter, a digit or a sign of
// ASCII, for Japanese stands apart from it: "billing/refund が増加".
func apart(s string) string {
	if s == "" || s[len(s)-1] >= 0x80 {
		return s
	}
	return s + " "
}

// amid is apart on either side: "osaka の aya と申します".
func amid(s string) string {
	if s == "" || s[0] >= 0x80 {
		return apart(s)
	}
	return " " + apart(s)
}

func number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// atLeast is a number that is not all of them where more is set: "20+".
func atLeast(n int, more bool) string {
	if more {
		return number(n) + "+"
	}
	return number(n)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
