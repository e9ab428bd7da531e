package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"koe/model"
	"koe/store/kv"
)

// A Reader answers from one state of the database. It is what model.Decide
// asks ([model.Facts]) and what the questions of this package read through. It
// serves one goroutine and one context.
type Reader struct {
	ctx  context.Context
	src  source
	book model.TagBook // nil until asked
	desk *model.Desk
	lost *Lost // nil until asked
}

// NewReader reads a snapshot. The book may be nil; it is read when asked.
func NewReader(ctx context.Context, s kv.Snapshot, book model.TagBook) *Reader {
	return &Reader{ctx: ctx, src: snapshotSource{s}, book: book}
}

var _ model.Facts = (*Reader)(nil)

// read decodes the value of a key into v, and says whether there was one.
func (r *Reader) read(key []byte, v any) (bool, error) {
	sealed, ok, err := r.src.get(r.ctx, key)
	if err != nil || !ok {
		return false, err
	}
	return true, decode(key, sealed, v)
}

// number reads an index entry that holds a number; zero is none.
func (r *Reader) number(key []byte) (uint64, error) {
	sealed, ok, err := r.src.get(r.ctx, key)
	if err != nil || !ok {
		return 0, err
	}
	plain, err := kv.Unseal(key, sealed)
	if err != nil {
		return 0, err
	}
	if len(plain) != 8 {
		return 0, &kv.Damage{Where: fmt.Sprintf("key %x", key), What: "it should hold a number"}
	}
	return binary.BigEndian.Uint64(plain), nil
}

func one[T any](r *Reader, key []byte) (*T, error) {
	v := new(T)
	ok, err := r.read(key, v)
	if err != nil || !ok {
		return nil, err
	}
	return v, nil
}

// spokenOf reads what another record speaks of; that there is none is damage.
func spokenOf[T any](r *Reader, key []byte, id fmt.Stringer) (*T, error) {
	v, err := one[T](r, key)
	if err == nil && v == nil {
		err = missing(id.String())
	}
	return v, err
}

// Issue reads an issue; nil is none.
func (r *Reader) Issue(n model.Number) (*model.Issue, error) {
	return one[model.Issue](r, issueKey(n))
}

// Named reads an issue that an index names; that there is none is damage.
func (r *Reader) Named(n model.Number) (*model.Issue, error) {
	return spokenOf[model.Issue](r, issueKey(n), n)
}

// Customer reads a customer as recorded, merged or not; nil is none.
func (r *Reader) Customer(id model.CustomerID) (*model.Customer, error) {
	return one[model.Customer](r, personKey(id))
}

// CustomerNamed finds a customer by a folded name or account.
func (r *Reader) CustomerNamed(folded string) (model.CustomerID, error) {
	var found model.CustomerID
	if folded == "" || len(folded) >= 512 {
		return 0, nil
	}
	rng := kv.Prefix(namePrefix(folded))
	rng.Limit = 1
	err := r.entries(rng, func(k []byte) (bool, error) {
		found = model.CustomerID(tailNumber(k))
		return false, nil
	})
	return found, err
}

// Problem reads a problem; nil is none.
func (r *Reader) Problem(id model.ProblemID) (*model.Problem, error) {
	return one[model.Problem](r, problemKey(id))
}

// ProblemNamed finds a problem by a source's reference.
func (r *Reader) ProblemNamed(external string) (model.ProblemID, error) {
	n, err := r.number(problemRefKey(external))
	return model.ProblemID(n), err
}

// Linked counts the issues of a problem.
func (r *Reader) Linked(id model.ProblemID) (int, error) {
	n := 0
	err := r.entries(kv.Prefix(linkedPrefix(id)), func([]byte) (bool, error) {
		n++
		return true, nil
	})
	return n, err
}

// User reads a person; nil is none.
func (r *Reader) User(id model.UserID) (*model.User, error) {
	return one[model.User](r, recordKey(&model.User{ID: id}))
}

