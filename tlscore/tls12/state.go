package tls12

import (
	"crypto/tls"
	"crypto/x509"
	"time"
)

// Session is what two peers need to resume a connection (RFC 5246 section 7.3,
// RFC 5077). It holds the master secret. Treat it as immutable.
type Session struct {
	Version, Suite uint16
	MasterSecret   []byte
	// ExtendedMasterSecret says how MasterSecret came about (RFC 7627); such a
	// session is not resumed without the extension, nor the other way round.
	ExtendedMasterSecret bool
	// PeerCertificates is the peer's chain in DER, leaf first.
	PeerCertificates [][]byte
	// ServerName is the client's SNI; a server resumes for the same name only.
	ServerName string
	ALPN       string
	Created    time.Time

	// ID is the session's on a server with ids, and a client's.
	ID []byte
	// Ticket and Lifetime (a hint in seconds) are a client's.
	Ticket   []byte
	Lifetime uint32

	// peer is PeerCertificates parsed, so that a resumption in the same process
	// need not. It may be nil.
	peer []*x509.Certificate
}

// State is what the last handshake found out. It is read-only and may be read
// by any goroutine.
type State struct {
	Version, Suite uint16
	// Group is ECDHE's, DHBits the size of DHE's prime; zero for other key
	// exchanges and resumptions.
	Group  tls.CurveID
	DHBits int
	// PeerScheme is what the peer signed with: a server its share, a client
	// its CertificateVerify. Zero below TLS 1.2, which leaves no choice, and
	// where the peer signed nothing.
	PeerScheme tls.SignatureScheme
	// Resumed says that the handshake was abbreviated.
	Resumed    bool
	ServerName string
	// ALPN and NPN are the protocols agreed on, "" for none. NPNNegotiated says
	// that NPN took place, NPNOverlap that both speak the protocol.
	ALPN, NPN     string
	NPNNegotiated bool
	NPNOverlap    bool
	// Local is the chain that we sent in DER, nil for none.
	Local [][]byte
	// Peer is the chain as the peer sent it, leaf first, or as the session has
	// it; empty for none.
	Peer         []*x509.Certificate
	OCSPResponse []byte
	// Finished and PeerFinished are the contents of the Finished messages (RFC
	// 5929 section 3).
	Finished, PeerFinished []byte
	// SecureRenegotiation says that the peer knows RFC 5746; without it nobody
	// renegotiates.
	SecureRenegotiation  bool
	ExtendedMasterSecret bool
	// Session is what could be resumed: on a client after a ticket or session
	// id, on a server always.
	Session *Session
	// Handshakes counts them, renegotiations included.
	Handshakes int

	secrets *secrets
}

// ExportKeyingMaterial derives length bytes for another protocol (RFC 5705). A
// nil context differs from an empty one. It fails for labels that TLS keeps for
// itself and lengths above 65536. Any goroutine may call it.
func (s *State) ExportKeyingMaterial(label string, context []byte, length int) ([]byte, error) {
	return s.secrets.export(label, context, length)
}
