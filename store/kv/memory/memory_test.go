package memory_test

import (
	"testing"

	"koe/store/kv"
	"koe/store/kv/kvtest"
	"koe/store/kv/memory"
)

func TestEngine(t *testing.T) {
	kvtest.Run(t, kvtest.Harness{New: func(testing.TB) kv.Engine { return memory.New() }})
}
