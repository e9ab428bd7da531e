package calibrate

import "math"

// Mover is a desk on which something other than the action moves.
type Mover struct {
	Name    string
	History int // weeks before the action
	After   int // weeks in force
	// Factor is by how much tag i's usual rate is multiplied so many days after
	// the action came into force (negative before).
	Factor func(i, days int, phase float64) float64
	// Picked judges the tag that stood highest in the four weeks before.
	Picked bool
	// Named gives the question the first of those four weeks as the rise's.
	Named bool
	// LogEven draws the tags' rates from 0.03 to 6 a day, as many rare as
	// frequent; 2 a day where not.
	LogEven bool
	// Contacts double on the day of the action and are known.
	Contacts bool
}

const year = 365.25

func still(int, int, float64) float64 { return 1 }

// step multiplies every tag by c from the day of the action on.
func step(c float64) func(int, int, float64) float64 {
	return func(_, days int, _ float64) float64 {
		if days < 0 {
			return 1
		}
		return c
	}
}

// ramp does so over eight weeks.
func ramp(c float64) func(int, int, float64) float64 {
	return func(_, days int, _ float64) float64 {
		return math.Pow(c, max(0, min(1, float64(days)/56)))
	}
}

// third does so to every third tag only.
func third(c float64) func(int, int, float64) float64 {
	return func(i, days int, _ float64) float64 {
		if days < 0 || i%3 != 0 {
			return 1
		}
		return c
	}
}

// season of +-30 % that all share, on its way down through the time since an
// action that is judged after so many weeks.
func season(weeks int) func(int, int, float64) float64 {
	return func(_, days int, _ float64) float64 {
		return 1 + 0.3*math.Cos(2*math.Pi*(float64(days)+91-float64(weeks)*3.5)/year)
	}
}

// seasons of +-30 %, each tag with its own time of year.
func seasons(_, days int, phase float64) float64 {
	return 1 + 0.3*math.Cos(2*math.Pi*float64(days)/year+phase)
}

// Movers are the desks of the table.
func Movers() []Mover {
	return []Mover{
		{Name: "still", History: 52, After: 8, Factor: still},
		{Name: "still, half a year", History: 26, After: 8, Factor: still},
		{Name: "still, rare and frequent", History: 52, After: 8, Factor: still, LogEven: true},
		{Name: "desk -15 %, step", History: 52, After: 8, Factor: step(0.85)},
		{Name: "desk +15 %, step", History: 52, After: 8, Factor: step(1.15)},
		{Name: "desk -30 %, step", History: 52, After: 8, Factor: step(0.7)},
		{Name: "desk +30 %, step", History: 52, After: 8, Factor: step(1.3)},
		{Name: "desk -15 %, ramp", History: 52, After: 8, Factor: ramp(0.85)},
		{Name: "desk +15 %, ramp", History: 52, After: 8, Factor: ramp(1.15)},
		{Name: "desk -30 %, ramp", History: 52, After: 8, Factor: ramp(0.7)},
		{Name: "desk +30 %, ramp", History: 52, After: 8, Factor: ramp(1.3)},
		{Name: "a third -15 %", History: 52, After: 8, Factor: third(0.85)},
		{Name: "a third +15 %", History: 52, After: 8, Factor: third(1.15)},
		{Name: "a third -30 %", History: 52, After: 8, Factor: third(0.7)},
		{Name: "a third +30 %", History: 52, After: 8, Factor: third(1.3)},
		{Name: "shared season, two years", History: 104, After: 13, Factor: season(13)},
		{Name: "shared season, one year", History: 52, After: 13, Factor: season(13)},
		{Name: "shared season, 20 weeks", History: 20, After: 13, Factor: season(13)},
		{Name: "own seasons, two years", History: 104, After: 13, Factor: seasons},
		{Name: "own seasons, one year", History: 52, After: 13, Factor: seasons},
		{Name: "own seasons, 20 weeks", History: 20, After: 13, Factor: seasons},
		{Name: "contacts double", History: 52, After: 8, Factor: step(2), Contacts: true},
		{Name: "picked as high", History: 52, After: 8, Factor: still, Picked: true},
		{Name: "picked, rise named", History: 52, After: 8, Factor: still, Picked: true, Named: true},
	}
}
