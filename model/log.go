package model

// Log writes one issue down, new and nobody's. Its ID is the issue's. Undone,
// the issue is withdrawn.
type Log struct{ Draft Draft }

const VerbLog Verb = "log"

func (Log) Verb() Verb    { return VerbLog }
func (Log) may() right    { return right{least: Agent} }
func (Log) undo() undoing { return restores }

func (c Log) decide(d *decider) error {
	typed := c.Draft
	i, err := d.makeIssue(Draft{
		ReceivedAt: typed.ReceivedAt, OccurredOn: typed.OccurredOn, Kind: typed.Kind, Channel: typed.Channel,
		Text: typed.Text, TextMade: typed.TextMade, Masked: typed.Masked, Wish: typed.Wish, Tags: typed.Tags, Severity: typed.Severity,
		CustomerID: typed.CustomerID, Customer: typed.Customer, OnBehalfOf: typed.OnBehalfOf, Product: typed.Product,
		AtStake: typed.AtStake, Due: typed.Due, Promises: typed.Promises, Problem: typed.Problem, Extra: typed.Extra,
		ID: d.id, LoggedAt: d.env.Now, LoggedBy: d.who.ID, SeverityBy: d.who.ID, StateAt: d.env.Now,
	})
	if err != nil {
		return err
	}
	d.put(nil, i)
	d.receipt.Issues, d.receipt.Count = []Number{i.Number}, 1
	return nil
}
