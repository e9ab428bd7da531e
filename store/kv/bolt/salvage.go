package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"koe/store/kv"
)

// Salvage reads what is left of the file at path, which no engine needs to be able to open, and
// calls found with every pair whose seal holds: first those of the newest state, then what stands
// on its hurt pages, then what is left elsewhere and has a key that may be missing or, where the
// newest state cannot be told, any. A key may be
// found several times beyond the first kind. It returns what is hurt, and changes nothing. The
// pairs are valid during the call. A file that an engine has open fails with kv.ErrLocked.
func Salvage(ctx context.Context, path string, found func(kv.Pair, kv.Origin) error) (kv.Report, error) {
	file, err := os.Open(path)
	if err != nil {
		return kv.Report{}, fmt.Errorf("reading the database: %w", err)
	}
	defer file.Close()
	waiting, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if err := lock(waiting, file, true); err != nil {
		return kv.Report{}, fmt.Errorf("reading the database %s: %w", path, err)
	}
	defer unlock(file)
	info, err := file.Stat()
	if err != nil {
		return kv.Report{}, fmt.Errorf("reading the database: %w", err)
	}
	m, hurt := readMetas(file)
	s := salvager{ctx: ctx, found: found, nowhere: len(hurt) > 1, before: len(hurt) == 1, read: tallies{}, doubt: map[byte]bool{}}
	for _, h := range hurt {
		s.report.Add(kv.Hurt{Damage: *h})
	}
	if s.nowhere {
		m.pageSize = guessPageSize(file)
	}
	m.high = uint64(info.Size()) / uint64(m.pageSize) // what lies beyond the newest state is looked at too
	s.reader = newReader(source{file: file, pageSize: m.pageSize, high: m.high})
	s.seen = make([]bool, m.high)
	if !s.nowhere {
		if err := s.tables(m.root); err != nil {
			return s.report, err
		}
	}
	if err := s.torn(); err != nil {
		return s.report, err
	}
	return s.report, s.rest()
}

// guessPageSize is the size at which the most pages say their own number.
func guessPageSize(file *os.File) int {
	best, size := -1, 4096
	for _, try := range []int{4096, 16384, 65536, 1024, 2048, 8192, 32768} {
		fits := 0
		b := make([]byte, headerSize)
		for id := range uint64(64) {
			if _, err := file.ReadAt(b, int64(id)*int64(try)); err == nil && id > 0 && native.Uint64(b) == id {
				fits++
			}
		}
		if fits > best {
			best, size = fits, try
		}
	}
	return size
}

// A salvager reads what is left of a file.
type salvager struct {
	ctx     context.Context
	found   func(kv.Pair, kv.Origin) error
	reader  *reader
	report  kv.Report
	nowhere bool   // no meta page says where anything is
	before  bool   // the meta page that is whole may speak of the state before the newest
	seen    []bool // pages that were read as part of the newest state
	hurt    []uint64
	lost    []bounds // keys that may be missing
	pages   int
	read    tallies       // of the pairs on whole pages
	doubt   map[byte]bool // tables in which an older page may stand for a newer one
}

// lose notes a page that is hurt and the keys that may be missing with it.
func (s *salvager) lose(id uint64, b bounds, err error) error {
	if !errors.Is(err, kv.ErrDamaged) {
		return err
	}
	d := &kv.Damage{}
	if !errors.As(err, &d) {
		d = damaged(id, err.Error())
	}
	s.report.Add(kv.Hurt{Damage: *d, From: bytes.Clone(b.lo), To: bytes.Clone(b.hi)})
	s.lost = append(s.lost, bounds{lo: bytes.Clone(b.lo), hi: bytes.Clone(b.hi)})
	if id >= 2 && id < uint64(len(s.seen)) && !s.seen[id] {
		s.seen[id] = true
		s.hurt = append(s.hurt, id)
	}
	return nil
}

// tables walks every table of the newest state. Where a table does not hold what
// was written to it last, an older page may stand in the place of a newer one.
func (s *salvager) tables(root uint64) error {
	var mine *tree
	err := s.eachTable(root, &mine)
	if err != nil || mine == nil {
		return err
	}
	written, err := s.reader.readOwn(mine)
	if err != nil { // nothing tells what should be there
		return nil
	}
	for table := range written.tallies {
		if damage := written.tallies.differs(table, s.read[table]); damage != nil {
			s.doubt[table] = true
			all := kv.Prefix([]byte{table})
			s.report.Add(kv.Hurt{Damage: *damage, From: all.From, To: all.To})
			s.lost = append(s.lost, bounds{lo: all.From, hi: all.To})
		}
	}
	return nil
}

