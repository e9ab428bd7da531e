package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// damagedDesk is a desk over a copy of another's pairs with one of them changed.
func damagedDesk(t *testing.T, from kv.Engine, change func(kv.Pair) *kv.Pair) *Desk {
	t.Helper()
	ctx := context.Background()
	d, err := Open(ctx, Options{Engine: copyOf(t, from, change), Clock: func() time.Time { return monday }, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// copyOf is an engine with another's pairs as change gives them; nil leaves one out.
func copyOf(t *testing.T, from kv.Engine, change func(kv.Pair) *kv.Pair) kv.Engine {
	t.Helper()
	ctx := context.Background()
	snap, err := from.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	to := memory.New()
	var b kv.Batch
	for p, err := range kv.All(ctx, snap, kv.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if p := change(p); p != nil {
			b.Put = append(b.Put, kv.Pair{Key: bytes.Clone(p.Key), Value: bytes.Clone(p.Value)})
		}
	}
	if _, err := to.Commit(ctx, b); err != nil {
		t.Fatal(err)
	}
	return to
}

// answers asks a desk all that it is asked. A question that ends in an error has that for its
// answer.
func answers(t *testing.T, d *Desk) map[string]string {
	t.Helper()
	out := map[string]string{}
	for question, ask := range questions() {
		answer, err := ask(d)
		out[question] = spew(reflect.ValueOf(answer))
		if err != nil {
			out[question] = "error"
			var f *model.Fault
			if !errors.As(err, &f) || f.Code != model.Damaged {
				t.Errorf("%s: %v, want a fault that says damaged", question, err)
			}
		}
	}
	return out
}

// spew writes a value with all that its pointers lead to.
func spew(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return "&" + spew(v.Elem())
	case reflect.Slice, reflect.Array:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, spew(v.Index(i)))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			parts = append(parts, v.Type().Field(i).Name+":"+spew(v.Field(i)))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return fmt.Sprint(v)
}

// TestDamageIsSaidByEveryQuestion changes the number at the end of one index entry after another,
// and takes away contacts and events that others speak of: what a question then answers is what it
// answered before, or that the database is damaged.
func TestDamageIsSaidByEveryQuestion(t *testing.T) {
	d, _ := failingDesk(t, busyDesk(t).engine)
	whole := answers(t, d)
	for question, answer := range whole {
		if answer == "error" {
			t.Fatalf("%s: an error on an unhurt desk", question)
		}
	}

	ctx := context.Background()
	snap, err := d.engine.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	said := map[byte]int{}
	for p, err := range kv.All(ctx, snap, kv.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		key, table := string(p.Key), p.Key[0]
		var change func(kv.Pair) *kv.Pair
		switch {
		case bytes.IndexByte([]byte("owtclgKE"), table) >= 0:
			change = func(p kv.Pair) *kv.Pair {
				p.Key = bytes.Clone(p.Key)
				p.Key[len(p.Key)-1] ^= 0x40 // no other entry has that number
				return &p
			}
		case table == 'k' || table == 'e' && p.Key[8] > 8 && p.Key[8] < 22:
			change = func(kv.Pair) *kv.Pair { return nil }
		default:
			continue
		}
		hurt := damagedDesk(t, d.engine, func(p kv.Pair) *kv.Pair {
			if string(p.Key) == key {
				return change(p)
			}
			return &p
		})
		for question, answer := range answers(t, hurt) {
			switch {
			case answer == "error":
				said[table]++
			case answer != whole[question]:
				t.Errorf("key %x was hurt and %s answers\n%s\nwhere it was\n%s", key, question, answer, whole[question])
			}
		}
		hurt.Close()
	}
	for _, table := range []byte("owtclgKEke") {
		if said[table] == 0 {
			t.Errorf("table %q: nobody said that it is hurt", table)
		}
	}
}

// What a record speaks of must be there: a list or a detail that would leave the
// name of a customer, a problem or a tag empty says that the database is damaged.
func TestWhatIsSpokenOfMustBeThere(t *testing.T) {
	whole := busyDesk(t).engine
	for name, gone := range map[string]func(k []byte) bool{
		"customer": func(k []byte) bool { return k[0] == 'C' && k[8] == 1 },
		"problem":  func(k []byte) bool { return k[0] == 'q' && k[8] == 1 },
		"tag": func(k []byte) bool {
			return string(k[2:]) == "billing/double" && k[0] == 'r' && k[1] == byte(model.TagRecord)
		},
		"event": func(k []byte) bool { return k[0] == 'f' && k[8] == 9 },
	} {
		took := 0
		d := damagedDesk(t, whole, func(p kv.Pair) *kv.Pair {
			if gone(p.Key) {
				took++
				return nil
			}
			return &p
		})
		damaged := &model.Fault{Code: model.Damaged}
		_, detail := d.Issue(context.Background(), 1)
		_, list := d.Issues(context.Background(), model.IssueQuery{})
		if took == 0 || !errors.Is(detail, damaged) || name != "event" && !errors.Is(list, damaged) {
			t.Errorf("without the %s (%d pairs): detail %v, list %v", name, took, detail, list)
		}
		d.Close()
	}
}

// Damage that was found before stands: the desk answers what can be answered,
// takes no changes, and does not say that nothing is known where nothing was
// looked at. What is found now is told once.
func TestKnownDamageStands(t *testing.T) {
	ctx := context.Background()
	engine := copyOf(t, busyDesk(t).engine, func(p kv.Pair) *kv.Pair { return &p })
	known := &model.Fault{Code: model.Damaged, Where: "key 69"}
	d, err := Open(ctx, Options{Engine: engine, Clock: func() time.Time { return monday }, Rand: rand.Reader, Index: t.TempDir() + "/search", Known: known})
	if err != nil {
		t.Fatal(err)
	}
	if page, err := d.Issues(ctx, model.IssueQuery{}); err != nil || len(page.Rows) != 6 {
		t.Errorf("%d rows, %v", len(page.Rows), err)
	}
	if _, err := d.Similar(ctx, "charged twice", "", 5); !errors.Is(err, known) {
		t.Errorf("alike: %v", err)
	}
	if _, err := d.Do(ctx, model.Request{ID: d.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "x"}}}); !errors.Is(err, &model.Fault{Code: model.ReadOnlyFile}) {
		t.Errorf("a change: %v", err)
	}
	d.Close()

	var told []string
	hurt := copyOf(t, busyDesk(t).engine, func(p kv.Pair) *kv.Pair {
		if p.Key[0] == 'i' {
			p.Value = bytes.Clone(p.Value)
			p.Value[3] ^= 1
		}
		return &p
	})
	d, err = Open(ctx, Options{Engine: hurt, Clock: func() time.Time { return monday }, Rand: rand.Reader, Damaged: func(f *model.Fault) { told = append(told, f.Where) }})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for range 3 {
		if _, err := d.Issues(ctx, model.IssueQuery{}); !errors.Is(err, &model.Fault{Code: model.Damaged}) {
			t.Errorf("%v", err)
		}
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "key 69") {
		t.Errorf("told %q", told)
	}
}
