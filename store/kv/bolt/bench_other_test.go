//go:build !linux

package bolt_test

import "errors"

func forget(string) error { return errors.ErrUnsupported }
