package when

import (
	"testing"
	"time"

	"koe/model"
)

func TestMonthOf(t *testing.T) {
	for word, want := range map[string]time.Month{
		"jan": 1, "January": 1, "JANUAR": 1, "janv": 1, "ene": 1, "gen": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "may": 5, "mai": 5, "mag": 5,
		"jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "September": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12,
		"": 0, "ja": 0, "j": 0, "janx": 0, "marchand": 0, "ma": 0, "mayor": 0, "decem": 12, "decembre": 0,
	} {
		if got := MonthOf(word); got != want {
			t.Errorf("%q is month %d, want %d", word, got, want)
		}
	}
}

func TestWeekdayOf(t *testing.T) {
	for word, want := range map[string]time.Weekday{
		"sun": 0, "Mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "THU": 4, "thur": 4, "thurs": 4, "fri": 5, "Friday": 5, "saturday": 6,
		"": -1, "fr": -1, "friend": -1, "fridays": -1, "monitor": -1, "s": -1,
	} {
		if got, ok := WeekdayOf(word); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q is %v, %v", word, got, ok)
		}
	}
	for d, sign := range []string{"日", "月", "火", "水", "木", "金", "土"} {
		if got := WeekdaySign(time.Weekday(d)); got != sign {
			t.Errorf("%v is %s", time.Weekday(d), got)
		}
	}
}

func TestCutEra(t *testing.T) {
	for _, c := range []struct {
		in     string
		before int
		rest   string
	}{
		{"令和8年", 2018, "8年"}, {"令和元年", 2018, "元年"}, {"令和", 2018, ""}, {"平成31", 1988, "31"}, {"昭和64", 1925, "64"}, {"大正15", 1911, "15"}, {"明治45", 1867, "45"},
		{"㋿8", 2018, "8"}, {"㍻31", 1988, "31"}, {"㍼64", 1925, "64"}, {"㍽1", 1911, "1"}, {"㍾1", 1867, "1"},
		{"R8", 2018, "8"}, {"r8", 2018, "8"}, {"H0", 1988, "0"}, {"s9", 1925, "9"}, {"T1", 1911, "1"}, {"m1", 1867, "1"},
		{"令8", 2018, "8"}, {"平31", 1988, "31"}, {"昭9", 1925, "9"}, {"大1", 1911, "1"}, {"明1", 1867, "1"},
		{"", 0, ""}, {"R", 0, "R"}, {"Rx", 0, "Rx"}, {"R/8", 0, "R/8"}, {"R:8", 0, "R:8"}, {"令", 0, "令"}, {"平日", 0, "平日"}, {"大阪", 0, "大阪"}, {"明日", 0, "明日"}, {"8", 0, "8"}, {"x8", 0, "x8"}, {"2 8", 0, "2 8"},
	} {
		before, rest, ok := CutEra(c.in)
		if before != c.before || rest != c.rest || ok != (c.before != 0) {
			t.Errorf("%q is %d, %q, %v", c.in, before, rest, ok)
		}
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		in     string
		n      int
		digits int
		rest   string
		ok     bool
	}{
		{"0", 0, 1, "", true}, {"7", 7, 1, "", true}, {"15日", 15, 2, "日", true}, {"007", 7, 3, "", true}, {"12345678", 12345678, 8, "", true},
		{"123456789", 0, 0, "123456789", false}, {"", 0, 0, "", false}, {"x1", 0, 0, "x1", false}, {"/", 0, 0, "/", false}, {":", 0, 0, ":", false},
		{"〇", 0, 0, "", true}, {"零時", 0, 0, "時", true}, {"一", 1, 0, "", true}, {"九", 9, 0, "", true}, {"十", 10, 0, "", true}, {"十五日", 15, 0, "日", true},
		{"二十", 20, 0, "", true}, {"三十一", 31, 0, "", true}, {"百", 100, 0, "", true}, {"百五", 105, 0, "", true}, {"二百十", 210, 0, "", true}, {"千", 1000, 0, "", true},
		{"二千二十六年", 2026, 0, "年", true}, {"九千九百九十九", 9999, 0, "", true}, {"二〇二六", 2026, 0, "", true}, {"一二", 12, 0, "", true}, {"一二三四", 1234, 0, "", true},
		{"一二三四五", 0, 0, "一二三四五", false}, {"二三十", 0, 0, "二三十", false}, {"十二三", 0, 0, "十二三", false}, {"十百", 0, 0, "十百", false}, {"十十", 0, 0, "十十", false},
		{"〇十", 0, 0, "〇十", false}, {"百千", 0, 0, "百千", false}, {"千百十一", 1111, 0, "", true},
	} {
		n, digits, rest, ok := cutNumber(c.in)
		if n != c.n || digits != c.digits || rest != c.rest || ok != c.ok {
			t.Errorf("%q is %d of %d digits, %q, %v", c.in, n, digits, rest, ok)
		}
	}
	for in, want := range map[string]string{
		"": "", "令和八年七月十三日": "令和8年7月13日", "二〇二六年": "2026年", "九月三十日 15時": "9月30日 15時", "二三十日": "二30日", "x": "x",
	} {
		if got := InDigits(in); got != want {
			t.Errorf("%q in digits is %q, want %q", in, got, want)
		}
	}
	for word, want := range map[string]int{"a day": 1, "an hour": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 0, "": 0} {
		if n, _, ok := cutEnglishNumber(word); n != want || ok != (want > 0) {
			t.Errorf("%q is %d, %v", word, n, ok)
		}
	}
	if DaysIn(2028, 2) != 29 || DaysIn(2026, 2) != 28 || DaysIn(2026, 12) != 31 {
		t.Error("the days of a month")
	}
}

// Later keeps the day of the month where there is one.
func TestLater(t *testing.T) {
	for _, c := range []struct {
		from          string
		years, months int
		want          string
	}{
		{"2026-01-31", 0, 1, "2026-02-28"}, {"2026-01-31", 0, 2, "2026-03-31"}, {"2026-01-31", 0, 13, "2027-02-28"}, {"2028-01-31", 0, 1, "2028-02-29"},
		{"2026-03-31", 0, -1, "2026-02-28"}, {"2026-01-15", 0, -1, "2025-12-15"}, {"2026-12-31", 0, 1, "2027-01-31"},
		{"2028-02-29", 1, 0, "2029-02-28"}, {"2028-02-29", 4, 0, "2032-02-29"}, {"2028-02-29", -1, 0, "2027-02-28"}, {"2026-07-13", 1, -2, "2027-05-13"},
	} {
		from, err := model.ParseDay(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := Later(from, c.years, c.months); got.String() != c.want {
			t.Errorf("%s, %d years and %d months later: %s, want %s", c.from, c.years, c.months, got, c.want)
		}
	}
}

// Every code of a refusal is listed once.
func TestCodes(t *testing.T) {
	seen := map[Code]bool{}
	for _, c := range Codes() {
		if seen[c] || c == "" {
			t.Errorf("%q", c)
		}
		seen[c] = true
	}
	if len(seen) != 8 {
		t.Errorf("%d codes", len(seen))
	}
}
