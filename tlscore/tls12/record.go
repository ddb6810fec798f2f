package tls12

import (
	"crypto/tls"
	"errors"
	"io"
	"math"
	"net"
	"sync"
	"time"
)

// Record types (RFC 5246 section 6.2.1).
const (
	recordChangeCipherSpec uint8 = 20
	recordAlert            uint8 = 21
	recordHandshake        uint8 = 22
	recordApplicationData  uint8 = 23
)

const (
	recordHeaderLen = 5
	maxPlaintext    = 16384
	maxCiphertext   = maxPlaintext + 2048
	// maxIdleRecords bounds records in a row that move nothing, such as empty
	// ones, and maxWarnings warnings. They would let a peer keep us busy for
	// ever. OpenSSL has the same limits, so that no peer of its is cut off.
	maxIdleRecords = 32
	maxWarnings    = 4
	// fatalAlertTime is how long a last alert may block.
	fatalAlertTime = 5 * time.Second
)

// half is one direction of the record layer.
type half struct {
	version uint16     // zero until a version is agreed on
	guard   protection // nil: in the clear
	seq     uint64
	next    protection // takes over at ChangeCipherSpec
}

var errSequence = errors.New("the sequence numbers are used up")

func (h *half) advance() error {
	if h.seq == math.MaxUint64 {
		return errSequence
	}
	h.seq++
	return nil
}

// change is what ChangeCipherSpec does.
func (h *half) change() bool {
	if h.next == nil {
		return false
	}
	h.guard, h.next, h.seq = h.next, nil, 0
	return true
}

// buffers are for records: a connection holds one only while bytes of the peer
// wait in it or bytes for the peer are being put together.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, recordHeaderLen+maxCiphertext); return &b }}

// reader is the reading half. The holder of Conn.turn owns it.
type reader struct {
	half
	raw   net.Conn
	buf   *[]byte // of the pool, or nil
	start int     // where the unread bytes of *buf begin
	small [recordHeaderLen]byte
	have  int // bytes in small: a header that came while buf was nil
	err   error
}

// unread returns the bytes that have arrived and were not consumed.
func (r *reader) unread() []byte {
	if r.buf == nil {
		return r.small[:r.have]
	}
	return (*r.buf)[r.start:]
}

// fill reads until n bytes are there. To wait for a header needs no buffer.
func (r *reader) fill(n int) error {
	if r.buf == nil && n <= recordHeaderLen && r.have == 0 {
		// One short read tells that there is something; the rest comes with the
		// next read, into a buffer.
		m, err := r.raw.Read(r.small[:n])
		r.have = m
		if m == n {
			return nil
		}
		if err != nil {
			return r.ended(err)
		}
	}
	if r.buf == nil {
		r.buf = buffers.Get().(*[]byte)
		*r.buf = append((*r.buf)[:0], r.small[:r.have]...)
		r.start, r.have = 0, 0
	}
	b := *r.buf
	if len(b)-r.start < n && cap(b)-r.start < n {
		b = append(b[:0], b[r.start:]...)
		r.start = 0
	}
	for len(b)-r.start < n {
		m, err := r.raw.Read(b[len(b):cap(b)])
		b = b[:len(b)+m]
		*r.buf = b
		if err != nil && len(b)-r.start < n {
			return r.ended(err)
		}
	}
	*r.buf = b
	return nil
}

func (r *reader) ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF // no close_notify came before it
	}
	return err
}

// release gives an empty buffer back. What record returned is invalid then.
func (r *reader) release() {
	if r.buf != nil && r.start == len(*r.buf) {
		buffers.Put(r.buf)
		r.buf, r.start = nil, 0
	}
}

