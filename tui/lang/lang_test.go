package lang

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/model/text"
	"koe/model/trend"
)

// Every message is there in every language: no empty text, no missing
// function, in any area.
func TestCataloguesAreComplete(t *testing.T) {
	for _, l := range All() {
		missing(t, l.String(), reflect.ValueOf(*For(l)))
	}
}

func missing(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			missing(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.String:
		if v.Len() == 0 {
			t.Errorf("%s says nothing", path)
		}
	case reflect.Func:
		if v.IsNil() {
			t.Errorf("%s is missing", path)
		}
	case reflect.Slice, reflect.Array:
		if v.Len() == 0 {
			t.Errorf("%s is empty", path)
		}
		for i := range v.Len() {
			missing(t, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Map:
		if v.Len() == 0 {
			t.Errorf("%s is empty", path)
		}
		for _, k := range v.MapKeys() {
			missing(t, fmt.Sprintf("%s[%v]", path, k), v.MapIndex(k))
		}
	}
}

// The languages have the same lists and the same keys.
func TestCataloguesAgree(t *testing.T) {
	for _, l := range All()[1:] {
		agree(t, "catalogue", l, reflect.ValueOf(*For(English)), reflect.ValueOf(*For(l)))
	}
}

func agree(t *testing.T, path string, l Lang, a, b reflect.Value) {
	t.Helper()
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			agree(t, path+"."+a.Type().Field(i).Name, l, a.Field(i), b.Field(i))
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			t.Errorf("%s has %d entries in English and %d in %s", path, a.Len(), b.Len(), l)
		}
	case reflect.Map:
		for _, k := range append(a.MapKeys(), b.MapKeys()...) {
			if !a.MapIndex(k).IsValid() || !b.MapIndex(k).IsValid() {
				t.Errorf("%s[%v] is there in one of English and %s only", path, k, l)
			}
		}
	}
}

// Every value of the model has a name of its own in every language.
func TestNames(t *testing.T) {
	for _, l := range All() {
		c := For(l)
		named(t, c, model.AllKinds(), c.Kind)
		named(t, c, model.AllWishes(), c.Wish)
		named(t, c, model.AllStates(), c.State)
		named(t, c, model.AllWaiting(), c.WaitingOn)
		named(t, c, model.AllCloseReasons(), c.CloseReason)
		named(t, c, model.AllUpheldValues(), c.Upheld)
		named(t, c, model.AllStages(), c.Stage)
		named(t, c, model.AllActionTypes(), c.ActionType)
		named(t, c, model.AllOutcomes(), c.Outcome)
		named(t, c, model.AllRoles(), c.Role)
		named(t, c, []model.Severity{model.S1, model.S2, model.S3, model.S4}, c.Severity)
		named(t, c, model.KnownChannels(), c.Channel)
		named(t, c, model.AllAudiences(), c.Audience)
		named(t, c, model.AllOrders(), c.Order)
		if n := int(trend.Falling) + 1; len(c.Trends.States) != n {
			t.Errorf("%v: %d states of a signal have a name, there are %d", l, len(c.Trends.States), n)
		}
	}
}

func named[T fmt.Stringer](t *testing.T, c *Catalogue, values []T, name func(T) string) {
	t.Helper()
	seen := make(map[string]T)
	for _, v := range values {
		n := name(v)
		if other, twice := seen[n]; twice || n == "" {
			t.Errorf("%v: %T %v is called %q, as %v is", c.Lang, v, v, n, other)
		}
		if c.Lang == Japanese && n == v.String() {
			t.Errorf("%T %v has no Japanese name", v, v)
		}
		seen[n] = v
	}
}

// What can be taken back says in every language what that was.
func TestEveryUndoHasItsWords(t *testing.T) {
	for _, l := range All() {
		for _, verb := range model.Verbs() {
			if model.Undoable(verb) && For(l).Triage.Acts[verb] == "" {
				t.Errorf("%v: the command %q can be undone and has no words in Triage.Acts", l, verb)
			}
		}
	}
}

