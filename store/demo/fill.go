package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"koe/model"
)

// A Desk takes the commands that make up a desk.
type Desk interface {
	Do(ctx context.Context, req model.Request) (model.Receipt, error)
	NewID() model.ID
}

// A Clock is what the desk reads the time from, so that what happened weeks
// ago is recorded as of then.
type Clock interface{ Set(time.Time) }

// batch is how many rows one command brings in.
const batch = 5000

// An act is something that was done on the desk so many days before the last.
type act struct {
	ago     int
	command model.Command
}

// Fill makes the desk up: people, complaints, three problems with what was
// done about them. actor is the person who opened the desk.
func Fill(ctx context.Context, d Desk, clock Clock, actor model.UserID, o Options) error {
	o = o.withDefaults()
	f := filler{ctx: ctx, desk: d, actor: actor, problems: map[model.TagPath]model.ProblemID{}}
	end := (o.Last + 1).Time(o.Zone).Add(-time.Minute)
	clock.Set(end.AddDate(0, 0, -o.Days))
	for _, c := range o.opening() {
		f.do(c)
	}
	pending := o.acts()
	var rows []model.Draft
	for row := range Rows(o) {
		for len(pending) > 0 && row.ReceivedAt.Time(o.Zone).After(end.AddDate(0, 0, -pending[0].ago)) {
			clock.Set(end.AddDate(0, 0, -pending[0].ago))
			f.bring(rows)
			rows = rows[:0]
			f.act(pending[0].command)
			pending = pending[1:]
		}
		row.Problem = f.problems[row.Tags[0]]
		if rows = append(rows, row); len(rows) == batch {
			clock.Set(row.ReceivedAt.Time(o.Zone).Add(time.Hour))
			f.bring(rows)
			rows = rows[:0]
		}
	}
	clock.Set(end)
	f.bring(rows)
	return f.err
}

type filler struct {
	ctx      context.Context
	desk     Desk
	actor    model.UserID
	problems map[model.TagPath]model.ProblemID // what new complaints of a tag are linked to
	err      error
}

// act does something that was done about a problem.
func (f *filler) act(c model.Command) {
	r := f.do(c)
	if p, ok := c.(model.NewProblem); ok {
		f.problems[p.Tag] = r.Problem
	}
}

// do sends a command; after the first error it does nothing.
func (f *filler) do(c model.Command) model.Receipt {
	if f.err != nil {
		return model.Receipt{}
	}
	r, err := f.desk.Do(f.ctx, model.Request{ID: f.desk.NewID(), Actor: f.actor, Command: c})
	if err != nil {
		f.err = fmt.Errorf("make up the demo's desk, %s: %w", c.Verb(), err)
	}
	return r
}

func (f *filler) bring(rows []model.Draft) {
	if len(rows) == 0 {
		return
	}
	f.do(model.Import{Source: Source, Rows: rows})
}

var staff = []model.Command{
	model.PutUser{User: "aya", Name: "綾瀬 彩", Reading: "アヤセ アヤ", Role: model.Agent},
	model.PutUser{User: "ken", Name: "Ken Ito", Reading: "イトウ ケン", Role: model.Agent},
	model.PutUser{User: "yui", Name: "結城 唯", Reading: "ユウキ ユイ", Role: model.Agent},
	model.PutUser{User: "tom", Name: "Tom Reed", Role: model.Agent},
	model.PutUser{User: "mori", Name: "森 由美", Reading: "モリ ユミ", Role: model.Lead},
	model.PutUser{User: "sato", Name: "佐藤 健", Reading: "サトウ ケン", Role: model.Leader},
	model.PutUser{User: "abe", Name: "阿部 翔", Reading: "アベ ショウ", Role: model.Leader},
}

// opening is what the desk begins with: its people, and in Japanese how its
// tags are read.
func (o Options) opening() []model.Command {
	if !o.Japanese {
		return staff
	}
	return slices.Concat(staff, staffJa, readingsJa())
}

// acts is what was done, in the desk's language, the oldest first.
func (o Options) acts() []act {
	if o.Japanese {
		return actsJa(o.Last)
	}
	return acts(o.Last)
}

// acts is what was done on the desk in both languages.
func acts(last model.Day) []act {
	say := func(s string) *string { return &s }
	on := func(d model.Day) *model.Day { return &d }
	return []act{
		{60, model.NewProblem{Title: "保留音が大きい / Hold music is too loud", Tag: "contact/hold-music", Rule: "tag:contact/hold-music", Owner: "abe"}},
		{59, model.EditProblem{
			Problem: 1, Goal: say("Half as many complaints within a month."),
			Cause: say("交換機の更新で音量が既定値に戻った。The exchange was replaced and its volume went back to the default."),
		}},
		{50, model.AddAction{Problem: 1, Type: model.ActionProcess, Text: "保留音を下げ、折り返しを案内 / Quieter music, offer a call back", Owner: "abe", Due: last - 41}},
		{41, model.EditAction{Problem: 1, N: 1, Effective: on(last - 41)}},
		{41, model.SetStage{Problem: 1, Stage: model.Verifying}},
		{9, model.NewProblem{Title: "カード再試行で二重請求 / Double charge when the card retries", Tag: "billing/double-charge", Rule: "tag:billing/double-charge", Owner: "sato"}},
		{9, model.EditProblem{
			Problem: 2, Workaround: say("Ask for the order number; refund by hand."),
			Tell: say("原因を把握しています。二重分は2営業日以内に返金します。A known fault: the second charge comes back within two working days."),
		}},
		{8, model.AddAction{Problem: 2, Type: model.ActionProduct, Text: "再試行の修正 / Fix the retry", Owner: "sato", Due: last + 3}},
		{5, model.Hear{Problem: 2, Text: "Callers say that it happens when the bank's page is slow."}},
	}
}
