package model

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestRetag(t *testing.T) {
	for _, c := range []struct {
		name    string
		command Retag
		want    []TagKey
	}{
		{"one more, at the end", Retag{Add: []TagPath{"refund"}}, []TagKey{"billing", "late", "refund"}},
		{"one that is there", Retag{Add: []TagPath{"Late", "refund", "REFUND"}}, []TagKey{"billing", "late", "refund"}},
		{"one less", Retag{Remove: []TagPath{"BILLING"}}, []TagKey{"late"}},
		{"one less that is not there", Retag{Remove: []TagPath{"billing", "refund"}}, []TagKey{"late"}},
		{"all of them", Retag{Remove: []TagPath{"billing", "late"}}, nil},
		{"another first", Retag{Primary: "late"}, []TagKey{"late", "billing"}},
		{"a new one first", Retag{Primary: "refund", Add: []TagPath{"refund"}}, []TagKey{"refund", "billing", "late"}},
		{"one for another", Retag{Primary: "refund", Remove: []TagPath{"billing"}}, []TagKey{"refund", "late"}},
		{"what is added is not removed at once", Retag{Add: []TagPath{"refund"}, Remove: []TagPath{"refund", "late"}}, []TagKey{"billing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			for _, p := range []TagPath{"billing", "late", "refund"} {
				w.tag(p)
			}
			n := w.issue(func(i *Issue) { i.Tags = []TagKey{"billing", "late"} })
			c.command.Issues = []Number{n}
			becomes(w, "aya", c.command, ref(IssueRecord, uint64(n)), func(i *Issue) { i.Tags = c.want })
		})
	}
}

// A tag that the desk does not know is made as it was typed, and its parent.
func TestRetagMakesTags(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	out := w.do("aya", Retag{Issues: []Number{n}, Add: []TagPath{"Billing/Double Charge", "billing/late", "#billing / double charge"}})
	want := []Record{
		&Tag{Key: "billing", Path: "Billing", Since: testNow},
		&Tag{Key: "billing/double charge", Path: "Billing/Double Charge", Since: testNow},
		&Tag{Key: "billing/late", Path: "billing/late", Since: testNow},
	}
	for n, r := range want {
		if e := out.Effects[n]; e.Before != nil || !reflect.DeepEqual(e.After, r) {
			t.Errorf("effect %d is %+v, want %+v", n, e.After, r)
		}
	}
	if got := w.issueAt(n).Tags; !reflect.DeepEqual(got, []TagKey{"billing/double charge", "billing/late"}) || len(out.Effects) != 4 {
		t.Errorf("the issue has %q, %d effects", got, len(out.Effects))
	}
}

func TestRetagRefuses(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	bad := Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape}
	w.refuses("aya", Retag{Issues: []Number{n}, Add: []TagPath{"#"}}, bad)
	w.refuses("aya", Retag{Issues: []Number{n}, Remove: []TagPath{"#"}}, bad)
	w.refuses("aya", Retag{Issues: []Number{n}, Primary: "#"}, bad)
	w.refuses("aya", Retag{Issues: []Number{n}}, Refusal{Code: NothingDone})
	w.refuses("aya", Retag{}, Refusal{Code: Missing, Field: "number"})
}

// Exactly MaxTags fit, whether they come at once or one by one.
func TestRetagMany(t *testing.T) {
	paths := make([]TagPath, MaxTags+1)
	for n := range paths {
		paths[n] = TagPath(fmt.Sprintf("t%d", n))
	}
	w := newWorld(t)
	n := w.issue()
	w.refuses("aya", Retag{Issues: []Number{n}, Add: paths}, Refusal{Code: TooMany, Field: "tags", N: 13, Max: 12})
	w.do("aya", Retag{Issues: []Number{n}, Add: paths[:MaxTags]})
	w.refuses("aya", Retag{Issues: []Number{n}, Add: paths[MaxTags:]}, Refusal{Code: TooMany, Field: "tags", N: 13, Max: 12})
	w.refuses("aya", Retag{Issues: []Number{n}, Primary: paths[MaxTags]}, Refusal{Code: TooMany, Field: "tags", N: 13, Max: 12})
	w.do("aya", Retag{Issues: []Number{n}, Add: paths[MaxTags:], Remove: paths[:1]})
	if got := w.issueAt(n).Tags; len(got) != MaxTags || got[0] != "t1" || got[MaxTags-1] != "t12" {
		t.Errorf("%q", got)
	}
}

