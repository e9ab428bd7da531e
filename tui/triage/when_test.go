package triage

import (
	"testing"
	"time"

	"koe/tui/screentest"
)

// A moment is read as it was meant on Monday 13 July 2026, 8:50.
func TestParseWhen(t *testing.T) {
	for typed, want := range map[string]string{
		"17:00":              "2026-07-13 17:00",
		"8:30":               "2026-07-14 08:30", // over for today
		"today 17:00":        "2026-07-13 17:00",
		"Today":              "2026-07-13 17:00",
		"tomorrow":           "2026-07-14 17:00",
		"by tomorrow 9am":    "2026-07-14 09:00",
		"tomorrow at noon":   "2026-07-14 12:00",
		"+2d":                "2026-07-15 17:00",
		"2d 10:00":           "2026-07-15 10:00",
		"in 3 hours":         "2026-07-13 11:50",
		"+30m":               "2026-07-13 09:20",
		"+1w":                "2026-07-20 17:00",
		"+1 month":           "2026-08-13 17:00",
		"7/15 15:00":         "2026-07-15 15:00",
		"7/15":               "2026-07-15 17:00",
		"7/1":                "2027-07-01 17:00", // over for this year
		"2026-07-15 15:00":   "2026-07-15 15:00",
		"2026/7/15":          "2026-07-15 17:00",
		"2026-07-15T09:05":   "2026-07-15 09:05",
		"15 Jul 15:00":       "2026-07-15 15:00",
		"July 15th, 3pm":     "2026-07-15 15:00",
		"fri":                "2026-07-17 17:00",
		"Friday 12:00":       "2026-07-17 12:00",
		"mon":                "2026-07-13 17:00", // still ahead today
		"mon 8:00":           "2026-07-20 08:00",
		"next week":          "2026-07-20 17:00",
		"next week wed":      "2026-07-22 17:00",
		"end of month":       "2026-07-31 17:00",
		"day after tomorrow": "2026-07-15 17:00",

		"今日17時":       "2026-07-13 17:00",
		"明日":          "2026-07-14 17:00",
		"明日の15時半まで":   "2026-07-14 15:30",
		"明後日 午後3時":    "2026-07-15 15:00",
		"午前10時30分":    "2026-07-13 10:30",
		"３日後":         "2026-07-16 17:00",
		"2時間後":        "2026-07-13 10:50",
		"１週間後":        "2026-07-20 17:00",
		"7月15日15時":    "2026-07-15 15:00",
		"７／１５　１５：００":  "2026-07-15 15:00",
		"15日":         "2026-07-15 17:00",
		"10日":         "2026-08-10 17:00",
		"金曜15時":       "2026-07-17 15:00",
		"水曜日":         "2026-07-15 17:00",
		"来週":          "2026-07-20 17:00",
		"来週の木曜 10:00": "2026-07-23 10:00",
		"月末":          "2026-07-31 17:00",
		"2か月後":        "2026-09-13 17:00",
		"正午":          "2026-07-13 12:00",
	} {
		got, fault := parseWhen(typed, screentest.Now(), 17)
		if fault != nil || got.Format("2006-01-02 15:04") != want {
			t.Errorf("parseWhen(%q) = %v, %+v; want %s", typed, got.Format(time.DateTime), fault, want)
		}
	}
}

// What is no moment to come says why, and where.
func TestParseWhenFaults(t *testing.T) {
	for typed, want := range map[string]whenFault{
		"":               {whenUnread, 0},
		"soon":           {whenUnread, 0},
		"tomorrow soon":  {whenUnread, 9},
		"明日 そのうち":        {whenUnread, 3},
		"2/31":           {whenNoDay, 0},
		"25:00":          {whenNoDay, 0},
		"32日":            {whenNoDay, 0},
		"午後13時":          {whenNoDay, 0},
		"today 8:00":     {whenPast, 0},
		"2026-07-01":     {whenPast, 0},
		"2026-02-30":     {whenNoDay, 0},
		"tomorrow 12:75": {whenNoDay, 0},
	} {
		got, fault := parseWhen(typed, screentest.Now(), 17)
		if fault == nil || *fault != want {
			t.Errorf("parseWhen(%q) = %v, %+v; want %+v", typed, got.Format(time.DateTime), fault, want)
		}
	}
}

// No input breaks the reader, and what it reads is always to come.
func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"17:00", "明日15時", "+2d", "7/15", "来週の木曜", "ﾊﾟ\xff", "31日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, fault := parseWhen(s, screentest.Now(), 17)
		if fault == nil && at.Before(screentest.Now().Truncate(time.Minute)) {
			t.Errorf("parseWhen(%q) = %v, which is over", s, at)
		}
		if fault != nil && fault.at > len([]rune(s)) {
			t.Errorf("parseWhen(%q): the fault is at %d, beyond the end", s, fault.at)
		}
	})
}
