package tls12

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"slices"
)

// ClientAuth says what a server wants of its client's certificate.
type ClientAuth uint8

const (
	// NoClientCert does not ask.
	NoClientCert ClientAuth = iota
	// RequestClientCert asks, and takes none for an answer.
	RequestClientCert
	// RequireClientCert ends a handshake without one (handshake_failure).
	RequireClientCert
)

// Config is what a connection is told. A zero field means what its comment
// says. It is not changed by this package and must not be changed while a
// connection uses it; several may share it. Hooks run in the goroutine that
// runs the handshake: for a renegotiation that is the one that reads, or waits
// in Renegotiate. They may block, and should end with their context. The error
// of a hook is fatal; an *[Error] chooses the alert.
type Config struct {
	// MinVersion and MaxVersion are between tls.VersionTLS10 and
	// tls.VersionTLS12. Zero: TLS 1.2.
	MinVersion, MaxVersion uint16
	// HighestVersion is the best that this end would speak with another engine
	// (tls.VersionTLS13), zero: MaxVersion. Servers answer downgrades by it:
	// the mark in the random (RFC 8446 section 4.1.3) and
	// inappropriate_fallback (RFC 7507).
	HighestVersion uint16
	// Suites are numbers of [Suites], the preferred ones first; others are
	// passed over. nil: those with forward secrecy, without 3DES.
	Suites []uint16
	// ClientOrder makes a server follow its client's preference.
	ClientOrder bool
	// Groups are X25519, CurveP256, CurveP384, CurveP521 in order of
	// preference; others are passed over. nil: all, in that order.
	Groups []tls.CurveID
	// SignatureSchemes are those that the peer may sign with and that we sign
	// with, in order of preference; others are passed over. nil: SHA-2 with
	// RSA, PSS, ECDSA, Ed25519.
	SignatureSchemes []tls.SignatureScheme
	// NoExtendedMasterSecret leaves RFC 7627 out, for peers that stumble over it.
	NoExtendedMasterSecret bool
	// Certificates are ours, with keys that are crypto.Signer (and, for RSA key
	// exchange, crypto.Decrypter). The first that suits the peer is used. A
	// server sends OCSPStaple to clients that ask; SupportedSignatureAlgorithms
	// narrows SignatureSchemes for one key.
	Certificates []tls.Certificate
	// VerifyPeer judges the chain that the peer sent, leaf first, empty for a
	// client that has none; resumed says that it comes from a session. This
	// package checks only that the peer owns the leaf's key. Clients must set
	// it, and servers that ask for a certificate. It is not asked where a
	// pre-shared key stands for certificates.
	VerifyPeer func(ctx context.Context, chain []*x509.Certificate, resumed bool) error
	// ALPN are protocols, for a client in order of preference, for a server
	// the ones it speaks in order of preference (RFC 7301). Without overlap a
	// server fails (no_application_protocol). nil: no ALPN.
	ALPN []string
	// NPN are the protocols of a server or client for NPN, the predecessor of
	// ALPN, which goes before it. nil: no NPN.
	NPN []string
	// KeyLog gets a line of NSS's key log format, with line feed, for every
	// full handshake and resumption.
	KeyLog func(line string)
	// AcceptRenegotiation is asked when the peer wants to renegotiate. nil
	// refuses with a warning (no_renegotiation) and the connection goes on; an
	// error is fatal.
	AcceptRenegotiation func(ctx context.Context) error

	// Handshaken is called after each handshake, when State is the new one and
	// before anybody who waits for it hears of it.
	Handshaken func()

	// ServerName is what a client sends as SNI, "" for none.
	ServerName string
	// RequestOCSP makes a client ask for a stapled OCSP response.
	RequestOCSP bool
	// MinDHBits is the least prime that a client takes. Zero: 1024.
	MinDHBits int
	// Fallback makes a client say that it has tried a higher version before
	// (RFC 7507).
	Fallback bool
	// NoLegacySignatures makes a client refuse what servers sign with before TLS
	// 1.2: MD5 and SHA-1.
	NoLegacySignatures bool
	// NoTickets makes a client offer and take no tickets (RFC 5077); sessions
	// with ids remain. A server has none without SealTicket.
	NoTickets bool
	// PSKClient gives a client's pre-shared key, after the server's first flight.
	// nil: no suites with pre-shared keys are offered.
	PSKClient PSKClient
	// Session is what a client offers to resume, nil for none.
	Session *Session
	// Resuming tells a client that the server resumes its session, before the
	// last flight is sent. nil: nobody is told.
	Resuming func()
	// NewSession gets a client's session at the end of each handshake after
	// which the server could resume it.
	NewSession func(*Session)

	// PSKServer finds the pre-shared keys of clients. nil: a server chooses no
	// suites with pre-shared keys, nor resumes sessions with them.
	PSKServer PSKServer
	// PSKHint helps clients to choose an identity, at most MaxPSKIdentity bytes;
	// nil is none (RFC 4279 section 5.2).
	PSKHint []byte
	// DH is the group for DHE. nil: a server chooses no DHE suites.
	DH *DHParams
	// ClientAuth asks clients for certificates. See also Conn.SetClientAuth.
	ClientAuth ClientAuth
	// ClientCAs are the DER names of issuers that a server mentions when it asks.
	ClientCAs [][]byte
	// ConfigForClient may choose another configuration for a server's
	// handshake; nil keeps this one. It may choose for what the client said.
	ConfigForClient func(ctx context.Context, hello *ClientHello) (*Config, error)
	// GetSession finds a session by its id, nil for none. PutSession stores a
	// new one before the handshake ends. They work together: with PutSession
	// nil a server draws no ids.
	GetSession func(ctx context.Context, id []byte) (*Session, error)
	PutSession func(ctx context.Context, id []byte, s *Session) error
	// SealTicket makes a ticket and tells its lifetime hint in seconds;
	// OpenTicket reads one, nil for any that it does not like, and says with
	// renew that a new one should be sent. nil: no tickets (RFC 5077).
	SealTicket func(s *Session) (ticket []byte, lifetime uint32, err error)
	OpenTicket func(ticket []byte) (s *Session, renew bool)
}

