package bolt_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

var kills = flag.Int("kills", 200, "how often TestKill kills a writer")

// A test that needs a process to kill or to restrain starts its own binary again with this set to
// what the child is to do and its arguments.
const childVar = "KV_BOLT_CHILD"

var children = map[string]func(path string) error{"write": writeChild, "fill": fillChild}

func TestMain(m *testing.M) {
	if job := os.Getenv(childVar); job != "" {
		if err := children[job](os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child prepares a process that does a job on the file at path.
func child(job, path string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], path)
	cmd.Env = append(os.Environ(), childVar+"="+job)
	return cmd
}

// The writer's history is a function of one number: round n writes its head, some slots that
// earlier rounds wrote too, a line of a log that grows, and takes away the oldest line. So after
// any kill the whole content follows from the head that is found.
const (
	slots    = 60
	logLines = 40
)

var headKey = []byte("h")

func round(n uint64) kv.Batch {
	b := kv.Batch{Put: []kv.Pair{sealed(headKey, binary.BigEndian.AppendUint64(nil, n))}}
	for i := range uint64(5) {
		b.Put = append(b.Put, slot((n*5+i)%slots, n))
	}
	b.Put = append(b.Put, logLine(n))
	if n > logLines {
		b.Del = append(b.Del, logLine(n-logLines).Key)
	}
	return b
}

func sealed(key, value []byte) kv.Pair { return kv.Pair{Key: key, Value: kv.Seal(key, value)} }

// slot is what round n wrote into slot i: from nothing to some pages.
func slot(i, n uint64) kv.Pair {
	key := fmt.Appendf(nil, "%c%04d", "st"[i%2], i)
	return sealed(key, bytes.Repeat(binary.BigEndian.AppendUint64(nil, n*1000+i), int(n*7+i*13)%90*int(i%7)))
}

func logLine(n uint64) kv.Pair {
	return sealed(fmt.Appendf(nil, "l%010d", n), bytes.Repeat([]byte{byte(n)}, int(n%700)))
}

// expected is the whole content after round n.
func expected(n uint64) map[string][]byte {
	all := map[string][]byte{}
	add := func(p kv.Pair) { all[string(p.Key)] = p.Value }
	for i := range uint64(slots) {
		for m := n; m > 0 && m+slots > n; m-- {
			if (i+slots-m*5%slots)%slots < 5 {
				add(slot(i, m))
				break
			}
		}
	}
	for m := n; m > 0 && m+logLines > n; m-- {
		add(logLine(m))
	}
	if n > 0 {
		add(round(n).Put[0])
	}
	return all
}

// writeChild goes on writing where the file stands and says each round that was acknowledged, until
// it is killed.
func writeChild(path string) error {
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if err != nil {
		return err
	}
	n, v, err := head(e)
	if err != nil {
		return err
	}
	fmt.Println(n)
	for {
		n++
		b := round(n)
		b.After = v
		if v, err = e.Commit(ctx, b); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// head reads which round the file stands at.
func head(e *bolt.Engine) (n uint64, v kv.Version, err error) {
	s, err := e.Snapshot(context.Background())
	if err != nil {
		return 0, 0, err
	}
	defer s.Close()
	value, found, err := s.Get(context.Background(), headKey)
	if found {
		n = binary.BigEndian.Uint64(value)
	}
	return n, s.Version(), err
}

// TestKill kills a writing process again and again: what it acknowledged is there, the round under
// way is there whole or not at all, and nothing is hurt.
func TestKill(t *testing.T) {
	cycles := *kills
	if testing.Short() {
		cycles = min(cycles, 20)
	}
	path := filepath.Join(scratch(t), "desk.db")
	seed := rand.Uint64()
	t.Logf("killed at the moments of the seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	acknowledged, inFlight := uint64(0), 0
	for cycle := range cycles {
		acknowledged = killOnce(t, path, random)
		e := open(t, path)
		n, _, err := head(e)
		if err != nil {
			t.Fatal(err)
		}
		if n != acknowledged && n != acknowledged+1 {
			t.Fatalf("cycle %d: round %d was acknowledged and %d is found", cycle, acknowledged, n)
		}
		if n > acknowledged {
			inFlight++
		}
		compare(t, e, expected(n))
		report, err := e.Verify(context.Background(), nil)
		if err != nil || report.Err() != nil {
			t.Fatalf("cycle %d: %v, %v", cycle, err, report.Hurt)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills over %d rounds; in %d the round under way had become durable", cycles, acknowledged, inFlight)
}

// killOnce starts a writer, lets it acknowledge a few rounds, kills it at some moment of the next
// and returns the last that it acknowledged.
func killOnce(t *testing.T, path string, random *rand.Rand) (acknowledged uint64) {
	cmd := child("write", path)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	read := func() bool {
		if !lines.Scan() {
			return false
		}
		if acknowledged, err = strconv.ParseUint(lines.Text(), 10, 64); err != nil {
			t.Fatal(err)
		}
		return true
	}
	for range 1 + random.IntN(12) {
		if !read() {
			cmd.Wait()
			t.Fatalf("the writer stopped by itself: %s", complaint.String())
		}
	}
	time.Sleep(time.Duration(random.IntN(1500)) * time.Microsecond) // anywhere in a round, not only at its beginning
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for read() { // what it still said before it died counts
	}
	cmd.Wait()
	return acknowledged
}

// compare holds the whole content of an engine against what it must be, forwards and backwards and
// key by key.
func compare(t testing.TB, e *bolt.Engine, want map[string][]byte) {
	t.Helper()
	if err := differs(e, want); err != nil {
		t.Fatal(err)
	}
}

// errDifferent marks content that is readable and wrong.
var errDifferent = errors.New("the content is not what it was")

// differs reads everything. Its error is errDifferent where something is wrong that nothing
// complains of.
func differs(e *bolt.Engine, want map[string][]byte) error {
	ctx := context.Background()
	s, err := e.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, reverse := range []bool{false, true} {
		n := 0
		for p, err := range kv.All(ctx, s, kv.Range{Reverse: reverse}) {
			if err != nil {
				return err
			}
			if _, err := kv.Unseal(p.Key, p.Value); err != nil {
				return err
			}
			if value, there := want[string(p.Key)]; !there || !bytes.Equal(value, p.Value) {
				return fmt.Errorf("%w: key %q", errDifferent, p.Key)
			}
			n++
		}
		if n != len(want) {
			return fmt.Errorf("%w: %d keys of %d", errDifferent, n, len(want))
		}
	}
	asked := 0
	for key, value := range want { // the first that the map yields: others each time
		if asked++; asked > 100 {
			break
		}
		got, found, err := s.Get(ctx, []byte(key))
		if err != nil {
			return err
		}
		if !found || !bytes.Equal(got, value) {
			return fmt.Errorf("%w: key %q", errDifferent, key)
		}
	}
	return nil
}

// TestKillWhileMaking kills the first start: there is no file, or a whole one.
func TestKillWhileMaking(t *testing.T) {
	made := 0
	for i := range 20 {
		path := filepath.Join(scratch(t), "new", "folder", "desk.db")
		cmd := child("write", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		made++
		e := open(t, path)
		n, _, err := head(e)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, e, expected(n))
		e.Close()
	}
	t.Logf("%d of 20 were made in time", made)
}
