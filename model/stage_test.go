package model

import (
	"slices"
	"strings"
	"testing"
)

// From each stage to each, with what it needs.
func TestSetStage(t *testing.T) {
	for _, from := range AllStages() {
		for _, to := range AllStages() {
			w := newWorld(t)
			id := w.problem(func(p *Problem) {
				p.Stage, p.StageAt, p.Result, p.AsCustomer, p.Until = from, 5, "was", "was", 3
				p.Told = []Telling{{Who: TellAgents, Note: "long ago", At: 4}}
				p.Decisions = []Note{{At: 1, By: "root", Text: "was"}}
			})
			c := SetStage{
				Problem: id, Stage: to, Result: " Fell by half ", Reason: " It costs more ", AsCustomer: " No ", Until: 9,
				Tell: []Telling{{Who: TellAgents, Note: "x"}, {Who: TellCustomers, Note: "y", At: 99, By: "ben"}, {Who: TellCustomers}},
			}
			becomes(w, "sato", c, ref(ProblemRecord, uint64(id)), func(p *Problem) {
				if to != from {
					p.Stage, p.StageAt = to, testNow
				}
				p.Decisions = append(p.Decisions[:1:1], Note{At: testNow, By: "sato", Text: "It costs more"})
				switch to {
				case Effective, Ineffective:
					p.Result = "Fell by half"
					p.Told = append(p.Told[:1:1], Telling{Who: TellAgents, Note: "x"}, Telling{Who: TellCustomers, Note: "y"})
				case Declined, Deferred:
					p.AsCustomer, p.Until = "No", 9
				}
			})
		}
	}
}

