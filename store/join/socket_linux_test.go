package join

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"koe/store/hold"
)

// connectAs opens a socket as another user of the system. One thread alone becomes
// that user, and ends with it.
func connectAs(uid int, path string) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		if _, _, e := syscall.RawSyscall(syscall.SYS_SETRESUID, uintptr(uid), uintptr(uid), uintptr(uid)); e != 0 {
			done <- e
			return
		}
		fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
		if err == nil {
			err = errors.Join(syscall.Connect(fd, &syscall.SockaddrUnix{Name: path}), syscall.Close(fd))
		}
		done <- err
	}()
	return <-done
}

// Another user of the machine does not get in, neither through the folder nor at the
// socket itself; where both are opened to them they would.
func TestAnotherUserOfTheSystem(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("a thread becomes another user of the system here, which only root may; run as root to try it")
	}
	const nobody = 65534
	dir, err := os.MkdirTemp("/tmp", "koe-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	database := filepath.Join(dir, "koe.db")
	take(t, database, nil)
	who, err := hold.Who(database)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(who.Socket)
	for _, c := range []struct {
		folder, socket os.FileMode
		in             bool
	}{{0o700, 0o600, false}, {0o755, 0o600, false}, {0o700, 0o666, false}, {0o755, 0o666, true}} {
		if c.folder != 0o700 || c.socket != 0o600 { // the first is as it was made
			if err := errors.Join(os.Chmod(folder, c.folder), os.Chmod(who.Socket, c.socket)); err != nil {
				t.Fatal(err)
			}
		}
		err := connectAs(nobody, who.Socket)
		if (err == nil) != c.in || err != nil && !errors.Is(err, syscall.EACCES) {
			t.Errorf("folder %o, socket %o: %v", c.folder, c.socket, err)
		}
	}
}
