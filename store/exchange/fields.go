// Package exchange brings data in and out: other programs' exports in whatever shape they have,
// koe's own JSON lines without loss, CSV for spreadsheets, Markdown.
//
// An import reads a file twice. [Inspect] reads it whole, tells its encoding, its
// format and how it writes its dates, and makes a [Plan]; nothing is written.
// [Plan.Read] then turns each row into a draft or says why not, and
// [Plan.Import] sends the drafts to the desk in batches. Row identity makes it
// safe to do again: what is on the desk already is skipped.
//
// [Export] writes issues out; [IssueJSON] is the one JSON shape of an issue,
// for files and for commands that print JSON.
package exchange

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"koe/model"
	"koe/model/when"
	"koe/store/exchange/dates"
)

// A Field is something of an issue that a column can fill.
type Field string

// The fields, by the names that --map takes.
const (
	Received   Field = "received_at"
	AtTime     Field = "received_time" // the time of day, where it has its own column
	Occurred   Field = "occurred_on"
	EventAt    Field = "event_at" // in a log of events, when the event was
	ID         Field = "external_id"
	Text       Field = "text"
	Subject    Field = "subject" // put before the text
	Tag        Field = "tag"     // the primary tag, or its first level
	Subtag     Field = "subtag"  // the primary tag's second level
	Tag2       Field = "tag2"    // a further tag
	Tags       Field = "tags"    // several further tags in one cell or column
	KindOf     Field = "kind"
	Channel    Field = "channel"
	Wish       Field = "wish"
	Severity   Field = "severity"
	State      Field = "state"
	StateAt    Field = "state_at"
	Owner      Field = "owner"
	Customer   Field = "customer"
	OnBehalfOf Field = "on_behalf_of"
	Product    Field = "product"
	Answer     Field = "answer"
	Problem    Field = "problem"
	Due        Field = "due"
	Segment    Field = "segment"
)

// Fields lists every field in the order in which a mapping shows them.
func Fields() []Field {
	return []Field{
		Received, AtTime, Occurred, EventAt, ID, Text, Subject, Tag, Subtag, Tag2, Tags, KindOf, Channel, Wish,
		Severity, State, StateAt, Owner, Customer, OnBehalfOf, Product, Answer, Problem, Due, Segment,
	}
}

// dateFields hold dates; all of a file's are read in one order.
var dateFields = []Field{Received, EventAt, Occurred, StateAt, Due}

// A Map says which column fills which field.
type Map map[Field]string

// ParseMap reads FIELD=COLUMN, as often as it is given.
func ParseMap(args []string) (Map, error) {
	m := Map{}
	for _, a := range args {
		name, column, ok := strings.Cut(a, "=")
		f := Field(strings.TrimSpace(name))
		column = strings.TrimSpace(column)
		if !ok || column == "" {
			return nil, fmt.Errorf("--map takes FIELD=COLUMN, such as text=Comment, not %q", a)
		}
		if !slices.Contains(Fields(), f) {
			return nil, fmt.Errorf("there is no field %q to map; use one of %s", name, fieldNames())
		}
		if was, twice := m[f]; twice {
			return nil, fmt.Errorf("the field %s is mapped to %q and to %q; give one column", f, was, column)
		}
		m[f] = column
	}
	return m, nil
}

func fieldNames() string {
	names := make([]string, 0, len(Fields()))
	for _, f := range Fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// Flags writes the map as the arguments that ParseMap reads, quoted for a shell
// where they need it.
func (m Map) Flags() string {
	var flags []string
	for _, f := range Fields() {
		column, ok := m[f]
		if !ok {
			continue
		}
		arg := string(f) + "=" + column
		if strings.ContainsAny(arg, " \t'\"\\$&|;<>()*?[]#~`!{}") {
			arg = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
		flags = append(flags, "--map "+arg)
	}
	return strings.Join(flags, " ")
}

// Mapping is the map as the desk keeps it by a name.
func (m Map) Mapping(name string, order dates.Order) model.Mapping {
	fields := map[string]string{}
	for f, column := range m {
		fields[string(f)] = column
	}
	return model.Mapping{Name: name, Fields: fields, Dates: order.String()}
}

// MapOf is the map that the desk kept, and the order of dates kept with it.
func MapOf(kept model.Mapping) (Map, dates.Order, error) {
	m := Map{}
	for name, column := range kept.Fields {
		f := Field(name)
		if !slices.Contains(Fields(), f) {
			return nil, 0, fmt.Errorf("the mapping %q fills %q, which is no field; map the file again", kept.Name, name)
		}
		m[f] = column
	}
	order, err := dates.ParseOrder(kept.Dates)
	return m, order, err
}

// ParseAt reads the moment at which all rows of a file were received, as people say it.
func ParseAt(s string, zone *time.Location, now time.Time) (time.Time, error) {
	at, err := when.Reader{Now: now.In(zone), Sense: when.Past, Only: true}.Moment(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w; write it as 2026-07-13 or 2026-07-13 09:00", err)
	}
	return at.Time(zone), nil
}
