package query

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"koe/model/when"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{" 　\n", ""},
		{`owner:none tag:billing/* sev<=2 state:open since:7d until:2026-03-01 customer:"田中商事" channel:phone problem:P-12 返金 -解約 (a or b)`,
			`owner:none tag:billing/* sev<=2 state:open since:7d until:2026-03-01 customer:田中商事 channel:phone problem:P-12 返金 -解約 (a or b)`},
		{"担当:なし タグ:請求 重大度<=2", "owner:none tag:請求 sev<=2"},
		{"担当：なし　タグ：請求／＊　重大度＜＝２", "owner:none tag:請求/* sev<=2"},
		{"重大度≦2 金額≧1万円", "sev<=2 amount>=10000JPY"},
		{"ﾀｸﾞ:請求 ご希望：返金 経路：電話 種別：苦情", "tag:請求 wish:refund channel:phone kind:complaint"},
		{"状態：未完了 状態:対応中 待ち:社内", "state:open state:working waiting:internal"},
		{"以降:2026/3/1 まで:2026年3月31日", "since:2026-03-01 until:2026-03-31"},
		{"以降:７日間 受付日:先週 登録日:今日 発生日:2026年3月", "since:7d received:last-week logged:today occurred:2026-03"},
		{"以降:金曜 期限:来週月曜 期限:月末 受付日:三か月前 登録日:7月 since:\"last week\" until:3か月", `since:fri due:next-week-mon due:end-of-month received:"-3mo" logged:jul since:last-week until:3mo`},
		{"受付日:7日 期限:１５日 発生日:令和8年7月13日 期限:7/14(火) due:明後日", "received:7d due:15d occurred:2026-07-13 due:7/14-tue due:day-after-tomorrow"},
		{"期限:超過 約束：今日 後日対応:なし", "due:overdue promise:today snooze:none"},
		{"顧客:(株)田中商事 顧客：㈱田中", `customer:"(株)田中商事" customer:"㈱田中"`},
		{"(顧客:田中)", "customer:田中"},
		{"owner:me owner:\"me\" by:自分", `owner:me owner:"me" by:me`},
		{"a b or c d", "a b or c d"},
		{"a and (b or c)", "a (b or c)"},
		{"(a or b) or c", "a or b or c"},
		{"a または b かつ c", "a or b c"},
		{"a|b & c", "a or b c"},
		{"-a not b NOT c", "-a -b -c"},
		{"－解約 ー解約 −解約 ‐解約", "-解約 -解約 -解約 -解約"},
		{"-(a b) -(a or b)", "-(a b) -(a or b)"},
		{"--a not not b", "a b"},
		{"sev!=1 state≠closed", "-sev:1 -state:closed"},
		{"received:>=2026-01-01 sev = 2 owner : sato", "received>=2026-01-01 sev:2 owner:sato"},
		{"「二重 請求」 “a b” \"c\\\"d\"", `"二重 請求" "a b" "c\"d"`},
		{`"or" "sev<=2" or "-x"`, `"or" "sev<=2" or "-x"`},
		{"#123 #billing/double-charge #\"late delivery\" @田中 !2 ！１", `number:123 tag:billing/double-charge tag:"late delivery" customer:田中 sev:2 sev:1`},
		{"! !x @ #", `"!" "!x" "@" "#"`},
		{"15:00 http://example.com a=b 2:1", `"15:00" "http://example.com" "a=b" "2:1"`},
		{`tag:a\/b/c tag:#billing`, `tag:"a\\/b/c" tag:billing`},
		{"amount>1.5万円 redress:$12.50 amount<=100 usd", `amount>15000JPY redress:12.5USD amount<=100 usd`},
		{"id:01arz3ndektsv4rrffq69g5fav number>=#10 problem:12", "id:01ARZ3NDEKTSV4RRFFQ69G5FAV number>=10 problem:P-12"},
		{"カード-番号 co-op", "カード-番号 co-op"},
		{"channel:窓口 channel:LINE segment:none", "channel:visit channel:line segment:none"},
		{"サーバー ｻｰﾊﾞ", "サーバー サーバ"},
	} {
		e, err := Parse(c.in)
		if err != nil || e.String() != c.want {
			t.Errorf("Parse(%q)\n got %s, %v\nwant %s", c.in, e, err, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		in    string
		code  Code
		place string // ^ under what is wrong, a character each
	}{
		{`owner:none "abc`, OpenQuote, "           ^"},
		{"顧客:「田中", OpenQuote, "   ^"},
		{"a (b c", OpenParen, "  ^"},
		{"a b) c", StrayParen, "   ^"},
		{"a or", MissingTerm, "    ^"},
		{"or a", MissingTerm, "^"},
		{"a and and b", MissingTerm, "      ^"},
		{"()", MissingTerm, " ^"},
		{"a - b", MissingTerm, "   ^"},
		{`a ""`, MissingTerm, "  ^^"},
		{"foo:bar", UnknownField, "^^^"},
		{"返金 担当車:田中", UnknownField, "   ^^^"},
		{"owner:", MissingValue, "      ^"},
		{"(owner: )", MissingValue, "       ^"},
		{"state:foo", BadValue, "      ^^^"},
		{"重大度：５", BadValue, "    ^"},
		{"since:someday a", BadValue, "      ^^^^^^^"},
		{"since:2026-02-30", BadValue, "      ^^^^^^^^^^"},
		{"since:friend", BadValue, "      ^^^^^^"},
		{"due:15:00", BadValue, "    ^^^^^"},
		{`due:"fri 15:00"`, BadValue, "    ^^^^^^^^^^^"},
		{"due:3h", BadValue, "    ^^"},
		{`due:"none"`, BadValue, "    ^^^^^^"},
		{"due<none", BadValue, "    ^^^^"},
		{"tag:a/b/c", BadValue, "    ^^^^^"},
		{"tag:a/b/*", BadValue, "    ^^^^^"},
		{"problem:x", BadValue, "        ^"},
		{"owner<sato", BadComparison, "     ^"},
		{"a \xff b", BadText, "  ^"},
		{strings.Repeat("(", MaxDepth+1) + "a", TooDeep, strings.Repeat(" ", MaxDepth) + "^"},
		{strings.Repeat("-", MaxDepth+1) + "a", TooDeep, strings.Repeat(" ", MaxDepth+1) + "^"},
		{strings.Repeat("a", MaxLength+1), TooLong, strings.Repeat(" ", MaxLength) + "^"},
	} {
		_, err := Parse(c.in)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q): %v, want %s", c.in, err, c.code)
			continue
		}
		if place := e.Caret(c.in, utf8.RuneCountInString); e.Code != c.code || place != c.place {
			t.Errorf("Parse(%.80q)\n got %s at\n%s\n%s\nwant %s at\n%s", c.in, e.Code, c.in, place, c.code, c.place)
		}
		if e.Error() == string(e.Code) || e.Japanese() == string(e.Code) {
			t.Errorf("%s has no sentence", e.Code)
		}
	}
}

