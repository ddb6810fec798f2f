package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"tlsjs/tlscore"
	"tlsjs/tlscore/tls12"
)

// core drives tlscore as a whole: the choice of the engine, crypto/tls or
// tls12, and the take-over at a renegotiation.
type core struct {
	*tlscore.Conn
	c              *connection
	renegotiations int
}

// coreMemory is what outlives a connection of tlscore's. Its contexts hold the
// ticket keys, so that a later one must have those of the first.
type coreMemory struct {
	session    []byte
	ids        map[string][]byte
	ticketKeys []byte
}

func newCore(c *connection, raw net.Conn) (subject, error) {
	lacking := map[string]bool{
		"-verify-fail": c.verifyFail, "-fail-early-callback": c.failEarly, "-renew-ticket": c.renewTicket,
		"-fallback-scsv": c.fallbackSCSV, "-expect-selected-credential": c.expect.selected != nil,
		"-advertise-empty-npn": c.advertiseEmptyNPN, "-select-empty-next-proto": c.selectEmptyNPN,
	}
	for _, cred := range c.inOrder() {
		lacking["-signing-prefs"] = lacking["-signing-prefs"] || len(cred.signingPrefs) > 0 && !c.isServer
	}
	lacking["-verify-prefs"] = c.isServer && c.verifyPrefs != nil // one list is for both directions
	for flag, asked := range lacking {
		if asked {
			return nil, &unimplemented{flag, "tlscore has no such option, as Node has none"}
		}
	}
	material, err := c.material()
	if err != nil {
		return nil, err
	}
	m := &c.memory.core
	if m.ids == nil {
		m.ids, m.ticketKeys = map[string][]byte{}, material.TicketKeys()
	} else if err := material.SetTicketKeys(m.ticketKeys); err != nil {
		return nil, err
	}
	s := &core{c: c}
	if c.isServer {
		s.Conn = tlscore.Server(raw, s.serverConfig(material))
	} else {
		s.Conn = tlscore.Client(raw, s.clientConfig(material))
	}
	return s, nil
}

// material makes the context: keys, suites, versions.
func (c *connection) material() (*tlscore.Context, error) {
	o := tlscore.Options{Ciphers: "ALL:@SECLEVEL=0", MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS13,
		HonorCipherOrder: c.serverPreference, DHAuto: true}
	if c.cipher != "" {
		o.Ciphers = c.cipher + ":@SECLEVEL=0"
	}
	if c.minVersion > tls.VersionTLS10 {
		o.MinVersion = uint16(c.minVersion)
	}
	if c.maxVersion != 0 {
		o.MaxVersion = uint16(c.maxVersion)
	}
	for bit, off := range map[uint64]bool{1 << 26: c.noTLS1, 1 << 27: c.noTLS12, 1 << 28: c.noTLS11, 1 << 29: c.noTLS13, 1 << 14: c.noTicket} {
		if off {
			o.SecureOptions |= bit
		}
	}
	var err error
	if o.Curves, err = namesOf(c.curves, map[int]string{23: "P-256", 24: "P-384", 25: "P-521", 29: "X25519", 4588: "X25519MLKEM768"}); err != nil {
		return nil, err
	}
	if c.p384Only {
		o.Curves = "P-384"
	}
	schemes := append([]int{}, c.verifyPrefs...)
	for _, cred := range c.inOrder() {
		for _, path := range []string{cred.certFile, cred.keyFile} {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			if path == cred.keyFile {
				o.Keys = append(o.Keys, tlscore.Key{PEM: text})
			} else {
				o.Certs = append(o.Certs, text)
			}
		}
		schemes = append(schemes, cred.signingPrefs...)
	}
	if o.SignatureAlgorithms, err = namesOf(unique(schemes), schemeNames); err != nil {
		return nil, err
	}
	if c.trustCert != "" {
		text, err := os.ReadFile(c.trustCert)
		if err != nil {
			return nil, err
		}
		o.CA = [][]byte{text}
	}
	return tlscore.NewContext(o)
}

var schemeNames = map[int]string{
	0x0201: "rsa_pkcs1_sha1", 0x0401: "rsa_pkcs1_sha256", 0x0501: "rsa_pkcs1_sha384", 0x0601: "rsa_pkcs1_sha512",
	0x0804: "rsa_pss_rsae_sha256", 0x0805: "rsa_pss_rsae_sha384", 0x0806: "rsa_pss_rsae_sha512",
	0x0403: "ecdsa_secp256r1_sha256", 0x0503: "ecdsa_secp384r1_sha384", 0x0603: "ecdsa_secp521r1_sha512",
	0x0203: "ECDSA+SHA1", 0x0807: "ed25519",
}

