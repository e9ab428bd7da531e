package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"koe/model"
	"koe/store/kv"
)

// engineFault says what an engine that would not open means.
func engineFault(path string, err error) error {
	var damage *kv.Damage
	var known *model.Fault
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, kv.ErrLocked):
		return &model.Fault{Code: model.InUse, Where: path, Err: err}
	case errors.Is(err, kv.ErrNewer):
		return &model.Fault{Code: model.NewerFile, Where: path, Err: err}
	case errors.As(err, &damage):
		return &model.Fault{Code: model.Damaged, Where: damage.Where, Err: err}
	case errors.Is(err, kv.ErrFull), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &model.Fault{Code: model.DiskFull, Where: path, Err: err}
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return &model.Fault{Code: model.NotWritable, Where: path, Err: err}
	}
	if said := why(err); said != err {
		return fmt.Errorf("cannot open the database %s: %w; choose another file with --db", path, said)
	}
	return err
}

// ours refuses what at a glance is no database of koe's, before the engine
// would call it damaged or wait for it: a folder, a device, an empty file, one
// that begins like none. What it cannot tell it leaves to the engine.
func ours(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	no := &model.Fault{Code: model.NotOurs, Where: path}
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return no
	}
	file, err := os.Open(path)
	if err != nil {
		return engineFault(path, err)
	}
	defer file.Close()
	head := make([]byte, 128<<10)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return engineFault(path, err)
	}
	if head = head[:n]; begins(head) {
		return nil
	}
	return no
}

// begins reports whether a file begins as a database does, perhaps a hurt one:
// bbolt's mark stands in the page of one of its two beginnings, or there is
// nothing but zeros in the place.
func begins(head []byte) bool {
	var mark [4]byte
	binary.NativeEndian.PutUint32(mark[:], 0xED0CDAED)
	for page := 0; page+20 <= len(head); page = max(2*page, 512) {
		if bytes.Equal(head[page+16:page+20], mark[:]) {
			return true
		}
	}
	return len(bytes.Trim(head[:min(len(head), 512)], "\x00")) == 0
}
