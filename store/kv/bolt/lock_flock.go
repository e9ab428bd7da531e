//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package bolt

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"koe/store/kv"
)

// unlock lets go of the lock. Closing the file is not enough where a mapping that nobody can undo
// any more still holds it.
func unlock(file *os.File) error { return syscall.Flock(int(file.Fd()), syscall.LOCK_UN) }

// errReadOnlyMount is what a system says that mounted a file to be read only.
const errReadOnlyMount = syscall.EROFS

// lock takes the lock that bbolt takes on the same descriptor a moment later, but gives up when ctx
// is done: alone, or to look together with others who look.
func lock(ctx context.Context, file *os.File, look bool) error {
	how := syscall.LOCK_EX
	if look {
		how = syscall.LOCK_SH
	}
	for {
		err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		select {
		case <-ctx.Done():
			return kv.ErrLocked
		case <-time.After(lockRetry):
		}
	}
}
