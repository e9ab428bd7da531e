package when

import (
	"errors"
	"strings"
	"testing"
	"time"

	"koe/model"
)

// What is typed is read as one phrase in either language; its code says it in
// short, and reads back as the same phrase.
func TestRead(t *testing.T) {
	for _, c := range []struct{ code, typed string }{
		// days by name
		{"today", "Today|今日|本日|きょう|キョウ|+0d|-0d|今日まで|今日の|by today"},
		{"tomorrow", "Tomorrow|tmrw|明日|あす|あした|翌日|+1d|1日後|明日までに|until tomorrow"},
		{"yesterday", "Yesterday|昨日|きのう|前日|-1d|1日前|a day ago"},
		{"day-after-tomorrow", "day after tomorrow|the day after tomorrow|明後日|あさって|+2d|二日後"},
		{"day-before-yesterday", "day before yesterday|一昨日|おととい|-2d|two days ago"},
		{"+3d", "しあさって|明々後日|+3|+ 3d|+3 days|３日後|三日後|in 3 days|in three days|3 days later|3 days from now|+3日|+3日後|+３日後|in 3日"},
		{"-3d", "-3|3 days ago|3日前|3日まえ|−3d|- 3 days|-3日|-3日前|３日前"},
		{"+1234d", "1234日後|in 1234 days"},
		{"+9999d", "9999日後"},
		{"within-today", "今日中|本日中|within today|今日中に"},
		{"within-tomorrow", "明日中"},
		{"within +3d", "しあさって中"},
		// lengths of time
		{"3d", "3 d|3 days|3day|3日間|three days|三日間"},
		{"1d", "a day|1d|one day"},
		{"7d", "7日間|７日間"},
		{"2w", "2 weeks|two wks|2週間|2週|二週間"},
		{"1w", "a week|1wk"},
		{"3mo", "3 months|3か月|3ヶ月|3カ月|3ヵ月|3ケ月|3箇月|3か月間|three months"},
		{"3m", "3M|３ｍ|3 m"},
		{"1y", "1年|a year|1 yr|1年間|一年"},
		{"99y", "99年|九十九年"},
		{"30min", "30分|30 mins|30分間|30 minutes"},
		{"2h", "2 hours|2時間|２時間|2hr"},
		{"1h", "an hour"},
		{"90min", "1時間半|1時間30分|1h30m|1h30min|1 hour 30 minutes|一時間半"},
		{"3bd", "3営業日|3 working days|3 business days|3 workdays"},
		{"+3bd", "3営業日後|in 3 working days|in three business days|+3営業日"},
		{"-3bd", "3営業日前|3 working days ago"},
		{"+2w", "2週間後|in two weeks|in 2 weeks|+2週|+2週間|2週後|二週間後"},
		{"-1w", "1週間前|a week ago|-1 week"},
		{"+1mo", "1か月後|in a month|+1か月後|+1 month|1ヶ月後"},
		{"+1m", "+1M|+ 1m"},
		{"-1m", "-1 m|1m ago"},
		{"-1y", "1年前|a year ago"},
		{"+30min", "30分後|in 30 min|+30 minutes"},
		{"+90min", "1時間半後|in 1 hour 30 minutes"},
		{"+2h", "2時間後|in 2 hours|2時間以内|within 2 hours|2 hours later"},
		{"-1h", "an hour ago|1時間前"},
		{"within-3d", "3日以内|within 3 days|三日以内に"},
		{"within-1w", "1週間以内|within a week"},
		{"within-1mo", "1か月以内|within a month|within 1m|within 1か月"},
		{"within-3bd", "3営業日以内|within 3 working days"},
		{"last-7d", "previous 7 days|last 7 days|past 7 days|過去7日間|直近7日間|最近７日間|過去7日|ここ7日|last seven days"},
		{"next-7d", "next 7 days|今後7日間|向こう7日間|coming 7 days|これから7日"},
		{"last-3mo", "last 3 months|last 3m|過去三か月"},
		{"last-2bd", "last 2 working days"},
		// weeks, months and years from now
		{"this-week", "this week|今週"},
		{"last-week", "last week|先週|前週"},
		{"next-week", "next week|来週|翌週"},
		{"week-after-next", "week after next|再来週|翌々週"},
		{"week-before-last", "week before last|先々週|前々週"},
		{"this-month", "this month|今月|当月"},
		{"last-month", "last month|先月|前月"},
		{"next-month", "next month|来月|翌月"},
		{"month-after-next", "再来月|翌々月"},
		{"month-before-last", "先々月|前々月"},
		{"this-year", "this year|今年|本年"},
		{"last-year", "last year|昨年|去年|前年"},
		{"next-year", "next year|来年|翌年"},
		{"year-after-next", "再来年"},
		{"year-before-last", "一昨年|おととし"},
		{"within-this-week", "今週中|今週内|週内|within the week|within this week|今週中に"},
		{"within-next-week", "来週中"},
		{"within-this-month", "今月中|今月内|月内|within the month"},
		{"within-this-year", "今年中|年内"},
		{"start-of-next-week", "週明け|beginning of next week|start of next week"},
		{"end-of-next-week", "end of next week"},
		{"end-of-this-month", "end of this month|今月末"},
		{"end-of-last-month", "end of last month|先月末"},
		{"end-of-next-month", "end of next month|来月末"},
		{"start-of-next-month", "beginning of next month|来月初め|来月初"},
		{"end-of-next-year", "来年末"},
		{"end-of-month", "end of month|end of the month|eom|EOM|月末|月末まで"},
		{"start-of-month-after-next", "month-after-next start of|beginning of the month after next|start of month after next|再来月初め"},
		{"end-of-year-before-last", "end of the year before last|year before last end of"},
		{"start-of-month", "start of month|beginning of the month|月初|月初め"},
		{"end-of-week", "end of week|end of the week|eow"},
		{"start-of-week", "start of the week"},
		{"end-of-year", "eoy|年末|end of the year"},
		{"start-of-year", "年初|start of year"},
		{"next-working-day", "翌営業日|next business day|next working day|+1bd|次の営業日|in one working day"},
		{"previous-working-day", "前営業日|previous working day|1営業日前|前の営業日"},
		{"next-month-15th", "来月15日|来月の15日|15th of next month|next month 15th"},
		{"this-month-15th", "今月15日|今月１５日"},
		{"last-month-31th-fri", "先月31日(金)|先月31日 金曜"},
		{"next-year-mar", "来年3月|来年の3月|march next year"},
		{"last-year-dec", "昨年12月|去年の12月"},
		{"next-year-3/15", "来年3月15日|来年の3/15|15 mar next year"},
		{"next-year-3/15-mon", "来年3月15日(月)"},
		{"end-of-next-year-mar", "来年3月末"},
		{"within-next-year-mar", "来年3月中"},
		// weekdays
		{"mon", "Mon|monday|Mon.|月|月曜|月曜日|（月）|(mon)|mond|on monday|月曜に"},
		{"tue", "tues|火曜|火"},
		{"wed", "weds|wednesday|水"},
		{"thu", "thur|thurs|木曜日"},
		{"fri", "FRIDAY|Ｆｒｉ|金曜|金曜まで|金"},
		{"sat", "saturday|土"},
		{"sun", "sunday|日|日曜"},
		{"coming-fri", "次の金曜|今度の金曜日|次金曜|coming friday"},
		{"previous-fri", "前の金曜|この前の金曜|前回の金曜日|previous friday"},
		{"next-week-fri", "next friday|next week fri|来週金曜|来週の金曜日|金曜 来週|fri next week|+1w fri|1週間後の金曜"},
		{"last-week-fri", "last friday|先週金曜|先週の金曜"},
		{"this-week-fri", "this friday|今週金曜|今週の金"},
		{"week-after-next-mon", "再来週月曜|+2w mon|2週間後の月曜"},
		{"+5w-fri", "+5w fri|5週間後の金曜"},
		{"-3w-fri", "3週間前の金曜"},
		{"+3d-thu", "3日後(木)"},
		{"tomorrow-tue", "明日(火)|tomorrow tue"},
		// dates
		{"2026-07-13", "2026-7-13|2026/7/13|2026/07/13|2026.7.13|20260713|２０２６年７月１３日|2026年7月13日|二〇二六年七月十三日|二千二十六年七月十三日|令和8年7月13日|令和八年七月十三日|令和 8年 7月 13日|R8.7.13|r8/7/13|H38.7.13|令8.7.13|㋿8年7月13日|平成38年7月13日|13 Jul 2026|Jul 13, 2026|July 13th 2026|13-Jul-2026|2026-Jul-13|2026 july 13|13th of july 2026|on 13 july 2026|2026－07－13|2026年7/13"},
		{"2026-07-13-mon", "Mon, 13 Jul 2026|2026年7月13日(月)|2026/7/13（月曜日）|月曜 2026-07-13|Monday 13 July 2026"},
		{"2019-05-01", "令和元年5月1日|R1.5.1|㋿元年五月一日|平成31年5月1日|㍻31年5月1日"},
		{"2026-05-02", "令8.5.2"},
		{"1971-01-01", "昭和46年1月1日|S46.1.1|㍼46/1/1|昭46.1.1"},
		{"2024-02-29", "昭和99年2月29日"},
		{"9999-12-31", "9999/12/31"},
		{"2026-07", "2026/7|2026年7月|2026.7|july 2026|jul 2026|令和8年7月|R8.7|2026-jul"},
		{"2026", "2026年|令和8年|㋿8|令8|令8年|平成38年|令和 8|2026年の"},
		{"within-2026-07", "2026年7月中|2026-07中"},
		{"end-of-2026-07", "2026年7月末|end of july 2026|end of 2026-07"},
		{"end-of-2026", "end of 2026|2026年末"},
		{"start-of-2026", "start of 2026|2026年初"},
		{"jul", "July|7月|七月|７月|jul."},
		{"may", "may|mai|5月"},
		{"sep", "sept|september"},
		{"dec", "12月|dez|dic"},
		{"within-jul", "7月中|within july"},
		{"end-of-jul", "7月末|end of july|end of jul"},
		{"start-of-jul", "7月初め|beginning of july"},
		{"7/13", "07/13|７／１３|7月13日|七月十三日|7.13|13 jul|jul 13|july 13th|13 july|13jul|13th july|7月13|13th of july|7/13まで"},
		{"2/29", "2月29日|29 feb"},
		{"12/31", "dez-31|31-dez|12月31日|dec 31"},
		{"7/13-mon", "7/13(月)|7月13日（月）|Mon 13 Jul|7/13 (月)|月曜7/13|mon 7/13|7/13 mon|Mon, Jul 13"},
		{"within-7/13", "7/13中|7月13日中に"},
		{"15th", "15日|１５日|十五日|the 15th|15日まで"},
		{"1th", "1st|1日|一日"},
		{"31th", "31st|31日|三十一日"},
		{"15th-wed", "15日(水)|15日水曜|wed the 15th"},
		{"within-15th", "15日中"},
		{"2026-w28", "2026-W28|2026W28|2026 w28|２０２６－Ｗ２８"},
		{"2026-w05", "2026-W5|2026-W05"},
		{"2026-w28-fri", "2026-W28-5|2026W28-5|2026-W28 fri|2026-W28-05"},
		{"2026-w53", "2026-W53"},
		// times of day
		{"15:00", "15時|3pm|3 pm|3PM|午後3時|午後３時|3p.m.|3:00pm|3:00 p.m.|15:00:00|at 15:00|十五時|3.00pm|午後 3時|15時に|15時まで"},
		{"15:30", "15時半|15時30分|午後3時半|3:30pm|3.30pm|午後3:30|夕方3時半|15時三十分"},
		{"09:05", "9:05|9時5分|9時05分|午前9時5分|9:05am|朝9時5分|09:05:00.000"},
		{"09:00", "9am|朝|morning|朝9時|朝 9時|午前9時"},
		{"17:00", "evening|夕方|夕方5時|夕方17時|5pm"},
		{"12:00", "noon|正午|昼|お昼|midday|12pm|午後0時|午後12時|午前中|12時"},
		{"00:00", "0:00|0時|12am|午前0時|午前12時|零時"},
		{"24:00", "24時|24:00:00"},
		{"23:59", "23:59|11:59pm"},
		{"23:59:59", "23:59:59|23時59分59秒"},
		{"09:05:07.120", "9:05:07.12|9:05:07.1200|9:05:07.1209"},
		{"opening", "first thing|朝一|朝イチ|始業|opening"},
		{"closing", "eod|EOD|end of day|end of the day|close of business|終業|cob|営業終了"},
		// both
		{"today 17:00", "今日17時|today 17:00|17:00 today|今日 夕方5時|今日の17時|本日１７時"},
		{"tomorrow 12:00", "tomorrow at noon|明日の午前中|noon tomorrow"},
		{"tomorrow 15:30", "明日の15時半まで|15時半 明日"},
		{"fri 15:00", "金曜15時|15時金曜|fri 15:00|fri15:00|金曜日 午後3時|3pm on friday"},
		{"7/15 15:00", "7/15 15:00|15:00 7/15|7月15日15時|７／１５　１５：００|15 Jul 15:00|July 15th, 3pm|7月15日の15時|15時 7月15日|7/15,15:00"},
		{"7/13-mon 15:04", "Mon 13 Jul 15:04|7/13(月) 15:04|7/13（月）15時4分"},
		{"2026-07-13 15:04", "2026/07/13 15:04|2026-07-13T15:04|2026-07-13T15:04:00|2026年7月13日15時4分|20260713T1504|20260713T150400|20260713T15:04|R8.7.13 15:04|2026-07-13t15:04|20260713 15:04"},
		{"2026-07-13-mon 15:00", "2026年7月13日(月) 午後3時"},
		{"day-after-tomorrow 10:00", "+2d 10:00|明後日10時|明後日 午前10時"},
		{"2d 10:00", "2d 10:00|2 days 10:00"},
		{"+1mo 10:00", "+1m 10:00|1か月後の10時"},
		{"3mo 10:00", "3m 10:00"},
		{"+3bd 10:00", "3営業日後の10時"},
		{"next-week 10:00", "来週 10時"},
		{"next-week-thu 10:00", "来週の木曜 10:00|next week thu 10am|next thursday at 10am"},
		{"end-of-month 12:00", "月末の正午"},
		{"today closing", "今日の終業|today eod"},
		{"within-today 15:00", "今日中の15時"},
		{"start-of-next-week opening", "週明け朝一"},
		{"2026-07-13T00:30:00Z", "2026-07-13T09:30:00+09:00|2026-07-13 09:30:00+09:00|2026-07-13T09:30+09:00|2026-07-13T00:30:00Z|2026-07-13t00:30z|2026-07-13T09:30:00+0900|2026-07-13T09:30+0900|２０２６－０７－１３Ｔ００：３０：００Ｚ| 2026-07-13T00:30:00Z "},
		{"2026-07-13T00:30:00.25Z", "2026-07-13T00:30:00.250Z"},
	} {
		for _, typed := range append(strings.Split(c.typed, "|"), c.code) {
			p, err := Read(typed)
			if err != nil || p.String() != c.code {
				t.Errorf("%q is read as %q, %v; want %q", typed, p, err, c.code)
			}
		}
	}
}

