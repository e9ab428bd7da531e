package when

import (
	"strings"
	"testing"
	"time"

	"koe/model"
)

// A momentRow says which moment is meant as seen from the past, from what is
// to come and from the nearest. One that stands alone is meant whatever is
// asked. A day alone is its first moment where the past is asked and its 17:00
// elsewhere.
type momentRow struct {
	typed string
	want  string
}

var momentRows = map[string][]momentRow{
	"2026-07-13 08:50 Asia/Tokyo": {
		// a time of day
		{"8:49", "2026-07-13T08:49 2026-07-14T08:49 2026-07-13T08:49"},
		{"8:50", "2026-07-13T08:50 2026-07-14T08:50 2026-07-13T08:50"},
		{"8:51", "2026-07-12T08:51 2026-07-13T08:51 2026-07-13T08:51"},
		{"20:49", "2026-07-12T20:49 2026-07-13T20:49 2026-07-13T20:49"},
		{"20:50", "2026-07-12T20:50 2026-07-13T20:50 2026-07-12T20:50"}, // as near: the earlier
		{"20:51", "2026-07-12T20:51 2026-07-13T20:51 2026-07-12T20:51"},
		{"0:00", "2026-07-13T00:00 2026-07-14T00:00 2026-07-13T00:00"},
		{"24:00", "2026-07-13T00:00 2026-07-14T00:00 2026-07-13T00:00"},
		{"正午", "2026-07-12T12:00 2026-07-13T12:00 2026-07-13T12:00"},
		{"8:50:30", "2026-07-12T08:50:30 2026-07-13T08:50:30 2026-07-13T08:50:30"},
		{"朝一", "2026-07-12T09:00 2026-07-13T09:00 2026-07-13T09:00"},
		{"eod", "2026-07-12T17:00 2026-07-13T17:00 2026-07-13T17:00"},
		// a day
		{"today", "2026-07-13T00:00 2026-07-13T17:00 2026-07-13T17:00"},
		{"明日", "2026-07-14T00:00 2026-07-14T17:00 2026-07-14T17:00"},
		{"月曜", "2026-07-13T00:00 2026-07-13T17:00 2026-07-13T17:00"},
		{"金曜", "2026-07-10T00:00 2026-07-17T17:00 2026-07-10T17:00"},
		{"3営業日後", "2026-07-16T00:00 2026-07-16T17:00 2026-07-16T17:00"},
		{"来週", "2026-07-20T00:00 2026-07-20T17:00 2026-07-20T17:00"},
		{"今週中", "wide 2026-07-17T17:00 wide"},
		{"今月中", "wide 2026-07-31T17:00 wide"},
		{"3日以内", "wide 2026-07-16T17:00 wide"},
		{"2026-07-01", "2026-07-01T00:00 2026-07-01T17:00 2026-07-01T17:00"},
		{"3m 10:00", "2026-04-13T10:00 2026-10-13T10:00 2026-10-13T10:00"},
		// both
		{"today 8:00", "2026-07-13T08:00"},
		{"明日15時半", "2026-07-14T15:30"},
		{"mon 8:50", "2026-07-13T08:50 2026-07-20T08:50 2026-07-13T08:50"},
		{"mon 8:51", "2026-07-06T08:51 2026-07-13T08:51 2026-07-13T08:51"},
		{"7/13 8:50", "2026-07-13T08:50 2027-07-13T08:50 2026-07-13T08:50"},
		{"7/13 8:51", "2025-07-13T08:51 2026-07-13T08:51 2026-07-13T08:51"},
		{"7/13(月) 8:50", "2026-07-13T08:50"}, // the 13th a year later is a Tuesday
		{"7/13(月) 8:51", "2026-07-13T08:51"},
		{"13日 8:50", "2026-07-13T08:50 2026-08-13T08:50 2026-07-13T08:50"},
		{"13日 8:51", "2026-06-13T08:51 2026-07-13T08:51 2026-07-13T08:51"},
		{"7/12 23:59", "2026-07-12T23:59 2027-07-12T23:59 2026-07-12T23:59"},
		{"7/13 24:00", "2025-07-14T00:00 2026-07-14T00:00 2026-07-14T00:00"},
		{"7/12 24:00", "2026-07-13T00:00 2027-07-13T00:00 2026-07-13T00:00"},
		{"来週木曜 10:00", "2026-07-23T10:00"},
		{"月末の正午", "2026-06-30T12:00 2026-07-31T12:00 2026-06-30T12:00"},
		{"次の月曜 8:00", "2026-07-20T08:00"},
		{"週明け朝一", "2026-07-20T09:00"},
		// so long from now
		{"in 3 hours", "2026-07-13T11:50"},
		{"+30m", "2026-07-13T09:20"},
		{"30m", "2026-07-13T08:20 2026-07-13T09:20 2026-07-13T09:20"},
		{"3h", "2026-07-13T05:50 2026-07-13T11:50 2026-07-13T11:50"},
		{"90分前", "2026-07-13T07:20"},
		{"1時間半後", "2026-07-13T10:20"},
		{"2時間以内", "2026-07-13T10:50"},
		{"+24h", "2026-07-14T08:50"},
		// whole moments
		{"2026-07-13T09:30:00+09:00", "2026-07-13T09:30"},
		{"2026-07-12T20:00:00-05:00", "2026-07-13T10:00"},
		{"2026-07-13T00:30:00.5Z", "2026-07-13T09:30:00.5"},
		// refused
		{"soon", "unread"},
		{"25:00", "no-such"},
		{"15", "unread"},
		{"7月", "wide"},
		{"先週 10:00", "wide"},
		{"7/14(水) 10:00", "other-weekday"},
		{"2/29 10:00", "no-such"},
		{"1970-12-31 10:00", "far"},
		{"9999年", "wide"},
		{"+9999y", "far"},
	},
	"2026-07-13 08:50:40 Asia/Tokyo": {
		{"in 1 min", "2026-07-13T08:51"},
		{"1 min ago", "2026-07-13T08:49"},
		{"+1h", "2026-07-13T09:50"},
		{"8:50", "2026-07-13T08:50 2026-07-14T08:50 2026-07-13T08:50"},
	},
	// Past the hour that a day means.
	"2026-07-17 17:00 Asia/Tokyo": {
		{"today", "2026-07-17T00:00 2026-07-17T17:00 2026-07-17T17:00"},
		{"金曜", "2026-07-17T00:00 2026-07-24T17:00 2026-07-17T17:00"},
		{"17日", "2026-07-17T00:00 2026-08-17T17:00 2026-07-17T17:00"},
		{"今日中", "2026-07-17T00:00 2026-07-17T23:59 2026-07-17T17:00"},
		{"今週中", "wide 2026-07-17T23:59 wide"},
		{"今週", "wide 2026-07-17T17:00 wide"},
		{"明日中", "2026-07-18T00:00 2026-07-18T17:00 2026-07-18T17:00"},
		{"今日中の16時", "2026-07-17T16:00"},
	},
	"2026-07-31 23:59 Asia/Tokyo": {
		{"今月中", "wide 2026-07-31T17:00 wide"}, // nothing of it is left
		{"月末", "2026-07-31T00:00 2026-08-31T17:00 2026-07-31T17:00"},
		{"31日", "2026-07-31T00:00 2026-08-31T17:00 2026-07-31T17:00"},
	},
	"2026-08-31 18:00 Asia/Tokyo": {
		{"31日", "2026-08-31T00:00 2026-08-31T17:00 2026-08-31T17:00"}, // September has none
		{"31日 9:00", "2026-08-31T09:00"},
	},
	"2026-12-31 23:30 Asia/Tokyo": {
		{"1/1", "2026-01-01T00:00 2027-01-01T17:00 2027-01-01T17:00"},
		{"23:00", "2026-12-31T23:00 2027-01-01T23:00 2026-12-31T23:00"},
		{"30分後", "2027-01-01T00:00"},
		{"0時", "2026-12-31T00:00 2027-01-01T00:00 2027-01-01T00:00"},
		{"年末 18:00", "2026-12-31T18:00 2027-12-31T18:00 2026-12-31T18:00"},
	},
	// Clocks are put forward: 1:00 is 2:00.
	"2026-03-28 12:00 Europe/London": {
		{"tomorrow 0:59", "2026-03-29T00:59Z"},
		{"tomorrow 1:00", "2026-03-29T02:00+01:00"},
		{"tomorrow 1:30", "2026-03-29T02:30+01:00"},
		{"tomorrow 1:59", "2026-03-29T02:59+01:00"},
		{"tomorrow 2:00", "2026-03-29T02:00+01:00"},
		{"tomorrow 24:00", "2026-03-30T00:00+01:00"},
		{"in 24 hours", "2026-03-29T13:00+01:00"},
		{"+1d", "2026-03-29T00:00Z 2026-03-29T17:00+01:00 2026-03-29T17:00+01:00"},
		{"+1d 12:00", "2026-03-29T12:00+01:00"},
	},
	"2026-03-29 00:30 Europe/London": {
		{"1:30", "2026-03-28T01:30Z 2026-03-29T02:30+01:00 2026-03-29T02:30+01:00"},
		{"in 1 hour", "2026-03-29T02:30+01:00"},
	},
	// Clocks are put back: 2:00 is 1:00 again.
	"2026-10-24 12:00 Europe/London": {
		{"tomorrow 0:59", "2026-10-25T00:59+01:00"},
		{"tomorrow 1:00", "2026-10-25T01:00+01:00"},
		{"tomorrow 1:30", "2026-10-25T01:30+01:00"},
		{"tomorrow 1:59", "2026-10-25T01:59+01:00"},
		{"tomorrow 2:00", "2026-10-25T02:00Z"},
		{"in 24 hours", "2026-10-25T11:00Z"},
		{"+1d 12:00", "2026-10-25T12:00Z"},
	},
	"2026-10-25T01:45+01:00 Europe/London": { // the first time
		{"1:30", "2026-10-25T01:30+01:00 2026-10-25T01:30Z 2026-10-25T01:30+01:00"},
		{"today 1:30", "2026-10-25T01:30+01:00 2026-10-25T01:30Z 2026-10-25T01:30+01:00"},
		{"1:50", "2026-10-24T01:50+01:00 2026-10-25T01:50+01:00 2026-10-25T01:50+01:00"},
		{"1:45", "2026-10-25T01:45+01:00 2026-10-25T01:45Z 2026-10-25T01:45+01:00"},
		{"in 1 hour", "2026-10-25T01:45Z"},
	},
	"2026-10-25T01:15Z Europe/London": { // the second
		{"1:10", "2026-10-25T01:10+01:00 2026-10-26T01:10Z 2026-10-25T01:10+01:00"},
		{"1:30", "2026-10-25T01:30+01:00 2026-10-25T01:30Z 2026-10-25T01:30Z"},
		{"today 1:10", "2026-10-25T01:10+01:00"},
	},
	"2026-03-07 23:00 America/New_York": {
		{"2:30", "2026-03-07T02:30-05:00 2026-03-08T03:30-04:00 2026-03-08T03:30-04:00"},
		{"tomorrow 2:00", "2026-03-08T03:00-04:00"},
		{"tomorrow 3:00", "2026-03-08T03:00-04:00"},
		{"日曜 1:59", "2026-03-01T01:59-05:00 2026-03-08T01:59-05:00 2026-03-08T01:59-05:00"},
		{"4時間後", "2026-03-08T04:00-04:00"},
	},
	"2026-10-31 23:00 America/New_York": {
		{"1:30", "2026-10-31T01:30-04:00 2026-11-01T01:30-04:00 2026-11-01T01:30-04:00"},
		{"明日2時", "2026-11-01T02:00-05:00"},
		{"3時間後", "2026-11-01T01:00-05:00"},
	},
	"2028-02-28 12:00 America/New_York": {
		{"2/29 12:00", "no-such 2028-02-29T12:00-05:00 2028-02-29T12:00-05:00"},
		{"明日", "2028-02-29T00:00-05:00 2028-02-29T17:00-05:00 2028-02-29T17:00-05:00"},
	},
	// Midnight is 1:00.
	"2026-09-05 12:00 America/Santiago": {
		{"tomorrow", "2026-09-06T01:00-03:00 2026-09-06T17:00-03:00 2026-09-06T17:00-03:00"},
		{"tomorrow 0:00", "2026-09-06T01:00-03:00"},
		{"tomorrow 0:30", "2026-09-06T01:30-03:00"},
		{"tomorrow 1:00", "2026-09-06T01:00-03:00"},
		{"today 23:59", "2026-09-05T23:59-04:00"},
		{"24:00", "2026-09-05T00:00-04:00 2026-09-06T01:00-03:00 2026-09-05T00:00-04:00"},
		{"日曜 8:00", "2026-08-30T08:00-04:00 2026-09-06T08:00-03:00 2026-09-06T08:00-03:00"},
	},
	"2026-09-06 01:00 America/Santiago": {
		{"today", "2026-09-06T01:00-03:00 2026-09-06T17:00-03:00 2026-09-06T17:00-03:00"},
		{"yesterday", "2026-09-05T00:00-04:00 2026-09-05T17:00-04:00 2026-09-05T17:00-04:00"},
	},
	// 24:00 is 23:00 again.
	"2026-04-04 12:00 America/Santiago": {
		{"23:30", "2026-04-03T23:30-03:00 2026-04-04T23:30-03:00 2026-04-04T23:30-03:00"},
		{"tomorrow 0:00", "2026-04-05T00:00-04:00"},
		{"24:00", "2026-04-04T00:00-03:00 2026-04-05T00:00-04:00 2026-04-04T00:00-03:00"},
	},
	"2026-04-04T23:45-03:00 America/Santiago": {
		{"23:30", "2026-04-04T23:30-03:00 2026-04-04T23:30-04:00 2026-04-04T23:30-03:00"},
	},
}