// What is no day says why, as every place does where a day is typed.
func TestNoDaySaysWhy(t *testing.T) {
	for in, want := range map[string]when.Code{"since:friend": when.Unread, "since:2026-02-30": when.NoSuch, "due:15:00": when.DayOnly, "due:3h": when.DayOnly} {
		_, err := Parse(in)
		if !errors.Is(err, &when.Error{Code: want}) {
			t.Errorf("Parse(%q): %v, want %s", in, err, want)
		}
	}
	if _, err := Parse("state:foo"); errors.Is(err, &when.Error{}) || errors.Unwrap(err) != nil {
		t.Errorf("a state is no day: %v", err)
	}
}

func TestUnknownFieldNamesThoseLikeIt(t *testing.T) {
	for in, want := range map[string]string{"ownr:me": "owner", "担当車:me": "担当", "custmer:x": "customer", "タク:a": "タグ"} {
		_, err := Parse(in)
		var e *Error
		if !errors.As(err, &e) || len(e.Accepted) == 0 || e.Accepted[0] != want {
			t.Errorf("Parse(%q): %v, want %s to be proposed", in, err, want)
		}
	}
}

func TestErrorSentences(t *testing.T) {
	_, err := Parse("状態：foo")
	e := err.(*Error)
	if want := `"foo" is no value of state; use open, new, working, pending, resolved, closed or withdrawn`; e.Error() != want {
		t.Errorf("got %s", e)
	}
	if want := "「foo」は「状態」の値として使えません。未完了、未対応、対応中、待ち、回答済み、完了、取下げ を入力してください。"; e.Japanese() != want {
		t.Errorf("got %s", e.Japanese())
	}
	_, err = Parse("タグ:")
	if got, want := err.(*Error).Japanese(), "「タグ」の値を入力してください（請求、請求/*、なし）。"; got != want {
		t.Errorf("got %s", got)
	}
	wide := func(s string) (columns int) {
		for _, r := range s {
			if columns++; r >= 0x80 {
				columns++
			}
		}
		return columns
	}
	if got := e.Caret("状態：foo", wide); got != "      ^^^" {
		t.Errorf("caret %q", got)
	}
	if from, n := e.Runes("状態：foo"); from != 3 || n != 3 {
		t.Errorf("runes %d, %d", from, n)
	}
}

// Every field is described, is found by each of its names, and takes the values its description
// shows.
func TestFieldsAreDescribed(t *testing.T) {
	seen := map[string]Field{}
	for _, f := range Fields() {
		if f.English == "" || f.Meaning == "" || f.Japanese == "" || len(f.Values) == 0 {
			t.Errorf("%s is not described", f.Field)
		}
		for _, name := range append([]string{string(f.Field), f.Japanese}, f.Aliases...) {
			if got, ok := Describe(name); !ok || got.Field != f.Field {
				t.Errorf("%q leads to %q, not %s", name, got.Field, f.Field)
			}
			if other, ok := seen[name]; ok {
				t.Errorf("%q is of %s and %s", name, other, f.Field)
			}
			seen[name] = f.Field
		}
		for _, v := range f.Values {
			e, err := Parse(string(f.Field) + ":" + v)
			if err != nil || e.Op != Test || e.Field != f.Field {
				t.Errorf("%s:%s gives %s, %v", f.Field, v, e, err)
			}
		}
		for _, w := range wordsOf(f) {
			for _, name := range w.names() {
				if strings.Contains(name, " ") {
					name = `"` + name + `"`
				}
				e, err := Parse(string(f.Field) + ":" + name)
				if err != nil || e.Value != w.code {
					t.Errorf("%s:%s gives %s, %v, want %s", f.Field, name, e, err, w.code)
				}
			}
		}
	}
}

