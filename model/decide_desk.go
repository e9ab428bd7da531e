package model

import (
	"slices"
	"strings"
	"time"

	"koe/model/text"
)

// runDesk decides the commands about the desk itself.
func (d *decider) runDesk(c Command) error {
	switch c := c.(type) {
	case PutUser:
		return d.putUser(c)
	case RetireUser:
		return d.retireUser(c)
	case PutTag:
		return d.putTag(c)
	case RenameTag:
		return d.renameTag(c)
	case UnaliasTag:
		return d.unaliasTag(c)
	case PutCustomers:
		return d.putCustomers(c)
	case MergeCustomers:
		return d.mergeCustomers(c)
	case PutVolumes:
		for n := range c.Volumes {
			if err := d.replace(&c.Volumes[n]); err != nil {
				return err
			}
		}
		return nil
	case PutTeams:
		for n := range c.Teams {
			t := c.Teams[n]
			name, err := line("team", t.Name)
			if err != nil {
				return err
			}
			t.Name = name
			if err := d.replace(&t); err != nil {
				return err
			}
		}
		return nil
	case PutView:
		return d.putView(c)
	case PutMapping:
		m := c.Mapping
		if m.Name == "" {
			return &Refusal{Code: Missing, Field: "name"}
		}
		return d.replace(&m)
	case PutDesk:
		return d.putDesk(c)
	case SeeTrends:
		return d.look(c)
	case Raise:
		return d.raise(c)
	case NoteExport:
		d.body.Note = c.Query
		d.receipt.Count = c.Count
		return nil
	}
	return &Refusal{Code: BadValue, Field: "command", Value: string(c.Verb())}
}

// replace puts a record in the place of the one with the same Ref.
func (d *decider) replace(after Record) error {
	before, err := d.Record(after.Ref())
	if err != nil {
		return err
	}
	if isNil(before) {
		before = nil
	}
	d.put(before, after)
	return nil
}

func (d *decider) putUser(c PutUser) error {
	id, name, err := ParseUser(string(c.User))
	if err != nil {
		return err
	}
	if id == "" || id == SystemUser {
		return &Refusal{Code: BadValue, Field: "user", Value: string(c.User), Accepted: "a short name such as aya"}
	}
	before, err := d.User(id)
	if err != nil {
		return err
	}
	after := User{ID: id, Name: name, Role: Agent, Since: d.env.Now}
	if before != nil {
		after = *before
		after.Gone = false
	}
	for _, f := range []struct {
		name string
		from string
		to   *string
	}{{"name", c.Name, &after.Name}, {"team", c.Team, &after.Team}, {"reading", c.Reading, &after.Reading}, {"lang", c.Lang, &after.Lang}} {
		if f.from == "" {
			continue
		}
		if *f.to, err = line(f.name, f.from); err != nil {
			return err
		}
	}
	if c.Role != 0 {
		after.Role = c.Role
	}
	if before == nil {
		d.put(nil, &after)
	} else {
		d.put(before, &after)
	}
	return nil
}

func (d *decider) retireUser(c RetireUser) error {
	before, err := d.User(c.User)
	if err != nil {
		return err
	}
	if before == nil {
		return &Refusal{Code: NotFound, Ref: Ref{UserRecord, string(c.User)}}
	}
	after := *before
	after.Gone = true
	d.put(before, &after)
	return nil
}

func (d *decider) putTag(c PutTag) error {
	path, err := ParseTag(string(c.Path))
	if err != nil {
		return err
	}
	if _, err := d.tagKey(path); err != nil {
		return err
	}
	t, err := d.tag(path.Key())
	if err != nil {
		return err
	}
	t.Path, t.Retired, t.Readings = path, c.Retired, nil
	for _, r := range c.Readings {
		if r, err = line("reading", r); err != nil {
			return err
		}
		if r != "" && !slices.Contains(t.Readings, r) {
			t.Readings = append(t.Readings, r)
		}
	}
	return nil
}

// tag gives the working copy of a tag that exists.
func (d *decider) tag(key TagKey) (*Tag, error) {
	r := Ref{TagRecord, string(key)}
	if p := d.pending(r); p != nil {
		return p.(*Tag), nil
	}
	book, err := d.Tags()
	if err != nil {
		return nil, err
	}
	before := book[key]
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: r}
	}
	after := *before
	d.put(before, &after)
	return &after, nil
}

