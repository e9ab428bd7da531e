package bolt_test

import "errors"

func mountSmall(string) error { return errors.New("only Linux has tmpfs") }
