package tls12

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"path/filepath"
	"testing"
	"time"
)

type roundTrip interface {
	parser
	marshal() ([]byte, error)
}

// parsers are all messages in every form that the version or suite gives them.
var parsers = []func() roundTrip{
	func() roundTrip { return &clientHelloMsg{} },
	func() roundTrip { return &serverHelloMsg{} },
	func() roundTrip { return &certificateMsg{} },
	func() roundTrip { return &certificateStatusMsg{} },
	func() roundTrip { return &certificateRequestMsg{} },
	func() roundTrip { return &certificateRequestMsg{withSchemes: true} },
	func() roundTrip { return &certificateVerifyMsg{} },
	func() roundTrip { return &certificateVerifyMsg{withScheme: true} },
	func() roundTrip { return &newSessionTicketMsg{} },
	func() roundTrip { return &nextProtocolMsg{} },
	func() roundTrip { return &serverKeyExchangeMsg{kex: kexECDHE} },
	func() roundTrip { return &serverKeyExchangeMsg{kex: kexDHE, withScheme: true} },
	func() roundTrip { return &clientKeyExchangeMsg{kex: kexECDHE} },
	func() roundTrip { return &clientKeyExchangeMsg{kex: kexDHE} },
	func() roundTrip { return &serverKeyExchangeMsg{psk: true, kex: kexNone} },
	func() roundTrip { return &serverKeyExchangeMsg{psk: true, kex: kexECDHE} },
	func() roundTrip { return &serverKeyExchangeMsg{psk: true, kex: kexDHE} },
	func() roundTrip { return &clientKeyExchangeMsg{psk: true, kex: kexNone} },
	func() roundTrip { return &clientKeyExchangeMsg{psk: true, kex: kexECDHE} },
	func() roundTrip { return &clientKeyExchangeMsg{psk: true, kex: kexRSA} },
}

// samples are one message of each parser.
func samples(t testing.TB) [][]byte {
	hello := clientHelloMsg{version: tls.VersionTLS12, random: newRandom(), sessionID: newRandom(), suites: Suites()}
	hello.helloExtensions = helloExtensions{serverName: "localhost", status: true, groups: defaultGroups, points: []byte{0},
		schemes: defaultSchemes, alpn: []string{"h2"}, extendedMaster: true, ticket: []byte("t"), npn: []string{}, renegotiation: make([]byte, 12)}
	reply := serverHelloMsg{version: tls.VersionTLS12, random: newRandom(), sessionID: newRandom(), suite: dheAES128GCM}
	reply.helloExtensions = helloExtensions{serverNameAck: true, status: true, points: []byte{0}, alpn: []string{"h2"},
		extendedMaster: true, ticket: []byte{}, npn: []string{"a", "b"}, renegotiation: make([]byte, 24)}
	kx := []serverKeyExchangeMsg{
		{kex: kexECDHE, group: tls.X25519, public: make([]byte, 32), signature: []byte("s")},
		{kex: kexDHE, withScheme: true, p: []byte{7}, g: []byte{2}, public: []byte{3}, scheme: tls.PSSWithSHA256, signature: []byte("s")},
		{psk: true, kex: kexNone, hint: []byte("hint")},
		{psk: true, kex: kexECDHE, hint: []byte("hint"), group: tls.X25519, public: make([]byte, 32)},
		{psk: true, kex: kexDHE, p: []byte{7}, g: []byte{2}, public: []byte{3}},
	}
	for i := range kx {
		kx[i].params, _ = kx[i].encodeParams()
	}
	var all [][]byte
	for _, m := range []roundTrip{
		&hello, &reply, &certificateMsg{chain: [][]byte{[]byte("leaf"), []byte("root")}},
		&certificateStatusMsg{response: []byte("good")},
		&certificateRequestMsg{types: []byte{1, 64}, authorities: [][]byte{[]byte("name")}},
		&certificateRequestMsg{withSchemes: true, types: []byte{1}, schemes: defaultSchemes},
		&certificateVerifyMsg{signature: []byte("s")},
		&certificateVerifyMsg{withScheme: true, scheme: tls.Ed25519, signature: []byte("s")},
		&newSessionTicketMsg{lifetime: 7200, ticket: []byte("ticket")}, &nextProtocolMsg{protocol: "spdy/3"},
		&kx[0], &kx[1], &clientKeyExchangeMsg{kex: kexECDHE, value: []byte("p")}, &clientKeyExchangeMsg{kex: kexDHE, value: []byte("p")},
		&kx[2], &kx[3], &kx[4], &clientKeyExchangeMsg{psk: true, kex: kexNone, identity: []byte("me")},
		&clientKeyExchangeMsg{psk: true, kex: kexECDHE, identity: []byte("me"), value: []byte("p")},
		&clientKeyExchangeMsg{psk: true, kex: kexRSA, value: []byte("p")},
	} {
		b, err := m.marshal()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b[handshakeHeaderLen:])
	}
	return all
}

// What was marshalled parses to what marshals the same; nothing shorter or
// longer parses.
func TestMessages(t *testing.T) {
	for i, sample := range samples(t) {
		m := parsers[i]()
		if !m.parse(sample) {
			t.Fatalf("%T does not parse", m)
		}
		again, err := m.marshal()
		if err != nil || !bytes.Equal(again[handshakeHeaderLen:], sample) {
			t.Errorf("%T: %x became %x", m, sample, again)
		}
		for n := range sample {
			if parsers[i]().parse(sample[:n]) && i > 1 && sample[0] != 0 {
				t.Errorf("%T: %d of %d bytes parse", m, n, len(sample))
			}
		}
		if parsers[i]().parse(append(bytes.Clone(sample), 0)) {
			t.Errorf("%T: a byte too many parses", m)
		}
	}
}