// Desk reads what the desk has in common; nil before it is made.
func (r *Reader) Desk() (*model.Desk, error) {
	if r.desk == nil {
		d, err := one[model.Desk](r, recordKey(&model.Desk{}))
		if err != nil {
			return nil, err
		}
		r.desk = d
	}
	return r.desk, nil
}

// Zone is the desk's time zone, UTC before the desk is made.
func (r *Reader) Zone() (*time.Location, error) {
	d, err := r.Desk()
	if err != nil || d == nil {
		return time.UTC, err
	}
	loc, err := time.LoadLocation(d.Zone)
	if err != nil {
		return time.UTC, nil // a zone that this machine's tables lack: the clock still runs
	}
	return loc, nil
}

// Tags is every tag of the desk. The map is shared and must not be changed.
func (r *Reader) Tags() (model.TagBook, error) {
	if r.book != nil {
		return r.book, nil
	}
	book := model.TagBook{}
	err := each(r, model.TagRecord, func(t *model.Tag) error {
		book[t.Key] = t
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.book = book
	return book, nil
}

// entries visits the entries of an index, whose keys say everything. Each is checked all the same:
// a hurt key names another record, or none, and the list would be wrong without a word.
func (r *Reader) entries(rng kv.Range, fn func(k []byte) (bool, error)) error {
	return r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		if _, err := kv.Unseal(k, v); err != nil {
			return false, err
		}
		return fn(k)
	})
}

// missing is the damage of a record that another one speaks of.
func missing(where string) error {
	return &kv.Damage{Where: where, What: "it is missing, and another record speaks of it"}
}

// each reads all records of a kind that lies in the general table.
func each[T any](r *Reader, typ model.RecordType, fn func(*T) error) error {
	return r.src.scan(r.ctx, kv.Prefix(recordPrefix(typ)), func(k, v []byte) (bool, error) {
		rec := new(T)
		if err := decode(k, v, rec); err != nil {
			return false, err
		}
		return true, fn(rec)
	})
}

// Known finds an imported issue by its identity. An issue that was logged here
// and comes back from an export is known by the ID of its log.
func (r *Reader) Known(source, id string) (model.Number, error) {
	if own, err := ulid.ParseStrict(id); err == nil && source == model.OwnSource {
		receipt, err := r.Receipt(own)
		if err != nil {
			return 0, err
		}
		if receipt != nil && receipt.Verb == model.VerbLog && len(receipt.Issues) == 1 {
			return receipt.Issues[0], nil
		}
	}
	n, err := r.number(externalKey(source, id))
	return model.Number(n), err
}

// Record reads any record by its name; nil is none.
func (r *Reader) Record(ref model.Ref) (model.Record, error) {
	rec, err := model.NewRecord(ref.Type)
	if err != nil {
		return nil, err
	}
	var k []byte
	switch ref.Type {
	case model.IssueRecord, model.CustomerRecord, model.ProblemRecord, model.ContactRecord:
		n, err := strconv.ParseUint(ref.Key, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s names no record: %w", ref, err)
		}
		table := map[model.RecordType]byte{model.IssueRecord: tableIssue, model.CustomerRecord: tablePerson, model.ProblemRecord: tableProblem, model.ContactRecord: tableContact}[ref.Type]
		k = num(key(table, 8), n)
	case model.VolumeRecord:
		date, channel, _ := strings.Cut(ref.Key, " ")
		d, err := model.ParseDay(date)
		if err != nil {
			return nil, err
		}
		k = volumeKey(d, model.Channel(channel))
	default:
		k = append(recordPrefix(ref.Type), ref.Key...)
	}
	ok, err := r.read(k, rec)
	if err != nil || !ok {
		return nil, err
	}
	return rec, nil
}

// Heads are the last numbers given out.
func (r *Reader) Heads() (model.Heads, error) {
	var h model.Heads
	_, err := r.read(metaKey(metaHeads), &h)
	return h, err
}

// Receipt finds the receipt of a command that was done before; nil is none.
func (r *Reader) Receipt(id model.ID) (*model.Receipt, error) {
	return one[model.Receipt](r, receiptKey(id))
}