func (s *salvager) eachTable(root uint64, mine **tree) error {
	return s.walk(root, bounds{}, 0, func(p page, i int) error {
		t, damage := readBucket(p, i, s.reader.pageSize)
		name := bytes.Clone(p.key(i))
		switch {
		case damage != nil:
			all := kv.Prefix(name)
			s.hurt = append(s.hurt, p.id) // a small table stands whole in its entry
			return s.lose(0, bounds{lo: all.From, hi: all.To}, damage)
		case bytes.Equal(name, ownBucket):
			*mine = &t
			return nil
		case len(name) != 1:
			return nil
		case t.inline != nil:
			return s.pairs(*t.inline)
		}
		return s.walk(t.root, t.bounds, 1, s.pair)
	})
}

// walk visits the elements of the whole leaves of a tree.
func (s *salvager) walk(id uint64, b bounds, depth int, visit func(p page, i int) error) error {
	if err := s.tick(); err != nil {
		return err
	}
	p, err := s.reader.load(id, b)
	if err == nil && (depth == maxDepth || s.seen[id]) {
		err = damaged(id, "the way to it does not end")
	}
	if err != nil {
		return s.lose(id, b, err)
	}
	for more := id; more <= id+uint64(p.more) && more < uint64(len(s.seen)); more++ {
		s.seen[more] = true
	}
	if p.leaf {
		p.data = bytes.Clone(p.data) // visiting may read other pages
		for i := range p.n {
			if err := visit(p, i); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range p.n {
		child, within := (frame{page: p, i: i, bounds: b}).child()
		if err := s.walk(child, within, depth+1, visit); err != nil {
			return err
		}
	}
	return nil
}

func (s *salvager) pairs(p page) error {
	for i := range p.n {
		if err := s.pair(p, i); err != nil {
			return err
		}
	}
	return nil
}

// pair hands on a pair of a whole page. One whose seal does not hold is lost, and
// it may be the key that is hurt: what lies between its neighbours may be missing.
func (s *salvager) pair(p page, i int) error {
	key := p.key(i)
	if value, err := p.pair(i); err != nil {
		return s.lose(0, between(p, i), err)
	} else if _, err := kv.Unseal(key, value); err != nil {
		return s.lose(0, between(p, i), err)
	} else {
		s.read.count(key[0], value, +1)
		return s.found(kv.Pair{Key: key, Value: value}, kv.Sound)
	}
}

// between are the keys after the pair before one, and before the pair after it.
func between(p page, i int) bounds {
	table := kv.Prefix(p.key(i)[:1])
	b := bounds{lo: table.From, hi: table.To}
	if i > 0 {
		b.lo = append(bytes.Clone(p.key(i-1)), 0)
	}
	if i+1 < p.n {
		b.hi = p.key(i + 1)
	}
	return b
}

// torn hands on what the hurt pages of the newest state still hold, and what the
// pages hold to which a hurt branch leads.
func (s *salvager) torn() error {
	for len(s.hurt) > 0 {
		id := s.hurt[0]
		s.hurt = s.hurt[1:]
		if err := s.tick(); err != nil {
			return err
		}
		data := s.bytesOf(id)
		err := s.scraps(data, func(p kv.Pair) error {
			if isOwn(p.Key) {
				return nil
			}
			return s.found(p, s.origin(kv.Torn, p.Key))
		})
		if err != nil {
			return err
		}
		for _, child := range children(data) {
			if child < 2 || child >= uint64(len(s.seen)) || s.seen[child] {
				continue
			}
			s.seen[child] = true
			s.hurt = append(s.hurt, child) // whole or hurt, what is on it is held against its seals
		}
	}
	return nil
}

// rest hands on what stands on all other pages and may be missing.
func (s *salvager) rest() error {
	all := s.nowhere || s.before
	if !all && len(s.lost) == 0 {
		return nil
	}
	for id := uint64(2); id < uint64(len(s.seen)); id++ {
		if s.seen[id] {
			continue
		}
		if err := s.tick(); err != nil {
			return err
		}
		err := s.scraps(s.bytesOf(id), func(p kv.Pair) error {
			if isOwn(p.Key) || !all && !s.mayMiss(p.Key) {
				return nil
			}
			return s.found(p, s.origin(kv.Left, p.Key))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// origin is that of a pair which was not found on a whole page.
func (s *salvager) origin(o kv.Origin, key []byte) kv.Origin {
	if s.before || s.doubt[key[0]] {
		return kv.Instead
	}
	return o
}

// isOwn reports a key of the engine's own bucket, which is no table's.
func isOwn(key []byte) bool {
	return bytes.Equal(key, formatKey) || bytes.Equal(key, versionKey) || bytes.Equal(key, talliesKey)
}

func (s *salvager) mayMiss(key []byte) bool {
	for _, b := range s.lost {
		if bytes.Compare(key, b.lo) >= 0 && (b.hi == nil || bytes.Compare(key, b.hi) < 0) {
			return true
		}
	}
	return false
}

func (s *salvager) tick() error {
	if s.pages++; s.pages%progressEvery == 0 {
		return s.ctx.Err()
	}
	return nil
}
