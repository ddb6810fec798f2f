//go:build unix

package jsmod

import "syscall"

// ignoredByDefault are signals that a process does not notice unless it listens.
func ignoredByDefault(s syscall.Signal) bool {
	switch s {
	case syscall.SIGCHLD, syscall.SIGCONT, syscall.SIGURG, syscall.SIGWINCH:
		return true
	}
	return false
}

// stops are signals that stop a process until it is continued.
func stops(s syscall.Signal) bool {
	switch s {
	case syscall.SIGSTOP, syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU:
		return true
	}
	return false
}
