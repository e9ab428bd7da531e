package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"koe/store/kv"
)

// Verify implements kv.Maintainer.
func (e *Engine) Verify(ctx context.Context, progress func(kv.Progress)) (kv.Report, error) {
	s, m, hurt, err := e.pin(ctx)
	if err != nil {
		return kv.Report{}, err
	}
	defer s.Close()
	a := audit{ctx: ctx, progress: progress}
	a.report.Version = s.version
	if err := a.run(e.file, m, hurt); err != nil {
		return kv.Report{}, err
	}
	if err := a.report.Err(); err != nil {
		e.setFault(err, false)
	} else {
		e.lift()
		e.adopt(ctx, a)
	}
	return a.report, nil
}

// adopt takes over the tallies of a clean check, for a file that has none yet. The next change
// writes them, unless one was made while the check ran.
func (e *Engine) adopt(ctx context.Context, a audit) {
	if e.lockWriting(ctx) != nil {
		return
	}
	defer e.unlockWriting()
	if e.tallies == nil && e.version == a.report.Version {
		e.tallies = a.read
	}
}

// pin takes a snapshot together with the meta page that describes it.
func (e *Engine) pin(ctx context.Context) (*snapshot, meta, []*kv.Damage, error) {
	if err := e.lockWriting(ctx); err != nil {
		return nil, meta{}, nil, err
	}
	defer e.unlockWriting()
	s, err := e.snapshot()
	if err != nil {
		return nil, meta{}, nil, e.note(err)
	}
	m, hurt := readMetas(e.file)
	return s, m, hurt, nil
}

// Check reads the file at path, which no engine needs to be able to open, and reports everything
// that is hurt. It is for files that Open refuses; one that an engine has open fails with
// kv.ErrLocked.
func Check(ctx context.Context, path string, progress func(kv.Progress)) (kv.Report, error) {
	file, err := os.Open(path)
	if err != nil {
		return kv.Report{}, fmt.Errorf("checking the database: %w", err)
	}
	defer file.Close()
	waiting, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if err := lock(waiting, file, true); err != nil { // what somebody writes meanwhile would pass for damage
		return kv.Report{}, fmt.Errorf("checking the database %s: %w", path, err)
	}
	defer unlock(file)
	a := audit{ctx: ctx, progress: progress}
	m, hurt := readMetas(file)
	err = a.run(file, m, hurt)
	return a.report, err
}

// audit reads a whole state of the file: that every page is whole, in order and used exactly once,
// and that every value matches its seal.
type audit struct {
	ctx      context.Context
	progress func(kv.Progress)
	report   kv.Report

	reader *reader
	seen   []bool // pages in use, by id
	free   []bool // pages listed as free
	done   kv.Progress
	holes  bool // a page could not be read, so what it leads to was not seen
	pages  int
	read   tallies
}

// progressEvery is after how many pages progress is told and the context asked.
const progressEvery = 256

func (a *audit) run(file *os.File, m meta, hurt []*kv.Damage) error {
	for _, h := range hurt {
		a.hurt(h, nil, nil)
	}
	if len(hurt) > 1 {
		return nil // nothing says where the rest is
	}
	if info, err := file.Stat(); err != nil {
		return fmt.Errorf("checking the database: %w", err)
	} else if last := uint64(info.Size()) / uint64(m.pageSize); last < m.high {
		a.hurt(&kv.Damage{Where: "the file", What: fmt.Sprintf("it is cut short: %d pages of %d", last, m.high)}, nil, nil)
		a.holes = true
		m.high = max(last, 2)
	}
	a.reader = newReader(source{file: file, pageSize: m.pageSize, high: m.high})
	a.seen, a.free = make([]bool, m.high), make([]bool, m.high)
	a.seen[0], a.seen[1] = true, true
	if err := a.readFree(file, m); err != nil {
		return err
	}
	if err := a.tables(m.root); err != nil {
		return err
	}
	a.accounts()
	return nil
}

// readFree reads the list of free pages, whose own pages are in use.
func (a *audit) readFree(file *os.File, m meta) error {
	list, more, err := freePages(file, m)
	switch {
	case errors.Is(err, kv.ErrDamaged):
		a.holes = true
		a.hurt(err, nil, nil)
		return nil
	case err != nil:
		return err
	}
	for _, id := range list {
		a.free[id] = true
	}
	a.use(m.freelist, more)
	a.done.Total = int64(m.high-uint64(len(list))) * int64(m.pageSize)
	return nil
}

