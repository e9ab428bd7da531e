package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"koe/model"
)

// takeOver adds to a session's forms what sessions of the same person left that
// ended, as far as there is room: parked, since somebody else may be on the line.
// It is in this session's file before it goes from theirs.
func (d *Drafts) takeOver(forms []model.Form, err error) ([]model.Form, error) {
	for n := 1; n <= mostSessions; n++ {
		path := filepath.Join(d.dir, fileName(d.user, n))
		if path == d.path {
			continue
		}
		info, statErr := os.Stat(path)
		if errors.Is(statErr, fs.ErrNotExist) {
			if n > 1 {
				return forms, err // there is no later one either
			}
			continue
		}
		if statErr != nil || info.Size() == 0 {
			continue
		}
		other := &Drafts{}
		if other.openAt(path, 0) != nil {
			continue // a session that is open has it
		}
		more, otherErr := other.read()
		if joined, ok := d.join(forms, more, model.At(info.ModTime())); ok && !other.newer {
			if len(more) > 0 {
				forms = joined
			}
			if len(more) > 0 || otherErr != nil {
				err = errors.Join(err, otherErr, other.clear())
			}
		}
		err = errors.Join(err, other.Close())
	}
	return forms, err
}

// join keeps another session's forms behind this one's, parked since it ended. It
// reports whether there was room and they are on the disk.
func (d *Drafts) join(forms, more []model.Form, since model.Instant) ([]model.Form, bool) {
	if len(more) == 0 {
		return forms, true
	}
	joined := append([]model.Form(nil), forms...)
	for _, f := range more {
		if f.Parked == 0 {
			f.Parked = since
		}
		joined = append(joined, f)
	}
	payload, err := payloadOf(joined)
	if err != nil || d.write(payload, false) != nil {
		return forms, false
	}
	return joined, true
}

// clear empties a file whose forms are kept elsewhere.
func (d *Drafts) clear() error {
	payload, err := payloadOf(nil)
	if err != nil {
		return err
	}
	return d.write(payload, true)
}
