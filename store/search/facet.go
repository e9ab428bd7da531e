package search

import (
	"encoding/binary"
	"hash/fnv"
	"math"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
)

// A kind is the first byte of a term and says what it lists. No word holds one: they come before
// all letters.
type kind byte

const (
	kindWord  kind = iota + 1 // a whole word of letters
	kindPair                  // two letters that stand side by side in a word
	kindDense                 // a character of a dense script, or two side by side
	kindSign                  // a sign, by itself
	kindNext                  // words that follow each other, by their bucket
	kindFacet                 // the first of the facets, which follow in the order of their table
)

// A facet is one field of the filter language as the index lists it: the value an issue has, as
// bytes, and the way back. A query's term is asked of each value that occurs, on an issue that has
// that value and nothing else; so that the index never has a meaning of its own.
type facet struct {
	field query.Field
	value func(dst []byte, i *model.Issue) []byte
	set   func(i *model.Issue, v []byte)
	// hashed values are found by their hash alone and must be checked.
	hashed bool
}

// facets are the single-valued fields; tags are listed apart. The order is part of the file's
// format.
var facets = [...]facet{
	{field: query.State, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.State)) }, set: func(i *model.Issue, v []byte) { i.State = model.State(v[0]) }},
	{field: query.Sev, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.Severity)) }, set: func(i *model.Issue, v []byte) { i.Severity = model.Severity(v[0]) }},
	{field: query.Kind, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.Kind)) }, set: func(i *model.Issue, v []byte) { i.Kind = model.Kind(v[0]) }},
	{field: query.Wish, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.Wish)) }, set: func(i *model.Issue, v []byte) { i.Wish = model.Wish(v[0]) }},
	{field: query.Waiting, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.Waiting.On)) }, set: func(i *model.Issue, v []byte) { i.Waiting.On = model.WaitingOn(v[0]) }},
	{field: query.Reason, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.CloseReason)) }, set: func(i *model.Issue, v []byte) { i.CloseReason = model.CloseReason(v[0]) }},
	{field: query.Upheld, value: func(b []byte, i *model.Issue) []byte { return append(b, byte(i.Upheld)) }, set: func(i *model.Issue, v []byte) { i.Upheld = model.Upheld(v[0]) }},
	{field: query.Owner, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Owner...) }, set: func(i *model.Issue, v []byte) { i.Owner = model.UserID(v) }},
	{field: query.By, value: func(b []byte, i *model.Issue) []byte { return append(b, i.LoggedBy...) }, set: func(i *model.Issue, v []byte) { i.LoggedBy = model.UserID(v) }},
	{field: query.Primary, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Primary()...) }, set: setTag},
	{field: query.Channel, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Channel...) }, set: func(i *model.Issue, v []byte) { i.Channel = model.Channel(v) }},
	{field: query.Segment, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Segment...) }, set: func(i *model.Issue, v []byte) { i.Segment = string(v) }},
	{field: query.Source, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Source...) }, set: func(i *model.Issue, v []byte) { i.Source = string(v) }},
	{field: query.Product, value: func(b []byte, i *model.Issue) []byte { return append(b, i.Product...) }, set: func(i *model.Issue, v []byte) { i.Product = string(v) }},
	{field: query.Customer, value: func(b []byte, i *model.Issue) []byte { return number(b, uint64(i.Customer)) }, set: func(i *model.Issue, v []byte) { i.Customer = model.CustomerID(numberOf(v)) }},
	{field: query.Problem, value: func(b []byte, i *model.Issue) []byte { return number(b, uint64(i.Problem)) }, set: func(i *model.Issue, v []byte) { i.Problem = model.ProblemID(numberOf(v)) }},
	{field: query.Received, value: func(b []byte, i *model.Issue) []byte { return day(b, i.Day) }, set: func(i *model.Issue, v []byte) { i.Day = dayOf(v) }},
	{field: query.Occurred, value: func(b []byte, i *model.Issue) []byte { return day(b, i.OccurredOn) }, set: func(i *model.Issue, v []byte) { i.OccurredOn = dayOf(v) }},
	{field: query.Logged, value: func(b []byte, i *model.Issue) []byte { return number(b, uint64(quarter(i.LoggedAt))) }, set: func(i *model.Issue, v []byte) { i.LoggedAt = model.Instant(numberOf(v)) }},
	{field: query.Due, value: dueValue, set: func(i *model.Issue, v []byte) { i.State, i.Due = model.Working, model.Instant(numberOf(v)) }},
	{field: query.Promise, value: promiseValue, set: func(i *model.Issue, v []byte) { i.Promises = []model.Promise{{By: model.Instant(numberOf(v))}} }},
	{field: query.Snooze, value: func(b []byte, i *model.Issue) []byte { return number(b, uint64(i.Snooze)) }, set: func(i *model.Issue, v []byte) { i.Snooze = model.Instant(numberOf(v)) }},
	{field: query.Amount, value: func(b []byte, i *model.Issue) []byte { return amount(b, i.AtStake) }, set: func(i *model.Issue, v []byte) { i.AtStake = amountOf(v) }},
	{field: query.Redress, value: func(b []byte, i *model.Issue) []byte { return amount(b, i.Redress) }, set: func(i *model.Issue, v []byte) { i.Redress = amountOf(v) }},
	{field: query.External, value: externalValue, set: func(*model.Issue, []byte) {}, hashed: true},
	{field: query.ID, value: func(b []byte, i *model.Issue) []byte { return hashed(b, i.ID.String()) }, set: func(*model.Issue, []byte) {}, hashed: true},
}