// tables walks the bucket of buckets and every bucket in it.
func (a *audit) tables(root uint64) error {
	type named struct {
		name []byte
		tree
	}
	var all []named
	var mine *tree
	err := a.walk(&tree{root: root}, func(p page, i int) {
		name := bytes.Clone(p.key(i))
		t, damage := readBucket(p, i, a.reader.pageSize)
		switch {
		case damage != nil:
			a.holes = true
			a.hurt(damage, kv.Prefix(name).From, kv.Prefix(name).To)
			return
		case bytes.Equal(name, ownBucket):
			mine = &t
		case len(name) != 1:
			a.hurt(&kv.Damage{Where: fmt.Sprintf("table %x", name), What: "koe has no such table"}, nil, nil)
		}
		all = append(all, named{name, t})
	})
	if err != nil {
		return err
	}
	if mine == nil {
		if !a.holes {
			a.hurt(&kv.Damage{Where: "the file", What: "it is no database of koe's"}, nil, nil)
		}
		mine = &tree{inline: &page{leaf: true}}
	}
	written, err := a.readOwn(mine)
	if err != nil {
		return err
	}
	there := map[byte]bool{}
	a.read = tallies{}
	for _, t := range all {
		before := a.findings()
		counted := len(t.name) == 1
		if err := a.walk(&t.tree, func(p page, i int) { a.pair(p, i, counted) }); err != nil {
			return err
		}
		if !counted {
			continue
		}
		there[t.name[0]] = true
		if damage := written.differs(t.name[0], a.read[t.name[0]]); damage != nil && a.findings() == before {
			a.hurt(damage, t.lo, t.hi)
		}
	}
	if missing := written.without(func(table byte) bool { return there[table] }); missing != nil && !a.holes {
		a.hurt(missing, nil, nil)
	}
	return nil
}

// readOwn reads the tallies that the engine's bucket holds. What is hurt in it is noted.
func (a *audit) readOwn(mine *tree) (tallies, error) {
	o, err := a.reader.readOwn(mine)
	switch {
	case errors.Is(err, kv.ErrNewer): // its pages can be checked all the same
	case !errors.Is(err, kv.ErrDamaged):
		return o.tallies, err
	case !a.holes:
		a.hurt(err, nil, nil)
	}
	return nil, nil
}

func (a *audit) findings() int { return len(a.report.Hurt) + a.report.More }

// pair checks a value.
func (a *audit) pair(p page, i int, counted bool) {
	key := p.key(i)
	if bucket, bad := p.isBucket(i); bucket || bad {
		a.hurt(damaged(p.id, "an entry is marked as what it cannot be"), key, append(bytes.Clone(key), 0))
		return
	}
	value := p.value(i)
	if counted {
		a.read.count(key[0], value, +1)
		a.report.Keys++
		a.report.Bytes += int64(len(key) + len(value))
	}
	if _, err := kv.Unseal(key, value); err != nil {
		a.hurt(err, key, append(bytes.Clone(key), 0))
	}
}

// walk visits the elements of all leaves of a tree. Pages that are hurt are noted and left out.
func (a *audit) walk(t *tree, visit func(p page, i int)) error {
	if t.inline != nil {
		visitAll(*t.inline, visit)
		return nil
	}
	return a.page(t.root, t.bounds, 0, visit)
}

func visitAll(p page, visit func(p page, i int)) {
	for i := range p.n {
		visit(p, i)
	}
}

func (a *audit) page(id uint64, b bounds, depth int, visit func(p page, i int)) error {
	if err := a.tick(); err != nil {
		return err
	}
	p, err := a.reader.load(id, b)
	if err == nil && depth == maxDepth {
		err = damaged(id, "the way to it does not end")
	}
	if err == nil && p.n == 0 && depth > 0 {
		err = damaged(id, "it is empty")
	}
	if err != nil {
		if !errors.Is(err, kv.ErrDamaged) {
			return err
		}
		a.holes = true
		a.hurt(err, b.lo, b.hi)
		return nil
	}
	if !a.use(id, p.more) {
		a.hurt(damaged(id, "it is used twice"), b.lo, b.hi)
		return nil
	}
	a.done.Done += int64(p.more+1) * int64(a.reader.pageSize)
	if p.leaf {
		visitAll(p, visit)
		return nil
	}
	for i := range p.n {
		child, within := (frame{page: p, i: i, bounds: b}).child()
		if err := a.page(child, within, depth+1, visit); err != nil {
			return err
		}
	}
	return nil
}

// use marks a page and those that follow it as used; false if one already was.
func (a *audit) use(id uint64, more int) bool {
	for i := id; i <= id+uint64(more); i++ {
		if a.seen[i] {
			return false
		}
		a.seen[i] = true
	}
	return true
}

// accounts checks that every page is either used or free.
func (a *audit) accounts() {
	for id := range a.seen {
		switch {
		case a.seen[id] && a.free[id]:
			a.hurt(damaged(uint64(id), "it is in use and listed as free: a change might overwrite it"), nil, nil)
		case !a.seen[id] && !a.free[id] && !a.holes:
			a.hurt(damaged(uint64(id), "it is neither in use nor listed as free"), nil, nil)
		}
	}
}

// tick asks the context and tells the progress now and then.
func (a *audit) tick() error {
	if a.pages++; a.pages%progressEvery != 1 {
		return nil
	}
	if a.progress != nil {
		a.done.Total = max(a.done.Total, a.done.Done)
		a.progress(a.done)
	}
	return a.ctx.Err()
}

// hurt notes a finding.
func (a *audit) hurt(err error, from, to []byte) {
	d := &kv.Damage{}
	if !errors.As(err, &d) {
		d = &kv.Damage{Where: "the file", What: err.Error()}
	}
	a.report.Add(kv.Hurt{Damage: *d, From: bytes.Clone(from), To: bytes.Clone(to)})
}
