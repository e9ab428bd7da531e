package model

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// Every value is read as it is written; what is no value is refused with those
// that are.
func TestValues(t *testing.T) {
	readAndWrite(t, "kind", kindCodes, AllKinds(), func(v *Kind) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "wish", wishCodes, AllWishes(), func(v *Wish) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "state", stateCodes, AllStates(), func(v *State) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "waiting", waitingOnCodes, AllWaiting(), func(v *WaitingOn) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "close_reason", closeReasonCodes, AllCloseReasons(), func(v *CloseReason) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "upheld", upheldCodes, AllUpheldValues(), func(v *Upheld) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "stage", stageCodes, AllStages(), func(v *Stage) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "action_kind", actionTypeCodes, AllActionTypes(), func(v *ActionType) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "outcome", outcomeCodes, AllOutcomes(), func(v *Outcome) encoding.TextUnmarshaler { return v })
	readAndWrite(t, "role", roleCodes, AllRoles(), func(v *Role) encoding.TextUnmarshaler { return v })
}

func readAndWrite[T interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}](t *testing.T, field string, list codes, all []T, reader func(*T) encoding.TextUnmarshaler) {
	t.Helper()
	if len(all) != len(list)-1 {
		t.Errorf("%s: %d values, %d codes", field, len(all), len(list)-1)
	}
	for n, v := range all {
		if int(v) != n+1 || v.String() != list[n+1] {
			t.Errorf("%s: value %d is %d, %q", field, n+1, v, v)
		}
		var back T
		if b, err := v.MarshalText(); err != nil || reader(&back).UnmarshalText(b) != nil || back != v {
			t.Errorf("%s: %q is read as %v, %v", field, b, back, err)
		}
	}
	v := T(1)
	if err := reader(&v).UnmarshalText(nil); err != nil || v != 0 || v.String() != "" {
		t.Errorf("%s: nothing is read as %v, %v", field, v, err)
	}
	if got := T(len(list)).String(); got != fmt.Sprintf("unknown-%d", len(list)) {
		t.Errorf("%s: a value of a newer koe is written %q", field, got)
	}
	err := reader(&v).UnmarshalText([]byte("bored"))
	var r *Refusal
	if !errors.As(err, &r) || !reflect.DeepEqual(*r, Refusal{Code: BadValue, Field: field, Value: "bored", Accepted: list[1:]}) {
		t.Errorf("%s: what is no value: %v", field, err)
	}
	if r != nil {
		r.Accepted[0] = "changed"
		if list[1] == "changed" {
			t.Errorf("%s: the list can be changed from outside", field)
		}
	}
}

func TestKnownChannels(t *testing.T) {
	seen := map[Channel]bool{}
	for _, c := range KnownChannels() {
		if folded, err := channel(c); seen[c] || err != nil || folded != c {
			t.Errorf("%q is folded to %q, %v", c, folded, err)
		}
		seen[c] = true
	}
	if len(seen) < 11 || KnownChannels()[0] != Phone {
		t.Errorf("%v", KnownChannels())
	}
}

func TestNumbersOfRecords(t *testing.T) {
	for s, want := range map[string]Number{"12": 12, "#12": 12, "9223372036854775807": 1<<63 - 1} {
		if n, err := ParseNumber(s); err != nil || n != want || n.String() != "#"+strings.TrimPrefix(s, "#") {
			t.Errorf("%q is %s, %v", s, n, err)
		}
	}
	for _, s := range []string{"", "#", "0", "-1", "x", "##1", "9223372036854775808"} {
		if n, err := ParseNumber(s); !reflect.DeepEqual(err, &Refusal{Code: BadValue, Field: "number", Value: s, Shape: NumberShape}) {
			t.Errorf("%q is %s, %v", s, n, err)
		}
	}
	for s, want := range map[string]ProblemID{"12": 12, "P-12": 12, "p-12": 12} {
		if p, err := ParseProblem(s); err != nil || p != want || p.String() != "P-12" {
			t.Errorf("%q is %s, %v", s, p, err)
		}
	}
	for _, s := range []string{"", "P-", "P-0", "0", "x", "P12"} {
		if p, err := ParseProblem(s); !reflect.DeepEqual(err, &Refusal{Code: BadValue, Field: "problem", Value: s, Shape: ProblemShape}) {
			t.Errorf("%q is %s, %v", s, p, err)
		}
	}
	if got := CustomerID(12).String(); got != "C-12" {
		t.Errorf("a customer is %q", got)
	}
}
