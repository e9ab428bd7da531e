package search

import "hash/crc32"

// A mapping is a segment's bytes in a file. It lasts while something holds it: whoever reads its bytes holds the part.
type mapping struct{ data []byte }

// sound reads all bytes and reports whether they have the checksum.
func (m *mapping) sound(sum uint32) bool { return crc32.Checksum(m.data, castagnoli) == sum }
