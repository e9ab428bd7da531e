package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// The file's format is bbolt's, version 2, and has not changed since 2013: pages of one size, each
// with a header of 16 bytes (id, flags, count of elements, pages that follow it); two meta pages
// that take turns; a page that lists the free ones; and trees of branch and leaf pages. Numbers are
// in the machine's own byte order. Within a page the elements stand first and then their keys and
// values without any gap, in order, so a wrong count or length never fits the rest; and keys
// ascend. That is checked here for every page that is read. That a page is the one its parent
// speaks of is checked where it is loaded.

const (
	headerSize  = 16 // of a page
	elementSize = 16 // of a branch or leaf element
	bucketSize  = 16 // of a bucket's entry: root page, sequence
	metaSize    = 64

	branchFlag   = 0x01
	leafFlag     = 0x02
	metaFlag     = 0x04
	freelistFlag = 0x10

	bucketEntry = 0x01 // flag of a leaf element whose value is a bucket

	metaMagic   = 0xED0CDAED
	metaVersion = 2
)

var native = binary.NativeEndian

var errNotLeaf = errors.New("it is no leaf")

// meta is the content of a meta page: where everything is, as of one transaction.
type meta struct {
	pageSize int
	root     uint64 // page of the bucket of buckets
	freelist uint64 // page that lists the free ones
	high     uint64 // the first page that was never used
	tx       uint64
}

// readMeta reads the meta page of a number from b, which begins with the page's header.
func readMeta(id uint64, b []byte) (meta, error) {
	if len(b) < headerSize+metaSize {
		return meta{}, errors.New("it is cut short")
	}
	header := b[:headerSize]
	b = b[headerSize : headerSize+metaSize]
	sum := fnv.New64a()
	sum.Write(b[:56])
	switch {
	case native.Uint64(header) != id:
		return meta{}, fmt.Errorf("it says it is page %d", native.Uint64(header))
	case native.Uint16(header[8:]) != metaFlag:
		return meta{}, fmt.Errorf("it is no meta page (flags %#x)", native.Uint16(header[8:]))
	case native.Uint32(b) != metaMagic:
		return meta{}, errors.New("it does not begin as one")
	case native.Uint32(b[4:]) != metaVersion:
		return meta{}, fmt.Errorf("its format is %d, and %d is known", native.Uint32(b[4:]), metaVersion)
	case native.Uint64(b[56:]) != sum.Sum64():
		return meta{}, errors.New("it does not match its checksum")
	}
	return meta{
		pageSize: int(native.Uint32(b[8:])),
		root:     native.Uint64(b[16:]),
		freelist: native.Uint64(b[32:]),
		high:     native.Uint64(b[40:]),
		tx:       native.Uint64(b[48:]),
	}, nil
}

// page is a checked branch or leaf page: element i may be asked for without looking again whether
// it lies inside.
type page struct {
	id   uint64
	data []byte
	leaf bool
	n    int
	more int // pages that follow and belong to it
}

// readPage checks a branch or leaf page. data may be longer than the page; id is where it was read
// from, 0 for one inside a bucket's entry.
func readPage(id uint64, data []byte, pageSize int) (page, error) {
	if len(data) < headerSize {
		return page{}, errors.New("it is cut short")
	}
	p := page{id: id, data: data, n: int(native.Uint16(data[10:])), more: int(native.Uint32(data[12:]))}
	flags := native.Uint16(data[8:])
	switch {
	case native.Uint64(data) != id:
		return page{}, fmt.Errorf("it says it is page %d", native.Uint64(data))
	case flags != leafFlag && flags != branchFlag:
		return page{}, fmt.Errorf("it is no page of keys (flags %#x)", flags)
	case flags == branchFlag && p.n == 0:
		return page{}, errors.New("it leads nowhere")
	}
	p.leaf = flags == leafFlag

	at := headerSize + p.n*elementSize
	if at > len(data) {
		return page{}, fmt.Errorf("it counts %d entries, more than fit", p.n)
	}
	var before []byte
	for i := range p.n {
		pos, key, value := p.element(i)
		if headerSize+i*elementSize+pos != at || key == 0 || key > len(data)-at || value > len(data)-at-key {
			return page{}, fmt.Errorf("entry %d of %d is not where it belongs", i, p.n)
		}
		this := data[at : at+key]
		if bytes.Compare(before, this) >= 0 {
			return page{}, fmt.Errorf("entry %d of %d is out of order", i, p.n)
		}
		before, at = this, at+key+value
	}
	if id != 0 && p.more != (max(at, 1)+pageSize-1)/pageSize-1 {
		return page{}, errors.New("its length is wrong")
	}
	return p, nil
}

// element returns where element i's key begins, counted from the element, and how long key and
// value are.
func (p page) element(i int) (pos, key, value int) {
	e := p.data[headerSize+i*elementSize:]
	if p.leaf {
		return int(native.Uint32(e[4:])), int(native.Uint32(e[8:])), int(native.Uint32(e[12:]))
	}
	return int(native.Uint32(e)), int(native.Uint32(e[4:])), 0
}

// key returns element i's key, in the page's memory.
func (p page) key(i int) []byte {
	pos, key, _ := p.element(i)
	at := headerSize + i*elementSize + pos
	return p.data[at : at+key : at+key]
}

// value returns element i's value on a leaf, in the page's memory.
func (p page) value(i int) []byte {
	pos, key, value := p.element(i)
	at := headerSize + i*elementSize + pos + key
	return p.data[at : at+value : at+value]
}

// isBucket tells whether element i of a leaf is a bucket, and bad whether its flags are ones that
// are never written.
func (p page) isBucket(i int) (bucket, bad bool) {
	flags := native.Uint32(p.data[headerSize+i*elementSize:])
	return flags == bucketEntry, flags > bucketEntry
}

// child returns the page that element i of a branch leads to.
func (p page) child(i int) uint64 {
	return native.Uint64(p.data[headerSize+i*elementSize+8:])
}

// readFreelist checks the list of free pages and returns it, ascending.
func readFreelist(id uint64, data []byte, pageSize int, high uint64) ([]uint64, error) {
	if len(data) < headerSize+8 {
		return nil, errors.New("it is cut short")
	}
	n, at, more := int(native.Uint16(data[10:])), headerSize, uint64(native.Uint32(data[12:]))
	if n == 0xffff {
		n, at = int(min(native.Uint64(data[headerSize:]), high)), headerSize+8
	}
	// The list is given room before its own pages are taken off it, so its length follows from its
	// count in one of two ways.
	room := func(n int) uint64 {
		if n >= 0xffff {
			n++
		}
		return uint64((headerSize + 8*n) / pageSize)
	}
	switch {
	case native.Uint64(data) != id:
		return nil, fmt.Errorf("it says it is page %d", native.Uint64(data))
	case native.Uint16(data[8:]) != freelistFlag:
		return nil, fmt.Errorf("it is no list of free pages (flags %#x)", native.Uint16(data[8:]))
	case more != room(n) && more != room(n+int(min(more, high))+1) || n > (len(data)-at)/8:
		return nil, errors.New("its length is wrong")
	}
	free := make([]uint64, n)
	for i := range free {
		free[i] = native.Uint64(data[at+8*i:])
		if free[i] < 2 || free[i] >= high || i > 0 && free[i] <= free[i-1] {
			return nil, fmt.Errorf("entry %d of %d is not one that can be", i, n)
		}
	}
	return free, nil
}
