package fds

import (
	"context"
	"io"
	"io/fs"
	"os"
	"reflect"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/term"

	"tlsjs/jsmod/module"
)

// Stream is a standard stream, which belongs to the embedder: Close only lets
// go of it. It may be a file of the system or any reader and writer.
type Stream struct {
	h      module.Host
	fd     int
	in     io.Reader
	out    io.Writer
	own    io.Closer // what Close closes; nil for what stays the embedder's
	closed atomic.Bool
}

var _ module.File = (*Stream)(nil)

// File is the stream as a file of the system, nil when it is something else.
func (s *Stream) File() *os.File {
	if f, ok := s.in.(*os.File); ok {
		return f
	}
	f, _ := s.out.(*os.File)
	return f
}

// Kind is what Node calls the type of a handle: TTY, FILE, PIPE, UNKNOWN. A
// reader or writer of the embedder's is a PIPE; none at all is a FILE, for
// /dev/null is one in Node.
func Kind(f module.File) string {
	switch file := SystemFile(f); {
	case file != nil && IsTerminal(f):
		return "TTY"
	case file != nil:
		return kindOf(file)
	}
	s, ok := f.(*Stream)
	switch {
	case !ok, s.in == nil && s.out == nil:
		return "FILE"
	}
	return "PIPE"
}

func kindOf(f *os.File) string {
	info, err := f.Stat()
	if err != nil {
		return "UNKNOWN"
	}
	switch m := info.Mode(); {
	case m.IsRegular(), m&fs.ModeDevice != 0:
		return "FILE"
	case m&(fs.ModeNamedPipe|fs.ModeSocket) != 0:
		return "PIPE"
	}
	return "UNKNOWN"
}

// SystemFile is the *os.File behind f, or nil.
func SystemFile(f module.File) *os.File {
	switch f := f.(type) {
	case *Stream:
		return f.File()
	case *os.File:
		return f
	}
	return nil
}

// IsTerminal tells whether f is a terminal.
func IsTerminal(f module.File) bool {
	file := SystemFile(f)
	if file == nil {
		return false
	}
	found := false
	_ = Control(file, func(fd int) { found = term.IsTerminal(fd) })
	return found
}

// Control calls fn with the system's descriptor or handle, which stays valid
// while fn runs.
func Control(f *os.File, fn func(fd int)) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	return raw.Control(func(n uintptr) { fn(int(n)) })
}

// Read implements [module.File]. The end of the runtime ends it, but for
// readers of the embedder's that know no deadline: such a read is abandoned,
// and its goroutine ends when it returns.
func (s *Stream) Read(b []byte) (int, error) {
	switch {
	case s.closed.Load():
		return 0, syscall.EBADF
	case s.in == nil && s.out != nil:
		return 0, syscall.EBADF
	case s.in == nil:
		return 0, io.EOF
	}
	ctx := s.h.Context()
	if f, ok := s.in.(*os.File); ok {
		return readFile(ctx, f, b)
	}
	if d, ok := s.in.(interface{ SetReadDeadline(time.Time) error }); ok && d.SetReadDeadline(time.Time{}) == nil {
		return readUntil(ctx, s.in, d.SetReadDeadline, b)
	}
	return abandonable(ctx, s.in, b)
}

// readUntil lets a deadline end the read when ctx does.
func readUntil(ctx context.Context, r io.Reader, deadline func(time.Time) error, b []byte) (int, error) {
	stop := context.AfterFunc(ctx, func() { _ = deadline(time.Unix(1, 0)) })
	n, err := r.Read(b)
	if !stop() {
		_ = deadline(time.Time{})
	}
	return n, err
}

// instant are readers that never wait.
func instant(r io.Reader) bool {
	switch r.(type) {
	case interface{ Len() int }: // bytes.Reader, strings.Reader, bytes.Buffer
		return true
	}
	return false
}

func abandonable(ctx context.Context, r io.Reader, b []byte) (int, error) {
	if instant(r) {
		return r.Read(b)
	}
	type outcome struct {
		data []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		own := make([]byte, len(b))
		n, err := r.Read(own)
		done <- outcome{own[:max(n, 0)], err}
	}()
	select {
	case got := <-done:
		return copy(b, got.data), got.err
	case <-ctx.Done():
		return 0, os.ErrClosed
	}
}

