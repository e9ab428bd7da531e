package desk

import (
	"context"

	"koe/model"
	"koe/store"
)

// Mappings lists the ways to read foreign files that are kept, by name.
func (d *Desk) Mappings(ctx context.Context) ([]model.Mapping, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Mapping, error) {
		return store.Records[model.Mapping](r, model.MappingRecord)
	})
}

// Teams lists the teams, by name.
func (d *Desk) Teams(ctx context.Context) ([]model.Team, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Team, error) { return store.Records[model.Team](r, model.TeamRecord) })
}

// Keys lists the public keys by which people are known.
func (d *Desk) Keys(ctx context.Context) ([]model.Key, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Key, error) { return store.Records[model.Key](r, model.KeyRecord) })
}

// Key is a public key with the person it is of, nil where it is nobody's.
func (d *Desk) Key(ctx context.Context, id model.KeyID) (*model.Key, error) {
	return ask(ctx, d, func(r *store.Reader) (*model.Key, error) {
		rec, err := r.Record(model.Ref{Type: model.KeyRecord, Key: string(id)})
		k, _ := rec.(*model.Key)
		return k, err
	})
}
