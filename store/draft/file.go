package draft

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"koe/model"
	"koe/store/whole"
)

// maxName is the longest file name that every file system takes, with room for
// the ending.
const maxName = 200

// fileName is a name that every file system takes and no two people share.
func fileName(user model.UserID) string {
	name := url.PathEscape(string(user))
	if len(name) > maxName {
		sum := sha256.Sum256([]byte(user))
		name = hex.EncodeToString(sum[:])
	}
	return name + ".draft"
}

// open opens the file once, makes it where there is none, and reads its slots.
func (d *Drafts) open() error {
	if d.file != nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(d.path), dirMode); err != nil {
		return err
	}
	file, err := os.OpenFile(d.path, os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return err
	}
	slots, cut, err := prepare(file)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	d.file, d.slots, d.cut = file, slots, cut
	return nil
}

// prepare fills the file up to its size, where it is shorter, and reads it. A
// file that was cut short keeps what is left; cut says that it was.
func prepare(file *os.File) (slots [slotCount]slot, cut bool, err error) {
	info, err := file.Stat()
	if err != nil {
		return slots, false, err
	}
	if !info.Mode().IsRegular() {
		return slots, false, fmt.Errorf("%s: %w", file.Name(), fs.ErrInvalid)
	}
	if have := info.Size(); have < slotCount*slotSize {
		cut = have > 0
		// Zeros and not a hole, so that a later write needs no new room on a
		// disk that has filled up.
		if _, err := file.WriteAt(make([]byte, slotCount*slotSize-have), have); err != nil {
			return slots, cut, err
		}
		if err := errors.Join(file.Sync(), whole.SyncFolder(filepath.Dir(file.Name()))); err != nil {
			return slots, cut, err
		}
	}
	for i := range slots {
		b := make([]byte, slotSize)
		if _, err := file.ReadAt(b, int64(i)*slotSize); err != nil && !errors.Is(err, io.EOF) {
			return slots, cut, err
		}
		slots[i] = decodeSlot(b)
	}
	return slots, cut, nil
}
