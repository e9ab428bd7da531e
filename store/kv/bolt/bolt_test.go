package bolt_test

import (
	"context"
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

func TestEngine(t *testing.T) {
	var paths sync.Map // engine → file
	start := func(t testing.TB, path string) kv.Engine {
		e := open(t, path)
		paths.Store(e, path)
		return e
	}
	kvtest.Run(t, kvtest.Harness{
		New: func(t testing.TB) kv.Engine { return start(t, filepath.Join(t.TempDir(), "desk.db")) },
		Reopen: func(t testing.TB, e kv.Engine) kv.Engine {
			path, _ := paths.Load(e)
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			return start(t, path.(string))
		},
	})
}
