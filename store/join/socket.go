package join

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"koe/store/hold"
)

const (
	socketName = "socket"
	// longest is the longest path that every system takes for a socket.
	longest = 100
	// elsewhere begins the folders of sockets whose own place has too long a path.
	elsewhere = "koe-"
)

// folderOf is the folder of a database's socket: its owner's alone, whatever the
// folder is that the database lies in.
func folderOf(database string) string { return database + ".join" }

// listen makes the socket of a database that is held, and takes away what a
// holder left behind that was killed. Only who holds the lock comes here.
func listen(h *hold.Hold, database string) (l net.Listener, path string, err error) {
	sweep(h.Left())
	folder := folderOf(database)
	path = filepath.Join(folder, socketName)
	if len(path) > longest {
		if folder, err = os.MkdirTemp("", elsewhere); err != nil {
			return nil, "", fmt.Errorf("make a socket: %w", err)
		}
		path = filepath.Join(folder, socketName)
	} else if err := private(folder); err != nil {
		return nil, "", fmt.Errorf("make a socket: %w", err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, "", fmt.Errorf("make a socket: %w", err)
	}
	if l, err = net.Listen("unix", path); err != nil {
		return nil, "", fmt.Errorf("make a socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, "", errors.Join(fmt.Errorf("make a socket: %w", err), l.Close())
	}
	return l, path, nil
}

// private makes a folder that is this user's alone, or makes sure that it is.
func private(folder string) error {
	if err := os.Mkdir(folder, 0o700); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() || !ownedByUs(info) {
		return fmt.Errorf("%s: %w", folder, fs.ErrPermission) // somebody else put it there
	}
	return os.Chmod(folder, 0o700)
}

// sweep takes away a socket that nobody listens at, and its folder where that was
// made for it.
func sweep(path string) {
	if path == "" || filepath.Base(path) != socketName {
		return
	}
	_ = os.Remove(path)
	if folder := filepath.Dir(path); strings.HasPrefix(filepath.Base(folder), elsewhere) {
		_ = os.Remove(folder)
	}
}
