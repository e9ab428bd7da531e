package when

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"koe/model"
)

// on is a moment in a place: "2026-07-13 08:50 Asia/Tokyo", or with its
// offset where a clock shows it twice: "2026-10-25T01:45+01:00 Europe/London".
func on(t *testing.T, s string) time.Time {
	t.Helper()
	wall, place, _ := strings.Cut(s, " ")
	if !strings.Contains(wall, "T") {
		clock := ""
		clock, place, _ = strings.Cut(place, " ")
		wall += " " + clock
	}
	zone, err := time.LoadLocation(place)
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00"} {
		if at, err := time.ParseInLocation(layout, wall, zone); err == nil {
			return at.In(zone)
		}
	}
	t.Fatalf("%s is no moment", s)
	return time.Time{}
}

// codeOf is the code of a refusal, "" of none.
func codeOf(t *testing.T, typed string, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var e *Error
	if !errors.As(err, &e) || e.Typed != typed {
		t.Errorf("%q is refused by %#v", typed, err)
		return err.Error()
	}
	return string(e.Code)
}

// A dayRow says which day is meant as seen from the past, from what is to come
// and from the nearest. One that stands alone is meant whatever is asked.
type dayRow struct {
	typed string
	want  string // past, coming, nearest: a day or a code
}

var dayRows = map[string][]dayRow{
	// A Monday in the middle of a year.
	"2026-07-13 08:50 Asia/Tokyo": {
		{"today", "2026-07-13"},
		{"tomorrow", "2026-07-14"},
		{"昨日", "2026-07-12"},
		{"明後日", "2026-07-15"},
		{"一昨日", "2026-07-11"},
		{"しあさって", "2026-07-16"},
		{"今日中", "2026-07-13"},
		{"明日(火)", "2026-07-14"},
		{"明日(水)", "other-weekday"},
		// weekdays, today included
		{"mon", "2026-07-13"},
		{"火", "2026-07-07 2026-07-14 2026-07-14"},
		{"水曜", "2026-07-08 2026-07-15 2026-07-15"},
		{"thursday", "2026-07-09 2026-07-16 2026-07-16"},
		{"金曜日", "2026-07-10 2026-07-17 2026-07-10"},
		{"sat", "2026-07-11 2026-07-18 2026-07-11"},
		{"日", "2026-07-12 2026-07-19 2026-07-12"},
		{"次の月曜", "2026-07-20"},
		{"次の火曜", "2026-07-14"},
		{"coming sun", "2026-07-19"},
		{"前の月曜", "2026-07-06"},
		{"previous sun", "2026-07-12"},
		{"previous tue", "2026-07-07"},
		{"next monday", "2026-07-20"},
		{"next sunday", "2026-07-26"},
		{"来週金曜", "2026-07-24"},
		{"再来週の月曜", "2026-07-27"},
		{"今週の日曜", "2026-07-19"},
		{"this monday", "2026-07-13"},
		{"last monday", "2026-07-06"},
		{"先週の日曜", "2026-07-12"},
		{"先々週 日曜", "2026-07-05"},
		{"5週間後の金曜", "2026-08-21"},
		{"2週間前の月曜", "2026-06-29"},
		// lengths of time
		{"3d", "2026-07-10 2026-07-16 2026-07-16"},
		{"1w", "2026-07-06 2026-07-20 2026-07-20"},
		{"2か月", "2026-05-13 2026-09-13 2026-09-13"},
		{"2m", "2026-05-13 2026-09-13 2026-09-13"},
		{"1年", "2025-07-13 2027-07-13 2027-07-13"},
		{"+3d", "2026-07-16"},
		{"+3", "2026-07-16"},
		{"3日前", "2026-07-10"},
		{"+1m", "2026-08-13"},
		{"2週間後", "2026-07-27"},
		{"a month ago", "2026-06-13"},
		{"+1y", "2027-07-13"},
		{"+9999d", "2053-11-27"},
		// working days
		{"翌営業日", "2026-07-14"},
		{"4営業日後", "2026-07-17"},
		{"5営業日後", "2026-07-20"},
		{"in 10 working days", "2026-07-27"},
		{"前営業日", "2026-07-10"},
		{"6営業日前", "2026-07-03"},
		{"3bd", "2026-07-08 2026-07-16 2026-07-16"},
		// dates without their year or month
		{"7/13", "2026-07-13"},
		{"7/12", "2026-07-12 2027-07-12 2026-07-12"},
		{"7/14", "2025-07-14 2026-07-14 2026-07-14"},
		{"1月5日", "2026-01-05 2027-01-05 2027-01-05"},
		{"1/11", "2026-01-11 2027-01-11 2027-01-11"}, // 183 days ago, 182 ahead
		{"1/12", "2026-01-12 2027-01-12 2026-01-12"}, // 182 days ago, 183 ahead
		{"13 jan", "2026-01-13 2027-01-13 2026-01-13"},
		{"12/31", "2025-12-31 2026-12-31 2026-12-31"},
		{"2/29", "no-such"},
		{"13日", "2026-07-13"},
		{"12日", "2026-07-12 2026-08-12 2026-07-12"},
		{"14日", "2026-06-14 2026-07-14 2026-07-14"},
		{"28日", "2026-06-28 2026-07-28 2026-06-28"}, // as near: the earlier
		{"29日", "2026-06-29 2026-07-29 2026-06-29"},
		{"31日", "no-such 2026-07-31 2026-07-31"},
		{"7/13(月)", "2026-07-13"},
		{"7/14(火)", "other-weekday 2026-07-14 2026-07-14"}, // 14 July 2025 was a Monday
		{"7/14(月)", "2025-07-14 other-weekday 2025-07-14"},
		{"7/15(火)", "2025-07-15 other-weekday 2025-07-15"},
		{"7/12(日)", "2026-07-12 other-weekday 2026-07-12"},
		{"7/16(金)", "other-weekday"},
		{"13日(月)", "2026-07-13"},
		{"14日(火)", "other-weekday 2026-07-14 2026-07-14"},
		{"来月15日", "2026-08-15"},
		{"先月31日", "no-such"},
		{"来月31日(月)", "2026-08-31"},
		{"来年3月15日", "2027-03-15"},
		{"来年2月29日", "no-such"},
		{"昨年の12/31", "2025-12-31"},
		// whole dates
		{"2026-07-01", "2026-07-01"},
		{"令和元年5月1日", "2019-05-01"},
		{"昭和99年1月2日", "2024-01-02"},
		{"2026-W28-7", "2026-07-12"},
		{"2026-W01-1", "2025-12-29"},
		{"2026-W53-7", "2027-01-03"},
		{"1971-01-01", "1971-01-01"},
		{"9999-12-31", "9999-12-31"},
		// the ends of periods
		{"月末", "2026-06-30 2026-07-31 2026-06-30"},
		{"月初", "2026-07-01 2026-08-01 2026-07-01"},
		{"今月末", "2026-07-31"},
		{"end of last month", "2026-06-30"},
		{"来月末", "2026-08-31"},
		{"来月初め", "2026-08-01"},
		{"年末", "2025-12-31 2026-12-31 2026-12-31"},
		{"年初", "2026-01-01 2027-01-01 2027-01-01"},
		{"end of week", "2026-07-10 2026-07-17 2026-07-10"},
		{"start of week", "2026-07-13"},
		{"end of next week", "2026-07-24"},
		{"週明け", "2026-07-20"},
		{"7月末", "2025-07-31 2026-07-31 2026-07-31"},
		{"7月初め", "2026-07-01 2027-07-01 2026-07-01"},
		{"2026年2月末", "2026-02-28"},
		{"2028年2月末", "2028-02-29"},
		{"end of 2026", "2026-12-31"},
		{"start of 2026", "2026-01-01"},
		{"来年3月末", "2027-03-31"},
		// more than one day
		{"来週", "2026-07-20"},
		{"再来週", "2026-07-27"},
		{"next month", "2026-08-01"},
		{"来年", "2027-01-01"},
		{"今週", "wide 2026-07-17 wide"},
		{"今週中", "wide 2026-07-17 wide"},
		{"今月中", "wide 2026-07-31 wide"},
		{"今月", "wide 2026-07-31 wide"},
		{"今年中", "wide 2026-12-31 wide"},
		{"来週中", "wide 2026-07-24 wide"},
		{"来月中", "wide 2026-08-31 wide"},
		{"7月中", "wide 2026-07-31 wide"},
		{"2026年8月中", "wide 2026-08-31 wide"},
		{"来年3月中", "wide 2027-03-31 wide"},
		{"3日以内", "wide 2026-07-16 wide"},
		{"3営業日以内", "wide 2026-07-16 wide"},
		{"1か月以内", "wide 2026-08-13 wide"},
		{"先週", "wide"},
		{"先月", "wide"},
		{"昨年", "wide"},
		{"7月", "wide"},
		{"来年3月", "wide"},
		{"2026-03", "wide"},
		{"2026", "wide"},
		{"2026-W28", "wide"},
		{"過去7日間", "wide"},
		{"last 1 day", "wide"},
		{"7/15中", "2025-07-15 2026-07-15 2026-07-15"},
		// refused
		{"soon", "unread"},
		{"15:00", "day-only"},
		{"金曜15時", "day-only"},
		{"+3h", "day-only"},
		{"2026-07-13T09:30:00+09:00", "day-only"},
		{"2026-02-30", "no-such"},
		{"1970-01-01", "far"},
		{"9999年前", "unread"},
		{"999w", "2007-05-21 2045-09-04 2045-09-04"},
		{"999 months", "far 2109-10-13 2109-10-13"},
		{"1週間以内", "wide 2026-07-20 wide"},
	},
	// The last day of a year, a Thursday.
	"2026-12-31 23:59 Europe/London": {
		{"tomorrow", "2027-01-01"},
		{"+1m", "2027-01-31"},
		{"+2m", "2027-02-28"},
		{"-1m", "2026-11-30"},
		{"-10m", "2026-02-28"},
		{"+14mo", "2028-02-29"},
		{"1/1", "2026-01-01 2027-01-01 2027-01-01"},
		{"12/31", "2026-12-31"},
		{"12/30", "2026-12-30 2027-12-30 2026-12-30"},
		{"1日", "2026-12-01 2027-01-01 2027-01-01"},
		{"30日", "2026-12-30 2027-01-30 2026-12-30"},
		{"31日", "2026-12-31"},
		{"月末", "2026-12-31"},
		{"年末", "2026-12-31"},
		{"月初", "2026-12-01 2027-01-01 2027-01-01"},
		{"年初", "2026-01-01 2027-01-01 2027-01-01"},
		{"来月末", "2027-01-31"},
		{"先月末", "2026-11-30"},
		{"来年", "2027-01-01"},
		{"来週", "2027-01-04"},
		{"fri", "2026-12-25 2027-01-01 2027-01-01"},
		{"今週中", "wide 2027-01-01 wide"},
		{"翌営業日", "2027-01-01"},
		{"2営業日後", "2027-01-04"},
		{"今月中", "wide 2026-12-31 wide"},
		{"1/4(月)", "other-weekday 2027-01-04 2027-01-04"},
		{"12/31(木)", "2026-12-31"},
	},
	// The first of April, a Wednesday, an hour after midnight.
	"2026-04-01 01:00 Asia/Tokyo": {
		{"-1d", "2026-03-31"},
		{"-1m", "2026-03-01"},
		{"31日", "2026-03-31 no-such 2026-03-31"},
		{"1日", "2026-04-01"},
		{"月初", "2026-04-01"},
		{"月末", "2026-03-31 2026-04-30 2026-03-31"},
		{"先月末", "2026-03-31"},
		{"end of week", "2026-03-27 2026-04-03 2026-04-03"},
		{"start of week", "2026-03-30 2026-04-06 2026-03-30"},
		{"4/1", "2026-04-01"},
		{"3/31", "2026-03-31 2027-03-31 2026-03-31"},
		{"月曜", "2026-03-30 2026-04-06 2026-03-30"},
		{"日曜", "2026-03-29 2026-04-05 2026-03-29"},
	},
	// A leap day, a Tuesday.
	"2028-02-29 12:00 America/New_York": {
		{"2/29", "2028-02-29"},
		{"29日", "2028-02-29"},
		{"30日", "2028-01-30 no-such 2028-01-30"},
		{"+1y", "2029-02-28"},
		{"-1y", "2027-02-28"},
		{"+4y", "2032-02-29"},
		{"+1m", "2028-03-29"},
		{"-1m", "2028-01-29"},
		{"月末", "2028-02-29"},
		{"昨年2月末", "2027-02-28"},
		{"来年2月29日", "no-such"},
		{"2月末", "2028-02-29"},
		{"+366d", "2029-03-01"},
		{"tomorrow", "2028-03-01"},
		{"2028-W09-2", "2028-02-29"},
	},
	// The day after it: the next one is not this year's or the next's.
	"2028-03-01 00:00 America/New_York": {
		{"2/29", "2028-02-29 no-such 2028-02-29"},
		{"31日", "no-such 2028-03-31 2028-03-31"},
		{"29日", "2028-02-29 2028-03-29 2028-02-29"},
		{"30日", "no-such 2028-03-30 2028-03-30"},
	},
	// The eve of a year with a leap day.
	"2027-12-31 09:00 Asia/Tokyo": {
		{"2/29", "no-such 2028-02-29 2028-02-29"},
		{"31日", "2027-12-31"},
	},
	"2027-02-28 09:00 Asia/Tokyo": {
		{"2/29", "no-such"},
		{"31日", "2027-01-31 no-such 2027-01-31"},
		{"28日", "2027-02-28"},
	},
	"2027-03-01 09:00 Asia/Tokyo": {
		{"2/29", "no-such 2028-02-29 2028-02-29"},
	},
	// A Saturday: the week's work is over.
	"2026-07-18 09:00 Asia/Tokyo": {
		{"今週中", "wide 2026-07-19 wide"},
		{"今週", "wide 2026-07-19 wide"},
		{"1週間以内", "wide 2026-07-25 wide"}, // counted, worked or not
		{"end of week", "2026-07-17 2026-07-24 2026-07-17"},
		{"start of week", "2026-07-13 2026-07-20 2026-07-20"},
		{"週明け", "2026-07-20"},
		{"翌営業日", "2026-07-20"},
		{"前営業日", "2026-07-17"},
		{"next friday", "2026-07-24"},
		{"last friday", "2026-07-10"},
		{"sat", "2026-07-18"},
	},
	// A month that ends on a Sunday.
	"2026-05-13 09:00 Asia/Tokyo": {
		{"今月中", "wide 2026-05-31 wide"},
		{"月末", "2026-04-30 2026-05-31 2026-04-30"},
		{"5月31日", "2025-05-31 2026-05-31 2026-05-31"},
	},
	// A Sunday is the last day of its week.
	"2026-07-19 09:00 Asia/Tokyo": {
		{"今週中", "wide 2026-07-19 wide"},
		{"来週", "2026-07-20"},
		{"next monday", "2026-07-20"},
		{"今週の月曜", "2026-07-13"},
	},
	// The night in which midnight does not exist, and the days around it.
	"2026-09-06 01:00 America/Santiago": {
		{"today", "2026-09-06"},
		{"yesterday", "2026-09-05"},
		{"日曜", "2026-09-06"},
		{"9/6", "2026-09-06"},
	},
	"2026-09-05 23:59 America/Santiago": {
		{"today", "2026-09-05"},
		{"tomorrow", "2026-09-06"},
		{"日曜", "2026-08-30 2026-09-06 2026-09-06"},
		{"+7d", "2026-09-12"},
	},
	// Where the present is on the other side of midnight, so is today.
	"2026-07-13 00:30 America/New_York": {
		{"today", "2026-07-13"},
	},
}

