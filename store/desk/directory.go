package desk

import (
	"context"
	"slices"
	"strings"
	"sync"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/store"
)

// A directory keeps every customer's names in memory, so that a name being
// typed and a query's `customer:` are answered without reading them all. It is
// filled at its first use and follows the commits from then on.
type directory struct {
	mu     sync.RWMutex
	loaded bool
	all    map[model.CustomerID]*entry
}

type entry struct {
	customer model.Customer
	name     string // folded
	reading  string
}

// note follows the records a group changed.
func (p *directory) note(effects []model.Effect) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.loaded {
		return
	}
	for _, e := range effects {
		if c, ok := e.After.(*model.Customer); ok {
			p.put(c)
		} else if c, ok := e.Before.(*model.Customer); ok && e.After == nil {
			delete(p.all, c.ID)
		}
	}
}

func (p *directory) put(c *model.Customer) {
	p.all[c.ID] = &entry{*c, text.Key(c.Name), text.Key(c.Reading)}
}

// load fills the directory once. Commits wait for it at most as long as
// reading the customers takes, so that none slips by unseen.
func (p *directory) load(ctx context.Context, d *Desk) error {
	p.mu.RLock()
	loaded := p.loaded
	p.mu.RUnlock()
	if loaded {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.loaded {
		return nil
	}
	p.all = map[model.CustomerID]*entry{}
	err := d.read(ctx, func(r *store.Reader) error {
		return r.Customers(func(c *model.Customer) error {
			p.put(c)
			return nil
		})
	})
	p.loaded = err == nil
	return err
}

// named lists the customers a query's name means, with all that were merged
// into or with them.
func (p *directory) named(name string) []model.CustomerID {
	p.mu.RLock()
	defer p.mu.RUnlock()
	ends := map[model.CustomerID]bool{}
	for id, e := range p.all {
		if query.CustomerIs(&e.customer, name) {
			ends[p.end(id)] = true
		}
	}
	var out []model.CustomerID
	for id := range p.all {
		if ends[p.end(id)] {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (p *directory) end(id model.CustomerID) model.CustomerID {
	for range 8 {
		e := p.all[id]
		if e == nil || e.customer.Into == 0 {
			return id
		}
		id = e.customer.Into
	}
	return id
}

// same lists a customer with all that were merged into or with it.
func (p *directory) same(id model.CustomerID) []model.CustomerID {
	p.mu.RLock()
	defer p.mu.RUnlock()
	end := p.end(id)
	var out []model.CustomerID
	for other := range p.all {
		if p.end(other) == end {
			out = append(out, other)
		}
	}
	return out
}

// starting lists customers for what was typed: names, readings, accounts and
// phones that begin with it, then those that contain it.
func (p *directory) starting(typed string, limit int) []model.Customer {
	key := text.Key(typed)
	if key == "" {
		return nil
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	type hit struct {
		rank int
		c    *model.Customer
	}
	var hits []hit
	for _, e := range p.all {
		if e.customer.Into != 0 {
			continue
		}
		switch rank := e.rank(key); {
		case rank >= 0:
			hits = append(hits, hit{rank, &e.customer})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.c.Name, b.c.Name)
	})
	var out []model.Customer
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, *h.c)
	}
	return out
}

func (e *entry) rank(key string) int {
	switch {
	case e.name == key:
		return 0
	case strings.HasPrefix(e.name, key):
		return 1
	case strings.HasPrefix(e.reading, key):
		return 2
	case strings.HasPrefix(text.Key(e.customer.Account), key):
		return 3
	case len(key) >= 4 && slices.ContainsFunc(e.customer.Phones, func(s string) bool { return strings.Contains(text.Key(s), key) }):
		return 4
	case strings.Contains(e.name, key) || strings.Contains(e.reading, key):
		return 5
	}
	return -1
}
