package search

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime is how long the calling thread has worked.
func threadTime() time.Duration { return workOf(unix.RUSAGE_THREAD) }

// processTime is how long all threads have worked.
func processTime() time.Duration { return workOf(unix.RUSAGE_SELF) }

func workOf(who int) time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
