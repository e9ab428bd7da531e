package table

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyValue draws what may stand in JSON, so many levels deep.
func anyValue(depth int) *rapid.Generator[any] {
	scalar := rapid.OneOf(
		rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](false),
		rapid.Map(rapid.SampledFrom([]string{"", "x", "返金", "a\nb", "\"", "koe"}), func(s string) any { return s }),
		rapid.Map(rapid.SampledFrom([]string{"0", "-1", "1.50", "1e9", "12345678901234567890"}), func(s string) any { return json.Number(s) }),
	)
	if depth == 0 {
		return scalar
	}
	return rapid.OneOf(scalar,
		rapid.Map(rapid.SliceOfN(anyValue(depth-1), 0, 3), func(v []any) any { return v }),
		rapid.Map(rapid.MapOfN(rapid.SampledFrom([]string{"a", "b", "id"}), anyValue(depth-1), 0, 3), func(v map[string]any) any { return v }),
	)
}

// flat lists the values under every path of an object, in the plainest way.
func flat(out map[string][]string, path string, v any) {
	switch v := v.(type) {
	case nil:
	case []any:
		for _, e := range v {
			flat(out, path, e)
		}
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			flat(out, strings.TrimPrefix(path+"."+name, "."), v[name])
		}
	default:
		out[path] = append(out[path], fmt.Sprint(v))
	}
}

// TestEveryObjectComesBack writes objects one a line, as a list and as a document's member, and
// finds each with its line and every value under its path.
func TestEveryObjectComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		objects := rapid.SliceOfN(rapid.MapOfN(rapid.SampledFrom([]string{"id", "words", "tags", "via"}), anyValue(3), 1, 4), 1, 5).Draw(rt, "objects")
		shape := rapid.SampledFrom([]string{"lines", "list", "member"}).Draw(rt, "shape")
		var text strings.Builder
		line := 1
		space := func() {
			s := rapid.SampledFrom([]string{"", " ", "\n", "\n\n", "\r\n"}).Draw(rt, "space")
			line += strings.Count(s, "\n")
			text.WriteString(s)
		}
		switch shape {
		case "list":
			text.WriteString("[")
		case "member":
			text.WriteString("{\n\"before\": [[1], {\"x\": [2]}, 3], \"n\": {\"rows\": [4]}, \"rows\": [")
			line++
		}
		var lines []int
		for i, o := range objects {
			if shape != "lines" {
				space()
			}
			lines = append(lines, line)
			raw, err := json.Marshal(o)
			if err != nil {
				rt.Fatal(err)
			}
			text.Write(raw)
			switch {
			case shape == "lines":
				text.WriteString("\n")
				line++
				space()
				if strings.HasSuffix(text.String(), " ") {
					text.WriteString("\n")
					line++
				}
			case i < len(objects)-1:
				text.WriteString(",")
			}
		}
		text.WriteString(map[string]string{"lines": "", "list": "\n]", "member": "], \"after\": 1}"}[shape])
		src := Bytes("f.json", []byte(text.String()))
		info := Info{Encoding: UTF8, Shape: JSONLines}
		if shape != "lines" {
			info.Shape = Document
		}
		if shape == "member" {
			info.List = "rows"
		}
		r, err := Open(context.Background(), src, info)
		if err != nil {
			rt.Fatalf("%s: %v", text.String(), err)
		}
		defer r.Close()
		for i, o := range objects {
			rec, err := r.Next()
			if err != nil || rec.Err != nil || rec.Line != lines[i] {
				rt.Fatalf("%s\nobject %d: line %d, %v, %v; want line %d", text.String(), i, rec.Line, rec.Err, err, lines[i])
			}
			want := map[string][]string{}
			flat(want, "", o)
			if len(rec.Object.Paths()) != len(want) {
				rt.Fatalf("%s\nobject %d has the paths %q, want %v", text.String(), i, rec.Object.Paths(), want)
			}
			for path, values := range want {
				if got := rec.Object.Values(strings.ToUpper(path)); !reflect.DeepEqual(got, values) {
					rt.Fatalf("%s\nobject %d, %s: %q, want %q", text.String(), i, path, got, values)
				}
			}
			members := 0
			for _, v := range o {
				if v != nil {
					members++
				}
			}
			if len(rec.Object.Members) != members {
				rt.Fatalf("%s\nobject %d has the members %q", text.String(), i, rec.Object.Members)
			}
			for _, m := range rec.Object.Members {
				got := m.Value
				want, err := json.Marshal(o[m.Name])
				if s, ok := o[m.Name].(string); ok {
					want, err = []byte(s), nil
				}
				if err != nil || got != string(want) {
					rt.Fatalf("%s\nobject %d, %s: %s, want %s", text.String(), i, m.Name, got, want)
				}
			}
		}
		if rec, err := r.Next(); !errors.Is(err, io.EOF) {
			rt.Fatalf("%s\nand then %+v, %v", text.String(), rec, err)
		}
	})
}

