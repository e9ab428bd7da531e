package model

import "strconv"

// MostHappened is how many records of one event are named; of an act on more the
// first are, and the count says how many there were.
const MostHappened = 100

// A Happened is an event as a program is told of it that watches the desk: who did
// what to which records; never a word of what it said.
type Happened struct {
	Event     uint64       `json:"event"`
	At        Instant      `json:"at"`
	Actor     UserID       `json:"actor"`
	Verb      Verb         `json:"kind"`
	Issues    []Number     `json:"issues,omitempty"`
	Customers []CustomerID `json:"customers,omitempty"`
	Problems  []ProblemID  `json:"problems,omitempty"`
	Users     []UserID     `json:"users,omitempty"`
	First     Number       `json:"first,omitempty"` // of the issues that an import brought in
	Last      Number       `json:"last,omitempty"`
	Count     int          `json:"count"`         // records touched, or issues brought in
	Cut       bool         `json:"cut,omitempty"` // there are more records than are named
	Undoes    uint64       `json:"undoes,omitempty"`
	Group     uint64       `json:"group,omitempty"` // the first event of the act that this one goes on with
}

// HappenedIn is an event without its words. All of its parts that are to be named
// must have been read.
func HappenedIn(e *Event) (Happened, error) {
	h := Happened{Event: e.Seq, At: e.At, Actor: e.Actor, Verb: e.Verb, Undoes: e.Undoes, Group: e.Group}
	body, err := e.Body()
	if err != nil {
		return h, err
	}
	if b := body.Batch; b != nil {
		h.First, h.Last, h.Count = b.First, b.Last, b.Count
	}
	h.Count += len(body.Changes)
	for n, c := range body.Changes {
		if n == MostHappened {
			h.Cut = true
			break
		}
		h.name(c.Ref)
	}
	return h, nil
}

// name names a record whose key says nothing of a customer.
func (h *Happened) name(r Ref) {
	number, err := strconv.ParseUint(r.Key, 10, 64)
	switch {
	case r.Type == UserRecord:
		h.Users = append(h.Users, UserID(r.Key))
	case err != nil:
	case r.Type == IssueRecord:
		h.Issues = append(h.Issues, Number(number))
	case r.Type == CustomerRecord:
		h.Customers = append(h.Customers, CustomerID(number))
	case r.Type == ProblemRecord:
		h.Problems = append(h.Problems, ProblemID(number))
	}
}
