package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// countsOf is a file of twelve categories that stay at three a day and one that
// goes from usual to came on 2026-04-01 and to now on 2026-05-01, up to
// 2026-06-30. Two days in three are one off, so that the counts scatter.
func countsOf(usual, came, now int) string {
	var b strings.Builder
	b.WriteString("date,category,count\n")
	day := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	rise, action := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for k := 0; day.Month() != 7 || day.Year() != 2026; k++ {
		for i := range 13 {
			n := 3
			switch {
			case i > 0:
			case !day.Before(action):
				n = now
			case !day.Before(rise):
				n = came
			default:
				n = usual
			}
			fmt.Fprintf(&b, "%s,c%02d,%d\n", day.Format(time.DateOnly), i, max(0, n+(k*7+i*5)%3-1))
		}
		day = day.AddDate(0, 0, 1)
	}
	return b.String()
}

func TestEffectOfAFile(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, c := range []struct {
		usual, came, now int
		verdict          string
		ratio            float64
	}{
		{4, 4, 2, "worked", 0.5},
		{2, 4, 2, "back-to-usual", 1},
		{3, 3, 3, "no-clear-change", 1},
		{3, 3, 6, "worse", 2},
	} {
		file := h.file("counts.csv", countsOf(c.usual, c.came, c.now))
		var e struct {
			Verdict          string
			Reason           string
			Ratio, Low, High float64
			Desk             float64
			Weeks            int
			Usual            struct{ Per_day float64 }
		}
		said := h.koe("effect", file, "--tag", "c00", "--from", "2026-05-01", "--json")
		if err := json.Unmarshal([]byte(said), &e); err != nil {
			t.Fatal(err, said)
		}
		if e.Verdict != c.verdict || e.Reason != "" || e.Ratio < c.ratio*0.93 || e.Ratio > c.ratio*1.07 || e.Low > c.ratio || e.High < c.ratio || e.Desk < 0.97 || e.Desk > 1.03 {
			t.Errorf("%+v: %s", c, said)
		}
	}
	h.file("counts.csv", countsOf(4, 4, 2))
	if said := h.koe("effect", h.path("counts.csv"), "--tag", "C00", "--from", "2026-05-01", "--expected", "30"); !strings.HasPrefix(said, "c00: worked, rate -5") || !strings.Contains(said, "expected -30 %") {
		t.Errorf("said %q", said)
	}
	if said := h.koe("effect", h.path("counts.csv"), "--tag", "c00", "--from", "2026-05-01", "--lang", "ja"); !strings.HasPrefix(said, "c00: 効果あり、件数は-5") {
		t.Errorf("said %q", said)
	}
	if said := h.koe("effect", h.path("counts.csv"), "--tag", "c00", "--from", "2026-05-01", "--on", "2026-05-07"); !strings.Contains(said, "too early to tell: in force for less than two weeks") {
		t.Errorf("said %q", said)
	}
	h.file("one.csv", onlyCategory(countsOf(4, 4, 2), "c00"))
	if said := h.koe("effect", h.path("one.csv"), "--tag", "c00", "--from", "2026-05-01", "--json"); !strings.Contains(said, `"verdict":"none","reason":"few-others","ratio":null`) {
		t.Errorf("one category alone: %s", said)
	}
	var contacts strings.Builder
	contacts.WriteString("date,contacts\n")
	for day := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2026 || day.Month() < 7; day = day.AddDate(0, 0, 1) {
		fmt.Fprintf(&contacts, "%s,%d\n", day.Format(time.DateOnly), 200+day.Day()%7)
	}
	if said := h.koe("effect", h.path("one.csv"), "--tag", "c00", "--from", "2026-05-01", "--contacts", h.file("contacts.csv", contacts.String()), "--json"); !strings.Contains(said, `"verdict":"worked"`) || !strings.Contains(said, `"contacts":true`) {
		t.Errorf("against contacts: %s", said)
	}
}

// onlyCategory keeps one category of a file.
func onlyCategory(counts, name string) string {
	var b strings.Builder
	for n, line := range strings.SplitAfter(counts, "\n") {
		if n == 0 || strings.Contains(line, ","+name+",") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestEffectRefuses(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	file := h.file("counts.csv", countsOf(4, 4, 2))
	bad := h.file("bad.csv", "date,contacts\n2026-01-01,12\n2026-01-01,13\n")
	for _, c := range []struct {
		args string
		said string
	}{
		{"", "which category, and since when?"},
		{"--tag|c0O|--from|2026-05-01", `the file has no category "c0O"; it has 13, such as "c00"`},
		{"--tag|c00|--from|2026-05-01|--apart|zz", `--apart: the file has no category "zz"`},
		{"--tag|c00|--from|soon", "--from"},
		{"--tag|c00|--from|2026-05-01|--signal|2026-06-01", "the rise came before the action"},
		{"--tag|c00|--from|2026-05-01|--on|2026-07-09", "nothing is known of the days between"},
		{"--tag|c00|--from|2026-05-01|--expected|120", "--expected is a drop of 1 to 99 per cent"},
		{"--tag|c00|--from|2026-05-01|--contacts|" + bad, "line 3: a date stands twice"},
		{"--tag|c00|--from|2026-05-01|--contacts|" + file, "the first line is not date,contacts"},
	} {
		args := []string{"effect", file}
		if c.args != "" {
			args = append(args, strings.Split(c.args, "|")...)
		}
		if a := h.try("", args...); a.code == 0 || a.out != "" || !strings.Contains(a.err, c.said) {
			t.Errorf("%s: exit %d, %q %q", c.args, a.code, a.out, a.err)
		}
	}
}
