package tlscore

import (
	"io"
	"net"
	"testing"
)

// Each piece is one write of the engine, and what fails is counted.
func TestWriteFragments(t *testing.T) {
	for _, test := range []struct {
		limit  int
		length int
		pieces []int
	}{
		{0, 40000, []int{40000}},
		{511, 1000, []int{1000}},
		{16385, 1000, []int{1000}},
		{512, 1200, []int{512, 512, 176}},
		{512, 1024, []int{512, 512}},
		{512, 0, []int{0}},
		{16384, 16385, []int{16384, 1}},
	} {
		c := &Conn{}
		c.SetMaxSendFragment(test.limit)
		var pieces []int
		n, err := c.writeFragments(make([]byte, test.length), func(b []byte) (int, error) {
			pieces = append(pieces, len(b))
			return len(b), nil
		})
		if n != test.length || err != nil || len(pieces) != len(test.pieces) {
			t.Fatalf("limit %d: wrote %d in %v, %v", test.limit, n, pieces, err)
		}
		for i := range pieces {
			if pieces[i] != test.pieces[i] {
				t.Errorf("limit %d: pieces %v, want %v", test.limit, pieces, test.pieces)
			}
		}
	}
	c := &Conn{}
	c.SetMaxSendFragment(512)
	calls := 0
	n, err := c.writeFragments(make([]byte, 2000), func(b []byte) (int, error) {
		if calls++; calls == 2 {
			return 100, io.ErrShortWrite
		}
		return len(b), nil
	})
	if n != 612 || err != io.ErrShortWrite {
		t.Errorf("after a failure: %d, %v", n, err)
	}
}

// A session that only describes is passed over when it is given back.
func TestProvisionalSession(t *testing.T) {
	a, b := net.Pipe()
	defer a.Close()
	defer b.Close()
	c := Client(a, ClientConfig{})
	if c.ProvisionalSession() != nil || c.Ticket() != nil {
		t.Error("a session before the handshake")
	}
}
