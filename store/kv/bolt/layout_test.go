package bolt

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"strings"
	"testing"
)

// leafOf and branchOf lay pages out as bbolt does.
func leafOf(id uint64, pairs ...[2]string) []byte {
	b := make([]byte, headerSize+len(pairs)*elementSize)
	native.PutUint64(b, id)
	native.PutUint16(b[8:], leafFlag)
	native.PutUint16(b[10:], uint16(len(pairs)))
	for i, p := range pairs {
		e := b[headerSize+i*elementSize:]
		native.PutUint32(e[4:], uint32(len(b)-headerSize-i*elementSize))
		native.PutUint32(e[8:], uint32(len(p[0])))
		native.PutUint32(e[12:], uint32(len(p[1])))
		b = append(b, p[0]+p[1]...)
	}
	return filled(b)
}

func branchOf(id uint64, keys ...string) []byte {
	b := make([]byte, headerSize+len(keys)*elementSize)
	native.PutUint64(b, id)
	native.PutUint16(b[8:], branchFlag)
	native.PutUint16(b[10:], uint16(len(keys)))
	for i, k := range keys {
		e := b[headerSize+i*elementSize:]
		native.PutUint32(e, uint32(len(b)-headerSize-i*elementSize))
		native.PutUint32(e[4:], uint32(len(k)))
		native.PutUint64(e[8:], uint64(100+i))
		b = append(b, k...)
	}
	return filled(b)
}

const testPage = 512

// filled makes whole pages of b and says in its header how many follow the first.
func filled(b []byte) []byte {
	pages := (len(b) + testPage - 1) / testPage
	native.PutUint32(b[12:], uint32(pages-1))
	return append(b, make([]byte, pages*testPage-len(b))...)
}

