package model

import (
	"strconv"
	"strings"

	"github.com/oklog/ulid/v2"
)

// An ID names a command, made by its author before it is sent, so that a
// repeat is recognised; the issue that a command logs keeps it.
type ID = ulid.ULID

// A Number is an issue's number, #12345: its key, never reused.
type Number uint64

// String writes #12345.
func (n Number) String() string { return "#" + strconv.FormatUint(uint64(n), 10) }

// ParseNumber reads 12345 or #12345.
func ParseNumber(s string) (Number, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 10, 63)
	if err != nil || n == 0 {
		return 0, &Refusal{Code: BadValue, Field: "number", Value: s, Shape: NumberShape}
	}
	return Number(n), nil
}

// A CustomerID numbers a customer on this desk. Zero is nobody known.
type CustomerID uint64

// String writes C-12.
func (c CustomerID) String() string { return "C-" + strconv.FormatUint(uint64(c), 10) }

// A ProblemID numbers a recurring problem. Zero is none.
type ProblemID uint64

// String writes P-12.
func (p ProblemID) String() string { return "P-" + strconv.FormatUint(uint64(p), 10) }

// ParseProblem reads P-12, p-12 or 12.
func ParseProblem(s string) (ProblemID, error) {
	v := strings.TrimPrefix(strings.TrimPrefix(s, "P-"), "p-")
	n, err := strconv.ParseUint(v, 10, 63)
	if err != nil || n == 0 {
		return 0, &Refusal{Code: BadValue, Field: "problem", Value: s, Shape: ProblemShape}
	}
	return ProblemID(n), nil
}

// A UserID is a person's short name on the desk, in its folded form: "aya".
// Empty is nobody.
type UserID string

// A Ref names one record of any sort: what changed, what a contact is about.
type Ref struct {
	Type RecordType `cbor:"1,keyasint" json:"kind"`
	Key  string     `cbor:"2,keyasint" json:"key"`
}

// String writes issue/12345.
func (r Ref) String() string { return r.Type.String() + "/" + r.Key }

// Said names it as people do: #12, P-2, C-7, and others by their sort and key.
func (r Ref) Said() string {
	switch r.Type {
	case IssueRecord:
		return "#" + r.Key
	case ProblemRecord:
		return "P-" + r.Key
	case CustomerRecord:
		return "C-" + r.Key
	}
	return r.Type.String() + " " + r.Key
}

// A RecordType is the sort of a record.
type RecordType uint8

// Every sort of record that a desk keeps.
const (
	IssueRecord RecordType = iota + 1
	CustomerRecord
	ProblemRecord
	ContactRecord
	UserRecord
	TeamRecord
	TagRecord
	ViewRecord
	VolumeRecord
	DeskRecord
	MappingRecord
	ForecastRecord
	SignalRecord
	ReviewRecord
	MetricRecord
	KeyRecord
)

var recordTypeCodes = codes{"", "issue", "customer", "problem", "contact", "user", "team", "tag", "view", "volume", "desk", "mapping", "forecast", "signal", "review", "metric", "key"}

// String is the sort's code.
func (k RecordType) String() string { return recordTypeCodes.name(uint8(k)) }

// MarshalText writes the code.
func (k RecordType) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a code.
func (k *RecordType) UnmarshalText(b []byte) error {
	n, err := recordTypeCodes.parse("record", string(b))
	*k = RecordType(n)
	return err
}

// A Record is anything that has a Ref of its own and is kept whole.
type Record interface {
	Ref() Ref
}

func ref(typ RecordType, n uint64) Ref { return Ref{typ, strconv.FormatUint(n, 10)} }
