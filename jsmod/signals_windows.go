package jsmod

import "syscall"

// ignoredByDefault are signals that a process does not notice unless it listens.
func ignoredByDefault(syscall.Signal) bool { return false }

// stops are signals that stop a process until it is continued.
func stops(syscall.Signal) bool { return false }
