package store

import (
	"fmt"

	"koe/model"
)

// CheckSchema refuses a database that a newer koe wrote, and a file that holds
// something else. An empty one is fine: it becomes a desk with its first event.
func (r *Reader) CheckSchema() error {
	var schema int
	ok, err := r.read(metaKey(metaSchema), &schema)
	if err != nil {
		return err
	}
	if ok && schema > Schema {
		return &model.Fault{Code: model.NewerFile, Err: fmt.Errorf("schema %d, this program knows %d", schema, Schema)}
	}
	if ok {
		return nil
	}
	heads, err := r.Heads()
	if err != nil {
		return err
	}
	if heads.Event != 0 {
		return &model.Fault{Code: model.NotOurs, Where: "this file"}
	}
	return nil
}
