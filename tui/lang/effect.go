package lang

import (
	"slices"
	"strconv"
	"strings"

	"koe/model"
	"koe/model/trend/effect"
)

// Effect is what an action did, in words.
type Effect struct {
	Verdicts []string // by their value
	// Why there is no verdict, or none yet.
	NotInForce, FewDays, ShortPast, FewIssues, FewOthers, HalfDesk, SplitDesk, Renamed string
	// Change is a rate against what it would be without the action, with its 95 %
	// interval; Still against the usual rate to which it did not come back.
	Change, Still, SoFar func(change, low, high string) string
	Because              func(verdict, reason string) string
	Line                 func(verdict, rest string) string
	Desk                 func(change string) string          // how the rest of the desk moved
	Fell                 func(verdict, change string) string // since the action came
	Expected             func(change string) string
	JudgedOn             func(day string) string
	Early                func(verdict string) string                   // before the day of judging
	BackSince            func(day string) string                       // its problem was declared fixed, and is back
	Was                  func(verdict, from, now, since string) string // what was said before
	Rates                func(usual, came, now string) string          // a week each
	Rate                 func(usual, now string) string
	Weeks                func(n int, drop string) string // still needed
	Coarse               func(drop string) string        // smaller ones are never told
	Moved                func(names string) string
	InForce              func(day string) string
	Older                func(n int) string // actions whose story is over
	Since                func(since, verdict string) string
	Settled              func(id, title, verdict, change string) string // in the summary
	With                 func(kind, words string) string
}

// Said is the name of a verdict as it was kept, by its code; one that is newer
// than the list shows its code.
func (c *Catalogue) Said(code string) string {
	for _, v := range effect.AllVerdicts() {
		if v.String() == code {
			return c.Verdict(v)
		}
	}
	return code
}

func effectEn() Effect {
	return Effect{
		Verdicts:   []string{"no verdict", "too early to tell", "no clear change", "back to its usual rate", "worked", "worse"},
		NotInForce: "the action is not in force yet",
		FewDays:    "in force for less than two weeks",
		ShortPast:  "under four weeks of counts before it",
		FewIssues:  "under 12 issues before it",
		FewOthers:  "too few other tags with issues to say how the desk moved",
		HalfDesk:   "half of the desk was acted on, so that nothing is left to compare with",
		SplitDesk:  "the other tags went two ways in this time, so that nothing is left to compare with",
		Renamed:    "it may be a change of names",
		Change:     func(change, low, high string) string { return change + " (95 %: " + low + " to " + high + ")" },
		Still: func(change, low, high string) string {
			return "still " + change + " on its usual rate (95 %: " + low + " to " + high + ")"
		},
		SoFar:     func(change, low, high string) string { return change + " so far (95 %: " + low + " to " + high + ")" },
		Because:   func(verdict, reason string) string { return verdict + ": " + reason },
		Line:      func(verdict, rest string) string { return verdict + ", rate " + rest },
		Desk:      func(change string) string { return "the rest of the desk " + change },
		Fell:      func(verdict, change string) string { return verdict + ", " + change + " since the action came" },
		Expected:  func(change string) string { return "expected " + change },
		JudgedOn:  func(day string) string { return "judged on " + day },
		Early:     func(verdict string) string { return "so far " + verdict },
		BackSince: func(day string) string { return "declared fixed, and back since " + day },
		Was: func(verdict, from, now, since string) string {
			return verdict + " on " + from + ", " + now + " since " + since
		},
		Rates: func(usual, came, now string) string {
			return usual + " a week usually, " + came + " when it was picked as high, " + now + " now"
		},
		Rate: func(usual, now string) string { return usual + " a week before, " + now + " now" },
		Weeks: func(n int, drop string) string {
			return plural(n, "more week", "more weeks") + " to tell a change of " + drop
		},
		Coarse:  func(drop string) string { return "a change smaller than " + drop + " cannot be told so far" },
		Moved:   func(names string) string { return "began or ended meanwhile: " + names },
		InForce: func(day string) string { return "since " + day },
		Older:   func(n int) string { return number(n) + " older under their problems (P)" },
		Since:   func(since, verdict string) string { return since + ": " + verdict },
		Settled: func(id, title, verdict, change string) string {
			return id + " " + title + " " + verdict + " (rate " + change + ")"
		},
		With: func(kind, words string) string { return kind + ": " + words },
	}
}

