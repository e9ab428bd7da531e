//go:build !unix

package drive

import "syscall"

// readable is false of a terminal that was hung up meanwhile.
func (d *Term) readable() bool {
	if d.hungUp.Load() {
		_ = d.pty.Close()
		return false
	}
	return true
}

// signal ends the program: elsewhere there is no other signal, and no session
// that it shares with what it started.
func (d *Term) signal(s syscall.Signal) {
	if err := d.cmd.Process.Signal(s); err != nil {
		d.t.Errorf("signal %v: %v", s, err)
	}
}
