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

// lock takes the lock that bbolt takes on the same descriptor a moment later, but gives up when ctx is done.
func lock(ctx context.Context, file *os.File) error {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
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
