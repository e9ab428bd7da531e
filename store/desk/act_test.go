package desk

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
	"koe/store"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// actDesk is a desk of so many issues on which an act holds ten at a time.
func actDesk(t *testing.T, issues int) (*Desk, []model.Number) {
	t.Helper()
	d := newDesk(t)
	d.actPiece = 10
	rows := make([]model.Draft, issues)
	numbers := make([]model.Number, issues)
	for n := range rows {
		rows[n] = model.Draft{Text: "x", ExternalID: fmt.Sprint(n), ReceivedAt: model.At(monday), Customer: fmt.Sprint("customer ", n%7)}
		numbers[n] = model.Number(n + 1)
	}
	do(t, d, model.Import{Source: "test", Rows: rows})
	do(t, d, model.PutUser{User: "mori", Role: model.Leader})
	return d, numbers
}

func give(d *Desk, who model.UserID, c model.Command) (model.Receipt, error) {
	return d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: who, Command: c})
}

func owners(t *testing.T, d *Desk) map[model.UserID]int {
	t.Helper()
	held := map[model.UserID]int{}
	err := d.read(context.Background(), func(r *store.Reader) error {
		return r.Scan(1, 1<<40, func(i *model.Issue) error { held[i.Owner]++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func isSound(t *testing.T, d *Desk) {
	t.Helper()
	report, err := d.Check(context.Background())
	if err != nil || len(report.Hurt) > 0 {
		t.Errorf("%+v, %v", report.Hurt, err)
	}
}

// An act too large for one batch is one act: one receipt, one undo, one redo,
// and its events name the first of them.
func TestALargeActIsOneAct(t *testing.T) {
	d, numbers := actDesk(t, 95)
	before := d.event.Load()
	receipt, err := give(d, "aya", model.Assign{Issues: numbers, Owner: "mori"})
	if err != nil || receipt.Count != 95 || !slices.Equal(receipt.Issues, numbers) || receipt.Event != before+1 || d.event.Load() != before+10 {
		t.Fatalf("%+v after %d events, %v", receipt, d.event.Load()-before, err)
	}
	for seq := before + 1; seq <= before+10; seq++ {
		e, err := ask(context.Background(), d, func(r *store.Reader) (*model.Event, error) { return r.Event(seq) })
		if want := map[bool]uint64{true: 0, false: before + 1}[seq == before+1]; err != nil || e.Group != want {
			t.Errorf("event %d goes on with %d, %v", seq, e.Group, err)
		}
	}
	for _, step := range []struct {
		c    model.Command
		want map[model.UserID]int
	}{
		{model.Undo{}, map[model.UserID]int{"": 95}},
		{model.Redo{}, map[model.UserID]int{"mori": 95}},
		{model.Undo{Event: before + 1}, map[model.UserID]int{"": 95}},
	} {
		receipt, err := give(d, "aya", step.c)
		if got := owners(t, d); err != nil || receipt.Count != 95 || fmt.Sprint(got) != fmt.Sprint(step.want) {
			t.Fatalf("%T: %+v, owners %v, %v", step.c, receipt, got, err)
		}
	}
	isSound(t, d)
}

// A problem made of many issues is one act too, and so is its undo.
func TestAProblemOfManyIssues(t *testing.T) {
	d, numbers := actDesk(t, 45)
	receipt, err := give(d, "mori", model.NewProblem{Title: "p", Issues: numbers})
	if err != nil || receipt.Problem != 1 || receipt.Count != 46 {
		t.Fatalf("%+v, %v", receipt, err)
	}
	linked := func() (n int, there bool) {
		err := d.read(context.Background(), func(r *store.Reader) (err error) {
			if n, err = r.Linked(1); err != nil {
				return err
			}
			p, err := r.Problem(1)
			there = p != nil
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n, there
	}
	if n, _ := linked(); n != 45 {
		t.Errorf("%d issues are linked", n)
	}
	if _, err := give(d, "mori", model.Undo{}); err != nil {
		t.Fatal(err)
	}
	if n, there := linked(); n != 0 || there {
		t.Errorf("undone, %d issues are linked, and the problem is there: %v", n, there)
	}
	isSound(t, d)
}

// What would be refused on its way is refused before anything is done.
func TestALargeActIsRefusedAsAWhole(t *testing.T) {
	d, numbers := actDesk(t, 40)
	before := d.event.Load()
	if _, err := give(d, "aya", model.Assign{Issues: append(slices.Clone(numbers), 999), Owner: "mori"}); !errors.Is(err, &model.Refusal{Code: model.NotFound}) || d.event.Load() != before {
		t.Errorf("%v after %d events", err, d.event.Load()-before)
	}
	if _, err := give(d, "aya", model.Assign{Issues: numbers, Owner: "mori"}); err != nil {
		t.Fatal(err)
	}
	if _, err := give(d, "mori", model.Assign{Issues: numbers[3:4], Owner: ""}); err != nil {
		t.Fatal(err)
	}
	before = d.event.Load()
	if _, err := give(d, "aya", model.Undo{}); !errors.Is(err, &model.Refusal{Code: model.ChangedSince}) || d.event.Load() != before {
		t.Errorf("%v after %d events", err, d.event.Load()-before)
	}
}

// An act that was cut off goes on where it stopped when it is repeated, and does
// nothing twice.
func TestALargeActGoesOn(t *testing.T) {
	for _, undo := range []bool{false, true} {
		d, numbers := actDesk(t, 60)
		c := model.Command(model.Assign{Issues: numbers, Owner: "mori"})
		if undo {
			if _, err := give(d, "aya", c); err != nil {
				t.Fatal(err)
			}
			c = model.Undo{}
		}
		before := d.event.Load()
		req := model.Request{ID: d.NewID(), Actor: "aya", Command: c}
		pieces, err := d.act(context.Background(), req)
		if err != nil || len(pieces) != 6 {
			t.Fatalf("%d pieces, %v", len(pieces), err)
		}
		first, err := d.do(context.Background(), pieces[0])
		if err != nil {
			t.Fatal(err)
		}
		pieces[1].Group = first.Event
		if _, err := d.do(context.Background(), pieces[1]); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			receipt, err := d.Do(context.Background(), req)
			if err != nil || receipt.Count != 60 || d.event.Load() != before+6 {
				t.Errorf("undo %v: %+v after %d events, %v", undo, receipt, d.event.Load()-before, err)
			}
		}
		isSound(t, d)
	}
}

// An act that stops on its way says how far it came.
func TestALargeActThatStops(t *testing.T) {
	d, numbers := actDesk(t, 30)
	req := model.Request{ID: d.NewID(), Actor: "aya", Command: model.Assign{Issues: numbers, Owner: "mori"}}
	pieces, err := d.act(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	pieces[2].Command = model.Assign{Issues: []model.Number{999}, Owner: "mori"}
	receipt, err := d.doAll(context.Background(), model.Request{ID: req.ID, Actor: "aya", Command: model.Assign{Issues: numbers[:1], Owner: ""}}, pieces[:2])
	if err != nil || receipt.Count != 20 {
		t.Fatalf("%+v, %v", receipt, err)
	}
	_, err = d.doAll(context.Background(), req, pieces)
	var half *model.HalfDoneError
	if !errors.As(err, &half) || half.Done != 2 || half.Of != 3 || !errors.Is(err, &model.Refusal{Code: model.NotFound}) {
		t.Errorf("%v", err)
	}
}

// Nobody goes on with an act that another began.
func TestGoingOnWithAnothersAct(t *testing.T) {
	d, numbers := actDesk(t, 5)
	receipt, err := give(d, "aya", model.Assign{Issues: numbers[:2], Owner: "mori"})
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range []uint64{receipt.Event, 999} {
		_, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "mori", Group: group, Command: model.Assign{Issues: numbers[2:3], Owner: "mori"}})
		if !errors.Is(err, &model.Refusal{Code: model.BadValue, Field: "group"}) {
			t.Errorf("group %d: %v", group, err)
		}
	}
}

// What is said of one customer in an act on everybody is forgotten: the rest is
// told, the chain verifies, and undo takes back what is still known.
func TestForgettingOneOfMany(t *testing.T) {
	engine := memory.New()
	d, err := Open(context.Background(), Options{Engine: engine, Clock: func() time.Time { return monday }, Rand: rand.Reader, Session: model.ID{7}, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	var numbers []model.Number
	for n := range 50 {
		numbers = append(numbers, do(t, d, model.Log{Draft: model.Draft{Text: "x", Customer: fmt.Sprint("customer ", n)}}).Issues...)
	}
	act := do(t, d, model.SetSeverity{Issues: numbers, Severity: model.S1})
	history := func(n model.Number) []model.Event {
		v, err := d.Issue(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		return v.Events
	}
	if events := history(numbers[9]); len(events) != 2 || len(events[1].Parts) != 1 || events[1].Session != (model.ID{7}) {
		t.Fatalf("of an act on 50 issues, one's history reads %+v", events)
	}
	forgetPart(t, engine, act.Event, 9)
	for n, want := range map[int]bool{8: false, 9: true, 10: false} {
		events := history(numbers[n])
		if events[1].Forgotten() != want {
			t.Errorf("issue %s: forgotten is %v", numbers[n], events[1].Forgotten())
		}
	}
	isSound(t, d)
	receipt := do(t, d, model.Undo{})
	if receipt.Count != 49 {
		t.Errorf("undone of %d", receipt.Count)
	}
	isSound(t, d)
}

// forgetPart takes what a part said off the disk, and leaves its seal.
func forgetPart(t *testing.T, engine kv.Engine, event uint64, n int) {
	t.Helper()
	ctx := context.Background()
	snap, err := engine.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	key := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64([]byte{'f'}, event), uint32(n))
	sealed, found, err := snap.Get(ctx, key)
	if err != nil || !found {
		t.Fatalf("there is no part %d of event %d: %v", n, event, err)
	}
	plain, err := kv.Unseal(key, sealed)
	if err != nil {
		t.Fatal(err)
	}
	var p model.Part
	if err := cbor.Unmarshal(plain, &p); err != nil {
		t.Fatal(err)
	}
	left, err := cbor.Marshal(p.Forget())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Commit(ctx, kv.Batch{Put: []kv.Pair{{Key: key, Value: kv.Seal(key, left)}}}); err != nil {
		t.Fatal(err)
	}
}
