// Package drive runs a program on a pseudo-terminal with an emulated screen,
// as a person would: it presses keys, types Japanese the way an input method
// commits it, waits until the program is idle, and says what stands on the
// screen and where the cursor is. It is for end-to-end tests only.
package drive

import (
	"errors"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// Limit is how long a program has to show what is waited for, or to end. It
// bounds a program that hangs and says nothing of how fast one is.
const Limit = 2 * time.Minute

// Options say what the terminal is like.
type Options struct {
	Width, Height int      // 80 and 24 where zero
	Env           []string // beside PATH, HOME and a plain locale; NAME=VALUE
	Dir           string   // the working directory; the test's own where empty
	Light         bool     // the terminal's background is light
	Wide          bool     // it draws ambiguous characters two columns wide
}

// Term is a program on a terminal.
type Term struct {
	t    testing.TB
	cmd  *exec.Cmd
	pty  *os.File
	emu  *vt.SafeEmulator
	wide bool

	hungUp  atomic.Bool
	mu      sync.Mutex
	last    time.Time // of the last output
	raw     []byte    // all output so far
	visible bool      // the cursor
	alt     bool      // the alternate screen is shown
	changed chan struct{}
	done    chan struct{} // closed when the program has ended and all was read
	waitErr error
}

// Build compiles a package of this module and returns the program's path. The
// program goes when the test ends; Go's own cache makes a second build quick.
func Build(t testing.TB, pkg string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput()
	if err != nil {
		t.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	return path
}

// Start runs a program. It is killed when the test ends, if it still runs.
func Start(t testing.TB, o Options, program string, args ...string) *Term {
	t.Helper()
	if o.Width == 0 {
		o.Width, o.Height = 80, 24
	}
	term := &Term{
		t: t, wide: o.Wide, visible: true, last: time.Now(),
		emu: vt.NewSafeEmulator(o.Width, o.Height), changed: make(chan struct{}, 1), done: make(chan struct{}),
	}
	term.listen(o)
	term.cmd = exec.Command(program, args...)
	term.cmd.Dir = o.Dir
	term.cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TERM=xterm-256color", "LANG=C.UTF-8",
	}, o.Env...)
	file, err := pty.StartWithSize(term.cmd, &pty.Winsize{Cols: uint16(o.Width), Rows: uint16(o.Height)})
	if err != nil {
		t.Fatal(err)
	}
	term.pty = file
	go term.answer()
	go term.read()
	t.Cleanup(term.close)
	return term
}

// listen sets the emulator up. A line feed goes straight down, as it does on a
// terminal: where a program wants the line's beginning too, it or the system's
// line discipline sends the carriage return.
func (d *Term) listen(o Options) {
	if o.Light {
		d.emu.SetDefaultBackgroundColor(color.White)
		d.emu.SetDefaultForegroundColor(color.Black)
	}
	d.emu.SetCallbacks(vt.Callbacks{
		CursorVisibility: func(v bool) { d.visible = v },
		AltScreen:        func(on bool) { d.alt = on },
	})
}

// read draws what the program writes, until it ends.
func (d *Term) read() {
	buf := make([]byte, 32<<10)
	for d.readable() {
		n, err := d.pty.Read(buf)
		if n > 0 {
			d.mu.Lock()
			_, _ = d.emu.Write(buf[:n])
			d.raw = append(d.raw, buf[:n]...)
			d.last = time.Now()
			d.mu.Unlock()
			select {
			case d.changed <- struct{}{}:
			default:
			}
		}
		if err != nil {
			break
		}
	}
	d.waitErr = d.cmd.Wait()
	close(d.done)
}

var cursorReport = regexp.MustCompile(`^\x1b\[(\d+);2R$`)

// answer hands the terminal's answers to the program. A terminal that draws
// ambiguous characters wide reports its cursor one column further after one.
func (d *Term) answer() {
	buf := make([]byte, 4096)
	for {
		n, err := d.emu.Read(buf)
		if n > 0 {
			out := buf[:n]
			if d.wide && cursorReport.Match(out) {
				out = cursorReport.ReplaceAll(out, []byte("\x1b[$1;3R"))
			}
			_, _ = d.pty.Write(out)
		}
		if err != nil {
			return
		}
	}
}

func (d *Term) close() {
	select {
	case <-d.done:
	default:
		d.signal(syscall.SIGKILL)
		<-d.done
	}
	_ = d.pty.Close() // a second time where the terminal was hung up
	_ = d.emu.InputPipe().(interface{ Close() error }).Close()
}

// Kill ends the program as a power cut would: nothing of it runs any more when
// Kill returns.
func (d *Term) Kill() {
	d.t.Helper()
	d.signal(syscall.SIGKILL)
	d.Wait()
}

// Terminate asks the program to end.
func (d *Term) Terminate() { d.signal(syscall.SIGTERM) }

// Signal sends the program a signal.
func (d *Term) Signal(s syscall.Signal) { d.signal(s) }

// HangUp closes the terminal, as closing its window or losing the line does.
func (d *Term) HangUp() { d.hungUp.Store(true) }

// Wait waits until the program has ended, and returns its exit code; -1 when a
// signal ended it.
func (d *Term) Wait() int {
	d.t.Helper()
	limit := time.NewTimer(Limit)
	defer limit.Stop()
	select {
	case <-d.done:
	case <-limit.C:
		d.t.Fatalf("the program did not end within %v; its screen:\n%s", Limit, d.Screen())
	}
	var exit *exec.ExitError
	if errors.As(d.waitErr, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// Resize gives the window another size.
func (d *Term) Resize(width, height int) {
	d.t.Helper()
	d.mu.Lock()
	d.emu.Resize(width, height)
	d.mu.Unlock()
	if err := pty.Setsize(d.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		d.t.Fatal(err)
	}
}

// Output is everything the program has written so far, codes and all.
func (d *Term) Output() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Clone(string(d.raw))
}
