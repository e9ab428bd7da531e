package marks

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"koe/model"
)

func TestParse(t *testing.T) {
	tags := func(t ...model.TagPath) []model.TagPath { return t }
	for _, c := range []struct {
		name, text string
		want       Found
	}{
		{"none", "Charged twice", Found{Words: "Charged twice"}},
		{"all three", "Charged twice\n#billing/double-charge !2 @tanaka", Found{Words: "Charged twice", Tags: tags("billing/double-charge"), Customer: "tanaka", Severity: model.S2}},
		{"in the middle", "Charged #billing twice", Found{Words: "Charged twice", Tags: tags("billing")}},
		{"full width", "二重に請求された　＃請求／二重請求　！１　＠田中様", Found{Words: "二重に請求された", Tags: tags("請求/二重請求"), Customer: "田中様", Severity: model.S1}},
		{"full-width digit", "x !３", Found{Words: "x", Severity: model.S3}},
		{"quoted", `late #"late delivery/Osaka" @"Tanaka Shoji"`, Found{Words: "late", Tags: tags("late delivery/Osaka"), Customer: "Tanaka Shoji"}},
		{"typographic quotes", `late #“late delivery”`, Found{Words: "late", Tags: tags("late delivery")}},
		{"escaped slash", `x #a\/b`, Found{Words: "x", Tags: tags(`a\/b`)}},
		{"not after a letter", "mail a@b.com, C#, wait!2", Found{Words: "mail a@b.com, C#, wait!2"}},
		{"a sign alone", "# @ ! and #", Found{Words: "# @ ! and #"}},
		{"no severity", "really !important !5 !22 !", Found{Words: "really !important !5 !22 !"}},
		{"an issue's number", "again, see #20117", Found{Words: "again, see #20117"}},
		{"digits quoted", `error #"404"`, Found{Words: "error", Tags: tags("404")}},
		{"each once", "#Billing #billing #call", Found{Tags: tags("Billing", "call")}},
		{"last one holds", "@a !1 @b !4", Found{Customer: "b", Severity: model.S4}},
		{"end of a sentence", "Call #callback. And #billing, 返金 #返金。", Found{Words: "Call . And , 返金 。", Tags: tags("callback", "billing", "返金")}},
		{"quote not closed", `x #"a b`, Found{Words: `x #"a b`}},
		{"quote closed on the next line", "x #\"a\nb\"", Found{Words: "x #\"a\nb\""}},
		{"letters behind the quote", `#"a"b`, Found{Words: `#"a"b`}},
		{"lines of marks go", "one\n#a\n\ntwo\n  !2 \n", Found{Words: "one\n\ntwo", Tags: tags("a"), Severity: model.S2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Parse(c.text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%q\n got %+v\nwant %+v", c.text, got, c.want)
			}
		})
	}
}

func TestATagOfThreeLevelsStaysAmongTheWords(t *testing.T) {
	got := Parse("x #a/b/c")
	if got.Words != "x #a/b/c" || len(got.Bad) != 1 || got.Bad[0].Mark != "#a/b/c" || got.Bad[0].Err == nil {
		t.Errorf("got %+v", got)
	}
}

func TestTheMarkUnderTheCursorIsNotTaken(t *testing.T) {
	for _, c := range []struct {
		before, after string // around the cursor
		open          *Open
		tags          int
	}{
		{"x #bil", "", &Open{Tag, 2, 6, "bil"}, 0},
		{"x #bil", "ling", &Open{Tag, 2, 10, "billing"}, 0},
		{"x #", "", &Open{Tag, 2, 3, ""}, 0},
		{"x #billing ", "", nil, 1},
		{"x ", "#billing", nil, 1},
		{`x #"late del`, "", &Open{Tag, 2, 12, "late del"}, 0},
		{`x #"late delivery"`, "", nil, 1},
		{"x @田", "", &Open{Customer, 2, 4, "田"}, 0},
		{"x ！", "", &Open{Severity, 2, 3, ""}, 0},
		{"x ＃せい", " more", &Open{Tag, 2, 5, "せい"}, 0},
		{"a#b", "", nil, 0},
	} {
		found, open := Typing(c.before+c.after, utf8.RuneCountInString(c.before))
		if !reflect.DeepEqual(open, c.open) || len(found.Tags) != c.tags {
			t.Errorf("%q|%q: open %+v, %d tags; want %+v, %d", c.before, c.after, open, len(found.Tags), c.open, c.tags)
		}
		if open != nil && !strings.Contains(found.Words, open.Typed) {
			t.Errorf("%q: the open mark is gone from %q", c.before, found.Words)
		}
	}
}

func TestTagsField(t *testing.T) {
	found, open := Tags(`billing, #call 請求、"late delivery" de`, 36)
	want := []model.TagPath{"billing", "call", "請求", "late delivery", "de"}
	if !reflect.DeepEqual(found.Tags, want) {
		t.Errorf("got %q", found.Tags)
	}
	if open == nil || open.Typed != "de" {
		t.Errorf("open is %+v", open)
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, name := range []string{"a", "late delivery", "404", "返金", "a.", "a,b", `a"b c`, "#x", "a/b", `a\/b`, "東京　太郎", "x、y"} {
		found := Parse("w " + Write(Tag, name))
		want := model.TagPath(name).Key()
		if name == `a"b c` {
			want = "a'b c"
		}
		if name == "#x" {
			want = "x"
		}
		if len(found.Tags) != 1 || found.Tags[0].Key() != want {
			t.Errorf("%q was written as %q and read as %q", name, Write(Tag, name), found.Tags)
		}
		field, _ := Tags(WriteTag(model.TagPath(name)), -1)
		if len(field.Tags) != 1 || field.Tags[0].Key() != want {
			t.Errorf("%q in the field is read as %q", WriteTag(model.TagPath(name)), field.Tags)
		}
		if c := Parse("w " + Write(Customer, name)).Customer; name != `a"b c` && c != name {
			t.Errorf("customer %q was read as %q", name, c)
		}
	}
}

func TestASeverityIsWrittenAsItsDigit(t *testing.T) {
	if got := Parse("w " + Write(Severity, "2")).Severity; got != model.S2 {
		t.Errorf("%q is read as %v", Write(Severity, "2"), got)
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"Charged twice\n#billing/double-charge !2 @tanaka", "二重に請求　＃請求／二重　！１", `#"a b" "c" #`, "x\n#a\n\n!2", "#a、#b。 @c."} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, at int) {
		if !utf8.ValidString(s) || len(s) > 1000 {
			return
		}
		found := Parse(s)
		again := Parse(found.Words)
		if again.Words != found.Words || len(again.Tags) > 0 || again.Customer != "" || again.Severity != 0 {
			t.Fatalf("%q: words %q hold marks still: %+v", s, found.Words, again)
		}
		if len([]rune(found.Words)) > len([]rune(s)) {
			t.Fatalf("%q grew to %q", s, found.Words)
		}
		_, open := Typing(s, at)
		if open != nil && (open.From < 0 || open.From >= at || open.To < at || open.To > utf8.RuneCountInString(s)) {
			t.Fatalf("%q at %d: open %+v", s, at, open)
		}
		for _, tag := range found.Tags {
			back := Parse(Write(Tag, string(tag)))
			if !strings.ContainsAny(string(tag), "\"“”„＂") && (len(back.Tags) != 1 || back.Tags[0].Key() != tag.Key()) {
				t.Fatalf("%q: tag %q was written as %q and read as %q", s, tag, Write(Tag, string(tag)), back.Tags)
			}
		}
		Tags(s, at)
	})
}
