package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestNewProblem(t *testing.T) {
	w := newWorld(t)
	a, b := w.issue(owned("ben")), w.issue()
	out := w.do("sato", NewProblem{Title: " Double charge ", Rule: "tag:billing ", Tag: "Billing", Owner: "mori", Since: 9, Issues: []Number{a, b}})
	want := &Problem{
		ID: 1, Revision: 1, Title: "Double charge", Rule: "tag:billing", Tag: "billing", Owner: "mori", Since: 9,
		Stage: Suspected, StageAt: testNow, CreatedAt: testNow, CreatedBy: "sato",
	}
	if got := w.problemAt(1); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant\n%+v", got, want)
	}
	if w.issueAt(a).Problem != 1 || w.issueAt(b).Problem != 1 || w.tagAt("billing").Path != "Billing" || len(out.Effects) != 4 {
		t.Errorf("%d effects, issues of %s and %s", len(out.Effects), w.issueAt(a).Problem, w.issueAt(b).Problem)
	}
	if r := out.Receipt; r.Problem != 1 || !reflect.DeepEqual(r.Issues, []Number{a, b}) || out.Heads.Problem != 1 {
		t.Errorf("%+v, heads %+v", r, out.Heads)
	}
	if out := w.do("sato", NewProblem{Title: "x"}); out.Receipt.Problem != 2 || len(out.Effects) != 1 || out.Receipt.Issues != nil {
		t.Errorf("%+v", out)
	}
	w.refuses("sato", NewProblem{Title: " "}, Refusal{Code: Missing, Field: "title"})
	w.refuses("sato", NewProblem{Title: strings.Repeat("あ", 401)}, Refusal{Code: TooLong, Field: "title", N: 401, Max: 400})
	w.refuses("sato", NewProblem{Title: "x", Rule: strings.Repeat("あ", 401)}, Refusal{Code: TooLong, Field: "rule", N: 401, Max: 400})
	w.refuses("sato", NewProblem{Title: "x", Owner: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("sato", NewProblem{Title: "x", Tag: "#"}, Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape})
	w.refuses("sato", NewProblem{Title: "x", Issues: []Number{99}}, Refusal{Code: NotFound, Ref: ref(IssueRecord, 99)})
}

func TestEditProblem(t *testing.T) {
	for name, c := range map[string]struct {
		command EditProblem
		want    func(*Problem)
	}{
		"title":      {EditProblem{Title: ptr(" New ")}, func(p *Problem) { p.Title = "New" }},
		"rule":       {EditProblem{Rule: ptr("x ")}, func(p *Problem) { p.Rule = "x" }},
		"no rule":    {EditProblem{Rule: ptr("")}, func(p *Problem) { p.Rule = "" }},
		"external":   {EditProblem{External: ptr("J-1")}, func(p *Problem) { p.External = "J-1" }},
		"cause":      {EditProblem{Cause: ptr("a\nb ")}, func(p *Problem) { p.Cause = "a\nb" }},
		"goal":       {EditProblem{Goal: ptr("a\nb")}, func(p *Problem) { p.Goal = "a\nb" }},
		"tell":       {EditProblem{Tell: ptr("a\nb")}, func(p *Problem) { p.Tell = "a\nb" }},
		"workaround": {EditProblem{Workaround: ptr("a\nb")}, func(p *Problem) { p.Workaround = "a\nb" }},
		"result":     {EditProblem{Result: ptr("a\nb")}, func(p *Problem) { p.Result = "a\nb" }},
		"snooze":     {EditProblem{SnoozeAbove: ptr(1.5)}, func(p *Problem) { p.Snooze = 1.5 }},
		"tag":        {EditProblem{Tag: ptr(TagPath("Late"))}, func(p *Problem) { p.Tag = "late" }},
		"no tag":     {EditProblem{Tag: ptr(TagPath(""))}, func(p *Problem) { p.Tag = "" }},
		"two":        {EditProblem{Title: ptr("New"), Goal: ptr("")}, func(p *Problem) { p.Title, p.Goal = "New", "" }},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.tag("late")
			w.problem()
			id := w.problem(func(p *Problem) {
				p.Rule, p.External, p.Cause, p.Goal, p.Tell, p.Workaround, p.Result, p.Snooze, p.Tag, p.Owner = "r", "e", "c", "g", "t", "w", "r", 1, "billing", "sato"
			})
			c.command.Problem = id
			if out := becomes(w, "sato", c.command, ref(ProblemRecord, uint64(id)), c.want); out.Receipt.Problem != id {
				t.Errorf("the receipt names %s", out.Receipt.Problem)
			}
		})
	}
}

