package lang

import (
	"fmt"
	"strings"

	"koe/model"
)

// Rules are the words for the rule of a problem: what it catches, and what is
// done with that.
type Rules struct {
	// Catches says in one line what it catches by now, and in which problems.
	Catches func(model.Caught) string
	// Stay says which of the issues stay where they are; "" where none is to be told of.
	Stay    func(model.Caught) string
	LinkNow func(n int) string // those in no problem, and what comes
	FromNow string             // what comes alone
	// Set says what was done: a rule was given, and so many were linked with it.
	Set     func(id string, linked int) string
	Removed func(id string) string
	// Works, Rests and Unread say behind a rule what it does.
	Works, Rests, Unread string
}

// RuleDoes says what the rule of a problem does now: read is whether it can be.
func (t *Rules) RuleDoes(p *model.Problem, read bool) string {
	switch {
	case !read:
		return t.Unread
	case !p.RuleWorks():
		return t.Rests
	}
	return t.Works
}

// RuleSet says that a problem was given a rule, and so many issues linked with
// it; the rule of one that was declined links nothing by itself.
func (t *Problems) RuleSet(p *model.Problem, linked int, between string) string {
	if p.Stage == model.Declined {
		return t.Said.Linked(p.ID.String(), linked) + between + t.Rules.Rests
	}
	return t.Rules.Set(p.ID.String(), linked)
}

// some joins the parts of a sum that are not zero.
func some(separator string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}

// counted is a part of a sum, "" where it is zero.
func counted(n int, say func(string) string) string {
	if n == 0 {
		return ""
	}
	return say(number(n))
}

func rulesEn() Rules {
	return Rules{
		Catches: func(c model.Caught) string {
			if c.All == 0 {
				return "It catches no issue so far"
			}
			return "It catches " + plural(c.All, "issue", "issues") + ": " + some(", ",
				counted(c.Free, func(n string) string { return n + " in no problem" }),
				counted(c.Here, func(n string) string { return n + " linked here" }),
				counted(c.Elsewhere(), func(n string) string { return n + " in other problems" }))
		},
		Stay: func(c model.Caught) string {
			return some("; ",
				counted(c.Elsewhere(), func(n string) string { return n + " in other problems: kept there" }),
				counted(c.Beside(), func(n string) string { return n + " linked here but not caught: kept" }))
		},
		LinkNow: func(n int) string { return fmt.Sprintf("link %s, and what comes", those(n)) },
		FromNow: "only what comes from now on",
		Set: func(id string, linked int) string {
			if linked == 0 {
				return id + ": its rule links what comes from now on"
			}
			return id + ": " + plural(linked, "issue", "issues") + " linked; its rule links what comes"
		},
		Removed: func(id string) string { return id + " has no rule now; what is linked stays" },
		Works:   "links what comes", Rests: "rests while it is declined", Unread: "cannot be read and links nothing",
	}
}

func those(n int) string {
	if n == 1 {
		return "that one"
	}
	return "those " + number(n)
}

func rulesJa() Rules {
	return Rules{
		Catches: func(c model.Caught) string {
			if c.All == 0 {
				return "該当するお申し出はまだありません"
			}
			return "該当" + number(c.All) + "件：" + some("、",
				counted(c.Free, func(n string) string { return "紐づけなし" + n + "件" }),
				counted(c.Here, func(n string) string { return "この課題" + n + "件" }),
				counted(c.Elsewhere(), func(n string) string { return "別の課題" + n + "件" }))
		},
		Stay: func(c model.Caught) string {
			return some("、",
				counted(c.Elsewhere(), func(n string) string { return "別の課題の" + n + "件はそのまま" }),
				counted(c.Beside(), func(n string) string { return "条件に合わない紐づけ済み" + n + "件もそのまま" }))
		},
		LinkNow: func(n int) string { return "紐づけのない" + number(n) + "件と、今後該当するもの" },
		FromNow: "今後該当するものだけ",
		Set: func(id string, linked int) string {
			if linked == 0 {
				return id + "：今後、条件に該当するお申し出を紐づけます。"
			}
			return id + "：" + number(linked) + "件を紐づけました。今後も条件に該当するものを紐づけます。"
		},
		Removed: func(id string) string {
			return id + " の条件を削除しました。紐づけ済みのお申し出はそのままです。"
		},
		Works: "該当するものを自動で紐づけ", Rests: "見送りの間は紐づけません", Unread: "条件を読み取れないため紐づけていません",
	}
}
