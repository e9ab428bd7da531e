package drive

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// quiet is how long a program must have written nothing and done nothing to be
// idle; look is how often that is looked at.
const (
	quiet = 40 * time.Millisecond
	look  = 5 * time.Millisecond
)

// lone is how long a program must have been idle after Esc: what follows Esc
// within 50 ms belongs to it, so programs wait that long for nothing to follow.
const lone = 100 * time.Millisecond

// Idle waits until the program has come to rest: it has written nothing for a
// while and none of its threads is at work. On a loaded machine a program that
// waits for its turn counts as at work, so Idle is slow there but not wrong.
func (d *Term) Idle() {
	d.t.Helper()
	d.rest(quiet)
}

// rest waits until the program has been at rest for so long.
func (d *Term) rest(quiet time.Duration) {
	d.t.Helper()
	resting := time.Now()
	for end := time.Now().Add(Limit); time.Now().Before(end); {
		select {
		case <-d.done:
			return
		case <-d.changed:
		case <-time.After(look):
		}
		d.mu.Lock()
		last := d.last
		d.mu.Unlock()
		if last.After(resting) {
			resting = last
		}
		if d.atWork() {
			resting = time.Now()
		}
		if time.Since(resting) >= quiet {
			return
		}
	}
	d.t.Fatalf("the program did not come to rest within %v; its screen:\n%s", Limit, d.Screen())
}

// threadState finds the state in a line of /proc/PID/task/TID/stat, behind the
// name, which may hold anything.
var threadState = regexp.MustCompile(`\) ([A-Za-z]) `)

// atWork reports whether a thread of the program runs, waits for its turn or
// for the disk. Where the system does not tell, it reports false.
func (d *Term) atWork() bool {
	stats, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", d.cmd.Process.Pid))
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		all := threadState.FindAllSubmatch(b, -1)
		if len(all) == 0 {
			continue
		}
		if s := all[len(all)-1][1][0]; s == 'R' || s == 'D' {
			return true
		}
	}
	return false
}

// Until waits until text stands on the screen.
func (d *Term) Until(text string) {
	d.t.Helper()
	d.wait(func() bool { return strings.Contains(d.Screen(), text) }, "should show "+fmt.Sprintf("%q", text))
}

// UntilGone waits until text stands on the screen no more.
func (d *Term) UntilGone(text string) {
	d.t.Helper()
	d.wait(func() bool { return !strings.Contains(d.Screen(), text) }, "should no longer show "+fmt.Sprintf("%q", text))
}

func (d *Term) wait(ok func() bool, what string) {
	d.t.Helper()
	for end := time.Now().Add(Limit); ; {
		if ok() {
			return
		}
		if time.Now().After(end) {
			d.t.Fatalf("the screen %s:\n%s", what, d.Screen())
		}
		select {
		case <-d.changed:
		case <-d.done:
			if ok() {
				return
			}
			d.t.Fatalf("the program ended, and its screen %s:\n%s", what, d.Screen())
		case <-time.After(look):
		}
	}
}

// Lines are the screen's lines as one reads them.
func (d *Term) Lines() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	lines := make([]string, d.emu.Height())
	for y := range lines {
		var b strings.Builder
		for x := 0; x < d.emu.Width(); x++ {
			cell := d.emu.CellAt(x, y)
			switch {
			case cell == nil || cell.Content == "" && cell.Width == 1:
				b.WriteByte(' ')
			default: // the second half of a wide character holds nothing
				b.WriteString(cell.Content)
			}
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// Screen is the screen as one reads it.
func (d *Term) Screen() string { return strings.Join(d.Lines(), "\n") }

// Cursor is where the terminal's cursor stands, from 0, and whether it is seen.
func (d *Term) Cursor() (x, y int, visible bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.emu.CursorPosition()
	return p.X, p.Y, d.visible
}

// AltScreen reports whether the program has the whole window.
func (d *Term) AltScreen() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.alt
}

// Find is where text first stands, in columns and rows from 0.
func (d *Term) Find(text string) (x, y int, ok bool) {
	for y, line := range d.Lines() {
		if i := strings.Index(line, text); i >= 0 {
			return ansi.StringWidth(line[:i]), y, true
		}
	}
	return 0, 0, false
}

// Want fails the test when texts do not come to stand on the screen. On a busy
// machine a program may rest for longer than [Term.Idle] takes it to be at
// work, so what is wanted is waited for.
func (d *Term) Want(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		d.Until(text)
	}
}

// Unwanted fails the test when texts stay on the screen.
func (d *Term) Unwanted(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		d.UntilGone(text)
	}
}

// CursorAfter fails the test when the cursor does not come to stand right
// behind text, where an input method opens its window.
func (d *Term) CursorAfter(text string) {
	d.t.Helper()
	behind := func() bool {
		cx, cy, visible := d.Cursor()
		x, y, ok := d.Find(text)
		return ok && visible && cx == x+ansi.StringWidth(text) && cy == y
	}
	d.wait(behind, fmt.Sprintf("should have its cursor right behind %q", text))
}
