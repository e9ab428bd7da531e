package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"koe/store/kv"
)

// source reads the pages of one state of the file. bbolt would map the file and trust what it finds
// there; a branch that leads back to itself is then an endless recursion, which nothing in Go can
// recover from. Reading for ourselves costs a copy of four kilobytes and can go wrong only in an
// error.
type source struct {
	file     io.ReaderAt
	pageSize int
	high     uint64 // pages from here on belong to no tree
}

// raw returns a page with the pages that follow and belong to it, in buf's memory where that is
// large enough.
func (s source) raw(id uint64, buf []byte) ([]byte, error) {
	if id < 2 || id >= s.high {
		return nil, damaged(id, "it lies outside the file's pages")
	}
	buf, err := s.fill(id, 1, buf)
	if err != nil {
		return nil, err
	}
	if more := uint64(native.Uint32(buf[12:])); more > 0 {
		if more >= s.high-id {
			return nil, damaged(id, "its length is wrong")
		}
		return s.fill(id, more+1, buf)
	}
	return buf, nil
}

// fill reads n pages from id on.
func (s source) fill(id, n uint64, buf []byte) ([]byte, error) {
	size := int(n) * s.pageSize
	buf = slices.Grow(buf[:0], size)[:size]
	got, err := s.file.ReadAt(buf, int64(id)*int64(s.pageSize))
	switch {
	case got == size:
		return buf, nil
	case errors.Is(err, os.ErrClosed):
		return nil, kv.ErrClosed
	case err == io.EOF:
		return nil, damaged(id, "the file ends before it does")
	default:
		return nil, damaged(id, fmt.Sprintf("it cannot be read: %v", err))
	}
}

// page reads and checks a branch or leaf page into buf.
func (s source) page(id uint64, buf []byte) (page, error) {
	data, err := s.raw(id, buf)
	if err != nil {
		return page{}, err
	}
	p, err := readPage(id, data, s.pageSize)
	if err != nil {
		return page{}, damaged(id, err.Error())
	}
	return p, nil
}

// damaged names a page that is hurt.
func damaged(id uint64, what string) *kv.Damage {
	return &kv.Damage{Where: fmt.Sprintf("page %d", id), What: what}
}

// readMetas reads both meta pages. The newer one that is whole counts; hurt tells of the ones that
// are not.
func readMetas(file io.ReaderAt) (newest meta, hurt []*kv.Damage) {
	found := false
	// The second meta page stands one page in, and only a meta page says how large a page is: try
	// what machines use when the first is hurt.
	read := func(id uint64, at int64) (meta, error) {
		b := make([]byte, headerSize+metaSize)
		if _, err := file.ReadAt(b, at); err != nil {
			return meta{}, fmt.Errorf("it cannot be read: %w", err)
		}
		m, err := readMeta(id, b)
		if err == nil && (m.pageSize < 512 || m.pageSize > 1<<20 || m.high < 4) {
			err = fmt.Errorf("pages of %d bytes cannot be", m.pageSize)
		}
		if err == nil && (!found || m.tx > newest.tx) {
			newest, found = m, true
		}
		return m, err
	}
	sizes := []int64{4 << 10, 16 << 10, 64 << 10, 1 << 10, 2 << 10, 8 << 10, 32 << 10}
	first, err := read(0, 0)
	if err != nil {
		hurt = append(hurt, &kv.Damage{Where: "meta page 0", What: err.Error()})
	} else {
		sizes = []int64{int64(first.pageSize)}
	}
	for i, size := range sizes {
		second, err := read(1, size)
		if err == nil && len(hurt) == 0 && second.tx == first.tx {
			// They take turns: the one that is not where its transaction writes was put there by no
			// change, and what stood there is gone.
			id := 1 - first.tx%2
			hurt = append(hurt, &kv.Damage{Where: fmt.Sprintf("meta page %d", id), What: "it is the other one again"})
		}
		if err == nil {
			break
		}
		if i == len(sizes)-1 {
			hurt = append(hurt, &kv.Damage{Where: "meta page 1", What: err.Error()})
		}
	}
	return newest, hurt
}
