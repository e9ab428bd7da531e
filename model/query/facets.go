package query

import (
	"slices"

	"koe/model"
	"koe/model/text"
)

// Facets is what must hold for every issue of a query, from the terms that stand at its top: enough
// to choose an index by. It may let through issues that do not belong, never the other way about;
// Match decides. A nil slice does not bind; an empty one that is not nil means that nothing can
// match.
type Facets struct {
	States     []model.State
	Severities []model.Severity
	Kinds      []model.Kind
	Owners     []model.UserID // "" is nobody
	Customers  []model.CustomerID
	Problem    model.ProblemID // 0 does not bind
	Tags       []TagFacet      // each must hold
	Channel    string          // folded; "" does not bind
	Days       Days            // the day received
	Numbers    [2]uint64       // both ends within it
	Words      []text.Pattern  // each must stand in the words
	// Exact tells that the facets are the whole query: every issue they hold for belongs.
	Exact bool
}

// TagFacet is a tag an issue must have, or one under it.
type TagFacet struct {
	Key     model.TagKey
	Below   bool // only what is under it
	Primary bool // as the primary tag
}

// Facets returns what the top of the query binds.
func (m *Matcher) Facets() Facets {
	f := Facets{Numbers: [2]uint64{0, 1<<64 - 1}, Exact: true}
	switch m.root.Op {
	case All:
	case And:
		for i := range m.root.Args {
			f.add(&m.root.Args[i])
		}
	default:
		f.add(&m.root)
	}
	return f
}

// add binds one conjunct, or leaves it alone where it is not a simple one.
func (f *Facets) add(n *Node) {
	switch n.Op {
	case Test:
		if !f.leaf(&n.Leaf) {
			f.Exact = false
		}
	case Or:
		if !f.alternatives(n.Args) {
			f.Exact = false
		}
	default:
		f.Exact = false
	}
}

// alternatives binds an or of one field whose values make a set: state:new or state:pending.
func (f *Facets) alternatives(args []Node) bool {
	var any Facets
	for i := range args {
		var one Facets
		if args[i].Op != Test || !one.leaf(&args[i].Leaf) || args[i].Leaf.Field != args[0].Leaf.Field {
			return false
		}
		any.States = append(any.States, one.States...)
		any.Severities = append(any.Severities, one.Severities...)
		any.Kinds = append(any.Kinds, one.Kinds...)
		any.Owners = append(any.Owners, one.Owners...)
		any.Customers = append(any.Customers, one.Customers...)
	}
	switch args[0].Leaf.Field {
	case State:
		f.States = meet(f.States, any.States)
	case Sev:
		f.Severities = meet(f.Severities, any.Severities)
	case Kind:
		f.Kinds = meet(f.Kinds, any.Kinds)
	case Owner:
		f.Owners = meet(f.Owners, any.Owners)
	case Customer:
		f.Customers = meet(f.Customers, any.Customers)
	default:
		return false
	}
	return true
}

// leaf binds one term and reports whether that says all of it.
func (f *Facets) leaf(l *Leaf) bool {
	if l.Any || l.None && l.Field != Owner {
		return false
	}
	switch l.Field {
	case "":
		f.Words = append(f.Words, l.Word)
		return false
	case State:
		f.States = meet(f.States, l.States)
	case Sev:
		f.Severities = meet(f.Severities, l.Severities)
	case Kind:
		f.Kinds = meet(f.Kinds, []model.Kind{model.Kind(l.Code)})
	case Owner:
		if l.None {
			f.Owners = meet(f.Owners, []model.UserID{""})
			break
		}
		f.Owners = meet(f.Owners, l.Users)
	case Customer:
		f.Customers = meet(f.Customers, l.Customers)
	case Tag, Primary:
		f.Tags = append(f.Tags, TagFacet{l.Tag, l.Below, l.Field == Primary})
	case Problem:
		if f.Problem != 0 && f.Problem != model.ProblemID(l.From) {
			return false
		}
		f.Problem = model.ProblemID(l.From)
	case Channel:
		if f.Channel != "" && f.Channel != l.Name {
			return false
		}
		f.Channel = l.Name
	case Received:
		f.Days = meetDays(f.Days, l.Days)
	case Number:
		f.Numbers = [2]uint64{max(f.Numbers[0], l.From), min(f.Numbers[1], l.To)}
	default:
		return false
	}
	return true
}

// meet is what is in both sets, each once, sorted; a nil one holds everything.
func meet[T ~uint8 | ~uint64 | ~string](bound, more []T) []T {
	out := make([]T, 0, len(more))
	for _, v := range more {
		if bound == nil || slices.Contains(bound, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
