package whole

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// nameless fills a file that has no name until it is whole, so that a kill
// leaves nothing of it. File systems that know no such files get a passing name.
func nameless(path string, fill func(*os.File) error) error {
	fd, err := unix.Open(filepath.Dir(path), unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, fileMode)
	if err != nil {
		if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.EACCES) || errors.Is(err, unix.EROFS) || errors.Is(err, unix.ENOTDIR) {
			return &os.PathError{Op: "write", Path: path, Err: err}
		}
		return passing(path, fill)
	}
	file := os.NewFile(uintptr(fd), path)
	defer file.Close()
	if err := fill(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := unix.Linkat(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", fd), unix.AT_FDCWD, path, unix.AT_SYMLINK_FOLLOW); err != nil {
		return &os.PathError{Op: "write", Path: path, Err: err}
	}
	return settle(path)
}
