package tls12

import (
	"crypto/x509"
	"net"
)

// Established is a connection that another engine began: all that is needed to
// go on in its place. What crypto/tls tells and what has to be watched on the
// wire for it: the key log has the master secret, the hellos in the clear have
// the randoms, and the sequence numbers are the records since ChangeCipherSpec.
type Established struct {
	IsClient       bool
	Version, Suite uint16
	MasterSecret   []byte
	// ExtendedMasterSecret says how MasterSecret came about (RFC 7627).
	ExtendedMasterSecret       bool
	ClientRandom, ServerRandom []byte
	// ReadSeq and WriteSeq are the sequence numbers of the next records.
	ReadSeq, WriteSeq uint64
	// ReadIV and WriteIV are the last ciphertext blocks of each direction. TLS
	// 1.0 with CBC needs them, nothing else does.
	ReadIV, WriteIV []byte
	// Finished and PeerFinished are the contents of the Finished messages.
	Finished, PeerFinished []byte
	// SecureRenegotiation says that the peer sent renegotiation_info or its SCSV.
	SecureRenegotiation bool
	// Closed says that close_notify was sent.
	Closed bool
	// PeerCertificates is the peer's chain in DER, leaf first.
	PeerCertificates [][]byte
	ServerName, ALPN string
	// Unread is what was read from the transport and belongs to records from
	// ReadSeq on.
	Unread []byte
}

// Takeover goes on with a connection that another engine began; config counts
// from its next renegotiation on. The next Read processes Unread; Renegotiate
// begins one from this side. The error is an *[Error] if e is not complete.
func Takeover(transport net.Conn, config *Config, e *Established) (*Conn, error) {
	s := suiteByID(e.Suite)
	if err := config.check(e.IsClient); err != nil {
		return nil, err
	}
	if s == nil || !s.fits(e.Version) {
		return nil, configError("nothing can be taken over with this cipher suite")
	}
	if e.SecureRenegotiation && (len(e.Finished) != verifyDataLen || len(e.PeerFinished) != verifyDataLen) {
		return nil, configError("a renegotiation needs both Finished values")
	}
	if len(e.MasterSecret) != masterLen || len(e.ClientRandom) != randomLen || len(e.ServerRandom) != randomLen {
		return nil, configError("master secret or randoms are missing")
	}
	if n := s.ivLen(e.Version); s.mac != 0 && n > 0 && (len(e.ReadIV) != n || len(e.WriteIV) != n) {
		return nil, configError("CBC of TLS 1.0 needs the last block of each direction")
	}
	k := secrets{version: e.Version, suite: s, master: e.MasterSecret,
		clientRandom: e.ClientRandom, serverRandom: e.ServerRandom, extended: e.ExtendedMasterSecret}
	readIV, writeIV := e.ReadIV, e.WriteIV
	if s.mac == 0 { // an AEAD's never changes, and is in the key block
		readIV, writeIV = nil, nil
	}
	read, write, err := k.protections(e.IsClient, readIV, writeIV)
	if err != nil {
		return nil, &Error{Alert: AlertInternalError, Err: err}
	}
	if len(e.Unread) > 0 {
		transport = &replayed{Conn: transport, unread: e.Unread}
	}
	c := newConn(transport, config, e.IsClient)
	c.finished = e.Closed
	c.in.half = half{version: e.Version, guard: read, seq: e.ReadSeq}
	c.out.half = half{version: e.Version, guard: write, seq: e.WriteSeq}
	state := &State{
		Version: e.Version, Suite: e.Suite, ServerName: e.ServerName, ALPN: e.ALPN,
		Finished: e.Finished, PeerFinished: e.PeerFinished, SecureRenegotiation: e.SecureRenegotiation,
		ExtendedMasterSecret: e.ExtendedMasterSecret, Handshakes: 1, secrets: &k,
	}
	for _, der := range e.PeerCertificates {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, &Error{Alert: AlertInternalError, Err: err}
		}
		state.Peer = append(state.Peer, cert)
	}
	c.state.Store(state)
	return c, nil
}

// replayed is a transport of which a part was read already. Its Read belongs to
// one goroutine at a time.
type replayed struct {
	net.Conn
	unread []byte
}

func (r *replayed) Read(b []byte) (int, error) {
	if len(r.unread) == 0 {
		return r.Conn.Read(b)
	}
	n := copy(b, r.unread)
	r.unread = r.unread[n:]
	return n, nil
}

// CloseWrite half-closes the transport if it can.
func (r *replayed) CloseWrite() error {
	if half, ok := r.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
