package main

import (
	"bytes"
	"testing"
)

// What a record of an early koe may hold is shown and not obeyed, though it would be
// cleaned today before it is kept.
func TestALineIsNeverObeyed(t *testing.T) {
	var b bytes.Buffer
	out := &printer{w: &b}
	out.line("%s|%s", "\x1b[2Jred\u202egnp\u202c\x1b]0;owned\a", "返金\xff")
	if out.err != nil || b.String() != "[2Jredgnp]0;owned|返金\ufffd\n" {
		t.Errorf("%q, %v", b.String(), out.err)
	}
}
