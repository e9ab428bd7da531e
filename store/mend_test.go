package store

import (
	"errors"
	"reflect"
	"testing"

	"koe/model"
	"koe/store/kv"
)

// Bytes that are no text, stored before they were refused, come as U+FFFD in
// whatever field they stand; the record is not damaged for it, and what is
// damaged stays so.
func TestBytesThatAreNoTextAreMended(t *testing.T) {
	const bad, good = "caf\xe9", "caf\ufffd"
	for _, c := range []struct{ was, is model.Record }{
		{&model.Desk{Name: bad, Zone: "Asia/Tokyo", FiscalStart: 4}, &model.Desk{Name: good, Zone: "Asia/Tokyo", FiscalStart: 4}},
		{&model.Customer{ID: 3, Name: "Abe", Phones: []string{"06", bad}, Lost: &model.Loss{Reason: bad}}, &model.Customer{ID: 3, Name: "Abe", Phones: []string{"06", good}, Lost: &model.Loss{Reason: good}}},
		{&model.Mapping{Name: "crm", Fields: map[string]string{"text": bad, bad: "tag"}}, &model.Mapping{Name: "crm", Fields: map[string]string{"text": good, good: "tag"}}},
	} {
		k := recordKey(c.was)
		sealed, err := encode(k, c.was)
		if err != nil {
			t.Fatal(err)
		}
		got := reflect.New(reflect.TypeOf(c.was).Elem()).Interface()
		if err := decode(k, sealed, got); err != nil || !reflect.DeepEqual(got, c.is) {
			t.Errorf("%+v, %v; want %+v", got, err, c.is)
		}
		again, err := encode(k, got)
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := kv.Unseal(k, again); err != nil || modes().dec.Unmarshal(plain, got) != nil {
			t.Error("written again, it is no text still")
		}
		sealed[len(sealed)/2]++
		var damage *kv.Damage
		if err := decode(k, sealed, got); !errors.As(err, &damage) {
			t.Errorf("a hurt record is read: %v", err)
		}
	}
}
