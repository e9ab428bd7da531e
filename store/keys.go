package store

import (
	"encoding/binary"
	"math"

	"koe/model"
)

// A table is the first byte of a key. Numbers within keys are big-endian, so
// that keys sort as their values do; texts of varying length end with a zero
// byte wherever something follows them.
const (
	tableMeta     = 'm' // name → schema, heads
	tableIssue    = 'i' // number → record
	tableUrgent   = 'o' // severity, due, number: open issues, the most urgent first
	tableOwner    = 'w' // owner, severity, due, number: the same by owner; nobody's come first
	tablePromise  = 'p' // by when, number: promises of open issues not yet kept
	tableTag      = 't' // tag, day, number
	tableCustomer = 'c' // customer, day, number
	tableLinked   = 'l' // problem, number
	tableGrave    = 'g' // day, number: issues of severity S1, which are always listed
	tableReceipt  = 'x' // command ID → receipt
	tableExternal = 'X' // source, external id → number
	tableCount    = 'n' // dimension, value, tag, month → packed daily counts
	tableHours    = 'h' // month → complaints by weekday and hour, for "by now"
	tableVolume   = 'v' // day, channel → contacts handled
	tableEvent    = 'e' // sequence → event
	tablePart     = 'f' // sequence, n → a part of what the event says
	tableGroup    = 'G' // first event, sequence: the events that go on with its act
	tableHistory  = 'E' // record, sequence → the part that speaks of it: the events that touched it
	tableActor    = 'a' // person, sequence: the events of a person
	tableUndone   = 'y' // sequence → the event that took it back
	tablePerson   = 'C' // customer → record
	tableName     = 'N' // folded name or account of a customer, customer
	tableProblem  = 'q' // problem → record
	tableProbRef  = 'Q' // a source's name of a problem → problem
	tableContact  = 'k' // contact → record
	tableAbout    = 'K' // what a contact is about, contact
	tableRecord   = 'r' // kind, key → any other record
)

// farFuture stands for "no due time" where due times sort.
const farFuture = math.MaxInt64

func key(table byte, size int) []byte { return append(make([]byte, 0, 1+size), table) }

func num(k []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(k, n) }

func str(k []byte, s string) []byte { return append(append(k, s...), 0) }

func day(k []byte, d model.Day) []byte {
	return binary.BigEndian.AppendUint32(k, uint32(d)^(1<<31))
}

func instant(k []byte, i model.Instant) []byte {
	return binary.BigEndian.AppendUint64(k, uint64(i)^(1<<63))
}

// tailNumber reads the number at the end of a key.
func tailNumber(k []byte) uint64 {
	if len(k) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k[len(k)-8:])
}

func issueKey(n model.Number) []byte      { return num(key(tableIssue, 8), uint64(n)) }
func personKey(c model.CustomerID) []byte { return num(key(tablePerson, 8), uint64(c)) }
func problemKey(p model.ProblemID) []byte { return num(key(tableProblem, 8), uint64(p)) }
func contactKey(id uint64) []byte         { return num(key(tableContact, 8), id) }
func eventKey(seq uint64) []byte          { return num(key(tableEvent, 8), seq) }
func groupPrefix(first uint64) []byte     { return num(key(tableGroup, 16), first) }
func partPrefix(seq uint64) []byte        { return num(key(tablePart, 12), seq) }
func undoneKey(seq uint64) []byte         { return num(key(tableUndone, 8), seq) }
func receiptKey(id model.ID) []byte       { return append(key(tableReceipt, 16), id[:]...) }
func metaKey(name string) []byte          { return append(key(tableMeta, len(name)), name...) }

func partKey(seq uint64, n int) []byte {
	return binary.BigEndian.AppendUint32(partPrefix(seq), uint32(n))
}

// partOf is the number of a part by its key.
func partOf(k []byte) int {
	if len(k) < 4 {
		return -1
	}
	return int(binary.BigEndian.Uint32(k[len(k)-4:]))
}

func externalKey(source, id string) []byte {
	return append(str(key(tableExternal, len(source)+len(id)+1), source), id...)
}

func problemRefKey(external string) []byte {
	return append(key(tableProbRef, len(external)), external...)
}

func ownerPrefix(owner model.UserID) []byte {
	return str(key(tableOwner, len(owner)+25), string(owner))
}

func urgency(k []byte, i *model.Issue) []byte {
	due := i.NextDeadline()
	if due == 0 {
		due = farFuture
	}
	return num(instant(append(k, byte(i.Severity)), due), uint64(i.Number))
}

func tagPrefix(tag model.TagKey) []byte { return str(key(tableTag, len(tag)+13), string(tag)) }

func tagKey(tag model.TagKey, d model.Day, n model.Number) []byte {
	return num(day(tagPrefix(tag), d), uint64(n))
}

func customerPrefix(c model.CustomerID) []byte {
	return num(key(tableCustomer, 20), uint64(c))
}

func linkedPrefix(p model.ProblemID) []byte { return num(key(tableLinked, 16), uint64(p)) }

func namePrefix(folded string) []byte { return str(key(tableName, len(folded)+9), folded) }

func historyPrefix(r model.Ref) []byte {
	return str(append(key(tableHistory, len(r.Key)+10), byte(r.Type)), r.Key)
}

func actorPrefix(who model.UserID) []byte { return str(key(tableActor, len(who)+9), string(who)) }

func aboutPrefix(r model.Ref) []byte {
	return str(append(key(tableAbout, len(r.Key)+10), byte(r.Type)), r.Key)
}

func volumeKey(d model.Day, c model.Channel) []byte {
	return append(day(key(tableVolume, 4+len(c)), d), c...)
}

func recordPrefix(typ model.RecordType) []byte { return append(key(tableRecord, 1), byte(typ)) }

// recordKey is where a record of any kind lies.
func recordKey(r model.Record) []byte {
	switch r := r.(type) {
	case *model.Issue:
		return issueKey(r.Number)
	case *model.Customer:
		return personKey(r.ID)
	case *model.Problem:
		return problemKey(r.ID)
	case *model.Contact:
		return contactKey(r.ID)
	case *model.Volume:
		return volumeKey(r.Day, r.Channel)
	}
	ref := r.Ref()
	return append(recordPrefix(ref.Type), ref.Key...)
}
