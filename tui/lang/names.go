package lang

import (
	"koe/model"
	"koe/model/words"
)

// Names are the words that stand where a value is not set, or belongs to no
// fixed list. What the values of the lists are called is in model/words, since
// queries and imports read it as well.
type Names struct {
	NotSet     string
	NotSaid    string // by the customer
	NotJudged  string
	NoRole     string
	Records    []string // by the sort of record, the first for one that is not known
	NoOwner    string
	NoTag      string
	NoCustomer string
}

func namesEn() Names {
	return Names{
		NotSet:     "not set",
		NotSaid:    "not said",
		NotJudged:  "not judged",
		NoRole:     "none",
		Records:    []string{"record", "issue", "customer", "problem", "contact", "person", "team", "tag", "view", "volume", "desk", "mapping", "forecast", "signal", "review", "metric", "key"},
		NoOwner:    "no owner",
		NoTag:      "no tag",
		NoCustomer: "customer not known",
	}
}

func namesJa() Names {
	return Names{
		NotSet:     "未設定",
		NotSaid:    "未確認",
		NotJudged:  "未判定",
		NoRole:     "なし",
		Records:    []string{"記録", "お申し出", "お客様", "課題", "ご連絡記録", "ユーザー", "チーム", "タグ", "ビュー", "受付件数", "デスク", "取込設定", "予測", "兆候", "振り返り", "指標", "公開鍵"},
		NoOwner:    "担当者未定",
		NoTag:      "タグなし",
		NoCustomer: "お客様未確認",
	}
}

// nameOf is what a value is called; one that is newer than this program shows
// its code.
func nameOf[T words.Value](c *Catalogue, l *words.List[T], v T, none string) string {
	w := l.Of(v)
	if name := Say(w.English, w.Japanese).In(c.Lang); name != "" {
		return name
	}
	if v == *new(T) {
		return none
	}
	return v.String()
}

// Kind is a kind's name.
func (c *Catalogue) Kind(v model.Kind) string { return nameOf(c, words.Kinds, v, c.Names.NotSet) }

// Wish is a wish's name.
func (c *Catalogue) Wish(v model.Wish) string { return nameOf(c, words.Wishes, v, c.Names.NotSaid) }

// State is a state's name. That of a pending issue says on whom it waits:
// see [Catalogue.StateOf].
func (c *Catalogue) State(v model.State) string { return nameOf(c, words.States, v, c.Names.NotSet) }

// StateOf is the name of an issue's state; a pending one is named after whom
// it waits for.
func (c *Catalogue) StateOf(state model.State, on model.WaitingOn) string {
	if state == model.Pending && on != 0 {
		return c.WaitingOn(on)
	}
	return c.State(state)
}

// WaitingOn is the name of on whom an issue waits.
func (c *Catalogue) WaitingOn(v model.WaitingOn) string {
	return nameOf(c, words.Waiting, v, c.Names.NotSet)
}

// CloseReason is a close reason's name.
func (c *Catalogue) CloseReason(v model.CloseReason) string {
	return nameOf(c, words.CloseReasons, v, c.Names.NotSet)
}

// Upheld is the name of whether a complaint was right.
func (c *Catalogue) Upheld(v model.Upheld) string {
	return nameOf(c, words.Upheld, v, c.Names.NotJudged)
}

// Stage is the name of a problem's stage.
func (c *Catalogue) Stage(v model.Stage) string { return nameOf(c, words.Stages, v, c.Names.NotSet) }

// ActionType is the name of a kind of action against a problem.
func (c *Catalogue) ActionType(v model.ActionType) string {
	return nameOf(c, words.ActionTypes, v, c.Names.NotSet)
}

// Outcome is the name of how an attempt to reach a customer ended.
func (c *Catalogue) Outcome(v model.Outcome) string {
	return nameOf(c, words.Outcomes, v, c.Names.NotSet)
}

// Role is a role's name.
func (c *Catalogue) Role(v model.Role) string { return nameOf(c, words.Roles, v, c.Names.NoRole) }

// Severity is a severity with its meaning: "S2 money or service lost".
func (c *Catalogue) Severity(v model.Severity) string {
	meaning := nameOf(c, words.Severities, v, c.Names.NotSet)
	if v == 0 || meaning == v.String() {
		return meaning
	}
	return v.String() + " " + meaning
}

// Channel is a channel's name; one of an import keeps its own.
func (c *Catalogue) Channel(v model.Channel) string {
	return nameOf(c, words.Channels, v, c.Names.NotSaid)
}

// Audience is the name of those who are told.
func (c *Catalogue) Audience(v model.Audience) string {
	return nameOf(c, words.Audiences, v, c.Names.NotSet)
}

// Order is the name of how a list is sorted.
func (c *Catalogue) Order(v model.Order) string {
	return nameOf(c, words.Orders, v, c.Names.NotSet)
}

// Record is the name of a sort of record.
func (c *Catalogue) Record(v model.RecordType) string {
	if int(v) < len(c.Names.Records) {
		return c.Names.Records[v]
	}
	return v.String()
}
