package tlscore

// TLS record types (RFC 8446 section 5.1).
const (
	recordChangeCipherSpec uint8 = 20
	recordAlert            uint8 = 21
	recordHandshake        uint8 = 22
	recordApplicationData  uint8 = 23
)

const (
	recordHeaderLen = 5
	// maxPlaintextRecord is the most that a record in the clear may hold.
	maxPlaintextRecord = 16384
	// maxAnyRecord is what OpenSSL has room for: a plaintext and the expansion
	// that any suite of TLS 1.2 may add. Beyond it the packet is "too long",
	// below it the data is.
	maxAnyRecord = maxPlaintextRecord + 320
)

// recordSink receives what a recordFollower sees, on the goroutine that moves
// the bytes. fragment may be called several times a record.
type recordSink interface {
	// record announces a header; length is that of the body.
	record(kind uint8, length int)
	// fragment is the next part of the body; the bytes are not kept valid.
	fragment(kind uint8, b []byte)
}

// recordFollower finds the records in a stream that arrives in pieces of any
// size. Its zero value without a sink only counts.
type recordFollower struct {
	sink   recordSink
	header [recordHeaderLen]byte
	have   int // bytes of the header seen
	remain int // bytes of the body to come
	// sinceCCS is the number of records after ChangeCipherSpec, which in TLS
	// 1.2 and below is the sequence number of the next one.
	sinceCCS   uint64
	ccs        bool
	handshakes int // records of type handshake after ChangeCipherSpec
	// watch stops at what may be the start of a renegotiation: a handshake
	// record after ChangeCipherSpec that is not the first, which is Finished or
	// its beginning. TLS 1.3 has none. pass lets the next one through.
	watch, pass bool
	// last holds the last bytes of the body that is passing: with CBC in TLS 1.0
	// the next record's IV is the end of the one before.
	last [cbcBlockLen]byte
}

// cbcBlockLen is the longest block of a suite in CBC mode.
const cbcBlockLen = 16

// atBoundary reports whether the next byte begins a record.
func (f *recordFollower) atBoundary() bool { return f.have == 0 && f.remain == 0 }

// rest is how many bytes are left of the record that b goes on with or begins, and
// not more than is known: of a header that is not whole, the header.
func (f *recordFollower) rest(b []byte) int {
	switch {
	case f.remain > 0:
		return f.remain
	case f.have > 0 || len(b) < recordHeaderLen:
		return recordHeaderLen - f.have
	}
	return recordHeaderLen + int(b[3])<<8 + int(b[4])
}

// follow looks at the next bytes of the stream and returns how many it passed.
// It passes all of them, except when it stops before the record that begins a
// renegotiation or, with stop, before any. It never changes or keeps the bytes.
func (f *recordFollower) follow(b []byte, stop bool) int {
	for at := 0; at < len(b); {
		if f.remain > 0 {
			n := min(f.remain, len(b)-at)
			f.remain -= n
			f.keepLast(b[at : at+n])
			if f.sink != nil {
				f.sink.fragment(f.header[0], b[at:at+n])
			}
			at += n
			continue
		}
		if f.have == 0 && (stop || f.watch && b[at] == recordHandshake && f.handshakes > 0 && !f.pass) {
			return at
		}
		n := copy(f.header[f.have:], b[at:])
		f.have += n
		at += n
		if f.have == recordHeaderLen {
			f.have = 0
			f.begin()
		}
	}
	return len(b)
}

// keepLast takes note of the next part of a body.
func (f *recordFollower) keepLast(part []byte) {
	if n := len(part); n < len(f.last) {
		copy(f.last[:], f.last[n:])
		copy(f.last[len(f.last)-n:], part)
		return
	}
	copy(f.last[:], part[len(part)-len(f.last):])
}

// begin takes note of a complete header.
func (f *recordFollower) begin() {
	f.remain = int(f.header[3])<<8 | int(f.header[4])
	if f.ccs {
		f.sinceCCS++
		if f.header[0] == recordHandshake {
			f.handshakes++
			f.pass = false
		}
	}
	if f.header[0] == recordChangeCipherSpec {
		f.ccs = true
	}
	if f.sink != nil {
		f.sink.record(f.header[0], f.remain)
	}
}
