package whole

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Swap puts the whole and synced file at next in the place of the one at path, in one step: at
// every moment there is one or the other. Where keep is not empty, the file that is replaced gets
// that name first, which must be free; nothing is lost of it if the power fails between.
func Swap(next, path, keep string) error {
	if keep != "" {
		if err := alsoNamed(path, keep); err != nil {
			return err
		}
		if err := settle(keep); err != nil {
			return err
		}
	}
	if err := os.Rename(next, path); err != nil {
		return err
	}
	return settle(path)
}

// alsoNamed gives a file another name, or makes a copy of it where files have
// only one.
func alsoNamed(path, name string) error {
	err := os.Link(path, name)
	if err == nil || errors.Is(err, os.ErrExist) {
		return err
	}
	return Write(name, func(w io.Writer) error { return pour(w, path) })
}

// Copy fills a passing file beside path with what stands at from, brings it to the disk and returns
// its name.
func Copy(from, path string) (passing string, err error) {
	file, err := Passing(path)
	if err != nil {
		return "", err
	}
	if err = hold(file); err == nil {
		err = pour(file, from)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, removed(file.Name()))
	}
	return filepath.Clean(file.Name()), nil
}

func pour(w io.Writer, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
