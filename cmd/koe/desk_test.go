package main

import (
	"strings"
	"testing"
)

func TestTheDeskItselfIsSetFromTheShell(t *testing.T) {
	h := newHome(t)
	h.koe("desk", "--name", "osaka", "--zone", "Asia/Tokyo", "--fiscal-start", "1", "--closed", "2026-12-31", "--closed", "2027-01-01")
	h.koe("desk", "--open", "2026-12-31")
	got := h.koe("desk", "--json")
	for _, want := range []string{`"name":"osaka"`, `"zone":"Asia/Tokyo"`, `"fiscal_start":1`, `"closed_days":["2027-01-01"]`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s should hold %s", got, want)
		}
	}
	for _, bad := range [][]string{{"desk", "--zone", "Osaka"}, {"desk", "--fiscal-start", "13"}, {"desk", "--closed", "soon"}} {
		if a := h.try("", bad...); a.code == 0 {
			t.Errorf("%v was taken", bad)
		}
	}
	h.koe("user", "add", "mori")
	if a := h.as("mori").try("", "desk", "--name", "mine"); a.code != 1 {
		t.Errorf("an agent renamed the desk: %+v", a)
	}
}
