package problems

import (
	"koe/model"
	"koe/tui/kit"
)

// Effect says what an action did: since when, the verdict with its numbers,
// what was compared, and what was done.
func Effect(k *kit.Kit, e *model.Effort) kit.Sentence {
	t := k.Say.Trends.Effect
	parts := k.Say.Effected(&e.Effect, k.Theme.Glyphs.Minus, func(key string) string { return k.TagName(model.TagPath(key)) })
	parts[0] = t.Since(t.InForce(k.Day(e.Action.Effective)), parts[0])
	return kit.Sentence{Parts: append(parts, t.With(k.Say.ActionType(e.Action.Type), kit.OneLine(e.Action.Text))), Must: 1}
}
