package bolt_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/kv/kvtest"
)

func open(t testing.TB, path string) *bolt.Engine {
	t.Helper()
	e, err := bolt.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// scratch is a folder in memory where the system has such a place: thousands of small files that
// are synced once each would keep a disk busy for minutes. What a killed process leaves behind does
// not depend on the disk either.
func scratch(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "kv-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func TestEngine(t *testing.T) {
	var paths sync.Map // engine → file
	start := func(t testing.TB, path string) kv.Engine {
		e := open(t, path)
		paths.Store(e, path)
		return e
	}
	kvtest.Run(t, kvtest.Harness{
		New: func(t testing.TB) kv.Engine { return start(t, filepath.Join(scratch(t), "desk.db")) },
		Reopen: func(t testing.TB, e kv.Engine) kv.Engine {
			path, _ := paths.Load(e)
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			return start(t, path.(string))
		},
	})
}
