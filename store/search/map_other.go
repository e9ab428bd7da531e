//go:build !unix

package search

import "os"

// mapFile reads a run of a file where there is no mapping.
func mapFile(f *os.File, from int64, size int) (*mapping, error) {
	m := &mapping{data: make([]byte, size)}
	_, err := f.ReadAt(m.data, from)
	return m, err
}
