package join

import (
	"context"

	"koe/model"
	"koe/store/desk"
)

// A told is an answer with histories in it. On the disk the parts of an event lie
// beside it, and so they do on the way: those of all its events, one after another.
type told[V any] struct {
	View  V
	Parts [][]model.Part
}

// telling is a question whose answer has histories in it.
func telling[A, V any](name string, least model.Role, near func(*desk.Desk, context.Context, A) (V, error), histories func(*V) [][]model.Event) question[A, told[V]] {
	return question[A, told[V]]{name: name, least: least, near: func(ctx context.Context, d *desk.Desk, a A) (told[V], error) {
		v, err := near(d, ctx, a)
		t := told[V]{View: v}
		for _, history := range histories(&t.View) {
			for i := range history {
				t.Parts = append(t.Parts, history[i].Parts)
			}
		}
		return t, err
	}}
}

// tell asks such a question and puts the parts in their places.
func tell[A, V any](ctx context.Context, s *Seat, q question[A, told[V]], asked A, histories func(*V) [][]model.Event) (V, error) {
	t, err := ask(ctx, s, q, asked)
	for _, history := range histories(&t.View) {
		for i := range history {
			if len(t.Parts) == 0 {
				return t.View, err
			}
			history[i].Parts, t.Parts = t.Parts[0], t.Parts[1:]
		}
	}
	return t.View, err
}

func historyOfIssue(v *model.IssueView) [][]model.Event { return [][]model.Event{v.Events} }

func historyOfProblem(v *model.ProblemView) [][]model.Event { return [][]model.Event{v.Events} }

func historiesOfProblems(all *[]model.ProblemView) [][]model.Event {
	var out [][]model.Event
	for i := range *all {
		out = append(out, (*all)[i].Events)
	}
	return out
}

func historyOfDetail(d *model.TrendDetail) [][]model.Event {
	if d.Problem == nil {
		return nil
	}
	return [][]model.Event{d.Problem.Events}
}
