package desk

import (
	"cmp"
	"slices"

	"koe/model"
	"koe/store"
)

const sharesShown = 8

// fillBreakdown divides a tag's complaints of the last 28 days, and those of the 28 days before by
// the same parts.
func (d *Desk) fillBreakdown(r *store.Reader, on model.Day, out *model.TrendDetail) error {
	span := store.Span{From: on - shareDays + 1, To: on}
	now, err := d.divide(r, out.Row.Tag, out.Row.IsParent, span)
	if err != nil {
		return err
	}
	before, err := d.divide(r, out.Row.Tag, out.Row.IsParent, store.Span{From: span.From - shareDays, To: span.From - 1})
	if err != nil {
		return err
	}
	out.Breakdown, out.Before = now.largest(), before.of(now.largest())
	return nil
}

// divided is how the complaints of a tag and a span divide, every part of them.
type divided struct {
	channels, segments, products, customers map[string]int
	hours                                   [24]int
	cut                                     bool
	newest                                  int // complaints read
}

// divide counts by channel and segment out of the counters. Products, customers and hours have
// none: the issues are read, and of a tag with very many the newest only.
func (d *Desk) divide(r *store.Reader, tag model.TagKey, parent bool, span store.Span) (v divided, err error) {
	if v.channels, err = r.Channels(tag, parent, span); err != nil {
		return v, err
	}
	if v.segments, err = r.Segments(tag, parent, span); err != nil {
		return v, err
	}
	v.products, v.customers = map[string]int{}, map[string]int{}
	known := map[model.CustomerID]int{}
	read := 0
	err = r.PrimaryIssues(tag, parent, span, func(i *model.Issue) (bool, error) {
		if read++; read > d.readMost {
			v.cut = true
			return false, nil
		}
		if !i.Counted() || i.Kind != model.KindComplaint {
			return true, nil
		}
		v.newest++
		v.products[i.Product]++
		if i.Customer != 0 {
			known[i.Customer]++
		}
		v.hours[i.Hour%24]++
		return true, nil
	})
	if err != nil {
		return v, err
	}
	for id, n := range known {
		c, err := r.Resolved(id)
		if err != nil {
			return v, err
		}
		if c != nil {
			v.customers[c.Name] += n
		}
	}
	return v, nil
}

// largest are the largest parts.
func (v divided) largest() model.Breakdown {
	return model.Breakdown{
		Channels: largest(v.channels), Segments: largest(v.segments), Products: largest(v.products), Customers: largest(v.customers),
		Hours: v.hours, Cut: v.cut, Newest: v.newest,
	}
}

// of are the same parts as another's, large or not.
func (v divided) of(b model.Breakdown) model.Breakdown {
	return model.Breakdown{
		Channels: same(v.channels, b.Channels), Segments: same(v.segments, b.Segments), Products: same(v.products, b.Products),
		Customers: same(v.customers, b.Customers), Hours: v.hours, Cut: v.cut, Newest: v.newest,
	}
}

// largest are the largest parts, the largest first; what has no name counts under the empty one.
func largest(counts map[string]int) []model.Share {
	out := make([]model.Share, 0, len(counts))
	for name, n := range counts {
		out = append(out, model.Share{Name: name, Count: n})
	}
	slices.SortFunc(out, func(a, b model.Share) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(sharesShown, len(out))]
}

func same(counts map[string]int, parts []model.Share) []model.Share {
	out := make([]model.Share, len(parts))
	for i, part := range parts {
		out[i] = model.Share{Name: part.Name, Count: counts[part.Name]}
	}
	return out
}
