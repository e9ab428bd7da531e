package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// fails is what keep needs of a test.
type fails interface{ Fatal(...any) }

// keep writes what changes from some records to others, as a desk's loop does.
func keep(t fails, e kv.Engine, before, after []model.Record) {
	ctx := context.Background()
	snap, err := e.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	tx := NewTx(ctx, snap, nil, [32]byte{})
	for i := range max(len(before), len(after)) {
		var effect model.Effect
		if i < len(before) {
			effect.Before = before[i]
		}
		if i < len(after) {
			effect.After = after[i]
		}
		if err := tx.effect(effect, 0); err != nil {
			t.Fatal(err)
		}
	}
	b, err := tx.Batch()
	if err == nil {
		_, err = e.Commit(ctx, b)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// reader reads an engine's newest state.
func reader(t fails, e kv.Engine) *Reader {
	snap, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(context.Background(), snap, nil)
}

// anyIssue draws an issue that stands in counters and indexes of every kind.
func anyIssue(rt *rapid.T, n model.Number) *model.Issue {
	pick := func(of []string) *rapid.Generator[string] { return rapid.SampledFrom(of) }
	i := &model.Issue{
		Number: n, Kind: model.Kind(rapid.IntRange(1, 4).Draw(rt, "kind")), State: model.State(rapid.IntRange(1, 6).Draw(rt, "state")),
		Severity: model.Severity(rapid.IntRange(1, 4).Draw(rt, "severity")), Owner: model.UserID(pick([]string{"", "mori", "sato"}).Draw(rt, "owner")),
		Channel: model.Channel(pick([]string{"", "phone", "web"}).Draw(rt, "channel")), Segment: pick([]string{"", "A"}).Draw(rt, "segment"),
		Day: model.Day(rapid.SampledFrom([]int{-40, -1, 1, 30, 31, 32, 59, 60, 400, 20648}).Draw(rt, "day")), Hour: uint8(rapid.IntRange(0, 23).Draw(rt, "hour")),
		Customer: model.CustomerID(rapid.IntRange(0, 2).Draw(rt, "customer")), Problem: model.ProblemID(rapid.IntRange(0, 2).Draw(rt, "problem")),
		Due: model.Instant(rapid.SampledFrom([]int64{0, -5, 7, 1 << 40}).Draw(rt, "due")),
	}
	for _, tag := range rapid.SliceOfNDistinct(pick([]string{"a", "a/x", "b", "old"}), 0, 2, rapid.ID).Draw(rt, "tags") {
		i.Tags = append(i.Tags, model.TagKey(tag))
	}
	if rapid.Bool().Draw(rt, "external") {
		i.Source, i.ExternalID = "crm", fmt.Sprint(n)
	}
	for range rapid.IntRange(0, 2).Draw(rt, "promises") {
		i.Promises = append(i.Promises, model.Promise{By: model.Instant(rapid.Int64Range(-9, 9).Draw(rt, "by")), KeptAt: model.Instant(rapid.Int64Range(0, 1).Draw(rt, "kept"))})
	}
	return i
}

// TestDeriveIsTheDifference holds what a change drops and makes against what the records before and
// after call for, entry by entry and counter by counter.
func TestDeriveIsTheDifference(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var was, is model.Record
		var a, b *model.Issue
		if rapid.Bool().Draw(rt, "was") {
			a = anyIssue(rt, 7)
			was = a
		}
		if rapid.Bool().Draw(rt, "is") {
			b = anyIssue(rt, 7)
			if a != nil && rapid.Bool().Draw(rt, "alike") {
				same := *a
				same.Owner, same.State = b.Owner, a.State
				b = &same
			}
			is = b
		}
		d := Derive(was, is)
		have := map[string]bool{}
		for _, k := range entriesOf(was) {
			have[string(k)] = true
		}
		for _, k := range d.Del {
			if !have[string(k)] {
				rt.Fatalf("%x is dropped and was not there, or twice", k)
			}
			delete(have, string(k))
		}
		for _, k := range d.Put {
			if have[string(k)] {
				rt.Fatalf("%x is made and was there", k)
			}
			have[string(k)] = true
		}
		want := map[string]bool{}
		for _, k := range entriesOf(is) {
			want[string(k)] = true
		}
		if !maps.Equal(have, want) {
			rt.Fatalf("afterwards there are %q, and the record calls for %q", slices.Sorted(maps.Keys(have)), slices.Sorted(maps.Keys(want)))
		}
		counts := map[string]int{}
		for _, c := range d.counts {
			counts[fmt.Sprint(c.key, c.slot)] += c.delta
		}
		for _, c := range countsOf(countsOf(nil, a, 1), b, -1) {
			counts[fmt.Sprint(c.key, c.slot)] += c.delta
		}
		for k, n := range counts {
			if n != 0 {
				rt.Fatalf("counter %q is out by %d", k, n)
			}
		}
	})
}

