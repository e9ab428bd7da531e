package table

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// drops hands out what it is given in pieces of some sizes.
type drops struct {
	r     io.Reader
	sizes func() int
}

func (d drops) Read(p []byte) (int, error) { return d.r.Read(p[:min(len(p), max(d.sizes(), 1))]) }

// TestEveryTableComesBack writes random cells with each delimiter and line end, quoted where they
// must be and where they need not, and reads them through windows and pieces of any size.
func TestEveryTableComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		delim := rapid.SampledFrom([]byte{',', ';', '\t'}).Draw(rt, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(rt, "line end")
		letters := []string{"a", "b", `"`, ",", ";", "\t", " ", "返", "'", ""}
		if end != "\r" {
			letters = append(letters, "\n", "\r\n")
		} else {
			letters = append(letters, "\r")
		}
		var text strings.Builder
		type line struct {
			at    int
			cells []string
		}
		var want []line
		at := 1
		rows := rapid.IntRange(0, 6).Draw(rt, "rows")
		for n := range rows {
			var cells []string
			blank := true
			width := rapid.IntRange(1, 4).Draw(rt, "width")
			begin := at
			for i := range width {
				cell := strings.Join(rapid.SliceOfN(rapid.SampledFrom(letters), 0, 5).Draw(rt, "cell"), "")
				quoted := strings.ContainsAny(cell, "\"\r\n"+string(delim)) || rapid.IntRange(0, 3).Draw(rt, "quoted") == 0
				if i > 0 {
					text.WriteByte(delim)
				}
				if quoted {
					text.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
				} else {
					text.WriteString(cell)
				}
				cells = append(cells, cell)
				blank = blank && cell == ""
				at += strings.Count(cell, map[string]string{"\n": "\n", "\r\n": "\n", "\r": "\r"}[end])
			}
			if n < rows-1 || rapid.Bool().Draw(rt, "end the last") {
				text.WriteString(end)
			}
			at++
			if !blank {
				want = append(want, line{begin, cells})
			}
		}
		var lineEnd byte = '\n'
		if end == "\r" {
			lineEnd = '\r'
		}
		pieces := rapid.IntRange(1, 9)
		s := newScanner(drops{strings.NewReader(text.String()), func() int { return pieces.Draw(rt, "piece") }}, delim, lineEnd, rapid.IntRange(1, 12).Draw(rt, "window"))
		for n := 0; ; n++ {
			r, err := s.next()
			if errors.Is(err, io.EOF) {
				if n != len(want) {
					rt.Fatalf("%q has %d rows, want %d", text.String(), n, len(want))
				}
				break
			}
			if err != nil || r.err != nil || n >= len(want) {
				rt.Fatalf("%q, row %d: %v, %v", text.String(), n, err, r.err)
			}
			if r.line != want[n].at || !slices.Equal(r.cells, want[n].cells) {
				rt.Fatalf("%q, row %d: %q at line %d, want %q at %d", text.String(), n, r.cells, r.line, want[n].cells, want[n].at)
			}
			if !strings.Contains(text.String(), r.raw) || strings.HasSuffix(r.raw, "\n") && end != "\r" {
				rt.Fatalf("%q, row %d: its text is %q", text.String(), n, r.raw)
			}
		}
	})
}

// TestTablesReadAsTheLibraryReadsThem holds well-formed tables against encoding/csv.
func TestTablesReadAsTheLibraryReadsThem(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`((("([a ,\n]|""){0,4}")|[a ]{0,3})(,(("([a ,\n]|""){0,4}")|[a ]{0,3})){0,3}\n){1,4}`).Draw(rt, "text")
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		want = slices.DeleteFunc(want, func(cells []string) bool { return strings.Join(cells, "") == "" })
		s := newScanner(iotest.HalfReader(strings.NewReader(text)), ',', '\n', 16)
		var got [][]string
		for {
			row, err := s.next()
			if err != nil {
				break
			}
			got = append(got, row.cells)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			rt.Fatalf("%q is read as %q, want %q", text, got, want)
		}
	})
}

