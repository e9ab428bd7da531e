//go:build unix

package tui

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// tty reads from a terminal for a limited time.
type tty struct{ in, out *os.File }

func (t tty) Write(p []byte) (int, error) { return t.out.Write(p) }

// ReadFor waits until there is something to read, or the time is over.
func (t tty) ReadFor(p []byte, limit time.Duration) (int, error) {
	end := time.Now().Add(limit)
	for {
		left := time.Until(end)
		if left <= 0 {
			return 0, nil
		}
		fds := []unix.PollFd{{Fd: int32(t.in.Fd()), Events: unix.POLLIN}}
		n, err := unix.Poll(fds, int(left.Milliseconds())+1)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil || n == 0 {
			return 0, err
		}
		return t.in.Read(p)
	}
}
