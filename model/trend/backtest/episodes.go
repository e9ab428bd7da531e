package backtest

import "koe/model/trend"

// Episode is a stretch of dates on which a category was flagged; it ends when
// no flag has come for so many days.
type Episode struct {
	Category    string
	First, Last trend.Day
	Flags       int
}

// Episodes groups flags. The zero value is not usable; see [NewEpisodes].
type Episodes struct {
	quiet trend.Day
	open  map[string]int
	all   []Episode
}

// NewEpisodes groups flags that lie less than quiet days apart.
func NewEpisodes(quiet int) *Episodes {
	return &Episodes{quiet: trend.Day(quiet), open: map[string]int{}}
}

// Flag adds one flag; days ascend within a category.
func (e *Episodes) Flag(category string, day trend.Day) {
	if i, ok := e.open[category]; ok && day-e.all[i].Last < e.quiet {
		e.all[i].Last = day
		e.all[i].Flags++
		return
	}
	e.open[category] = len(e.all)
	e.all = append(e.all, Episode{category, day, day, 1})
}

// All episodes in the order in which they began.
func (e *Episodes) All() []Episode { return e.all }
