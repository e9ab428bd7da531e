package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/calls"
	"koe/tui/kit"
	"koe/tui/problems"
)

// ways are where the pages of this screen lead: to acts on problems, to calls,
// to the issues of a query.
type ways struct {
	*kit.Pages
	desk   Desk
	acts   *problems.Acts
	issues func(query string) tea.Cmd
}

// A subject is what a page acts on: a tag, its problem, or both. The page that
// is in front names it, so that a key never acts on what stands elsewhere.
type subject struct {
	w       *ways
	row     *model.TrendRow
	problem *model.Problem
	tag     model.TagKey
	path    model.TagPath
}

// subjectOf is a tag with its problem, if it has one.
func (w *ways) subjectOf(r *model.TrendRow) subject {
	return subject{w: w, row: r, problem: r.Problem, tag: r.Tag, path: r.Path}
}

// subject is what is under the cursor.
func (o *overview) subject() subject {
	if e := o.effort(); e != nil {
		return subject{w: o.w, problem: &e.Problem, tag: e.Path.Key(), path: e.Path}
	}
	if r := o.row(); r != nil {
		return o.w.subjectOf(r)
	}
	return subject{w: o.w}
}

// none reports whether there is nothing to act on.
func (b subject) none() bool { return b.row == nil && b.problem == nil }

// onTag is an action that makes a problem of the tag where there is none.
func (b subject) onTag(id action.ID, verb model.Verb) action.Action {
	if b.none() {
		return action.Cannot(id, b.w.Say.Trends.NoRow)
	}
	return b.w.May(id, verb)
}

// onProblem is an action on the tag's problem.
func (b subject) onProblem(id action.ID, verb model.Verb) action.Action {
	if !b.none() && b.problem == nil {
		return action.Cannot(id, b.w.Say.Trends.NoProblemYet)
	}
	return b.onTag(id, verb)
}

// linkable is the way to the problem, or to making one.
func (b subject) linkable() action.Action {
	if b.problem != nil {
		return action.Action{ID: action.Link, Label: b.w.Say.Trends.Problems.OpenKey(b.problem.ID.String())}
	}
	return b.onTag(action.Link, model.VerbNewProblem)
}

// others are the actions on a problem that are not among the first.
func (b subject) others() []action.Action {
	return []action.Action{
		b.onProblem(action.Snooze, model.VerbEditProblem), b.onTag(action.Call, model.VerbContact),
		b.onProblem(action.State, model.VerbStage), b.onProblem(action.Close, model.VerbStage),
		b.onProblem(action.Note, model.VerbHear), b.onProblem(action.Edit, model.VerbEditProblem),
	}
}

// act does an action on the subject.
func (b subject) act(id action.ID) tea.Cmd {
	acts, p := b.w.acts, b.problem
	switch {
	case b.none():
	case id == action.Call:
		return calls.Open(b.w.Pages, b.w.desk, b.about())
	case id == action.Link && p != nil:
		return acts.OpenOne(p.ID)
	case id == action.Link:
		return acts.AskProblem(*b.row)
	case id == action.Owner && p == nil:
		return acts.AskFirstOwner(*b.row)
	case id == action.Snooze && p != nil:
		return acts.Snooze(p, b.row)
	case p != nil:
		return acts.Act(id, p)
	}
	return nil
}

// about is what the calls about the subject are about.
func (b subject) about() *calls.About {
	about := &calls.About{Tag: b.tag, Path: b.path, Tagged: b.row != nil}
	if b.problem != nil {
		about.Problem, about.Title = b.problem.ID, b.problem.Title
	}
	return about
}
