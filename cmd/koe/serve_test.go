package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"koe/cmd/internal/drive"
)

// A station is a koe serve on its desk, and what is needed to come in.
type station struct {
	*home
	server *exec.Cmd
	log    *lockedBuffer
	port   string
	ended  chan struct{}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// needSSH skips where there is no OpenSSH client: what a guest would do can be done by
// no other program, and the attacks on the server are tried without one in tui/serve.
func needSSH(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("an OpenSSH client is needed and this machine has none (tui/serve tries the server with a client of its own)")
	}
}

// newStation is a desk with people and their keys, served: aya its admin, ben an
// agent who reads Japanese, mori a lead, guest who may look.
func newStation(t *testing.T) *station {
	t.Helper()
	needSSH(t)
	s := &station{home: newHome(t)}
	s.koe("user", "key", "add", "aya", s.newKey("aya"))
	s.koe("user", "add", "ben", "--name", "便 太郎", "--speaks", "ja", "--key", s.newKey("ben"))
	s.koe("user", "add", "mori", "--role", "lead", "--key", s.newKey("mori"))
	s.koe("user", "add", "guest", "--role", "read-only", "--key", s.newKey("guest"))
	s.serve("127.0.0.1:0")
	return s
}

// newKey makes the key of a person, and returns the file of its public half.
func (s *station) newKey(user string) string {
	s.t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(key, user)
	if err != nil {
		s.t.Fatal(err)
	}
	s.file(user+".key", string(pem.EncodeToMemory(block)))
	signer, err := gossh.NewSignerFromKey(key)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.file(user+".pub", strings.TrimSpace(string(gossh.MarshalAuthorizedKey(signer.PublicKey())))+" "+user+"@desk\n")
}

var listening = regexp.MustCompile(`msg=listening at=127\.0\.0\.1:(\d+)`)

// serve starts the server at an address.
func (s *station) serve(address string) {
	s.t.Helper()
	s.serveWith(address, "--connections", "1000")
}

func (s *station) serveWith(address string, flags ...string) {
	s.t.Helper()
	s.log, s.ended = &lockedBuffer{}, make(chan struct{})
	s.server = s.command(append([]string{"serve", "--listen", address}, flags...)...)
	s.server.Stderr = s.log
	if err := s.server.Start(); err != nil {
		s.t.Fatal(err)
	}
	server, ended := s.server, s.ended
	go func() {
		_ = server.Wait()
		close(ended)
	}()
	s.t.Cleanup(func() {
		_ = server.Process.Kill()
		<-ended
	})
	s.logged("msg=listening")
	s.port = listening.FindStringSubmatch(s.log.String())[1]
}

// stop ends the server as a service manager does.
func (s *station) stop() {
	s.t.Helper()
	if err := s.server.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(drive.Limit):
		s.t.Fatalf("the server does not end:\n%s", s.log)
	}
}

