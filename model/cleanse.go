package model

import (
	"errors"
	"reflect"
	"strings"
	"unicode"

	"koe/model/text"
)

// cleansed is a command with every text in it made safe, before anything is
// decided: whatever field a command has or will have, nothing else reaches a
// record. A string is a line (composed, on one line, see [text.CleanLine]); one
// tagged text:"said" is what somebody said and keeps it as they said it (see
// [text.CleanSaid]). What is not UTF-8 is refused with the field and the place.
//
// The command given stays as it is.
func cleansed(c Command) (Command, error) {
	was := reflect.ValueOf(c)
	if ok, err := isClean(was, false, "command"); ok || err != nil {
		return c, err
	}
	is := reflect.New(was.Type()).Elem()
	is.Set(was)
	cleanse(is, false)
	return is.Interface().(Command), nil
}

// said is the tag of fields that hold what somebody said.
const said = "said"

// isClean reports whether cleansing would change nothing below v, a field of the
// given name.
func isClean(v reflect.Value, asSaid bool, field string) (bool, error) {
	clean := true
	visit := func(v reflect.Value, asSaid bool, field string) error {
		ok, err := isClean(v, asSaid, field)
		clean = clean && ok
		return err
	}
	var err error
	switch v.Kind() {
	case reflect.String:
		s, bad := cleanText(v.String(), asSaid)
		var at *text.InvalidUTF8Error
		if errors.As(bad, &at) {
			return false, &Refusal{Code: NotText, Field: field, N: at.Line, Max: at.Column}
		}
		return s == v.String(), bad
	case reflect.Struct:
		for i := 0; i < v.NumField() && err == nil; i++ {
			f := v.Type().Field(i)
			err = visit(v.Field(i), asSaid || f.Tag.Get("text") == said, codeOf(f))
		}
	case reflect.Slice, reflect.Array:
		if holdsText(v.Type().Elem()) {
			for i := 0; i < v.Len() && err == nil; i++ {
				err = visit(v.Index(i), asSaid, field)
			}
		}
	case reflect.Map:
		for each := v.MapRange(); each.Next() && err == nil; {
			if err = visit(each.Key(), asSaid, field); err == nil {
				err = visit(each.Value(), asSaid, field)
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			err = visit(v.Elem(), asSaid, field)
		}
	}
	return clean, err
}

// cleanse makes what is below v safe, in copies of what v shares with others.
func cleanse(v reflect.Value, asSaid bool) {
	switch v.Kind() {
	case reflect.String:
		s, _ := cleanText(v.String(), asSaid)
		v.SetString(s)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			cleanse(v.Field(i), asSaid || f.Tag.Get("text") == said)
		}
	case reflect.Array:
		for i := range v.Len() {
			cleanse(v.Index(i), asSaid)
		}
	case reflect.Slice:
		if v.IsNil() || !holdsText(v.Type().Elem()) {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		for i := range own.Len() {
			cleanse(own.Index(i), asSaid)
		}
		v.Set(own)
	case reflect.Map:
		if v.IsNil() {
			return
		}
		own := reflect.MakeMapWithSize(v.Type(), v.Len())
		for each := v.MapRange(); each.Next(); {
			own.SetMapIndex(cleansedCopy(each.Key(), asSaid), cleansedCopy(each.Value(), asSaid))
		}
		v.Set(own)
	case reflect.Pointer:
		if !v.IsNil() {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			cleanse(own.Elem(), asSaid)
			v.Set(own)
		}
	case reflect.Interface:
		if !v.IsNil() {
			v.Set(cleansedCopy(v.Elem(), asSaid))
		}
	}
}

func cleansedCopy(v reflect.Value, asSaid bool) reflect.Value {
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	cleanse(own, asSaid)
	return own
}

func cleanText(s string, asSaid bool) (string, error) {
	if asSaid {
		s, _, err := text.CleanSaid(s)
		return s, err
	}
	return text.CleanLine(s)
}

// holdsText tells a list that may hold texts from one of numbers, such as an ID.
func holdsText(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Struct, reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer, reflect.Interface:
		return true
	}
	return false
}

// codeOf is a field's code as sentences name it: that of its JSON, or the
// field's name in small letters.
func codeOf(f reflect.StructField) string {
	if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
		return name
	}
	var b strings.Builder
	for i, r := range f.Name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
