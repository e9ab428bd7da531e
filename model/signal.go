package model

import "slices"

// A Signal (兆候) as it was raised: what a leader saw stays readable, however
// the counts are restated later.
type Signal struct {
	Tag      TagKey  `cbor:"1,keyasint" json:"tag"`
	On       Day     `cbor:"2,keyasint" json:"on"`
	State    string  `cbor:"3,keyasint" json:"state"`
	Observed int     `cbor:"4,keyasint" json:"observed"`
	Days     int     `cbor:"5,keyasint" json:"days"` // the window
	Low      int     `cbor:"6,keyasint" json:"low"`
	High     int     `cbor:"7,keyasint" json:"high"`
	Q        float64 `cbor:"8,keyasint" json:"q"`
	Since    Day     `cbor:"9,keyasint,omitempty" json:"since,omitempty"`
}

// Ref names the record.
func (s *Signal) Ref() Ref { return Ref{SignalRecord, s.On.String() + " " + string(s.Tag)} }

// A Forecast is a range stated before its week came, kept so that it can be
// scored: the look-ahead says how often it held.
type Forecast struct {
	Tag  TagKey  `cbor:"1,keyasint" json:"tag"`
	From Day     `cbor:"2,keyasint" json:"from"` // the week's first day
	Made Day     `cbor:"3,keyasint" json:"made"` // the day it was stated on
	Low  int     `cbor:"4,keyasint" json:"low"`
	High int     `cbor:"5,keyasint" json:"high"`
	Mean float64 `cbor:"6,keyasint" json:"mean"`
}

// Ref names the record.
func (f *Forecast) Ref() Ref { return Ref{ForecastRecord, f.From.String() + " " + string(f.Tag)} }

// SeeTrends remembers that a person has seen the trends of a day.
type SeeTrends struct{ Day Day }

const VerbSeeTrends Verb = "look"

func (SeeTrends) Verb() Verb    { return VerbSeeTrends }
func (SeeTrends) may() right    { return right{least: ReadOnly} }
func (SeeTrends) undo() undoing { return stands }

func (c SeeTrends) decide(d *decider) error {
	before, err := d.User(d.who.ID)
	if err != nil || before == nil {
		return err
	}
	after := *before
	if before.Looked != c.Day {
		after.LookedBefore = before.Looked
	}
	after.Looked, after.LookedAt = c.Day, d.env.Now
	d.put(before, &after)
	return nil
}

// Raise keeps the signals, forecasts and changed verdicts of a day as they were
// stated.
type Raise struct {
	Day       Day
	Signals   []Signal
	Forecasts []Forecast
	Judged    []Judged
}

// Judged is a verdict on an action of a problem that differs from what was said
// of it before.
type Judged struct {
	Problem ProblemID
	N       int
	Verdict string
}

const VerbRaise Verb = "signal"

func (Raise) Verb() Verb    { return VerbRaise }
func (Raise) may() right    { return right{least: Admin} }
func (Raise) undo() undoing { return stands }

func (c Raise) decide(d *decider) error {
	for n := range c.Signals {
		if err := d.replace(&c.Signals[n]); err != nil {
			return err
		}
	}
	for n := range c.Forecasts {
		if err := d.replace(&c.Forecasts[n]); err != nil {
			return err
		}
	}
	for _, j := range c.Judged {
		p, err := d.problem(j.Problem)
		if err != nil {
			return err
		}
		p.Judged = append(slices.Clip(p.Judged), Judgement{N: j.N, On: c.Day, Verdict: j.Verdict})
	}
	return nil
}

// Recur reopens a problem that a new signal brought back.
type Recur struct {
	Problem ProblemID
	On      Day
}

const VerbRecur Verb = "recurred"

func (Recur) Verb() Verb    { return VerbRecur }
func (Recur) may() right    { return right{least: Admin} }
func (Recur) undo() undoing { return stands }

func (c Recur) decide(d *decider) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if p.Stage != Effective {
		return nil
	}
	p.Recurred = append(slices.Clip(p.Recurred), c.On)
	p.Stage, p.StageAt = Confirmed, d.env.Now
	return nil
}
