package table

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// read returns a file's header, its records, and what was found out about it.
func read(t *testing.T, name string, b []byte) (Columns, []Record, Info) {
	t.Helper()
	src := Bytes(name, b)
	info, err := Inspect(src, "")
	if err != nil {
		t.Fatalf("inspect: %v", err)
	}
	r, err := Open(context.Background(), src, info)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	defer r.Close()
	var all []Record
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Header, all, r.Info
		}
		if err != nil {
			t.Fatalf("after %d records: %v", len(all), err)
		}
		all = append(all, rec)
	}
}

func TestRows(t *testing.T) {
	type line struct {
		at    int
		cells []string
	}
	for name, tc := range map[string]struct {
		in   string
		want []line
	}{
		"plain":              {"a,b\n1,2\n", []line{{2, []string{"1", "2"}}}},
		"no last line end":   {"a,b\n1,2", []line{{2, []string{"1", "2"}}}},
		"CR LF":              {"a,b\r\n1,2\r\n3,\r\n", []line{{2, []string{"1", "2"}}, {3, []string{"3", ""}}}},
		"lone CR":            {"a,b\r1,2\r3,4", []line{{2, []string{"1", "2"}}, {3, []string{"3", "4"}}}},
		"tabs":               {"a\tb\n1,5\t2\n", []line{{2, []string{"1,5", "2"}}}},
		"semicolons":         {"a;b\n1,5;2\n", []line{{2, []string{"1,5", "2"}}}},
		"line feed in cell":  {"a,b\n\"x\ny\",2\n3,4\n", []line{{2, []string{"x\ny", "2"}}, {4, []string{"3", "4"}}}},
		"CR LF in cell":      {"a,b\r\n\"x\r\ny\",2\r\n", []line{{2, []string{"x\r\ny", "2"}}}},
		"doubled quotes":     {"a,b\n\"say \"\"no\"\"\",\"\"\n", []line{{2, []string{`say "no"`, ""}}}},
		"quote in bare cell": {"a,b\n5\" pipe,2\n", []line{{2, []string{`5" pipe`, "2"}}}},
		"quoted at the end":  {"a,b\n1,\"2\"", []line{{2, []string{"1", "2"}}}},
		"quoted CR LF end":   {"a,b\n1,\"2\"\r\n3,4", []line{{2, []string{"1", "2"}}, {3, []string{"3", "4"}}}},
		"blank rows":         {"a,b\n\n1,2\n,\n\r\n", []line{{3, []string{"1", "2"}}}},
		"short row":          {"a,b,c\n1,2\n", []line{{2, []string{"1", "2"}}}},
		"quoted header":      {"\"a,1\";b\n1;2\n", []line{{2, []string{"1", "2"}}}},
		"one column":         {"a\n1\n2\n", []line{{2, []string{"1"}}, {3, []string{"2"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, recs, _ := read(t, "f.csv", []byte(tc.in))
			var got []line
			for _, r := range recs {
				if r.Err != nil {
					t.Errorf("line %d: %v", r.Line, r.Err)
				}
				got = append(got, line{r.Line, r.Cells})
			}
			if !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

// A damaged row costs itself and nothing else, and keeps its own text.
func TestDamagedRows(t *testing.T) {
	for name, tc := range map[string]struct{ in, raw, reason string }{
		"text after quote": {"a,b\n\"x\"y,2\nfine,3\n", `"x"y,2`, "column 1"},
		"unclosed":         {"a,b\n1,\"open\nfine,3\n", `1,"open`, "never closed"},
		"bad UTF-8":        {"a,b\n\xff\xfe\xfd東京東京,2\nfine,3\n", "\xff\xfe\xfd東京東京,2", "byte 1"},
	} {
		t.Run(name, func(t *testing.T) {
			src := Bytes("f.csv", []byte(tc.in))
			r, err := Open(context.Background(), src, Info{Encoding: UTF8, Shape: Table, Delimiter: ','})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			bad, err := r.Next()
			if err != nil || bad.Err == nil || bad.Raw != tc.raw || !strings.Contains(bad.Err.Error(), tc.reason) {
				t.Fatalf("got %q, %v, %v", bad.Raw, bad.Err, err)
			}
			good, err := r.Next()
			if err != nil || good.Err != nil || good.Line != 3 || good.Cells[0] != "fine" {
				t.Fatalf("after it: %+v, %v", good, err)
			}
		})
	}
}

func TestLongRowsAcrossBuffers(t *testing.T) {
	long := strings.Repeat("x", 200_000)
	_, recs, _ := read(t, "f.csv", []byte("a,b\n\""+long+"\n\",2\n3,4\n"))
	if len(recs) != 2 || recs[0].Cells[0] != long+"\n" || recs[1].Line != 4 {
		t.Fatalf("%d records", len(recs))
	}
	line := strings.Repeat("y", 999)
	_, recs, _ = read(t, "f.csv", []byte("a,b\n\""+strings.Repeat(line+"\n", maxRecord/1000+1)+"\n3,4\n"))
	if recs[0].Err == nil || recs[0].Raw != `"`+line {
		t.Fatalf("an unclosed mark: %q, %v", recs[0].Raw, recs[0].Err)
	}
	if last := recs[len(recs)-1]; last.Cells[0] != "3" {
		t.Fatalf("last %+v", last)
	}
}

const sentence = "受付日,内容\n2026-07-13,返金されないと言われました。ﾃｽﾄ①\n"

func TestEncodings(t *testing.T) {
	enc := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	german := "Datum,Text\n2026-07-13,Die Straße ist gesperrt – schön für Fußgänger\n"
	late := "a,b\n" + strings.Repeat("1,plain\n", 20_000)
	for name, tc := range map[string]struct {
		in   []byte
		want Encoding
		text string
	}{
		"plain ASCII":         {[]byte("a,b\n1,2\n"), UTF8, "2"},
		"UTF-8":               {[]byte(sentence), UTF8, "返金されないと言われました。ﾃｽﾄ①"},
		"UTF-8 BOM":           {[]byte("\xEF\xBB\xBF" + sentence), UTF8BOM, "返金されないと言われました。ﾃｽﾄ①"},
		"UTF-16 LE BOM":       {enc(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), sentence), UTF16LE, "返金されないと言われました。ﾃｽﾄ①"},
		"UTF-16 BE BOM":       {enc(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sentence), UTF16BE, "返金されないと言われました。ﾃｽﾄ①"},
		"UTF-16 LE bare":      {enc(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), german), UTF16LE, "Die Straße ist gesperrt – schön für Fußgänger"},
		"UTF-16 BE bare":      {enc(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), german), UTF16BE, "Die Straße ist gesperrt – schön für Fußgänger"},
		"CP932":               {enc(japanese.ShiftJIS, sentence), CP932, "返金されないと言われました。ﾃｽﾄ①"},
		"EUC-JP":              {enc(japanese.EUCJP, sentence), EUCJP, "返金されないと言われました。ﾃｽﾄ①"},
		"Windows-1252":        {enc(charmap.Windows1252, german), Windows1252, "Die Straße ist gesperrt – schön für Fußgänger"},
		"Latin-1 capitals":    {enc(charmap.Windows1252, "a,b\n1,ÄÖÜ GRÖSSE ÉTÉ\n"), Windows1252, "ÄÖÜ GRÖSSE ÉTÉ"},
		"CP932 after 160 KB":  {append([]byte(late), enc(japanese.ShiftJIS, "2,返金について\n")...), CP932, "返金について"},
		"Latin-1 after 160KB": {append([]byte(late), enc(charmap.Windows1252, "2,Müller\n")...), Windows1252, "Müller"},
	} {
		t.Run(name, func(t *testing.T) {
			_, recs, info := read(t, "f.csv", tc.in)
			last := recs[len(recs)-1]
			if info.Encoding != tc.want || last.Err != nil || last.Cells[1] != tc.text {
				t.Errorf("got %s, %q, %v; want %s, %q", info.Encoding, last.Cells, last.Err, tc.want, tc.text)
			}
		})
	}
}

// One damaged character does not turn a Japanese UTF-8 file into Latin-1.
func TestOneDamagedCharacter(t *testing.T) {
	in := "a,b\n" + strings.Repeat("1,返金について\n", 5) + "2,\xe8\xbf\n3,終わり\n"
	_, recs, info := read(t, "f.csv", []byte(in))
	if info.Encoding != UTF8 || recs[5].Err == nil || recs[6].Err != nil {
		t.Errorf("%s, %v, %v", info.Encoding, recs[5].Err, recs[6].Err)
	}
}

func TestGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, "a,b\n1,2\n")
	z.Close()
	_, recs, info := read(t, "f.csv.gz", b.Bytes())
	if !info.Gzip || len(recs) != 1 || info.String() != "gzip, UTF-8, comma-separated" {
		t.Errorf("%s, %d records", info, len(recs))
	}
	cut := Bytes("f.csv.gz", b.Bytes()[:b.Len()-10])
	if _, err := Inspect(cut, ""); err == nil {
		t.Error("a cut gzip file was taken")
	}
}

func TestJSON(t *testing.T) {
	for name, tc := range map[string]struct {
		in    string
		shape Shape
		lines []int
	}{
		"lines":         {"{\"id\":1}\n\n{\"id\":2}\n", JSONLines, []int{1, 3}},
		"list":          {"[\n{\"id\":1},\n{\"id\":2}]", Document, []int{2, 3}},
		"tickets":       {"{\"count\":2,\"users\":[{\"id\":9}],\"tickets\":[{\"id\":1},\n{\"id\":2}]}", Document, []int{1, 2}},
		"pretty":        {"{\n \"tags\": [[\"x\"]],\n \"mine\": [\n {\"id\":1},\n {\"id\":2}\n ]\n}", Document, []int{4, 5}},
		"nested values": {"{\"id\":1,\"comments\":[{\"id\":9}]}\n{\"id\":2}", JSONLines, []int{1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			_, recs, info := read(t, "f.json", []byte(tc.in))
			if info.Shape != tc.shape || len(recs) != 2 {
				t.Fatalf("%s, %d records", info, len(recs))
			}
			for i, r := range recs {
				if r.Err != nil || r.Line != tc.lines[i] || r.First(Column{Name: "id"}) != []string{"1", "2"}[i] {
					t.Errorf("record %d: line %d, %v, %q", i, r.Line, r.Err, r.Raw)
				}
			}
		})
	}
}

func TestObjectPaths(t *testing.T) {
	in := `{"via":{"channel":"web"},"tags":["a","b"],"n":1.50,"no":null,"c":[{"body":"x"},{"body":"y"}],"koe_line":3}`
	_, recs, _ := read(t, "f.jsonl", []byte(in))
	o := recs[0].Object
	for path, want := range map[string][]string{
		"via.channel": {"web"}, "tags": {"a", "b"}, "n": {"1.50"}, "c.body": {"x", "y"}, "no": nil, "koe_line": nil,
	} {
		if got := o.Values(path); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	if len(o.Members) != 4 || o.Members[3].Value != `[{"body":"x"},{"body":"y"}]` {
		t.Errorf("members %q", o.Members)
	}
}

func TestBadLineOfJSON(t *testing.T) {
	_, recs, _ := read(t, "f.jsonl", []byte("{\"id\":1}\n{\"id\":\n[1]\n{\"id\":2} x\n{\"id\":3}\n"))
	var bad int
	for _, r := range recs {
		if r.Err != nil {
			bad++
		}
	}
	if len(recs) != 5 || bad != 3 {
		t.Errorf("%d records, %d bad", len(recs), bad)
	}
}

func TestSameHeaderTwice(t *testing.T) {
	header, recs, _ := read(t, "f.csv", []byte("Key,Labels,labels ,Labels\nA,x,,z\n"))
	if got := recs[0].All(header.Find("labels")); !reflect.DeepEqual(got, []string{"x", "z"}) {
		t.Errorf("got %q", got)
	}
}

// The columns that koe adds to rejected rows are no columns when the file
// comes back, and what stood beyond the header stays beyond it.
func TestMendedFile(t *testing.T) {
	header, recs, info := read(t, "f.csv", []byte("a,b,koe_line,koe_reason\n1,2,7,too bad\n1,2,9,long,spare\n"))
	if !info.Mended || len(header) != 2 || !reflect.DeepEqual(recs[0].Cells, []string{"1", "2"}) || recs[0].Spare != nil {
		t.Errorf("%v %q %q", info.Mended, header, recs[0].Cells)
	}
	if !reflect.DeepEqual(recs[1].Spare, []string{"spare"}) {
		t.Errorf("spare %q", recs[1].Spare)
	}
}

func TestFit(t *testing.T) {
	optional := func(i int) bool { return i == 2 }
	for name, tc := range map[string]struct {
		rec Record
		ok  bool
	}{
		"exact":             {Record{Cells: []string{"1", "2", "3"}}, true},
		"optional missing":  {Record{Cells: []string{"1", "2"}}, true},
		"filled missing":    {Record{Cells: []string{"1"}}, false},
		"empty beyond":      {Record{Cells: []string{"1", "2", "3"}, Spare: []string{"", " "}}, true},
		"something beyond":  {Record{Cells: []string{"1", "2", "3"}, Spare: []string{"4"}}, false},
		"unreadable before": {Record{Cells: []string{"1", "2", "3"}, Err: io.ErrUnexpectedEOF}, false},
	} {
		if err := tc.rec.Fit(3, optional); (err == nil) != tc.ok || tc.ok && len(tc.rec.Cells) != 3 {
			t.Errorf("%s: %v, %q", name, err, tc.rec.Cells)
		}
	}
}

func TestEmptyFile(t *testing.T) {
	for _, in := range []string{"", "\xEF\xBB\xBF", "\n\n"} {
		if _, err := Inspect(Bytes("f.csv", []byte(in)), ""); !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestSpool(t *testing.T) {
	src, err := Spool(context.Background(), "-", strings.NewReader("a\n1\n"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := Inspect(src, ""); err != nil {
			t.Error(err)
		}
	}
	if err := src.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Inspect(src, ""); err == nil {
		t.Error("the copy is still there")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sentence))
	f.Add([]byte("a,b\n\"x\"y,2\n1,\"open\nfine"))
	f.Add([]byte("{\"tickets\":[{\"id\":1},2]}"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte{0x1f, 0x8b, 8, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		src := Bytes("f", b)
		info, err := Inspect(src, "")
		if err != nil {
			return
		}
		r, err := Open(context.Background(), src, info)
		if err != nil {
			return
		}
		defer r.Close()
		line := 0
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			if rec.Line < line {
				t.Fatalf("line %d after line %d", rec.Line, line)
			}
			line = rec.Line
		}
	})
}
