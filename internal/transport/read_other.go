//go:build !unix

package transport

import (
	"net"
	"syscall"
)

const haveRawRead = false

// rawReader is not used here: package net reads.
type rawReader struct{}

func (*rawReader) read(syscall.RawConn, net.Conn) (chunk, error) {
	panic("transport: internal error: no raw read")
}

// waitRaw waits until a read would not block: package net does so by a read of
// no bytes when the callback says that it is not done.
func waitRaw(raw syscall.RawConn) error {
	asked := false
	return raw.Read(func(uintptr) bool {
		again := asked
		asked = true
		return again
	})
}

// discardRaw does nothing: sockets cannot be read without waiting here.
func discardRaw(syscall.RawConn, int) {}

// hasUnreadRaw cannot look without reading here.
func hasUnreadRaw(syscall.RawConn) bool { return false }

// rawWriter takes nothing: sockets cannot be written to without waiting here.
type rawWriter struct{ raw syscall.RawConn }

func (*rawWriter) write([]byte) (int, error) { return 0, nil }
