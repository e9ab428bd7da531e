package problems

import (
	"koe/model"
	"koe/model/trend"
	"koe/tui/kit"
)

// Verdict is an effect's verdict in words.
func Verdict(k *kit.Kit, e *trend.Effect) string {
	t := k.Say.Trends.Effect
	switch e.Verdict {
	case trend.Worked:
		return t.Worked
	case trend.Worse:
		return t.Worse
	case trend.NoBaseline:
		return t.NoBaseline
	}
	if e.WeeksToTell == 0 && !e.BaselineTooShort {
		return t.NoChange
	}
	return t.TooEarly
}

// Effect says what an action did: since when, the verdict, by how much, and
// how much longer it takes to tell.
func Effect(k *kit.Kit, e *model.Effort) kit.Sentence {
	t := k.Say.Trends.Effect
	rate := ""
	if f := &e.Effect; f.Verdict != trend.NoBaseline && f.Ratio > 0 {
		rate = t.Rate(kit.Ratio(f.Ratio), kit.Ratio(f.Low), kit.Ratio(f.High))
	}
	p := kit.Sentence{Parts: []string{t.Line(t.InForce(k.Day(e.Action.Effective)), Verdict(k, &e.Effect), rate)}, Must: 1}
	if e.Effect.Verdict == trend.TooEarly {
		if n := e.Effect.WeeksToTell; n > 0 {
			p.Parts = append(p.Parts, t.Weeks(n))
		} else if e.Effect.BaselineTooShort {
			p.Parts = append(p.Parts, t.Short)
		}
	}
	p.Parts = append(p.Parts, t.With(k.Say.ActionType(e.Action.Type), kit.OneLine(e.Action.Text)))
	return p
}