func TestNamesOfTheDesign(t *testing.T) {
	en, ja := For(English), For(Japanese)
	for _, c := range []struct{ got, want string }{
		{ja.State(model.New), "未対応"}, {ja.State(model.Resolved), "回答済み"}, {ja.State(model.Withdrawn), "取下げ"},
		{ja.StateOf(model.Pending, model.WaitingCustomer), "お客様待ち"}, {en.StateOf(model.Pending, model.WaitingInternal), "waiting for colleagues"},
		{ja.StateOf(model.Working, 0), "対応中"}, {ja.Kind(model.KindPraise), "お褒め"}, {ja.Stage(model.Deferred), "時期見直し"},
		{en.Severity(model.S2), "S2 money or service lost"}, {en.Severity(0), "not set"}, {ja.Role(model.Lead), "SV"}, {ja.Role(model.Leader), "統括"},
		{en.Channel(model.Phone), "phone"}, {ja.Channel("Postal mail"), "Postal mail"}, {ja.Kind(model.Kind(99)), model.Kind(99).String()},
	} {
		if c.got != c.want {
			t.Errorf("%q should be %q", c.got, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang string
		want                Lang
	}{
		{"", "", "", English},
		{"", "", "ja_JP.UTF-8", Japanese},
		{"", "", "C.UTF-8", English},
		{"", "ja_JP.eucJP", "en_US.UTF-8", Japanese},
		{"en_GB.UTF-8", "ja_JP.UTF-8", "ja_JP.UTF-8", English},
		{"C", "", "ja_JP.UTF-8", English},
		{"ja", "", "", Japanese},
		{"", "", "de_DE.UTF-8", English},
		{"", "", "jam_JM", English},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := Detect(func(k string) string { return env[k] }); got != c.want {
			t.Errorf("%+v is taken for %v", c, got)
		}
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]Lang{"ja": Japanese, "JA": Japanese, "日本語": Japanese, "ja-JP": Japanese, "en": English, "en_US.UTF-8": English} {
		if got, err := Parse(s); err != nil || got != want {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
	if _, err := Parse("fr"); err == nil || err.Error() != `language "fr" is not known: say en or ja` {
		t.Errorf("fr: %v", err)
	}
}

func TestDates(t *testing.T) {
	en, ja := For(English), For(Japanese)
	jst := time.FixedZone("JST", 9*3600)
	now := time.Date(2026, 7, 13, 15, 4, 0, 0, jst)
	last := time.Date(2025, 12, 31, 9, 5, 0, 0, jst)
	for _, c := range []struct{ got, want string }{
		{en.Day(now), "Mon 13 Jul"}, {ja.Day(now), "7/13(月)"}, {en.Date(now), "2026/07/13"}, {ja.Date(now), "2026/07/13"},
		{en.Moment(now, now), "Mon 13 Jul 15:04"}, {ja.Moment(now, now), "7/13(月) 15:04"}, {ja.Moment(last, now), "2025/12/31 09:05"},
		{en.Short(now, now), "15:04"}, {en.Short(now.AddDate(0, 0, -1), now), "Sun 12 Jul"}, {ja.Short(last, now), "2025/12/31"},
		{en.Remaining(now.Add(3*time.Hour), now), "3 hours left"}, {ja.Remaining(now.Add(3*time.Hour), now), "残り3時間"},
		{en.Remaining(now.Add(-time.Hour), now), "1 hour over"}, {ja.Remaining(now.Add(-time.Hour), now), "1時間超過"},
		{en.Remaining(now.Add(time.Minute), now), "1 minute left"}, {ja.Remaining(now.Add(59*time.Minute+59*time.Second), now), "残り59分"},
		{en.Remaining(now.Add(47*time.Hour), now), "47 hours left"}, {en.Remaining(now.Add(48*time.Hour), now), "2 days left"},
		{en.Remaining(now, now), "0 minutes left"}, {en.Age(now.AddDate(0, 0, -6), now), "6 days"}, {ja.Age(now.AddDate(0, 0, -6), now), "6日"},
	} {
		if c.got != c.want {
			t.Errorf("%q should be %q", c.got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	en, ja := For(English), For(Japanese)
	for _, c := range []struct{ got, want string }{
		{en.Number(0), "0"}, {en.Number(999), "999"}, {en.Number(1000), "1,000"}, {ja.Number(1234567), "1,234,567"}, {en.Number(-1234), "-1,234"}, {en.Number(-123), "-123"},
		{plural(1, "issue", "issues"), "1 issue"}, {plural(0, "issue", "issues"), "0 issues"}, {en.Forms.Days(1200), "1,200 days"}, {ja.Forms.Days(1200), "1,200日"},
		{en.Percent(1.38, "−"), "+138 %"}, {en.Percent(-0.04, "−"), "−4 %"}, {ja.Percent(-0.68, "-"), "-68%"}, {en.Percent(0, "−"), "±0 %"}, {en.Percent(0.001, "-"), "0 %"},
		{en.Percent(-0.004, "−"), "±0 %"}, {en.Percent(20, "−"), "+2,000 %"},
	} {
		if c.got != c.want {
			t.Errorf("%q should be %q", c.got, c.want)
		}
	}
}

// What a value looks like is said in every language.
func TestEveryShapeHasItsWords(t *testing.T) {
	for _, shape := range model.Shapes() {
		r := &model.Refusal{Code: model.BadValue, Field: "tag", Value: "x", Shape: shape}
		if got := For(English).Refusal(r); got == `"x" is no tag; use .` {
			t.Errorf("the shape %q has no English words", shape)
		}
		if shapesJa[shape] == "" {
			t.Errorf("the shape %q has no Japanese words", shape)
		}
	}
}

func TestRefusals(t *testing.T) {
	en, ja := For(English), For(Japanese)
	for _, c := range []struct {
		r      model.Refusal
		en, ja string
	}{
		{model.Refusal{Code: model.BadValue, Field: "close_reason", Value: "bored", Accepted: []string{"resolved", "no-reply"}},
			`"bored" is no close reason; use resolved, no-reply.`, "「bored」は完了理由として使えません。resolved、no-reply のいずれかを指定してください。"},
		{model.Refusal{Code: model.BadValue, Field: "day", Value: "soon", Shape: model.DayShape},
			`"soon" is no day; use a day such as 2026-07-13.`, "「soon」は日付として使えません。2026-07-13 のような日付を指定してください。"},
		{model.Refusal{Code: model.BadTransition, From: model.Closed, To: model.Resolved},
			"A closed issue cannot become resolved directly; reopen it first.", "「完了」から「回答済み」へ直接は変更できません。先に対応中へ戻してください。"},
		{model.Refusal{Code: model.NeedsReason, Field: "waiting", Value: "pending", Accepted: []string{"customer", "internal"}},
			"Pending needs the side it waits for; use customer, internal.", "「待ち」にするには待ち先が必要です。customer、internal のいずれかを指定してください。"},
		{model.Refusal{Code: model.NeedsReason, Field: "as_customer", Value: "declined"},
			"Declined needs the answer as the customer; say it in a line.", "「見送り」にするにはお客様の立場での回答が必要です。一行で入力してください。"},
		{model.Refusal{Code: model.ChangedSince, Ref: model.Ref{Type: model.IssueRecord, Key: "12"}},
			"#12 was changed since by someone; nothing was undone, change it by hand.", "お申し出 #12 はその後 ほかの人 が変更したため、元に戻しませんでした。必要な場合は個別に変更してください。"},
	} {
		if got := en.Refusal(&c.r); got != c.en {
			t.Errorf("%q should be %q", got, c.en)
		}
		if got := ja.Refusal(&c.r); got != c.ja {
			t.Errorf("%q should be %q", got, c.ja)
		}
	}
}

// Every field that the model refuses has a Japanese name.
func TestEveryFieldHasItsName(t *testing.T) {
	files, err := filepath.Glob("../../model/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of the model, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if code, err := strconv.Unquote(fieldOf(n)); err == nil && fieldsJa[code] == "" {
				t.Errorf("%s refuses the field %q, which has no name in fieldsJa", filepath.Base(name), code)
			}
			return true
		})
	}
}

// fieldOf is the field's code, quoted, that a part of the model's source names:
// Field: "x", given{"x", …}, line("x", …) and what is like it, parse("x", …).
func fieldOf(n ast.Node) string {
	var named ast.Expr
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Field" {
			named = n.Value
		}
	case *ast.CompositeLit:
		if of, ok := n.Type.(*ast.Ident); ok && of.Name == "given" {
			named = n.Elts[0]
		}
	case *ast.CallExpr:
		called := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			called = f.Name
		case *ast.SelectorExpr:
			called = f.Sel.Name
		}
		if len(n.Args) > 1 && slices.Contains([]string{"line", "block", "someLine", "someBlock", "someWords", "parse"}, called) {
			named = n.Args[0]
		}
	}
	if lit, ok := named.(*ast.BasicLit); ok {
		return lit.Value
	}
	return ""
}

func TestCustomer(t *testing.T) {
	en, ja := For(English), For(Japanese)
	for _, c := range []struct{ got, want string }{
		{ja.Customer("田中商事"), "田中商事様"}, {ja.Customer("田中様"), "田中様"}, {ja.Customer("田中商事 御中"), "田中商事 御中"}, {ja.Customer(""), ""}, {en.Customer("Tanaka Shoji"), "Tanaka Shoji"},
	} {
		if c.got != c.want {
			t.Errorf("%q should be %q", c.got, c.want)
		}
	}
}

// Every refusal has a sentence in every language, and no error reaches a person
// as its code.
func TestErrors(t *testing.T) {
	codes := []model.RefusalCode{
		model.BadValue, model.Missing, model.TooLong, model.TooMany, model.NotFound, model.NotAllowed, model.NotYours, model.BadTransition,
		model.NeedsReason, model.Immutable, model.NothingToUndo, model.ChangedSince, model.CannotUndo, model.Exists, model.Retired, model.Loop,
		model.NewerSchema, model.NothingDone, model.StaleRevision, model.NotText,
	}
	for _, l := range All() {
		c := For(l)
		for _, code := range codes {
			r := &model.Refusal{Code: code, Field: "tag", Value: "new", Accepted: []string{"closed"}, From: model.New, To: model.Closed, Ref: model.Ref{Type: model.IssueRecord, Key: "12"}, Need: model.Lead, By: "mori", N: 5000, Max: 4000}
			got := c.Error(fmt.Errorf("assigning: %w", r))
			end := []rune(got)[len([]rune(got))-1]
			if got == string(code) || (end != '.' && end != '。') {
				t.Errorf("%v: %s is told as %q", l, code, got)
			}
		}
		for _, err := range []error{context.DeadlineExceeded, &text.InvalidUTF8Error{Line: 1}, &text.TooLongError{Length: 5, Limit: 4, Unit: "characters"}, errors.New("disk gone")} {
			if got := c.Error(fmt.Errorf("saving: %w", err)); got == "" {
				t.Errorf("%v: %v is told as nothing", l, err)
			}
		}
		if got := c.Error(fmt.Errorf("asking: %w", context.Canceled)); got != "" {
			t.Errorf("%v: a question that was given up is told as %q", l, got)
		}
	}
	if got := For(Japanese).Error(&model.Refusal{Code: model.NotAllowed, Need: model.Lead}); got != "この操作にはSV以上の権限が必要です。SVに依頼してください。" {
		t.Errorf("not allowed: %q", got)
	}
	if got := For(English).Error(&model.Refusal{Code: model.Missing, Field: "close_reason"}); got != "The close reason is missing; give one." {
		t.Errorf("missing: %q", got)
	}
}
