//go:build unix

package join

import (
	"io/fs"
	"os"
	"syscall"
)

// ownedByUs reports whether a file is of the user who runs this program.
func ownedByUs(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}
