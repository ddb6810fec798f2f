package tlscore

import (
	"fmt"
	"strings"
	"sync"
)

// A trace is what OpenSSL's SSL_trace(3) prints, and Node's enableTrace with
// it: every record in both directions and the handshake messages in them. It
// sees the bytes of the transport, whichever engine speaks, and opens records
// with the secrets of the key log.

// Bounds of a trace. A peer that goes beyond them is not traced any more.
const (
	traceMaxRecord  = maxAnyRecord + 2048
	traceMaxMessage = 1 << 17
	traceMaxWaiting = 1 << 20 // bytes of records whose keys are not there yet
)

// EnableTrace writes text about every record from now on, several lines a call,
// in the order of the wire. out is called by the goroutines that read and write,
// never by two at a time, and must not call the Conn. What was sealed before the
// handshake of a trace that begins later cannot be opened, only its records are
// told. The text holds no secrets, but names, certificates and tickets. Any
// goroutine may call it; a second call does nothing.
func (c *Conn) EnableTrace(out func(text string)) {
	t := &tracer{out: out, late: c.wire.bytesIn.Load()+c.wire.bytesOut.Load() > 0}
	t.sides[0].label, t.sides[1].label = "SERVER", "CLIENT"
	if !c.isClient {
		t.sides[0].label, t.sides[1].label = "CLIENT", "SERVER"
	}
	if c.wire.trace.CompareAndSwap(nil, t) {
		c.keys.trace.Store(t)
	}
}

// tracer follows one connection.
type tracer struct {
	mu  sync.Mutex
	out func(string)

	sides   [2]traceSide // what is received, what is sent
	waiting []traceRecord
	held    int  // bytes in waiting
	late    bool // the connection had begun before
	blind   bool // no more keys will come
	off     bool

	keys traceKeys
}

// traceSide is one direction.
type traceSide struct {
	label   string // whose secrets seal it: CLIENT or SERVER
	buf     []byte // the beginning of a record
	message []byte // the beginning of a handshake message
	traceSeal
}

type traceRecord struct {
	sent   bool
	header [recordHeaderLen]byte
	body   []byte
}

// feed takes bytes of the wire. A nil tracer does nothing.
func (t *tracer) feed(sent bool, b []byte) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.side(sent)
	for len(b) > 0 && !t.off {
		want := recordHeaderLen
		if len(s.buf) >= recordHeaderLen {
			want += int(s.buf[3])<<8 | int(s.buf[4])
		}
		if want > recordHeaderLen+traceMaxRecord || len(s.buf) > 0 && (s.buf[0] < recordChangeCipherSpec || s.buf[0] > recordApplicationData) {
			t.stop("no TLS record")
			return
		}
		n := min(want-len(s.buf), len(b))
		s.buf = append(s.buf, b[:n]...)
		b = b[n:]
		if len(s.buf) < recordHeaderLen {
			continue
		}
		if whole := recordHeaderLen + (int(s.buf[3])<<8 | int(s.buf[4])); len(s.buf) == whole {
			r := traceRecord{sent: sent, body: append([]byte(nil), s.buf[recordHeaderLen:]...)}
			copy(r.header[:], s.buf)
			s.buf = s.buf[:0]
			t.waiting = append(t.waiting, r)
			t.held += len(r.body)
		}
	}
	t.drain()
}

// secret takes a line of the key log, which may be what records wait for.
func (t *tracer) secret(label string, value []byte) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keys.add(label, value)
	t.drain()
}

// end tells what is left of a connection that is over.
func (t *tracer) end() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.blind = true
	t.drain()
	t.off = true
}

func (t *tracer) side(sent bool) *traceSide {
	if sent {
		return &t.sides[1]
	}
	return &t.sides[0]
}

// drain tells of the records at hand, as far as they can be opened.
func (t *tracer) drain() {
	for len(t.waiting) > 0 && !t.off {
		r := t.waiting[0]
		s := t.side(r.sent)
		kind, plain, ok := t.open(s, &r)
		if !ok && !t.blind && t.held <= traceMaxWaiting && t.keys.missing(s) {
			return
		}
		t.waiting = t.waiting[1:]
		t.held -= len(r.body)
		t.record(s, &r, kind, plain, ok)
	}
}

// record tells of one record. kind and plain are its content; what could not be
// opened has neither.
func (t *tracer) record(s *traceSide, r *traceRecord, kind uint8, plain []byte, opened bool) {
	var b strings.Builder
	direction := "Received"
	if r.sent {
		direction = "Sent"
	}
	version := uint16(r.header[1])<<8 | uint16(r.header[2])
	fmt.Fprintf(&b, "%s Record\nHeader:\n  Version = %s (0x%x)\n  Content Type = %s\n  Length = %d\n",
		direction, traceVersion(version), version, traceNumber(traceContents, r.header[0]), len(r.body))
	if opened && s.hidesKind && r.header[0] == recordApplicationData {
		fmt.Fprintf(&b, "  Inner Content Type = %s\n", traceNumber(traceContents, kind))
	}
	switch {
	case !opened:
		b.WriteString("    Encrypted\n\n")
	case kind == recordHandshake:
		t.handshake(&b, s, plain)
	case kind == recordAlert && len(plain) == 2:
		fmt.Fprintf(&b, "    Level=%s, description=%s\n\n", traceParens(traceLevels, plain[0]), traceParens(traceAlerts, plain[1]))
	case kind == recordChangeCipherSpec:
		if r.sent {
			b.WriteString("    change_cipher_spec (1)\n\n")
		}
		s.change(&t.keys)
	}
	t.out(b.String())
}

// handshake tells of the messages that a record completes.
func (t *tracer) handshake(b *strings.Builder, s *traceSide, plain []byte) {
	rest := append(s.message, plain...)
	defer func() { s.message = append([]byte(nil), rest...) }()
	for len(rest) >= 4 {
		n := 4 + int(rest[1])<<16 + int(rest[2])<<8 + int(rest[3])
		if n > traceMaxMessage {
			t.out(b.String())
			b.Reset()
			t.stop("a handshake message of " + fmt.Sprint(n) + " bytes")
			return
		}
		if len(rest) < n {
			return
		}
		message := rest[:n]
		t.keys.learn(message)
		traceMessage(b, message, &t.keys)
		b.WriteByte('\n')
		s.after(message[0], &t.keys)
		rest = rest[n:]
	}
}

func (t *tracer) stop(why string) {
	t.off = true
	t.waiting = nil
	t.out("Trace stops: " + why + "\n")
}
