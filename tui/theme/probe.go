package theme

import (
	"bytes"
	"regexp"
	"strconv"
	"time"
)

// ProbeTime is how long the terminal has to tell where its cursor stands.
const ProbeTime = 100 * time.Millisecond

// Terminal is what the probe needs of one: writing, and reading what comes
// within a time. Read returns what came so far when the time is over.
type Terminal interface {
	Write(p []byte) (int, error)
	ReadFor(p []byte, limit time.Duration) (int, error)
}

// Asking the terminal: draw an ambiguous character at the line's beginning, ask
// for the cursor's column, and wipe the line.
const (
	probeDraw = "\r①\x1b[6n"
	probeWipe = "\r\x1b[K"
)

var cursorReport = regexp.MustCompile(`\x1b\[\d+;(\d+)R`)

// Probe finds out which signs the terminal can draw without shearing the
// screen: it draws an ambiguous character and asks how far the cursor went. No
// answer within the time means Unicode, which most terminals can. Typed are the
// keys that were pressed meanwhile, as the terminal sent them; they are the
// caller's to hand on.
func Probe(t Terminal, limit time.Duration) (g Glyphs, typed []byte) {
	g = Unicode()
	if _, err := t.Write([]byte(probeDraw)); err != nil {
		return g, nil
	}
	defer func() { _, _ = t.Write([]byte(probeWipe)) }()
	var got []byte
	buf := make([]byte, 256)
	for end := time.Now().Add(limit); ; {
		n, err := t.ReadFor(buf, time.Until(end))
		got = append(got, buf[:n]...)
		if at := cursorReport.FindSubmatchIndex(got); at != nil {
			column, _ := strconv.Atoi(string(got[at[2]:at[3]]))
			if column > 2 {
				g = ASCII()
			}
			return g, append(bytes.Clone(got[:at[0]]), got[at[1]:]...)
		}
		if err != nil || n == 0 || !time.Now().Before(end) {
			return g, got
		}
	}
}
