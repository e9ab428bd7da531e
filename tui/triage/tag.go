package triage

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// askTag asks for a tag. One that the issues do not have is added; of one they
// have it is asked whether it becomes the primary one or goes.
func (s *Screen) askTag(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.k.Pick(widget.PickerOptions{
		Title: s.k.Titled(t.Tag, on),
		New: func(typed string) (string, bool) {
			path, err := model.ParseTag(typed)
			if err != nil || s.isTag(path.Key()) {
				return "", false
			}
			return t.NewTag(string(path)), true
		},
		Done: func(p widget.Picked) tea.Msg {
			return kit.Then(func() tea.Cmd {
				typed := p.New
				if typed == "" {
					typed = p.Keys[0]
				}
				path, err := model.ParseTag(typed)
				if err != nil {
					return screen.SayError(s.k.Say, err)
				}
				return s.tagChosen(path, on)
			})
		},
	}, func() []widget.Item { return s.tagItems(on) }, s.refreshTags())
}

// tagItems are the desk's tags: those the issues have first, the primary one
// at the top, then the most used.
func (s *Screen) tagItems(on []model.Number) []widget.Item {
	t := s.k.Say.Triage
	had := s.commonTags(on)
	var own, rest []widget.Item
	for _, k := range had {
		item := widget.Item{Key: string(s.tagPath(k)), Label: s.tagName(k), Detail: t.HasTag}
		if k == had[0] && s.isPrimary(k, on) {
			item.Detail = t.IsPrimary
		}
		own = append(own, item)
	}
	uses := slices.Clone(s.tags)
	slices.SortStableFunc(uses, func(a, b model.TagUse) int { return b.Count - a.Count })
	for _, u := range uses {
		if u.Tag.Retired || u.Tag.Into != "" || slices.Contains(had, u.Tag.Key) {
			continue
		}
		rest = append(rest, widget.Item{Key: string(u.Tag.Path), Label: s.tagName(u.Tag.Key), Detail: s.k.Say.Number(u.Count), Match: strings.Join(u.Tag.Readings, " ")})
	}
	return append(own, rest...)
}

// commonTags are the tags that all of the issues have, in the first one's order.
func (s *Screen) commonTags(on []model.Number) []model.TagKey {
	var common []model.TagKey
	for i, n := range on {
		v := s.known(n)
		if v == nil {
			return nil
		}
		if i == 0 {
			common = slices.Clone(v.Issue.Tags)
			continue
		}
		common = slices.DeleteFunc(common, func(k model.TagKey) bool { return !slices.Contains(v.Issue.Tags, k) })
	}
	return common
}

func (s *Screen) isPrimary(k model.TagKey, on []model.Number) bool {
	for _, n := range on {
		if v := s.known(n); v == nil || v.Issue.Primary() != k {
			return false
		}
	}
	return true
}

func (s *Screen) isTag(k model.TagKey) bool {
	return slices.ContainsFunc(s.tags, func(u model.TagUse) bool { return u.Tag.Key == k })
}

func (s *Screen) tagPath(k model.TagKey) model.TagPath {
	for i := range s.tags {
		if s.tags[i].Tag.Key == k {
			return s.tags[i].Tag.Path
		}
	}
	return model.TagPath(k)
}

// tagName is a tag as a person reads it.
func (s *Screen) tagName(k model.TagKey) string { return strings.Join(s.tagPath(k).Levels(), "/") }

// tagChosen adds a tag to issues without one, and else asks what is meant.
func (s *Screen) tagChosen(path model.TagPath, on []model.Number) tea.Cmd {
	t, name := s.k.Say.Triage, strings.Join(path.Levels(), "/")
	key := path.Key()
	add := s.retag(t.TagAdded(name), model.Retag{Add: []model.TagPath{path}}, on)
	first := s.retag(t.TagFirst(name), model.Retag{Primary: path}, on)
	if slices.Contains(s.commonTags(on), key) {
		choices := []widget.Choice{{Key: "r", Label: t.RemoveTag, Result: s.retag(t.TagRemoved(name), model.Retag{Remove: []model.TagPath{path}}, on)}}
		if !s.isPrimary(key, on) {
			choices = append([]widget.Choice{{Key: "p", Label: t.MakePrimary, Result: first}}, choices...)
		}
		return s.k.Choose(name, -1, choices...)
	}
	if !s.anyTagged(on) {
		return add()
	}
	choices := []widget.Choice{{Key: "a", Label: t.AddTag, Result: add}, {Key: "p", Label: t.AddPrimary, Result: first}}
	if old, ok := s.onePrimary(on); ok {
		choices = append(choices, widget.Choice{Key: "r", Label: t.ReplaceTag(s.tagName(old)), Result: s.retag(t.TagFirst(name), model.Retag{Primary: path, Remove: []model.TagPath{s.tagPath(old)}}, on)})
	}
	return s.k.Choose(name, -1, choices...)
}

// onePrimary is the primary tag that all of the issues share.
func (s *Screen) onePrimary(on []model.Number) (model.TagKey, bool) {
	common := s.commonTags(on)
	for _, k := range common {
		if s.isPrimary(k, on) {
			return k, true
		}
	}
	return "", false
}

func (s *Screen) anyTagged(on []model.Number) bool {
	return slices.ContainsFunc(on, func(n model.Number) bool { v := s.known(n); return v != nil && len(v.Issue.Tags) > 0 })
}

// retag is the change of tags, to be done when chosen.
func (s *Screen) retag(said string, c model.Retag, on []model.Number) kit.Then {
	return func() tea.Cmd {
		return tea.Batch(s.k.Perform(kit.Act{ID: action.Tags, Verb: model.VerbRetag, Words: said, Command: func(n []model.Number) model.Command {
			c.Issues = n
			return c
		}}, on), s.refreshTags())
	}
}
