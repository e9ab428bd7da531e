//go:build unix

package main

import (
	"flag"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"koe/cmd/internal/drive"
)

// endings is how often koe is ended in each way; the full trial has 100, and logs
// how long the slowest ending took.
var endings = flag.Int("endings", 5, "how often TestHoweverItEndsTheWordsAreKept ends koe in each way")

// A signal, a closed window and a lost line end koe with every typed word kept:
// the next session has it in its form, and the file is free for it.
func TestHoweverItEndsTheWordsAreKept(t *testing.T) {
	t.Parallel()
	ends := map[string]func(*drive.Term){
		"terminated":  func(d *drive.Term) { d.Signal(syscall.SIGTERM) },
		"interrupted": func(d *drive.Term) { d.Signal(syscall.SIGINT) },
		"hung up":     func(d *drive.Term) { d.Signal(syscall.SIGHUP) },
		"closed":      func(d *drive.Term) { d.HangUp() },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var h *home
			var slowest time.Duration
			for round := range *endings {
				if round%5 == 0 {
					h = newHome(t) // more than a few calls are not parked at a time
				}
				words := fmt.Sprintf("Sparks fly from heater %d", round)
				d := h.open(drive.Options{})
				d.Press("ctrl+n") // what the round before left is parked
				d.Type(words)
				d.Until(words)
				began := time.Now()
				end(d)
				if code := d.Wait(); code != 0 && name != "closed" {
					t.Errorf("it ended with %d", code)
				}
				slowest = max(slowest, time.Since(began))
				d = h.open(drive.Options{})
				d.Until(words)
				d.Press("ctrl+q")
				d.Wait()
			}
			t.Logf("the slowest of %d endings took %v", *endings, slowest)
		})
	}
}

// What is typed while the window is too small to show it is kept as well.
func TestWordsTypedInATinyWindowAreKept(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	d := h.open(drive.Options{})
	d.Resize(40, 10)
	d.Until("window of at least")
	d.Type("typed blind")
	d.Resize(80, 24)
	d.Until("typed blind")
	if strings.Contains(d.Screen(), "window of at least") {
		t.Error("it still says that the window is too small")
	}
}