// TestPagesAreReadAsTheyLie reads whole pages, and refuses each that is wrong in one field.
func TestPagesAreReadAsTheyLie(t *testing.T) {
	pairs := [][2]string{{"a", "one"}, {"ab", ""}, {"b", "three"}}
	leaf := leafOf(7, pairs...)
	p, err := readPage(7, leaf, testPage)
	if err != nil || !p.leaf || p.n != 3 || p.more != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	for i, want := range pairs {
		value, err := p.pair(i)
		if string(p.key(i)) != want[0] || string(value) != want[1] || err != nil || cap(p.key(i)) != len(want[0]) {
			t.Errorf("pair %d is %q, %q, %v", i, p.key(i), value, err)
		}
	}
	for key, want := range map[string]int{"": 0, "a": 0, "aa": 1, "ab": 1, "abc": 2, "b": 2, "c": 3} {
		if got := p.find(keyOf(key)); got != want {
			t.Errorf("%q would stand at %d, want %d", key, got, want)
		}
	}
	branch := branchOf(9, "a", "m")
	if p, err := readPage(9, branch, testPage); err != nil || p.leaf || p.n != 2 || p.child(0) != 100 || p.child(1) != 101 || string(p.key(1)) != "m" {
		t.Errorf("%+v, %v", p, err)
	}
	long := leafOf(3, [2]string{"a", strings.Repeat("x", 3*testPage)})
	if p, err := readPage(3, long, testPage); err != nil || p.more != 3 {
		t.Errorf("a page of four: %d follow, %v", p.more, err)
	}
	if p, err := readPage(0, leafOf(0), testPage); err != nil || p.n != 0 {
		t.Errorf("an empty table: %+v, %v", p, err)
	}
	exact := leafOf(3, [2]string{"a", strings.Repeat("x", testPage-headerSize-elementSize-1)})
	if p, err := readPage(3, exact, testPage); err != nil || p.more != 0 {
		t.Errorf("a page that is full to the last byte: %d follow, %v", p.more, err)
	}

	put16 := func(at int, v uint16) func([]byte) { return func(b []byte) { native.PutUint16(b[at:], v) } }
	put32 := func(at int, v uint32) func([]byte) { return func(b []byte) { native.PutUint32(b[at:], v) } }
	element := func(i int) int { return headerSize + i*elementSize }
	for _, c := range []struct {
		page  []byte
		id    uint64
		spoil func([]byte)
		want  string
	}{
		{leaf, 7, func(b []byte) { native.PutUint64(b, 8) }, "it says it is page 8"},
		{leaf, 8, func([]byte) {}, "it says it is page 7"},
		{leaf, 7, put16(8, 0), "no page of keys"},
		{leaf, 7, put16(8, leafFlag|branchFlag), "no page of keys"},
		{leaf, 7, put16(8, metaFlag), "no page of keys"},
		{leaf, 7, put16(10, 2), "entry 0 of 2"},
		{leaf, 7, put16(10, 4), "entry 0 of 4"},
		{leaf, 7, put16(10, 0xffff), "more than fit"},
		{leaf, 7, put32(12, 1), "its length is wrong"},
		{leaf, 7, put32(element(0)+4, native.Uint32(leaf[element(0)+4:])+1), "entry 0 of 3"},
		{leaf, 7, put32(element(2)+4, native.Uint32(leaf[element(2)+4:])-1), "entry 2 of 3"},
		{leaf, 7, put32(element(0)+8, 0), "entry 0 of 3"},
		{leaf, 7, put32(element(1)+8, 3), "entry 2 of 3"},
		{leaf, 7, put32(element(1)+12, 1), "entry 2 of 3"},
		{leaf, 7, put32(element(2)+8, testPage), "entry 2 of 3"},
		{leaf, 7, put32(element(2)+12, testPage), "entry 2 of 3"},
		{leaf, 7, put32(element(2)+12, testPage-2-uint32(native.Uint32(leaf[element(2)+4:])+uint32(element(2)))+2), "entry 2 of 3"}, // one byte beyond
		{leaf, 7, func(b []byte) { copy(b[bytes.Index(b, []byte("ab")):], "aa") }, ""},                                              // still in order
		{leaf, 7, func(b []byte) { copy(b[bytes.Index(b, []byte("ab")):], "Ab") }, "entry 1 of 3 is out of order"},
		{leaf, 7, func(b []byte) { copy(b[bytes.Index(b, []byte("bthree")):], "a") }, "entry 2 of 3 is out of order"},
		{leafOf(7, [2]string{"a", ""}, [2]string{"b", ""}), 7, func(b []byte) { copy(b[bytes.Index(b, []byte("b")):], "a") }, "entry 1 of 2 is out of order"}, // equal
		{branch, 9, put16(10, 0), "it leads nowhere"},
		{branch, 9, func(b []byte) { copy(b[bytes.Index(b, []byte("am")):], "ma") }, "out of order"},
		{branch, 9, put32(element(1)+4, 0), "entry 1 of 2"},
	} {
		b := bytes.Clone(c.page)
		c.spoil(b)
		_, err := readPage(c.id, b, testPage)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	for _, n := range []int{0, headerSize - 1} {
		if _, err := readPage(7, leaf[:n], testPage); err == nil {
			t.Errorf("%d bytes of a page were taken", n)
		}
	}
	for flags, want := range map[uint32][2]bool{0: {}, bucketEntry: {true, false}, 2: {false, true}, 3: {false, true}} {
		b := bytes.Clone(leaf)
		native.PutUint32(b[element(1):], flags)
		p, err := readPage(7, b, testPage)
		if err != nil {
			t.Fatal(err)
		}
		bucket, bad := p.isBucket(1)
		if _, err := p.pair(1); [2]bool{bucket, bad} != want || (err == nil) != (flags == 0) {
			t.Errorf("flags %d: a bucket %v, bad %v, %v", flags, bucket, bad, err)
		}
	}
}

func keyOf(s string) []byte { return []byte(s) }

// TestBoundsAdmit a page whose keys lie in them, and by a name only the one that begins with it.
func TestBoundsAdmit(t *testing.T) {
	p, err := readPage(7, leafOf(7, [2]string{"b", ""}, [2]string{"d", ""}), testPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		b    bounds
		want bool
	}{
		{bounds{}, true}, {bounds{lo: []byte("b")}, true}, {bounds{lo: []byte("a")}, true}, {bounds{lo: []byte("c")}, false}, {bounds{lo: []byte("ba")}, false},
		{bounds{hi: []byte("e")}, true}, {bounds{hi: []byte("da")}, true}, {bounds{hi: []byte("d")}, false}, {bounds{hi: []byte("c")}, false}, {bounds{hi: []byte{}}, false},
		{bounds{lo: []byte("b"), named: true}, true}, {bounds{lo: []byte("a"), named: true}, false}, {bounds{lo: []byte("c"), named: true}, false},
	} {
		if got := c.b.admit(p) == nil; got != c.want {
			t.Errorf("%q to %q, by name %v: admitted %v", c.b.lo, c.b.hi, c.b.named, got)
		}
	}
	empty, err := readPage(0, leafOf(0), testPage)
	if err != nil || (bounds{lo: []byte("a"), named: true}).admit(empty) != nil {
		t.Errorf("an empty page: %v", err)
	}
}

// TestFreelists are read in both of their forms, and refused where they name what cannot be free.
func TestFreelists(t *testing.T) {
	list := func(n int, more int) []byte {
		b := make([]byte, headerSize)
		native.PutUint64(b, 5)
		native.PutUint16(b[8:], freelistFlag)
		if n >= 0xffff {
			native.PutUint16(b[10:], 0xffff)
			b = native.AppendUint64(b, uint64(n))
		} else {
			native.PutUint16(b[10:], uint16(n))
		}
		for i := range n {
			b = native.AppendUint64(b, uint64(2+i))
		}
		pages := (len(b) + testPage - 1) / testPage
		if more < 0 {
			more = pages - 1
		}
		native.PutUint32(b[12:], uint32(more))
		return append(b, make([]byte, (more+1)*testPage-min(len(b), (more+1)*testPage))...)
	}
	const high = 1 << 20
	perPage := (testPage - headerSize) / 8
	for _, n := range []int{0, 1, perPage - 1, perPage, perPage + 1, 3 * perPage, 0xfffe, 0xffff, 0x10000} {
		count := n
		if n >= 0xffff {
			count++
		}
		more := (headerSize + 8*count) / testPage // it is given room before its own pages are taken off
		free, err := readFreelist(5, list(n, more), testPage, high)
		if err != nil || len(free) != n || n > 0 && (free[0] != 2 || free[n-1] != uint64(1+n)) {
			t.Errorf("%d free pages: %d, %v", n, len(free), err)
		}
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"another page":    func(b []byte) []byte { native.PutUint64(b, 6); return b },
		"another kind":    func(b []byte) []byte { native.PutUint16(b[8:], leafFlag); return b },
		"a meta page":     func(b []byte) []byte { native.PutUint64(b[headerSize:], 1); return b },
		"beyond the file": func(b []byte) []byte { native.PutUint64(b[headerSize+8:], high); return b },
		"one twice":       func(b []byte) []byte { native.PutUint64(b[headerSize+8:], 2); return b },
		"out of order":    func(b []byte) []byte { native.PutUint64(b[headerSize:], 9); return b },
		"too long":        func(b []byte) []byte { native.PutUint32(b[12:], 9); return b },
		"more than fit":   func(b []byte) []byte { native.PutUint16(b[10:], uint16(perPage+1)); return b },
		"cut short":       func(b []byte) []byte { return b[:headerSize] },
		"a count of itself": func(b []byte) []byte {
			native.PutUint16(b[10:], 0xffff)
			native.PutUint64(b[headerSize:], 1<<40)
			return b
		},
	} {
		if free, err := readFreelist(5, spoil(list(2, -1)), testPage, high); err == nil {
			t.Errorf("%s: %v was taken", name, free)
		}
	}
	if free, err := readFreelist(5, list(2, -1), testPage, 4); err != nil || len(free) != 2 {
		t.Errorf("the last page of the file: %v, %v", free, err)
	}
	if _, err := readFreelist(5, list(2, -1), testPage, 3); err == nil {
		t.Error("a page that was never used is free")
	}
}

// TestMetas are read where every field is right, and refused where one is not.
func TestMetas(t *testing.T) {
	m := meta{pageSize: 4096, root: 3, freelist: 2, high: 9, tx: 4}
	page := m.page(0, 4)
	if got, err := readMeta(0, page); err != nil || got != m {
		t.Fatalf("%+v, %v", got, err)
	}
	resum := func(b []byte) []byte {
		sum := fnv.New64a()
		sum.Write(b[headerSize : headerSize+56])
		native.PutUint64(b[headerSize+56:], sum.Sum64())
		return b
	}
	for _, c := range []struct {
		id    uint64
		spoil func(b []byte) []byte
		want  string
	}{
		{1, func(b []byte) []byte { return b }, "it says it is page 0"},
		{0, func(b []byte) []byte { return b[:headerSize+metaSize-1] }, "cut short"},
		{0, func(b []byte) []byte { native.PutUint16(b[8:], leafFlag); return b }, "no meta page"},
		{0, func(b []byte) []byte { b[headerSize]++; return resum(b) }, "does not begin as one"},
		{0, func(b []byte) []byte { b[headerSize+4]++; return resum(b) }, "its format is 3"},
		{0, func(b []byte) []byte { b[headerSize+40]++; return b }, "checksum"},
		{0, func(b []byte) []byte { b[headerSize+56]++; return b }, "checksum"},
	} {
		if _, err := readMeta(c.id, c.spoil(bytes.Clone(page))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	for name, c := range map[string]struct {
		pages  []byte
		newest uint64
		hurt   string
	}{
		"the second is newer":     {append(m.page(0, 4), m.page(1, 5)...), 5, ""},
		"the first is newer":      {append(m.page(0, 6), m.page(1, 5)...), 6, ""},
		"the first is gone":       {append(make([]byte, 4096), m.page(1, 5)...), 5, "meta page 0"},
		"the second is gone":      {append(m.page(0, 4), make([]byte, 4096)...), 4, "meta page 1"},
		"both are gone":           {make([]byte, 8192), 0, "meta page 0 meta page 1"},
		"the file ends":           {m.page(0, 4), 4, "meta page 1"},
		"the first is the second": {append(m.page(0, 5), m.page(1, 5)...), 5, "meta page 0"},
		"the second is the first": {append(m.page(0, 4), m.page(1, 4)...), 4, "meta page 1"},
		"too small a page":        {append(meta{pageSize: 256, high: 9}.page(0, 4), make([]byte, 8192)...), 0, "meta page 0 meta page 1"},
		"no room for a root":      {append(meta{pageSize: 4096, high: 3}.page(0, 4), m.page(1, 5)...), 5, "meta page 0"},
	} {
		newest, hurt := readMetas(bytes.NewReader(c.pages))
		var where []string
		for _, h := range hurt {
			where = append(where, h.Where)
		}
		if newest.tx != c.newest || strings.Join(where, " ") != c.hurt {
			t.Errorf("%s: transaction %d, hurt %q, want %d, %q", name, newest.tx, where, c.newest, c.hurt)
		}
	}
}

func TestTallies(t *testing.T) {
	pair := func(i int) []byte { return []byte(fmt.Sprintf("%04d", i)) }
	a, b := tallies{}, tallies{}
	for i := range 100 {
		a.count('i', pair(i), +1)
		b.count('i', pair(99-i), +1)
	}
	if a['i'] != b['i'] || a['i'].pairs != 100 || a.differs('i', b['i']) != nil {
		t.Errorf("%+v and %+v: the order counts", a, b)
	}
	b.count('i', pair(3), -1)
	if d := a.differs('i', b['i']); d == nil || !strings.Contains(d.What, "99 pairs where 100 were written") {
		t.Errorf("one less: %v", d)
	}
	b.count('i', pair(100), +1)
	if d := a.differs('i', b['i']); d == nil || !strings.Contains(d.What, "not those that were written last") {
		t.Errorf("another one: %v", d)
	}
	b.count('i', pair(100), -1)
	b.count('i', pair(3), +1)
	if a.differs('i', b['i']) != nil {
		t.Error("what was put back is not as it was")
	}
	a.count('x', nil, +1) // without a seal
	a.count('x', pair(1), +1)
	again, damage := readTallies(a.encode(9), 9)
	if damage != nil || again['i'] != a['i'] || again['x'] != a['x'] || len(again) != 2 {
		t.Errorf("%v comes back as %v, %v", a, again, damage)
	}
	if none, damage := readTallies(a.encode(9), 10); none != nil || damage != nil || none.differs('i', tally{}) != nil {
		t.Errorf("of another version: %v, %v", none, damage)
	}
	for _, n := range []int{0, 7, 9, 8 + tallySize - 1} {
		if _, damage := readTallies(a.encode(9)[:n], 9); damage == nil {
			t.Errorf("%d bytes were taken", n)
		}
	}
	if none, damage := readTallies(tallies{}.encode(9), 9); damage != nil || none == nil || len(none) != 0 {
		t.Errorf("of an empty database: %v, %v", none, damage)
	}
	a.count('x', pair(1), -1)
	a.count('x', nil, -1)
	if _, there := a['x']; there {
		t.Error("an empty table is tallied")
	}
	if d := a.without(func(byte) bool { return true }); d != nil {
		t.Errorf("%v", d)
	}
	if d := a.without(func(table byte) bool { return table != 'i' }); d == nil || d.Where != "table 69" {
		t.Errorf("%v", d)
	}
}
