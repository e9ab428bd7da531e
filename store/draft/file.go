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
	"strconv"

	"koe/model"
	"koe/store/hold"
	"koe/store/whole"
)

// maxName is the longest file name that every file system takes, with room for
// the ending.
const maxName = 200

// mostSessions is how many sessions of one person there can be at a time.
const mostSessions = 64

// fileName is a name that every file system takes and no two people share, for the
// n-th session of a person. A comma does not stand in the name itself.
func fileName(user model.UserID, n int) string {
	name := url.PathEscape(string(user))
	if len(name) > maxName {
		sum := sha256.Sum256([]byte(user))
		name = hex.EncodeToString(sum[:])
	}
	if n > 1 {
		name += "," + strconv.Itoa(n)
	}
	return name + ".draft"
}

// open opens the first file that no other session has, once, makes it where there
// is none, and reads its slots.
func (d *Drafts) open() error {
	if d.file != nil {
		return nil
	}
	if err := os.MkdirAll(d.dir, dirMode); err != nil {
		return err
	}
	for n := 1; n <= mostSessions; n++ {
		err := d.openAt(filepath.Join(d.dir, fileName(d.user, n)), os.O_CREATE)
		if !errors.Is(err, hold.ErrHeld) {
			return err
		}
	}
	return fmt.Errorf("%d sessions of %s are open: %w", mostSessions, d.user, hold.ErrHeld)
}

// openAt opens one file and locks it.
func (d *Drafts) openAt(path string, create int) error {
	file, err := os.OpenFile(path, os.O_RDWR|create, fileMode)
	if err != nil {
		return err
	}
	if err := hold.Lock(file); err != nil {
		return errors.Join(err, file.Close())
	}
	slots, cut, err := prepare(file)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	d.path, d.file, d.slots, d.cut = path, file, slots, cut
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
