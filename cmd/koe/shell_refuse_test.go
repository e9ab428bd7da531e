package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/fxamacker/cbor/v2"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

// What cannot be done is said in one plain sentence on standard error, with an
// exit code: 2 for a command that was not understood, 1 for all else.
func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice #billing")
	h.koe("user", "add", "ro", "--role", "read-only")
	h.koe("user", "add", "mori")
	for _, c := range []struct {
		args string
		code int
		said string // a part of it
	}{
		{"bogus", 2, `"bogus" is no command of koe; koe --help lists them`},
		{"log", 2, "what did they say?"},
		{"log|", 1, "The text is missing"},
		{"log|#tag", 1, "The text is missing"},
		{"log|--bogus|x", 2, "--bogus"},
		{"log|--severity|7|x", 2, `"7" is no severity; use S1, S2, S3, S4.`},
		{"log|--wish|moon|x", 2, `"moon" is no wish; use refund,`},
		{"log|--kind|odd|x", 2, `"odd" is no kind; use complaint,`},
		{"log|--at|tomorrow|x", 2, `2026-07-13T09:30`},
		{"log|--id|zz|x", 2, `--id wants a ULID of 26 letters and digits, not "zz"`},
		{"log|--tag|a/b/c|x", 1, "3 tag levels are too many; at most 2 fit."},
		{"log|bad \xff here", 1, "Line 1, column 5 is not UTF-8 text"},
		{"log|" + strings.Repeat("長", 30000), 1, "at most 65536 fit"},
		{"list|--limit|-1", 2, "--limit"},
		{"list|--limit|x", 2, `--limit takes a number, not "x"`},
		{"list|--limit|99999999999999999999", 2, "--limit takes a number"},
		{"list|(a", 2, "add a )"},
		{"show|99", 1, "There is no issue 99 on this desk"},
		{"show|abc", 2, `"abc" is no number; use #12345.`},
		{"show|99999999999999999999999", 2, "is no number"},
		{"show", 2, "which issue?"},
		{"assign|1", 2, "to whom?"},
		{"assign|1|--to|nobody", 1, "There is no user nobody on this desk"},
		{"assign|99|--to|mori", 1, "There is no issue 99"},
		{"tag|1", 2, "which tags?"},
		{"state|1|flying", 2, `"flying" is no state; use new,`},
		{"state|1|closed", 1, "needs the close reason"},
		{"state|1|closed|--reason|because", 2, `"because" is no close reason; use resolved,`},
		{"user|add|mori", 1, "User mori is already there"},
		{"user|role|nobody|lead", 1, "There is no user nobody"},
		{"user|role|mori|boss", 2, `"boss" is no role; use read-only,`},
		{"state|1|pending|--reason|customer|--until|2020-01-01", 2, "--until 2020-01-01 is over"},
		{"log|-x", 2, "words that begin with - follow --"},
		{"problem|new|x|--rule|bogus:1", 2, `there is no field "bogus"`},
		{"list|" + strings.Repeat("a", 9000), 2, "the query is too long; at most 8192 bytes are read"},
		{"undo|--event|99", 1, "nothing of yours left to undo"},
		{"trends|--on|someday", 2, "--on someday is not understood; write 2026-07-13, "},
		{"trends|--on|2026-02-29", 2, "--on 2026-02-29 is on no calendar or clock"},
		{"trends|--on|last week", 2, "--on 'last week' is more than one day"},
		{"trends|--on|7/13 9:00", 2, "--on '7/13 9:00' says a time, and a day is asked"},
		{"trends|--on|2026-07-14 mon", 2, "that day is Tue 14 Jul"},
		{"log|--at|1900-01-01|x", 2, "only the years 1971 to 9999"},
		{"desk|--closed|friend", 2, "--closed friend is not understood"},
		{"problem|act|P-9|Retry|--effective|soon", 2, "--effective soon is not understood"},
		{"problem|stage|P-9|deferred|--until|soon", 2, "--until soon is not understood"},
		{"trends|--limit|-1", 2, "--limit"},
		{"problem|show|P-9", 1, "There is no problem"},
		{"problem|show|nine", 2, "is no problem"},
		{"problem|act|P-9|Retry|--due|2026-13-45", 2, "2026-07-13"},
		{"link|1|P-9", 1, "There is no problem"},
		{"tags|rename|nosuch|x", 1, "There is no tag nosuch"},
		{"import|nosuch.csv", 1, "no such file"},
		{"import|.", 1, "is a folder"},
		{"export|--format|pdf", 2, "csv, jsonl or markdown"},
		{"export|--output|nosuch/x.csv", 1, "no such file or directory"},
		{"backup|nosuch/x.db", 1, "cannot write nosuch/x.db: no such file or directory"},
		{"--as|nobody|list", 1, "There is no user nobody on this desk"},
		{"--as|ro|log|x", 1, "takes the role agent"},
		{"--as|mori|export|--full", 1, "takes the role leader"},
		{"--as|mori|user|add|x", 1, "takes the role admin"},
		{"--lang|xx|list", 2, "xx"},
		{"--glyphs|odd", 2, "odd"},
		{"", 1, "koe's screens need a terminal"},
	} {
		a := h.try("", strings.FieldsFunc(c.args, func(r rune) bool { return r == '|' })...)
		if c.args == "log|" {
			a = h.try("", "log", "")
		}
		first, rest, _ := strings.Cut(a.err, "\n")
		if a.code != c.code || a.out != "" || !strings.HasPrefix(first, "koe: ") || !strings.Contains(first, c.said) {
			t.Errorf("koe %.40q: exit %d, want %d; said %q, want %q; printed %q", c.args, a.code, c.code, a.err, c.said, a.out)
		}
		if rest != "" && !strings.Contains(rest, "^") {
			t.Errorf("koe %.40q says more than a sentence: %q", c.args, a.err)
		}
		if s := h.try("", append([]string{"--lang", "ja"}, strings.Split(c.args, "|")...)...); c.code == 1 && strings.HasPrefix(first, "koe: There is no") && !strings.Contains(s.err, "ありません") {
			t.Errorf("koe %.40q in Japanese: %q", c.args, s.err)
		}
	}
	if got := h.issues(); len(got) != 1 || got[0]["owner"] != "" || got[0]["state"] != "new" {
		t.Errorf("a refused command changed something: %v", got)
	}
}