func TestEditProblemRefuses(t *testing.T) {
	w := newWorld(t)
	id := w.problem()
	w.refuses("sato", EditProblem{Problem: id}, Refusal{Code: NothingDone})
	w.refuses("sato", EditProblem{Problem: 9, Title: ptr("x")}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
	w.refuses("sato", EditProblem{Problem: id, Title: ptr(" ")}, Refusal{Code: Missing, Field: "title"})
	w.refuses("sato", EditProblem{Problem: id, Tag: ptr(TagPath("#"))}, Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape})
	line, block := strings.Repeat("あ", 401), strings.Repeat("あ", 4001)
	for field, c := range map[string]EditProblem{"title": {Title: &line}, "rule": {Rule: &line}, "external": {External: &line}} {
		c.Problem = id
		w.refuses("sato", c, Refusal{Code: TooLong, Field: field, N: 401, Max: 400})
	}
	for field, c := range map[string]EditProblem{"cause": {Cause: &block}, "goal": {Goal: &block}, "tell": {Tell: &block}, "workaround": {Workaround: &block}, "result": {Result: &block}} {
		c.Problem = id
		w.refuses("sato", c, Refusal{Code: TooLong, Field: field, N: 4001, Max: 4000})
	}
	w.do("sato", EditProblem{Problem: id, Title: ptr(line[:1200]), Cause: ptr(block[:12000])})
}

func TestOwnProblem(t *testing.T) {
	w := newWorld(t)
	id := w.problem()
	at := ref(ProblemRecord, uint64(id))
	becomes(w, "sato", OwnProblem{Problem: id, Owner: "aya"}, at, func(p *Problem) { p.Owner = "aya" })
	w.refuses("sato", OwnProblem{Problem: id, Owner: "aya"}, Refusal{Code: NothingDone})
	becomes(w, "sato", OwnProblem{Problem: id}, at, func(p *Problem) { p.Owner = "" })
	w.refuses("sato", OwnProblem{Problem: id, Owner: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("sato", OwnProblem{Problem: id, Owner: "nobody"}, Refusal{Code: NotFound, Ref: Ref{UserRecord, "nobody"}})
	w.refuses("sato", OwnProblem{Problem: 9, Owner: "aya"}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}

func TestHear(t *testing.T) {
	w := newWorld(t)
	id := w.problem()
	at := ref(ProblemRecord, uint64(id))
	becomes(w, "aya", Hear{Problem: id, Text: " They say it is the app "}, at, func(p *Problem) {
		p.Heard = []Note{{At: testNow, By: "aya", Text: "They say it is the app"}}
	})
	becomes(w, "aya", Hear{Problem: id, Text: "Again"}, at, func(p *Problem) {
		p.Heard = append(p.Heard[:1:1], Note{At: testNow + 1, By: "aya", Text: "Again"})
	})
	w.refuses("aya", Hear{Problem: id, Text: " "}, Refusal{Code: Missing, Field: "note"})
	w.refuses("aya", Hear{Problem: id, Text: strings.Repeat("あ", 401)}, Refusal{Code: TooLong, Field: "note", N: 401, Max: 400})
	w.refuses("aya", Hear{Problem: 9, Text: "x"}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}
