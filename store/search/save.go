package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"github.com/fxamacker/cbor/v2"
)

// writeStep is how much is written between two syncs, so that a great segment never holds up the
// database's own.
const writeStep = 4 << 20

// append writes a segment at the file's end and gives the part its place there.
func (w *file) append(p *part, data []byte) (*part, error) {
	from := w.end
	for at := 0; at < len(data); at += writeStep {
		if _, err := w.f.WriteAt(data[at:min(at+writeStep, len(data))], from+int64(at)); err != nil {
			return nil, err
		}
		if err := w.f.Sync(); err != nil {
			return nil, err
		}
	}
	w.end = (from + int64(len(data)) + align - 1) / align * align
	if err := w.f.Truncate(w.end); err != nil {
		return nil, err
	}
	keep, err := mapFile(w.f, from, len(data))
	if err != nil {
		return nil, err
	}
	seg, err := openSegment(keep.data)
	if err != nil {
		return nil, err
	}
	seg.mapped(keep)
	q := newPart(seg, p.dead, p.first, p.last)
	q.at = extent{from, len(data)}
	return q, nil
}

// commit makes the view's parts, all of which are in the file, what the file holds.
func (w *file) commit(v *view) error {
	c := contents{Format: format, Desk: w.desk, Event: v.event, Mark: v.mark[:], Floor: uint64(v.floor)}
	for _, p := range v.parts {
		s := storedSegment{From: p.at.from, Size: p.at.size, First: uint64(p.first), Last: uint64(p.last)}
		for _, word := range p.dead {
			s.Dead = binary.LittleEndian.AppendUint64(s.Dead, word)
		}
		c.Segments = append(c.Segments, s)
	}
	table, err := cbor.Marshal(c)
	if err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	if _, err := w.f.WriteAt(table, w.end); err != nil {
		return err
	}
	if err := w.f.Sync(); err != nil {
		return err
	}
	w.seq++
	slot := append(make([]byte, 0, slotUsed), slotMagic...)
	slot = binary.LittleEndian.AppendUint64(slot, w.seq)
	slot = binary.LittleEndian.AppendUint64(slot, uint64(w.end))
	slot = binary.LittleEndian.AppendUint32(slot, uint32(len(table)))
	slot = binary.LittleEndian.AppendUint32(slot, crc32.Checksum(table, castagnoli))
	slot = binary.LittleEndian.AppendUint32(slot, crc32.Checksum(slot, castagnoli))
	if _, err := w.f.WriteAt(slot, int64(w.seq%2)*slotSize); err != nil {
		return err
	}
	w.end = (w.end + int64(len(table)) + align - 1) / align * align
	return w.f.Sync()
}

// garbage is how much of the file no part of the view needs.
func (w *file) garbage(v *view) int64 {
	left := w.end - align
	for _, p := range v.parts {
		left -= (int64(p.at.size) + align - 1) / align * align
	}
	return left
}

// unsaved is how many living issues are in memory alone.
func (x *indexer) unsaved() int {
	n := 0
	for _, p := range x.view().parts {
		if p.at.size == 0 {
			n += p.alive
		}
	}
	return n
}

// save writes what is in memory alone to the file.
func (x *indexer) save() error {
	v := x.view()
	if x.file == nil || !v.begun() || v.event == x.saved && x.unsaved() == 0 {
		return nil
	}
	return x.publishSaved(v)
}

// publishSaved writes a view's parts that are in memory alone, merges what has become many, and
// publishes the view.
func (x *indexer) publishSaved(v *view) (err error) {
	if x.file == nil {
		x.index.publish(v)
		return nil
	}
	for _, p := range v.parts {
		if p.at.size > 0 {
			continue
		}
		data := p.seg.bytes
		if p.dead != nil {
			data = merge([]*part{p})
			p2 := inMemory(data)
			v = v.replaced([]*part{p}, p2)
			p = p2
		}
		q, err := x.file.append(p, data)
		if err != nil {
			return err
		}
		v = v.replaced([]*part{p}, q)
	}
	if v, err = x.tidy(v); err != nil {
		return err
	}
	if err := x.file.commit(v); err != nil {
		return err
	}
	x.saved, x.savedAt = v.event, x.now()
	x.index.publish(v)
	return nil
}

// tidy merges parts of the file that are of like size, and those of which half has died; when
// garbage outweighs what is needed, everything moves into a new file.
func (x *indexer) tidy(v *view) (*view, error) {
	for {
		old := alike(v, func(p *part) bool { return p.alive < maxDocs/2 })
		for _, p := range v.parts {
			if old == nil && p.alive < p.seg.docs/2 {
				old = []*part{p}
			}
		}
		if old == nil {
			break
		}
		data := merge(old)
		p, err := x.file.append(inMemory(data), data)
		if err != nil {
			return nil, err
		}
		v = v.replaced(old, p)
	}
	var needed int64
	for _, p := range v.parts {
		needed += int64(p.at.size)
	}
	if x.file.garbage(v) <= needed/2+16*align {
		return v, nil
	}
	return x.move(v)
}

// move writes all parts of a view into a new file and puts that in the old one's place.
func (x *indexer) move(v *view) (*view, error) {
	path := x.file.path
	next, err := createFile(filepath.Clean(path)+".new", x.file.desk)
	if err != nil {
		return nil, err
	}
	w := &view{event: v.event, mark: v.mark, floor: v.floor}
	for _, p := range v.parts {
		q, err := next.append(p, p.seg.bytes)
		if err != nil {
			next.close()
			os.Remove(next.path)
			return nil, err
		}
		w.parts = append(w.parts, q)
	}
	w.order()
	if err = next.commit(w); err == nil {
		err = os.Rename(next.path, path)
	}
	if err != nil {
		next.close()
		os.Remove(next.path)
		return nil, err
	}
	x.file.close()
	next.path = path
	x.file = next
	return w, nil
}
