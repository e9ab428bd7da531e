package main

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// What somebody who has read no help runs into says the way on.
func TestANewcomerIsToldTheWayOn(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "返金が遅い #billing")
	for _, c := range []struct {
		args string
		code int
		said string
	}{
		{"list|-返金", 2, "-返金 is no flag of koe list; words that begin with - follow --"},
		{"list|--open", 2, "--open is no flag of koe list"},
		{"state|1|closed", 1, "Closed needs the close reason; use resolved, explained,"},
		{"state|1|pending", 1, "use customer, internal, third-party"},
		{"state|1|closed|--lang|ja", 1, "完了理由が必要です。resolved"},
		{"import|none.csv", 1, "koe: none.csv: no such file or directory; check the name"},
		{"demo|--db|mine.db", 2, "koe --db mine.db opens that file"},
		{"--as|nobody|list", 1, "its admin adds one with koe user add nobody, and --as NAME acts as somebody who is."},
		{"--as|nobody|--lang|ja|list", 1, "ユーザー nobody の登録がこのデスクにありません。管理者に「koe user add nobody」での登録を依頼するか"},
	} {
		a := h.try("", strings.Split(c.args, "|")...)
		if a.code != c.code || !strings.Contains(a.err, c.said) || a.out != "" {
			t.Errorf("koe %s: exit %d, said %q", c.args, a.code, a.err)
		}
	}
	if _, err := os.Stat(h.path("mine.db")); err == nil {
		t.Error("the demo made a file that it refused")
	}
	if out := h.koe("list", "--", "-返金"); !strings.Contains(out, "Nothing matches") {
		t.Errorf("after --, a query may begin with -:\n%s", out)
	}
}

// What was taken back is named in words, whatever it was.
func TestWhatWasTakenBackIsNamed(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "返金が遅い #請求")
	h.koe("tags", "rename", "請求", "billing")
	if out := h.koe("undo"); !strings.HasPrefix(out, "Undone: the tag's name") {
		t.Errorf("it said %q", out)
	}
	h.koe("tags", "rename", "請求", "billing")
	if out := h.koe("undo", "--lang", "ja"); !strings.HasPrefix(out, "元に戻しました：タグ名の変更") {
		t.Errorf("it said %q", out)
	}
}

// A day is taken as people in Japan write it, with or without zeros.
func TestADayWithoutZeros(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, at := range []string{"2026/7/3", "2026-7-3", "2026/07/03", "2026-07-03"} {
		h.koe("log", "--at", at, "received "+at)
	}
	if out := h.koe("list", "--limit", "9"); strings.Count(out, "2026-07-03 00:00") != 4 {
		t.Errorf("not all came in on that day:\n%s", out)
	}
	h.koe("log", "--at", "2026/7/3 9:05", "in the morning")
	if out := h.koe("list", "morning"); !strings.Contains(out, "2026-07-03 09:05") {
		t.Errorf("the time was not taken:\n%s", out)
	}
}

// A problem's issues are cut where a terminal would be flooded, and not
// silently.
func TestAProblemSaysThatItHasMoreIssues(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.file("many.csv", "text,received_at,tag\n"+strings.Repeat("返金が遅い,2026-07-01,返金\n", 60))
	h.koe("import", h.path("many.csv"), "--map", "text=text", "--map", "received_at=received_at", "--map", "tag=tag")
	h.koe("log", "--at", "2026-06-01", "older, and none of the problem's")
	args := []string{"problem", "new", "返金が遅れる"}
	for i := range 60 {
		args = append(args, "--issue", strconv.Itoa(i+1))
	}
	h.koe(args...)
	if out := h.koe("problem", "show", "P-1"); !strings.HasSuffix(out, "… 50/60: koe list problem:P-1 --limit 60\n") {
		t.Errorf("it ends silently:\n%s", out)
	}
	if out := h.koe("list", "problem:P-1", "--limit", "60"); strings.Count(out, "\n") != 60 {
		t.Errorf("the list that it names is not whole:\n%s", out)
	}
}

// A tag that was renamed is meant by both its names.
func TestARenamedTagIsRetiredByItsOldName(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Late again #delivery/late")
	h.koe("tags", "rename", "delivery/late", "shipping/late")
	h.koe("tags", "retire", "delivery/late")
	if said := h.koe("tags", "--json"); !strings.Contains(said, `"path":"shipping/late"`) || !strings.Contains(said, `"retired":true`) {
		t.Errorf("said %s", said)
	}
	h.koe("tags", "restore", "shipping/late")
	if said := h.koe("tags", "--json"); strings.Contains(said, `"retired":true`) {
		t.Errorf("said %s", said)
	}
}
