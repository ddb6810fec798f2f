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
