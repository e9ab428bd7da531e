package main

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"koe/cmd/internal/drive"
)

// spoilNewest hurts the newer of a database's two meta pages.
func spoilNewest(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page, tx, root = 4096, 16 + 48, 16 + 20
	at := 0
	if binary.NativeEndian.Uint64(b[page+tx:]) > binary.NativeEndian.Uint64(b[tx:]) {
		at = page
	}
	b[at+root] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Where the newest state cannot be read, koe shows the one before it and says so
// at every command and on every screen; it writes nothing, and a backup does not
// claim to be one of the newest state.
func TestAnOlderStateIsSaid(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice")
	h.koe("log", "Late again")
	spoilNewest(t, h.database())
	before, err := os.ReadFile(h.database())
	if err != nil {
		t.Fatal(err)
	}
	const said = "koe: The newest state of this database cannot be read (meta page"
	for _, c := range []struct {
		args string
		code int
		out  string
	}{
		{"list", 0, "Charged twice"}, {"list|--json", 0, `"number":1`}, {"trends", 0, "1"}, {"log|More", 1, ""}, {"assign|1|--to|aya", 1, ""}, {"undo", 1, ""},
		{"backup|" + h.path("b.db"), 0, "is not the newest; the last change may be missing"}, {"check", 1, "meta page"}, {"export", 0, "Charged twice"},
	} {
		a := h.try("", strings.Split(c.args, "|")...)
		if a.code != c.code || !strings.Contains(a.out, c.out) || strings.Contains(a.out, "Late again") || strings.Contains(a.out, "Backed up") {
			t.Errorf("%s: exit %d\n%s%s", c.args, a.code, a.out, a.err)
		}
		if n := strings.Count(a.err, said); c.args != "check" && n != 1 {
			t.Errorf("%s says %d times that the state is older:\n%s", c.args, n, a.err)
		}
	}
	if a := h.try("", "--lang", "ja", "list"); !strings.Contains(a.err, "最新の状態を読み取れません") {
		t.Errorf("%+v", a)
	}
	d := h.open(drive.Options{Width: 80, Height: 24})
	d.Want("READ-ONLY", "The newest state of this database cannot be read")
	d.Type("More")
	d.Until("DRAFT NOT SAVED")
	d.Until("What you type here is kept nowhere.")
	d.Press("ctrl+s")
	d.Until("✗ The newest state")
	d.Unwanted("It is not known whether")
	d.Press("ctrl+q")
	d.Until("✗ What you type here is kept nowhere.")
	d.Press("ctrl+q")
	d.Wait()
	after, err := os.ReadFile(h.database())
	if err != nil || string(after) != string(before) {
		t.Errorf("the file was written to, %v", err)
	}
	if _, err := os.Stat(h.database() + ".drafts"); err == nil {
		t.Error("a draft was written")
	}
}

// A database on a mount that may only be read opens to look at, says so, and
// nothing is written beside it.
func TestAReadOnlyMountOpensToLookAt(t *testing.T) {
	d := newDisk(t)
	h := newHome(t)
	h.koe("log", "Charged twice")
	db := filepath.Join(d.folder, "koe.db")
	h.koe("backup", db)
	if out, err := exec.Command("mount", "-o", "remount,ro", d.folder).CombinedOutput(); err != nil {
		t.Skipf("no mount can be made read-only here: %v %s", err, out)
	}
	const said = "koe: This database may only be read"
	for _, c := range []struct {
		args string
		code int
		out  string
	}{
		{"list", 0, "Charged twice"}, {"show|1", 0, "Charged twice"}, {"check", 0, "Nothing is hurt"}, {"log|More", 1, ""}, {"backup|" + h.path("b.db"), 0, "Backed up"},
	} {
		a := h.try("", append([]string{"--db", db}, strings.Split(c.args, "|")...)...)
		if a.code != c.code || !strings.Contains(a.out, c.out) || strings.Count(a.err, said) != 1 {
			t.Errorf("%s: exit %d\n%s%s", c.args, a.code, a.out, a.err)
		}
	}
	at := h.open(drive.Options{Width: 80, Height: 24}, "--db", db)
	at.Want("READ-ONLY")
	at.Press("ctrl+q")
	at.Wait()
	files, err := os.ReadDir(d.folder)
	if err != nil || len(files) != 2 { // and lost+found
		t.Errorf("beside the database stand %v, %v", files, err)
	}
}

// A database that others on the machine may read is shut, and that is said, once.
func TestADatabaseOpenToOthersIsShut(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice")
	for path, mode := range map[string]os.FileMode{h.database(): 0o644, filepath.Dir(h.database()): 0o755} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	a := h.try("", "list")
	if a.code != 0 || strings.Count(a.err, "could be read by others on this machine; it is its owner's alone now.") != 2 {
		t.Errorf("%+v", a)
	}
	for path, mode := range map[string]os.FileMode{h.database(): 0o600, filepath.Dir(h.database()): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s has %v, %v", path, info.Mode(), err)
		}
	}
	h.koe("list")
	// A folder that somebody names is theirs to open or shut.
	other := h.path("shared")
	if err := os.Mkdir(other, 0o755); err != nil {
		t.Fatal(err)
	}
	h.koe("--db", filepath.Join(other, "x.db"), "log", "x")
	if info, err := os.Stat(other); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}
