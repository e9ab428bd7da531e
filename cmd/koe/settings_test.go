package main

import (
	"strings"
	"testing"
)

// What the desk shares is written as a file and taken from one; a mistake is named by
// its line, and nothing is changed then.
func TestSettings(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("desk", "--name", "Osaka", "--closed", "2026-12-31")
	first := h.koe("settings", "export")
	if !strings.Contains(first, "name = 'Osaka'") || !strings.Contains(first, "closed_days = [2026-12-31]") || !strings.Contains(first, "# ") {
		t.Errorf("written:\n%s", first)
	}
	if out := h.koe("settings", "import", h.file("same.toml", first)); out != "The desk has these settings already.\n" {
		t.Error(out)
	}
	for file, want := range map[string]string{
		"[desk]\nname = 'x'\nnmae = 'y'\n":                 "line 3: there is no setting desk.nmae",
		"[desk]\nname = 'x'\n\ntime_zone = 'Mars/Base'\n":  "line 4: \"Mars/Base\" is no zone",
		"[desk]\nname = 'x'\nfiscal_year_starts = 13\n":    "line 3: \"13\" is no first month of the fiscal year",
		"[desk]\nname = 'x'\nfiscal_year_starts = 'May'\n": "line 3: ",
		"[desk]\nname = 'x'\nclosed_days = [2026-13-01]\n": "line 3: ",
		"[desk\nname = 'x'\n":                              "line 1: ",
		"[desk]\nname = 'x'\n[[team]]\nname = ''\n":        "line 3: The team is missing; give one",
	} {
		for _, args := range [][]string{{}, {"--dry-run"}} {
			a := h.try(file, append([]string{"settings", "import", "-"}, args...)...)
			if a.code == 0 || a.out != "" || !strings.Contains(strings.ReplaceAll(a.err, "Line", "line"), want) {
				t.Errorf("%q: exit %d, %q %q", file, a.code, a.out, a.err)
			}
		}
	}
	if a := h.try(strings.Repeat("#", mostSettings+1), "settings", "import", "-"); a.code != 1 || a.err != "koe: - has more than 1,048,576 bytes, which no such file has; nothing was changed, give the right one\n" {
		t.Errorf("%+v", a)
	}
	if out := h.koe("settings", "export"); out != first {
		t.Errorf("a mistake changed something:\n%s", out)
	}
	next := "[desk]\ntime_zone = 'Europe/Paris'\nclosed_days = []\n[[team]]\nname = '電話窓口'\nlead = 'aya'\n"
	if out := h.koe("settings", "import", h.file("next.toml", next), "--dry-run"); !strings.Contains(out, "desk.time_zone: Asia/Tokyo -> Europe/Paris") || !strings.Contains(out, "3 settings would change; nothing was changed.") {
		t.Error(out)
	}
	if out := h.koe("settings", "import", h.path("next.toml"), "--lang", "ja"); !strings.Contains(out, "team 電話窓口: - -> aya") || !strings.Contains(out, "3件の設定を変更しました。") {
		t.Error(out)
	}
	if out := h.koe("settings", "export"); !strings.Contains(out, "name = 'Osaka'") || !strings.Contains(out, "time_zone = 'Europe/Paris'") || !strings.Contains(out, "closed_days = []") || !strings.Contains(out, "lead = 'aya'") {
		t.Error(out)
	}
	h.koe("user", "add", "ben")
	if a := h.as("ben").try(first, "settings", "import", "-"); a.code != 1 || !strings.Contains(a.err, "admin") {
		t.Errorf("%+v", a)
	}
	if out := h.koe("check"); !strings.HasPrefix(out, "Nothing is hurt") {
		t.Error(out)
	}
}
