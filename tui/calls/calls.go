// Package calls is where a leader sees whom to call personally, the worst first
// and then the longest unanswered, and has before them what a call needs: the
// number, what happened, what was promised, a first sentence to say. How the
// call went is kept with the customer's own words.
//
// Its pages lie on those of the screen that opens them (koe/tui/kit). list.go is
// the call list and sheet.go the call sheet.
package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/kit"
)

// A Desk is what these pages ask of the desk.
type Desk interface {
	Calls(ctx context.Context, limit int) ([]model.Call, error)
	Issue(ctx context.Context, n model.Number) (model.IssueView, error)
	Customers(ctx context.Context, typed string, limit int) ([]model.CustomerView, error)
}

// About is what the calls of a list are about: a tag, a problem, or both.
type About struct {
	Problem model.ProblemID // 0 where there is none
	Title   string          // the problem's
	Tag     model.TagKey
	Path    model.TagPath
	Tagged  bool // the tag counts, the empty one too
}

// name is what it is called: the tag, or the problem that has none.
func (a *About) name(k *kit.Kit) string {
	if !a.Tagged && a.Path == "" {
		return a.Problem.String() + " " + a.Title
	}
	return k.TagName(a.Path)
}

// holds reports whether an issue is counted under the tag or a leaf of it, or
// linked to the problem.
func (a *About) holds(r *model.Row) bool {
	if a.Problem != 0 && r.Issue.Problem == a.Problem {
		return true
	}
	key := r.Issue.Primary()
	if len(r.Tags) > 0 {
		key = r.Tags[0].Key() // aliases resolved
	}
	parent, ok := key.Parent()
	return (a.Tagged || a.Path != "") && (key == a.Tag || ok && parent == a.Tag)
}

// Open puts the call list in front, unless one is; about nil it is that of the
// whole desk.
func Open(p *kit.Pages, d Desk, about *About) tea.Cmd {
	if _, already := p.Front().(*list); already {
		return nil
	}
	return p.Open(newList(p, d, about))
}
