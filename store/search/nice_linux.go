package search

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// lowerPriority makes the calling goroutine's work yield to everyone else's. It takes a thread of its own, which ends with
// the goroutine.
func lowerPriority() func() {
	runtime.LockOSThread()
	_ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), 10) // without it the work is only less polite
	return func() {}
}
