package join

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
)

// Bounds of what is read from the other side: a batch of an import is 8 MiB of
// rows, an answer a page of a list or the trends of a whole desk.
const (
	mostAsked    = 64 << 20
	mostAnswered = 512 << 20
)

// modes are the one way of writing and reading what goes over the socket. Both
// sides have the same types, which the wire's name makes sure of.
var modes = sync.OnceValue(func() coding {
	enc, err := cbor.EncOptions{NilContainers: cbor.NilContainerAsNull}.EncMode()
	if err != nil {
		panic(err) // the options above are constants
	}
	dec, err := cbor.DecOptions{
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxNestedLevels: 64,
		MaxArrayElements: 1 << 26, MaxMapPairs: 1 << 24, UTF8: cbor.UTF8DecodeInvalid,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return coding{enc, dec}
})

type coding struct {
	enc cbor.EncMode
	dec cbor.DecMode
}

// A wireRequest is a [model.Request] whose command is found again by its word.
type wireRequest struct {
	ID      model.ID
	Actor   model.UserID
	Verb    model.Verb
	Command cbor.RawMessage
	Session model.ID
	Group   uint64
}

func wireOf(r model.Request) (wireRequest, error) {
	if r.Command == nil {
		return wireRequest{}, &model.Refusal{Code: model.Missing, Field: "command"}
	}
	b, err := modes().enc.Marshal(r.Command)
	if err != nil {
		return wireRequest{}, fmt.Errorf("write a %T: %w", r.Command, err)
	}
	return wireRequest{r.ID, r.Actor, r.Command.Verb(), b, r.Session, r.Group}, nil
}

func (w wireRequest) request() (model.Request, error) {
	blank := model.BlankCommand(w.Verb)
	if blank == nil {
		return model.Request{}, fmt.Errorf("%q is no command", w.Verb)
	}
	c := reflect.New(reflect.TypeOf(blank))
	if err := modes().dec.Unmarshal(w.Command, c.Interface()); err != nil {
		return model.Request{}, fmt.Errorf("read the command %s: %w", w.Verb, err)
	}
	return model.Request{ID: w.ID, Actor: w.Actor, Command: c.Elem().Interface().(model.Command), Session: w.Session, Group: w.Group}, nil
}

// wire names the form of all that goes over the socket: the questions, and every
// type that is in one, in an answer or in a command, down to the names of its
// fields. Builds that agree in it understand each other.
var wire = sync.OnceValue(func() string {
	s := shapes{seen: map[reflect.Type]bool{}}
	for _, r := range routes {
		asked, answered := r.types()
		s.note(r.path())
		s.add(asked)
		s.add(answered)
	}
	for _, v := range model.Verbs() {
		s.note(string(v))
		s.add(reflect.TypeOf(model.BlankCommand(v)))
	}
	for _, t := range []reflect.Type{reflect.TypeFor[reply[nothing]](), reflect.TypeFor[news](), reflect.TypeFor[Status]()} {
		s.add(t)
	}
	sum := sha256.Sum256(s.text)
	return hex.EncodeToString(sum[:16])
})

// shapes writes down types.
type shapes struct {
	text []byte
	seen map[reflect.Type]bool
}

func (s *shapes) note(word string) { s.text = append(append(s.text, word...), '\n') }

func (s *shapes) add(t reflect.Type) {
	s.note(t.String() + " " + t.Kind().String())
	if s.seen[t] {
		return
	}
	s.seen[t] = true
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			s.note(f.Name + " " + string(f.Tag))
			s.add(f.Type)
		}
	case reflect.Map:
		s.add(t.Key())
		s.add(t.Elem())
	case reflect.Slice, reflect.Array, reflect.Pointer:
		s.add(t.Elem())
	}
}