func exprs() *rapid.Generator[string] {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"返金", "a", "サーバー", `"b c"`, "「二重 請求」", "or", `"or"`, "x:y", `"\"\\"`, "ー", "#1", "#a/b", "!3", "@田中"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("ab返ー-－:：<＜=()（）\"“「」 　|&!#@*/\\,.S1ﾞ\u3099")), 1, 8, -1),
		rapid.Custom(func(t *rapid.T) string {
			f := rapid.SampledFrom(fields[:]).Draw(t, "field")
			name := rapid.SampledFrom([]string{string(f.Field), f.Japanese}).Draw(t, "name")
			value := rapid.OneOf(rapid.SampledFrom(f.Values), rapid.SampledFrom([]string{`"none"`, "me", "7d", "今日", "あり", "2026", "1万円", "㈱a"})).Draw(t, "value")
			return name + rapid.SampledFrom([]string{":", "：", "<=", ">", "=", "!=", "≧"}).Draw(t, "cmp") + value
		}),
	)
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			b.WriteString(rapid.SampledFrom([]string{"", "-", "(", " or ", " not ", ") ", " and ", "　"}).Draw(t, "glue"))
			b.WriteString(word.Draw(t, "word"))
			b.WriteString(rapid.SampledFrom([]string{" ", ")", "　", ""}).Draw(t, "end"))
		}
		return b.String()
	})
}

// checkRoundTrip holds the laws of a parsed query.
func checkRoundTrip(t interface {
	Fatalf(string, ...any)
}, src string) {
	e, err := Parse(src)
	if err != nil {
		var place *Error
		if !errors.As(err, &place) || place.Offset < 0 || place.Offset+place.Length > len(src) || place.Error() == "" || place.Japanese() == "" {
			t.Fatalf("Parse(%q): %#v", src, err)
		}
		return
	}
	again, err := Parse(e.String())
	if err != nil || !reflect.DeepEqual(again, e) {
		t.Fatalf("%q parses to %#v, whose text %q parses to %#v, %v", src, e, e, again, err)
	}
	var viaJSON, viaCBOR Expr
	j, err := json.Marshal(e)
	if err == nil {
		err = json.Unmarshal(j, &viaJSON)
	}
	if err != nil || !reflect.DeepEqual(viaJSON, e) {
		t.Fatalf("%q by way of JSON is %#v, %v", e, viaJSON, err)
	}
	c, err := cbor.Marshal(e)
	if err == nil {
		err = cbor.Unmarshal(c, &viaCBOR)
	}
	if err != nil || !reflect.DeepEqual(viaCBOR, e) {
		t.Fatalf("%q by way of CBOR is %#v, %v", e, viaCBOR, err)
	}
}

func TestTextRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRoundTrip(t, exprs().Draw(t, "query")) })
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`owner:none tag:billing/* sev<=2 state:open since:7d until:2026-03-01 customer:"田中商事" channel:phone problem:P-12 返金 -解約 (a or b)`,
		"担当：なし　タグ：請求　重大度＜＝2", "「a」 ー(b または c) #1 !2 @x", `"\"" not -(a)`, "顧客:(株)田中", "amount>=1.5万円", "due<=3d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkRoundTrip(t, s)
		Complete(s, len(s)/2)
		if e, err := Parse(s); err == nil {
			m := Compile(e, desk())
			for _, i := range sample() {
				if f := m.Facets(); m.Match(i) && !f.admits(i) {
					t.Fatalf("%q matches #%d, its facets do not: %+v", s, i.Number, f)
				}
			}
		}
	})
}

// What an issue may be without takes none and any, in both languages; what
// every issue has takes neither, and says so.
func TestWhatAnIssueMayBeWithout(t *testing.T) {
	always := map[Field]bool{State: true, Since: true, Until: true, Kind: true, Received: true, Logged: true, Number: true, ID: true}
	for _, f := range Fields() {
		for word, code := range map[string]string{"none": "none", "any": "any", "なし": "none", "あり": "any"} {
			e, err := Parse(string(f.Field) + ":" + word)
			if always[f.Field] {
				if err == nil {
					t.Errorf("%s:%s is taken", f.Field, word)
				}
				continue
			}
			if want := string(f.Field) + ":" + code; err != nil || e.String() != want {
				t.Errorf("%s:%s is %s, %v; want %s", f.Field, word, e, err, want)
			}
		}
	}
}