func entriesOf(r model.Record) [][]byte {
	if r == nil {
		return nil
	}
	return entries(r)
}

// TestEntriesSortAsTheirValues lists issues by urgency, which is the order of their keys: severity,
// then due with none last, then number.
func TestEntriesSortAsTheirValues(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		issue := func(n model.Number) *model.Issue {
			return &model.Issue{
				Number: n, Severity: model.Severity(rapid.IntRange(1, 4).Draw(rt, "severity")), State: model.New,
				Due: model.Instant(rapid.SampledFrom([]int64{0, 1, -1, -1 << 40, 1 << 40, 255, 256}).Draw(rt, "due")),
			}
		}
		a, b := issue(model.Number(rapid.Uint64Range(1, 300).Draw(rt, "a"))), issue(model.Number(rapid.Uint64Range(1, 300).Draw(rt, "b")))
		due := func(i *model.Issue) model.Instant { return cmp.Or(i.NextDeadline(), math.MaxInt64) }
		want := cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(due(a), due(b)), cmp.Compare(a.Number, b.Number))
		if got := bytes.Compare(urgency(nil, a), urgency(nil, b)); got != want {
			rt.Fatalf("%d and %d, %v and %v, %s and %s sort %d, want %d", a.Severity, b.Severity, due(a), due(b), a.Number, b.Number, got, want)
		}
		x, y := model.Day(rapid.Int32().Draw(rt, "x")), model.Day(rapid.Int32().Draw(rt, "y"))
		if got := bytes.Compare(day(nil, x), day(nil, y)); got != cmp.Compare(x, y) || keyDay(day(nil, x)) != x {
			rt.Fatalf("days %d and %d sort %d; %d is read as %d", x, y, got, x, keyDay(day(nil, x)))
		}
		p, q := model.Month(rapid.Int32().Draw(rt, "p")), model.Month(rapid.Int32().Draw(rt, "q"))
		if got := bytes.Compare(countKey(dimAll, "", "a", p), countKey(dimAll, "", "a", q)); got != cmp.Compare(p, q) {
			rt.Fatalf("months %d and %d sort %d", p, q, got)
		}
		tag, m, ok := splitCountKey(countKey(dimChannel, "web", "a/x", p), len(countPrefix(dimChannel, "web")))
		if string(tag) != "a/x" || m != p || !ok {
			rt.Fatalf("a counter's key is read as %q, %d, %v", tag, m, ok)
		}
	})
	for _, k := range [][]byte{nil, {0}, {'n', 'a', 0}, {1, 2, 3, 4}, {'a', 1, 1, 2, 3, 4}} {
		if _, _, ok := splitCountKey(append(countPrefix(dimAll, ""), k...), len(countPrefix(dimAll, ""))); ok {
			t.Errorf("%x is taken for a counter's key", k)
		}
	}
}

func TestPackedCounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		counts := rapid.SliceOfN(rapid.SampledFrom([]uint32{0, 0, 1, 127, 128, 1 << 20, math.MaxUint32}), 0, 31).Draw(rt, "counts")
		packed := packCounts(nil, counts)
		got := make([]uint32, 31)
		if !unpackCounts(got, packed) || !slices.Equal(got[:len(counts)], counts) {
			rt.Fatalf("%v comes back as %v", counts, got)
		}
		if len(packed) > 0 && packed[len(packed)-1] == 0 {
			rt.Fatalf("%v is packed with zeros at its end", counts)
		}
		if n := len(packCountsWhole(counts)); n > 0 && unpackCounts(make([]uint32, n-1), packCountsWhole(counts)) {
			rt.Fatal("more counts than there is room for were taken")
		}
	})
	if unpackCounts(make([]uint32, 31), []byte{0x80}) {
		t.Error("a count that is cut short was taken")
	}
	twice := []uint32{1, 2}
	if unpackCounts(twice, packCounts(nil, []uint32{3, 4})); !slices.Equal(twice, []uint32{4, 6}) {
		t.Errorf("counts are not added up: %v", twice)
	}
}