// record reads the next record. The payload is valid until the next call of
// record or release. Errors of the transport can be temporary (deadlines): then
// nothing is lost.
func (r *reader) record() (kind uint8, payload []byte, err error) {
	r.release()
	if err := r.fill(recordHeaderLen); err != nil {
		return 0, nil, err
	}
	header := r.unread()
	kind = header[0]
	version := uint16(header[1])<<8 | uint16(header[2])
	length := int(header[3])<<8 | int(header[4])
	switch {
	case header[1] != 3 || r.version != 0 && version != r.version:
		return 0, nil, failf(AlertProtocolVersion, "record of version %#04x", version)
	case kind < recordChangeCipherSpec || kind > recordApplicationData:
		return 0, nil, failf(AlertUnexpectedMessage, "record of type %d", kind)
	case length > maxCiphertext || r.guard == nil && length > maxPlaintext:
		return 0, nil, failf(AlertRecordOverflow, "record of %d bytes", length)
	}
	if err := r.fill(recordHeaderLen + length); err != nil {
		return 0, nil, err
	}
	body := r.unread()[recordHeaderLen : recordHeaderLen+length]
	r.consume(recordHeaderLen + length)
	if r.guard == nil {
		return kind, body, nil
	}
	plain, ok := r.guard.open(r.seq, kind, version, body)
	if !ok {
		return 0, nil, failf(AlertBadRecordMAC, "bad record MAC")
	}
	if len(plain) > maxPlaintext {
		return 0, nil, failf(AlertRecordOverflow, "payload of %d bytes", len(plain))
	}
	return kind, plain, r.advance()
}

func (r *reader) consume(n int) {
	if r.buf == nil { // a header without a body
		r.have = 0
		return
	}
	r.start += n
}

// writer is the writing half. Records are sealed into pending and leave in that
// order. Its mutex is held for all of it, transport's Write included.
type writer struct {
	half
	mu      sync.Mutex
	raw     net.Conn
	pending *[]byte // of the pool, or nil
	err     error   // the transport failed or the connection did
	bytes   int64
	// hello is the version in record headers before one is agreed on.
	hello uint16
}

// appendRecord seals one record. Callers hold mu.
func (w *writer) appendRecord(kind uint8, payload []byte) error {
	if w.err != nil {
		return w.err
	}
	version := w.version
	if version == 0 {
		version = w.hello
	}
	if w.pending == nil {
		w.pending = buffers.Get().(*[]byte)
		*w.pending = (*w.pending)[:0]
	}
	b := *w.pending
	at := len(b)
	b = append(b, kind, byte(version>>8), byte(version), 0, 0)
	if w.guard == nil {
		b = append(b, payload...)
	} else {
		b = w.guard.seal(b, w.seq, kind, version, payload)
		if err := w.advance(); err != nil {
			w.err = err
			return err
		}
	}
	n := len(b) - at - recordHeaderLen
	b[at+3], b[at+4] = byte(n>>8), byte(n)
	*w.pending = b
	return nil
}

// appendAll seals payload in as many records as it takes.
func (w *writer) appendAll(kind uint8, payload []byte) error {
	for {
		n := min(len(payload), maxPlaintext)
		if err := w.appendRecord(kind, payload[:n]); err != nil {
			return err
		}
		if payload = payload[n:]; len(payload) == 0 {
			return nil
		}
	}
}

// flush sends what is pending. Callers hold mu. After an error nothing more can
// be sent: nobody knows how much of a record went out.
func (w *writer) flush() error {
	if w.err != nil || w.pending == nil {
		return w.err
	}
	b := w.pending
	w.pending = nil
	n, err := w.raw.Write(*b)
	w.bytes += int64(n)
	if cap(*b) <= 4*maxCiphertext {
		buffers.Put(b)
	}
	w.err = err
	return err
}

// splits reports whether application data must be sent as one byte and the
// rest: the IV of TLS 1.0's CBC is known to an attacker before he chooses the
// plaintext (BEAST); the MAC in the first record randomises the second.
func (w *writer) splits() bool {
	p, cbc := w.guard.(*cbcProtection)
	return cbc && w.version <= tls.VersionTLS10 && !p.explicit
}
