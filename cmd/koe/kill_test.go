package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// killRounds is how often the program is killed in a test; each time somewhere
// else. Run go test ./cmd/koe -args -kills 200 for more.
var killRounds = flag.Int("kills", 15, "how often the program is killed in a test")

// byNumber are the texts of all issues.
func (h *home) byNumber() map[int]string {
	h.t.Helper()
	out := map[int]string{}
	for _, i := range h.issues() {
		out[int(i["number"].(float64))] = i["text"].(string)
	}
	return out
}

// Several loops of koe log run at once, each waiting its turn at the file, and
// all are killed: each number that was printed is on the desk with its words,
// and the desk is whole.
func TestKilledWhileLogging(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	began := time.Now()
	h.koe("list")
	whole := time.Since(began) // so long one command takes here
	var mu sync.Mutex
	printed := map[int]string{}
	r := rand.New(rand.NewPCG(3, 4))
	for round := range *killRounds {
		var wg sync.WaitGroup
		for worker := range 3 {
			words := fmt.Sprintf("round %d worker %d: 返金されない", round, worker)
			cmd := h.command("log", words)
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			var out bytes.Buffer
			cmd.Stdout = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			after := time.Duration(3 * r.Float64() * float64(whole))
			wg.Go(func() {
				timer := time.AfterFunc(after, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
				defer timer.Stop()
				_ = cmd.Wait() // killed, done, or refused because another one had the file
				if n, err := strconv.Atoi(strings.Trim(out.String(), "#\n")); err == nil {
					mu.Lock()
					defer mu.Unlock()
					printed[n] = words
				}
			})
		}
		wg.Wait()
	}
	if len(printed) == 0 {
		t.Fatal("nothing was ever logged: the test kills too early")
	}
	have := h.byNumber()
	for n, words := range printed {
		if have[n] != words {
			t.Errorf("#%d was acknowledged with %q and is %q", n, words, have[n])
		}
	}
	seen := map[string]bool{}
	for n, words := range have {
		if seen[words] {
			t.Errorf("#%d: %q is there twice", n, words)
		}
		seen[words] = true
	}
	h.koe("check")
	t.Logf("%d of %d were acknowledged, %d are there", len(printed), 3**killRounds, len(have))
}

// An import that is killed goes on where it was when the same command is run
// again: at the end each row is there once.
func TestKilledWhileImporting(t *testing.T) {
	t.Parallel()
	const rows = 21000 // two batches
	var file strings.Builder
	file.WriteString("when,id,what\n")
	for i := range rows {
		fmt.Fprintf(&file, "2026-0%d-%02d,%d,Charged twice for order %d\n", 1+i%6, 1+i%28, i, i)
	}
	h := newHome(t)
	path := h.file("big.csv", file.String())
	args := []string{"import", path, "--map", "received_at=when", "--map", "external_id=id", "--map", "text=what"}
	began := time.Now()
	newHome(t).koe(args...)
	whole := time.Since(began)
	const moments = 4 // in the second half of a whole import, where it writes
	for i := range moments {
		cmd := h.command(args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(whole*time.Duration(moments+i)/(2*moments), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		timer.Stop()
		if _, err := os.Stat(h.database()); err == nil {
			t.Logf("after a kill: %s", h.koe("check"))
		}
	}
	h.koe(args...)
	cmd := h.command("list", "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		_, id, _ := strings.Cut(lines.Text(), `"external_id":"`)
		id, _, _ = strings.Cut(id, `"`)
		ids = append(ids, id)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	if distinct := len(slices.Compact(slices.Clone(ids))); len(ids) != rows || distinct != rows {
		t.Errorf("%d issues of %d rows, %d of them distinct", len(ids), rows, distinct)
	}
	h.koe("check")
}
