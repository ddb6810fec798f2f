package jsmod

import "syscall"

// ignoredByDefault are signals that a process does not notice unless it listens.
func ignoredByDefault(syscall.Signal) bool { return false }
