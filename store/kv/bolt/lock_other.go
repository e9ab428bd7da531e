//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package bolt

import (
	"context"
	"io/fs"
	"os"
)

func unlock(*os.File) error { return nil }

// lock leaves locking to bbolt, which gives up after lockWait.
func lock(context.Context, *os.File, bool) error { return nil }

// errReadOnlyMount is one of the errors of permission here.
var errReadOnlyMount = fs.ErrPermission
