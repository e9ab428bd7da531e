package model

import (
	"reflect"
	"regexp"
	"testing"
)

// On disk a field is a number and in JSON a name: every field of a record and of
// what it holds has both, and no two of one record have the same. The encoder
// leaves out, without a word, two fields that share one.
func TestFieldsOnDiskAreTold(t *testing.T) {
	number := regexp.MustCompile(`^([0-9]+),keyasint(,omitempty|,omitzero)?$`)
	name := regexp.MustCompile(`^([a-z_]+|-)(,omitempty|,omitzero)?$`)
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
			walk(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		numbers, names := map[string]string{}, map[string]string{}
		tag := func(f reflect.StructField, key string, form *regexp.Regexp, taken map[string]string) {
			parts := form.FindStringSubmatch(f.Tag.Get(key))
			if parts == nil {
				t.Errorf("%s.%s has no %s tag of the form %s: %q", typ.Name(), f.Name, key, form, f.Tag)
				return
			}
			if other := taken[parts[1]]; other != "" && parts[1] != "-" {
				t.Errorf("%s.%s and %s.%s are both %s in %s", typ.Name(), f.Name, typ.Name(), other, parts[1], key)
			}
			taken[parts[1]] = f.Name
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			tag(f, "cbor", number, numbers)
			tag(f, "json", name, names)
			walk(f.Type)
		}
	}
	for typ := IssueRecord; ; typ++ {
		r, err := NewRecord(typ)
		if err != nil {
			break
		}
		walk(reflect.TypeOf(r))
	}
	if len(seen) < 25 {
		t.Errorf("only %d sorts of values are on disk", len(seen))
	}
}
