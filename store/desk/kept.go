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

// Teams lists the teams, by name.
func (d *Desk) Teams(ctx context.Context) ([]model.Team, error) {
	var out []model.Team
	err := d.read(ctx, func(r *store.Reader) (err error) {
		out, err = store.Records[model.Team](r, model.TeamRecord)
		return err
	})
	return out, err
}
