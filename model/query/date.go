package query

import (
	"strings"

	"koe/model"
	"koe/model/text"
	"koe/model/when"
)

// canonicalDate reads a day, a week, a month, a year or a length of time as people say it, and
// keeps its code: what it means depends on the day it is asked. Here 7日 is seven days, not the
// seventh, as rules have kept it from the first.
func canonicalDate(typed string) (string, *when.Error) {
	if digits, ok := strings.CutSuffix(text.Fold(typed), "日"); ok && isDigits(digits) {
		typed = digits + "d"
	}
	p, err := when.ReadDay(typed)
	return p.String(), err
}

// whyNoDay is why a value is no day, nil for the values of other fields.
func whyNoDay(info Info, typed string) *when.Error {
	if info.sort != dateSort && info.sort != dueSort {
		return nil
	}
	_, err := canonicalDate(typed)
	return err
}

// Days is a range of civil days, both ends within it. A zero end is open.
type Days = when.Days

// meetDays is the days that are in both ranges.
func meetDays(d, o Days) Days {
	if o.From != 0 && (d.From == 0 || o.From > d.From) {
		d.From = o.From
	}
	if o.To != 0 && (d.To == 0 || o.To < d.To) {
		d.To = o.To
	}
	return d
}

// nowhere is the range that no day lies in.
var nowhere = Days{From: 2, To: 1}

// resolve turns a canonical date into its days as seen from today. Those that leave out on which
// side of it they lie are past, or to come where ahead is set. amount tells a length of time
// without a direction; ok is false for what the calendar lacks at present, as the 31st in June.
func resolve(value string, today model.Day, ahead bool) (days Days, amount, ok bool) {
	p, err := when.Read(value)
	if err != nil {
		return nowhere, false, false
	}
	r := when.Reader{Now: today.Time(nil), Sense: when.Past}
	if ahead {
		r.Sense = when.Coming
	}
	days, err = r.DaysOf(p)
	return days, p.IsAmount(), err == nil
}