func TestDay(t *testing.T) {
	for now, rows := range dayRows {
		for _, row := range rows {
			want := strings.Fields(row.want)
			if len(want) == 1 {
				want = append(want, want[0], want[0])
			}
			for i, sense := range []Sense{Past, Coming, Near} {
				r := Reader{Now: on(t, now), Sense: sense}
				day, err := r.Day(row.typed)
				got := codeOf(t, row.typed, err)
				if err == nil {
					got = day.String()
				}
				if got != want[i] {
					t.Errorf("on %s, %q of sense %d is %s, want %s", now, row.typed, sense, got, want[i])
				}
			}
		}
	}
}

// A place may refuse what lies on the other side of now.
func TestOnly(t *testing.T) {
	now := on(t, "2026-07-13 08:50 Asia/Tokyo")
	for _, c := range []struct {
		typed        string
		past, coming string
	}{
		{"today", "2026-07-13", "2026-07-13"},
		{"yesterday", "2026-07-12", "over"},
		{"tomorrow", "ahead", "2026-07-14"},
		{"2026-07-12", "2026-07-12", "over"},
		{"2026-07-14", "ahead", "2026-07-14"},
		{"7/12", "2026-07-12", "2027-07-12"},
		{"next fri", "ahead", "2026-07-24"},
		{"先週金曜", "2026-07-10", "over"},
		{"3d", "2026-07-10", "2026-07-16"},
		{"来週", "ahead", "2026-07-20"},
	} {
		for sense, want := range map[Sense]string{Past: c.past, Coming: c.coming, Near: ""} {
			day, err := Reader{Now: now, Sense: sense, Only: true}.Day(c.typed)
			got := codeOf(t, c.typed, err)
			if err == nil {
				got = day.String()
			}
			if want != "" && got != want || want == "" && err != nil {
				t.Errorf("%q of sense %d is %s, want %s", c.typed, sense, got, want)
			}
		}
	}
	_, err := Reader{Now: now, Sense: Coming, Only: true}.Day("yesterday")
	var e *Error
	if !errors.As(err, &e) || e.Day != model.Date(2026, time.July, 12) || !e.ForDay {
		t.Errorf("the error says which day it was: %#v", e)
	}
	_, err = Reader{Now: now}.Day("7/16(金)")
	if !errors.As(err, &e) || e.Day != model.Date(2026, time.July, 16) {
		t.Errorf("the error says which day it was: %#v", e)
	}
}

