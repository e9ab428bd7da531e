package draft

import (
	"errors"
	"os"
	"syscall"
)

// syncData brings what was written to the disk. The size never changes, so the
// file's own record need not follow.
func syncData(f *os.File) error {
	for {
		err := syscall.Fdatasync(int(f.Fd()))
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
