package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"koe/model"
	"koe/store"
	"koe/store/kv/memory"
)

// TestRandomCommands gives a desk random commands, undos and repeats by
// several people and holds it to its laws after each run: the recount agrees
// with every index and counter, the chain of events holds, and the events
// replayed give the tables.
func TestRandomCommands(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt)
		defer w.desk.Close()
		for range rapid.IntRange(5, 40).Draw(rt, "steps") {
			w.step(rt)
		}
		w.obeysItsLaws(rt)
	})
}

// A world is a desk with people who act at random, and the plain replay of its
// events beside it.
type world struct {
	desk   *Desk
	now    time.Time
	replay map[model.Ref]model.Record
	last   uint64 // the newest event replayed
	done   []model.Request
}

func newWorld(rt *rapid.T) *world {
	w := &world{now: monday, replay: map[model.Ref]model.Record{}}
	d, err := Open(context.Background(), Options{
		Engine: memory.New(), Clock: func() time.Time { return w.now }, Rand: rand.Reader, Found: &Founding{Zone: "Asia/Tokyo", Owner: "aya"},
	})
	if err != nil {
		rt.Fatal(err)
	}
	w.desk = d
	for _, u := range []string{"mori", "sato"} {
		w.do(rt, model.Request{ID: d.NewID(), Actor: "aya", Command: model.PutUser{User: model.UserID(u), Role: model.Lead}})
	}
	return w
}

func (w *world) step(rt *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.IntRange(0, 90_000).Draw(rt, "seconds")) * time.Second)
	if len(w.done) > 0 && rapid.IntRange(0, 9).Draw(rt, "repeat") == 0 {
		again := rapid.SampledFrom(w.done).Draw(rt, "again")
		before := w.desk.event.Load()
		if _, err := w.desk.Do(context.Background(), again); err != nil {
			rt.Fatalf("a repeat of %s: %v", again.Command.Verb(), err)
		}
		if w.desk.event.Load() != before {
			rt.Fatalf("a repeat of %s acted twice", again.Command.Verb())
		}
		return
	}
	actor := rapid.SampledFrom([]model.UserID{"aya", "aya", "mori", "sato"}).Draw(rt, "actor")
	w.do(rt, model.Request{ID: w.desk.NewID(), Actor: actor, Command: randomCommand(rt, w.heads(rt))})
}

