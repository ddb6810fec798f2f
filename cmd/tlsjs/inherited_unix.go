//go:build unix

package main

import (
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"tlsjs/jsmod/module"
)

// mostInherited is how far descriptors are looked at.
const mostInherited = 256

// descriptors are those that the process was started with, until a script takes
// them.
type descriptors struct {
	mu sync.Mutex
	at map[int]bool
}

// inherited finds what the process was started with: Go opens nothing that a
// program it starts would have, too. From then on these are not passed on either,
// unless a script says so.
func inherited() module.Descriptors {
	d := &descriptors{at: map[int]bool{}}
	for fd := 3; fd < mostInherited; fd++ {
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		if err == nil && flags&unix.FD_CLOEXEC == 0 {
			syscall.CloseOnExec(fd)
			d.at[fd] = true
		}
	}
	return d
}

// Take implements [module.Descriptors].
func (d *descriptors) Take(fd int) *os.File {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.at[fd] {
		return nil
	}
	delete(d.at, fd)
	return os.NewFile(uintptr(fd), "")
}
