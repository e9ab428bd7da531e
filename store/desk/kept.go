package desk

import (
	"context"

	"koe/model"
	"koe/store"
)

// Mappings lists the ways to read foreign files that are kept, by name.
func (d *Desk) Mappings(ctx context.Context) ([]model.Mapping, error) {
	var out []model.Mapping
	err := d.read(ctx, func(r *store.Reader) (err error) {
		out, err = store.Records[model.Mapping](r, model.MappingRecord)
		return err
	})
	return out, err
}

// Newest is the number of the newest issue, zero where there is none.
func (d *Desk) Newest(ctx context.Context) (model.Number, error) {
	var out model.Number
	err := d.read(ctx, func(r *store.Reader) (err error) {
		_, out, err = r.Head()
		return err
	})
	return out, err
}