func (w *world) heads(rt *rapid.T) model.Heads {
	var h model.Heads
	err := w.desk.read(context.Background(), func(r *store.Reader) (err error) {
		h, err = r.Heads()
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	return h
}

// do sends a request; a refusal must write nothing, anything else must not fail.
func (w *world) do(rt *rapid.T, req model.Request) {
	before := w.desk.event.Load()
	_, err := w.desk.Do(context.Background(), req)
	var refusal *model.Refusal
	switch {
	case errors.As(err, &refusal):
		if w.desk.event.Load() != before {
			rt.Fatalf("%s was refused (%v) and left an event", req.Command.Verb(), err)
		}
		return
	case err != nil:
		rt.Fatalf("%#v: %v", req.Command, err)
	}
	w.done = append(w.done, req)
	w.follow(rt)
}

// follow replays the newest events onto the plain records.
func (w *world) follow(rt *rapid.T) {
	err := w.desk.read(context.Background(), func(r *store.Reader) error {
		for w.last < w.desk.event.Load() {
			w.last++
			e, err := r.Event(w.last)
			if err != nil {
				return err
			}
			body, err := e.Body()
			if err != nil {
				return err
			}
			if err := w.replayBody(r, e, body); err != nil {
				return fmt.Errorf("replay %s: %w", e.Verb, err)
			}
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
}

func (w *world) replayBody(r *store.Reader, e *model.Event, body model.EventBody) error {
	if b := body.Batch; b != nil && b.First != 0 {
		for n := b.First; n <= b.Last; n++ {
			i, err := r.Issue(n)
			if err != nil {
				return err
			}
			ref := (&model.Issue{Number: n}).Ref()
			if e.Undoes != 0 || i == nil {
				delete(w.replay, ref)
			} else {
				w.replay[ref] = i // an event tells a batch, not its rows
			}
		}
	}
	for _, c := range body.Changes {
		before := w.replay[c.Ref]
		after, err := model.Apply(before, c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.Ref, err)
		}
		if after == nil {
			delete(w.replay, c.Ref)
		} else {
			w.replay[c.Ref] = after
		}
	}
	return nil
}

func (w *world) obeysItsLaws(rt *rapid.T) {
	report, err := w.desk.Check(context.Background())
	if err != nil {
		rt.Fatal(err)
	}
	for _, h := range report.Hurt {
		rt.Errorf("%s: %s", h.Where, h.What)
	}
	err = w.desk.read(context.Background(), func(r *store.Reader) error {
		for ref, want := range w.replay {
			have, err := r.Record(ref)
			if err != nil {
				return err
			}
			if have == nil {
				rt.Errorf("%s: the events have it and the tables do not", ref)
				continue
			}
			if h, r := wordless(have), wordless(want); !reflect.DeepEqual(h, r) {
				rt.Errorf("%s:\ntables %+v\nevents %+v", ref, h, r)
			}
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
}

// wordless is a record without what no event holds: words, and the revision.
func wordless(r model.Record) map[string]any {
	v := reflect.ValueOf(r).Elem()
	out := map[string]any{}
	for n := range v.NumField() {
		f := v.Type().Field(n)
		if f.Tag.Get("event") != "" || v.Field(n).IsZero() || v.Field(n).Kind() == reflect.Slice && v.Field(n).Len() == 0 {
			continue
		}
		out[f.Name] = v.Field(n).Interface()
	}
	return out
}

func randomCommand(rt *rapid.T, h model.Heads) model.Command {
	numbers := func() []model.Number {
		return rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) model.Number {
			return model.Number(rapid.Uint64Range(1, uint64(h.Issue)+1).Draw(rt, "n"))
		}), 1, 3, rapid.ID).Draw(rt, "issues")
	}
	problem := model.ProblemID(rapid.Uint64Range(1, uint64(h.Problem)+1).Draw(rt, "problem"))
	user := rapid.SampledFrom([]model.UserID{"aya", "mori", "sato", ""})
	tags := func(label string) []model.TagPath {
		return rapid.SliceOfN(rapid.SampledFrom([]model.TagPath{"billing", "Billing/double", "請求/二重", "配送", `a\/b`, "サーバー", "サーバ"}), 0, 3).Draw(rt, label)
	}
	tag := rapid.SampledFrom([]model.TagPath{"billing", "billing/double", "請求/二重", "配送", "new/one"})
	switch rapid.IntRange(0, 24).Draw(rt, "command") {
	case 0, 1, 2, 3, 4:
		return model.Log{Draft: model.Draft{
			Text: rapid.SampledFrom([]string{"返金されない", "Charged twice", "ｶﾞ too"}).Draw(rt, "text"), Tags: tags("tags"),
			Customer: rapid.SampledFrom([]string{"", "田中商事", "Tanaka 様"}).Draw(rt, "customer"),
			Severity: model.Severity(rapid.IntRange(0, 4).Draw(rt, "sev")), Kind: model.Kind(rapid.IntRange(0, 4).Draw(rt, "kind")),
			Channel: rapid.SampledFrom([]model.Channel{"", "phone", "web"}).Draw(rt, "channel"),
		}}
	case 5:
		var rows []model.Draft
		for n := range rapid.IntRange(0, 6).Draw(rt, "rows") {
			rows = append(rows, model.Draft{
				Text: "row", Tags: tags("row tags"), ExternalID: fmt.Sprint(rapid.IntRange(0, 20).Draw(rt, "id")), ReceivedAt: model.At(monday) - model.Instant(n)*1000,
				State: model.State(rapid.SampledFrom([]int{0, 5}).Draw(rt, "state")), Owner: user.Draw(rt, "owner"), Customer: rapid.SampledFrom([]string{"", "鈴木", "田中商事"}).Draw(rt, "who"),
			})
		}
		return model.Import{Source: "test", Rows: rows}
	case 6:
		return model.Assign{Issues: numbers(), Owner: user.Draw(rt, "owner")}
	case 7:
		return model.SetSeverity{Issues: numbers(), Severity: model.Severity(rapid.IntRange(1, 4).Draw(rt, "sev"))}
	case 8:
		return model.Retag{Issues: numbers(), Add: tags("add"), Remove: tags("remove")}
	case 9, 10:
		return model.SetState{
			Issues: numbers(), State: model.State(rapid.IntRange(1, 6).Draw(rt, "state")), Answer: "answered", CloseReason: model.ReasonExplained,
			Waiting: model.Waiting{On: model.WaitingCustomer}, Reason: "a reason",
		}
	case 11:
		return model.AddNote{Issue: numbers()[0], Text: "a note"}
	case 12:
		return model.MakePromise{Issue: numbers()[0], Text: "ring back", By: model.At(monday.Add(time.Hour))}
	case 13:
		return model.KeepPromise{Issue: numbers()[0], By: model.At(monday.Add(time.Hour))}
	case 14:
		return model.AddContact{About: (&model.Issue{Number: numbers()[0]}).Ref(), Outcome: model.Reached, Words: "they said"}
	case 15:
		return model.NewProblem{Title: "a problem", Tag: tag.Draw(rt, "tag"), Owner: user.Draw(rt, "owner"), Issues: numbers()}
	case 16:
		return model.Link{Issues: numbers(), Problem: problem}
	case 17:
		return model.Unlink{Issues: numbers()}
	case 18:
		return model.AddAction{Problem: problem, Text: "an action", Owner: user.Draw(rt, "owner")}
	case 19:
		return model.SetStage{Problem: problem, Stage: model.Stage(rapid.IntRange(1, 8).Draw(rt, "stage")), Result: "it worked", Reason: "so", AsCustomer: "no", Until: 21000}
	case 20:
		return model.RenameTag{From: tag.Draw(rt, "from"), To: tag.Draw(rt, "to")}
	case 21:
		return model.SetDue{Issues: numbers(), Due: model.At(monday.Add(time.Duration(rapid.IntRange(0, 99).Draw(rt, "due")) * time.Hour))}
	case 22:
		wish := model.Wish(rapid.IntRange(1, 9).Draw(rt, "wish"))
		name := rapid.SampledFrom([]string{"田中商事", "鈴木", ""}).Draw(rt, "customer")
		return model.Amend{Issue: numbers()[0], Wish: &wish, Customer: &name}
	case 23:
		return model.Redo{}
	}
	return model.Undo{}
}

func TestWithdrawingAndLinkingCountTruly(t *testing.T) {
	d := newDesk(t)
	count := func() int {
		var n int
		err := d.read(context.Background(), func(r *store.Reader) error {
			series, err := r.Series(store.SeriesQuery{})
			for _, s := range series {
				for _, c := range s.Counts {
					n += int(c)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	var numbers []model.Number
	for range 3 {
		numbers = append(numbers, do(t, d, model.Log{Draft: model.Draft{Text: strings.Repeat("x", 10), Tags: []model.TagPath{"a"}}}).Issues[0])
	}
	p := do(t, d, model.NewProblem{Title: "p", Issues: numbers}).Problem
	do(t, d, model.Unlink{Issues: numbers[:1]})
	do(t, d, model.Link{Issues: numbers[:1], Problem: p})
	if got := count(); got != 3 {
		t.Fatalf("linking changed a count: %d, want 3", got)
	}
	do(t, d, model.SetState{Issues: numbers[:1], State: model.Withdrawn, Reason: "a test entry"})
	if got := count(); got != 2 {
		t.Fatalf("after withdrawing one of three: %d, want 2", got)
	}
	do(t, d, model.Undo{})
	if got := count(); got != 3 {
		t.Fatalf("after taking the withdrawal back: %d, want 3", got)
	}
}
