//go:build unix

package uv

import (
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

func fromErrno(no syscall.Errno) (Reason, bool) {
	name := unix.ErrnoName(no)
	switch {
	case name == "":
		return Reason{}, false
	case name == "EOPNOTSUPP":
		name = "ENOTSUP"
	}
	text := Words(name)
	if text == "" {
		text = no.Error()
	}
	return Reason{Code: name, Errno: -int(no), Text: text}, true
}

// numbers turns the platform's names around, once.
var numbers = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for no := syscall.Errno(1); no < 256; no++ {
		if name := unix.ErrnoName(no); name != "" {
			m[name] = -int(no)
		}
	}
	return m
})

func number(code string) int {
	if n, ok := numbers()[code]; ok {
		return n
	}
	return invented(code)
}
