package store

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"koe/model"
	"koe/store/kv"
)

// wholeIssue has a value in the fields that a record most often has.
func wholeIssue() *model.Issue {
	return &model.Issue{
		Number: 12, ReceivedAt: 1_780_000_000_000, LoggedAt: 1_780_000_060_000, Kind: model.KindComplaint, Text: "二重に請求された", Tags: []model.TagKey{"請求/二重"},
		Severity: model.S2, State: model.Working, Owner: "mori", Customer: 3, Extra: []model.Extra{{Name: "zip", Value: "530"}}, Day: 20648, Hour: 9,
		Promises: []model.Promise{{Text: "ring back", By: 1_780_003_600_000}}, Notes: []model.Note{{At: 1, By: "aya", Text: "a note"}},
		AtStake: model.Amount{Minor: 1200, Currency: "JPY"}, Waiting: model.Waiting{On: model.WaitingCustomer},
	}
}

func TestARecordComesBackAsItWas(t *testing.T) {
	want := wholeIssue()
	sealed, err := encode(issueKey(want.Number), want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeIssue(want.Number, sealed)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
	var damage *kv.Damage
	if _, err := DecodeIssue(want.Number+1, sealed); !errors.As(err, &damage) {
		t.Errorf("a value under another key: %v, want it named as damage", err)
	}
}

// TestANewerFieldIsAnError gives a record a field that this program does not
// know: it must not be dropped in silence.
func TestANewerFieldIsAnError(t *testing.T) {
	type newer struct {
		Name string `cbor:"1,keyasint"`
		What string `cbor:"99,keyasint"`
	}
	k := recordKey(&model.Team{Name: "night"})
	sealed, err := encode(k, newer{"night", "something new"})
	if err != nil {
		t.Fatal(err)
	}
	if err := decode(k, sealed, &model.Team{}); err == nil {
		t.Error("an unknown field was dropped in silence")
	}
}

// FuzzDecode reads any bytes as an issue, an event and counters: it may refuse
// them, never panic, and what it takes must come back the same.
func FuzzDecode(f *testing.F) {
	plain, err := modes().enc.Marshal(wholeIssue())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain)
	f.Add([]byte{})
	f.Add([]byte{0xa1, 0x01, 0x0c})
	f.Add(packCounts(nil, []uint32{1, 0, 300}))
	f.Fuzz(func(t *testing.T, b []byte) {
		k := issueKey(12)
		sealed := kv.Seal(k, b)
		if i, err := DecodeIssue(12, sealed); err == nil {
			again, err := encode(k, i)
			if err != nil {
				t.Fatalf("what was read cannot be written: %v", err)
			}
			back, err := DecodeIssue(12, again)
			if err != nil {
				t.Fatalf("what was written cannot be read: %v", err)
			}
			// Compared as written: an empty list and none are the same.
			if twice, err := encode(k, back); err != nil || !bytes.Equal(twice, again) {
				t.Fatalf("%+v came back as %+v, %v", i, back, err)
			}
		}
		var e model.Event
		if decode(k, sealed, &e) == nil {
			_, _ = e.Body()
		}
		counts := make([]uint32, 31)
		if unpackCounts(counts, b) {
			again := make([]uint32, 31)
			if !unpackCounts(again, packCounts(nil, counts)) || !reflect.DeepEqual(counts, again) {
				t.Fatalf("%v came back as %v", counts, again)
			}
		}
	})
}
