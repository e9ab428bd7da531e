package bolt

import "koe/store/kv"

// mostPages is how many pages a value of the greatest size takes, and some.
const mostPages = kv.MaxValue/512 + 64

// bytesOf reads a page with what it says that follows, as far as that is there.
func (s *salvager) bytesOf(id uint64) []byte {
	b, err := s.reader.fill(id, 1, nil)
	if err != nil {
		return nil
	}
	if more := uint64(native.Uint32(b[12:])); more > 0 && more < mostPages && id+more < s.reader.high {
		if all, err := s.reader.fill(id, more+1, nil); err == nil {
			return all
		}
	}
	return b
}

// scraps finds the pairs on a page of which nothing else is believed: an entry
// counts where its key belongs to its value by the seal, wherever it stands. A
// small table lies within an entry of another page, so nothing is aligned.
func (s *salvager) scraps(data []byte, found func(kv.Pair) error) error {
	for at := 0; at+elementSize <= len(data); at++ {
		if native.Uint32(data[at:]) != 0 { // the flags of a pair
			continue
		}
		pos, key, value := int(native.Uint32(data[at+4:])), int(native.Uint32(data[at+8:])), int(native.Uint32(data[at+12:]))
		if pos < elementSize || key == 0 || key > kv.MaxKey || value < kv.SealSize || pos > len(data)-at || key > len(data)-at-pos || value > len(data)-at-pos-key {
			continue
		}
		k, v := data[at+pos:at+pos+key], data[at+pos+key:at+pos+key+value]
		if _, err := kv.Unseal(k, v); err != nil {
			continue
		}
		if err := found(kv.Pair{Key: k, Value: v}); err != nil {
			return err
		}
	}
	return nil
}

// children are the pages to which the entries of a branch lead, as far as they
// can be read; of a page that is none they mean nothing, and their pages are
// looked at all the same.
func children(data []byte) (ids []uint64) {
	if len(data) < headerSize || native.Uint16(data[8:])&leafFlag != 0 {
		return nil
	}
	for at := headerSize; at+elementSize <= len(data); at += elementSize {
		pos, key := int(native.Uint32(data[at:])), int(native.Uint32(data[at+4:]))
		if pos < elementSize || key == 0 || key > kv.MaxKey || pos > len(data)-at || key > len(data)-at-pos {
			continue
		}
		ids = append(ids, native.Uint64(data[at+8:]))
	}
	return ids
}