// TestHurtRowsSayWhere names the column, keeps the row's text and goes on with the next row.
func TestHurtRowsSayWhere(t *testing.T) {
	for _, c := range []struct {
		in, raw, want string
		line          int // of the row after it
	}{
		{"\"x\"y,2\nz\n", `"x"y,2`, "column 1: text follows", 2},
		{"1,\"x\"y\nz\n", `1,"x"y`, "column 2: text follows", 2},
		{"1,2,\"x\" \r\nz\n", `1,2,"x" `, "column 3: text follows", 2},
		{"\"x\"y,\"u\"v\nz\n", `"x"y,"u"v`, "column 1: text follows", 2}, // the first of two
		{"\"x\ny\"z,2\nz\n", "\"x\ny\"z,2", "column 1: text follows", 3},
		{"1,\"open\nz\n", `1,"open`, "column 2: a quotation mark is opened", 2},
		{"\"open\nz\n", `"open`, "column 1: a quotation mark is opened", 2},
		{"a,b,\"open\r\nz\n", `a,b,"open`, "column 3: a quotation mark is opened", 2},
		{"a,\"x\"y,\"open\nz\n", `a,"x"y,"open`, "column 3: a quotation mark is opened", 2},
	} {
		for _, window := range []int{1, 7, 100} {
			s := newScanner(iotest.OneByteReader(strings.NewReader(c.in)), ',', '\n', window)
			r, err := s.next()
			if err != nil || r.err == nil || !strings.HasPrefix(r.err.Error(), c.want) || r.raw != c.raw || r.line != 1 {
				t.Errorf("%q: %q at line %d, %v, %v; want %s", c.in, r.raw, r.line, r.err, err, c.want)
			}
			if r, err = s.next(); err != nil || r.err != nil || !slices.Equal(r.cells, []string{"z"}) || r.line != c.line {
				t.Errorf("%q: then %q at line %d, %v, %v", c.in, r.cells, r.line, r.err, err)
			}
			if _, err = s.next(); !errors.Is(err, io.EOF) {
				t.Errorf("%q: and then %v", c.in, err)
			}
		}
	}
	s := newScanner(strings.NewReader("a,\"open"), ',', '\n', 8)
	if r, err := s.next(); err != nil || r.err == nil || r.raw != `a,"open` {
		t.Errorf("a mark that is open at the file's end: %q, %v, %v", r.raw, r.err, err)
	}
	failing := errors.New("the disk is gone")
	s = newScanner(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(failing)), ',', '\n', 4)
	if r, err := s.next(); err != nil || r.raw != "a" {
		t.Errorf("%q, %v", r.raw, err)
	}
	if _, err := s.next(); !errors.Is(err, failing) {
		t.Errorf("a reader that fails: %v", err)
	}
}

// TestRowsBeyondTheBound are given up, and what follows is read.
func TestRowsBeyondTheBound(t *testing.T) {
	for _, size := range []int{maxRecord - 1, maxRecord, maxRecord + 1, 3 * maxRecord} {
		s := newScanner(strings.NewReader("a\n"+strings.Repeat("x", size)+"\nz\n"), ',', '\n', 1<<16)
		var hurt, whole int
		var last row
		for {
			r, err := s.next()
			if err != nil {
				break
			}
			if r.err != nil {
				hurt++
			} else {
				whole++
			}
			last = r
		}
		if last.raw != "z" || last.line != 3 || (hurt > 0) != (size >= maxRecord) || size < maxRecord && whole != 3 {
			t.Errorf("a row of %d bytes: %d hurt, %d whole, the last %q at line %d", size, hurt, whole, last.raw, last.line)
		}
	}
}

func TestDelimiters(t *testing.T) {
	for head, want := range map[string]byte{
		"a,b\n": ',', "a\tb\n": '\t', "a;b\n": ';', "a\n": ',', "": ',', "a,b;c\n": ',', "a;b;c,d\n": ';', "a\tb,c\n": ',', "a\tb\tc,d\n": '\t', "a;b\tc\n": '\t', "a;b;c\td\n": ';', "a\tb\tc;d;e\n": '\t',
		"\"a;b;c\",d\n": ',', "\"a,b\nc,d\";e\n": ';', "a,b\nc;d;e;f\n": ',', "\n\r\na;b\n": ';', "\"a\"\"b;c\"\td\n": '\t', "\"a,b,\n": ',',
	} {
		if got := delimiter([]byte(head), '\n'); got != want {
			t.Errorf("%q: %q, want %q", head, got, want)
		}
	}
	if got := delimiter([]byte("a;b\rc,d,e"), '\r'); got != ';' {
		t.Errorf("with lone carriage returns: %q", got)
	}
}

