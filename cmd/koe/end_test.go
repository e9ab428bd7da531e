//go:build unix

package main

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"koe/cmd/internal/drive"
)

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
			h := newHome(t)
			for round := range 5 {
				words := fmt.Sprintf("Sparks fly from heater %d", round)
				d := h.open(drive.Options{})
				d.Press("ctrl+n") // what the round before left is parked
				d.Type(words)
				d.Until(words)
				end(d)
				if code := d.Wait(); code != 0 && name != "closed" {
					t.Errorf("it ended with %d", code)
				}
				d = h.open(drive.Options{})
				d.Until(words)
				d.Press("ctrl+q")
				d.Wait()
			}
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
