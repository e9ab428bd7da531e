package store

import (
	"koe/model"
	"koe/model/text"
	"koe/store/kv"
)

// CustomersStarting reads customers whose name or account begins with what was
// typed, at most limit of them, without those merged into others.
func (r *Reader) CustomersStarting(typed string, limit int) ([]model.Customer, error) {
	var out []model.Customer
	seen := map[model.CustomerID]bool{}
	folded := text.Key(typed)
	prefix := append(key(tableName, len(folded)), folded...)
	err := r.entries(kv.Prefix(prefix), func(k []byte) (bool, error) {
		id := model.CustomerID(tailNumber(k))
		if seen[id] {
			return true, nil
		}
		seen[id] = true
		c, err := r.Customer(id)
		if err != nil {
			return false, err
		}
		if c == nil {
			return false, missing("customer " + id.String())
		}
		if c.Into == 0 {
			out = append(out, *c)
		}
		return len(out) < limit, nil
	})
	return out, err
}
