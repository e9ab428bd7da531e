package desk

import (
	"context"

	"koe/model"
)

// Similar finds known problems and open issues like a text that is being
// typed: problems first, then this customer's issues, then others'.
func (d *Desk) Similar(ctx context.Context, text, customer string, limit int) ([]model.Similar, error) {
	return nil, nil
}
