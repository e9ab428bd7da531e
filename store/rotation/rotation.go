// Package rotation keeps the newest of the copies that are made of a database,
// one a day, in a folder of their own.
package rotation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Rotation is the daily copies of one database.
type Rotation struct {
	Dir  string // made where it is missing
	Base string // what the names of the copies begin with
	Keep int    // how many days are kept
}

// A Copy is one of them.
type Copy struct {
	Path string
	Day  string    // 2026-11-26
	At   time.Time // when it was made
}

const ext = ".db"

// List is the copies that are there, the newest day first. Other files in the
// folder are none of them.
func (r Rotation) List() ([]Copy, error) {
	entries, err := os.ReadDir(r.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Copy
	for _, e := range entries {
		day, ours := r.day(e.Name())
		if !ours || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, Copy{filepath.Join(r.Dir, e.Name()), day, info.ModTime()})
	}
	slices.SortFunc(out, func(a, b Copy) int { return strings.Compare(b.Day, a.Day) })
	return out, nil
}

// day is the day in the name of a copy.
func (r Rotation) day(name string) (day string, ours bool) {
	day, ours = strings.CutPrefix(name, r.Base+"-")
	if !ours {
		return "", false
	}
	if day, ours = strings.CutSuffix(day, ext); !ours {
		return "", false
	}
	_, err := time.Parse(time.DateOnly, day)
	return day, err == nil
}

// Due reports whether a copy should be made: none was made on that day, and the
// database was changed after the newest one.
func (r Rotation) Due(day string, changed time.Time) (bool, error) {
	all, err := r.List()
	if err != nil {
		return false, err
	}
	return len(all) == 0 || all[0].Day < day && changed.After(all[0].At), nil
}

// Make has write make the copy of a day, and takes away the oldest beyond those
// that are kept. A copy that cannot be made takes nothing away.
func (r Rotation) Make(day string, now time.Time, write func(path string) error) (path string, err error) {
	if err := os.MkdirAll(r.Dir, 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(r.Dir, r.Base+"-"+day+ext)
	if err := write(path); err != nil {
		return "", err
	}
	if err := os.Chtimes(path, now, now); err != nil {
		return path, err
	}
	all, err := r.List()
	if err != nil {
		return path, err
	}
	for _, c := range all[min(r.Keep, len(all)):] {
		if c.Path == path { // a clock that was set back: the copy just made stays
			continue
		}
		if err := os.Remove(c.Path); err != nil {
			return path, fmt.Errorf("take the oldest copy away: %w", err)
		}
	}
	return path, nil
}