func effectJa() Effect {
	return Effect{
		Verdicts:   []string{"判定不可", "判定にはまだ早い", "明らかな変化なし", "平常に復帰", "効果あり", "悪化"},
		NotInForce: "まだ実施前です",
		FewDays:    "実施から2週間未満です",
		ShortPast:  "実施前の記録が4週間未満です",
		FewIssues:  "実施前の件数が12件未満です",
		FewOthers:  "比較できる他のタグの件数が足りません",
		HalfDesk:   "窓口の半分に対策をしているため、比較する相手がありません",
		SplitDesk:  "この間に他のタグの動きが二つに分かれ、比較の基準になりません",
		Renamed:    "タグの名前の変更による増減の可能性があります",
		Change:     func(change, low, high string) string { return change + "（95%区間 " + low + "〜" + high + "%）" },
		Still: func(change, low, high string) string {
			return "通常よりまだ" + change + "（95%区間 " + low + "〜" + high + "%）"
		},
		SoFar: func(change, low, high string) string {
			return "現時点で" + change + "（95%区間 " + low + "〜" + high + "%）"
		},
		Because:   func(verdict, reason string) string { return verdict + "：" + reason },
		Line:      func(verdict, rest string) string { return verdict + "、件数は" + rest },
		Desk:      func(change string) string { return "窓口の他のタグは" + change },
		Fell:      func(verdict, change string) string { return verdict + "、対策時から" + change },
		Expected:  func(change string) string { return "見込み" + change },
		JudgedOn:  func(day string) string { return "判定日 " + day },
		Early:     func(verdict string) string { return "判定日前の途中経過：" + verdict },
		BackSince: func(day string) string { return "解決後に再発（" + day + "）" },
		Was: func(verdict, from, now, since string) string {
			return from + "は" + verdict + "、" + since + "から" + now
		},
		Rates: func(usual, came, now string) string {
			return "週あたり 通常" + usual + "件、増加していた対策時" + came + "件、現在" + now + "件"
		},
		Rate:  func(usual, now string) string { return "週あたり 実施前" + usual + "件、現在" + now + "件" },
		Weeks: func(n int, drop string) string { return drop + "の判定にはあと" + number(n) + "週間" },
		Coarse: func(drop string) string {
			return "今のところ" + drop + "より小さい減少は判定できません"
		},
		Moved:   func(names string) string { return "この間に始まった、または終わったタグ：" + names },
		InForce: func(day string) string { return day + "実施" },
		Older:   func(n int) string { return "ほか" + number(n) + "件は課題の中（P）" },
		Since:   func(since, verdict string) string { return since + "：" + verdict },
		Settled: func(id, title, verdict, change string) string {
			return id + "「" + title + "」は" + verdict + "（件数" + change + "）"
		},
		With: func(kind, words string) string { return kind + "：" + words },
	}
}

// Verdict is the name of a verdict.
func (c *Catalogue) Verdict(v effect.Verdict) string { return c.Trends.Effect.Verdicts[v] }

// Standing says where an action stands: in force, due, overdue or cancelled, what
// is expected of it, and when it is judged. The first part says whether it is
// late; it is missing where nobody set a day.
func (c *Catalogue) Standing(a *model.Action, today model.Day, minus string, day func(model.Day) string) []string {
	t, e := &c.Trends.Problems, &c.Trends.Effect
	var parts []string
	switch {
	case a.Cancelled != "":
		return []string{t.Cancelled(a.Cancelled)}
	case a.Effective != 0:
		parts = append(parts, t.InForce(day(a.Effective)))
	case a.Overdue(today):
		parts = append(parts, t.Overdue(day(a.Due)))
	case a.Due != 0:
		parts = append(parts, t.Due(day(a.Due)))
	}
	if a.Expected != 0 {
		parts = append(parts, e.Expected(c.Percent(-float64(a.Expected)/100, minus)))
	}
	if a.JudgeOn != 0 {
		parts = append(parts, e.JudgedOn(day(a.JudgeOn)))
	}
	return parts
}