// Write implements [module.File]; it waits until all is written. The end of the
// runtime ends it for a pipe of the system's that does not block.
func (s *Stream) Write(b []byte) (int, error) {
	switch {
	case s.closed.Load():
		return 0, syscall.EBADF
	case s.out == nil && s.in != nil:
		return 0, syscall.EBADF
	case s.out == nil:
		return len(b), nil
	}
	if f, ok := s.out.(*os.File); ok {
		return writeFile(s.h.Context(), f, b)
	}
	return s.out.Write(b)
}

// SameOutput tells that what is written to two files goes to one writer of the
// embedder's.
func SameOutput(a, b module.File) bool {
	s, ok := a.(*Stream)
	t, both := b.(*Stream)
	if !ok || !both || s.out == nil || t.out == nil {
		return false
	}
	return reflect.ValueOf(s.out).Comparable() && reflect.ValueOf(t.out).Comparable() && s.out == t.out
}

// Close implements [module.File].
func (s *Stream) Close() error {
	if s.closed.Swap(true) || s.own == nil {
		return nil
	}
	return s.own.Close()
}

// Fd implements [module.File].
func (s *Stream) Fd() uintptr { return uintptr(s.fd) }

// onFile calls fn with the file behind the stream; without one it fails as on
// a pipe.
func (s *Stream) onFile(fn func(f *os.File) error) error {
	if s.closed.Load() {
		return syscall.EBADF
	}
	if f := s.File(); f != nil {
		return fn(f)
	}
	return syscall.EINVAL
}

// asFile is onFile for what goes beyond a stream: whoever was granted standard
// output only may not truncate the log file behind it, read it or write over it.
func (s *Stream) asFile(fn func(f *os.File) error) error {
	return s.onFile(func(f *os.File) error {
		if s.h.Permissions().FS == nil {
			return module.ErrDenied
		}
		return fn(f)
	})
}

// ReadAt implements [module.File].
func (s *Stream) ReadAt(b []byte, off int64) (n int, err error) {
	if s.File() == nil {
		return 0, syscall.ESPIPE
	}
	err = s.asFile(func(f *os.File) error { n, err = f.ReadAt(b, off); return err })
	return n, err
}

// WriteAt implements [module.File].
func (s *Stream) WriteAt(b []byte, off int64) (n int, err error) {
	if s.File() == nil {
		return 0, syscall.ESPIPE
	}
	err = s.asFile(func(f *os.File) error { n, err = f.WriteAt(b, off); return err })
	return n, err
}

// Stat implements [module.File].
func (s *Stream) Stat() (info fs.FileInfo, err error) {
	if s.File() == nil && !s.closed.Load() {
		return pipeInfo{}, nil
	}
	err = s.onFile(func(f *os.File) error { info, err = f.Stat(); return err })
	return info, err
}

// Sync implements [module.File].
func (s *Stream) Sync() error { return s.onFile((*os.File).Sync) }

// Truncate implements [module.File].
func (s *Stream) Truncate(size int64) error {
	return s.asFile(func(f *os.File) error { return f.Truncate(size) })
}

// Chmod implements [module.File].
func (s *Stream) Chmod(mode fs.FileMode) error {
	return s.asFile(func(f *os.File) error { return f.Chmod(mode) })
}

// Chown implements [module.File].
func (s *Stream) Chown(uid, gid int) error {
	return s.asFile(func(f *os.File) error { return f.Chown(uid, gid) })
}

// pipeInfo describes a stream that is no file of the system.
type pipeInfo struct{}

func (pipeInfo) Name() string       { return "pipe" }
func (pipeInfo) Size() int64        { return 0 }
func (pipeInfo) Mode() fs.FileMode  { return fs.ModeNamedPipe | 0o600 }
func (pipeInfo) ModTime() time.Time { return time.Unix(0, 0) }
func (pipeInfo) IsDir() bool        { return false }
func (pipeInfo) Sys() any           { return nil }
