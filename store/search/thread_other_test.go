//go:build !linux

package search

import "time"

// threadTime is the time of day where a thread's own is not known.
func threadTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
