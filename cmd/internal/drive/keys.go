package drive

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Press presses keys, one after the other, by the names Bubble Tea gives them:
// "a", "enter", "ctrl+s", "shift+tab", "f2". Before each it waits until the
// program is idle, as a person would see what the key before did.
func (d *Term) Press(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.Idle()
		d.send(d.code(k))
		if k == "esc" {
			d.rest(lone)
		}
	}
	d.Idle()
}

// Type types text as an input method commits it: a key press a character, in
// quick succession. A line break is Enter.
func (d *Term) Type(text string) {
	d.t.Helper()
	d.Idle()
	for _, r := range text {
		if r == '\n' {
			r = '\r'
		}
		d.send(string(r))
	}
	d.Idle()
}

// Paste pastes text in brackets, as terminals do.
func (d *Term) Paste(text string) {
	d.t.Helper()
	d.Idle()
	d.send("\x1b[200~" + text + "\x1b[201~")
	d.Idle()
}

// send writes to the program at once, without waiting.
func (d *Term) send(s string) {
	d.t.Helper()
	if _, err := d.pty.Write([]byte(s)); err != nil {
		d.t.Fatalf("the program takes no keys any more: %v; its screen:\n%s", err, d.Screen())
	}
	d.mu.Lock()
	d.last = time.Now()
	d.mu.Unlock()
}

// code is what a terminal sends for a key.
func (d *Term) code(key string) string {
	d.t.Helper()
	codes := map[string]string{
		"enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
		"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "shift+tab": "\x1b[Z", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "f2": "\x1bOQ",
	}
	if c, ok := codes[key]; ok {
		return c
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok && len(letter) == 1 {
		return string(rune(letter[0] & 0x1f))
	}
	if utf8.RuneCountInString(key) != 1 {
		d.t.Fatalf("key %q has no code", key)
	}
	return key
}

// Hit presses a key and does not wait for what it does: for what happens in
// the middle of it.
func (d *Term) Hit(key string) {
	d.t.Helper()
	d.send(d.code(key))
}
