package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// A backup says on a terminal how much is copied so far, now and then and not at every
// piece, and the copy is what was written.
func TestABackupSaysHowFarItIs(t *testing.T) {
	now := clock()
	var copied, told bytes.Buffer
	w := &toldCopy{w: &copied, to: &told, clock: func() time.Time { return now }, say: func(mb float64) string { return strings.Repeat("#", int(mb)) }}
	piece := bytes.Repeat([]byte("x"), 1e6)
	for range 5 {
		if n, err := w.Write(piece); n != len(piece) || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		now = now.Add(60 * time.Millisecond)
	}
	if copied.Len() != 5e6 || told.String() != "\r\x1b[K#\r\x1b[K###\r\x1b[K#####" {
		t.Errorf("%d bytes, told %q", copied.Len(), told.String())
	}
}
