package model

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// fill sets every text below v to s, and makes one element of every list, map
// and pointer, so that no field of a command is left out.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s)
		}
	case reflect.Slice:
		if holdsText(v.Type().Elem()) {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), s)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, s)
		fill(value, s)
		v.SetMapIndex(key, value)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s)
	}
}

// texts are all strings below v with where they stand.
func texts(v reflect.Value, where string, found map[string]string) {
	switch v.Kind() {
	case reflect.String:
		found[where] = v.String()
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), where+"."+v.Type().Field(i).Name, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), fmt.Sprintf("%s[%d]", where, i), found)
		}
	case reflect.Map:
		for each := v.MapRange(); each.Next(); {
			texts(each.Key(), where+".key", found)
			texts(each.Value(), where+".value", found)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), where, found)
		}
	}
}

// hostile are what a terminal would obey, and what hides or reorders words.
var hostile = []string{
	"\x1b[31mred", "\x1b]0;owned\x07", "\x1b]52;c;QQ==\x1b\\", "\u009b2J", "\x1bP1$r\x1b\\", "a\x00b", "a\x7fb", "\u0085\u008d", "\u202egnp", "\u2066a\u2069",
	"\ufeffa", "\ufff9a\ufffb", "\U000e0041", "\ufffe", "a\rb",
}

// Whatever field a command has, nothing harmful gets past the gate, what was
// given stays as it was, and what is not UTF-8 is refused by name and place.
func TestEveryTextOfEveryCommandIsCleansed(t *testing.T) {
	for _, c := range commands {
		for _, s := range hostile {
			given := reflect.New(reflect.TypeOf(c)).Elem()
			fill(given, s)
			before := map[string]string{}
			texts(given, "", before)
			clean, err := cleansed(given.Interface().(Command))
			if err != nil {
				t.Fatalf("%s with %q: %v", c.Verb(), s, err)
			}
			found := map[string]string{}
			texts(reflect.ValueOf(clean), "", found)
			if len(found) != len(before) {
				t.Fatalf("%s: %d texts became %d", c.Verb(), len(before), len(found))
			}
			for where, got := range found {
				if strings.ContainsFunc(got, func(r rune) bool {
					return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r >= 0xfff9 && r <= 0xfffb || r == 0xfffe || r >= 0xe0000 && r < 0xe0100
				}) {
					t.Errorf("%s%s keeps %q of %q", c.Verb(), where, got, s)
				}
			}
			after := map[string]string{}
			if texts(given, "", after); !reflect.DeepEqual(before, after) {
				t.Errorf("%s: what was given is changed", c.Verb())
			}
		}
		given := reflect.New(reflect.TypeOf(c)).Elem()
		fill(given, "caf\xe9")
		all := map[string]string{}
		if texts(given, "", all); len(all) == 0 {
			continue
		}
		var refused *Refusal
		if _, err := cleansed(given.Interface().(Command)); !errors.As(err, &refused) || refused.Code != NotText || refused.Field == "" || refused.N != 1 || refused.Max != 4 {
			t.Errorf("%s takes bytes that are no text: %v", c.Verb(), err)
		}
	}
}

// A line is composed and on one line; what somebody said stays as they said it.
func TestLinesAndWhatWasSaid(t *testing.T) {
	for in, want := range map[string]Draft{
		"か\u3099\nｶﾞ":           {Text: "か\u3099\nｶﾞ", Customer: "が ガ"},
		"👨\u200d👩 a\tb":         {Text: "👨\u200d👩 a\tb", Customer: "👨👩 a b"},
		"葛\U000e0100城":          {Text: "葛\U000e0100城", Customer: "葛\U000e0100城"},
		"نمی\u200cخواهم\x1b[1m": {Text: "نمی\u200cخواهم", Customer: "نمیخواهم"},
	} {
		given := Log{Draft: Draft{Text: in, Customer: in, Notes: []Note{{Text: in}}, Extra: []Extra{{Name: in, Value: in}}}}
		want.Notes, want.Extra = []Note{{Text: want.Text}}, []Extra{{Name: want.Customer, Value: want.Text}}
		got, err := cleansed(given)
		if err != nil || !reflect.DeepEqual(got, Log{Draft: want}) {
			t.Errorf("%q: %+v, %v", in, got, err)
		}
		if !utf8.ValidString(given.Draft.Notes[0].Text) || given.Draft.Notes[0].Text != in {
			t.Errorf("the command's own note became %q", given.Draft.Notes[0].Text)
		}
	}
}

// Clean commands cost nothing but the look at them.
func BenchmarkCleansed(b *testing.B) {
	plain := Log{Draft: Draft{Text: strings.Repeat("請求が二重になっている。", 100), Customer: "田中商事", Tags: []TagPath{"請求/二重"}, Channel: Phone}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cleansed(plain); err != nil {
			b.Fatal(err)
		}
	}
}