func TestMoment(t *testing.T) {
	for now, rows := range momentRows {
		for _, row := range rows {
			want := strings.Fields(row.want)
			if len(want) == 1 {
				want = append(want, want[0], want[0])
			}
			for i, sense := range []Sense{Past, Coming, Near} {
				r := Reader{Now: on(t, now), Sense: sense, At: 17 * time.Hour}
				if sense == Past {
					r.At = 0
				}
				at, err := r.Moment(row.typed)
				got := codeOf(t, row.typed, err)
				if err == nil {
					got = written(at.Time(r.Now.Location()), want[i])
				}
				if got != want[i] {
					t.Errorf("on %s, %q of sense %d is %s, want %s", now, row.typed, sense, got, want[i])
				}
			}
		}
	}
}

// written writes a moment as the wanted one is: with its offset where it has
// one, with its seconds where it has any.
func written(at time.Time, like string) string {
	layout := "2006-01-02T15:04"
	if at.Nanosecond() != 0 || at.Second() != 0 {
		layout += ":05.999"
	}
	if strings.HasSuffix(like, "Z") || strings.LastIndexAny(like, "+-") > len("2006-01-02") {
		layout += "Z07:00"
	}
	return at.Format(layout)
}

// What must lie on one side of now is refused on the other, now itself being
// over.
func TestOnlyMoment(t *testing.T) {
	now := on(t, "2026-07-13 08:50 Asia/Tokyo")
	for _, c := range []struct {
		typed        string
		past, coming string
	}{
		{"today 8:49", "2026-07-13T08:49", "over"},
		{"today 8:50", "2026-07-13T08:50", "over"},
		{"today 8:51", "ahead", "2026-07-13T08:51"},
		{"today", "ahead", "2026-07-13T17:00"},
		{"8:50", "2026-07-13T08:50", "2026-07-14T08:50"},
		{"yesterday", "2026-07-12T17:00", "over"},
		{"tomorrow", "ahead", "2026-07-14T17:00"},
		{"in 0 min", "2026-07-13T08:50", "over"},
		{"in 1 min", "ahead", "2026-07-13T08:51"},
		{"1 min ago", "2026-07-13T08:49", "over"},
		{"2026-07-12T23:50:00Z", "2026-07-13T08:50", "over"},
		{"2026-07-12T23:50:01Z", "ahead", "2026-07-13T08:50:01"},
		{"2026-07-01", "2026-07-01T17:00", "over"},
	} {
		for sense, want := range map[Sense]string{Past: c.past, Coming: c.coming, Near: ""} {
			at, err := Reader{Now: now, Sense: sense, Only: true, At: 17 * time.Hour}.Moment(c.typed)
			got := codeOf(t, c.typed, err)
			if err == nil {
				got = written(at.Time(now.Location()), want)
			}
			if want != "" && got != want || want == "" && err != nil {
				t.Errorf("%q of sense %d is %s, want %s", c.typed, sense, got, want)
			}
		}
	}
	for _, typed := range []string{"today 8:00", "2026-07-13T08:00:00+09:00", "1h ago"} {
		_, err := Reader{Now: now, Sense: Coming, Only: true}.Moment(typed)
		if e, ok := err.(*Error); !ok || e.Day != model.Date(2026, time.July, 13) || e.ForDay {
			t.Errorf("the error of %q says which day it was: %#v", typed, err)
		}
	}
	if _, err := (Reader{Now: now}).Moment("7/14(水)"); err.(*Error).Day != model.Date(2026, time.July, 14) {
		t.Errorf("the error says which day it was: %#v", err)
	}
}

