package search

// A mapping is a segment's bytes in a file. It lasts while something holds it: whoever reads its
// bytes holds the segment.
type mapping struct{ data []byte }
