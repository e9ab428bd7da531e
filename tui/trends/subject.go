package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
)

// A subject is what a page acts on: a tag, its problem, or both. The page that
// is in front names it, so that a key never acts on what stands elsewhere.
type subject struct {
	s       *Screen
	row     *model.TrendRow
	problem *model.Problem
	tag     model.TagKey
	path    model.TagPath
}

// subjectOf is a tag with its problem, if it has one.
func (s *Screen) subjectOf(r *model.TrendRow) subject {
	return subject{s: s, row: r, problem: r.Problem, tag: r.Tag, path: r.Path}
}

// subject is what is under the cursor.
func (o *overview) subject() subject {
	if e := o.effort(); e != nil {
		return subject{s: o.s, problem: &e.Problem, tag: e.Problem.Tag, path: e.Path}
	}
	if r := o.row(); r != nil {
		return o.s.subjectOf(r)
	}
	return subject{s: o.s}
}

// none reports whether there is nothing to act on.
func (b subject) none() bool { return b.row == nil && b.problem == nil }

// onTag is an action that makes a problem of the tag where there is none.
func (b subject) onTag(id action.ID, kind model.CommandKind) action.Action {
	if b.none() {
		return action.Cannot(id, b.s.session.Say.Trends.NoRow)
	}
	return b.s.may(id, kind)
}

// onProblem is an action on the tag's problem.
func (b subject) onProblem(id action.ID, kind model.CommandKind) action.Action {
	if !b.none() && b.problem == nil {
		return action.Cannot(id, b.s.session.Say.Trends.NoProblemYet)
	}
	return b.onTag(id, kind)
}

// linkable is the way to the problem, or to making one.
func (b subject) linkable() action.Action {
	if b.problem != nil {
		return action.Action{ID: action.Link, Label: b.s.session.Say.Trends.Problems.OpenKey(b.problem.ID.String())}
	}
	return b.onTag(action.Link, model.KindNewProblem)
}

// name is what the subject is called: its tag, or the problem that has none.
func (b subject) name() string {
	if b.row == nil && b.path == "" {
		return b.problem.ID.String() + " " + b.problem.Title
	}
	return b.s.name(b.path)
}

// has is the test whether an issue belongs to the subject: counted under its
// tag or a leaf of it, or linked to its problem.
func (b subject) has() func(*model.Row) bool {
	tagged := b.row != nil || b.path != ""
	tag, id := b.tag, model.ProblemID(0)
	if b.problem != nil {
		id = b.problem.ID
	}
	return func(r *model.Row) bool {
		if id != 0 && r.Issue.Problem == id {
			return true
		}
		key := r.Issue.Primary()
		if len(r.Tags) > 0 {
			key = r.Tags[0].Key() // aliases resolved
		}
		parent, ok := key.Parent()
		return tagged && (key == tag || ok && parent == tag)
	}
}

// others are the actions on a problem that are not among the first.
func (b subject) others() []action.Action {
	return []action.Action{
		b.onProblem(action.Snooze, model.KindEditProblem), b.onTag(action.Call, model.KindContact),
		b.onProblem(action.State, model.KindStage), b.onProblem(action.Close, model.KindStage),
		b.onProblem(action.Note, model.KindHear), b.onProblem(action.Edit, model.KindEditProblem),
	}
}

// act does an action on the subject.
func (b subject) act(id action.ID) tea.Cmd {
	s, p := b.s, b.problem
	switch {
	case b.none():
	case id == action.Call:
		return s.openCalls(&b)
	case id == action.Link && p != nil:
		return s.openProblem(p.ID)
	case id == action.Link:
		return s.askProblem(*b.row)
	case id == action.Owner && p == nil:
		return s.askFirstOwner(*b.row)
	case id == action.Snooze && p != nil:
		return s.snooze(p, b.row)
	case p != nil:
		return s.actOn(id, p)
	}
	return nil
}