// A number alone is an hour where a place says so.
func TestBareHour(t *testing.T) {
	now := on(t, "2026-07-13 08:50 Asia/Tokyo")
	for _, c := range []struct{ typed, bare, not string }{
		{"15", "2026-07-13T15:00", "unread"},
		{"8", "2026-07-14T08:00", "unread"},
		{"0", "2026-07-14T00:00", "unread"},
		{"24", "2026-07-14T00:00", "unread"},
		{"25", "no-such", "unread"},
		{"十五", "2026-07-13T15:00", "unread"},
		{"fri 15", "2026-07-17T15:00", "unread"},
		{"7/15 9", "2026-07-15T09:00", "unread"},
		{"明日 9", "2026-07-14T09:00", "unread"},
		{"7月 15", "2026-07-15T17:00", "2026-07-15T17:00"}, // the day of the month
		{"15 16", "unread", "unread"},
		{"150", "unread", "unread"},
		{"15x", "unread", "unread"},
		{"15:30", "2026-07-13T15:30", "2026-07-13T15:30"},
		{"2026-07-14T9", "2026-07-14T09:00", "unread"},
		{"20260714t9", "2026-07-14T09:00", "unread"},
		{"3 sat", "2026-07-18T03:00", "unread"},
	} {
		for bare, want := range map[bool]string{true: c.bare, false: c.not} {
			at, err := Reader{Now: now, Sense: Coming, BareHour: bare, At: 17 * time.Hour}.Moment(c.typed)
			got := codeOf(t, c.typed, err)
			if err == nil {
				got = written(at.Time(now.Location()), want)
			}
			if got != want {
				t.Errorf("%q, bare hours %v, is %s, want %s", c.typed, bare, got, want)
			}
		}
	}
}

