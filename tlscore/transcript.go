package tlscore

import "golang.org/x/crypto/cryptobyte"

// transcriptLimit bounds what a handshake may make us keep. crypto/tls itself
// refuses messages well below it; a handshake that exceeds it has no Finished
// values, nothing else.
const transcriptLimit = 1 << 20

// transcript keeps what a handshake says in the clear, in the order of both
// directions, and the sealed records of a TLS 1.3 one. It is used by the
// handshake's goroutine alone until done is set; afterwards nothing writes.
type transcript struct {
	// plain are the handshake messages up to each side's ChangeCipherSpec.
	plain []byte
	sides [2]transcriptSide
	// ours tells whose ChangeCipherSpec came first.
	ours, ordered bool
	overflow      bool
	done          bool
	// sealedOnly: the version will be TLS 1.3, where nothing asks for plain.
	sealedOnly bool
}

// transcriptSide is one direction: the recordSink of its follower.
type transcriptSide struct {
	t    *transcript
	ours bool
	// ccs is true after ChangeCipherSpec, at is the length of plain then.
	ccs bool
	at  int
	// sealed are records of type application_data: all of them, or with only those
	// whose body is that long. count counts all.
	sealed []sealedRecord
	only   int
	count  uint64
	body   int // how much of the last of sealed is still to come
	size   int // what sealed takes
	alert  []byte
}

// sealedRecord is the body of a record and its place in the order of its keys.
type sealedRecord struct {
	seq uint64
	b   []byte
}

// side returns the sink of a direction: what we send, or what we receive.
func (t *transcript) side(ours bool) *transcriptSide {
	s := &t.sides[0]
	if ours {
		s = &t.sides[1]
	}
	s.t, s.ours = t, ours
	return s
}

// finish ends the recording and lets the memory go.
func (t *transcript) finish() {
	t.done = true
	t.plain = nil
	for i := range t.sides {
		t.sides[i].sealed = nil
	}
}

// sentAlert returns the alert that went out in the clear, 0 for none.
func (t *transcript) sentAlert() uint8 {
	if a := t.side(true).alert; len(a) == 2 {
		return a[1]
	}
	return 0
}

func (s *transcriptSide) record(kind uint8, length int) {
	if s.t.done {
		return
	}
	switch kind {
	case recordChangeCipherSpec:
		if !s.ccs {
			s.ccs, s.at = true, len(s.t.plain)
			if !s.t.ordered {
				s.t.ordered, s.t.ours = true, s.ours
			}
		}
	case recordApplicationData:
		s.beginSealed(length)
	case recordAlert:
		s.alert = s.alert[:0]
	}
}

func (s *transcriptSide) fragment(kind uint8, b []byte) {
	if s.t.done {
		return
	}
	switch kind {
	case recordHandshake:
		if !s.ccs && !s.t.sealedOnly {
			s.keep(&s.t.plain, b)
		}
	case recordApplicationData:
		if s.body > 0 {
			s.body -= len(b)
			s.keep(&s.sealed[len(s.sealed)-1].b, b)
		}
	case recordAlert:
		if !s.ccs && len(s.alert)+len(b) <= 2 {
			s.alert = append(s.alert, b...)
		}
	}
}

// beginSealed takes note of the header of a sealed record.
func (s *transcriptSide) beginSealed(length int) {
	s.body = 0
	if s.only == 0 || s.only == length {
		const each = 64 // what a record takes beside its bytes
		if s.size += each + length; s.t.overflow || s.size > transcriptLimit {
			s.t.overflow = true
			return
		}
		s.body = length
		s.sealed = append(s.sealed, sealedRecord{seq: s.count})
	}
	s.count++
}

func (s *transcriptSide) keep(to *[]byte, b []byte) {
	if s.t.overflow || len(*to)+len(b) > transcriptLimit {
		s.t.overflow = true
		return
	}
	*to = append(*to, b...)
}

// serverHello reads the session id and lists the extensions of the ServerHello
// of a TLS 1.0 to 1.2 handshake.
func (t *transcript) serverHello() (sessionID []byte, kinds []uint16) {
	s := cryptobyte.String(t.plain)
	var kind uint8
	var clientHello, hello, id, extensions cryptobyte.String
	if !s.Skip(1) || !s.ReadUint24LengthPrefixed(&clientHello) || !s.ReadUint8(&kind) ||
		!s.ReadUint24LengthPrefixed(&hello) || !hello.Skip(2+32) || !hello.ReadUint8LengthPrefixed(&id) ||
		!hello.Skip(2+1) {
		return nil, nil
	}
	if !hello.ReadUint16LengthPrefixed(&extensions) {
		return id, nil
	}
	for !extensions.Empty() {
		var kind uint16
		var body cryptobyte.String
		if !extensions.ReadUint16(&kind) || !extensions.ReadUint16LengthPrefixed(&body) {
			return nil, nil
		}
		kinds = append(kinds, kind)
	}
	return id, kinds
}

// randoms returns the random of the ClientHello and of the ServerHello of a
// TLS 1.0 to 1.2 handshake, which are the first messages in the clear.
func (t *transcript) randoms() (client, server []byte, ok bool) {
	const header, version, random = 4, 2, 32
	m := t.plain
	if len(m) < header {
		return nil, nil, false
	}
	second := header + int(m[1])<<16 + int(m[2])<<8 + int(m[3])
	if second < header+version+random || len(m) < second+header+version+random {
		return nil, nil, false
	}
	at := header + version
	client = append([]byte(nil), m[at:at+random]...)
	server = append([]byte(nil), m[second+at:second+at+random]...)
	return client, server, true
}
