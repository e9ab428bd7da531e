package desk

import (
	"errors"
	"io/fs"

	"koe/model"
	"koe/store/kv"
)

// faultOf says in the model's words what an engine's error means for a person.
// Refusals and context errors pass as they are.
func faultOf(err error) error {
	if err == nil {
		return nil
	}
	var known *model.Fault
	var damage *kv.Damage
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, kv.ErrLookOnly):
		return &model.Fault{Code: model.LookOnly, Err: err}
	case errors.As(err, &damage) && damage.Older:
		return &model.Fault{Code: model.OlderState, Where: damage.Where, Err: err}
	case errors.As(err, &damage):
		return &model.Fault{Code: model.Damaged, Where: damage.Where, Err: err}
	case errors.Is(err, kv.ErrDamaged):
		return &model.Fault{Code: model.Damaged, Where: "an unknown place", Err: err}
	case errors.Is(err, kv.ErrPending):
		return &model.Fault{Code: model.StillSaving, Err: err}
	case errors.Is(err, kv.ErrUnknown):
		return &model.Fault{Code: model.NotKnown, Err: err}
	case errors.Is(err, kv.ErrFull):
		return &model.Fault{Code: model.DiskFull, Err: err}
	case errors.Is(err, kv.ErrReplaced):
		return &model.Fault{Code: model.Moved, Err: err}
	case errors.Is(err, kv.ErrReadOnly):
		return &model.Fault{Code: model.ReadOnlyFile, Err: err}
	case errors.Is(err, kv.ErrLocked):
		return &model.Fault{Code: model.InUse, Err: err}
	case errors.Is(err, kv.ErrNewer):
		return &model.Fault{Code: model.NewerFile, Err: err}
	case errors.Is(err, kv.ErrClosed):
		return &model.Fault{Code: model.Closing, Err: err}
	case errors.Is(err, kv.ErrConflict):
		return &model.Fault{Code: model.NotSaved, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &model.Fault{Code: model.NotWritable, Where: "the database", Err: err}
	}
	return err
}

// refusedBy is what a change is told after a fault: what stands from the start
// says best itself why.
func refusedBy(f *model.Fault) error {
	if f.Code == model.LookOnly || f.Code == model.OlderState || f.Code == model.OlderForm {
		return f
	}
	return &model.Fault{Code: model.ReadOnlyFile, Where: f.Where, Err: f}
}
