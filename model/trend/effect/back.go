package effect

import "koe/model/trend"

// What calls a series back that was declared fixed.
const (
	backWeeks  = 4    // of which the last are held against the time since
	backAlpha  = 0.02 // a hundredth on either side: it is looked at every day
	backIssues = 3
)

// Back tells whether a series that was declared fixed on a day is back: its last
// four weeks hold clearly more than the time since, four weeks at least, the
// desk's movement and the seasons make likely. It is judged as an action is;
// where there is no sound control it is not said to be back.
func (a *Answers) Back(key string, fixed trend.Day) (bool, error) {
	week, on := trend.Day(7), lastWhole(a.desk)
	if a.unit == trend.UnitWeek {
		week = 1
	}
	from := on - backWeeks*week + 1
	if from-fixed-1 < backWeeks*week {
		return false, nil
	}
	e, err := a.Measure(Question{Key: key, Effective: from, Signal: from, From: fixed + 1, thin: true, alpha: backAlpha})
	return e.Verdict == Worse && e.Now.Issues >= backIssues, err
}
