package bolt

import (
	"fmt"
	"runtime/debug"

	"koe/store/kv"
)

// guard calls bbolt. A panic, or a fault on a mapped page that the file no longer has, becomes a
// *kv.Damage of where.
func guard(where string, call func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &kv.Damage{Where: where, What: fmt.Sprint(r)}
		}
	}()
	return call()
}
