//go:build !linux

package search

import "time"

// threadTime is the time of day where a thread's own is not known.
func threadTime() time.Duration { return time.Duration(time.Now().UnixNano()) }

// processTime is likewise the time of day.
func processTime() time.Duration { return threadTime() }