// packCountsWhole packs as many counts as there are, each in one byte.
func packCountsWhole(counts []uint32) []byte { return bytes.Repeat([]byte{1}, len(counts)) }

// TestSeriesAgreesWithTheRecords holds the daily counts of every question against a plain count.
func TestSeriesAgreesWithTheRecords(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := memory.New()
		var issues []*model.Issue
		records := []model.Record{
			&model.Tag{Key: "a", Path: "A"}, &model.Tag{Key: "a/x", Path: "A/X"}, &model.Tag{Key: "b", Path: "b"}, &model.Tag{Key: "old", Path: "old", Into: "a/x"},
		}
		for n := range rapid.IntRange(0, 40).Draw(rt, "issues") {
			issues = append(issues, anyIssue(rt, model.Number(n+1)))
			records = append(records, issues[n])
		}
		keep(rt, e, nil, records)
		if len(issues) > 0 && rapid.Bool().Draw(rt, "change") { // counters go down too
			again := *issues[0]
			again.State, again.Channel = model.Withdrawn, "mail"
			keep(rt, e, []model.Record{issues[0]}, []model.Record{&again})
			issues[0] = &again
		}
		r := reader(rt, e)
		until := model.Day(rapid.SampledFrom([]int{0, 31, 60, 20648, -30, -100}).Draw(rt, "until"))
		for name, c := range map[string]struct {
			q      SeriesQuery
			counts func(*model.Issue) bool
		}{
			"complaints": {SeriesQuery{}, func(i *model.Issue) bool { return i.Kind == model.KindComplaint }},
			"praise":     {SeriesQuery{Kind: model.KindPraise}, func(i *model.Issue) bool { return i.Kind == model.KindPraise }},
			"all":        {SeriesQuery{AllKinds: true, Kind: model.KindPraise}, func(*model.Issue) bool { return true }},
			"a channel":  {SeriesQuery{Channel: "web"}, func(i *model.Issue) bool { return i.Kind == model.KindComplaint && i.Channel == "web" }},
			"a segment":  {SeriesQuery{Segment: "A"}, func(i *model.Issue) bool { return i.Kind == model.KindComplaint && i.Segment == "A" }},
		} {
			want := map[model.TagKey]map[model.Day]int{}
			newest := model.Day(0)
			for _, i := range issues {
				if !i.Counted() || !c.counts(i) || until != 0 && i.Day > until {
					continue
				}
				tag := i.Primary()
				if tag == "old" {
					tag = "a/x"
				}
				if want[tag] == nil {
					want[tag] = map[model.Day]int{}
				}
				want[tag][i.Day]++
				newest = max(newest, i.Day)
			}
			c.q.Until = until
			got, err := r.Series(c.q)
			if err != nil {
				rt.Fatal(err)
			}
			if !slices.IsSortedFunc(got, func(a, b model.Series) int { return cmp.Compare(a.Tag, b.Tag) }) || len(got) != len(want) {
				rt.Fatalf("%s: %d series, want %d", name, len(got), len(want))
			}
			for _, s := range got {
				if until != 0 && s.First+model.Day(len(s.Counts))-1 > until || s.Counts[0] == 0 {
					rt.Fatalf("%s, %s: from %d over %d days, until %d, beginning with %d", name, s.Tag, s.First, len(s.Counts), until, s.Counts[0])
				}
				if s.Tag != "" && s.Path != map[model.TagKey]model.TagPath{"a": "A", "a/x": "A/X", "b": "b"}[s.Tag] {
					rt.Fatalf("%s is shown as %q", s.Tag, s.Path)
				}
				for at, n := range s.Counts {
					if d := s.First + model.Day(at); int(n) != want[s.Tag][d] {
						rt.Fatalf("%s, %s on %d: %d, want %d", name, s.Tag, d, n, want[s.Tag][d])
					}
					delete(want[s.Tag], s.First+model.Day(at))
				}
				if len(want[s.Tag]) > 0 {
					rt.Fatalf("%s, %s: %v is missing", name, s.Tag, want[s.Tag])
				}
			}
			if n := NewestDay(got); newest > 0 && n != newest {
				rt.Fatalf("%s: the newest is of %d, want %d", name, n, newest)
			}
		}
	})
}

