// Package uv speaks of system errors as libuv does: the code, the negative
// number and the words that Node puts into messages.
package uv

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Reason is what a failed system call is called in Node.
type Reason struct {
	// Code is the name, ENOENT.
	Code string
	// Errno is the negative number that Node shows: -2 on Linux, -4058 on Windows.
	Errno int
	// Text is libuv's sentence, "no such file or directory".
	Text string
}

// Of finds the reason inside err. What no table knows is an I/O error (EIO) with
// the error's own text. Any goroutine may call it.
func Of(err error) Reason {
	var no syscall.Errno
	if errors.As(err, &no) {
		if r, ok := fromErrno(no); ok {
			return r
		}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return ByCode(k.code)
		}
	}
	return Reason{Code: "EIO", Errno: number("EIO"), Text: err.Error()}
}

// ByCode returns the reason of a name, for failures that no system call
// reported. An unknown name is EIO's number with the name as text.
func ByCode(code string) Reason {
	if e := table()[code]; e != nil {
		return Reason{Code: code, Errno: number(code), Text: e.text}
	}
	return Reason{Code: code, Errno: number("EIO"), Text: code}
}

// Words returns libuv's sentence for a name, "" where it has none.
func Words(code string) string {
	if e := table()[code]; e != nil {
		return e.text
	}
	return ""
}

// kinds are the errors of Go's own that carry no number.
var kinds = []struct {
	err  error
	code string
}{
	{fs.ErrNotExist, "ENOENT"},
	{fs.ErrExist, "EEXIST"},
	{fs.ErrPermission, "EACCES"},
	{fs.ErrInvalid, "EINVAL"},
	{fs.ErrClosed, "EBADF"},
	{os.ErrDeadlineExceeded, "ETIMEDOUT"},
	{context.Canceled, "ECANCELED"},
	{io.ErrClosedPipe, "EPIPE"},
	{io.ErrUnexpectedEOF, "EOF"},
	{errors.ErrUnsupported, "ENOSYS"},
}
