package store

import (
	"fmt"

	"koe/model"
)

// CheckSchema refuses a database that a newer koe wrote, and a file that holds
// something else. An empty one is fine: it becomes a desk with its first event.
// behind says that the file is of an older schema, or was cut off while it was
// brought up: it can be read, and must not be written before [BringUp].
func (r *Reader) CheckSchema() (behind bool, err error) {
	schema, cut, err := r.schemaOf()
	if err != nil {
		return false, err
	}
	if schema != 0 {
		return schema < Schema || cut != nil, nil
	}
	heads, err := r.Heads()
	if err != nil {
		return false, err
	}
	if heads.Event != 0 {
		return false, &model.Fault{Code: model.NotOurs, Where: "this file", Err: fmt.Errorf("%d events, and no schema", heads.Event)}
	}
	return false, nil
}
