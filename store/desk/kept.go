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
