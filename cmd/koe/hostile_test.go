package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"

	"koe/cmd/internal/drive"
)

// commanding finds what a terminal would obey, or what turns the direction of
// writing.
func commanding(s string) int {
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && r != '\r' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	})
}

// hostileWords would colour, move, retitle and copy, hide and reorder; after it
// stands a word that must still be found.
const hostileWords = "\x1b[31mA\x1b[2J\x1b]0;owned\x07\x1b]52;c;QQ==\x1b\\\u009b1;1H\x1bP1$r\x1b\\\x07\u0085\u202egnp\u2066x\u2069\ufeff\U000e0041zebra"

// reads are the commands that show what is on the desk.
var reads = []string{
	"list", "list|--json", "show|1", "show|1|--json", "customers", "customers|--json", "tags", "tags|--json", "user|list", "user|list|--json", "problem|list", "problem|show|1",
	"problem|show|1|--json", "trends", "trends|--json", "mappings", "mappings|--json", "desk", "desk|--json", "export", "export|--format|markdown", "export|--format|jsonl|--full",
	"check", "list|zebra", "list|customer:zebra", "list|nothing" + hostileWords, "show|" + hostileWords, "assign|1|--to|" + hostileWords, "--db|/nowhere/" + hostileWords + "|list",
}

// Texts that would command a terminal go in through every command that takes
// some; nothing refuses to open for it, and nothing of it comes out by any.
func TestHostileTextsCommandNothing(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	evil := hostileWords
	takes := func(args ...string) {
		t.Helper()
		for i, a := range args {
			args[i] = strings.ReplaceAll(a, "EVIL", evil)
		}
		a := h.try("", args...)
		if a.code != 0 {
			t.Errorf("koe %q: exit %d: %s", args, a.code, a.err)
		}
		if at := commanding(a.out + a.err); at >= 0 {
			t.Errorf("koe %q says %q", args, (a.out + a.err)[at:])
		}
	}
	takes("desk", "--name", "EVIL")
	takes("log", "EVIL #billing", "--customer", "EVIL", "--tag", "EVIL")
	takes("user", "add", "mori", "--name", "EVIL", "--reading", "EVIL", "--team", "EVIL", "--role", "lead")
	takes("problem", "new", "EVIL")
	takes("link", "1", "P-1")
	takes("problem", "act", "P-1", "EVIL")
	takes("problem", "stage", "P-1", "declined", "--reason", "EVIL", "--as-customer", "EVIL")
	customers := h.file("c.csv", "name,account,phone,email,reading\n\""+evil+" 2\",\""+evil+"\",\""+evil+"\",\""+evil+"\",\""+evil+"\"\n")
	takes("import", "--as", "customers", customers)
	takes("import", "--as", "teams", h.file("t.csv", "team,lead\n\""+evil+"\",mori\n"))
	takes("import", h.file("i.csv", "words,day,who,"+"col\n\""+evil+" again\",2026-05-02,\""+evil+"\",\""+evil+"\"\n"), "--map", "text=words", "--map", "received_at=day", "--map", "customer=who", "--source", "EVIL")
	for _, line := range reads {
		args := strings.Split(line, "|")
		a := h.try("", args...)
		if at := commanding(a.out + a.err); at >= 0 {
			t.Errorf("koe %q: control at %q", args, (a.out + a.err)[at:])
		}
		if strings.Contains(a.err, "damaged") {
			t.Errorf("koe %q: %s", args, a.err)
		}
	}
	if out := h.koe("list", "zebra"); strings.Count(out, "\n") != 2 {
		t.Errorf("the words are not found:\n%s", out)
	}
	d := h.open(drive.Options{Width: 100, Height: 30})
	d.Type("zebra")
	d.Press("esc")
	d.Press("2")
	d.Until("zebra")
	d.Press("3")
	d.Until("Trends")
	for _, part := range []string{"owned", "52;c;", "\x1b[2J\x1b]", "\u202e", "\u009b", "\x1bP"} {
		if strings.Contains(d.Output(), part) {
			t.Errorf("%q reached the terminal", part)
		}
	}
}