// The calendar has the hours of each day.
func TestHours(t *testing.T) {
	now := on(t, "2026-07-13 08:50 Asia/Tokyo")
	for _, c := range []struct{ typed, plain, desk string }{
		{"朝一", "2026-07-13T09:00", "2026-07-14T08:00"},
		{"eod", "2026-07-13T17:00", "2026-07-13T20:00"},
		{"7/15 朝一", "2026-07-15T09:00", "2026-07-15T10:00"},
		{"7/15 eod", "2026-07-15T17:00", "2026-07-15T15:30"},
		{"7/15", "2026-07-15T12:00", "2026-07-15T12:00"},
		{"7/15 朝", "2026-07-15T09:00", "2026-07-15T09:00"},
	} {
		for want, calendar := range map[string]Calendar{"plain": nil, "desk": jp{}} {
			at, err := Reader{Now: now, Sense: Coming, At: 12 * time.Hour, Calendar: calendar}.Moment(c.typed)
			if got := written(at.Time(now.Location()), ""); err != nil || want == "plain" && got != c.plain || want == "desk" && got != c.desk {
				t.Errorf("%q by the %s calendar is %s, %v", c.typed, want, got, err)
			}
		}
	}
}

// On takes no place for UTC.
func TestOnInUTC(t *testing.T) {
	day := model.Date(2026, time.July, 13)
	for _, zone := range []*time.Location{nil, time.UTC} {
		if got := On(day, 26*time.Hour, zone); got != time.Date(2026, time.July, 14, 2, 0, 0, 0, time.UTC) {
			t.Errorf("got %s", got)
		}
	}
}
