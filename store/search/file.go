package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
)

// The file begins with two slots of which the one written last and whole counts: it says where the
// table of contents stands. Segments and tables follow, each at a multiple of align, and are never
// written over; what no table names any more is garbage, and much of it makes the file be written
// anew.
const (
	slotMagic = "koefind1"
	slotSize  = 4096
	slotUsed  = 8 + 8 + 8 + 4 + 4 + 4 // magic, sequence, place, length and checksum of the table, checksum of the slot
	align     = 64 << 10              // of segments: a multiple of any system's page
)

// format is raised whenever what is listed changes: a facet, its value, how text is folded or taken
// apart. Files of another format are built anew.
const format = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// An extent is a run of bytes of the file.
type extent struct {
	from int64
	size int
}

// contents is the table of contents, as it is written.
type contents struct {
	Format   int             `cbor:"1,keyasint"`
	Desk     model.ID        `cbor:"2,keyasint"`
	Event    uint64          `cbor:"3,keyasint"`
	Floor    uint64          `cbor:"4,keyasint"`
	Segments []storedSegment `cbor:"5,keyasint"`
	Mark     []byte          `cbor:"6,keyasint"` // the hash of the event
}

type storedSegment struct {
	From int64  `cbor:"1,keyasint"`
	Size int    `cbor:"2,keyasint"`
	Dead []byte `cbor:"3,keyasint,omitempty"` // the set's words, little-endian
	// First and Last are the numbers it begins and ends with.
	First uint64 `cbor:"4,keyasint"`
	Last  uint64 `cbor:"5,keyasint"`
}

// A file keeps segments.
type file struct {
	f    *os.File
	path string
	desk model.ID
	seq  uint64
	end  int64
}

// createFile begins an empty file in place of any that is there.
func createFile(path string, desk model.ID) (*file, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &file{f: f, path: path, desk: desk, end: align}, nil
}

// openFile opens a file and the view it holds: segments are held against
// their checksums when they are read.
func openFile(path string, desk model.ID) (*file, *view, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, err
	}
	w := &file{f: f, path: path, desk: desk}
	v, err := w.read()
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("open search index: %w", err)
	}
	return w, v, nil
}

func (w *file) read() (*view, error) {
	table, err := w.table()
	if err != nil {
		return nil, err
	}
	var c contents
	if err := cbor.Unmarshal(table, &c); err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	if c.Desk != w.desk || c.Format != format {
		return nil, errors.New("it belongs to another desk, or another version of koe wrote it")
	}
	if c.Floor < 1 || c.Floor > uint64(maxNumber)+1 {
		return nil, errDamaged
	}
	v := &view{event: c.Event, floor: model.Number(c.Floor)}
	copy(v.mark[:], c.Mark)
	info, err := w.f.Stat()
	if err != nil {
		return nil, err
	}
	w.end = (info.Size() + align - 1) / align * align
	for _, s := range c.Segments {
		p, err := w.part(s, info.Size())
		if err != nil {
			return nil, err
		}
		v.parts = append(v.parts, p)
	}
	v.order()
	return v, nil
}

// part maps a segment that the table names.
func (w *file) part(s storedSegment, size int64) (*part, error) {
	if s.From < slotSize || s.From%align != 0 || s.Size <= 0 || s.From > size-int64(s.Size) {
		return nil, errDamaged
	}
	keep, err := mapFile(w.f, s.From, s.Size)
	if err != nil {
		return nil, err
	}
	seg, err := openSegment(keep.data)
	if err != nil {
		return nil, err
	}
	var dead set
	if len(s.Dead) > 0 {
		if len(s.Dead) != (seg.docs+63)/64*8 {
			return nil, errDamaged
		}
		dead = newSet(seg.docs)
		for i := range dead {
			dead[i] = binary.LittleEndian.Uint64(s.Dead[8*i:])
		}
		dead.trim(seg.docs)
	}
	seg.mapped(keep)
	p := newPart(seg, dead, model.Number(s.First), model.Number(s.Last))
	p.at = extent{s.From, s.Size}
	return p, nil
}

// table reads the table of contents that counts.
func (w *file) table() ([]byte, error) {
	var best []byte
	for i := range int64(2) {
		slot := make([]byte, slotUsed)
		if _, err := w.f.ReadAt(slot, i*slotSize); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		sum := binary.LittleEndian.Uint32(slot[slotUsed-4:])
		if string(slot[:8]) != slotMagic || sum != crc32.Checksum(slot[:slotUsed-4], castagnoli) {
			continue
		}
		seq := binary.LittleEndian.Uint64(slot[8:])
		if seq <= w.seq {
			continue
		}
		from, size := binary.LittleEndian.Uint64(slot[16:]), binary.LittleEndian.Uint32(slot[24:])
		if size > maxTable || from > 1<<62 {
			continue
		}
		table := make([]byte, size)
		if _, err := w.f.ReadAt(table, int64(from)); err != nil || crc32.Checksum(table, castagnoli) != binary.LittleEndian.Uint32(slot[28:]) {
			continue
		}
		w.seq, best = seq, table
	}
	if best == nil {
		return nil, errDamaged
	}
	return best, nil
}

const maxTable = 64 << 20

func (w *file) close() error { return w.f.Close() }
