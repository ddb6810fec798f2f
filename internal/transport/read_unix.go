//go:build unix

package transport

import (
	"io"
	"net"
	"os"
	"syscall"
)

const haveRawRead = true

// rawReader reads from a socket inside the poller's callback, so that a buffer
// is taken only when there are bytes, at the price of one system call. Only the
// goroutine that reads touches it.
type rawReader struct {
	try func(fd uintptr) bool
	k   chunk
	n   int
	err error
}

func (r *rawReader) read(raw syscall.RawConn, nc net.Conn) (chunk, error) {
	if r.try == nil {
		r.try = r.readNow
	}
	if err := raw.Read(r.try); err != nil {
		return chunk{}, opError("read", nc, err)
	}
	k := r.k
	r.k = chunk{}
	switch {
	case r.err != nil:
		k.release()
		return chunk{}, opError("read", nc, os.NewSyscallError("read", r.err))
	case r.n == 0:
		k.release()
		return chunk{}, io.EOF
	}
	k.b = k.buf[:r.n]
	return k, nil
}

// readNow reads if there is something, and says false to wait if there is not.
func (r *rawReader) readNow(fd uintptr) bool {
	buf := scratch.Get().(*[chunkSize]byte)
	for {
		r.n, r.err = syscall.Read(int(fd), buf[:])
		if r.err != syscall.EINTR {
			break
		}
	}
	if r.err == syscall.EAGAIN {
		scratch.Put(buf)
		return false
	}
	r.k = chunk{buf: buf}
	return true
}

// waitRaw waits until a read would not block.
func waitRaw(raw syscall.RawConn) error {
	var one [1]byte
	return raw.Read(func(fd uintptr) bool {
		for {
			_, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK)
			if err != syscall.EINTR {
				return err != syscall.EAGAIN
			}
		}
	})
}

// discardRaw reads and forgets what has come, beside whoever reads. Control does
// not wait for a reader as Read would.
func discardRaw(raw syscall.RawConn, limit int) {
	buf := scratch.Get().(*[chunkSize]byte)
	defer scratch.Put(buf)
	_ = raw.Control(func(fd uintptr) { // a closed socket has nothing
		for limit > 0 {
			n, _, err := syscall.Recvfrom(int(fd), buf[:min(limit, len(buf))], syscall.MSG_DONTWAIT)
			if err == syscall.EINTR {
				continue
			}
			if err != nil || n <= 0 {
				return
			}
			limit -= n
		}
	})
}

// hasUnreadRaw looks at what has come, beside whoever reads.
func hasUnreadRaw(raw syscall.RawConn) (found bool) {
	var one [1]byte
	_ = raw.Control(func(fd uintptr) { // a closed socket has nothing
		n, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		found = n > 0 && err == nil
	})
	return found
}

// rawWriter writes what the system takes at once and never waits. One goroutine
// at a time may use it. The function is made once: a closure for each write would
// cost three allocations.
type rawWriter struct {
	raw syscall.RawConn
	try func(fd uintptr) bool
	b   []byte
	n   int
	err error
}

func (w *rawWriter) write(b []byte) (int, error) {
	if w.try == nil {
		w.try = w.writeNow
	}
	w.b = b
	outer := w.raw.Write(w.try)
	n, err := max(0, w.n), w.err
	w.b, w.n, w.err = nil, 0, nil
	switch {
	case err == syscall.EAGAIN:
		return n, outer
	case err != nil:
		return n, os.NewSyscallError("write", err)
	}
	return n, outer
}

func (w *rawWriter) writeNow(fd uintptr) bool {
	for {
		w.n, w.err = syscall.Write(int(fd), w.b)
		if w.err != syscall.EINTR {
			return true
		}
	}
}

// opError wraps like package net does, so that callers see one shape.
func opError(op string, nc net.Conn, err error) error {
	if _, ok := err.(*net.OpError); ok {
		return err
	}
	return &net.OpError{Op: op, Net: nc.LocalAddr().Network(), Source: nc.LocalAddr(), Addr: nc.RemoteAddr(), Err: err}
}
