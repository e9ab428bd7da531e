package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"koe/cmd/internal/drive"
	"koe/tui/lang"
)

// With the screens open, every command works beside them, and so do more screens.
func TestASecondKoeJoins(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		d := h.open(drive.Options{})
		d.Type("まだ入力中")
		if out := h.koe("log", "Charged twice #billing !2", "--customer", "Tanaka"); out != "#1\n" {
			t.Errorf("log: %q", out)
		}
		for _, c := range [][2]string{
			{"list", "Charged twice"}, {"show 1", "Charged twice"}, {"trends", "billing"}, {"tags", "billing"}, {"customers", "Tanaka"},
			{"export", "Charged twice"}, {"user list", "aya"}, {"index", "1"}, {"assign 1 --to aya", "1"}, {"undo", "1"},
		} {
			if out := h.koe(strings.Fields(c[0])...); !strings.Contains(out, c[1]) {
				t.Errorf("%s: %q", c[0], out)
			}
		}
		if a := h.try("", "__complete", "show", "1"); !strings.Contains(a.out, "Charged twice") {
			t.Errorf("completion: %+v", a)
		}
		calls := h.file("calls.csv", "text,received_at\nNobody rang back,2026-07-13 09:00\n")
		if out := h.koe("import", calls, "--json", "--map", "received_at=received_at", "--map", "text=text"); !strings.Contains(out, `"issues":1`) {
			t.Errorf("import: %s", out)
		}
		if out := h.koe("check"); !strings.HasPrefix(out, say.Shell.Clean(2, 0)[:12]) || strings.Count(out, "\n") != 2 {
			t.Errorf("check: %s", out)
		}
		h.koe("backup", h.path("copy.db"))
		if out := h.koe("--db", h.path("copy.db"), "list"); strings.Count(out, "\n") != 2 {
			t.Errorf("the copy holds: %s", out)
		}
		second := h.open(drive.Options{})
		second.Press("ctrl+g", "2")
		second.Until("Charged twice")
		if out := h.koe("status"); strings.Count(out, "\n") != 4 || strings.Count(out, "aya") != 2 {
			t.Errorf("status: %s", out)
		}
		if out := h.koe("status", "--json"); !strings.Contains(out, `"last_hour":6`) || !strings.Contains(out, `"checked_at":"20`) || strings.Contains(out, "backup_at") {
			t.Errorf("status: %s", out)
		}
		h.koe("backup", "--daily")
		if out := h.koe("status", "--json"); !strings.Contains(out, `"backup_at":"20`) {
			t.Errorf("status: %s", out)
		}
		h.koe("log", "One more #billing")
		second.Until("One more") // without a key
		d.CursorAfter("まだ入力中")

		for _, args := range [][]string{{"compact"}, {"restore", h.path("copy.db")}} { // what changes the file itself
			a := h.try("", args...)
			want := "koe: Another koe has this database open; close it, or use --db for another file.\n"
			if say.Lang == lang.Japanese {
				want = "koe: このデータベースは別の koe が使用中です。そちらを終了するか、--db で別のファイルを指定してください。\n"
			}
			if a.code != 1 || a.out != "" || a.err != want {
				t.Errorf("koe %v: exit %d, %q, %q", args, a.code, a.out, a.err)
			}
		}
	})
}

// When the first quits, another goes on where it is, with what was typed there.
func TestTheFirstQuits(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, _ *lang.Catalogue) {
		first := h.open(drive.Options{})
		second := h.open(drive.Options{})
		second.Type("半分だけ入力した")
		leave(first)
		second.Type("続き")
		second.CursorAfter("半分だけ入力した続き")
		second.Press("ctrl+s")
		second.Until("#1")
		if got := h.issues(); len(got) != 1 || got[0]["text"] != "半分だけ入力した続き" {
			t.Errorf("saved: %v", got)
		}
		leave(second)
		if out := h.koe("status", "--json"); !strings.Contains(out, `"open":false`) {
			t.Errorf("status when all have left: %s", out)
		}
	})
}

// The holder is killed with three screens joined: no acknowledged issue and no typed
// word is lost, and one of the three holds the file.
func TestTheHolderIsKilled(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("list") // makes the desk
	first := h.open(drive.Options{})
	first.Type("What the first was typing")
	first.Until("draft saved")
	var others []*drive.Term
	for i := range 3 {
		d := h.open(drive.Options{})
		d.Type(fmt.Sprintf("Caller %d waits", i))
		others = append(others, d)
	}
	acknowledged := map[string]string{}
	for i := range 10 {
		words := fmt.Sprintf("Logged beside them %d", i)
		acknowledged[strings.TrimSpace(h.koe("log", words))] = words
	}
	first.Kill()
	first.Wait()
	for i, d := range others {
		words := fmt.Sprintf("Caller %d waits for an answer", i)
		d.Type(" for an answer")
		d.CursorAfter(words)
		d.Press("ctrl+s")
		d.UntilGone(words)
		d.Idle()
		acknowledged[fmt.Sprintf("#%d", 11+i)] = words
	}
	have := h.byNumber()
	for n, words := range acknowledged {
		var number int
		if _, err := fmt.Sscanf(n, "#%d", &number); err != nil || have[number] != words {
			t.Errorf("%s is %q, want %q", n, have[number], words)
		}
	}
	var at presence
	if err := json.Unmarshal([]byte(h.koe("status", "--json")), &at); err != nil {
		t.Fatal(err)
	}
	if !at.Open || !at.Answers || at.Holder == nil || at.Holder.Doing != "screens" || len(at.Joined) != 2 {
		t.Errorf("status: %+v", at)
	}
	if out := h.koe("check"); !strings.HasPrefix(out, "Nothing is hurt") {
		t.Error(out)
	}
	again := h.open(drive.Options{})
	again.CursorAfter("What the first was typing")
}

func TestWhatStandsBesideTheDatabaseIsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice")
	for _, end := range []string{".lock", ".search"} {
		info, err := os.Stat(h.database() + end)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", end, info.Mode())
		}
	}
}