// What is not understood is refused, with the place up to which it was; so is
// what no calendar and no clock has, in whatever year.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		typed string
		code  Code
		at    int
	}{
		{"", Unread, 0},
		{"百年", Unread, 0},
		{"2026x", Unread, 0},
		{"2026-07-13tx", Unread, 10},
		{"2026-", Unread, 4},
		{"R8x", Unread, 0},
		{"R8.", Unread, 0},
		{"999年", Unread, 0},
		{"千年", Far, 0},
		{"0999年", Unread, 4},
		{"15時分", Unread, 3},
		{"15時005分", Unread, 3},
		{"9:05:07.", Unread, 7},
		{"9:05:07.x", Unread, 7},
		{"1h 2d", Unread, 3},
		{"1時間2日間", Unread, 0},
		{"2026年20260713", Unread, 5},
		{"2026-W", Unread, 5},
		{"2026-W二八", Unread, 5},
		{"2026-W123", Unread, 5},
		{"2026-W28-10", NoSuch, 0},
		{"7/十五", Unread, 0},
		{"7/123", Unread, 0},
		{"2026-七", Unread, 4},
		{"2026-123", Unread, 4},
		{"2026-07-123", Unread, 7},
		{"2026-07 13", Unread, 8},
		{"fri-", Unread, 3},
		{"fri- 15:00", Unread, 3},
		{"7/15 -fri", Unread, 5},
		{"1970-12-31T23:59:59Z", Far, 0},
		{"9999-12-31T23:59:59Z", "", 0},
		{"1971-01-01T00:00:00Z", "", 0},
		{"2026-07-13T09:30:00", "", 0},
		{"2026-02-30T09:30:00Z", Unread, 19},
		{"-9999d", "", 0},
		{"+9999d", "", 0},
		{" 　", Unread, 0},
		{"soon", Unread, 0},
		{"friend", Unread, 0},
		{"monitor", Unread, 0},
		{"fr", Unread, 0},
		{"marchand", Unread, 0},
		{"ma", Unread, 0},
		{"todays", Unread, 0},
		{"週末", Unread, 0}, // Saturday to some and Friday to others
		{"来週末", Unread, 0},
		{"12", Unread, 0},
		{"12345", Unread, 0},
		{"1234567", Unread, 0},
		{"123456789", Unread, 0},
		{"三千", Unread, 0},
		{"千", Unread, 0},
		{"十二三日", Unread, 0},
		{"二三十日", Unread, 0},
		{"h8", Unread, 0},
		{"x8.7.13", Unread, 0},
		{"in 5", Unread, 0},
		{"in fri", Unread, 0},
		{"in", Unread, 0},
		{"a", Unread, 0},
		{"an", Unread, 0},
		{"thirteen days", Unread, 0},
		{"next soon", Unread, 0},
		{"next july", Unread, 0},
		{"past fri", Unread, 0},
		{"this 3 days", Unread, 0},
		{"+7/15", Unread, 0},
		{"+3x", Unread, 0},
		{"+", Unread, 0},
		{"-", Unread, 0},
		{"-fri", Unread, 0},
		{"(mon", Unread, 0},
		{"(soon)", Unread, 0},
		{"3 sat", Unread, 0},
		{"3wed", Unread, 0},
		{"15x", Unread, 0},
		{"15:5", Unread, 0},
		{"15:005", Unread, 0},
		{"1530", Far, 0}, // a year
		{"15.30", NoSuch, 0},
		{"3.3pm", Unread, 3}, // 3 March, and what follows
		{"3pmx", Unread, 0},
		{"令和年", Unread, 0},
		{"令和100年", Unread, 0},
		{"令和0年", Unread, 0},
		{"令和", Unread, 0},
		{"元年", Unread, 0},
		{"午後", Unread, 0},
		{"午後3", Unread, 0},
		{"午後3時pm", Unread, 0},
		{"15時間半x", Unread, 5},
		{"金額", Unread, 1},
		{"火曜会議", Unread, 2},
		{"明日 そのうち", Unread, 3},
		{"tomorrow soon", Unread, 9},
		{"７／１x", Unread, 3},
		{"7/15/2026", Unread, 4},
		{"8年7月13日", Unread, 4},
		{"today tomorrow", Unread, 6},
		{"15:00 16:00", Unread, 6},
		{"朝9時 朝9時", Unread, 4},
		{"7/15 7/16", Unread, 5},
		{"7月8月", Unread, 2},
		{"土日", Unread, 1},
		{"15日16日", Unread, 3},
		{"2026 2027", Unread, 5},
		{"今週中今月", Unread, 3},
		{"3d 4d", Unread, 3},
		{"今日 来週", Unread, 3},
		{"今週中中", Unread, 3},
		{"end of", Unread, 0},
		{"中", Unread, 0},
		{"month", Unread, 0},
		{"15日末", Unread, 3},
		{"今日末", Unread, 2},
		{"3日末", Unread, 2},
		{"2h 15:00", Unread, 3},
		{"+30min 15:00", Unread, 7},
		{"2時間以内 15:00", Unread, 6},
		{"last 7 days 15:00", Unread, 12},
		{"last 7 hours", Unread, 0},
		{"last 7 days fri", Unread, 12},
		{"3d fri", Unread, 3},
		{"+2h fri", Unread, 4},
		{"来月 金曜", Unread, 3},
		{"来週15日", Unread, 2},
		{"来月3月", Unread, 2},
		{"coming fri 7/17", Unread, 11},
		{"7/17 coming fri", Unread, 5},
		{"+2w coming fri", Unread, 4},
		{"次の金曜 15日", Unread, 5},
		{"15日 来年", Unread, 4},
		{"2026 15日", Unread, 5},
		{"2026 fri", Unread, 5},
		{"jul fri", Unread, 4},
		{"+1mo 中", Unread, 5},
		{"last 3 days 中", Unread, 12},
		{"2026-W28 7月", Unread, 9},
		{"2026-W28-5 fri", Unread, 11},
		{"来週 2026-W28", Unread, 3},
		{"今日 \xff x", Unread, 5},

		{"2026-13-01", NoSuch, 0},
		{"2026-00-01", NoSuch, 0},
		{"2026-01-00", NoSuch, 0},
		{"2026-01-32", NoSuch, 0},
		{"2026-02-29", NoSuch, 0},
		{"2100-02-29", NoSuch, 0},
		{"2026-04-31", NoSuch, 0},
		{"20260230", NoSuch, 0},
		{"令和8年2月29日", NoSuch, 0},
		{"2/30", NoSuch, 0},
		{"4/31", NoSuch, 0},
		{"0/1", NoSuch, 0},
		{"13/1", NoSuch, 0},
		{"13/40", NoSuch, 0},
		{"13月", NoSuch, 0},
		{"0日", NoSuch, 0},
		{"32日", NoSuch, 0},
		{"30 feb", NoSuch, 0},
		{"来年2月30日", NoSuch, 0},
		{"2026-W54", NoSuch, 0},
		{"2025-W53", NoSuch, 0},
		{"2026-W00", NoSuch, 0},
		{"2026-W28-8", NoSuch, 0},
		{"2026-W28-0", NoSuch, 0},
		{"25:00", NoSuch, 0},
		{"24:01", NoSuch, 0},
		{"24:00:01", NoSuch, 0},
		{"12:60", NoSuch, 0},
		{"12:00:60", NoSuch, 0},
		{"12時60分", NoSuch, 0},
		{"25時", NoSuch, 0},
		{"午後13時", NoSuch, 0},
		{"午前13時", NoSuch, 0},
		{"13pm", NoSuch, 0},
		{"20260713T2400", "", 0},
		{"20260713T2401", NoSuch, 0},
		{"tomorrow 12:75", NoSuch, 0},

		{"1970-12-31", Far, 0},
		{"1900-01-01", Far, 0},
		{"0000-01-01", Far, 0},
		{"昭和45年12月31日", Far, 0},
		{"1970", Far, 0},
		{"10000d", Far, 0},
		{"+10000d", Far, 0},
		{"-10000d", Far, 0},

		{"2026-07-14(月)", OtherWeekday, 0},
		{"Mon 14 Jul 2026", OtherWeekday, 0},
	} {
		p, err := Read(c.typed)
		var e *Error
		if c.code == "" {
			if err != nil {
				t.Errorf("%q: %v", c.typed, err)
			}
			continue
		}
		if !errors.As(err, &e) || e.Code != c.code || e.At != c.at || e.Typed != c.typed || p != (Phrase{}) {
			t.Errorf("%q: %q, %#v; want %s at %d", c.typed, p, e, c.code, c.at)
		}
	}
	var e *Error
	if _, err := Read("7/14/2026"); errors.Is(err, &Error{Code: Over}) || !errors.Is(err, &Error{Code: Unread}) || !errors.As(err, &e) || e.ForDay {
		t.Errorf("an error goes by its code: %v", err)
	}
	if _, err := Read("2026-07-14(月)"); !errors.As(err, &e) || e.Day != model.Date(2026, time.July, 14) || e.Error() != `other-weekday "2026-07-14(月)"` {
		t.Errorf("the day that was meant: %v %+v", err, e)
	}
}