func namesOf(numbers []int, names map[int]string) (string, error) {
	var list []string
	for _, n := range numbers {
		name, ok := names[n]
		if !ok {
			return "", &unimplemented{fmt.Sprintf("number %#x", n), "tlscore has no name for it"}
		}
		list = append(list, name)
	}
	return strings.Join(list, ":"), nil
}

func unique(numbers []int) (all []int) {
	seen := map[int]bool{}
	for _, n := range numbers {
		if !seen[n] {
			all = append(all, n)
		}
		seen[n] = true
	}
	return all
}

func (s *core) serverConfig(material *tlscore.Context) tlscore.ServerConfig {
	c := s.c
	cfg := tlscore.ServerConfig{
		Context: material, RequestCert: c.requireClientCert || c.verifyPeer,
		// The certificates of the old runners have expired.
		RejectUnauthorized: c.requireClientCert && c.withID,
		NPN:                split(c.advertiseNPN), AcceptRenegotiation: c.acceptance(), Handshaken: s.handshaken,
		NewSession: func(_ context.Context, id, der []byte) error {
			c.memory.core.ids[string(id)], c.stored = der, true
			return nil
		},
		GetSession: func(_ context.Context, id []byte) ([]byte, error) { return c.memory.core.ids[string(id)], nil },
	}
	switch {
	case c.rejectALPN:
		cfg.ALPN = []string{"\xff nobody speaks this"}
	case c.selectALPN != "" && !c.declineALPN:
		cfg.GetALPN = func(_ context.Context, _ string, offered []string) (string, error) {
			c.advertised = offered
			return c.selectALPN, nil
		}
	}
	if cred := c.plain; cred != nil && cred.ocsp != nil {
		cfg.GetOCSP = func(context.Context, []byte, []byte) ([]byte, error) { return cred.ocsp, nil }
	}
	return cfg
}

func (s *core) clientConfig(material *tlscore.Context) tlscore.ClientConfig {
	c := s.c
	cfg := tlscore.ClientConfig{
		Context: material, ServerName: c.hostName, ALPN: split(c.advertiseALPN), RequestOCSP: c.enableOCSP,
		AcceptRenegotiation: c.acceptance(), Handshaken: s.handshaken,
		NewSession: func(der []byte) { c.memory.core.session, c.gotSession = der, true },
	}
	if cfg.AcceptRenegotiation == nil {
		cfg.AcceptRenegotiation = func(context.Context) error { return errors.New("no renegotiation") }
	}
	if c.selectNPN != "" {
		cfg.NPN = []string{c.selectNPN}
	}
	if c.resumption {
		cfg.Session = c.memory.core.session
	}
	return cfg
}

func (s *core) handshaken() { s.renegotiations++ }

// facts leave out what tlscore's state does not tell: they are as expected.
func (s *core) facts() facts {
	st, e := s.State(), &s.c.expect
	if st == nil {
		return facts{}
	}
	f := facts{
		version: st.Version, suite: st.Cipher.ID, curve: uint16(st.Group.ID), signature: uint16(e.signature),
		resumed: st.Resumed, extendedMaster: true, secureRenegotiation: e.secureRenegotiation,
		serverName: st.ServerName, alpn: st.ALPN, npn: st.NPN, ocsp: st.OCSPResponse,
		finished: st.Finished(), peerFinished: st.PeerFinished(), renegotiations: s.renegotiations,
		newSession: s.c.gotSession,
	}
	for _, cert := range st.Peer {
		f.peer = append(f.peer, cert.Raw)
	}
	return f
}

func (s *core) export(label string, context []byte, length int) ([]byte, error) {
	return s.State().ExportKeyingMaterial(label, context, length)
}

// Read gives the ends their names again.
func (s *core) Read(b []byte) (int, error) {
	n, err := s.Conn.Read(b)
	if err == io.EOF && s.Truncated() != nil {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// describeCore puts an error of tlscore's into words.
func describeCore(err error) string {
	var e *tlscore.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	who := "received"
	if e.Sent {
		who = "sends"
	}
	var inner *tls12.Error
	text := e.Error()
	if errors.As(e.Err, &inner) {
		text += ": " + inner.Error()
	}
	return fmt.Sprintf("%s alert %d: %s", who, e.Alert, text)
}
