package lang

import (
	"strings"
	"testing"

	"koe/model/trend/effect"
)

// What an action did is said against what was compared, and a verdict that
// cannot be given says why.
func TestWhatAnActionDid(t *testing.T) {
	whole := effect.Effect{
		Verdict: effect.Worked, Interval: effect.Interval{Ratio: 0.48, Low: 0.32, High: 0.7}, Desk: effect.Interval{Ratio: 0.92, Low: 0.88, High: 0.96},
		Rose: effect.Interval{Ratio: 2.3, Low: 1.8, High: 2.9}, Fell: effect.Interval{Ratio: 0.21, Low: 0.15, High: 0.3},
		Usual: effect.Rate{Issues: 1260, Days: 700}, Came: effect.Rate{Issues: 123, Days: 30}, Now: effect.Rate{Issues: 49, Days: 56}, Expected: 0.7, Hoped: true,
	}
	with := func(change func(*effect.Effect)) *effect.Effect {
		e := whole
		change(&e)
		return &e
	}
	for name, c := range map[string]struct {
		e      *effect.Effect
		en, ja string
	}{
		"worked": {
			&whole,
			"worked, rate −52 % (95 %: −68 to −30); expected −30 %; the rest of the desk −8 %; 13 a week usually, 29 when it was picked as high, 6.1 now",
			"効果あり、件数は−52%（95%区間 −68〜−30%）、見込み−30%、窓口の他のタグは−8%、週あたり 通常13件、増加していた対策時29件、現在6.1件",
		},
		"no rise": {
			with(func(e *effect.Effect) { e.Rose = effect.Interval{}; e.Hoped = false }),
			"worked, rate −52 % (95 %: −68 to −30); the rest of the desk −8 %; 13 a week before, 6.1 now",
			"効果あり、件数は−52%（95%区間 −68〜−30%）、窓口の他のタグは−8%、週あたり 実施前13件、現在6.1件",
		},
		"back": {
			with(func(e *effect.Effect) { e.Verdict, e.Hoped = effect.BackToUsual, false }),
			"back to its usual rate, −79 % since the action came; the rest of the desk −8 %; 13 a week usually, 29 when it was picked as high, 6.1 now",
			"平常に復帰、対策時から−79%、窓口の他のタグは−8%、週あたり 通常13件、増加していた対策時29件、現在6.1件",
		},
		"too early": {
			with(func(e *effect.Effect) {
				e.Verdict, e.Reason, e.Weeks = effect.TooEarly, effect.FewYet, 3
				e.Interval = effect.Interval{Ratio: 0.9, Low: 0.6, High: 1.3}
			}),
			"too early to tell, rate −10 % so far (95 %: −40 to +30); expected −30 %; the rest of the desk −8 %; 3 more weeks to tell a change of −30 %; 13 a week usually, 29 when it was picked as high, 6.1 now",
			"判定にはまだ早い、件数は現時点で−10%（95%区間 −40〜+30%）、見込み−30%、窓口の他のタグは−8%、−30%の判定にはあと3週間、週あたり 通常13件、増加していた対策時29件、現在6.1件",
		},
		"since today": {
			&effect.Effect{Verdict: effect.TooEarly, Reason: effect.FewDays, Weeks: 2, Expected: 0.75},
			"too early to tell: in force for less than two weeks; 2 more weeks to tell a change of −25 %",
			"判定にはまだ早い：実施から2週間未満です、−25%の判定にはあと2週間",
		},
		"still risen": {
			with(func(e *effect.Effect) {
				e.Verdict, e.Hoped = effect.NoClearChange, false
				e.Interval = effect.Interval{Ratio: 2.28, Low: 1.9, High: 2.7}
			}),
			"no clear change, rate still +128 % on its usual rate (95 %: +90 to +170); the rest of the desk −8 %; 13 a week usually, 29 when it was picked as high, 6.1 now",
			"明らかな変化なし、件数は通常よりまだ+128%（95%区間 +90〜+170%）、窓口の他のタグは−8%、週あたり 通常13件、増加していた対策時29件、現在6.1件",
		},
		"coarse": {
			with(func(e *effect.Effect) {
				e.Verdict, e.Reason, e.Tellable, e.Hoped = effect.NoClearChange, effect.Coarse, 0.55, false
				e.Interval, e.Rose = effect.Interval{Ratio: 1, Low: 0.6, High: 1.6}, effect.Interval{}
			}),
			"no clear change, rate ±0 % (95 %: −40 to +60); the rest of the desk −8 %; a change smaller than −45 % cannot be told so far; 13 a week before, 6.1 now",
			"明らかな変化なし、件数は±0%（95%区間 −40〜+60%）、窓口の他のタグは−8%、今のところ−45%より小さい減少は判定できません、週あたり 実施前13件、現在6.1件",
		},
		"renamed": {
			&effect.Effect{Reason: effect.Renamed, Moved: []string{"billing/new", "billing/old"}},
			"no verdict: it may be a change of names; began or ended meanwhile: billing/new, billing/old",
			"判定不可：タグの名前の変更による増減の可能性があります、この間に始まった、または終わったタグ：billing/new、billing/old",
		},
		"few others": {
			&effect.Effect{Reason: effect.FewOthers},
			"no verdict: too few other tags with issues to say how the desk moved",
			"判定不可：比較できる他のタグの件数が足りません",
		},
	} {
		for l, want := range map[Lang]string{English: c.en, Japanese: c.ja} {
			say := For(l)
			got := strings.Join(say.Effected(c.e, "−", func(key string) string { return key }), say.Trends.Reason.Join)
			if got != want {
				t.Errorf("%s in %v:\n got %s\nwant %s", name, l, got, want)
			}
		}
	}
}

// Every verdict and every reason that ends a question has its words.
func TestVerdictsAndReasonsHaveWords(t *testing.T) {
	for _, l := range All() {
		say := For(l)
		for _, v := range effect.AllVerdicts() {
			if say.Verdict(v) == "" {
				t.Errorf("%v: %v has no words", l, v)
			}
		}
		for _, r := range effect.AllReasons() {
			if numbers := r == effect.FewYet || r == effect.Coarse; say.Trends.Effect.reason(r) == "" && !numbers {
				t.Errorf("%v: %v has no words", l, r)
			}
		}
	}
}