// FuzzMessages parses anything as each message; what parses must marshal, to
// something that parses.
func FuzzMessages(f *testing.F) {
	for i, sample := range samples(f) {
		f.Add(uint8(i), sample)
	}
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		make := parsers[int(which)%len(parsers)]
		m := make()
		if !m.parse(body) {
			return
		}
		again, err := m.marshal()
		if err != nil {
			t.Fatalf("%T: %v", m, err)
		}
		if !make().parse(again[handshakeHeaderLen:]) {
			t.Fatalf("%T: %x parses, its marshalled form %x does not", m, body, again)
		}
	})
}

// mutated changes one byte of what passes through it.
type mutated struct {
	net.Conn
	at   int
	with byte
}

func (m *mutated) Write(b []byte) (int, error) {
	if m.at >= 0 && m.at < len(b) {
		b = bytes.Clone(b)
		b[m.at] ^= m.with
	}
	m.at -= len(b)
	return m.Conn.Write(b)
}

// FuzzTwoEngines sets two engines on each other with a byte changed on the way:
// neither may panic, hang, or agree on different things.
func FuzzTwoEngines(f *testing.F) {
	for at := range 12 {
		f.Add(uint16(at*37), uint8(1), uint8(at*5), at%2 == 0) // suites of every kind
	}
	f.Fuzz(func(t *testing.T, at uint16, with, which uint8, byClient bool) {
		s := &suiteTable[int(which)%len(suiteTable)]
		a, b := mutatedPipe(t, at, with, byClient)
		client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, serverOf(s, tls.VersionTLS12))
		clientErr, serverErr := shake(client, server)
		if clientErr == nil && serverErr == nil && !bytes.Equal(client.State().secrets.master, server.State().secrets.master) {
			t.Fatal("both ends are content with different secrets")
		}
	})
}

// FuzzAgainstCryptoTLS does the same with crypto/tls on one end.
func FuzzAgainstCryptoTLS(f *testing.F) {
	for at := range 12 {
		f.Add(uint16(at*41), uint8(1), uint8(at), at%2 == 0, at%3 == 0)
	}
	f.Fuzz(func(t *testing.T, at uint16, with, which uint8, byClient, weServe bool) {
		s := &suiteTable[int(which)%len(suiteTable)]
		if !inCryptoTLS(s.id) {
			return
		}
		a, b := mutatedPipe(t, at, with, byClient)
		theirs := cryptoTLS(s, tls.VersionTLS12)
		var client, server peer
		var ours *Conn
		var theirState func() tls.ConnectionState
		if weServe {
			c := tls.Client(a, theirs)
			ours, theirState = Server(b, serverOf(s, tls.VersionTLS12)), c.ConnectionState
			client, server = c, ours
		} else {
			c := tls.Server(b, theirs)
			ours, theirState = Client(a, clientOf(s, tls.VersionTLS12)), c.ConnectionState
			client, server = ours, c
		}
		clientErr, serverErr := shake(client, server)
		if clientErr != nil || serverErr != nil {
			return
		}
		state := theirState()
		mine, err := ours.State().ExportKeyingMaterial("EXPORTER-fuzz", nil, 32)
		if err != nil {
			t.Fatal(err)
		}
		if his, err := state.ExportKeyingMaterial("EXPORTER-fuzz", nil, 32); err == nil && !bytes.Equal(mine, his) {
			t.Fatal("both ends are content with different secrets")
		}
	})
}

// FuzzRecords reads whatever arrives, as records in the clear, in pieces of
// any size.
func FuzzRecords(f *testing.F) {
	f.Add([]byte{22, 3, 1, 0, 4, 1, 0, 0, 0, 21, 3, 1, 0, 2, 1, 0}, uint8(3))
	f.Add(bytes.Repeat([]byte{23, 3, 3, 0, 0}, 40), uint8(1))
	f.Fuzz(func(t *testing.T, b []byte, piece uint8) {
		r := &reader{raw: &pieces{data: b, size: int(piece) + 1}}
		read := 0
		for {
			kind, payload, err := r.record()
			if err != nil {
				break
			}
			if kind < recordChangeCipherSpec || kind > recordApplicationData || len(payload) > maxPlaintext {
				t.Fatalf("record of type %d with %d bytes", kind, len(payload))
			}
			if read += recordHeaderLen; !bytes.Equal(payload, b[read:read+len(payload)]) {
				t.Fatal("another payload than arrived")
			}
			read += len(payload)
		}
	})
}

// pieces is a transport of which each Read gives little.
type pieces struct {
	net.Conn
	data []byte
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b, p.data[:min(p.size, len(p.data))])
	p.data = p.data[n:]
	return n, nil
}

// mutatedPipe is a transport that changes one byte of what one end writes.
func mutatedPipe(t *testing.T, at uint16, with uint8, byClient bool) (client, server net.Conn) {
	a, b := net.Pipe()
	deadline := time.Now().Add(2 * time.Second)
	_, _ = a.SetDeadline(deadline), b.SetDeadline(deadline)
	t.Cleanup(func() { a.Close(); b.Close() })
	if byClient {
		return &mutated{a, int(at), with}, b
	}
	return a, &mutated{b, int(at), with}
}

// Every fuzz target has a corpus, which the tests run.
func TestCorpus(t *testing.T) {
	for _, target := range []string{"FuzzMessages", "FuzzOpen", "FuzzRecords", "FuzzTwoEngines", "FuzzAgainstCryptoTLS"} {
		if files, err := filepath.Glob(filepath.Join("testdata", "fuzz", target, "*")); err != nil || len(files) == 0 {
			t.Errorf("%s has no corpus: %v", target, err)
		}
	}
}
