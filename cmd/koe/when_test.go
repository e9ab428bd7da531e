package main

import (
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/model/testday"
	"koe/model/when"
)

// Every flag that takes a day or a time reads it as people say it, on the
// desk's clock.
func TestAnyDayInTheFlags(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	now := testday.Now()
	today, zone := model.DayOf(now), testday.Zone()
	at := func(day model.Day, hour int) string {
		return when.On(day, time.Duration(hour)*time.Hour, zone).UTC().Format(time.RFC3339)
	}
	for _, c := range []struct{ typed, want string }{
		{"昨日15時", at(today-1, 15)},
		{"yesterday 3pm", at(today-1, 15)},
		{"3日前", at(today-3, 0)},
		{(today - 1).Time(nil).Format("1月2日"), at(today-1, 0)},
		{(today - 1).Time(nil).Format("2006-01-02") + " 9:00", at(today-1, 9)},
	} {
		h.koe("log", "--at", c.typed, "once more #billing")
		if got := h.issues("--limit", "1")[0]["received_at"]; got != c.want {
			t.Errorf("--at %q is %s, want %s", c.typed, got, c.want)
		}
	}
	if got := h.issues("received:昨日"); len(got) != 4 {
		t.Errorf("%d were received yesterday", len(got))
	}
	if out := h.koe("trends", "--on", "昨日"); !strings.HasPrefix(out, (today - 1).String()) {
		t.Errorf("the trends of yesterday are of %.40q", out)
	}
	h.koe("state", "1", "pending", "--reason", "customer", "--until", "+2d 9:00")
	waiting := h.issues("number:1")[0]["waiting"].(map[string]any)
	if waiting["until"] != at(today+2, 9) {
		t.Errorf("it waits until %v, want %s", waiting["until"], at(today+2, 9))
	}
	h.koe("problem", "new", "Charged twice", "--tag", "billing")
	h.koe("problem", "act", "P-1", "Retry once", "--kind", "product", "--due", "2週間後", "--effective", "yesterday")
	shown := object(t, h.koe("problem", "show", "P-1", "--json"))
	action := shown["actions"].([]any)[0].(map[string]any)
	if action["due"] != (today+14).String() || action["effective"] != (today-1).String() {
		t.Errorf("the action is due %v, in force %v", action["due"], action["effective"])
	}
	h.koe("problem", "stage", "P-1", "deferred", "--reason", "too dear", "--as-customer", "no", "--until", "1か月後")
	if got := object(t, h.koe("problem", "show", "P-1", "--json"))["until"]; got != when.Later(today, 0, 1).String() {
		t.Errorf("it is put off until %v", got)
	}
	if out := h.koe("desk", "--closed", "明日", "--closed", "+2d"); !strings.Contains(out, (today+1).String()+" "+(today+2).String()) {
		t.Errorf("the desk is closed on other days:\n%s", out)
	}
	if out := h.koe("desk", "--open", "tomorrow"); strings.Contains(out, (today + 1).String()) {
		t.Errorf("the desk is closed all the same:\n%s", out)
	}
	h.koe("import", h.file("plain.csv", "text\nno date\n"), "--map", "text=text", "--at", "先月末")
}

// What is refused is said in the person's language, with the flag.
func TestARefusedDayNamesItsFlag(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, c := range []struct{ args, en, ja string }{
		{"log|--at|2999-01-01|x", "--at 2999-01-01 is still to come", "--at 2999-01-01 はまだ先の日時です。"},
		{"log|--at|last week|x", "--at 'last week' is more than one day", "--at 'last week' は一日に決まりません。"},
		{"trends|--on|15:00", "--on 15:00 says a time, and a day is asked", "--on 15:00 には時刻が付いています。"},
		{"desk|--closed|", "--closed '' is not understood", "--closed '' を日時として読み取れません。"},
		{"desk|--open|2026-02-30", "--open 2026-02-30 is on no calendar or clock", "--open 2026-02-30 は存在しない日時です。"},
	} {
		args := strings.Split(c.args, "|")
		for l, want := range map[string]string{"en": c.en, "ja": c.ja} {
			a := h.try("", append([]string{"--lang", l}, args...)...)
			if a.code != 2 || !strings.HasPrefix(a.err, "koe: "+want) || strings.Count(a.err, "\n") != 1 {
				t.Errorf("koe %q: exit %d, %q", args, a.code, a.err)
			}
		}
	}
}