// Effort says what an action in force did: since when, the verdict with its
// numbers, what was said before, and what was compared. Before the day of
// judging it says how the action does so far. day writes a day.
func (c *Catalogue) Effort(e *model.Effort, minus string, day func(model.Day) string) []string {
	t := &c.Trends.Effect
	parts := c.Effected(&e.Effect, minus, func(key string) string { return model.TagPath(key).Plain() })
	if e.Returned != 0 { // what it did is past
		return []string{t.Since(t.InForce(day(e.Action.Effective)), t.BackSince(day(e.Returned))), parts[len(parts)-1]}
	}
	if e.Early() {
		parts[0] = t.Early(parts[0])
		parts = slices.Insert(parts, 1, t.JudgedOn(day(e.Action.JudgeOn)))
	}
	if was, until, ok := e.Was(); ok {
		parts = slices.Insert(parts, 1, t.Was(c.Said(was.Verdict), day(was.On), c.Verdict(e.Effect.Verdict), day(until)))
	}
	parts[0] = t.Since(t.InForce(day(e.Action.Effective)), parts[0])
	return parts
}

// Effected says what an action did, the verdict with its numbers first, in
// parts of one sentence. minus is the terminal's; name is a series as people
// know it.
func (c *Catalogue) Effected(e *effect.Effect, minus string, name func(key string) string) []string {
	t := &c.Trends.Effect
	percent := func(ratio float64) string { return c.Percent(ratio-1, minus) }
	parts := []string{c.verdictLine(e, minus)}
	add := func(s string) { parts = append(parts, s) }
	if e.Verdict == effect.None {
		if len(e.Moved) > 0 && e.Reason == effect.Renamed {
			names := make([]string, len(e.Moved))
			for i, key := range e.Moved {
				names[i] = name(key)
			}
			add(t.Moved(strings.Join(names, c.Trends.Changes.List)))
		}
		return parts
	}
	if e.Hoped {
		add(t.Expected(percent(e.Expected)))
	}
	if e.Desk.Known() {
		add(t.Desk(percent(e.Desk.Ratio)))
	}
	switch {
	case e.Verdict == effect.TooEarly && e.Weeks > 0:
		add(t.Weeks(e.Weeks, percent(e.Expected)))
	case e.Reason == effect.Coarse && e.Tellable > 0:
		add(t.Coarse(percent(e.Tellable)))
	}
	switch {
	case e.Now.Days == 0:
	case e.Rose.Low > 1:
		add(t.Rates(weekly(e.Usual), weekly(e.Came), weekly(e.Now)))
	default:
		add(t.Rate(weekly(e.Usual), weekly(e.Now)))
	}
	return parts
}

// verdictLine is the verdict with what it rests on, or why there is none.
func (c *Catalogue) verdictLine(e *effect.Effect, minus string) string {
	t := &c.Trends.Effect
	percent := func(ratio float64) string { return c.Percent(ratio-1, minus) }
	verdict := t.Verdicts[e.Verdict]
	if reason := t.reason(e.Reason); reason != "" {
		verdict = t.Because(verdict, reason)
	}
	if e.Verdict == effect.None || !e.Known() {
		return verdict
	}
	change := t.Change
	switch {
	case e.Verdict == effect.TooEarly:
		change = t.SoFar
	case e.Verdict == effect.NoClearChange && e.Low > 1:
		change = t.Still
	case e.Verdict == effect.BackToUsual:
		return t.Fell(verdict, percent(e.Fell.Ratio))
	}
	return t.Line(verdict, change(percent(e.Ratio), signed(e.Low-1, minus), signed(e.High-1, minus)))
}

// weekly is a rate in issues a week, with one digit behind the point where
// there are few.
func weekly(r effect.Rate) string {
	week := 7 * r.Daily()
	if week >= 9.95 {
		return number(int(week + 0.5))
	}
	return strconv.FormatFloat(week, 'f', 1, 64)
}

// reason is why there is no verdict, or none yet; empty where the numbers say it.
func (t *Effect) reason(r effect.Reason) string {
	switch r {
	case effect.NotInForce:
		return t.NotInForce
	case effect.FewDays:
		return t.FewDays
	case effect.ShortPast:
		return t.ShortPast
	case effect.FewIssues:
		return t.FewIssues
	case effect.FewOthers:
		return t.FewOthers
	case effect.HalfDesk:
		return t.HalfDesk
	case effect.SplitDesk:
		return t.SplitDesk
	case effect.Renamed:
		return t.Renamed
	}
	return ""
}
