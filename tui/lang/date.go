package lang

import "time"

// Day writes a day of the year that is clear from context: "Mon 13 Jul",
// "7/13(月)".
func (c *Catalogue) Day(t time.Time) string { return c.Forms.Day(t) }

// Date writes a day with its year: "2026/07/13" in both languages, because it
// stands in columns and sorts by eye.
func (c *Catalogue) Date(t time.Time) string { return t.Format("2006/01/02") }

// Clock writes a time of day in 24 hours: "15:04".
func (c *Catalogue) Clock(t time.Time) string { return t.Format("15:04") }

// Moment writes a day and a time: "Mon 13 Jul 15:04", "7/13(月) 15:04"; with
// the year where it is not now's.
func (c *Catalogue) Moment(t, now time.Time) string {
	if t.Year() != now.Year() {
		return c.Date(t) + " " + c.Clock(t)
	}
	return c.Day(t) + " " + c.Clock(t)
}

// Short writes when something was, in at most ten columns, for a list: the
// time today, the day within the year, otherwise the date.
func (c *Catalogue) Short(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return c.Clock(t)
	case t.Year() == now.Year():
		return c.Day(t)
	default:
		return c.Date(t)
	}
}

// Remaining writes how long is left until due, or how long it has been over:
// "3 hours left", "1 hour over"; "残り3時間", "1時間超過". The unit is the
// largest that is at least one, and rounds towards zero so that it never
// promises more time than there is.
func (c *Catalogue) Remaining(due, now time.Time) string {
	d := due.Sub(now)
	if d < 0 {
		return c.Forms.Over(c.span(-d))
	}
	return c.Forms.Left(c.span(d))
}

// Age writes how old something is: "6 days", "6日".
func (c *Catalogue) Age(since, now time.Time) string { return c.span(now.Sub(since)) }

func (c *Catalogue) span(d time.Duration) string {
	minutes := int(d / time.Minute)
	switch {
	case minutes < 60:
		return c.Forms.Minutes(max(minutes, 0))
	case minutes < 48*60:
		return c.Forms.Hours(minutes / 60)
	default:
		return c.Forms.Days(minutes / (24 * 60))
	}
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// Customer writes a customer's name as one speaks of them: 様 is added in
// Japanese, on screen only, and never to staff.
func (c *Catalogue) Customer(name string) string { return c.Forms.Customer(name) }
