//go:build unix

package search

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// mapFile maps a run of a file for as long as the mapping is in use.
func mapFile(f *os.File, from int64, size int) (*mapping, error) {
	data, err := unix.Mmap(int(f.Fd()), from, size, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	m := &mapping{data: data}
	runtime.AddCleanup(m, func(data []byte) { unix.Munmap(data) }, data)
	return m, nil
}
