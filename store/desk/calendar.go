package desk

import (
	"slices"
	"time"

	"koe/model"
	"koe/model/trend"
)

// closedDays tells on which days the desk is closed, as its settings say; nil
// where they say nothing. Weekends on which a desk never has anything are the
// engine's to see.
func closedDays(info *model.Desk) func(trend.Day) bool {
	if len(info.ClosedDays) == 0 {
		return nil
	}
	days := slices.Clone(info.ClosedDays)
	slices.Sort(days)
	return func(d trend.Day) bool {
		_, ok := slices.BinarySearch(days, model.DayFromEngine(d))
		return ok
	}
}

func fiscalMonth(info *model.Desk) time.Month {
	return time.Month(info.FiscalStart)
}
