package problems

import (
	"koe/model"
	"koe/tui/kit"
)

// Effect says what an action did, and what was done.
func Effect(k *kit.Kit, e *model.Effort) kit.Sentence {
	s := measured(k, e)
	s.Parts = append(s.Parts, k.Say.Trends.Effect.With(k.Say.ActionType(e.Action.Type), kit.OneLine(e.Action.Text)))
	return s
}

// measured says what an action did.
func measured(k *kit.Kit, e *model.Effort) kit.Sentence {
	return kit.Sentence{Parts: k.Say.Effort(e, k.Theme.Glyphs.Minus, k.Day), Must: 1}
}
