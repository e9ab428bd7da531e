//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package whole

import (
	"os"
	"syscall"
)

// hold marks a file as being written, until it is closed or its process ends.
func hold(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

func syncList(dir *os.File) error { return dir.Sync() }
