package bolt_test

import "syscall"

func mountSmall(dir string) error { return syscall.Mount("small", dir, "tmpfs", 0, "size=24m") }
