//go:build unix

package drive

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// readable waits until there is something to read; false is a terminal that
// was hung up meanwhile. Closing a file does not end a read that waits for it,
// so the reader itself closes.
func (d *Term) readable() bool {
	for {
		if d.hungUp.Load() {
			_ = d.pty.Close()
			return false
		}
		fds := []unix.PollFd{{Fd: int32(d.pty.Fd()), Events: unix.POLLIN}}
		if n, err := unix.Poll(fds, 20); n > 0 || err != nil && !errors.Is(err, unix.EINTR) {
			return true
		}
	}
}

// signal sends a signal to the program and what it started: they share a
// session of their own.
func (d *Term) signal(s syscall.Signal) {
	if err := syscall.Kill(-d.cmd.Process.Pid, s); err != nil && !errors.Is(err, syscall.ESRCH) {
		d.t.Errorf("signal %v: %v", s, err)
	}
}
