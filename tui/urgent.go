package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// rootID is whom the answers to the root's own questions are for.
const rootID screen.ID = "root"

// Queries of S1 issues: those that nobody is accountable for, and one's own.
const (
	withoutOwner = "sev:1 state:new owner:none"
	logged       = "sev:1 state:open by:me"
	mostUrgent   = 20
	mostOwn      = 500
)

// urgent is what the root knows of S1 issues. A lead has them in the header, and hears
// a bell once when one comes, until somebody is accountable; an agent who logged one is
// told who that is. Nothing of it moves a cursor.
type urgent struct {
	issues func(context.Context, model.IssueQuery) (model.IssuePage, error)
	ask    *screen.Ask[urgentIssues]

	known bool // what was there when the session began
	open  []model.Number
	count int
	more  bool // than count: all could not be counted in time
	rung  map[model.Number]bool
	owner map[model.Number]model.UserID // of one's own
}

// urgentIssues are the answers.
type urgentIssues struct{ open, own model.IssuePage }

// askUrgent asks for the S1 issues that matter to this person.
func (r *Root) askUrgent() tea.Cmd {
	issues, who := r.urgent.issues, r.session.Who
	if issues == nil || who.Role < model.Agent {
		return nil
	}
	return r.urgent.ask.Put(r.session.Ctx, func(ctx context.Context) (all urgentIssues, err error) {
		if who.Role >= model.Lead { // who may give it an owner, and sees who has it
			all.open, err = issues(ctx, model.IssueQuery{Query: withoutOwner, Who: who.ID, Limit: mostUrgent, Count: true})
		} else {
			all.own, err = issues(ctx, model.IssueQuery{Query: logged, Who: who.ID, Limit: mostOwn})
		}
		return all, err
	})
}

// takeUrgent takes the answer. One that failed is asked again with the next hint, and
// says nothing: the header keeps what is known.
func (r *Root) takeUrgent(msg screen.Addressed) tea.Cmd {
	all, err, ok := r.urgent.ask.Take(msg)
	if !ok || err != nil {
		return nil
	}
	u := &r.urgent
	before := u.count
	rung := map[model.Number]bool{}
	u.open, u.count = nil, max(all.open.Total, len(all.open.Rows))
	u.more = all.open.Total < 0 && all.open.Next != ""
	ring := u.known && u.count > before && u.count > mostUrgent // which is not among those listed
	for _, row := range all.open.Rows {
		n := row.Issue.Number
		u.open = append(u.open, n)
		rung[n] = true
		ring = ring || u.known && !u.rung[n] && row.Issue.LoggedBy != r.session.Who.ID
	}
	owner := map[model.Number]model.UserID{}
	for _, row := range all.own.Rows {
		i := row.Issue
		owner[i.Number] = i.Owner
		if was, had := u.owner[i.Number]; had && was == "" && i.Owner != "" && i.Owner != r.session.Who.ID {
			r.addToast(r.session.Say.Common.Taken(i.Number, string(i.Owner)))
		}
	}
	u.rung, u.owner, u.known = rung, owner, true
	if ring {
		return tea.Raw("\a")
	}
	return nil
}

// addToast says something that nobody asked for; what went wrong before stays with it.
func (r *Root) addToast(text string) {
	tone := screen.Done
	if r.toast.Tone == screen.Fail || r.toast.Tone == screen.Warn {
		tone, text = r.toast.Tone, r.toast.Text+"\n"+text
	}
	r.say(screen.Toast{Tone: tone, Text: text})
}
