package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// A cutOff engine fails after so many commits, as a kill does.
type cutOff struct {
	kv.Engine
	left int
}

var errCut = errors.New("killed")

func (c *cutOff) Commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	if c.left == 0 {
		return 0, errCut
	}
	c.left--
	return c.Engine.Commit(ctx, b)
}

// oldFile is a file of the first schema: customers and issues, some of them with
// bytes in their names that are no text, each with the index entries of its time.
func oldFile(t *testing.T, customers int) (*memory.Engine, map[model.CustomerID]string) {
	t.Helper()
	e := memory.New()
	snap, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	tx := NewTx(context.Background(), snap, nil, [32]byte{})
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(tx.put(metaKey(metaSchema), 1))
	must(tx.put(metaKey(metaHeads), model.Heads{Issue: 9, Customer: model.CustomerID(customers), Event: 3}))
	want := map[model.CustomerID]string{}
	for n := range customers {
		c := &model.Customer{ID: model.CustomerID(n + 1), Name: fmt.Sprintf("Tanaka %d", n)}
		want[c.ID] = c.Name
		if n%500 == 7 {
			c.Name = fmt.Sprintf("caf\xe9 %d", n)
			want[c.ID] = fmt.Sprintf("caf\ufffd %d", n)
		}
		must(tx.effect(model.Effect{After: c}, 0))
	}
	must(tx.effect(model.Effect{After: &model.User{ID: "aya", Name: "a\xff"}}, 0))
	must(tx.effect(model.Effect{After: &model.Issue{Number: 9, Text: "said", State: model.New, Severity: model.S2, Product: "caf\xe9", Channel: "p\xff", Day: 20000, Tags: []model.TagKey{"a"}}}, 0))
	must(tx.effect(model.Effect{After: &model.Tag{Key: "a", Path: "a"}}, 0))
	b, err := tx.Batch()
	must(err)
	_, err = e.Commit(context.Background(), b)
	must(err)
	return e, want
}

// A file is brought up in batches, cut off after any number of them; it can be
// read at every moment, and is the same in the end.
func TestBringUpCutOffAnywhere(t *testing.T) {
	ctx := context.Background()
	const customers = 4*bringUpPairs + 300
	for cut := 0; ; cut++ {
		e, want := oldFile(t, customers)
		asides := 0
		aside := func(schema int) error {
			if schema != 1 {
				t.Errorf("a copy of schema %d", schema)
			}
			asides++
			return nil
		}
		from, err := BringUp(ctx, &cutOff{e, cut}, aside)
		if err == nil {
			if from != 1 || cut < 5 {
				t.Fatalf("brought up from %d in %d batches", from, cut)
			}
			break
		}
		if !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		r := reader(t, e)
		behind, err := r.CheckSchema()
		if err != nil || !behind {
			t.Errorf("cut off after %d: behind is %v, %v", cut, behind, err)
		}
		named := func(when string) {
			t.Helper()
			n := 0
			if err := reader(t, e).Customers(func(c *model.Customer) error {
				if n++; want[c.ID] != c.Name {
					t.Errorf("%s: customer %d is %q, want %q", when, c.ID, c.Name, want[c.ID])
				}
				return nil
			}); err != nil || n != customers {
				t.Errorf("%s: %d customers, %v", when, n, err)
			}
		}
		named("cut off")
		if from, err := BringUp(ctx, e, aside); err != nil || from != 1 || asides != map[bool]int{true: 2, false: 1}[cut == 0] {
			t.Errorf("again: from %d, %v, %d copies", from, err, asides)
		}
		named("brought up")
		agreesWithItself(t, e)
	}
}

// agreesWithItself holds the entries and counters to the records, and every
// record to be text.
func agreesWithItself(t *testing.T, e kv.Engine) {
	t.Helper()
	r := reader(t, e)
	if behind, err := r.CheckSchema(); err != nil || behind {
		t.Errorf("behind is %v, %v", behind, err)
	}
	var c CheckReport
	want, counts, err := r.recount(&c)
	if err == nil {
		err = errors.Join(r.compareEntries(&c, want), r.compareCounts(&c, counts), r.checkReferences(&c))
	}
	if err != nil || len(c.Hurt) > 0 {
		t.Errorf("%+v, %v", c.Hurt, err)
	}
	for _, table := range steps[1].tables {
		err := r.src.scan(r.ctx, kv.Prefix([]byte{table}), func(k, v []byte) (bool, error) {
			plain, err := kv.Unseal(k, v)
			if err != nil {
				return false, err
			}
			if bytes.Contains(plain, []byte("caf\xe9")) {
				t.Errorf("key %x holds bytes that are no text", k)
			}
			rec, err := recordOf(k)
			if err == nil {
				err = modes().dec.Unmarshal(plain, rec)
			}
			return true, err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if i, err := r.Issue(9); err != nil || i.Product != "caf\ufffd" || i.Channel != "p\ufffd" {
		t.Errorf("%+v, %v", i, err)
	}
	if u, err := r.User("aya"); err != nil || u.Name != "a\ufffd" {
		t.Errorf("%+v, %v", u, err)
	}
}

// Where no copy can be laid aside, nothing is changed; a file of this schema and
// an empty one need nothing.
func TestBringUpNeedsItsCopy(t *testing.T) {
	ctx := context.Background()
	e, _ := oldFile(t, 3)
	full := errors.New("the disk is full")
	if _, err := BringUp(ctx, &cutOff{e, 0}, func(int) error { return full }); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
	none := func(int) error { t.Error("a copy is made"); return nil }
	if from, err := BringUp(ctx, &cutOff{memory.New(), 0}, none); err != nil || from != Schema {
		t.Errorf("an empty file is brought up from %d, %v", from, err)
	}
	if _, err := BringUp(ctx, e, func(int) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if from, err := BringUp(ctx, &cutOff{e, 0}, none); err != nil || from != Schema {
		t.Errorf("a second time from %d, %v", from, err)
	}
}

// Every schema before this one has a way up.
func TestEverySchemaHasAWayUp(t *testing.T) {
	for schema := 1; schema < Schema; schema++ {
		if _, ok := steps[schema]; !ok {
			t.Errorf("there is no way from schema %d", schema)
		}
	}
}