func TestParseTag(t *testing.T) {
	long := strings.Repeat("あ", MaxTagLevel)
	for typed, want := range map[string]TagPath{
		"billing": "billing", " #billing ": "billing", "＃billing": "billing", "# #billing": "billing", "a  b / c\u3000d": "a b/c d",
		`"a b"`: "a b", `#"#a"`: "a", `"`: `"`, long: TagPath(long), long + "/" + long: TagPath(long + "/" + long),
	} {
		if got, err := ParseTag(typed); err != nil || got != want {
			t.Errorf("%q reads as %q, %v", typed, got, err)
		}
	}
	for typed, want := range map[string]Refusal{
		"":                {Code: BadValue, Field: "tag", Value: "", Shape: TagShape},
		"a/":              {Code: BadValue, Field: "tag", Value: "a/", Shape: TagShape},
		"/a":              {Code: BadValue, Field: "tag", Value: "/a", Shape: TagShape},
		`""`:              {Code: BadValue, Field: "tag", Value: `""`, Shape: TagShape},
		"a/b/c":           {Code: TooMany, Field: "tag_levels", Value: "a/b/c", N: 3, Max: 2},
		long + "あ":        {Code: TooLong, Field: "tag", Value: long + "あ", N: MaxTagLevel + 1, Max: MaxTagLevel},
		"a/" + long + "b": {Code: TooLong, Field: "tag", Value: "a/" + long + "b", N: MaxTagLevel + 1, Max: MaxTagLevel},
	} {
		if got, err := ParseTag(typed); !reflect.DeepEqual(err, &want) {
			t.Errorf("%q reads as %q, %v", typed, got, err)
		}
	}
	if _, err := ParseTag("a\xff"); err == nil {
		t.Error("text that is not UTF-8 is a tag")
	}
}

func TestTagLevels(t *testing.T) {
	for _, c := range []struct {
		parent, leaf string
		path         TagPath
		key          TagKey
		plain        string
	}{
		{"Billing", "", "Billing", "billing", "Billing"},
		{"Billing", "Double", "Billing/Double", "billing/double", "Billing/Double"},
		{"a/b", "c", `a\/b/c`, `a\/b/c`, "a/b/c"},
		{`a\b`, "c/d", `a\\b/c\/d`, `a\\b/c\/d`, `a\b/c/d`},
		{"a/b", "", `a\/b`, `a\/b`, "a/b"},
	} {
		p := JoinTag(c.parent, c.leaf)
		if p != c.path || p.Key() != c.key || p.Plain() != c.plain {
			t.Errorf("%q and %q make %q, key %q, shown %q", c.parent, c.leaf, p, p.Key(), p.Plain())
		}
		levels := []string{c.parent}
		if c.leaf != "" {
			levels = append(levels, c.leaf)
		}
		if !reflect.DeepEqual(p.Levels(), levels) {
			t.Errorf("%q has the levels %q", p, p.Levels())
		}
		parent, ok := p.Key().Parent()
		if ok != (c.leaf != "") || ok && parent != JoinTag(c.parent, "").Key() || !ok && parent != "" {
			t.Errorf("the parent of %q is %q, %v", p.Key(), parent, ok)
		}
	}
	if got := TagPath(`a\`).Levels(); !reflect.DeepEqual(got, []string{`a\`}) {
		t.Errorf("a backslash at the end: %q", got)
	}
	if got := TagPath("／").Key(); got != `\/` {
		t.Errorf("a wide slash within a path is a part of the name: %q", got)
	}
}
