package demo

import (
	"context"
	"fmt"
	"strings"
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
	g := o.Language.tongue()
	f := filler{ctx: ctx, desk: d, actor: actor, source: g.source, problems: map[model.TagPath]model.ProblemID{}}
	end := (o.Last + 1).Time(o.Zone).Add(-time.Minute)
	clock.Set(end.AddDate(0, 0, -o.Days))
	for _, c := range opening(g, actor) {
		f.do(c)
	}
	pending := g.acts(o.Last)
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
	source   string
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
	f.do(model.Import{Source: f.source, Rows: rows})
}

// opening is what the desk begins with: its people and teams, and in Japanese
// how its tags are read.
func opening(g *tongue, actor model.UserID) []model.Command {
	var all []model.Command
	if me := g.staff.actor; me.Name != "" {
		me.User = actor
		all = append(all, me)
	}
	for _, u := range g.staff.people {
		all = append(all, u)
	}
	all = append(all, model.PutTeams{Teams: g.staff.teams})
	for i := range topics {
		if v := g.voice(&topics[i]); v.reading != "" {
			all = append(all, model.PutTag{Path: v.tag, Readings: strings.Split(v.reading, "/")})
		}
	}
	return all
}
