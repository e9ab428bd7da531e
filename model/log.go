package model

// Log writes one issue down. Its ID is the issue's.
type Log struct{ Draft Draft }

const VerbLog Verb = "log"

func (Log) Verb() Verb    { return VerbLog }
func (Log) may() right    { return right{least: Agent} }
func (Log) undo() undoing { return restores }

func (c Log) decide(d *decider) error {
	draft := c.Draft
	draft.Source, draft.ExternalID, draft.Number = "", "", 0
	draft.LoggedAt, draft.LoggedBy = d.env.Now, d.who.ID
	draft.State, draft.StateAt, draft.Owner = New, d.env.Now, ""
	draft.Segment, draft.SeverityBy = "", d.who.ID
	draft.ID = d.id
	i, err := d.makeIssue(draft)
	if err != nil {
		return err
	}
	d.put(nil, i)
	d.receipt.Issues, d.receipt.Count = []Number{i.Number}, 1
	return nil
}
