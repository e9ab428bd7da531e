package store

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"koe/model"
)

// TestTheLayoutHasItsSchema holds what is on disk to the schema: a field that is
// added, moved or given another type needs a schema of its own, so that a koe
// that does not know it refuses the file and does not drop it.
func TestTheLayoutHasItsSchema(t *testing.T) {
	have := layout(t)
	path := fmt.Sprintf("testdata/layout-%d.txt", Schema)
	want, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		if err := os.WriteFile(path, []byte(have), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("%s is written: look at it, and run the test again", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if have != string(want) {
		t.Errorf("the records are not those of schema %d any more: raise Schema in store/codec.go, give it a step in store/bringup.go, and run this test again\n%s", Schema, difference(string(want), have))
	}
}

// layout lists every struct that is on disk with its fields' numbers and types.
func layout(t *testing.T) string {
	seen := map[reflect.Type]bool{}
	var lines []string
	var add func(reflect.Type)
	add = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			add(typ.Elem())
			return
		case reflect.Map:
			add(typ.Key())
			add(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		for n := range typ.NumField() {
			f := typ.Field(n)
			tag := f.Tag.Get("cbor")
			if tag == "-" || !f.IsExported() {
				continue
			}
			if tag == "" {
				t.Errorf("%s.%s has no number", typ, f.Name)
			}
			lines = append(lines, fmt.Sprintf("%s %s %s %s", typ, tag, f.Name, f.Type))
			add(f.Type)
		}
	}
	for typ := model.RecordType(1); ; typ++ {
		rec, err := model.NewRecord(typ)
		if err != nil {
			break
		}
		add(reflect.TypeOf(rec))
	}
	for _, v := range []any{model.Event{}, model.Part{}, model.Receipt{}, model.Heads{}, bringing{}} {
		add(reflect.TypeOf(v))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func difference(want, have string) string {
	var out []string
	was, is := strings.Split(want, "\n"), strings.Split(have, "\n")
	for _, l := range was {
		if !slices.Contains(is, l) {
			out = append(out, "- "+l)
		}
	}
	for _, l := range is {
		if !slices.Contains(was, l) {
			out = append(out, "+ "+l)
		}
	}
	return strings.Join(out, "\n")
}
