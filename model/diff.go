package model

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Diff says what changed between two versions of a record; either may be nil.
// Fields tagged event:"-" are left out, so that no event holds anyone's words.
func Diff(before, after Record) (Change, error) {
	c := Change{Created: isNil(before), Deleted: isNil(after)}
	some := after
	if c.Deleted {
		some = before
	}
	c.Ref = some.Ref()
	t := reflect.TypeOf(some).Elem()
	old, now := valueOf(before, t), valueOf(after, t)
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("event") == "-" || reflect.DeepEqual(old.Field(i).Interface(), now.Field(i).Interface()) {
			continue
		}
		from, err := fieldJSON(old.Field(i))
		if err != nil {
			return c, fmt.Errorf("describe the change of %s: %w", f.Name, err)
		}
		to, err := fieldJSON(now.Field(i))
		if err != nil {
			return c, fmt.Errorf("describe the change of %s: %w", f.Name, err)
		}
		if !sameJSON(from, to) {
			c.Fields = append(c.Fields, FieldChange{fieldName(f), from, to})
		}
	}
	return c, nil
}

// Apply gives a record the "to" values of a change. It refuses with
// [ChangedSince] where the record no longer holds a "from" value, so that
// taking something back never overwrites what came later. rec may be nil for
// a change that creates.
func Apply(rec Record, c Change) (Record, error) {
	if c.Deleted {
		return nil, matches(rec, c)
	}
	if isNil(rec) {
		if !c.Created {
			return nil, &Refusal{Code: NotFound, Ref: c.Ref}
		}
		made, err := NewRecord(c.Ref.Type)
		if err != nil {
			return nil, err
		}
		rec = made
	} else if err := matches(rec, c); err != nil {
		return nil, err
	}
	out := clone(rec)
	v := reflect.ValueOf(out).Elem()
	for _, change := range c.Fields {
		field, sf, ok := fieldNamed(v, change.Name)
		if !ok {
			return nil, fmt.Errorf("%s has no field %q", c.Ref, change.Name)
		}
		if sf.Tag.Get("event") == "words" {
			if err := retract(field, change.To); err != nil {
				return nil, err
			}
			continue
		}
		field.SetZero()
		if sameJSON(change.To, null) {
			continue
		}
		if err := json.Unmarshal(change.To, field.Addr().Interface()); err != nil {
			return nil, fmt.Errorf("apply %s of %s: %w", change.Name, c.Ref, err)
		}
	}
	return out, nil
}

// matches checks that the record still holds what the change starts from.
func matches(rec Record, c Change) error {
	if isNil(rec) {
		return &Refusal{Code: NotFound, Ref: c.Ref}
	}
	v := reflect.ValueOf(rec).Elem()
	for _, change := range c.Fields {
		field, _, ok := fieldNamed(v, change.Name)
		if !ok {
			return fmt.Errorf("%s has no field %q", c.Ref, change.Name)
		}
		now, err := fieldJSON(field)
		if err != nil {
			return err
		}
		if !sameJSON(now, change.From) {
			return &Refusal{Code: ChangedSince, Ref: c.Ref, Field: change.Name}
		}
	}
	return nil
}

// retract keeps every note, since events hold no words to bring one back from,
// and marks as retracted those that the wanted list does not name.
func retract(field reflect.Value, wanted json.RawMessage) error {
	var keep []Note
	if len(wanted) > 0 {
		if err := json.Unmarshal(wanted, &keep); err != nil {
			return err
		}
	}
	notes := append([]Note(nil), field.Interface().([]Note)...)
	for i := range notes {
		notes[i].Retracted = noteAt(keep, notes[i]) < 0
	}
	for _, k := range keep {
		if noteAt(notes, k) < 0 { // replaying events: the words are not theirs to tell
			notes = append(notes, k)
		}
	}
	field.Set(reflect.ValueOf(notes))
	return nil
}

// noteAt finds a note by who wrote it when, which no two notes share; -1 is none.
func noteAt(notes []Note, n Note) int {
	return slices.IndexFunc(notes, func(o Note) bool { return o.At == n.At && o.By == n.By })
}

// withNote adds a note to a list; one of the same moment moves on by a
// millisecond, so that each can be told apart by who wrote it when.
func withNote(notes []Note, n Note) []Note {
	for noteAt(notes, n) >= 0 {
		n.At++
	}
	return append(slices.Clip(notes), n)
}

// NewRecord makes an empty record of a sort.
func NewRecord(typ RecordType) (Record, error) {
	switch typ {
	case IssueRecord:
		return &Issue{}, nil
	case CustomerRecord:
		return &Customer{}, nil
	case ProblemRecord:
		return &Problem{}, nil
	case ContactRecord:
		return &Contact{}, nil
	case UserRecord:
		return &User{}, nil
	case TeamRecord:
		return &Team{}, nil
	case TagRecord:
		return &Tag{}, nil
	case ViewRecord:
		return &View{}, nil
	case VolumeRecord:
		return &Volume{}, nil
	case DeskRecord:
		return &Desk{}, nil
	case MappingRecord:
		return &Mapping{}, nil
	case ForecastRecord:
		return &Forecast{}, nil
	case SignalRecord:
		return &Signal{}, nil
	case ReviewRecord:
		return &Review{}, nil
	case MetricRecord:
		return &Metric{}, nil
	case KeyRecord:
		return &Key{}, nil
	}
	return nil, fmt.Errorf("no record of type %s", typ)
}

func isNil(r Record) bool { return r == nil || reflect.ValueOf(r).IsNil() }

func clone(r Record) Record {
	v := reflect.New(reflect.TypeOf(r).Elem())
	v.Elem().Set(reflect.ValueOf(r).Elem())
	return v.Interface().(Record)
}

func valueOf(r Record, t reflect.Type) reflect.Value {
	if isNil(r) {
		return reflect.Zero(t)
	}
	return reflect.ValueOf(r).Elem()
}

func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

func fieldNamed(v reflect.Value, name string) (reflect.Value, reflect.StructField, bool) {
	t := v.Type()
	for i := range t.NumField() {
		if fieldName(t.Field(i)) == name {
			return v.Field(i), t.Field(i), true
		}
	}
	return reflect.Value{}, reflect.StructField{}, false
}

// fieldJSON writes a field as an event holds it: nothing for the zero value,
// and a note as who wrote it when.
func fieldJSON(v reflect.Value) (json.RawMessage, error) {
	if v.IsZero() || (v.Kind() == reflect.Slice && v.Len() == 0) {
		return nil, nil
	}
	if notes, ok := v.Interface().([]Note); ok {
		type line struct {
			At         Instant `json:"at"`
			By         UserID  `json:"by"`
			Correction bool    `json:"correction,omitempty"`
		}
		var lines []line
		for _, n := range notes {
			if !n.Retracted {
				lines = append(lines, line{n.At, n.By, n.Correction})
			}
		}
		if len(lines) == 0 {
			return nil, nil
		}
		return json.Marshal(lines)
	}
	return json.Marshal(v.Interface())
}
