package bolt

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"time"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
)

// copyPages is how many pages Backup copies at a time.
const copyPages = 64

// Backup implements kv.Maintainer. What is to be copied is checked first, since a copy of a hurt
// file is no backup. Free pages go out as zeros: what was deleted is not in a backup.
func (e *Engine) Backup(ctx context.Context, w io.Writer) (kv.Version, error) {
	s, m, _, err := e.pin(ctx)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	checked := audit{ctx: ctx}
	if err := checked.run(e.file, m, nil); err != nil {
		return 0, err
	}
	if err := checked.report.Err(); err != nil {
		return 0, e.note(err)
	}
	free, _, err := freePages(e.file, m)
	if err != nil {
		return 0, e.note(err)
	}
	if _, err := w.Write(append(m.page(0, m.tx), m.page(1, m.tx-1)...)); err != nil {
		return 0, fmt.Errorf("writing the backup: %w", err)
	}
	var buf []byte
	for id := uint64(2); id < m.high; id += copyPages {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if buf, err = s.reader.fill(id, min(copyPages, m.high-id), buf); err != nil {
			return 0, e.note(err)
		}
		for len(free) > 0 && free[0] < id+copyPages {
			at := int(free[0]-id) * m.pageSize
			clear(buf[at : at+m.pageSize])
			free = free[1:]
		}
		if _, err := w.Write(buf); err != nil {
			return 0, fmt.Errorf("writing the backup: %w", err)
		}
	}
	return s.version, nil
}

// page returns the meta page that stands at id and belongs to transaction tx. Both of a backup
// describe the same state.
func (m meta) page(id, tx uint64) []byte {
	b := make([]byte, m.pageSize)
	native.PutUint64(b, id)
	native.PutUint16(b[8:], metaFlag)
	c := b[headerSize:]
	native.PutUint32(c, metaMagic)
	native.PutUint32(c[4:], metaVersion)
	native.PutUint32(c[8:], uint32(m.pageSize))
	native.PutUint64(c[16:], m.root)
	native.PutUint64(c[32:], m.freelist)
	native.PutUint64(c[40:], m.high)
	native.PutUint64(c[48:], tx)
	sum := fnv.New64a()
	sum.Write(c[:56])
	native.PutUint64(c[56:], sum.Sum64())
	return b
}

// compactBytes is about how much one transaction of a compaction writes.
const compactBytes = 32 << 20

// Compact implements kv.Maintainer.
func (e *Engine) Compact(ctx context.Context, path string) error {
	s, err := e.snapshot()
	if err != nil {
		return e.note(err)
	}
	defer s.Close()
	err = publish(path, func(temporary string) error {
		return build(temporary, s.version, func(db *bbolt.DB) (tallies, error) { return s.copyTo(ctx, db) })
	})
	if err != nil {
		return e.note(fmt.Errorf("compacting into %s: %w", path, err))
	}
	return nil
}

// copyTo puts every pair into an empty file, in order and packed full, and returns what it holds
// then.
func (s *snapshot) copyTo(ctx context.Context, db *bbolt.DB) (tallies, error) {
	copied := tallies{}
	var page kv.Page
	for r, more := (kv.Range{}), true; more; {
		err := db.Update(func(tx *bbolt.Tx) error {
			var bucket *bbolt.Bucket
			var name byte
			for size := 0; more && size < compactBytes; r, more = page.Rest() {
				if err := s.Scan(ctx, r, &page); err != nil {
					return err
				}
				for _, p := range page.Pairs() {
					if _, err := kv.Unseal(p.Key, p.Value); err != nil {
						return err
					}
					if bucket == nil || name != p.Key[0] {
						var err error
						if bucket, err = tx.CreateBucketIfNotExists(p.Key[:1]); err != nil {
							return err
						}
						bucket.FillPercent, name = 1, p.Key[0]
					}
					// bbolt keeps the value until the transaction ends, and the page is used again
					// before.
					if err := bucket.Put(p.Key, bytes.Clone(p.Value)); err != nil {
						return err
					}
					copied.count(name, p.Value, +1)
					size += len(p.Key) + len(p.Value)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, t := range s.tables {
		if damage := s.tallies.differs(t.name, copied[t.name]); damage != nil {
			return nil, damage
		}
	}
	return copied, nil
}

// Stats implements kv.Maintainer.
func (e *Engine) Stats(ctx context.Context) (kv.Stats, error) {
	s, err := e.Snapshot(ctx)
	if err != nil {
		return kv.Stats{}, err
	}
	defer s.Close()
	info, err := e.file.Stat()
	if err != nil {
		return kv.Stats{}, fmt.Errorf("looking at the open database: %w", err)
	}
	pages := e.db.Stats()
	stats := kv.Stats{Version: s.Version(), FileBytes: info.Size(), FreeBytes: int64(pages.FreePageN+pages.PendingPageN) * int64(e.pageSize)}
	e.mu.Lock()
	defer e.mu.Unlock()
	stats.Fault = e.fault
	for other, since := range e.open {
		if other == s {
			continue
		}
		stats.Snapshots++
		stats.Oldest = max(stats.Oldest, time.Since(since))
	}
	return stats, nil
}