// kindTag follows the facets of the table and lists every tag of an issue.
const kindTag = kindFacet + kind(len(facets))

func setTag(i *model.Issue, v []byte) {
	i.Tags = nil
	if len(v) > 0 {
		i.Tags = []model.TagKey{model.TagKey(v)}
	}
}

// facetOf is the kind and the facet by which a field is listed.
func facetOf(f query.Field) (kind, facet, bool) {
	if f == query.Tag {
		return kindTag, facet{field: f, set: setTag}, true
	}
	for n, one := range facets {
		if one.field == f {
			return kindFacet + kind(n), one, true
		}
	}
	return 0, facet{}, false
}

// eachFacet calls term with each facet term of an issue; key is scratch to build it in.
func eachFacet(i *model.Issue, key []byte, term func(key []byte)) {
	for n := range facets {
		term(facets[n].value(append(key[:0], byte(kindFacet)+byte(n)), i))
	}
	if len(i.Tags) == 0 {
		term(append(key[:0], byte(kindTag)))
	}
	for _, t := range i.Tags {
		term(append(append(key[:0], byte(kindTag)), t...))
	}
}

// quarter is the beginning of the quarter of an hour: offsets of time zones are multiples of it, so
// that all its moments lie on one civil day anywhere.
func quarter(i model.Instant) model.Instant {
	const length = 15 * 60 * 1000
	q := i - (i%length+length)%length
	if i != 0 && q == 0 {
		return 1 // a moment that is set stays set
	}
	return q
}

func dueValue(b []byte, i *model.Issue) []byte {
	if !i.State.Open() {
		return number(b, 0)
	}
	return number(b, uint64(i.NextDeadline()))
}

func promiseValue(b []byte, i *model.Issue) []byte {
	p, _ := i.NextPromise()
	return number(b, uint64(p.By))
}

func externalValue(b []byte, i *model.Issue) []byte {
	if i.ExternalID == "" {
		return b
	}
	return hashed(b, text.Key(i.ExternalID))
}

func number(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }

func numberOf(v []byte) uint64 {
	if len(v) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(v)
}

func day(b []byte, d model.Day) []byte { return binary.BigEndian.AppendUint32(b, uint32(d)^1<<31) }

func dayOf(v []byte) model.Day {
	if len(v) < 4 {
		return 0
	}
	return model.Day(binary.BigEndian.Uint32(v) ^ 1<<31)
}

func amount(b []byte, a model.Amount) []byte {
	return append(number(b, uint64(a.Minor)), a.Currency...)
}

func amountOf(v []byte) model.Amount {
	if len(v) < 8 {
		return model.Amount{}
	}
	return model.Amount{Minor: int64(numberOf(v)), Currency: string(v[8:])}
}

func hashed(b []byte, s string) []byte {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum(b)
}

// maxNumber is the greatest number of an issue that the index can list; greater ones are read from
// the records.
const maxNumber = model.Number(math.MaxUint32)
