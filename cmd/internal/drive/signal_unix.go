//go:build unix

package drive

import (
	"errors"
	"syscall"
)

// signal sends a signal to the program and what it started: they share a
// session of their own.
func (d *Term) signal(s syscall.Signal) {
	if err := syscall.Kill(-d.cmd.Process.Pid, s); err != nil && !errors.Is(err, syscall.ESRCH) {
		d.t.Errorf("signal %v: %v", s, err)
	}
}
