package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"koe/cmd/internal/drive"
	"koe/model"
	"koe/model/testday"
	"koe/model/trend/effect"
	"koe/tui/lang"
)

// oldComplaints is a file as the CFPB publishes them, of a few months of 2015
// at whose end one issue breaks out.
func oldComplaints() string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("Date received,Product,Issue,Sub-issue,Consumer complaint narrative,Submitted via,Company response to consumer,Complaint ID\r\n")
	id := 100000
	for day := range 150 {
		at := time.Date(2015, 5, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Format("01/02/2006")
		rows := map[string]int{"Late fee": 1 + r.IntN(2), "Billing dispute": r.IntN(3), "Closing an account": 0}
		if day%9 == 4 {
			rows["Closing an account"] = 1
		}
		if day > 142 {
			rows["Closing an account"] = 5
		}
		for _, issue := range []string{"Late fee", "Billing dispute", "Closing an account"} {
			for range rows[issue] {
				id++
				words := ""
				if id%2 == 0 {
					words = fmt.Sprintf("\"They said \"\"done\"\", and\nnothing was, number %d\"", id)
				}
				fmt.Fprintf(&b, "%s,Bank account,%s,,%s,Phone,Closed with explanation,%d\r\n", at, issue, words, id)
			}
		}
	}
	return b.String()
}

// Imported complaints of years ago: Trends says how old the newest is and
// offers to look from then, and what rose is one key from the customers' words.
func TestTrendsOfOldComplaints(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h.koe("import", h.file("old.csv", oldComplaints()))
		d := h.open(drive.Options{})
		d.Press("ctrl+g", "3")
		d.Until("2015/10/16")
		d.Press("N")
		d.Until("▲ Closing an account")
		d.Press("g")
		d.Until("▸ ▲ Closing an account")
		d.Press("enter")
		d.Until("They said \"done\"")
		d.Press("enter")
		d.Until("primary:\"Closing an account\"")
		leave(d)
	})
}

// demoDesks make the demo's desk of the day of these tests, once in each
// language; each test has its own copy.
var demoDesks = map[lang.Lang]func() ([]byte, error){
	lang.English:  sync.OnceValues(func() ([]byte, error) { return demoDesk(lang.English) }),
	lang.Japanese: sync.OnceValues(func() ([]byte, error) { return demoDesk(lang.Japanese) }),
}

func demoDesk(l lang.Lang) ([]byte, error) {
	dir, err := os.MkdirTemp("", "koe-demo-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	h := &home{dir: dir, user: demoLeader}
	if out, err := h.command("demo", "--lang", l.String(), "--on", testday.Day(), "--keep", h.path("demo.db")).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("koe demo: %w: %s", err, out)
	}
	return os.ReadFile(h.path("demo.db"))
}

// demo is the home with the demo's desk in it, and its leader at the keyboard.
func (h *home) demo(l lang.Lang) *home {
	h.t.Helper()
	desk, err := demoDesks[l]()
	if err != nil {
		h.t.Fatal(err)
	}
	return h.as(demoLeader).with("KOE_DB=" + h.file("demo.db", string(desk)))
}

// A problem is made of what rises, gets its owner and an action, and is judged
// when the action is in force; all of it from the keyboard.
func TestAProblemFromTheKeyboard(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h = h.demo(say.Lang)
		words := say.Trends.Problems
		lead, name := "morgan", "Julia Morgan"
		if say.Lang == lang.Japanese {
			lead, name = "mori", "森 由美"
		}
		d := h.open(drive.Options{})
		d.Press("ctrl+g", "3")
		d.Until("▸ ▲ ")
		d.Press("l", "enter", "enter", "enter") // make the problem, by the name of its tag
		d.Until("P-3")
		d.Press("a")
		d.Type(lead)
		d.Press("enter")
		d.Until(words.Said.Owner("P-3", name))
		d.Press("f", "1")
		d.Type("返金の承認を一段に")
		d.Press("enter", "enter", "enter") // and due today
		d.Until(words.Ask.Expected)
		d.Press("enter", "enter")
		d.Until(words.Ask.JudgeOn)
		d.Press("enter")
		d.Until(words.Said.Action("P-3", "返金の承認を一段に"))
		d.Press("l")
		d.Until(words.Stage)
		d.Want(say.Stage(model.Acting), name, "返金の承認を一段に")
		d.Press("e", "1", "f", "enter") // in force since today
		d.Until(words.Said.Changed("P-3", words.Actions))
		d.Press("S", "4")
		d.Until(words.Said.Stage("P-3", say.Stage(model.Verifying)))
		d.Press("esc")
		d.Until(say.Verdict(effect.TooEarly))
		if _, heading, _ := d.Find(say.Trends.DidItWork); !strings.Contains(strings.Join(d.Lines()[heading:], "\n"), "P-3") {
			t.Errorf("the action should be judged on the screen:\n%s", d.Screen())
		}
		d.Press("l")
		d.Until(words.Cause)
		d.Press("x", "5")
		d.Type("返金は二日以内になった")
		d.Press("enter", "enter", "enter", "enter") // the proposed note stands
		d.Press("enter")                            // and those who are told
		d.Until(words.Said.Stage("P-3", say.Stage(model.Effective)))
		leave(d)

		var got struct {
			Stage, Owner, Result string
			Actions              []struct{ Kind, Text, Effective string }
		}
		if err := json.Unmarshal([]byte(h.koe("problem", "show", "P-3", "--json")), &got); err != nil {
			t.Fatal(err)
		}
		if got.Stage != "effective" || got.Owner != lead || got.Result != "返金は二日以内になった" || len(got.Actions) != 1 || got.Actions[0].Kind != "product" || got.Actions[0].Effective == "" {
			t.Errorf("%+v", got)
		}
	})
}

// The demo is open at once, everything in it works, and nothing of it is left.
func TestTheDemoLeavesNothing(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	if err := os.Mkdir(h.path("tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	h = h.with("TMPDIR=" + h.path("tmp"))
	d := h.open(drive.Options{}, "demo", "--lang", "ja")
	say := lang.For(lang.Japanese)
	d.Type("返金されない #請求")
	d.Press("ctrl+s")
	d.UntilGone("#請求")
	d.Press("ctrl+g", "3")
	d.Until(say.Trends.ActOn)
	leave(d)
	if left, err := os.ReadDir(h.path("tmp")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := os.Stat(h.database()); err == nil {
		t.Error("the demo made a desk of one's own")
	}
}