// TestHourShare is the share of a day's complaints that have come by an hour: of the same weekday
// where a hundred are known, else of all days, over the months before and with the day's; of too
// few the share of the clock, so that a day grows from nothing.
func TestHourShare(t *testing.T) {
	const monday = model.Day(20648) // 2026-07-13
	for name, c := range map[string]struct {
		issues []model.Record
		hour   float64
		want   float64
	}{
		"nothing is known":             {nil, 12, 0.5},
		"ninety-nine are too few":      {at(monday-7, 9, 99), 12, 0.5},
		"a hundred":                    {at(monday-7, 9, 100), 9.5, 0.5},
		"before their hour":            {at(monday-7, 9, 100), 9, 0},
		"after their hour":             {at(monday-7, 9, 100), 10, 1},
		"half of them in the morning":  {append(at(monday-7, 9, 60), at(monday-14, 20, 60)...), 12, 0.5},
		"another weekday stands in":    {at(monday-8, 9, 100), 9.25, 0.25},
		"its own weekday goes before":  {append(at(monday-7, 9, 100), at(monday-8, 20, 900)...), 12, 1},
		"too few of its own are mixed": {append(at(monday-7, 9, 50), at(monday-8, 20, 150)...), 12, 0.25},
		"a year ago counts":            {at(monday-360, 9, 100), 9.5, 0.5},
		"thirteen months ago do not":   {at(monday-395, 9, 100), 6, 0.25},
		"next month does not":          {at(monday+25, 9, 100), 6, 0.25},
	} {
		e := memory.New()
		for i, r := range c.issues {
			r.(*model.Issue).Number = model.Number(i + 1)
		}
		keep(t, e, nil, c.issues)
		got, err := reader(t, e).HourShare(monday, c.hour)
		if err != nil || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, %v, want %v", name, got, err, c.want)
		}
	}
}

// at are complaints of a day and an hour.
func at(d model.Day, hour uint8, n int) []model.Record {
	var out []model.Record
	for range n {
		out = append(out, &model.Issue{Kind: model.KindComplaint, State: model.New, Day: d, Hour: hour})
	}
	return out
}

