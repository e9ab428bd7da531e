// Package when reads days and times as people say them, in English and Japanese alike: Fri,
// 金曜15時, 3日後, 7/15 15:00, 月末, last month, 令和8年7月13日. It is the one reader of every
// place where a day or a time is typed: an issue's due time, an action's day, a flag of the shell,
// a date in a query.
//
// Reading has two steps. [Read] makes a [Phrase] of the words: a plain value that depends on no
// clock and no place, whose String reads back as the same Phrase, so that a rule can keep "fri" for
// years. A [Reader] stands at a moment and in a place and says which day (Day), which moment
// (Moment) or which days (Days) a phrase means there:
//
//	r := when.Reader{Now: now, Sense: when.Coming, Only: true, At: 17 * time.Hour}
//	due, err := r.Moment("金曜")
//
// What is not understood is refused with an [*Error], a code and what was typed; the sentences
// stand in tui/lang. Nothing is guessed and nothing that was typed is passed over in silence.
//
// # What a phrase means
//
//   - Weeks begin on Monday. "next fri" and 来週金曜 are the Friday of next week, "last fri" and
//     先週金曜 that of last week; a bare "fri" is the next one (the last one where the past is
//     asked), today included.
//   - What leaves out its year or month is completed by [Sense]: 7/15 is the first 15 July from
//     today on, the last one up to today, or the nearest.
//   - A weekday beside a date must agree with it: 7/14(月) is refused where the 14th is a Tuesday.
//   - 3d is three days from now where a day is asked, back or ahead by Sense; of [Reader.Days] it
//     is the three days up to today, or from today on. +3d, 3日後 and -3d, 3日前 say it themselves.
//     "3m" is three minutes where a moment is asked and three months elsewhere; 3min and 3mo are
//     always so.
//   - A month later is the same day of that month, or its last where it is shorter: 31 January and
//     a month is 28 February.
//   - A week or month that was typed where one day is asked is refused ([Wide]), but for those that
//     say which: 来週 is its first day, 今週中 its last working day, 今月中 and 月末 its last.
//   - Of an era any year counts on, also past its end: 昭和99年 is 2024.
//
// # Clock changes
//
// A day begins at its first moment, whether that is midnight or not (model.Day.Time). A time of day
// that a clock change skips is as much later as the clock was put forward: 2:30 is 3:30. One that
// comes twice is the first of the two, or the second where the first is over and what is to come is
// asked.
//
// # Working days
//
// 3営業日後, 週明け and 今週中 ask a [Calendar]. Where none is handed in it is [MondayToFriday]:
// weekends are free and nothing else is.
package when
