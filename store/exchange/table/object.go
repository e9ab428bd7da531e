package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Object is one JSON object, by paths: "via.channel" for a member of a member.
// Elements of a list share the path of the list, so that "tags" has several
// values and "comments.body" one for each comment.
type Object struct {
	// Members are the object's own members in their order; scalars as plain
	// text, anything deeper as compact JSON.
	Members []Member
	paths   []string
	values  map[string][]string
}

// Member is one name of an object and what stands there.
type Member struct{ Name, Value string }

// Values are the values at a path, null and missing ones left out.
func (o *Object) Values(path string) []string {
	if v, ok := o.values[path]; ok {
		return v
	}
	want := fold(path)
	for _, p := range o.paths {
		if fold(p) == want {
			return o.values[p]
		}
	}
	return nil
}

// Paths are every path that has a value, in the order of the text.
func (o *Object) Paths() []string { return o.paths }

var errNoObject = errors.New("not a JSON object")

// parseObject reads one object. The names that koe itself adds to a file of
// rejected rows are left out.
func parseObject(raw []byte) (*Object, error) {
	if !utf8.Valid(raw) {
		return nil, fmt.Errorf("byte %d is not UTF-8", invalidAt(raw)+1)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	t, err := dec.Token()
	if err != nil {
		return nil, plainJSON(err)
	}
	if t != json.Delim('{') {
		return nil, errNoObject
	}
	o := &Object{values: map[string][]string{}}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, plainJSON(err)
		}
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return nil, plainJSON(err)
		}
		if err := o.add(name.(string), v); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, plainJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the object on its line")
	}
	return o, nil
}

func (o *Object) add(name string, v json.RawMessage) error {
	if name == LineColumn || name == ReasonColumn {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(v))
	dec.UseNumber()
	var any any
	if err := dec.Decode(&any); err != nil {
		return plainJSON(err)
	}
	o.flatten(name, any)
	text, scalar := scalarText(any)
	if !scalar {
		var c bytes.Buffer
		if err := json.Compact(&c, v); err != nil {
			return plainJSON(err)
		}
		text = c.String()
	}
	if any != nil {
		o.Members = append(o.Members, Member{name, text})
	}
	return nil
}

func (o *Object) flatten(path string, v any) {
	switch v := v.(type) {
	case nil:
	case []any:
		for _, e := range v {
			o.flatten(path, e)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			o.flatten(path+"."+name, v[name])
		}
	default:
		text, _ := scalarText(v)
		if _, ok := o.values[path]; !ok {
			o.paths = append(o.paths, path)
		}
		o.values[path] = append(o.values[path], text)
	}
}

func scalarText(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		if v {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

// plainJSON says in one line, in plain words, what is wrong.
func plainJSON(err error) error {
	var s *json.SyntaxError
	switch {
	case errors.As(err, &s):
		return fmt.Errorf("not valid JSON at byte %d: %s", s.Offset, strings.TrimPrefix(s.Error(), "json: "))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not valid JSON: it ends too early")
	}
	return fmt.Errorf("not valid JSON: %w", err)
}

// invalidAt is the index of the first byte that is not UTF-8.
func invalidAt(b []byte) int {
	i := 0
	for i < len(b) {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