// A desk's calendar tells its working days.
type jp struct{}

func (jp) Works(d model.Day) bool {
	return MondayToFriday{}.Works(d) && d != model.Date(2026, time.July, 20) && d != model.Date(2026, time.July, 17)
}

func (jp) Hours(d model.Day) (from, to time.Duration) {
	if d == model.Date(2026, time.July, 15) {
		return 10 * time.Hour, 15*time.Hour + 30*time.Minute
	}
	return 8 * time.Hour, 20 * time.Hour
}

// closed is a desk that is never open.
type closed struct{ MondayToFriday }

func (closed) Works(model.Day) bool { return false }

// only is a desk that works on one weekday.
type only struct {
	MondayToFriday
	day time.Weekday
}

func (o only) Works(d model.Day) bool { return d.Weekday() == o.day }

func TestCalendar(t *testing.T) {
	now := on(t, "2026-07-13 08:50 Asia/Tokyo")
	for _, c := range []struct {
		calendar    Calendar
		typed, want string
	}{
		{jp{}, "3営業日後", "2026-07-16"},
		{jp{}, "4営業日後", "2026-07-21"},
		{jp{}, "週明け", "2026-07-21"},
		{jp{}, "今週中", "2026-07-16"},
		{jp{}, "来週", "2026-07-20"},
		{jp{}, "end of next week", "2026-07-24"},
		{nil, "週明け", "2026-07-20"},
		{only{day: time.Sunday}, "週明け", "2026-07-26"},
		{only{day: time.Monday}, "週明け", "2026-07-20"},
		{only{day: time.Monday}, "今週中", "2026-07-13"},
		{only{day: time.Sunday}, "今週中", "2026-07-19"},
		{only{day: time.Wednesday}, "2営業日後", "2026-07-22"},
		{closed{}, "今週中", "2026-07-19"},
		{closed{}, "週明け", "2026-07-20"},
		{closed{}, "1営業日後", "2027-07-14"},
		{closed{}, "1営業日前", "2025-07-12"},
	} {
		day, err := Reader{Now: now, Sense: Coming, Calendar: c.calendar}.Day(c.typed)
		if err != nil || day.String() != c.want {
			t.Errorf("%q with %T is %s, %v; want %s", c.typed, c.calendar, day, err, c.want)
		}
	}
	for d, works := range map[int]bool{13: true, 17: true, 18: false, 19: false, 20: true} {
		if (MondayToFriday{}).Works(model.Date(2026, time.July, d)) != works {
			t.Errorf("%d July", d)
		}
	}
}
