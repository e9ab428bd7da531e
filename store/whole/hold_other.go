//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package whole

import "os"

// hold does nothing here: a file that is open cannot be removed.
func hold(*os.File) error { return nil }

// syncList does nothing here: the system brings names to the disk by itself and
// refuses to be asked.
func syncList(*os.File) error { return nil }