// ClientHello is what a client said, for [Config.ConfigForClient]. It is
// read-only.
type ClientHello struct {
	ServerName       string
	Version          uint16 // the highest that the client offers
	Suites           []uint16
	Groups           []tls.CurveID
	SignatureSchemes []tls.SignatureScheme
	ALPN             []string
	NPN              bool
	StatusRequest    bool
	Renegotiation    bool // it belongs to a renegotiation
}

func (c *Config) versions() (low, high uint16) {
	low, high = c.MinVersion, c.MaxVersion
	if high == 0 {
		high = tls.VersionTLS12
	}
	if low == 0 {
		low = min(tls.VersionTLS12, high)
	}
	return low, high
}

func (c *Config) suites() []uint16 {
	if c.Suites == nil {
		return defaultSuites()
	}
	return c.Suites
}

func (c *Config) groups() []tls.CurveID {
	if c.Groups == nil {
		return defaultGroups
	}
	var known []tls.CurveID
	for _, id := range c.Groups {
		if curveOf(id) != nil && !slices.Contains(known, id) {
			known = append(known, id)
		}
	}
	return known
}

func (c *Config) schemes() []tls.SignatureScheme {
	if c.SignatureSchemes == nil {
		return defaultSchemes
	}
	var known []tls.SignatureScheme
	for _, scheme := range c.SignatureSchemes {
		if signerOf(scheme) != nil && !slices.Contains(known, scheme) {
			known = append(known, scheme)
		}
	}
	return known
}

// check finds what the caller got wrong, before the peer is asked anything.
func (c *Config) check(isClient bool) error {
	low, high := c.versions()
	switch {
	case low < tls.VersionTLS10 || high > tls.VersionTLS12 || low > high:
		return configError("versions must be between TLS 1.0 and TLS 1.2")
	case isClient && c.VerifyPeer == nil, !isClient && c.ClientAuth != NoClientCert && c.VerifyPeer == nil:
		return configError("nobody verifies the peer's certificate")
	case !isClient && len(c.Certificates) == 0 && c.ConfigForClient == nil && c.PSKServer == nil:
		return configError("a server needs a certificate")
	case isClient && c.PSKServer != nil, !isClient && c.PSKClient != nil:
		return configError("pre-shared keys of the other side's kind")
	case len(c.PSKHint) > MaxPSKIdentity:
		return configError("hint for pre-shared keys too long")
	case high >= tls.VersionTLS12 && len(c.schemes()) == 0:
		return configError("no signature scheme that the engine knows")
	case len(c.ServerName) > 255:
		return configError("server name too long")
	}
	for _, names := range [][]string{c.ALPN, c.NPN} {
		for _, name := range names {
			if name == "" || len(name) > 255 {
				return configError("protocol names have 1 to 255 bytes")
			}
		}
	}
	return nil
}

func configError(text string) error {
	return &Error{Alert: AlertInternalError, Err: errors.New(text)}
}