// Under a query that cannot be read stands where, in columns of the terminal.
func TestTheCaretUnderAQuery(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for query, want := range map[string]string{
		"bogus:1 返金":   "  bogus:1 返金\n  ^^^^^\n",
		"返金 bogus:1":   "  返金 bogus:1\n       ^^^^^\n",
		"担当:なし 重大度<=9": "  担当:なし 重大度<=9\n                    ^\n",
		`"返金`:          "  \"返金\n  ^\n",
	} {
		for _, command := range []string{"list", "export"} {
			a := h.try("", command, query)
			if _, place, _ := strings.Cut(a.err, "\n"); a.code != 2 || place != want {
				t.Errorf("koe %s %s: exit %d\n%s", command, query, a.code, a.err)
			}
		}
	}
	if a := h.try("", "list", "bogus:1\x1b[31m"); strings.Contains(a.err, "\x1b") {
		t.Errorf("%q", a.err)
	}
}

// The words come from the arguments or standard input, cleaned of what a
// terminal would obey; the same ID is the same issue.
func TestWordsComeInClean(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	if a := h.try("二重に\r\n請求された ﾍﾝｷﾝ #請求 !1\n", "log", "-"); a.out != "#1\n" || a.code != 0 {
		t.Fatalf("%+v", a)
	}
	if got := h.issues()[0]; got["text"] != "二重に\n請求された ﾍﾝｷﾝ" || got["severity"] != "S1" {
		t.Errorf("%q", got["text"])
	}
	if a := h.try("line one\nbad \xff here", "log", "-"); a.code != 1 || !strings.Contains(a.err, "Line 2, column 5") {
		t.Errorf("%+v", a)
	}
	if a := h.try(strings.Repeat("x", 70000), "log", "-"); a.code != 1 || !strings.Contains(a.err, "at most 65536 fit") {
		t.Errorf("%+v", a)
	}
	const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
	for range 3 {
		if out := h.koe("log", "--id", id, "once"); out != "#2\n" {
			t.Errorf("the same ID again: %q", out)
		}
	}
	everything := ""
	if a := h.try("", "log", "\x1b[31mred\x1b[0m \x07bell \u202eturned \u009b31mC1", "--customer", "\x1b]0;title\x07Tanaka", "--tag", "bi\x1b[1mlling"); a.code != 0 || a.err != "15 control characters were left out of the words.\n" {
		t.Errorf("%+v", a)
	}
	const evil = "e\x1b[31mvil\u009b.csv" // even its name
	h.file(evil, "text,when,who,extra\n\"\x1b[2Jwiped \u009b2J\",2026-07-13,\x1b[31mEve,\x1b]52;c;AAAA\x07\n")
	everything += h.koe("import", evil, "--map", "text=text", "--map", "received_at=when", "--map", "customer=who")
	h.koe("import", h.file("evil.jsonl", `{"number":5,"id":"01KXCCC100XV7033CKZVJ761MP","logged_at":"2026-07-13T00:00:00Z","tags":[],"customer":"","owner":"","channel":"","wish":"","problem":"","received_at":"2026-07-13T00:00:00Z","kind":"complaint","text":"x","severity":"S3","state":"new",`+
		`"source":"s\u009b","external_id":"e\u009b","extra":{"k\u009b":"v\u009b"},"promises":[{"text":"p\u009b"}],"notes":[{"at":"2026-07-13T00:00:00Z","by":"b\u009b","text":"n\u009b"}],`+
		`"contacts":[{"at":"2026-07-13T00:00:00Z","by":"m\u009b","words":"w\u009b","outcome":"reached","channel":"c\u009b"}]}`+"\n"))
	a := h.try("", "import", h.file("worse.csv", "text,when\nx,\x1b[2J\u009bbad\nx,2026-07-13\n"), "--map", "text=text", "--map", "received_at=when")
	everything += a.out + a.err
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"show", "3"}, {"show", "4", "--json"}, {"show", "5"}, {"show", "5", "--json"}, {"tags"}, {"trends"}, {"export"}, {"export", "--format", "markdown"}, {"export", "--full", "--format", "jsonl"}} {
		everything += h.koe(args...)
	}
	for _, r := range strings.TrimPrefix(everything, "\ufeff") {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			t.Fatalf("%q came out:\n%q", r, everything)
		}
	}
	if got := len(h.issues()); got != 6 {
		t.Errorf("%d issues", got)
	}
}

