//go:build !koetest

package main

import "time"

// machineClock is the clock that koe goes by. There is no other in a released
// program; clock_koetest.go gives tests one that they set.
func machineClock() func() time.Time { return time.Now }
