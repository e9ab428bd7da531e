//go:build koetest

package main

import (
	"fmt"
	"os"
	"time"
)

// machineClock is the clock of a program that is built to be tested: it stands
// at KOE_TEST_NOW when the program starts and runs on from there. Without that
// variable it refuses to run, so that no test goes by the day it is run on.
func machineClock() func() time.Time {
	at, err := time.Parse(time.RFC3339Nano, os.Getenv("KOE_TEST_NOW"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "koe: this program was built for tests and wants KOE_TEST_NOW:", err)
		os.Exit(1)
	}
	return runFrom(at, time.Now)
}
