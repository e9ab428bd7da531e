package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"koe/model"
	"koe/model/text"
)

var tokyo = time.FixedZone("JST", 9*60*60)

// at is a moment on the desk's clock: 7-13 15:00 is Monday afternoon, the time of every test.
func at(month, day, hour int) model.Instant {
	return model.At(time.Date(2026, time.Month(month), day, hour, 0, 0, 0, tokyo))
}

func on(month, day int) model.Day { return model.Date(2026, time.Month(month), day) }

// names is a desk of three people, two customers, and a tag that was renamed.
type names struct{}

var people = []*model.User{
	{ID: "sato", Name: "佐藤 花子", Reading: "サトウ ハナコ"},
	{ID: "aya", Name: "田中 彩"},
	{ID: "none", Name: "None Given"},
}

var customers = []*model.Customer{
	{ID: 7, Name: "田中商事", Reading: "タナカショウジ", Phones: []string{"03-1234-5678"}, Account: "AC-77"},
	{ID: 8, Name: "Müller GmbH", Emails: []string{"info@example.com"}, Phones: []string{"内線"}},
}

func (names) Tag(k model.TagKey) model.TagKey {
	return model.TagBook{"請求": {Key: "請求", Into: "billing"}}.Resolve(k)
}

func (names) Users(name string) (ids []model.UserID) {
	for _, u := range people {
		if UserIs(u, name) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

func (names) Customers(name string) (ids []model.CustomerID) {
	for _, c := range customers {
		if CustomerIs(c, name) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func desk() Env { return Env{Now: at(7, 13, 15), Zone: tokyo, Me: "aya", Names: names{}} }

// sample is a handful of issues, each with something of its own.
func sample() []*model.Issue {
	issues := []*model.Issue{
		{Number: 1, Kind: model.KindComplaint, State: model.New, Severity: model.S1, Tags: []model.TagKey{"billing/double-charge", "phone"}, Text: "二重に請求された。返金してほしい", Day: on(7, 13), Channel: model.Phone,
			Wish: model.WishRefund, Customer: 7, Segment: "B", LoggedBy: "aya", LoggedAt: at(7, 13, 9), AtStake: model.Amount{Minor: 12800, Currency: "JPY"}, Due: at(7, 13, 12)},
		{Number: 2, Kind: model.KindComplaint, State: model.Working, Severity: model.S2, Owner: "sato", Tags: []model.TagKey{"請求"}, Text: "ｻｰﾊﾞｰ障害で解約したい", Day: on(7, 7), Channel: model.Email, Wish: model.WishCancellation,
			LoggedBy: "sato", LoggedAt: at(7, 8, 0), Due: at(7, 15, 12), Promises: []model.Promise{{By: at(7, 13, 10)}}},
		{Number: 3, Kind: model.KindRequest, State: model.Pending, Severity: model.S3, Owner: "aya", Text: "Please add a dark mode", Day: on(7, 6), Channel: "line", Waiting: model.Waiting{On: model.WaitingCustomer},
			Snooze: at(7, 20, 9), Notes: []model.Note{{Text: "サーバ側も確認"}, {Text: "withdrawn remark", Retracted: true}}, Customer: 8, OccurredOn: on(7, 5)},
		{Number: 4, Kind: model.KindPraise, State: model.Closed, Tags: []model.TagKey{"billing"}, Text: "丁寧な対応", Answer: "お礼を伝えた", Day: on(3, 1), CloseReason: model.ReasonExplained, Owner: "none", Problem: 12,
			Product: "プレミアム カード", Source: "CFPB", ExternalID: "A-1", Due: at(3, 2, 9), Upheld: model.UpheldPartly, Snooze: at(3, 3, 9), Redress: model.Amount{Minor: 1250, Currency: "USD"}},
	}
	for i, issue := range issues {
		issue.ID[15] = byte(i + 1)
	}
	return issues
}

func TestMatch(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", "1 2 3 4"},
		{"owner:none", "1"},
		{"owner:any", "2 3 4"},
		{"owner:me", "3"},
		{"owner:佐藤", "2"},
		{"owner:サトウ", "2"},
		{"owner:SATO", "2"},
		{`owner:"none"`, "4"},
		{"owner:nobody-here", ""},
		{"-owner:none", "2 3 4"},
		{"by:me", "1"},
		{"tag:billing", "1 2 4"},
		{"タグ：請求", "1 2 4"},
		{"tag:billing/*", "1"},
		{"tag:Billing/Double-Charge", "1"},
		{"tag:bill", ""},
		{"tag:phone", "1"},
		{"primary:phone", ""},
		{"primary:billing", "1 2 4"},
		{"tag:none", "3"},
		{"tag:any -primary:billing/*", "2 4"},
		{"sev<=2", "1 2"},
		{"sev>2", "3"},
		{"sev:none", "4"},
		{"sev:any", "1 2 3"},
		{"sev!=1", "2 3 4"},
		{"state:open", "1 2 3"},
		{"状態：完了", "4"},
		{"waiting:customer", "3"},
		{"waiting:none", "1 2 4"},
		{"kind:complaint or kind:praise", "1 2 4"},
		{"wish:refund", "1"},
		{"wish:none", "3 4"},
		{"channel:電話", "1"},
		{"channel:LINE", "3"},
		{"channel:none", "4"},
		{"customer:田中", "1"},
		{"customer:ﾀﾅｶ", "1"},
		{"customer:0312345678", "1"},
		{"customer:c-7", "1"},
		{"customer:ac-77", "1"},
		{"customer:muller", "3"},
		{"customer:info@example.com", "3"},
		{"customer:zzz", ""},
		{"customer:none", "2 4"},
		{"segment:b", "1"},
		{"product:カード", "4"},
		{"product:none", "1 2 3"},
		{"problem:P-12", "4"},
		{"problem:none", "1 2 3"},
		{"since:7d", "1 2"},
		{"until:7d", "3 4"},
		{"since:today", "1"},
		{"until:yesterday", "2 3 4"},
		{"since:2026-07-06 until:2026-07-07", "2 3"},
		{"until:2026-03-01", "4"},
		{"received:2026-07", "1 2 3"},
		{"received:last-week", "2 3"},
		{"received:this-week", "1"},
		{"received<2026-07", "4"},
		{"received>2026-03", "1 2 3"},
		{"received>=2026", "1 2 3 4"},
		{"received:1w", "1 2"},
		{"received:2m", "1 2 3"},
		{"received<2m", "4"},
		{"received:1y", "1 2 3 4"},
		{"received:tue", "2"},
		{"received:先週火曜", "2"},
		{"received:last-week-tue", "2"},
		{`since:"last week"`, "1 2 3"},
		{"until:先週火曜", "2 3 4"},
		{"received:7月", "1 2 3"},
		{"received:3月", "4"},
		{"received:12月", ""},
		{"received:令和8年3月", "4"},
		{"received:R8.3.1", "4"},
		{"received:2026-W28", "2 3"},
		{"received:7/6", "3"},
		{"received:1週間前", "3"},
		{"received:-7d", "3"},
		{"received:過去7日間", "1 2"},
		{"received:7日", "1 2"}, // a length of time, as rules have kept it
		{"received<7日", "3 4"},
		{"received:6th", "3"},
		{"received:31st", ""}, // June has none
		{"received<31st", ""},
		{"received>31st", ""},
		{"due:水曜", "2"},
		{"due:wed", "2"},
		{"due:7/15", "2"},
		{"due:15th", "2"},
		{"due:今週中", "1 2"},
		{"due:月末", ""},
		{"due<=月末", "1 2"},
		{"due:2営業日後", "2"},
		{"due:3日間", "1 2"},
		{"due:来週", ""},
		{"promise:月曜", "2"},
		{"snooze:来週月曜", "3"},
		{"snooze:2026年7月20日(月)", "3"},
		{"logged:2026-07-08", "2"},
		{"occurred:none", "1 2 4"},
		{"occurred:2026-07-05", "3"},
		{"due:overdue", "1"},
		{"due:today", "1"},
		{"due:3d", "1 2"},
		{"due<=2d", "1"},
		{"due:none", "3 4"},
		{"promise:overdue", "2"},
		{"promise:none", "1 3 4"},
		{"snooze:any", "3"},
		{"snooze>this-week", "3"},
		{"reason:explained", "4"},
		{"upheld:any", "4"},
		{"amount>=1万円", "1"},
		{"amount>12800", ""},
		{"amount:12800円", "1"},
		{"amount>=100USD", ""},
		{"redress:$12.50", "4"},
		{"redress<13", "4"},
		{"amount:none", "2 3 4"},
		{"number>=3", "3 4"},
		{"#2", "2"},
		{"id:00000000000000000000000003", "3"},
		{"source:cfpb", "4"},
		{"external:a-1", "4"},
		{"返金", "1"},
		{"ﾍﾝｷﾝ", ""},
		{"サーバ", "2 3"},
		{"サーバ障害", "2"},
		{"サーバー側", "3"},
		{"お礼", "4"},
		{"remark", ""},
		{"返金 -解約", "1"},
		{"返金 or 解約", "1 2"},
		{"-(返金 or 解約)", "3 4"},
		{"-(sev:1 返金)", "2 3 4"},
		{"請求 customer:田中 sev<=2 (返金 or 交換)", "1"},
	} {
		e, err := Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		m := Compile(e, desk())
		if got := numbers(m.Match); got != c.want {
			t.Errorf("%s: got %q, want %q", c.query, got, c.want)
		}
		f := m.Facets()
		if within := numbers(f.admits); f.Exact && within != c.want {
			t.Errorf("%s: its facets are said to be exact and hold %q, want %q", c.query, within, c.want)
		}
	}
}

func numbers(match func(*model.Issue) bool) string {
	var out []string
	for _, i := range sample() {
		if match(i) {
			out = append(out, fmt.Sprint(uint64(i.Number)))
		}
	}
	return strings.Join(out, " ")
}

func TestMatchWithoutNames(t *testing.T) {
	env := Env{Now: at(7, 13, 15), Zone: tokyo}
	for query, want := range map[string]string{"owner:Sato": "2", "customer:C-7": "1", "customer:田中": "", "owner:me": "", "tag:請求": "2"} {
		e, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := numbers(Compile(e, env).Match); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

// A rule is kept as its text: the same query means other days tomorrow.
func TestDatesAreOfTheDayAsked(t *testing.T) {
	e, _ := Parse("since:7d")
	env := desk()
	env.Now = at(7, 14, 0)
	if got := numbers(Compile(e, env).Match); got != "1" {
		t.Errorf("a day later: %q", got)
	}
	env.Zone = time.UTC // 15:00 of the day before
	if got := numbers(Compile(e, env).Match); got != "1 2" {
		t.Errorf("further west: %q", got)
	}
}

func TestWordsDoNotReachAcrossTexts(t *testing.T) {
	i := &model.Issue{Text: "二重請", Answer: "求"}
	e, _ := Parse("請求")
	if Compile(e, desk()).Match(i) {
		t.Error("a word was found half in the text and half in the answer")
	}
}

func TestFacets(t *testing.T) {
	e, err := Parse("(state:new or state:pending) state:open owner:me sev<=2 tag:請求 since:7d until:today 返金 -channel:phone problem:P-1 number>5 number<9")
	if err != nil {
		t.Fatal(err)
	}
	f := Compile(e, desk()).Facets()
	if fmt.Sprint(f.States, f.Owners, f.Severities, f.Tags, f.Days, f.Problem, f.Numbers) !=
		"[new pending] [aya] [S1 S2] [{billing false false}] {2026-07-07 2026-07-13} P-1 [6 8]" {
		t.Errorf("got %+v", f)
	}
	if len(f.Words) != 1 || !f.Words[0].Match("返金") || f.Exact {
		t.Errorf("got %+v", f)
	}
	if e, _ = Parse("owner:sato owner:me"); Compile(e, desk()).Facets().Owners == nil {
		t.Error("two owners at once bind nothing, instead of everything")
	}
}

// admits is what facets promise, read plainly: the tests' oracle of what an index would do.
func (f Facets) admits(i *model.Issue) bool {
	for _, tag := range f.Tags {
		tags := i.Tags
		if tag.Primary {
			tags = tags[:min(1, len(tags))]
		}
		if !slices.ContainsFunc(tags, func(k model.TagKey) bool {
			k = names{}.Tag(k)
			return k == tag.Key && !tag.Below || strings.HasPrefix(string(k), string(tag.Key)+"/")
		}) {
			return false
		}
	}
	for _, w := range f.Words {
		grams := text.AppendGrams(nil, string(AppendWords(nil, i)))
		for _, g := range w.AppendGrams(nil) {
			if !slices.Contains(grams, g) {
				return false
			}
		}
	}
	return in(f.States, i.State) && in(f.Severities, i.Severity) && in(f.Kinds, i.Kind) && in(f.Owners, i.Owner) && in(f.Customers, i.Customer) &&
		(f.Problem == 0 || f.Problem == i.Problem) && (f.Channel == "" || f.Channel == text.Key(string(i.Channel))) &&
		(f.Days == Days{} || f.Days.Has(i.Day)) && uint64(i.Number) >= f.Numbers[0] && uint64(i.Number) <= f.Numbers[1]
}

func in[T comparable](set []T, v T) bool { return set == nil || slices.Contains(set, v) }

func TestFacetsNeverHideAMatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, err := Parse(exprs().Draw(t, "query"))
		if err != nil {
			t.Skip("the fuzzer wrote no query, so there is nothing to match")
		}
		m := Compile(e, desk())
		f := m.Facets()
		for _, i := range sample() {
			if match, admits := m.Match(i), f.admits(i); match && !admits || f.Exact && match != admits {
				t.Fatalf("%s: #%d matches %v, its facets (exact: %v) admit %v: %+v", e, i.Number, match, f.Exact, admits, f)
			}
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	for _, q := range []string{"state:open owner:none sev<=2", "返金 -解約", `tag:billing since:7d customer:田中`} {
		b.Run(q, func(b *testing.B) {
			e, _ := Parse(q)
			m := Compile(e, desk())
			issues := sample()
			for b.Loop() {
				for _, i := range issues {
					m.Match(i)
				}
			}
		})
	}
}

// What a query is narrowed by, and what one of its leaves says alone, is what
// the whole expression would say.
func TestNarrowedAndAlone(t *testing.T) {
	compiled := func(src string) *Matcher {
		e, err := Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		return Compile(e, desk())
	}
	open, err := Parse("state:open")
	if err != nil {
		t.Fatal(err)
	}
	for src, narrowed := range map[string]string{"": "state:open", "owner:sato": "state:open owner:sato", "owner:sato or sev<=2": "state:open (owner:sato or sev<=2)"} {
		if got, want := numbers(compiled(src).And(open).Match), numbers(compiled(narrowed).Match); got != want || got == "" {
			t.Errorf("%q and open gives %q, want %q", src, got, want)
		}
	}
	m := compiled("state:open owner:sato")
	if got, want := numbers(m.Alone(m.Root().Args[0].Leaf).Match), numbers(compiled("state:open").Match); got != want || got == numbers(m.Match) {
		t.Errorf("the state alone gives %q, want %q", got, want)
	}
}

// Blanks and signs that fold away name nobody, not everybody.
func TestNoNameIsNobody(t *testing.T) {
	for _, name := range []string{"", " ", "\u3000", "\u200b"} {
		for _, c := range customers {
			if CustomerIs(c, name) {
				t.Errorf("%q names %s", name, c.Name)
			}
		}
		for _, u := range people {
			if UserIs(u, name) {
				t.Errorf("%q names %s", name, u.Name)
			}
		}
	}
}