// Where a day is asked, a time of day is refused.
func TestReadDay(t *testing.T) {
	for _, typed := range []string{"15:00", "fri 15:00", "3h", "in 30 min", "2026-07-13T09:30:00Z", "eod", "2時間後"} {
		if p, err := ReadDay(typed); err == nil || err.Code != DayOnly || !err.ForDay || err.Typed != typed || p != (Phrase{}) {
			t.Errorf("%q: %v, %+v", typed, p, err)
		}
	}
	for _, typed := range []string{"soon", "12"} {
		if _, err := ReadDay(typed); err == nil || err.Code != Unread || !err.ForDay {
			t.Errorf("%q: %+v", typed, err)
		}
	}
	if p, err := ReadDay("3m"); err != nil || p.HasTime() || !p.IsAmount() {
		t.Errorf("3m are months where a day is asked: %v, %+v", p, err)
	}
	for typed, want := range map[string]bool{"7d": true, "7日間": true, "within 7 days": false, "last 7 days": false, "+7d": false, "fri": false} {
		if p, err := ReadDay(typed); err != nil || p.IsAmount() != want {
			t.Errorf("%q is an amount: %v, %+v", typed, p.IsAmount(), err)
		}
	}
}

// A word of the table means the same by its code and by all its names.
func TestWords(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range Words() {
		for _, typed := range append([]string{w.Code, w.Japanese}, w.Others...) {
			if p, err := Read(typed); err != nil || p.String() != w.Code {
				t.Errorf("%q is %v, %v; want %s", typed, p, err, w.Code)
			}
			if seen[typed] {
				t.Errorf("%q stands for two things", typed)
			}
			seen[typed] = true
		}
	}
	if !seen["today"] || !seen["月末"] {
		t.Error("words are missing")
	}
}
