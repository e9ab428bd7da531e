package bolt_test
func fillChild(path string) error { return nil }