// renameTag shows a tag under another path. Where the folded key stays the
// same only its looks change; else the old key becomes an alias.
func (d *decider) renameTag(c RenameTag) error {
	from, err := ParseTag(string(c.From))
	if err != nil {
		return err
	}
	to, err := ParseTag(string(c.To))
	if err != nil {
		return err
	}
	if c.Alias {
		if _, err := d.tagKey(from); err != nil {
			return err
		}
	}
	old, err := d.tag(from.Key())
	if err != nil {
		return err
	}
	if from.Key() == to.Key() {
		old.Path = to
		return nil
	}
	into, err := d.tagKey(to)
	if err != nil {
		return err
	}
	book, err := d.Tags()
	if err != nil {
		return err
	}
	end := book.Resolve(into)
	if end == old.Key || strings.HasPrefix(string(end), string(old.Key)+"/") {
		return &Refusal{Code: Loop, Ref: old.Ref()}
	}
	old.Into = into
	return nil
}

func (d *decider) unaliasTag(c UnaliasTag) error {
	path, err := ParseTag(string(c.Tag))
	if err != nil {
		return err
	}
	t, err := d.tag(path.Key())
	if err != nil {
		return err
	}
	t.Into = ""
	return nil
}

func (d *decider) putCustomers(c PutCustomers) error {
	for n := range c.Customers {
		given := c.Customers[n]
		name, err := line("customer", given.Name)
		if err != nil {
			return err
		}
		given.Name = trim(strings.TrimSuffix(name, "様"))
		if given.Name == "" {
			return &Refusal{Code: Missing, Field: "customer", N: n + 1}
		}
		if given.ID == 0 && given.Account != "" {
			if given.ID, err = d.CustomerNamed(text.Key(given.Account)); err != nil {
				return err
			}
		}
		if given.ID == 0 {
			if given.ID, err = d.CustomerNamed(text.Key(given.Name)); err != nil {
				return err
			}
		}
		if given.ID == 0 {
			d.heads.Customer++
			given.ID = d.heads.Customer
			d.put(nil, &given)
			continue
		}
		before, err := d.Customer(given.ID)
		if err != nil {
			return err
		}
		if before == nil {
			return &Refusal{Code: NotFound, Ref: given.Ref()}
		}
		given.Revision = before.Revision
		d.put(before, &given)
	}
	return nil
}

func (d *decider) mergeCustomers(c MergeCustomers) error {
	before, err := d.Customer(c.From)
	if err != nil {
		return err
	}
	into, err := d.Customer(c.Into)
	if err != nil {
		return err
	}
	for id, rec := range map[CustomerID]*Customer{c.From: before, c.Into: into} {
		if rec == nil {
			return &Refusal{Code: NotFound, Ref: ref(CustomerRecord, uint64(id))}
		}
	}
	if c.From == c.Into || into.Into != 0 {
		return &Refusal{Code: Loop, Ref: before.Ref()}
	}
	after := *before
	after.Into = c.Into
	d.put(before, &after)
	return nil
}

func (d *decider) putView(c PutView) error {
	v := c.View
	if v.Owner == "" && d.who.Role < Lead {
		return &Refusal{Code: NotAllowed, Need: Lead, Value: string(VerbView)}
	}
	if v.Owner != "" {
		v.Owner = d.who.ID
	}
	name, err := line("name", v.Name)
	if err != nil {
		return err
	}
	if name == "" {
		return &Refusal{Code: Missing, Field: "name"}
	}
	v.Name = name
	if v.Query != "" {
		return d.replace(&v)
	}
	before, err := d.Record(v.Ref())
	if err != nil {
		return err
	}
	if isNil(before) {
		return &Refusal{Code: NotFound, Ref: Ref{ViewRecord, v.Name}}
	}
	d.remove(before)
	return nil
}

func (d *decider) putDesk(c PutDesk) error {
	before, err := d.Desk()
	if err != nil {
		return err
	}
	after := c.Desk
	if before != nil {
		after.ID, after.Since = before.ID, before.Since
	}
	if _, err := time.LoadLocation(after.Zone); err != nil || after.Zone == "" {
		return &Refusal{Code: BadValue, Field: "zone", Value: after.Zone, Accepted: "a name such as Asia/Tokyo"}
	}
	if after.FiscalStart < 1 || after.FiscalStart > 12 {
		return &Refusal{Code: BadValue, Field: "fiscal_start", Accepted: "a month, 1 to 12"}
	}
	if before == nil {
		d.put(nil, &after)
		return nil
	}
	d.put(before, &after)
	return nil
}

func (d *decider) look(c SeeTrends) error {
	before, err := d.User(d.who.ID)
	if err != nil || before == nil {
		return err
	}
	after := *before
	if before.Looked != c.Day {
		after.LookedBefore = before.Looked
	}
	after.Looked, after.LookedAt = c.Day, d.env.Now
	d.put(before, &after)
	return nil
}

func (d *decider) raise(c Raise) error {
	for n := range c.Signals {
		if err := d.replace(&c.Signals[n]); err != nil {
			return err
		}
	}
	for n := range c.Forecasts {
		if err := d.replace(&c.Forecasts[n]); err != nil {
			return err
		}
	}
	return nil
}
