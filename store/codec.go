package store

import (
	"fmt"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
	"koe/store/kv"
)

// Schema is the version of the file's layout that this program writes. A file
// with a higher one is refused.
const Schema = 1

// modes are the one way of writing and reading values: integer keys, shortest
// forms, and unknown fields an error, since they mean a newer schema.
var modes = sync.OnceValue(func() struct {
	enc cbor.EncMode
	dec cbor.DecMode
} {
	enc, err := cbor.EncOptions{Sort: cbor.SortNone, ShortestFloat: cbor.ShortestFloat16, NilContainers: cbor.NilContainerAsNull}.EncMode()
	if err != nil {
		panic(err) // the options above are constants
	}
	dec, err := cbor.DecOptions{ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxArrayElements: 1 << 20, UTF8: cbor.UTF8RejectInvalid}.DecMode()
	if err != nil {
		panic(err)
	}
	return struct {
		enc cbor.EncMode
		dec cbor.DecMode
	}{enc, dec}
})

// encode writes a value with its seal.
func encode(key []byte, v any) ([]byte, error) {
	b, err := modes().enc.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode a %T: %w", v, err)
	}
	return kv.AppendSeal(b, key), nil
}

// decode reads a sealed value; what cannot be read is a *kv.Damage that names
// the key.
func decode(key, sealed []byte, v any) error {
	plain, err := kv.Unseal(key, sealed)
	if err != nil {
		return err
	}
	if err := modes().dec.Unmarshal(plain, v); err != nil {
		return &kv.Damage{Where: fmt.Sprintf("the %T under key %x", v, key), What: err.Error()}
	}
	return nil
}

// DecodeIssue reads an issue's value as it stands on disk under its number.
func DecodeIssue(n model.Number, sealed []byte) (*model.Issue, error) {
	i := new(model.Issue)
	if err := decode(issueKey(n), sealed, i); err != nil {
		return nil, err
	}
	return i, nil
}