func TestVolumes(t *testing.T) {
	e := memory.New()
	keep(t, e, nil, []model.Record{
		&model.Volume{Day: 5, Channel: "web", Count: 3}, &model.Volume{Day: 5, Channel: "phone", Count: 4}, // the channels together
		&model.Volume{Day: 6, Count: 10}, &model.Volume{Day: 6, Channel: "phone", Count: 4}, // the total, where it is given
		&model.Volume{Day: -7, Channel: "web"},
	})
	got, err := reader(t, e).Volumes()
	if err != nil || !maps.Equal(got, map[model.Day]int{5: 7, 6: 10, -7: 0}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestRawKeys(t *testing.T) {
	book := model.TagBook{"a": {Key: "a"}, "a/x": {Key: "a/x"}, "a/y": {Key: "a/y"}, "b": {Key: "b"}, "old": {Key: "old", Into: "a/x"}, "older": {Key: "older", Into: "old"}, "c": {Key: "c", Into: "a"}, "ab": {Key: "ab"}}
	for _, c := range []struct {
		tag    model.TagKey
		leaves bool
		want   string
	}{{"a", false, "a c"}, {"a", true, "a a/x a/y c old older"}, {"a/x", false, "a/x old older"}, {"a/x", true, "a/x old older"}, {"b", true, "b"}, {"", true, ""}, {"none", true, "none"}} {
		var keys []string
		for _, k := range RawKeys(book, c.tag, c.leaves) {
			keys = append(keys, string(k))
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%q, leaves %v: %s, want %s", c.tag, c.leaves, got, c.want)
		}
	}
}

// TestCountersNeverFallBelowZero refuses a group that would take out what was not counted.
func TestCountersNeverFallBelowZero(t *testing.T) {
	ctx := context.Background()
	snap, err := memory.New().Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	tx := NewTx(ctx, snap, nil, [32]byte{})
	if err := tx.effect(model.Effect{Before: &model.Issue{Number: 1, Kind: model.KindComplaint, State: model.New, Day: 3}}, 0); err != nil {
		t.Fatal(err)
	}
	var damage *kv.Damage
	if _, err := tx.Batch(); !errors.As(err, &damage) {
		t.Errorf("%v", err)
	}
}

// TestTheOverlayReadsAsIfWritten holds a group's own view against the pairs as they would stand.
func TestTheOverlayReadsAsIfWritten(t *testing.T) {
	ctx := context.Background()
	key := rapid.StringMatching(`[ab]{1,3}`)
	rapid.Check(t, func(rt *rapid.T) {
		e, want := memory.New(), map[string]string{}
		var b kv.Batch
		for _, k := range rapid.SliceOfNDistinct(key, 0, 10, rapid.ID).Draw(rt, "under") {
			b.Put = append(b.Put, kv.Pair{Key: []byte(k), Value: []byte("under " + k)})
			want[k] = "under " + k
		}
		if _, err := e.Commit(ctx, b); err != nil {
			rt.Fatal(err)
		}
		snap, err := e.Snapshot(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		defer snap.Close()
		o := &overlay{under: snapshotSource{snap}, written: map[string][]byte{}}
		for _, k := range rapid.SliceOfNDistinct(key, 0, 8, rapid.ID).Draw(rt, "over") {
			if rapid.Bool().Draw(rt, "delete") {
				o.written[k] = nil
				delete(want, k)
			} else {
				o.written[k], want[k] = []byte("over "+k), "over "+k
			}
		}
		for range 4 {
			r := kv.Range{Reverse: rapid.Bool().Draw(rt, "reverse"), Limit: rapid.IntRange(0, 4).Draw(rt, "limit")}
			if rapid.Bool().Draw(rt, "from") {
				r.From = []byte(key.Draw(rt, "from"))
			}
			if rapid.Bool().Draw(rt, "to") {
				r.To = []byte(key.Draw(rt, "to"))
			}
			stop := rapid.IntRange(1, 12).Draw(rt, "stop after")
			var expected, got []string
			for _, k := range slices.Sorted(maps.Keys(want)) {
				if r.Contains([]byte(k)) {
					expected = append(expected, k+"="+want[k])
				}
			}
			if r.Reverse {
				slices.Reverse(expected)
			}
			if r.Limit > 0 {
				expected = expected[:min(r.Limit, len(expected))]
			}
			expected = expected[:min(stop, len(expected))]
			err := o.scan(ctx, r, func(k, v []byte) (bool, error) {
				got = append(got, string(k)+"="+string(v))
				return len(got) < stop, nil
			})
			if err != nil || !slices.Equal(got, expected) {
				rt.Fatalf("%+v, stopping after %d: %q, %v, want %q", r, stop, got, err, expected)
			}
		}
		for _, k := range []string{"a", "ab", "bb"} {
			v, found, err := o.get(ctx, []byte(k))
			if w, ok := want[k]; err != nil || found != ok || string(v) != w {
				rt.Fatalf("%s: %q, %v, %v, want %q, %v", k, v, found, err, w, ok)
			}
		}
		failed := errors.New("failed")
		if len(want) > 0 {
			calls := 0
			err := o.scan(ctx, kv.Range{}, func(_, _ []byte) (bool, error) { calls++; return true, failed })
			if !errors.Is(err, failed) || calls != 1 {
				rt.Fatalf("an error of the reader's: %v after %d calls", err, calls)
			}
		}
	})
}

// TestSchemas tells an empty file, a desk's, an older and a newer koe's, one that
// was cut off while it was brought up, and somebody else's.
func TestSchemas(t *testing.T) {
	for name, c := range map[string]struct {
		pairs  map[string]any
		want   model.FaultCode
		behind bool
	}{
		"empty":           {nil, "", false},
		"a desk's":        {map[string]any{metaSchema: Schema, metaHeads: model.Heads{Event: 3}}, "", false},
		"an older koe's":  {map[string]any{metaSchema: Schema - 1, metaHeads: model.Heads{Event: 3}}, "", true},
		"cut off":         {map[string]any{metaSchema: Schema, metaBringing: &bringing{From: Schema - 1, After: []byte{1}}, metaHeads: model.Heads{Event: 3}}, "", true},
		"a newer koe's":   {map[string]any{metaSchema: Schema + 1}, model.NewerFile, false},
		"somebody else's": {map[string]any{metaHeads: model.Heads{Event: 1}}, model.NotOurs, false},
	} {
		e := memory.New()
		var b kv.Batch
		for k, v := range c.pairs {
			sealed, err := encode(metaKey(k), v)
			if err != nil {
				t.Fatal(err)
			}
			b.Put = append(b.Put, kv.Pair{Key: metaKey(k), Value: sealed})
		}
		if _, err := e.Commit(context.Background(), b); err != nil {
			t.Fatal(err)
		}
		behind, err := reader(t, e).CheckSchema()
		if behind != c.behind {
			t.Errorf("%s: behind is %v", name, behind)
		}
		if c.want == "" && err != nil || c.want != "" && !errors.Is(err, &model.Fault{Code: c.want}) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