// TestHurtJSONSaysWhat tells of each thing that is no object, and whether reading goes on after it.
func TestHurtJSONSaysWhat(t *testing.T) {
	for _, c := range []struct {
		info Info
		in   string
		want []string // what is said of each record, "" where it is sound; the last may end the reading
		ends bool
	}{
		{Info{Shape: JSONLines}, "{\"a\":1}\n{\"a\":\n[1]\n\"x\"\n{\"a\":1} x\n{\"a\":1}{}\n{\"a\" 1}\nnull\n{\"a\":1}", []string{"", "ends too early", "not a JSON object", "not a JSON object", "something follows", "something follows", "not valid JSON at byte", "not a JSON object", ""}, false},
		{Info{Shape: JSONLines}, "{\"a\":[1,}\n{\"koe_line\":7,\"koe_reason\":\"x\",\"b\":2}\n", []string{"not valid JSON", ""}, false},
		{Info{Shape: Document}, "[{\"a\":1},2,[3],{\"a\":4}]", []string{"", "not a JSON object", "not a JSON object", ""}, false},
		{Info{Shape: Document}, "[{\"a\":1},\n{\"a\":", []string{"", "line 2: not valid JSON: it ends too early"}, true},
		{Info{Shape: Document}, "[{\"a\":1},\n{\"a\" 1}]", []string{"", "line 2: not valid JSON at byte"}, true},
		{Info{Shape: Document}, "[{\"a\":1}\n", []string{"", "not valid JSON: it ends too early"}, true},
		{Info{Shape: Document, List: "rows"}, "{\"x\":{\"rows\":[1]},\"y\":[[2]],\"z\":3,\"rows\":[{\"a\":1}],\"w\":4}", []string{""}, false},
	} {
		c.info.Encoding = UTF8
		r, err := Open(context.Background(), Bytes("f", []byte(c.in)), c.info)
		if err != nil {
			t.Fatalf("%s: %v", c.in, err)
		}
		for i, want := range c.want {
			rec, err := r.Next()
			said := rec.Err
			if c.ends && i == len(c.want)-1 {
				said, err = err, nil
			}
			if err != nil || want == "" && said != nil || want != "" && (said == nil || !strings.Contains(said.Error(), want)) {
				t.Errorf("%s, record %d: %v, %v, want %q", c.in, i, said, err, want)
			}
		}
		if rec, err := r.Next(); !c.ends && !errors.Is(err, io.EOF) {
			t.Errorf("%s: and then %+v, %v", c.in, rec, err)
		}
		r.Close()
	}
	for _, c := range []struct{ in, member, want string }{
		{"{\"a\":1}", "", "holds no list"}, {"[1]", "rows", "holds no list"}, {"{\"rows\":{}}", "rows", "holds no list"}, {"{\"a\":[1]}", "rows", "holds no list"}, {"", "", "ends too early"},
		{"{\"a\":", "rows", "ends too early"}, {"{\"a\":[1", "rows", "ends too early"}, {"{\"a\" 1}", "rows", "not valid JSON"}, {"{1}", "rows", "not valid JSON"}, {"{\"rows\"", "rows", "holds no list"},
	} {
		if _, err := open(context.Background(), Bytes("f", []byte(c.in)), Info{Encoding: UTF8, Shape: Document}, c.member); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, the list %q: %v, want %q", c.in, c.member, err, c.want)
		}
	}
	none, err := OpenMember(context.Background(), Bytes("f", []byte("{\"a\":[{}]}")), Info{Encoding: UTF8, Shape: Document}, "people")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := none.Next(); !errors.Is(err, io.EOF) || none.Close() != nil {
		t.Errorf("a member that is not there: %v", err)
	}
	if _, err := OpenMember(context.Background(), Bytes("f", []byte("{\"a\":")), Info{Encoding: UTF8, Shape: Document}, "people"); err == nil {
		t.Error("a document that is cut off has no members, and says so")
	}
	some, err := OpenMember(context.Background(), Bytes("f", []byte("{\"people\":[{\"id\":7}]}")), Info{Encoding: UTF8, Shape: Document}, "people")
	if err != nil {
		t.Fatal(err)
	}
	if rec, err := some.Next(); err != nil || rec.First(Column{Name: "id"}) != "7" {
		t.Errorf("%+v, %v", rec, err)
	}
}

// TestRecordsBeyondTheBound are told, and what follows them is read.
func TestRecordsBeyondTheBound(t *testing.T) {
	object := func(size int) string {
		const around = len(`{"a":""}`)
		return `{"a":"` + strings.Repeat("x", size-around) + `"}`
	}
	for _, size := range []int{maxRecord - 1, maxRecord, maxRecord + 1, maxRecord + 5000} {
		for _, c := range []struct {
			info Info
			in   string
			most int
		}{
			{Info{Encoding: UTF8, Shape: JSONLines}, object(size) + "\n{\"a\":1}\n", maxRecord - 1}, // with its line end
			{Info{Encoding: UTF8, Shape: Document}, "[" + object(size) + ",\n{\"a\":1}]", maxRecord},
		} {
			r, err := Open(context.Background(), Bytes("f", []byte(c.in)), c.info)
			if err != nil {
				t.Fatal(err)
			}
			rec, err := r.Next()
			if err != nil || (rec.Err != nil) != (size > c.most) || len(rec.Raw) > size {
				t.Errorf("%s of %d bytes: %v, %v", c.info.Shape, size, rec.Err, err)
			}
			if rec, err = r.Next(); err != nil || rec.Err != nil || rec.Line != 2 || rec.First(Column{Name: "a"}) != "1" {
				t.Errorf("%s of %d bytes: then line %d, %v, %v", c.info.Shape, size, rec.Line, rec.Err, err)
			}
			r.Close()
		}
	}
}

// TestALineOfJSONIsToldItsFirstFault, where it has unreadable characters too.
func TestALineOfJSONIsToldItsFirstFault(t *testing.T) {
	for in, want := range map[string]string{"{\"a\":\"\xfd\"": "ends too early", "{\"a\":\"\xfd\"}": "character 7 of the row is not"} {
		r, err := Open(context.Background(), Bytes("f", []byte(in+"\n")), Info{Encoding: CP932, Shape: JSONLines})
		if err != nil {
			t.Fatal(err)
		}
		if rec, err := r.Next(); err != nil || rec.Err == nil || !strings.Contains(rec.Err.Error(), want) {
			t.Errorf("%q: %v, %v, want %q", in, rec.Err, err, want)
		}
		r.Close()
	}
}