// Bytes that are no text are refused wherever they are given, with the place;
// whatever was given, the desk opens afterwards.
func TestBytesThatAreNoTextAreRefused(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice #billing @Tanaka")
	h.koe("problem", "new", "Twice")
	const bad = "caf\xe9"
	for _, line := range []string{
		"desk|--name|" + bad, "desk|--zone|" + bad, "log|" + bad, "log|x|--customer|" + bad, "log|x|--tag|" + bad, "log|x|--channel|" + bad, "log|x|--at|" + bad,
		"user|add|" + bad, "user|add|mori|--name|" + bad, "problem|new|" + bad, "problem|act|P-1|" + bad, "problem|stage|P-1|declined|--reason|" + bad,
		"state|1|pending|--until|" + bad, "state|1|" + bad, "assign|1|--to|" + bad, "tag|1|--add|" + bad, "tags|rename|billing|" + bad, "tags|rename|" + bad + "|x",
		"customers|merge|" + bad + "|Tanaka", "list|" + bad, "show|" + bad, "export|" + bad, "trends|--on|" + bad, "list|--as|" + bad, bad, "import|" + bad + ".csv", "help|" + bad,
	} {
		args := strings.Split(line, "|")
		a := h.try("", args...)
		if a.code == 0 && a.out != "" {
			t.Errorf("koe %q was taken: %q", args, a.out)
		}
		if said := a.out + a.err; commanding(said) >= 0 || strings.Contains(said, "\xe9") {
			t.Errorf("koe %q says %q", args, said)
		}
	}
	if a := h.try("", "desk", "--name", bad); !strings.Contains(a.err, "The name is no UTF-8 text in line 1 from character 4 on") {
		t.Errorf("%s", a.err)
	}
	if a := h.try("", "--lang", "ja", "desk", "--name", bad); !strings.Contains(a.err, "1行目4文字目") {
		t.Errorf("%s", a.err)
	}
	if out := h.koe("check"); !strings.Contains(out, "Nothing is hurt") {
		t.Error(out)
	}
}

// What was left out of an agent's words is counted on standard error, and the
// issue is saved all the same.
func TestWhatIsLeftOutOfWordsIsSaid(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	a := h.try("", "log", "Charged\x07 twice \x1b[1mfor\x1b[m June")
	if a.code != 0 || a.out != "#1\n" || a.err != "8 control characters were left out of the words.\n" {
		t.Errorf("%+v", a)
	}
	if a := h.try("", "--lang", "ja", "log", "返金\x07されない"); a.err != "お申し出の本文から、制御文字 1個を除きました。\n" {
		t.Errorf("%+v", a)
	}
	if out := h.koe("show", "1"); !strings.Contains(out, "Charged twice for June") {
		t.Error(out)
	}
	if a := h.try("", "import", h.file("i.csv", "words,day\nLate\x07,2026-05-02\n"), "--map", "text=words", "--map", "received_at=day"); !strings.Contains(a.out+a.err, "1 control character was left out of the words.") {
		t.Errorf("%+v", a)
	}
	// Joiners are no control characters: the words are kept as they were said.
	const family = "👨\u200d👩\u200d👧 نمی\u200cخواهم ｶﾞｽ"
	if a := h.try("", "log", family); a.err != "" {
		t.Errorf("%+v", a)
	}
	if out := h.koe("list", "--json", "--limit", "1"); !strings.Contains(out, family) {
		t.Error(out)
	}
}

// A desk whose name an early koe stored as it was typed, in Latin-1 and with a
// colour in it, opens, works, and can be given another name.
func TestADeskWithANameThatIsNoTextOpens(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	packed, err := os.ReadFile("testdata/not-text.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(unpack)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(file, []byte("caf\xe9 \x1b[31m")) {
		t.Fatal("the name is not there")
	}
	db := h.file("old.db", string(file))
	if a := h.try("", "--db", db, "list"); !strings.Contains(a.out, "Charged twice") || !strings.Contains(a.err, "the form of an older koe") {
		t.Errorf("%+v", a)
	}
	if out := h.koe("--db", db, "desk"); !strings.Contains(out, "caf\ufffd") || commanding(out) >= 0 {
		t.Errorf("%q", out)
	}
	d := h.open(drive.Options{Width: 80, Height: 24}, "--db", db)
	d.Until("caf\ufffd")
	d.Press("ctrl+q")
	d.Wait()
	if out := h.koe("--db", db, "log", "Again"); out != "#2\n" {
		t.Error(out)
	}
	h.koe("--db", db, "desk", "--name", "Café")
	if out := h.koe("--db", db, "check"); !strings.Contains(out, "Nothing is hurt") {
		t.Error(out)
	}
}
