package model

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func raw(s string) json.RawMessage { return json.RawMessage(s) }

// An event tells every field that changed, from what to what, but nobody's words.
func TestDiff(t *testing.T) {
	before := &Issue{Number: 7, Revision: 3, Text: "said", State: New, Owner: "aya", Tags: []TagKey{"a"}, Notes: []Note{{At: 1, By: "aya", Text: "secret"}}, ImportBatch: 1}
	after := &Issue{
		Number: 7, Revision: 4, Text: "other", State: Working, Tags: []TagKey{"b", "a"}, ImportBatch: 2,
		Notes: []Note{{At: 1, By: "aya", Text: "masked"}, {At: 2, By: "ben", Text: "secret", Correction: true}, {At: 3, By: "ben", Retracted: true}},
	}
	got, err := Diff(before, after)
	want := Change{Ref: ref(IssueRecord, 7), Fields: []FieldChange{
		{"tags", raw(`["a"]`), raw(`["b","a"]`)},
		{"state", raw(`"new"`), raw(`"working"`)},
		{"owner", raw(`"aya"`), nil},
		{"notes", raw(`[{"at":"1970-01-01T00:00:00.001Z","by":"aya"}]`), raw(`[{"at":"1970-01-01T00:00:00.001Z","by":"aya"},{"at":"1970-01-01T00:00:00.002Z","by":"ben","correction":true}]`)},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n%s\nwant\n%s", err, inJSON(got), inJSON(want))
	}
	if f, ok := got.Field("owner"); !ok || string(f.From) != `"aya"` {
		t.Errorf("the owner: %v, %v", f, ok)
	}
	if _, ok := got.Field("text"); ok {
		t.Error("an event holds the words")
	}
	back := got.Invert()
	if f, _ := back.Field("owner"); f.From != nil || string(f.To) != `"aya"` || back.Ref != got.Ref || len(back.Fields) != 4 {
		t.Errorf("the inverse is %s", inJSON(back))
	}
	// Words alone, or an empty list for none, are no change.
	for name, c := range map[string][2]*Issue{
		"words":    {{Number: 7, Text: "a", Notes: []Note{{At: 1, By: "aya", Text: "a"}}}, {Number: 7, Text: "b", Notes: []Note{{At: 1, By: "aya", Text: "b"}}}},
		"no tags":  {{Number: 7}, {Number: 7, Tags: []TagKey{}}},
		"retracts": {{Number: 7}, {Number: 7, Notes: []Note{{At: 1, Retracted: true}}}},
	} {
		if got, err := Diff(c[0], c[1]); err != nil || len(got.Fields) != 0 || got.Created || got.Deleted {
			t.Errorf("%s: %s, %v", name, inJSON(got), err)
		}
	}
}

func inJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestDiffOfWhatComesAndGoes(t *testing.T) {
	team := &Team{Name: "Osaka", Lead: "mori"}
	fields := []FieldChange{{"name", nil, raw(`"Osaka"`)}, {"lead", nil, raw(`"mori"`)}}
	made, err := Diff(nil, team)
	if err != nil || !reflect.DeepEqual(made, Change{Ref: team.Ref(), Created: true, Fields: fields}) {
		t.Errorf("%s, %v", inJSON(made), err)
	}
	gone, err := Diff(team, nil)
	if err != nil || !reflect.DeepEqual(gone, made.Invert()) || !gone.Deleted || gone.Created {
		t.Errorf("%s, %v", inJSON(gone), err)
	}
	var none *Team
	if typed, err := Diff(none, team); err != nil || !reflect.DeepEqual(typed, made) {
		t.Errorf("of no team: %s, %v", inJSON(typed), err)
	}
	if _, err := Diff(&Forecast{}, &Forecast{Mean: nan()}); err == nil {
		t.Error("what JSON cannot say is told")
	}
	if _, err := Diff(&Forecast{Mean: nan()}, &Forecast{}); err == nil {
		t.Error("what JSON cannot say is told")
	}
}

func nan() float64 { zero := 0.0; return zero / zero }

func TestApply(t *testing.T) {
	rec := &Issue{Number: 7, Text: "said", State: New, Owner: "aya", Severity: S3, Notes: []Note{{At: 1, By: "aya", Text: "kept"}}}
	change := Change{Ref: rec.Ref(), Fields: []FieldChange{
		{"state", raw(`"new"`), raw(`"working"`)}, {"owner", raw(`"aya"`), nil}, {"severity", raw(`"S3"`), raw("null")}, {"due", raw("null"), raw(`"1970-01-01T00:00:00.007Z"`)},
		{"notes", raw(`[{"at":"1970-01-01T00:00:00.001Z","by":"aya"}]`), raw(`[{"at":"1970-01-01T00:00:00.002Z","by":"ben"}]`)},
	}}
	got, err := Apply(rec, change)
	want := &Issue{Number: 7, Text: "said", State: Working, Due: 7, Notes: []Note{{At: 1, By: "aya", Text: "kept", Retracted: true}, {At: 2, By: "ben"}}}
	if err != nil || !reflect.DeepEqual(got, Record(want)) {
		t.Errorf("%v\n%s\nwant\n%s", err, inJSON(got), inJSON(want))
	}
	if rec.State != New || rec.Notes[0].Retracted {
		t.Error("the record itself was changed")
	}
	back, err := Apply(got, change.Invert())
	if want := (&Issue{Number: 7, Text: "said", State: New, Owner: "aya", Severity: S3, Notes: []Note{{At: 1, By: "aya", Text: "kept"}, {At: 2, By: "ben", Retracted: true}}}); err != nil || !reflect.DeepEqual(back, Record(want)) {
		t.Errorf("%v\n%s\nwant\n%s", err, inJSON(back), inJSON(want))
	}
}

func TestApplyOfWhatComesAndGoes(t *testing.T) {
	team := &Team{Name: "Osaka", Lead: "mori"}
	made, _ := Diff(nil, team)
	var none *Team
	for _, rec := range []Record{nil, none} {
		if got, err := Apply(rec, made); err != nil || !reflect.DeepEqual(got, Record(team)) {
			t.Errorf("%v, %v", got, err)
		}
	}
	if got, err := Apply(team, made.Invert()); err != nil || got != nil {
		t.Errorf("%v, %v", got, err)
	}
	for name, c := range map[string]struct {
		rec    Record
		change Change
		want   error
	}{
		"gone already":         {nil, made.Invert(), &Refusal{Code: NotFound, Ref: team.Ref()}},
		"changed and gone":     {nil, Change{Ref: team.Ref()}, &Refusal{Code: NotFound, Ref: team.Ref()}},
		"changed since":        {&Team{Name: "Osaka", Lead: "sato"}, made.Invert(), &Refusal{Code: ChangedSince, Ref: team.Ref(), Field: "lead"}},
		"changed since, too":   {&Team{Name: "Osaka"}, Change{Ref: team.Ref(), Fields: []FieldChange{{"lead", raw(`"x"`), nil}}}, &Refusal{Code: ChangedSince, Ref: team.Ref(), Field: "lead"}},
		"there already":        {team, made, &Refusal{Code: ChangedSince, Ref: team.Ref(), Field: "name"}},
		"of no sort":           {nil, Change{Created: true}, errors.New("no record of type ")},
		"of no field":          {team, Change{Ref: team.Ref(), Fields: []FieldChange{{"colour", nil, nil}}}, errors.New(`team/Osaka has no field "colour"`)},
		"of no field, new":     {nil, Change{Ref: team.Ref(), Created: true, Fields: []FieldChange{{"colour", nil, nil}}}, errors.New(`team/Osaka has no field "colour"`)},
		"of no value":          {team, Change{Ref: team.Ref(), Fields: []FieldChange{{"lead", raw(`"mori"`), raw("7")}}}, errors.New("apply lead of team/Osaka: ")},
		"of no notes":          {&Issue{}, Change{Fields: []FieldChange{{"notes", nil, raw("7")}}}, errors.New("json: ")},
		"what JSON cannot say": {&Forecast{Mean: nan()}, Change{Fields: []FieldChange{{"mean", nil, nil}}}, errors.New("json: ")},
	} {
		got, err := Apply(c.rec, c.change)
		var r *Refusal
		if errors.As(c.want, &r) {
			if !reflect.DeepEqual(err, c.want) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		} else if err == nil || !strings.HasPrefix(err.Error(), c.want.Error()) {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
	}
}

// Every type of record can be made, and names itself by its type.
func TestNewRecord(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for n := range recordTypeCodes {
		typ := RecordType(n)
		rec, err := NewRecord(typ)
		if typ == 0 {
			if err == nil {
				t.Error("a record of no type is made")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.Ref().Type != typ || seen[reflect.TypeOf(rec)] {
			t.Errorf("%s makes %T of %s", typ, rec, rec.Ref())
		}
		seen[reflect.TypeOf(rec)] = true
		var back RecordType
		if b, err := typ.MarshalText(); err != nil || back.UnmarshalText(b) != nil || back != typ {
			t.Errorf("%s is written %q and read as %s", typ, b, back)
		}
	}
	if _, err := NewRecord(RecordType(len(recordTypeCodes))); err == nil {
		t.Error("a record of no type is made")
	}
}

func TestRefs(t *testing.T) {
	for want, rec := range map[string]Record{
		"issue/7": &Issue{Number: 7}, "customer/7": &Customer{ID: 7}, "problem/7": &Problem{ID: 7}, "contact/7": &Contact{ID: 7}, "user/aya": &User{ID: "aya"},
		"team/Osaka": &Team{Name: "Osaka"}, "tag/a/b": &Tag{Key: "a/b"}, "view/aya\x00Mine": &View{Owner: "aya", Name: "Mine"}, "desk/desk": &Desk{Name: "x"}, "mapping/crm": &Mapping{Name: "crm"},
		"volume/2026-07-13 phone": &Volume{Day: Date(2026, 7, 13), Channel: Phone}, "forecast/2026-07-13 a": &Forecast{From: Date(2026, 7, 13), Tag: "a"},
		"signal/2026-07-13 a": &Signal{On: Date(2026, 7, 13), Tag: "a"}, "review/2026-07-13": &Review{On: Date(2026, 7, 13)}, "metric/2026-07-13 a": &Metric{On: Date(2026, 7, 13), Name: "a"},
	} {
		if got := rec.Ref().String(); got != want {
			t.Errorf("%T is %q, want %q", rec, got, want)
		}
	}
}
