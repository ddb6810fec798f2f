// Package freeport finds ports for programs that tests start and that must be
// told where to listen.
package freeport

import (
	"net"
	"testing"
)

// Find returns a TCP port of 127.0.0.1, in decimal, that nobody listened on a
// moment ago. It ends the test where there is none.
func Find(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
