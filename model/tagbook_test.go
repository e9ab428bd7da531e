package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestPutTag(t *testing.T) {
	w := newWorld(t)
	if got := made[*Tag](w, "mori", PutTag{Path: "#Billing", Readings: []string{" せいきゅう ", "", "請求", "せいきゅう"}}); !reflect.DeepEqual(got, &Tag{Key: "billing", Path: "Billing", Readings: []string{"せいきゅう", "請求"}, Since: testNow}) {
		t.Errorf("%+v", got)
	}
	at := Ref{TagRecord, "billing"}
	becomes(w, "mori", PutTag{Path: "BILLING", Readings: []string{"b"}}, at, func(g *Tag) { g.Path, g.Readings = "BILLING", []string{"b"} })
	becomes(w, "mori", PutTag{Path: "BILLING", Retired: true}, at, func(g *Tag) { g.Readings, g.Retired = nil, true })
	w.refuses("mori", PutTag{Path: "BILLING", Retired: true}, Refusal{Code: NothingDone})
	becomes(w, "mori", PutTag{Path: "BILLING"}, at, func(g *Tag) { g.Retired = false })
	w.refuses("mori", PutTag{Path: "a/b/c"}, Refusal{Code: TooMany, Field: "tag_levels", Value: "a/b/c", N: 3, Max: 2})
	w.refuses("mori", PutTag{Path: "a", Readings: []string{strings.Repeat("x", 401)}}, Refusal{Code: TooLong, Field: "reading", N: 401, Max: 400})
	// Of two levels the parent is made, too, unless it is there.
	if out := w.do("mori", PutTag{Path: "Late/Osaka"}); len(out.Effects) != 2 || out.Effects[0].After.(*Tag).Path != "Late" || out.Effects[1].After.(*Tag).Key != "late/osaka" {
		t.Errorf("%+v", out.Effects)
	}
	if out := w.do("mori", PutTag{Path: "late/Kobe"}); len(out.Effects) != 1 {
		t.Errorf("%+v", out.Effects)
	}
}

func TestRenameTag(t *testing.T) {
	w := newWorld(t)
	w.tag("billing")
	w.tag("billing/double")
	w.tag("money")
	at := Ref{TagRecord, "billing"}
	becomes(w, "mori", RenameTag{From: "billing", To: "Billing"}, at, func(g *Tag) { g.Path = "Billing" })
	w.refuses("mori", RenameTag{From: "billing", To: "Billing"}, Refusal{Code: NothingDone})
	becomes(w, "mori", RenameTag{From: "BILLING", To: "Money"}, at, func(g *Tag) { g.Into = "money" })
	if got := w.tagAt("money").Path; got != "money" {
		t.Errorf("the one merged into is shown as %q", got)
	}
	// Into a name that is no tag yet: the tag is made.
	if got := made[*Tag](w, "mori", RenameTag{From: "billing/double", To: "Twice"}); !reflect.DeepEqual(got, &Tag{Key: "twice", Path: "Twice", Since: testNow}) {
		t.Errorf("%+v", got)
	}
	if w.tagAt("billing/double").Into != "twice" {
		t.Error("the old name does not lead to the new one")
	}
	// Round in a circle leads nowhere, nor does a tag into its own leaf.
	loop := Refusal{Code: Loop, Ref: Ref{TagRecord, "money"}}
	w.refuses("mori", RenameTag{From: "money", To: "billing"}, loop)
	w.refuses("mori", RenameTag{From: "money", To: "money/late"}, loop)
	w.do("mori", RenameTag{From: "money", To: "moneys"})

	w.refuses("mori", RenameTag{From: "nothing", To: "money"}, Refusal{Code: NotFound, Ref: Ref{TagRecord, "nothing"}})
	bad := Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape}
	w.refuses("mori", RenameTag{From: "#", To: "money"}, bad)
	w.refuses("mori", RenameTag{From: "money", To: "#"}, bad)
	// As an alias a word that is no tag yet leads to one.
	out := w.do("mori", RenameTag{From: "Refund", To: "twice", Alias: true})
	if len(out.Effects) != 1 || !reflect.DeepEqual(out.Effects[0].After, &Tag{Key: "refund", Path: "Refund", Into: "twice", Since: testNow}) {
		t.Errorf("%+v", out.Effects[0].After)
	}
}

func TestUnaliasTag(t *testing.T) {
	w := newWorld(t)
	w.tag("money")
	w.tag("billing", func(g *Tag) { g.Into = "money" })
	becomes(w, "mori", UnaliasTag{Tag: "#Billing"}, Ref{TagRecord, "billing"}, func(g *Tag) { g.Into = "" })
	w.refuses("mori", UnaliasTag{Tag: "billing"}, Refusal{Code: NothingDone})
	w.refuses("mori", UnaliasTag{Tag: "nothing"}, Refusal{Code: NotFound, Ref: Ref{TagRecord, "nothing"}})
	w.refuses("mori", UnaliasTag{Tag: "#"}, Refusal{Code: BadValue, Field: "tag", Value: "#", Shape: TagShape})
}

func TestTagBook(t *testing.T) {
	book := TagBook{}
	for key, into := range map[TagKey]TagKey{"a": "", "a/x": "", "b": "a", "c": "b", "c/y": "a/x", "d": "a/x", "e": "f", "f": "e", "g/z": "", "h": "h/late", "h/late": "d"} {
		book[key] = &Tag{Key: key, Path: TagPath(strings.ToUpper(string(key))), Into: into}
	}
	for key, want := range map[TagKey]TagKey{
		"a": "a", "a/x": "a/x", "a/new": "a/new", "b": "a", "b/x": "a/x", "b/new": "a/new", "c": "a", "c/y": "a/x", "c/n": "a/n",
		"d": "a/x", "d/n": "a/x", "h": "a/x", "h/late": "a/x", "h/n": "a/x", "nothing": "nothing", "nothing/x": "nothing/x", "g/z": "g/z", "": "",
	} {
		if got := book.Resolve(key); got != want {
			t.Errorf("%q leads to %q, want %q", key, got, want)
		}
	}
	if got := book.Resolve("e"); got != "e" && got != "f" {
		t.Errorf("a circle leads to %q", got)
	}
	for key, want := range map[TagKey]TagPath{"a": "A", "a/x": "A/X", "a/new": "A/new", "g": "g", "nothing": "nothing", "nothing/x": "nothing/x"} {
		if got := book.Path(key); got != want {
			t.Errorf("%q is shown as %q, want %q", key, got, want)
		}
	}
}
