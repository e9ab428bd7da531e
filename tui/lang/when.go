package lang

import (
	"koe/model/when"
)

// When is why a typed day or time is refused.
type When struct {
	Short    map[when.Code]string          // under what was typed
	Instead  func(short, is string) string // with the day that was understood
	ShortDay string                        // the same of what is no day, where a day is asked
	// Long is a sentence about what was typed, with the next step. like are examples of what is
	// taken, and is the day that was understood.
	Long    map[when.Code]func(typed, like, is string) string
	Days    string // the examples of days
	Moments string // and of times
}

// WhyNot is why a typed day or time is refused, to stand under it.
func (c *Catalogue) WhyNot(e *when.Error) string {
	if e.Code == when.Unread && e.ForDay {
		return c.When.ShortDay
	}
	if e.Code == when.OtherWeekday {
		return c.When.Instead(c.When.Short[e.Code], c.Day(e.Day.Time(nil)))
	}
	return c.When.Short[e.Code]
}

// NotWhen is why a typed day or time is refused, as a sentence. subject says what was typed, and
// where.
func (c *Catalogue) NotWhen(subject string, e *when.Error) string {
	like := c.When.Moments
	if e.ForDay {
		like = c.When.Days
	}
	return c.When.Long[e.Code](c.Forms.Subject(subject), like, c.Day(e.Day.Time(nil)))
}

func whenEn() When {
	return When{
		Short: map[when.Code]string{
			when.Unread:       "this is no time; try 17:00, +2d, Fri, 7/15 15:00",
			when.NoSuch:       "there is no such day or hour",
			when.Far:          "only the years 1971 to 9999 are kept",
			when.OtherWeekday: "the date is of another weekday",
			when.DayOnly:      "a day is asked, without a time",
			when.Wide:         "this is more than one day; say which",
			when.Over:         "that is over",
			when.Ahead:        "that is still to come",
		},
		Instead:  func(short, is string) string { return short + ": it is " + is },
		ShortDay: "this is no day; try Fri, 7/15, +2d, end of month",
		Long: map[when.Code]func(typed, like, is string) string{
			when.Unread:       func(typed, like, _ string) string { return typed + " is not understood; write " + like },
			when.NoSuch:       func(typed, like, _ string) string { return typed + " is on no calendar or clock; write " + like },
			when.Far:          func(typed, _, _ string) string { return typed + " is too far; only the years 1971 to 9999 are kept" },
			when.OtherWeekday: func(typed, _, is string) string { return typed + " does not agree with itself: that day is " + is },
			when.DayOnly:      func(typed, like, _ string) string { return typed + " says a time, and a day is asked; write " + like },
			when.Wide:         func(typed, like, _ string) string { return typed + " is more than one day; write " + like },
			when.Over:         func(typed, _, _ string) string { return typed + " is over; give a time to come" },
			when.Ahead: func(typed, _, _ string) string {
				return typed + " is still to come; give a time that has been, such as 2026-07-13T09:30 or yesterday"
			},
		},
		Days:    "2026-07-13, 7/13, Fri or +3d",
		Moments: "2026-07-13T09:30, 7/13 9:30, Fri or +3d",
	}
}

func whenJa() When {
	return When{
		Short: map[when.Code]string{
			when.Unread:       "日時を読み取れません（例：17:00、3日後、金曜、7/15 15:00）",
			when.NoSuch:       "存在しない日時です",
			when.Far:          "1971年から9999年までの日付を入力してください",
			when.OtherWeekday: "日付と曜日が合っていません",
			when.DayOnly:      "時刻は付けずに、日付だけを入力してください",
			when.Wide:         "期間ではなく、日付を一つ入力してください",
			when.Over:         "過ぎた日時です",
			when.Ahead:        "まだ先の日時です",
		},
		Instead:  func(short, is string) string { return short + "（" + is + "）" },
		ShortDay: "日付を読み取れません（例：金曜、7/15、3日後、月末）",
		Long: map[when.Code]func(typed, like, is string) string{
			when.Unread: func(typed, like, _ string) string {
				return typed + "を日時として読み取れません。" + like + "のように入力してください。"
			},
			when.NoSuch: func(typed, like, _ string) string {
				return typed + "は存在しない日時です。" + like + "のように入力してください。"
			},
			when.Far: func(typed, _, _ string) string {
				return typed + "は扱える範囲にありません。1971年から9999年までの日付を入力してください。"
			},
			when.OtherWeekday: func(typed, _, is string) string {
				return typed + "は日付と曜日が合っていません。その日は " + is + " です。"
			},
			when.DayOnly: func(typed, like, _ string) string {
				return typed + "には時刻が付いています。" + like + "のように日付だけを入力してください。"
			},
			when.Wide: func(typed, like, _ string) string {
				return typed + "は一日に決まりません。" + like + "のように日付を一つ入力してください。"
			},
			when.Over: func(typed, _, _ string) string {
				return typed + "は過ぎた日時です。これからの日時を入力してください。"
			},
			when.Ahead: func(typed, _, _ string) string {
				return typed + "はまだ先の日時です。2026-07-13 09:30 や昨日のように、過去の日時を入力してください。"
			},
		},
		Days:    "2026-07-13、7/13、金曜、3日後",
		Moments: "2026-07-13 09:30、7/13 9:30、金曜、3日後",
	}
}
