package model

// Amend corrects what is no customer's words: nil fields stay.
type Amend struct {
	Issue      Number
	Kind       *Kind
	Channel    *Channel
	Wish       *Wish
	Customer   *string
	OnBehalfOf *string
	Product    *string
	OccurredOn *Day
	AtStake    *Amount
	Redress    *Amount
	Upheld     *Upheld
}

const VerbAmend Verb = "amend"

func (Amend) Verb() Verb    { return VerbAmend }
func (Amend) may() right    { return right{least: Agent} }
func (Amend) undo() undoing { return restores }

func (c Amend) decide(d *decider) error {
	return d.eachIssue([]Number{c.Issue}, VerbAmend, 0, func(i *Issue) error {
		set(&i.Kind, c.Kind)
		set(&i.Wish, c.Wish)
		set(&i.OccurredOn, c.OccurredOn)
		set(&i.AtStake, c.AtStake)
		set(&i.Redress, c.Redress)
		set(&i.Upheld, c.Upheld)
		if err := setAll(line, given{"on_behalf_of", &i.OnBehalfOf, c.OnBehalfOf}, given{"product", &i.Product, c.Product}); err != nil {
			return err
		}
		if c.Channel != nil {
			ch, err := channel(*c.Channel)
			if err != nil {
				return err
			}
			i.Channel = ch
		}
		if c.Customer != nil {
			id, err := d.customerNamed(*c.Customer)
			if err != nil {
				return err
			}
			i.Customer = id
		}
		return nil
	})
}
