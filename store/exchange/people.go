package exchange

import (
	"context"
	"errors"
	"io"

	"koe/store/exchange/table"
)

// people are the names of those whom a JSON export names by number only,
// because their own records stand in another list of the same document.
type people map[string]string

// name is the person's name, or what stood there.
func (p people) name(id string) string {
	if n, ok := p[id]; ok && n != "" {
		return n
	}
	return id
}

// lookUpPeople reads the list of users beside the tickets, where there is one.
func lookUpPeople(ctx context.Context, src *table.Source, info table.Info) (people, error) {
	if info.Shape != table.Document || info.List == "" {
		return nil, nil
	}
	r, err := table.OpenMember(ctx, src, info, "users")
	if err != nil {
		return nil, err
	}
	defer r.Close()
	p := people{}
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return nil, err
		}
		if rec.Err == nil {
			p[rec.First(table.Column{Name: "id"})] = rec.First(table.Column{Name: "name"})
		}
	}
}
