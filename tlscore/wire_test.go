package tlscore

import (
	"bytes"
	"errors"
	"net"
	"testing"
	"time"
)

// A Finished in several records is none of a renegotiation's; the handshake
// record that follows the handshake's end is.
func TestFinishedInSeveralRecords(t *testing.T) {
	peer, raw := net.Pipe()
	defer peer.Close()
	defer raw.Close()
	_ = raw.SetDeadline(time.Now().Add(10 * time.Second))
	w := newWire(raw)
	finished := []byte{recordChangeCipherSpec, 3, 3, 0, 1, 1}
	for i := range byte(3) {
		finished = append(finished, recordHandshake, 3, 3, 0, 2, i, i)
	}
	again := []byte{recordHandshake, 3, 3, 0, 1, 9}
	go func() { _, _ = peer.Write(append(bytes.Clone(finished), again...)) }()

	var got []byte
	buffer := make([]byte, 1024) // all of it comes at once
	for len(got) < len(finished) {
		n, err := w.Read(buffer)
		if err != nil {
			t.Fatalf("after %d of %d bytes: %v", len(got), len(finished), err)
		}
		got = append(got, buffer[:n]...)
	}
	if !bytes.Equal(got, finished) {
		t.Fatalf("% x", got)
	}
	w.handshakeDone()
	if n, err := w.Read(buffer); n != 0 || !errors.Is(err, errRenegotiation) {
		t.Fatalf("%d bytes, %v", n, err)
	}
	if !bytes.Equal(w.held, again) {
		t.Errorf("held % x", w.held)
	}
}
