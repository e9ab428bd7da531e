package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	bbolt "go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"

	"koe/store/kv"
)

const (
	lockWait  = 500 * time.Millisecond // how long another process may keep us waiting
	lockRetry = 20 * time.Millisecond

	dirMode = 0o700 // folders made on the way

	// leastMap is the address space taken for a small file, and mapFactor how many times a large
	// one's size: while the file fits, growing it does not have to wait for snapshots. It costs no
	// memory.
	leastMap  = 4 << 30
	mapFactor = 4
)

// Open opens the database at path, and makes it if there is none, with the folders on the way. It
// waits at most half a second, or until ctx is done, for another process that has it open, and then
// fails with kv.ErrLocked. A file that is hurt where everything starts fails with a *kv.Damage; one
// whose older state can still be read opens read-only, and so does one that may only be read: its
// Stats say why.
func Open(ctx context.Context, path string) (*Engine, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	// Somebody may put another file in its place between opening and locking; the next round then
	// finds that one.
	for range 3 {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			if err := create(path); err != nil {
				return nil, fmt.Errorf("making the database %s: %w", path, err)
			}
		}
		e, err := open(ctx, path, false)
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, errReadOnlyMount) {
			if look, lookErr := open(ctx, path, true); lookErr == nil {
				look.setFault(fmt.Errorf("%w: %w", kv.ErrLookOnly, err), true)
				e, err = look, nil
			}
		}
		if err != nil {
			return nil, fmt.Errorf("opening the database %s: %w", path, err)
		}
		if e.inPlace() == nil {
			return e, nil
		}
		e.Close()
	}
	return nil, fmt.Errorf("opening the database %s: %w", path, kv.ErrReplaced)
}

// resolve returns where path leads, so that watching for a replaced file looks at the file and not
// at a link to it.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("finding the database: %w", err)
	}
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to, nil
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("%s is a link that leads nowhere: %w", path, fs.ErrNotExist)
	}
	return path, nil
}

// open opens the file that stands at path, to be changed or to look at.
func open(ctx context.Context, path string, look bool) (*Engine, error) {
	e := &Engine{
		path:    path,
		writing: make(chan struct{}, 1),
		closing: make(chan struct{}),
		open:    map[*snapshot]time.Time{},
	}
	var hurt []*kv.Damage
	options := &bbolt.Options{
		Timeout:         lockWait,
		ReadOnly:        look,
		FreelistType:    bbolt.FreelistArrayType,
		InitialMmapSize: mapSize(path),
		OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
			// Never make a file here, whatever bbolt asks: a new one comes from create, whole.
			if e.file, err = os.OpenFile(name, flag&^os.O_CREATE, mode); err != nil {
				return nil, err
			}
			if err = lock(ctx, e.file, look); err == nil {
				e.pageSize, hurt, err = inspect(e.file)
			}
			if err != nil {
				e.file.Close()
				return nil, err
			}
			return e.file, nil
		},
	}
	err := guard(path, func() (err error) {
		e.db, err = bbolt.Open(path, 0o600, options)
		return err
	})
	if errors.Is(err, bberrors.ErrTimeout) {
		err = kv.ErrLocked
	}
	if err != nil {
		if e.file != nil {
			unlock(e.file) // after a panic nobody else does; a second time is harmless
			e.file.Close()
		}
		return nil, err
	}
	for _, h := range hurt {
		e.setFault(h, true)
	}
	if err := e.readOwn(); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

// inspect looks at what bbolt will believe when it opens the file: a damaged count there has it ask
// for more memory than there is. One hurt meta page can be lived with and is returned in hurt.
func inspect(file *os.File) (pageSize int, hurt []*kv.Damage, err error) {
	info, err := file.Stat()
	if err != nil {
		return 0, nil, err
	}
	m, hurt := readMetas(file)
	switch {
	case info.Size() == 0:
		return 0, nil, &kv.Damage{Where: "the file", What: "it is empty"}
	case len(hurt) > 1:
		return 0, nil, &kv.Damage{Where: "the file", What: "it is no database of koe's, or both its meta pages are hurt: " + hurt[0].What}
	case info.Size() < int64(m.high)*int64(m.pageSize):
		return 0, nil, &kv.Damage{Where: "the file", What: fmt.Sprintf("it is cut short: %d bytes of %d", info.Size(), int64(m.high)*int64(m.pageSize))}
	}
	for _, h := range hurt {
		h.What += "; the last change before it may be missing"
		h.Older = true
	}
	_, _, err = freePages(file, m)
	return m.pageSize, hurt, err
}

// freePages reads the list of free pages of a state, and how many pages follow the list's first.
func freePages(file *os.File, m meta) (free []uint64, more int, err error) {
	s := source{file: file, pageSize: m.pageSize, high: m.high}
	data, err := s.raw(m.freelist, nil)
	if err != nil {
		return nil, 0, err
	}
	if free, err = readFreelist(m.freelist, data, m.pageSize, m.high); err != nil {
		return nil, 0, damaged(m.freelist, err.Error())
	}
	return free, len(data)/m.pageSize - 1, nil
}

// readOwn reads what the engine's bucket says.
func (e *Engine) readOwn() error {
	s, err := e.snapshot()
	if err != nil {
		return err
	}
	defer s.Close()
	e.version, e.tallies = s.version, s.tallies
	return nil
}

// mapSize is how much address space to take for the file.
func mapSize(path string) int {
	if strconv.IntSize == 32 {
		return 256 << 20
	}
	size := leastMap
	if info, err := os.Stat(path); err == nil {
		size = max(size, mapFactor*int(info.Size()))
	}
	return size
}

// inPlace checks that the file we hold is the one at its path.
func (e *Engine) inPlace() error {
	held, err := e.file.Stat()
	if err != nil {
		return fmt.Errorf("looking at the open database: %w", err)
	}
	if there, err := os.Stat(e.path); err != nil || !os.SameFile(held, there) {
		return kv.ErrReplaced
	}
	return nil
}
