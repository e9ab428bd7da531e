package when

import (
	"time"

	"koe/model"
)

// days is the days that a phrase means, the nearest where Sense leaves two.
func (r Reader) days(p Phrase) (Days, Code) {
	if p.HasTime() {
		return Days{}, DayOnly
	}
	best, code := Days{}, Unread
	for _, way := range r.ways() {
		d, c := r.find(p, way, 0)
		if code != "" || c == "" && r.distance(d) < r.distance(best) {
			best, code = d, c
		}
	}
	if code != "" {
		return best, code
	}
	return kept(best, p)
}

// HasTime reports a phrase that says a moment and not only days.
func (p Phrase) HasTime() bool {
	return p.clock.said != unsaid || p.kind == moment || p.unit.short()
}

// distance is how many days lie between today and the nearest of some days.
func (r Reader) distance(d Days) model.Day {
	today := r.today()
	return max(d.From-today, today-d.To, 0)
}

// kept refuses days outside the years that are kept. A length of time that reaches beyond them ends
// there.
func kept(d Days, p Phrase) (Days, Code) {
	if p.kind == amount || p.kind == span {
		return Days{max(d.From, firstDay), min(d.To, lastDay)}, ""
	}
	if d.From < firstDay || d.To > lastDay {
		return d, Far
	}
	return d, ""
}

// day is the one day that a phrase means.
func (r Reader) day(p Phrase) (model.Day, Code) {
	if p.kind == amount && p.part == whole {
		p = r.directed(p)
	}
	d, code := r.days(p)
	if code != "" {
		return d.From, code
	}
	day, code := r.single(p, d)
	if code != "" {
		return day, code
	}
	return day, r.sided(day < r.today(), day > r.today())
}

// sided refuses what lies on the side that is not asked.
func (r Reader) sided(over, ahead bool) Code {
	switch {
	case r.Only && r.Sense == Coming && over:
		return Over
	case r.Only && r.Sense == Past && ahead:
		return Ahead
	}
	return ""
}

// directed gives an amount the direction of the place: 3d is three days ago where the past is
// asked, else in three days.
func (r Reader) directed(p Phrase) Phrase {
	p.kind = offset
	if r.Sense == Past {
		p.n = -p.n
	}
	return p
}

// single is the one day that several mean, where they say which.
func (r Reader) single(p Phrase, d Days) (model.Day, Code) {
	if d.From == d.To && p.kind != span {
		return d.From, ""
	}
	relative := p.kind == period && p.month == 0
	switch {
	case p.kind != span && r.Sense == Coming && (p.part == inside || relative && p.n == 0):
		if p.kind == period && p.unit == week {
			if day := r.workedIn(d, last); day >= r.today() {
				return day, ""
			}
		}
		return d.To, ""
	case relative && p.n > 0 && p.part == whole:
		return d.From, ""
	}
	return d.From, Wide
}

// moment is the moment that a phrase means, and the day of what was refused.
func (r Reader) moment(p Phrase) (time.Time, model.Day, Code) {
	if p.kind == amount && p.part == whole {
		p = r.directed(p)
	}
	if p.kind == offset && p.unit == minuteOrMonth && p.clock.said == unsaid {
		p.unit = minute
	}
	at, day, code := time.Time{}, model.Day(0), Unread
	switch {
	case p.kind == moment:
		at, code = p.at.Time(r.Now.Location()), ""
	case p.unit.short():
		at, code = r.fromNow(p), ""
	default:
		for _, way := range r.ways() {
			t, d, c := r.towards(p, way)
			if code != "" || c == "" && t.Sub(r.Now).Abs() < at.Sub(r.Now).Abs() {
				at, day, code = t, d, c
			}
		}
	}
	if code != "" {
		return at, day, code
	}
	return at, model.DayOf(at), r.sided(!at.After(r.Now), at.After(r.Now))
}

// fromNow is so many minutes or hours from now, on the full minute.
func (r Reader) fromNow(p Phrase) time.Time {
	u := time.Minute
	if p.unit == hour {
		u = time.Hour
	}
	return r.Now.Add(time.Duration(p.n) * u).Truncate(time.Minute)
}

// towards is the first moment in one direction that a phrase can mean, or where none lies there the
// one it means.
func (r Reader) towards(p Phrase, way int) (at time.Time, day model.Day, code Code) {
	for k := range 2 {
		d, c := r.find(p, way, k)
		if c == "" {
			d, c = kept(d, p)
		}
		on := d.From
		if c == "" {
			on, c = r.single(p, d)
		}
		if c != "" {
			if k == 0 {
				return at, on, c
			}
			break
		}
		for _, t := range r.times(p, on) {
			if t.After(r.Now) == (way > 0) {
				return t, on, ""
			}
			if at.IsZero() {
				at, day = t, on
			}
		}
	}
	return at, day, ""
}

// times are the moments of a day that a phrase can mean: two where a clock change brings the time
// twice, and by the end of the day where it may be any time within it.
func (r Reader) times(p Phrase, on model.Day) []time.Time {
	after := r.At
	switch from, to := r.calendar().Hours(on); p.clock.said {
	case onClock:
		after = p.clock.after
	case opening:
		after = from
	case closing:
		after = to
	}
	zone := r.Now.Location()
	at, again := readings(on, after, zone)
	out := []time.Time{at}
	if !again.IsZero() {
		out = append(out, again)
	}
	if p.part == inside && p.clock.said == unsaid {
		out = append(out, On(on, 24*time.Hour-time.Minute, zone))
	}
	return out
}
