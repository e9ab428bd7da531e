package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"maps"
	"strings"
	"testing"

	"koe/store/exchange/table"
)

// Where no header names the words, they are what reads like somebody's words:
// long, each row's own, and no place or code.
func TestProposedWords(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"Japanese is short":     {"day,shop,voice\n2026-05-01,梅田店,荷物が届かない。連絡もない\n2026-05-02,難波店,返金してほしいと言われた\n", "voice"},
		"one name in each row":  {"day,bureau\n2026-05-01,Department of Health and Hygiene\n2026-05-02,Department of Health and Hygiene\n", ""},
		"a place on the map":    {"day,place\n2026-05-01,POINT (-118.294017712 34.0676390557)\n2026-05-02,POINT (-118.294017799 34.0676399999)\n", ""},
		"a code without spaces": {"day,key\n2026-05-01,abcdefghijklmnopqrstuvwxyz-one\n2026-05-02,abcdefghijklmnopqrstuvwxyz-two\n", ""},
		"the longest of two":    {"day,short,long\n2026-05-01,Nobody rang me back again,Nobody rang me back again although they promised it\n2026-05-02,Charged for June twice,Charged for June twice and nobody could say why it was\n", "long"},
	} {
		_, err := Inspect(context.Background(), table.Bytes("x.csv", []byte(c.file)), Options{Zone: tokyo, Now: today})
		var need *NeedMap
		if !errors.As(err, &need) || need.Proposed[Text] != c.want || need.Proposed[Received] != "day" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// column is a column of a made-up file: a name and a value a row.
type column struct {
	name   string
	values []string
}

// proposed is the map that a file of some columns is proposed.
func proposed(t *testing.T, columns ...column) Map {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for row := -1; row < len(columns[0].values); row++ {
		var cells []string
		for _, c := range columns {
			if row < 0 {
				cells = append(cells, c.name)
			} else {
				cells = append(cells, c.values[row])
			}
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	_, err := Inspect(context.Background(), table.Bytes("x.csv", out.Bytes()), Options{Zone: tokyo, Now: today})
	var need *NeedMap
	if !errors.As(err, &need) {
		t.Fatalf("%s\n%v", out.Bytes(), err)
	}
	return need.Proposed
}

// some are n values, of which the last others are another's.
func some(n, others int, value, other string) []string {
	var out []string
	for i := range n {
		v := value
		if i >= n-others {
			v = other
		}
		if v != "" {
			v = strings.ReplaceAll(v, "%", string(rune('a'+i)))
		}
		out = append(out, v)
	}
	return out
}

// TestAColumnIsProposedWhereItsValuesSuit takes columns with a header's words whose values are of
// the field's kind just often enough, and just too seldom.
func TestAColumnIsProposedWhereItsValuesSuit(t *testing.T) {
	const words = "nobody has rung me back %"
	for _, c := range []struct {
		name   string
		values []string
		field  Field
		want   bool
	}{
		{"受付日", some(5, 1, "2026-05-01", "soon"), Received, true},
		{"受付日", some(5, 2, "2026-05-01", "soon"), Received, false},
		{"受付日", some(5, 5, "2026-05-01", ""), Received, false},
		{"発生日", some(5, 1, "2026-05-01", "soon"), Occurred, true},
		{"発生日", some(5, 2, "2026-05-01", "soon"), Occurred, false},
		{"closed", some(10, 2, "2026-05-01", "no"), StateAt, true},
		{"closed", some(10, 3, "2026-05-01", "no"), StateAt, false},
		{"closed", some(10, 8, "2026-05-01", ""), StateAt, true}, // the empty ones say nothing
		{"deadline", some(5, 1, "2026-05-01", "soon"), Due, true},
		{"deadline", some(5, 2, "2026-05-01", "soon"), Due, false},
		{"state", some(4, 2, "closed", "Ohio"), State, true},
		{"state", some(4, 3, "closed", "Ohio"), State, false},
		{"状態", some(3, 2, "完了", ""), State, true},
		{"priority", some(4, 2, "high", "K2"), Severity, true},
		{"priority", some(5, 3, "high", "K2"), Severity, false},
		{"種別", some(4, 2, "苦情", "K2"), KindOf, true},
		{"種別", some(5, 3, "苦情", "K2"), KindOf, false},
		{"name", some(4, 3, "Ann", "B"), Customer, true},
		{"name", some(4, 4, "Ann", "B"), Customer, false},
		{"name", some(4, 3, "Al", ""), Customer, true},
		{"Complaint_Type", some(4, 0, "fees", ""), Tag, true},
		{"complaint-type", some(4, 0, "fees", ""), Tag, true},
		{"ＳＲ", some(4, 0, "fees", ""), ID, false},
		{"Sub Category", some(4, 0, "late", ""), Subtag, true},
		{"No.", some(4, 0, "7%", ""), ID, true},
		{"タグ", some(4, 0, "fees", ""), Tags, true},
		{"商品名", some(4, 0, "card", ""), Product, true},
	} {
		m := proposed(t, column{"voice", some(len(c.values), 0, words, "")}, column{c.name, c.values})
		if got := m[c.field] == c.name; got != c.want {
			t.Errorf("%s of %q for %s: proposed %v, want %v", c.name, c.values, c.field, m, c.want)
		}
		if m[Text] != "voice" {
			t.Errorf("%s of %q: proposed %v", c.name, c.values, m)
		}
	}
}

// TestTheDateIsProposed tells a column of dates by its header, and by its values where no header
// does or where the named one leaves day and month open.
func TestTheDateIsProposed(t *testing.T) {
	voice := column{"voice", some(10, 0, "nobody has rung me back %", "")}
	for name, c := range map[string]struct {
		columns []column
		want    Map
	}{
		"the surer word":                       {[]column{{"date", some(10, 0, "2026-05-01", "")}, {"received_at", some(10, 0, "2026-05-02", "")}}, Map{Received: "received_at"}},
		"of two alike the first":               {[]column{{"Created At", some(10, 0, "2026-05-01", "")}, {"created_at", some(10, 0, "2026-05-02", "")}}, Map{Received: "Created At"}},
		"no header, nine of ten":               {[]column{{"x", some(10, 1, "2026-05-01", "soon")}}, Map{Received: "x"}},
		"no header, eight of ten":              {[]column{{"x", some(10, 2, "2026-05-01", "soon")}}, Map{}},
		"no header, the first of two":          {[]column{{"x", some(10, 0, "2026-05-01", "")}, {"y", some(10, 0, "2026-05-02", "")}}, Map{Received: "x"}},
		"numbers are no dates of themselves":   {[]column{{"x", some(10, 0, "46150", "")}}, Map{}},
		"a few numbers among dates":            {[]column{{"x", some(10, 4, "2026-05-01", "46150")}}, Map{Received: "x"}},
		"more numbers than dates":              {[]column{{"x", some(10, 6, "2026-05-01", "46150")}}, Map{Received: "x"}},
		"day and month open, and no other":     {[]column{{"date", some(10, 0, "01/02/2026", "")}}, Map{Received: "date"}},
		"day and month open, and another":      {[]column{{"date", some(10, 0, "01/02/2026", "")}, {"x", some(10, 0, "2026-05-01", "")}}, Map{Received: "x"}},
		"day and month open in both":           {[]column{{"x", some(10, 0, "01/02/2026", "")}}, Map{}},
		"a time of its own":                    {[]column{{"date", some(10, 0, "2026-05-01", "")}, {"time", some(10, 0, "10:30", "")}}, Map{Received: "date", AtTime: "time"}},
		"a time of its own, and one with it":   {[]column{{"date", some(10, 9, "2026-05-01 09:00", "2026-05-01")}, {"time", some(10, 0, "10:30", "")}}, Map{Received: "date"}},
		"a time without a date":                {[]column{{"time", some(10, 0, "10:30", "")}}, Map{AtTime: "time"}},
		"what another field took is not taken": {[]column{{"発生日", some(10, 0, "2026-05-01", "")}}, Map{Occurred: "発生日"}},
	} {
		c.want[Text] = "voice"
		if m := proposed(t, append(c.columns, voice)...); !maps.Equal(m, c.want) {
			t.Errorf("%s: %v, want %v", name, m, c.want)
		}
	}
}

// TestWordsReadLikeASentence holds the bounds from which values are taken for somebody's words.
func TestWordsReadLikeASentence(t *testing.T) {
	day := column{"date", some(4, 0, "2026-05-01", "")}
	for _, c := range []struct {
		values []string
		want   bool
	}{
		{some(4, 0, "it is twenty long, %", ""), true},                                 // 20
		{some(4, 0, "it is nineteen in %", ""), false},                                 // 19
		{some(4, 0, "荷物がまだ届かない%", ""), false},                                          // 19 columns
		{some(4, 0, "荷物がまだ届きません%", ""), true},                                          // 21
		{some(4, 1, "it is twenty long, %", "no"), false},                              // on average shorter
		{some(4, 3, "it is twenty long, %", ""), true},                                 // the empty ones do not count
		{some(4, 0, "it is twenty long, x", ""), false},                                // all the same
		{some(4, 2, "it is twenty long, x", "so is the other, yy"), false},             // two of four are not each row's own
		{append(some(3, 1, "it is twenty long, x", "so is this other one"), ""), true}, // two of three
		{some(4, 0, "%bcdefghijklmnopqrstuvwxyz", ""), false},                          // no spaces
		{some(4, 0, "12 34 56 78 90 12 34 %bc", ""), false},                            // mostly digits
		{some(4, 0, "12 34 56 abcdefghi klm %", ""), true},                             // half of it letters
		{some(4, 0, "カード再試行のときに二重に請求%", ""), true},
	} {
		if m := proposed(t, day, column{"x", c.values}); (m[Text] == "x") != c.want {
			t.Errorf("%q: proposed %v, want the words %v", c.values, m, c.want)
		}
	}
	long, longer := some(4, 0, "this one is long enough, %", ""), some(4, 0, "this one is long enough too, %", "")
	for _, c := range []struct {
		first, second []string
		want          string
	}{{long, longer, "y"}, {longer, long, "x"}, {long, long, "x"}} {
		if m := proposed(t, day, column{"x", c.first}, column{"y", c.second}); m[Text] != c.want {
			t.Errorf("%q and %q: proposed %v, want %s", c.first[0], c.second[0], m, c.want)
		}
	}
	if m := proposed(t, day, column{"owner", longer}, column{"x", long}); m[Text] != "x" || m[Owner] != "owner" {
		t.Errorf("proposed %v: what fills another field was taken for the words", m)
	}
}
