// Package fds holds the descriptors of one runtime: the three standard
// streams and the files that scripts opened. fs, tty and process share it.
package fds

import (
	"runtime"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

type key struct{}

// Of returns the table of a runtime. It belongs to the loop's goroutine.
func Of(h module.Host) *Table {
	return h.Local(key{}, func() any { return newTable(h) }).(*Table)
}

// Show is a native function (descriptor, object) that puts the open file behind
// a descriptor onto a JavaScript object, where the native halves of other
// modules find it with [bind.Unwrap] as a [module.File].
func (t *Table) Show(call goja.FunctionCall) goja.Value {
	f, err := t.Get(int(call.Argument(0).ToInteger()))
	target, ok := call.Argument(1).(*goja.Object)
	if err != nil || !ok {
		return goja.Undefined()
	}
	return bind.Wrap(t.h.VM(), target, f)
}

// descriptor is the system's number of a file. Asking an *os.File for Fd would
// make a pipe blocking; its raw connection does not. Windows has handles
// instead, which scripts would not recognise as descriptors.
func descriptor(f module.File) (int, bool) {
	if runtime.GOOS == "windows" {
		return 0, false
	}
	if c, ok := f.(syscall.Conn); ok {
		return rawDescriptor(c)
	}
	n := f.Fd()
	return int(n), n < 1<<31
}

func rawDescriptor(c syscall.Conn) (int, bool) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, false
	}
	fd := -1
	err = raw.Control(func(n uintptr) { fd = int(n) })
	return fd, err == nil && fd >= 0
}
