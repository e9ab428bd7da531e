package desk

import (
	"context"
	"crypto/rand"
	"testing"

	"koe/model"
	"koe/model/testday"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// A watchedEngine has something done when a batch is committed and nobody knows it yet.
type watchedEngine struct {
	kv.Engine
	committed func()
}

func (w *watchedEngine) Commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	v, err := w.Engine.Commit(ctx, b)
	if w.committed != nil {
		w.committed()
	}
	return v, err
}

// Whoever reads between a commit and its receipt sees all of what was committed, new
// tags too, and takes nothing of it for damage.
func TestReadingBetweenACommitAndItsReceipt(t *testing.T) {
	engine := &watchedEngine{Engine: memory.New()}
	d, err := Open(t.Context(), Options{Engine: engine, Clock: testday.Clock(), Rand: rand.Reader, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"}})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	read := 0
	engine.committed = func() {
		page, err := d.Issues(t.Context(), model.IssueQuery{Limit: 5})
		if err != nil {
			t.Error(err)
			return
		}
		if len(page.Rows) == 0 || len(page.Rows[0].Tags) != 1 {
			t.Errorf("%+v", page.Rows)
		}
		read++
	}
	for _, tag := range []model.TagPath{"billing", "delivery", "delivery/late"} {
		_, err := d.Do(t.Context(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "x", Tags: []model.TagPath{tag}}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Fault(); err != nil || read != 3 {
		t.Errorf("read %d times; the desk takes no changes: %v", read, err)
	}
}