// What lies where the database should be and is none of koe's is named, and
// left as it is.
func TestWhatIsNoDatabase(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("--db", "good.db", "log", "Charged twice")
	good, err := os.ReadFile(h.path("good.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, content, said string }{
		{"text.db", "these are my notes\n", "text.db is no koe database; choose another file with --db."},
		{"empty.db", "", "empty.db is no koe database"},
		{"image.db", "\x89PNG\r\n" + strings.Repeat("\x01\x02", 9000), "image.db is no koe database"},
		{"cut.db", string(good[:3*4096]), "The database is damaged"},
		{"zeroed.db", strings.Repeat("\x00", 40960), "The database is damaged"},
		{"newer.db", newer(t, good), "This database was written by a newer koe; update koe to open it."},
	} {
		h.file(c.name, c.content)
		for _, args := range [][]string{{"list"}, {"log", "x"}, {"check"}} {
			a := h.try("", append([]string{"--db", c.name}, args...)...)
			if a.code != 1 || !strings.Contains(a.err, c.said) && args[0] != "check" || strings.Count(a.err, "\n") != 1 || strings.Contains(a.err, "panic") {
				t.Errorf("%s %v: exit %d, %q", c.name, args, a.code, a.err)
			}
		}
		if b, err := os.ReadFile(h.path(c.name)); err != nil || string(b) != c.content {
			t.Errorf("%s was changed: %v", c.name, err)
		}
	}
	if err := os.Mkdir(h.path("folder.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--db", "folder.db", "list"}, {"--db", "folder.db", "check"}, {"--db", os.DevNull, "list"}, {"--db", "good.db/below.db", "list"}} {
		if a := h.try("", args...); a.code != 1 || !strings.Contains(a.err, "another file with --db") || strings.Count(a.err, "\n") != 1 {
			t.Errorf("%v: %+v", args, a)
		}
	}
	if a := h.try("", "--db", "nosuch.db", "check"); a.code != 1 || !strings.Contains(a.err, "there is no database at") {
		t.Errorf("%+v", a)
	}
	if _, err := os.Stat(h.path("nosuch.db")); err == nil {
		t.Error("checking made a database")
	}
}

// newer is a database as a later koe will write it: its schema is one more.
func newer(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "newer.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	engine, err := bolt.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	key := []byte("mschema")
	value, err := cbor.Marshal(99)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Commit(ctx, kv.Batch{Put: []kv.Pair{{Key: key, Value: kv.Seal(key, value)}}}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
