// Package whole writes files that are whole or not there: filled under no name or a passing one,
// brought to the disk, named, and their folder's list of names brought to the disk as well. What is
// reported as written survives a power cut; a process that is killed on the way leaves nothing
// where the system can make a file without a name (Linux), and elsewhere a passing name that the
// next writer to that folder takes away.
package whole

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// fileMode is of all that koe writes: its owner's alone.
const fileMode = 0o600

// Write makes the file at path of what fill writes. It never takes another file's place: one that
// is there gives an error that is fs.ErrExist. After an error nothing is at path that was not
// there before, except where the error is an *UnsettledError.
func Write(path string, fill func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	return nameless(path, func(file *os.File) error { return fill(file) })
}

// An UnsettledError says that a file was written whole and named, and its name may not survive a
// power cut.
type UnsettledError struct {
	Path string
	Err  error
}

func (e *UnsettledError) Error() string {
	return fmt.Sprintf("%s is written, but its folder could not be brought to the disk: %v", e.Path, e.Err)
}

func (e *UnsettledError) Unwrap() error { return e.Err }

// SyncFolder brings a folder's list of names to the disk.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(syncList(f), f.Close())
}

// settle brings the name of a file to the disk.
func settle(path string) error {
	if err := SyncFolder(filepath.Dir(path)); err != nil {
		return &UnsettledError{path, err}
	}
	return nil
}

// passing fills a file under a passing name beside path and gives it its own.
func passing(path string, fill func(*os.File) error) (err error) {
	file, err := Passing(path)
	if err != nil {
		return err
	}
	if err := hold(file); err != nil {
		return errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err = fill(file); err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = Name(file.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, removed(file.Name()))
	}
	return err
}

// Name gives a file that was filled and synced under a passing name its own, and brings the
// folder to the disk. It fails with fs.ErrExist rather than take another file's place.
func Name(passing, path string) error {
	// A hard link, unlike a rename, never takes another file's place. Where there are none, look
	// first.
	switch err := os.Link(passing, path); {
	case err == nil:
		if err := os.Remove(passing); err != nil {
			return err
		}
	case errors.Is(err, fs.ErrExist):
		return err
	default:
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
		}
		if err := os.Rename(passing, path); err != nil {
			return err
		}
	}
	return settle(path)
}

// Passing makes an empty file under a passing name beside path, and takes away what processes that
// were killed left there under such names before.
func Passing(path string) (*os.File, error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err == nil {
		sweep(path, file)
	}
	return file, err
}

// young is how long a passing name is let be that nobody holds: its writer may be about to.
const young = time.Minute

// sweep removes what stands under passing names of path, is not young beside a file made now, and
// is held by nobody who still runs.
func sweep(path string, made *os.File) {
	now, err := made.Stat()
	if err != nil {
		return
	}
	left, _ := filepath.Glob(filepath.Join(escapeGlob(filepath.Dir(path)), escapeGlob("."+filepath.Base(path))+".*.new"))
	for _, name := range left {
		file, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if info, err := file.Stat(); err == nil && now.ModTime().Sub(info.ModTime()) > young && hold(file) == nil {
			os.Remove(name)
		}
		file.Close()
	}
}

// escapeGlob takes a name literally in a pattern.
func escapeGlob(name string) string {
	out := make([]byte, 0, len(name))
	for i := range len(name) {
		switch name[i] {
		case '*', '?', '[', '\\':
			out = append(out, '[', name[i], ']')
		default:
			out = append(out, name[i])
		}
	}
	return string(out)
}

func removed(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
