package when

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numerals are the values of the Japanese signs for numbers; what is ten or more multiplies what
// stands before it.
var numerals = map[rune]int{
	'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10, '百': 100, '千': 1000,
}

// englishNumerals are the numbers that are said rather than written.
var englishNumerals = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}

// longest is how many digits a number may have: 20260713.
const longest = 8

// cutNumber reads the number a folded text begins with: 15, 十五, 二〇二六. digits is how many
// digits it was written with, 0 for one in Japanese signs; rest is what follows.
func cutNumber(s string) (n, digits int, rest string, ok bool) {
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		if digits == longest {
			return 0, 0, s, false
		}
		n = n*10 + int(s[digits]-'0')
		digits++
	}
	if digits > 0 {
		return n, digits, s[digits:], true
	}
	n, rest, ok = cutSigns(s)
	return n, 0, rest, ok
}

// cutSigns reads a number in Japanese signs, by place (二〇二六) or by tens and hundreds
// (二千二十六), up to 9999.
func cutSigns(s string) (n int, rest string, ok bool) {
	sum, digit, placed, at := 0, 0, 0, 0
	bound := 10_000 // what the next ten, hundred or thousand must stay below
	for {
		r, size := utf8.DecodeRuneInString(s[at:])
		v, is := numerals[r]
		if !is {
			break
		}
		at += size
		switch {
		case v < 10 && bound < 10_000 && placed > 0, v >= bound, placed == 4:
			return 0, s, false // 十二三, 十百, 二〇二六七
		case v < 10:
			digit = digit*10 + v
			placed++
		case placed > 1, placed == 1 && digit == 0:
			return 0, s, false // 二三十, 〇十
		default:
			sum += max(digit, 1) * v
			digit, placed, bound = 0, 0, v
		}
	}
	return sum + digit, s[at:], at > 0
}

// InDigits writes the numbers in Japanese signs within a text in digits.
func InDigits(s string) string {
	var b strings.Builder
	for s != "" {
		if n, rest, ok := cutSigns(s); ok {
			b.WriteString(strconv.Itoa(n))
			s = rest
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(s[:size])
		s = s[size:]
	}
	return b.String()
}

// cutEnglishNumber reads a number that is said as a word.
func cutEnglishNumber(s string) (n int, rest string, ok bool) {
	w := letters(s)
	n, ok = englishNumerals[w]
	return n, s[len(w):], ok
}

// letters is the run of Latin letters that a folded text begins with.
func letters(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyz"))]
}