// TestShapes tells tables from the shapes of JSON, and a document that opens with an object from
// one object a line.
func TestShapes(t *testing.T) {
	for in, want := range map[string]Info{
		"a,b\n1,2\n":                       {Encoding: UTF8, Shape: Table, Delimiter: ','},
		"a\tb\r1\t2\r":                     {Encoding: UTF8, Shape: Table, Delimiter: '\t', CR: true},
		"a;b\r\n1;2\r\n":                   {Encoding: UTF8, Shape: Table, Delimiter: ';'},
		" \n[{\"a\":1}]":                   {Encoding: UTF8, Shape: Document},
		"{\"a\":1}\n{\"a\":2}\n":           {Encoding: UTF8, Shape: JSONLines},
		"{\"rows\":1}\n":                   {Encoding: UTF8, Shape: JSONLines},
		"{\"rows\":{\"a\":[1]},\"b\":2}\n": {Encoding: UTF8, Shape: JSONLines},
		"{\"mine\":[{\"a\":1}],\"b\":2}\n{\"mine\":[]}\n":                         {Encoding: UTF8, Shape: JSONLines},
		"{\"n\":{\"x\":[]},\"data\":[{\"a\":1}]}":                                 {Encoding: UTF8, Shape: Document, List: "data"},
		"{\"x\":[1,[2]],\"results\":[{\"a\":1}]}":                                 {Encoding: UTF8, Shape: Document, List: "results"},
		"{\n\"mine\": [{\"a\":1}]}":                                               {Encoding: UTF8, Shape: Document, List: "mine"},
		"{\n\"a\": [[{\"b\":1}]], \"mine\": [{\"a\":1}], \"yours\": [{\"a\":1}]}": {Encoding: UTF8, Shape: Document, List: "mine"},
		"{\n\"mine\": [{\"a\":1}], \"rows\": [{\"a\":1}]}":                        {Encoding: UTF8, Shape: Document, List: "rows"},
		"{\n\"rows\": [], \"mine\": [{\"a\":1}]}":                                 {Encoding: UTF8, Shape: Document, List: "mine"},
		"{\n\"rows\": [1, 2], \"mine\": [{\"a\":1}]}":                             {Encoding: UTF8, Shape: Document, List: "mine"},
	} {
		if got, err := Inspect(Bytes("f", []byte(in)), ""); err != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"{\n\"a\": 1}": "holds no list of records", "{\n\"a\": [1, 2]}": "holds no list of records", "{\n\"a\": [{\"b\":": "ends too early", "{\n\"a\" 1}": "not valid JSON", "{\n\"a\": [{]}": "not valid JSON",
		"{\n\"a\": {\"b\": ]}": "not valid JSON", "{\n": "holds no list", "[": "", "\n\n": "the file is empty", "{\n\"a\": [[1, {]]}": "not valid JSON", "{\n\"a\": [1 2]}": "not valid JSON",
	} {
		_, err := Inspect(Bytes("f", []byte(in)), "")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
	for info, want := range map[Info]string{
		{Encoding: UTF8, Shape: Table, Delimiter: ','}: "UTF-8, comma-separated", {Encoding: CP932, Shape: Table, Delimiter: '\t'}: "CP932 (Shift_JIS), tab-separated",
		{Gzip: true, Encoding: UTF8BOM, Shape: Table, Delimiter: ';'}: "gzip, UTF-8 with BOM, semicolon-separated", {Encoding: UTF8, Shape: JSONLines}: "UTF-8, JSON lines",
	} {
		if got := info.String(); got != want {
			t.Errorf("%+v: %s", info, got)
		}
	}
	for given, want := range map[Encoding]Encoding{UTF8: UTF8BOM, CP932: CP932, "": UTF8BOM} {
		if got, err := Inspect(Bytes("f", []byte("\xEF\xBB\xBFa,b\n")), given); err != nil || got.Encoding != want {
			t.Errorf("a file with a mark, said to be %q: %s, %v", given, got.Encoding, err)
		}
	}
	if got, err := Inspect(Bytes("f", []byte("a,b\n")), UTF8); err != nil || got.Encoding != UTF8 {
		t.Errorf("a file without a mark, said to be UTF-8: %s, %v", got.Encoding, err)
	}
}

// TestUnreadableCharactersSayWhere counts bytes where the file is UTF-8 and characters where it
// is not.
func TestUnreadableCharactersSayWhere(t *testing.T) {
	for _, c := range []struct {
		info     Info
		in, want string
	}{
		{Info{Encoding: UTF8, Shape: Table, Delimiter: ','}, "a\nx\xff\n", "byte 2 of the row is not UTF-8"},
		{Info{Encoding: UTF8, Shape: Table, Delimiter: ','}, "a\n返\xe8\xbfx\n", "byte 4 of the row is not UTF-8"},
		{Info{Encoding: UTF8, Shape: Table, Delimiter: ','}, "a\n\ufffd is a character\n", ""},
		{Info{Encoding: CP932, Shape: Table, Delimiter: ','}, "a\n\x95\xd4\xfd\xfd\n", "character 2 of the row is not CP932 (Shift_JIS)"},
		{Info{Encoding: CP932, Shape: JSONLines}, "{\"a\":\"\x95\xd4\xfd\xfd\"}\n", "character 8 of the row is not CP932 (Shift_JIS)"},
		{Info{Encoding: UTF8, Shape: JSONLines}, "{\"a\":\"\ufffd\"}\n", ""},
		{Info{Encoding: UTF8, Shape: JSONLines}, "{\"a\":\"\xff\"}\n", "byte 7 is not UTF-8"},
	} {
		r, err := Open(context.Background(), Bytes("f", []byte(c.in)), c.info)
		if err != nil {
			t.Fatal(err)
		}
		rec, err := r.Next()
		if err != nil || c.want == "" && rec.Err != nil || c.want != "" && (rec.Err == nil || rec.Err.Error() != c.want) {
			t.Errorf("%q: %v, %v, want %q", c.in, rec.Err, err, c.want)
		}
		r.Close()
	}
}

// TestReadingStops with its context, whatever shape the file has.
func TestReadingStops(t *testing.T) {
	for _, in := range []string{"a\n" + strings.Repeat("1\n", 5000), strings.Repeat("{\"a\":1}\n", 5000)} {
		ctx, cancel := context.WithCancel(context.Background())
		src := Bytes("f", []byte(in))
		info, err := Inspect(src, "")
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(ctx, src, info)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 5000 {
			if n == 100 {
				cancel()
			}
			if _, err = r.Next(); err != nil {
				if n < 100 || !errors.Is(err, context.Canceled) {
					t.Errorf("after %d records: %v", n, err)
				}
				break
			}
		}
		if err == nil {
			t.Error("reading went on to the end")
		}
		cancel()
		r.Close()
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tickets.csv")
	if err := os.WriteFile(path, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := File(dir); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := File(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	src, err := File(path)
	if err != nil || src.Name != "tickets.csv" || src.Size != 4 || src.Close() != nil {
		t.Fatalf("%+v, %v", src, err)
	}
	if info, err := Inspect(src, ""); err != nil || info.Shape != Table {
		t.Errorf("%+v, %v", info, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(src, ""); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
	for name, want := range map[string]string{"tickets.csv": "tickets", "tickets.csv.gz": "tickets", "tickets": "tickets", "a.b.csv": "a.b", ".csv": ".csv", "-": "-", "x.gz": "x"} {
		if got := (&Source{Name: name}).Stem(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for size, want := range map[int64]int{0: 4096, 4096: 4096, 5000: 5000, 1 << 16: 1 << 16, 1 << 20: 1 << 16} {
		if got := (&Source{Size: size}).window(); got != want {
			t.Errorf("the window of %d bytes is %d, want %d", size, got, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Spool(ctx, "-", strings.NewReader("a")); !errors.Is(err, context.Canceled) {
		t.Errorf("a copy that is stopped: %v", err)
	}
	failing := errors.New("the pipe broke")
	if _, err := Spool(context.Background(), "-", iotest.ErrReader(failing)); !errors.Is(err, failing) {
		t.Errorf("a pipe that breaks: %v", err)
	}
	spooled, err := Spool(context.Background(), "-", strings.NewReader("a\n1\n"))
	if err != nil || spooled.Size != 4 || spooled.Close() != nil || spooled.Close() != nil {
		t.Errorf("%+v, %v", spooled, err)
	}
	if _, err := Inspect(Bytes("x.gz", []byte{0x1f, 0x8b, 9, 9, 9}), ""); err == nil || !strings.Contains(err.Error(), "looks gzipped") {
		t.Errorf("no gzip: %v", err)
	}
	for _, in := range [][]byte{{0x1f}, {0x1f, 'a'}, {'a', 0x8b}} {
		if _, zipped, closer, err := Bytes("x", in).unpacked(); err != nil || zipped || closer() != nil {
			t.Errorf("% x is taken for gzip: %v, %v", in, zipped, err)
		}
	}
}

func TestColumnsByName(t *testing.T) {
	h := Columns{"Key", " Labels", "labels", "Key2"}
	for name, want := range map[string][]int{"key": {0}, "KEY ": {0}, "labels": {1, 2}, "key2": {3}, "none": nil, "": nil} {
		c := h.Find(name)
		if !slices.Equal(c.Positions(), want) || c.Ok() != (want != nil) {
			t.Errorf("%q: %v", name, c)
		}
	}
	if !h.Has("key", "LABELS") || h.Has("key", "none") || !h.Has() {
		t.Error("which columns there are is told wrongly")
	}
	r := Record{Cells: []string{"k", "", "y"}}
	for name, want := range map[string]string{"key": "[k] k", "labels": "[y] y", "key2": "[] ", "none": "[] "} {
		c := h.Find(name)
		if got := fmt.Sprint(r.All(c), " ", r.First(c)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	o := Record{Object: &Object{paths: []string{"a.b", "n"}, values: map[string][]string{"a.b": {"", "x", "y"}, "n": {""}}}}
	for path, want := range map[string]string{"a.b": "[x y] x", " A.B ": "[x y] x", "n": "[] ", "none": "[] "} {
		if got := fmt.Sprint(o.All(Column{Name: path}), " ", o.First(Column{Name: path})); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
