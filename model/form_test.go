package model

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestFormsComeBackAsTheyWere(t *testing.T) {
	forms := []Form{
		{ID: ID{1}, ReceivedAt: 1752372000123, Text: "二重請求 <b>\n#請求/二重請求 !2", Customer: "田中", Known: 7, KnownAs: "田中", Tags: `a "b c"`,
			Severity: S2, Channel: Phone, Wish: WishRefund, Problem: 12, Sent: true},
		{ID: ID{2}, Text: "x", Parked: 1752372000000},
	}
	b, err := EncodeForms(forms)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeForms(b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, forms) {
		t.Errorf("got %+v, want %+v", got, forms)
	}
	if strings.Contains(string(b), "u003c") {
		t.Error("an angle bracket takes six bytes")
	}
}

func TestFormsOfANewerKoeAreRefused(t *testing.T) {
	_, err := DecodeForms([]byte(`{"version":2,"forms":[],"what":"is new"}`))
	if !errors.Is(err, &Refusal{Code: NewerSchema}) {
		t.Errorf("got %v", err)
	}
}

func TestBrokenFormsAreAnError(t *testing.T) {
	for _, s := range []string{"", "{", "[]", "{}", `{"version":0}`, `{"version":1,"forms":[{"severity":"S9"}]}`, `{"version":1,"forms":7}`} {
		if forms, err := DecodeForms([]byte(s)); err == nil {
			t.Errorf("%q gives %v", s, forms)
		}
	}
	if _, err := EncodeForms(make([]Form, MaxForms+1)); err == nil {
		t.Error("too many forms were written")
	}
}

// As many forms are read and written as a person may have open, and no more.
func TestManyForms(t *testing.T) {
	b, err := EncodeForms(make([]Form, MaxForms))
	if err != nil {
		t.Fatal(err)
	}
	if forms, err := DecodeForms(b); err != nil || len(forms) != MaxForms {
		t.Errorf("%d forms, %v", len(forms), err)
	}
	tooMany := &Refusal{Code: TooMany, Field: "forms", N: MaxForms + 1, Max: MaxForms}
	if _, err := EncodeForms(make([]Form, MaxForms+1)); !reflect.DeepEqual(err, tooMany) {
		t.Errorf("written: %v", err)
	}
	more := strings.Replace(string(b), "[", `[{"text":"x"},`, 1)
	if _, err := DecodeForms([]byte(more)); !reflect.DeepEqual(err, tooMany) {
		t.Errorf("read: %v", err)
	}
}

// A form is empty until something was put in; its channel is filled in by
// itself.
func TestEmptyForm(t *testing.T) {
	if !(Form{ID: ID{1}, Channel: Phone, ReceivedAt: 5}).Empty() {
		t.Error("a channel alone is something put in")
	}
	for _, f := range []Form{{Text: "x"}, {Customer: "x"}, {Tags: "x"}, {Severity: S3}, {Wish: WishRefund}} {
		if f.Empty() {
			t.Errorf("%+v is empty", f)
		}
	}
}

func FuzzDecodeForms(f *testing.F) {
	f.Add([]byte(`{"version":1,"forms":[{"id":"01J2M4ZK8Q0000000000000000","text":"a","severity":"S1"}]}`))
	f.Add([]byte(`{"version":2}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		forms, err := DecodeForms(b)
		if err != nil {
			return
		}
		again, err := EncodeForms(forms)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if back, err := DecodeForms(again); err != nil || len(back) != len(forms) {
			t.Fatalf("what was written cannot be read: %v", err)
		}
	})
}