func TestSetStageNeeds(t *testing.T) {
	w := newWorld(t)
	id := w.problem(func(p *Problem) { p.Result, p.AsCustomer = "was", "was" })
	needs := func(field, stage string) Refusal { return Refusal{Code: NeedsReason, Field: field, Value: stage} }
	for _, c := range []struct {
		command SetStage
		want    Refusal
	}{
		{SetStage{}, Refusal{Code: Missing, Field: "stage"}},
		{SetStage{Stage: Effective}, needs("result", "effective")},
		{SetStage{Stage: Ineffective, Result: " "}, needs("result", "ineffective")},
		{SetStage{Stage: Declined}, needs("reason", "declined")},
		{SetStage{Stage: Declined, Reason: "x"}, needs("as_customer", "declined")},
		{SetStage{Stage: Declined, AsCustomer: "x"}, needs("reason", "declined")},
		{SetStage{Stage: Deferred, AsCustomer: "x"}, needs("reason", "deferred")},
		{SetStage{Stage: Deferred, Reason: "x"}, needs("as_customer", "deferred")},
		{SetStage{Stage: Deferred, Reason: "x", AsCustomer: "x"}, needs("until", "deferred")},
		{SetStage{Stage: Acting, Result: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "result", N: 4001, Max: 4000}},
		{SetStage{Stage: Acting, Reason: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "reason", N: 4001, Max: 4000}},
		{SetStage{Stage: Acting, AsCustomer: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "as_customer", N: 4001, Max: 4000}},
		{SetStage{Stage: Suspected}, Refusal{Code: NothingDone}},
	} {
		c.command.Problem = id
		w.refuses("sato", c.command, c.want)
	}
	w.refuses("sato", SetStage{Problem: 9, Stage: Acting}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
	// What is not acted on needs no day to be looked at again.
	w.do("sato", SetStage{Problem: id, Stage: Declined, Reason: "x", AsCustomer: "x"})
	// Moving on needs no word and decides nothing.
	becomes(w, "sato", SetStage{Problem: id, Stage: Verifying}, ref(ProblemRecord, uint64(id)), func(p *Problem) { p.Stage = Verifying })
}

func TestFinalStages(t *testing.T) {
	final := []Stage{Effective, Ineffective, Declined, Deferred}
	for _, s := range append(AllStages(), 0) {
		if s.Final() != slices.Contains(final, s) {
			t.Errorf("%s is final: %v", s, s.Final())
		}
	}
}

func TestTell(t *testing.T) {
	w := newWorld(t)
	id := w.problem(func(p *Problem) {
		p.Told = []Telling{{Who: TellAgents, Note: "first", At: 4, By: "root"}, {Who: TellAgents, Note: "second"}, {Who: TellCustomers, Note: "y"}}
	})
	at := ref(ProblemRecord, uint64(id))
	// Those still to be told are told, and keep their note unless there is another.
	becomes(w, "sato", Tell{Problem: id, Who: TellAgents}, at, func(p *Problem) {
		p.Told = slices.Clone(p.Told)
		p.Told[1].At, p.Told[1].By = testNow, "sato"
	})
	becomes(w, "sato", Tell{Problem: id, Who: TellCustomers, Note: " z\n "}, at, func(p *Problem) {
		p.Told = slices.Clone(p.Told)
		p.Told[2] = Telling{Who: TellCustomers, Note: "z", At: testNow, By: "sato"}
	})
	// Once more is one more.
	becomes(w, "sato", Tell{Problem: id, Who: TellSuppliers}, at, func(p *Problem) {
		p.Told = append(slices.Clone(p.Told), Telling{Who: TellSuppliers, At: testNow, By: "sato"})
	})
	w.later()
	becomes(w, "sato", Tell{Problem: id, Who: TellAgents}, at, func(p *Problem) {
		p.Told = append(slices.Clone(p.Told), Telling{Who: TellAgents, At: w.env.Now, By: "sato"})
	})
	first := w.problem(func(p *Problem) { p.Told = []Telling{{Who: TellAgents}} })
	becomes(w, "sato", Tell{Problem: first, Who: TellAgents}, ref(ProblemRecord, uint64(first)), func(p *Problem) {
		p.Told = []Telling{{Who: TellAgents, At: w.env.Now, By: "sato"}}
	})
	w.refuses("sato", Tell{Problem: id}, Refusal{Code: Missing, Field: "audience"})
	w.refuses("sato", Tell{Problem: 9, Who: TellAgents}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
	w.refuses("sato", Tell{Problem: id, Who: TellAgents, Note: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "note", N: 4001, Max: 4000})
}

// Closing as effective what was last measured as worse takes a reason.
func TestEffectiveAgainstAVerdict(t *testing.T) {
	close := func(id ProblemID) SetStage { return SetStage{Problem: id, Stage: Effective, Result: "gone"} }
	for name, c := range map[string]struct {
		judged    []Judgement
		cancelled string
		refused   bool
	}{
		"worse":                   {[]Judgement{{N: 1, On: 5, Verdict: "worked"}, {N: 1, On: 9, Verdict: "worse"}}, "", true},
		"worse once":              {[]Judgement{{N: 1, On: 5, Verdict: "worse"}, {N: 1, On: 9, Verdict: "worked"}}, "", false},
		"never judged":            {nil, "", false},
		"of what was cancelled":   {[]Judgement{{N: 1, On: 5, Verdict: "worse"}}, "no use", false},
		"of another that is gone": {[]Judgement{{N: 7, On: 5, Verdict: "worse"}}, "", false},
	} {
		w := newWorld(t)
		id := w.problem(func(p *Problem) {
			p.Actions, p.Judged = []Action{{N: 1, Text: "a", Effective: 2, Cancelled: c.cancelled}}, c.judged
		})
		if c.refused {
			w.refuses("sato", close(id), Refusal{Code: MeasuredWorse, Field: "reason", Ref: ref(ProblemRecord, uint64(id))})
		}
		withReason := close(id)
		if c.refused {
			withReason.Reason = "a new shop opened on the same day"
		}
		if out := w.do("sato", withReason); len(out.Effects) == 0 {
			t.Errorf("%s: nothing was done", name)
		}
	}
}
