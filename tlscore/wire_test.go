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

// Memory that readers share is not held by a connection that has read.
func TestNothingIsHeldBetweenReads(t *testing.T) {
	peer, raw := tcpPair(t)
	w := newWire(raw)
	if _, err := peer.Write(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if err := w.fill(60); err != nil {
		t.Fatal(err)
	}
	if _, err := peer.Write(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	for got := 0; got < 200; {
		n, err := w.next(make([]byte, 64), false)
		if err != nil {
			t.Fatal(err)
		}
		got += n
	}
	if w.replay != nil {
		t.Errorf("%d bytes are still held", cap(w.replay))
	}
}
