package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/cmd/internal/drive"
	"koe/model"
	"koe/store/exchange"
)

const calls = "受付番号,受付日,お客様名,大分類,内容\n1,2026/04/03,田中商事,請求,6月分が二重に請求された\n2,2026/05/04,阿部,配送,荷物が届かない。連絡もない\n"

func writeFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "calls.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// keepMapping keeps a mapping as the mapping screen does.
func keepMapping(t *testing.T, db string, m model.Mapping) {
	t.Helper()
	s, err := inside(db).open(context.Background(), manner{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Do(context.Background(), s.request(model.PutMapping{Mapping: m}))
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// A script is told which flags to give, ready to be pasted, and they work; a
// mapping that was kept and fits is named as well.
func TestAScriptIsToldTheMap(t *testing.T) {
	db, file := filepath.Join(t.TempDir(), "koe.db"), writeFile(t, calls)
	_, err := run(t, db, "", "import", file)
	var need *exchange.NeedMap
	if !errors.As(err, &need) || !strings.Contains(err.Error(), "\n  --map received_at=受付日 --map external_id=受付番号 --map text=内容") {
		t.Fatalf("%v", err)
	}
	keepMapping(t, db, model.Mapping{Name: "受電", Fields: map[string]string{"received_at": "受付日", "text": "内容"}, Dates: "ymd"})
	keepMapping(t, db, model.Mapping{Name: "other", Fields: map[string]string{"received_at": "opened"}})
	if _, err = run(t, db, "", "import", file); !strings.Contains(err.Error(), `--mapping "受電"`) {
		t.Errorf("%v", err)
	}
	out := done(t, db, append([]string{"import", "--json", file}, strings.Fields(need.Proposed.Flags())...)...)
	if !strings.Contains(out, `"issues":2`) {
		t.Error(out)
	}
}

// A file that holds nothing is said to.
func TestNothingToMap(t *testing.T) {
	for _, content := range []string{"", "[]", "{}", "{}\n{}\n"} {
		if _, err := run(t, filepath.Join(t.TempDir(), "koe.db"), content, "import", "-"); err == nil || !strings.Contains(err.Error(), "the file is empty") {
			t.Errorf("%q: %v", content, err)
		}
	}
}

func TestAKeptMapping(t *testing.T) {
	db, file := filepath.Join(t.TempDir(), "koe.db"), writeFile(t, calls)
	keepMapping(t, db, model.Mapping{Name: "受電", Fields: map[string]string{"received_at": "受付日", "text": "内容", "tag": "大分類"}, Dates: "ymd"})
	if out := done(t, db, "mappings"); out != "受電\n  --map received_at=受付日 --map text=内容 --map tag=大分類 --dates ymd\n" {
		t.Errorf("%q", out)
	}
	if out := done(t, db, "mappings", "--json"); !strings.HasPrefix(out, `{"name":"受電","fields":{`) {
		t.Error(out)
	}
	done(t, db, "import", file, "--mapping", "受電", "--map", "customer=お客様名")
	if out := done(t, db, "list", "--json", "customer:田中商事"); !strings.Contains(out, `"received_at":"2026-04-02T15:00:00Z"`) || !strings.Contains(out, `"tags":["請求"]`) {
		t.Error(out)
	}
	_, err := run(t, db, "", "import", file, "--mapping", "none")
	if err == nil || !strings.Contains(err.Error(), `there is no mapping "none"; koe mappings lists`) {
		t.Errorf("%v", err)
	}
}

// On a terminal a person is asked, the file comes in as they say, and the answer
// is kept for the next file.
func TestAPersonIsAsked(t *testing.T) {
	h := newHome(t)
	d := drive.Start(t, drive.Options{Env: h.environ(), Dir: h.dir}, built, "import", h.file("calls.csv", calls), h.file("more.csv", strings.Replace(calls, "1,", "3,", 1)))
	d.Until("Which column fills what")
	d.Until("2026-04-03 00:00  #請求")
	d.Press("ctrl+s")
	d.Until("Keep this mapping by a name")
	d.Press("ctrl+s")
	d.Until("calls.csv: read as csv")
	d.Until("more.csv: read as csv")
	if code := d.Wait(); code != 0 {
		t.Errorf("exit %d\n%s", code, d.Screen())
	}
	if out := h.koe("mappings"); !strings.HasPrefix(out, "calls\n  --map received_at=受付日 ") {
		t.Error(out)
	}
	if out := h.koe("list"); strings.Count(out, "\n") != 4 {
		t.Error(out)
	}
}

// Leaving the screen brings nothing in and says so.
func TestAPersonLeaves(t *testing.T) {
	h := newHome(t)
	d := drive.Start(t, drive.Options{Env: h.environ(), Dir: h.dir}, built, "--lang", "ja", "import", h.file("calls.csv", calls))
	d.Until("列の割り当て")
	d.Press("q")
	d.Until("取り込みを中止しました")
	if code := d.Wait(); code != 1 {
		t.Errorf("exit %d", code)
	}
	if out := h.koe("list", "--json"); out != "" {
		t.Error(out)
	}
}

// Customers, teams and daily contacts come in by --as, bad rows aside.
func TestLists(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	rejects := filepath.Join(t.TempDir(), "bad.csv")
	customers := writeFile(t, "会員番号,お客様名,フリガナ,電話番号\nA1,田中商事,タナカショウジ,06-1234-5678\nA2,,,\n")
	if out := done(t, db, "import", "--as", "customers", "--rejects", rejects, customers); !strings.Contains(out, "1 row in, 1 rejected\n  line 3: the name is missing") {
		t.Error(out)
	}
	if b, err := os.ReadFile(rejects); err != nil || !strings.Contains(string(b), "A2") {
		t.Errorf("%s %v", b, err)
	}
	if got := offered(t, db, "log", "--customer", "A"); len(got) != 1 || got[0] != "A1" {
		t.Errorf("by account: %q", got)
	}
	days := writeFile(t, "day;calls\n2026-07-01;120\n2026-07-02;98\n")
	if out := done(t, db, "import", "--json", "--as", "contacts", "--map", "date=day", days); !strings.Contains(out, `"format":"contacts"`) || !strings.Contains(out, `"taken":2,"rejected":0`) {
		t.Error(out)
	}
	if out := done(t, db, "import", "--as", "teams", "--dry-run", writeFile(t, "team,lead\nOsaka,mori\n")); !strings.Contains(out, "Dry run: 1 row would come in") {
		t.Error(out)
	}
	done(t, db, "import", "--as", "teams", writeFile(t, "team,lead\nOsaka,mori\nKyoto,\n"))
	people := writeFile(t, "ログイン名,氏名,フリガナ,権限,チーム,言語,公開鍵\n"+
		"kato,加藤 恵,カトウ,SV,Osaka,日本語,ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPqAhHHz0EleVLx9Jvj09FcCBwdkck8HGVPx5RnBRA1L kato@desk\n"+
		"lena,Lena,,agent,,en,\nxavi,,,boss,,,\nyuri,,,,,elvish,\nzoe,,,,,,ssh-ed25519 broken\n")
	if out := done(t, db, "import", "--as", "users", "--json", people); !strings.Contains(out, `"taken":2,"rejected":3`) {
		t.Error(out)
	}
	if out := done(t, db, "user", "list", "--json"); !strings.Contains(out, `{"id":"kato","name":"加藤 恵","role":"lead","team":"Osaka","reading":"カトウ","lang":"ja"`) || strings.Contains(out, "xavi") {
		t.Error(out)
	}
	if out := done(t, db, "user", "key", "list"); !strings.HasPrefix(out, "kato ") || strings.Count(out, "\n") != 1 {
		t.Error(out)
	}
	if out := done(t, db, "user", "teams"); out != "Kyoto\nOsaka                    mori\n" {
		t.Errorf("%q", out)
	}
	done(t, db, "user", "add", "mori", "--team", offered(t, db, "user", "add", "mori", "--team", "o")[0])
	if out := done(t, db, "user", "list"); !strings.Contains(out, "Osaka") {
		t.Error(out)
	}
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--as", "contacts", customers}, `there is no column "date"`},
		{[]string{"--as", "contacts", "--map", "text=day", days}, "the fields of contacts are date, count, channel"},
		{[]string{"--as", "teams", "--at", "2026-07-01", days}, "--at, --state, --source and --mapping are of issues"},
	} {
		if _, err := run(t, db, "", append([]string{"import"}, c.args...)...); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v", c.args, err)
		}
	}
}

// Two customers become one for every question, and two again.
func TestCustomers(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	done(t, db, "log", "--customer", "田中商事", "返金してほしい")
	done(t, db, "log", "--customer", "Tanaka Shoji", "Nobody rang back")
	done(t, db, "import", "--as", "customers", writeFile(t, "name,reading,account,rank\n田中商事,タナカショウジ,A1,B\n"))
	if out := done(t, db, "customers", "田"); !strings.HasPrefix(out, "C-1      田中商事                 タナカショウジ       A1             B") || strings.Count(out, "\n") != 1 {
		t.Errorf("%q", out)
	}
	if out := done(t, db, "customers", "--json"); strings.Count(out, "\n") != 2 {
		t.Error(out)
	}
	if out := done(t, db, "customers", "--limit", "1"); !strings.Contains(out, "there are more") {
		t.Error(out)
	}
	done(t, db, "customers", "merge", "tanaka shoji", "A1")
	if out := done(t, db, "list", "--json", "customer:田中商事"); strings.Count(out, "\n") != 2 {
		t.Errorf("as one: %s", out)
	}
	done(t, db, "undo")
	if out := done(t, db, "list", "--json", "customer:田中商事"); strings.Count(out, "\n") != 1 {
		t.Errorf("as two again: %s", out)
	}
	if _, err := run(t, db, "", "customers", "merge", "C-2", "nobody"); err == nil || !strings.Contains(err.Error(), `no customer "nobody"`) {
		t.Errorf("%v", err)
	}
}

// koe index makes the index whole, be it gone.
func TestIndex(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	done(t, db, "log", "Nobody rang back")
	for range 2 {
		if out := done(t, db, "index", "--json"); !strings.HasPrefix(out, `{"issues":1,`) {
			t.Error(out)
		}
		if err := os.Remove(db + ".search"); err != nil {
			t.Fatal(err)
		}
	}
	if out := done(t, db, "index"); !strings.HasPrefix(out, "The search index is whole: 1 issue, ") {
		t.Error(out)
	}
}
