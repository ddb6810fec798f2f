//go:build unix

package bounds

import "golang.org/x/sys/unix"

// Allocatable tells whether the system has n bytes to give at this moment. Go
// ends the process where it has not. Any goroutine may call it.
func Allocatable(n int) bool {
	p, err := unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return false
	}
	return unix.Munmap(p) == nil
}