// logged waits until the server's log has some words.
func (s *station) logged(words string) {
	s.t.Helper()
	over := time.After(drive.Limit)
	for !strings.Contains(s.log.String(), words) {
		select {
		case <-over:
			s.t.Fatalf("the server does not say %q:\n%s", words, s.log)
		case <-s.ended:
			s.t.Fatalf("the server ended:\n%s", s.log)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// words are those of an OpenSSH client of somebody, with more before the host.
func (s *station) words(user string, more ...string) []string {
	return append(append([]string{
		"-F", "none", "-p", s.port, "-i", s.path(user + ".key"), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "StrictHostKeyChecking=accept-new",
		"-o", "UserKnownHostsFile=" + s.path("known_hosts"), "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
	}, more...), "somebody@127.0.0.1")
}

// ssh runs a line as somebody types it into their shell, word by word.
func (s *station) ssh(user, stdin string, line ...string) answer {
	s.t.Helper()
	cmd := exec.Command("ssh", append(s.words(user), line...)...)
	cmd.Env = append(s.environ(), "KOE_DB=/elsewhere")
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return answer{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// come opens the screens of somebody in a terminal.
func (s *station) come(user string, more ...string) *drive.Term {
	s.t.Helper()
	d := drive.Start(s.t, drive.Options{Width: 100, Height: 30, Env: s.environ(), Dir: s.dir}, "ssh", s.words(user, append([]string{"-t"}, more...)...)...)
	d.Until(" koe  1 ")
	return d
}

// Three people at their own terminals, one of them in Japanese, the shell and an
// import on the server's machine beside them: what one saves the others see, and
// nobody's half-typed words move.
func TestAWholeDeskOverSSH(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	aya, ben, mori := s.come("aya"), s.come("ben"), s.come("mori")
	ben.Want("1 受付")
	ben.Type("二重に請求された #請求 !2")
	mori.Press("ctrl+g", "2")
	mori.Until("Triage")
	aya.Type("Half a sentence")
	ben.Press("ctrl+s")
	ben.Until("#1")
	mori.Until("二重に請求された") // without a key
	s.koe("log", "Logged on the machine #billing")
	mori.Until("Logged on the machine")
	calls := s.file("calls.csv", "text,received_at\nNobody rang back,2026-07-13 09:00\n")
	if out := s.koe("import", calls, "--json", "--state", "new", "--map", "received_at=received_at", "--map", "text=text"); !strings.Contains(out, `"issues":1`) {
		t.Errorf("import: %s", out)
	}
	mori.Until("Nobody rang back")
	aya.Want("Half a sentence")
	aya.CursorAfter("Half a sentence")
	aya.Press("ctrl+s")
	mori.Until("Half a sentence")
	var at presence
	if err := json.Unmarshal([]byte(s.koe("status", "--json")), &at); err != nil {
		t.Fatal(err)
	}
	if at.Holder == nil || at.Holder.Doing != "serve" || len(at.Joined) != 3 {
		t.Errorf("%+v", at)
	}
	if got := s.byNumber(); len(got) != 4 || got[1] != "二重に請求された" || got[4] != "Half a sentence" {
		t.Errorf("%v", got)
	}
	for who, d := range map[string]*drive.Term{"aya": aya, "ben": ben, "mori": mori} {
		d.Press("ctrl+q")
		if code := d.Wait(); code != 0 {
			t.Errorf("%s left with %d", who, code)
		}
	}
	s.logged(`msg=out user=mori from=127.0.0.1 for=screens`)
	for _, said := range []string{"請求", "Half", "rang"} {
		if strings.Contains(s.log.String(), said) {
			t.Errorf("the server's log has %q of what was said", said)
		}
	}
}

// An S1 reaches every lead at once, in whatever they do, and whoever logged it sees
// who has it.
func TestAnS1ReachesTheLeads(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	mori, ben := s.come("mori"), s.come("ben")
	mori.Type("Half a sentence")
	ben.Type("充電器が焼けた #製品/安全 !1")
	ben.Press("ctrl+s")
	ben.Until("#1")
	mori.Until("S1 #1 HAS NO OWNER")
	mori.CursorAfter("Half a sentence")
	s.koe("log", "The lamp burned #product/safety !1")
	mori.Until("2 S1 HAVE NO OWNER")
	s.koe("assign", "1", "2", "--to", "mori")
	mori.UntilGone("NO OWNER")
	mori.CursorAfter("Half a sentence")
	ben.Until("S1 のお申し出 #1 は mori さんが担当します。")
	ben.Unwanted("担当者なし")
}

// Two leads at one issue see each other, and it is said when one goes on.
func TestWhoHasAnIssueOpenIsSeen(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	s.koe("log", "Charged twice #billing !2")
	s.koe("log", "Late again #delivery")
	mori, ben := s.come("mori"), s.come("ben")
	mori.Press("ctrl+g", "2")
	mori.Until("Charged twice")
	mori.Unwanted("has this open")
	ben.Press("ctrl+g", "2")
	ben.Until("mori さんも開いています。")
	mori.Until("便 太郎 has this open too.")
	ben.Press("down")
	mori.UntilGone("has this open")
	ben.UntilGone("mori さん")
	ben.Press("up")
	mori.Until("便 太郎 has this open too.")
	ben.Press("ctrl+q")
	ben.Wait()
	mori.UntilGone("has this open")
}

// Everybody says for themselves in which language and how they are shown things.
func TestEverybodyIsShownThingsTheirWay(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	if a := s.ssh("guest", "", "me", "--speaks", "ja", "--glyphs", "ascii", "--colour", "off"); a.code != 0 || !strings.Contains(a.out, "language ja, signs ascii, without colours") {
		t.Fatalf("%+v", a)
	}
	if a := s.ssh("guest", "", "me"); !strings.Contains(a.out, "言語 ja、文字 ascii、色 なし") || !strings.Contains(a.out, "閲覧のみ") {
		t.Errorf("%+v", a)
	}
	d := s.come("guest")
	d.Want("1 受付")
	d.Unwanted("─")
	if colour := regexp.MustCompile(`\x1b\[(3[0-9]|9[0-7]|38;)`).FindString(d.Output()); colour != "" {
		t.Errorf("a colour is sent: %q", colour)
	}
	if a := s.ssh("guest", "", "me", "--glyphs", "emoji"); a.code != 2 || !strings.Contains(a.err, "auto、unicode、ascii") {
		t.Errorf("%+v", a)
	}
	s.koe("user", "edit", "guest", "--speaks", "en", "--role", "agent", "--name", "Guest")
	if a := s.ssh("guest", "", "me"); !strings.Contains(a.out, "Guest  agent") || !strings.Contains(a.out, "language en") {
		t.Errorf("%+v", a)
	}
	if a := s.try("", "user", "edit", "nobody", "--name", "x"); a.code != 1 {
		t.Errorf("%+v", a)
	}
}

// The shell over SSH: the same commands as that person, with stdin and exit codes;
// what is given arrives whole, and nothing reaches a shell or a file of the server.
func TestTheShellOverSSH(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	witness := s.path("witness")
	big := strings.Repeat("長い話。", 5000)
	for _, c := range []struct {
		user, in string
		line     []string
		code     int
		out, err string
	}{
		{"ben", "", []string{"log", "it's late; touch " + witness + " $(touch " + witness + ") `touch " + witness + "`\n& second line"}, 0, "#1\n", ""},
		{"ben", big, []string{"log", "-"}, 0, "#2\n", ""},
		{"ben", "", []string{"show", "1"}, 0, "it's late; touch", ""},
		{"ben", "", []string{"list", "owner:none", "--json"}, 0, `"number":1`, ""},
		{"ben", "", []string{"trends"}, 0, "", ""},
		{"ben", "", []string{"koe", "list"}, 0, "it's late", ""},
		{"ben", "", []string{"list", "owner:"}, 2, "", "koe: "},
		{"ben", "", []string{"show", "99"}, 1, "", "登録がありません"},
		{"ben", "", []string{"show", "99", "--lang", "en"}, 1, "", "check the number"},
		{"mori", "text,received_at\nBy stream,2026-07-13 09:00\n", []string{"import", "-", "--map", "received_at=received_at", "--map", "text=text"}, 0, "1 issue", ""},
		{"mori", "", []string{"assign", "1", "--to", "ben"}, 0, "1", ""},
		{"mori", "", []string{"undo"}, 0, "Undone", ""},
		{"mori", "", []string{"status"}, 0, "koe serve", ""},
		{"mori", "", []string{"events"}, 0, "log", ""},

		// What their role does not go as far as.
		{"ben", "x", []string{"import", "-"}, 1, "", "SV"},
		{"ben", "", []string{"assign", "1", "--to", "ben"}, 1, "", "SV"},
		{"ben", "", []string{"backup", "-"}, 1, "", "管理者"},
		{"mori", "", []string{"export", "--full"}, 1, "", "leader"},
		{"mori", "", []string{"user", "add", "eve", "--role", "admin"}, 1, "", "admin"},
		{"mori", "", []string{"user", "key", "list"}, 1, "", "admin"},
		{"guest", "", []string{"log", "Late"}, 1, "", "agent"},
		{"guest", "", []string{"customers", "x"}, 1, "", "agent"},
		{"guest", "", []string{"list"}, 0, "it's late", ""},

		// What nobody does over SSH.
		{"aya", "", []string{"list", "--db", witness}, 2, "", "--db is not taken over SSH"},
		{"aya", "", []string{"list", "--as", "mori"}, 2, "", "--as is not taken over SSH"},
		{"aya", "", []string{"import", "/etc/passwd"}, 2, "", "files of the server's machine are out of reach"},
		{"aya", "", []string{"import", "-", "--rejects", witness}, 2, "", "--rejects is not taken over SSH"},
		{"aya", "", []string{"export", "--output", witness}, 2, "", "--output is not taken over SSH"},
		{"aya", "", []string{"backup", witness}, 2, "", "out of reach"},
		{"aya", "", []string{"user", "key", "add", "ben", "/etc/passwd"}, 2, "", "out of reach"},
		{"aya", "", []string{"user", "add", "eve", "--key", "/etc/passwd"}, 2, "", "--key is not taken over SSH"},
		{"aya", "", []string{"compact"}, 2, "", "is not run over SSH"},
		{"aya", "", []string{"restore", witness}, 2, "", "is not run over SSH"},
		{"aya", "", []string{"serve"}, 2, "", "is not run over SSH"},
		{"aya", "", []string{"__complete", "show", ""}, 2, "", "is not run over SSH"},
		{"aya", "", []string{"sh", "touch " + witness}, 2, "", "is no command of koe"},
		{"aya", "", []string{"list\n touch " + witness}, 2, "", "is no command of koe"},
		{"aya", "", nil, 2, "", "the screens need a terminal"},
	} {
		a := s.ssh(c.user, c.in, c.line...)
		if a.code != c.code || !strings.Contains(a.out, c.out) || !strings.Contains(a.err, c.err) || (c.err == "") != (a.err == "") {
			t.Errorf("%s: %q: exit %d, want %d\n%q\n%q", c.user, c.line, a.code, c.code, a.out, a.err)
		}
	}
	if _, err := os.Stat(witness); err == nil {
		t.Error("something reached a shell or a file of the server")
	}
	have := s.byNumber()
	if have[1] != "it's late; touch "+witness+" $(touch "+witness+") `touch "+witness+"`\n& second line" || have[2] != big {
		t.Errorf("the words did not arrive whole: %q", have[1])
	}
	copied := s.path("copied.db")
	a := s.ssh("aya", "", "backup", "-")
	if err := os.WriteFile(copied, []byte(a.out), 0o600); err != nil || a.code != 0 {
		t.Fatalf("%v, exit %d, %s", err, a.code, a.err)
	}
	if out := s.koe("--db", copied, "check"); !strings.Contains(out, "Nothing is hurt: 3 issues") {
		t.Error(out)
	}
	// A key from standard input, and who may come with it.
	pub, err := os.ReadFile(s.newKey("eve"))
	if err != nil {
		t.Fatal(err)
	}
	if a := s.ssh("aya", string(pub), "user", "add", "eve", "--key", "-"); a.code != 0 {
		t.Errorf("%+v", a)
	}
	if a := s.ssh("eve", "", "list"); a.code != 0 || !strings.Contains(a.out, "it's late") {
		t.Errorf("%+v", a)
	}
}

// What one is given is text to the others: it moves no cursor, colours no screen and
// sets no title, whichever way it came.
func TestNobodysTextMovesAnothersScreen(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	const bad = "\x1b]0;owned\a\x1b[2J\x1b[31mred\u202egnp\u202c"
	if a := s.ssh("ben", bad+" said #"+"t\x1b[31mag @"+"cust\x1b[2Jomer", "log", "-"); a.code != 0 {
		t.Fatalf("%+v", a)
	}
	if a := s.ssh("aya", "", "user", "role", "ben", "lead"); a.code != 0 {
		t.Fatalf("%+v", a)
	}
	s.koe("user", "add", "odd", "--name", "odd\x1b[2J\u202ename")
	s.koe("assign", "1", "--to", "odd")
	rows := "text,received_at,customer,category\n\"" + bad + " imported\",2026-07-13 09:00,\"\x1b]0;owned\aIto\",\"x\x1b[5my\"\n"
	if a := s.ssh("mori", rows, "import", "-", "--state", "new", "--map", "received_at=received_at", "--map", "text=text", "--map", "customer=customer", "--map", "tag=category"); a.code != 0 {
		t.Fatalf("%+v", a)
	}
	d := s.come("mori")
	d.Press("ctrl+g", "2")
	d.Until("imported")
	d.Press("enter")
	d.Until("gnp")
	for _, sequence := range []string{"owned\a", "\x1b[5m", "\u202e", "\u202c"} {
		if strings.Contains(d.Output(), sequence) {
			t.Errorf("the screen was sent %q", sequence)
		}
	}
	for _, args := range [][]string{{"list"}, {"show", "1"}, {"show", "2"}, {"user", "list"}, {"tags"}, {"customers", "I"}} {
		if a := s.ssh("mori", "", args...); a.code != 0 || strings.ContainsAny(a.out, "\x1b\a\u202e") {
			t.Errorf("%v: exit %d, %q %q", args, a.code, a.out, a.err)
		}
	}
}

// A server that stops says goodbye; started again, each finds their words where they
// were. A lost line loses no word either.
func TestAServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	mori, ben := s.come("mori"), s.come("ben")
	mori.Type("Charged tw")
	ben.Type("途中まで入力")
	mori.Until("draft saved")
	s.stop()
	for d, bye := range map[*drive.Term]string{mori: "koe is being stopped. What you were typing is kept", ben: "入力中の内容は保存しました"} {
		if code := d.Wait(); code != 1 {
			t.Errorf("a session that was ended left with %d", code)
		}
		if !strings.Contains(d.Output(), bye) {
			t.Errorf("no goodbye:\n%s", d.Screen())
		}
	}
	s.serve("127.0.0.1:" + s.port)
	mori, ben = s.come("mori"), s.come("ben")
	mori.Until("Charged tw")
	mori.CursorAfter("Charged tw")
	ben.Until("途中まで入力")
	mori.Type("ice")
	mori.CursorAfter("Charged twice")
	mori.Kill() // the client: its line is lost
	again := s.come("mori")
	again.Until("Charged twice")
	again.Press("ctrl+s")
	again.Until("#1")
	if got := s.byNumber(); got[1] != "Charged twice" {
		t.Errorf("%v", got)
	}
}

// Whoever is taken off the desk, or whose key is, is sent off at once; their words
// are kept.
func TestWhoIsTakenOffTheDeskIsSentOff(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	mori, ben, guest := s.come("mori"), s.come("ben"), s.come("guest")
	mori.Type("Half")
	mori.Until("draft saved")
	s.koe("user", "disable", "mori", "--to", "none")
	mori.Wait()
	if !strings.Contains(mori.Output(), "Your key is not known at this desk any more. What you were typing is kept") {
		t.Errorf("%s", mori.Screen())
	}
	keys := s.koe("user", "key", "list", "ben")
	s.koe("user", "key", "remove", strings.Fields(keys)[1])
	ben.Wait()
	for _, who := range []string{"mori", "ben"} {
		if a := s.ssh(who, "", "list"); a.code != 255 || !strings.Contains(a.err, "Permission denied (publickey)") {
			t.Errorf("%s: %+v", who, a)
		}
	}
	guest.Press("ctrl+g", "2") // is still there
	guest.Until("Triage")
	s.koe("undo") // the key
	if a := s.ssh("ben", "", "list"); a.code != 0 {
		t.Errorf("%+v", a)
	}
}

// Whoever shows an admin's public key first, which anybody can, is let in by their
// own key and as themselves.
func TestAnAdminsPublicKeyIsNoKey(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	shown := s.words("ben", "-i", s.path("aya.pub"))
	shown = append([]string{"-i", s.path("aya.pub")}, shown...)
	if err := os.Rename(s.path("aya.key"), s.path("aya.away")); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ssh", append(append([]string{"-v"}, shown...), "user", "add", "eve", "--role", "admin")...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "管理者") {
		t.Errorf("%v\n%s", err, out)
	}
	if a := s.ssh("ben", "", "log", "Late"); a.out != "#1\n" {
		t.Errorf("%+v", a)
	}
	if list := s.koe("list", "--json"); !strings.Contains(list, `"logged_by":"ben"`) {
		t.Error(list)
	}
}

// Screens that have the database open hand it to a server and go on; when it is
// stopped nobody takes it over, it is said, and saving works again when it is back.
func TestScreensHandTheFileToAServer(t *testing.T) {
	t.Parallel()
	needSSH(t)
	s := &station{home: newHome(t)}
	s.koe("user", "key", "add", "aya", s.newKey("aya"))
	d := s.home.open(drive.Options{})
	d.Type("Typed before the server came")
	s.serve("127.0.0.1:0")
	d.Press("ctrl+s")
	d.Until("#1")
	if a := s.ssh("aya", "", "list"); !strings.Contains(a.out, "Typed before") {
		t.Errorf("%+v", a)
	}
	if a := s.try("", "serve", "--listen", "127.0.0.1:0"); a.code != 1 || a.err != "koe: Another koe serve has this database open; stop it first.\n" {
		t.Errorf("a second server: %+v", a)
	}
	d.Type("Typed beside it")
	s.stop()
	d.Until("The koe serve that had the database open was stopped")
	s.serve("127.0.0.1:" + s.port)
	d.UntilGone("READ-ONLY")
	d.Press("ctrl+s")
	d.Until("#2")
	if got := s.byNumber(); got[2] != "Typed beside it" {
		t.Errorf("%v", got)
	}
}

func TestAServerThatCannotListenSaysSo(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	if a := h.try("", "serve", "--listen", address); a.code != 1 || !strings.Contains(a.err, "cannot listen at "+address) || !strings.Contains(a.err, "choose another address with --listen") {
		t.Errorf("%+v", a)
	}
	bad := h.file("host", "no key")
	if a := h.try("", "serve", "--listen", "127.0.0.1:0", "--host-key", bad); a.code != 1 || !strings.Contains(a.err, "the host key "+bad+" cannot be used") {
		t.Errorf("%+v", a)
	}
	if info, err := os.Stat(h.database() + ".hostkey"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the host key: %v, %v", info, err)
	}
}

// A page is copied to the clipboard of whoever asked, and written nowhere.
func TestAPageGoesToTheClipboard(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	s.koe("log", "Charged twice #billing")
	d := s.come("mori")
	d.Press("ctrl+g", "3")
	d.Until("billing")
	d.Press("p")
	d.Until("clipboard as Markdown")
	if !strings.Contains(d.Output(), "\x1b]52;c;") {
		t.Error("nothing was sent to the clipboard")
	}
	d.Press("B")
	d.Press("ctrl+q")
	d.Wait()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(s.database()), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".md") || strings.Count(filepath.Base(f), "-") > 1 {
			t.Errorf("the server has %s", f)
		}
	}
	if _, err := os.Stat(s.path("koe-trends.md")); err == nil {
		t.Error("a page was written")
	}
}

// In tmux, which is where many work: the same screens, the words, and the clipboard.
func TestOverSSHInTmux(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is what this is about, and this machine has none")
	}
	command := "exec ssh -t '" + strings.Join(s.words("ben"), "' '") + "'"
	conf := s.file("tmux.conf", "set -g default-terminal tmux-256color\nset -s set-clipboard on\nset -g status off\n")
	d := drive.Start(t, drive.Options{Width: 100, Height: 30, Env: append(s.environ(), "LC_ALL=C.UTF-8", "TMUX_TMPDIR="+s.dir), Dir: s.dir},
		tmux, "-u", "-f", conf, "-L", "koe", "new-session", command)
	d.Until(" koe  1 受付")
	d.Type("二重に請求された、返金がまだ")
	d.CursorAfter("二重に請求された、返金がまだ")
	d.Resize(80, 24)
	d.Until("下書き保存")
	d.CursorAfter("二重に請求された、返金がまだ")
	d.Press("ctrl+s")
	d.Until("#1")
	d.Press("ctrl+q")
	d.Wait()
	if got := s.byNumber(); got[1] != "二重に請求された、返金がまだ" {
		t.Errorf("%v", got)
	}
}
