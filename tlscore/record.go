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
	record(kind uint8, length int) error
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
	sinceCCS uint64
	ccs      bool
}

// follow looks at the next bytes of the stream. It never changes or keeps them.
func (f *recordFollower) follow(b []byte) error {
	for len(b) > 0 {
		if f.remain > 0 {
			n := min(f.remain, len(b))
			f.remain -= n
			if f.sink != nil {
				f.sink.fragment(f.header[0], b[:n])
			}
			b = b[n:]
			continue
		}
		n := copy(f.header[f.have:], b)
		f.have += n
		b = b[n:]
		if f.have < recordHeaderLen {
			return nil
		}
		f.have = 0
		if err := f.begin(); err != nil {
			return err
		}
	}
	return nil
}

func (f *recordFollower) begin() error {
	f.remain = int(f.header[3])<<8 | int(f.header[4])
	if f.ccs {
		f.sinceCCS++
	}
	if f.header[0] == recordChangeCipherSpec {
		f.ccs = true
	}
	if f.sink == nil {
		return nil
	}
	return f.sink.record(f.header[0], f.remain)
}
