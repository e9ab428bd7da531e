package store

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
	"koe/store/kv"
)

// Schema is the version of the file's layout that this program writes. A file
// with a higher one is refused, one with a lower one is brought up.
const Schema = 5

// modes are the one way of writing and reading values: integer keys, shortest
// forms, and unknown fields an error, since they mean a newer schema.
var modes = sync.OnceValue(func() coding {
	enc, err := cbor.EncOptions{Sort: cbor.SortNone, ShortestFloat: cbor.ShortestFloat16, NilContainers: cbor.NilContainerAsNull}.EncMode()
	if err != nil {
		panic(err) // the options above are constants
	}
	strict := cbor.DecOptions{ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxArrayElements: 1 << 20, UTF8: cbor.UTF8RejectInvalid}
	dec, err := strict.DecMode()
	if err != nil {
		panic(err)
	}
	strict.UTF8 = cbor.UTF8DecodeInvalid
	odd, err := strict.DecMode()
	if err != nil {
		panic(err)
	}
	return coding{enc, dec, odd}
})

// coding is how values are written and read. An early koe stored a desk's name,
// a customer's telephone and the like as they were typed, bytes that are no text
// among them: odd reads those.
type coding struct {
	enc cbor.EncMode
	dec cbor.DecMode
	odd cbor.DecMode
}

// encode writes a value with its seal.
func encode(key []byte, v any) ([]byte, error) {
	b, err := modes().enc.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode a %T: %w", v, err)
	}
	return kv.AppendSeal(b, key), nil
}

// decode reads a sealed value; what cannot be read is a *kv.Damage that names
// the key. Bytes in a text that are none come as U+FFFD.
func decode(key, sealed []byte, v any) error {
	plain, err := kv.Unseal(key, sealed)
	if err != nil {
		return err
	}
	if err := modes().dec.Unmarshal(plain, v); err != nil {
		reflect.ValueOf(v).Elem().SetZero() // of what was read before the text that is none
		if modes().odd.Unmarshal(plain, v) == nil {
			mend(reflect.ValueOf(v))
			return nil
		}
		return &kv.Damage{Where: fmt.Sprintf("the %T under key %x", v, key), What: err.Error()}
	}
	return nil
}

// mend makes text of every string below v.
func mend(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(strings.ToValidUTF8(v.String(), "\ufffd"))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			mend(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			mend(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		own := reflect.MakeMap(v.Type())
		for each := v.MapRange(); each.Next(); {
			own.SetMapIndex(mendedCopy(each.Key()), mendedCopy(each.Value()))
		}
		v.Set(own)
	case reflect.Pointer:
		if !v.IsNil() {
			mend(v.Elem())
		}
	}
}

func mendedCopy(v reflect.Value) reflect.Value {
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	mend(own)
	return own
}

// DecodeIssue reads an issue's value as it stands on disk under its number.
func DecodeIssue(n model.Number, sealed []byte) (*model.Issue, error) {
	i := new(model.Issue)
	if err := decode(issueKey(n), sealed, i); err != nil {
		return nil, err
	}
	return i, nil
}
