package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// Actions are what can be done here.
func (o *overview) Actions() []action.Action {
	t := o.w.Say.Trends
	row, effort := o.row(), o.effort()
	open := action.Action{ID: action.Open, Label: t.TheirWords}
	if effort != nil {
		open.Label = t.Problems.One
	}
	if row == nil && effort == nil {
		open.Why = t.NoRow
	}
	newest := action.Action{ID: action.Newest}
	if o.have && o.t.Newest != 0 {
		newest.Label = t.LookThen(o.w.Day(o.t.Newest))
	} else {
		newest.Why = t.Empty
	}
	list := []action.Action{}
	if o.isOld() {
		list = append(list, newest)
	}
	if o.filter != "" {
		list = append(list, action.Can(action.Back))
	}
	b := o.subject()
	list = append(list, open, b.onTag(action.Owner, model.VerbOwnProblem))
	if b.problem == nil {
		list = append(list, b.linkable(), b.onProblem(action.Fix, model.VerbAction))
	} else {
		list = append(list, b.onProblem(action.Fix, model.VerbAction), b.linkable())
	}
	list = append(list, action.Can(action.Compare), action.Can(action.DayBack), action.Can(action.DayForward))
	if !o.isOld() {
		list = append(list, newest)
	}
	list = append(list, b.others()...)
	list = append(list, action.Can(action.Window), action.Can(action.Order), o.about(action.Breakdown), o.leafy(), action.Can(action.Filter))
	return append(list, widget.Moves()...)
}

// about is an action about the row under the cursor.
func (o *overview) about(id action.ID) action.Action {
	if o.row() == nil {
		return action.Cannot(id, o.w.Say.Trends.NoRow)
	}
	return action.Can(id)
}

// leafy is the way to the leaves of the tag under the cursor.
func (o *overview) leafy() action.Action {
	t := o.w.Say.Trends
	row := o.row()
	switch {
	case row == nil || !row.IsParent:
		return action.Cannot(action.Leaves, t.NoLeaves)
	case o.unfold[row.Tag]:
		return action.Action{ID: action.Leaves, Label: t.HideLeaves}
	}
	return action.Action{ID: action.Leaves, Label: t.ShowLeaves}
}

// Do does an action of this page.
func (o *overview) Do(do action.Do) tea.Cmd {
	if o.moved(do.ID) {
		return nil
	}
	switch do.ID {
	case action.Back:
		o.filter = ""
		o.arrange()
	case action.DayBack:
		return o.lookFrom(o.stood() - 1)
	case action.DayForward:
		return o.lookFrom(o.stood() + 1)
	case action.Newest:
		return o.lookFrom(o.t.Newest)
	case action.Compare:
		o.compareNext()
	case action.Window:
		o.window = map[int]int{1: 7, 7: 28, 28: 1}[o.window]
	case action.Order:
		o.order = (o.order + 1) % orders
		o.arrange()
	case action.Leaves:
		if row := o.row(); row != nil {
			o.unfold[row.Tag] = !o.unfold[row.Tag]
			o.arrange()
		}
	case action.Filter:
		return o.askFilter()
	case action.Open, action.Breakdown:
		return o.openRow()
	}
	return o.subject().act(do.ID)
}

// compareNext compares with the next thing. Where month and year do not fit
// beside each other, both together are left out.
func (o *overview) compareNext() {
	wide := o.size.Width >= wideFrom
	if o.compare == compareBoth && !wide {
		o.compare = compareMonth // what was seen of it
	}
	o.compare = (o.compare + 1) % compares
	if o.compare == compareBoth && !wide {
		o.compare = compareMonth
	}
}

// openRow opens what stands behind the row.
func (o *overview) openRow() tea.Cmd {
	if e := o.effort(); e != nil {
		return o.w.acts.OpenOne(e.Problem.ID)
	}
	if row := o.row(); row != nil {
		return o.w.Open(newDetail(o.w, o, *row))
	}
	return nil
}
