package tls12

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"slices"
	"strings"
	"testing"
)

// ALPN, OCSP stapling, the key log, every group and an Ed25519 server, with
// crypto/tls on the other end of each role.
func TestFeaturesAgainstCryptoTLS(t *testing.T) {
	for _, group := range defaultGroups {
		for _, kind := range []keyKind{keyRSA, keyECDSA, keyEd25519} {
			id := tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
			if kind == keyRSA {
				id = tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
			}
			s := suiteByID(id)
			cert := testCert(kind)
			cert.OCSPStaple = []byte("an OCSP response")
			var ourLog, theirLog bytes.Buffer
			theirs := cryptoTLS(s, tls.VersionTLS12)
			theirs.Certificates, theirs.NextProtos = []tls.Certificate{cert}, []string{"b", "a"}
			theirs.CurvePreferences, theirs.KeyLogWriter = []tls.CurveID{group, tls.CurveP256}, &theirLog
			sc, cc := serverOf(s, tls.VersionTLS12), clientOf(s, tls.VersionTLS12)
			log := func(line string) { ourLog.WriteString(line) }
			sc.Certificates, sc.ALPN, sc.Groups, sc.KeyLog = theirs.Certificates, []string{"a"}, []tls.CurveID{group}, log
			cc.ALPN, cc.Groups, cc.KeyLog, cc.RequestOCSP = []string{"a"}, []tls.CurveID{group, tls.CurveP256}, log, true

			a, b := tcpPair(t)
			client, server := tls.Client(a, theirs), Server(b, sc)
			mustShake(t, client, server)
			cs := client.ConnectionState()
			if cs.NegotiatedProtocol != "a" || string(cs.OCSPResponse) != "an OCSP response" || server.State().ALPN != "a" || server.State().Group != group {
				t.Errorf("%v %d as server: %+v", group, kind, server.State())
			}
			a, b = tcpPair(t)
			ours := Client(a, cc)
			mustShake(t, ours, tls.Server(b, theirs))
			if st := ours.State(); st.ALPN != "a" || string(st.OCSPResponse) != "an OCSP response" || curveOf(st.Group) == nil {
				t.Errorf("%v %d as client: %+v", group, kind, st)
			}
			if ourLog.String() != theirLog.String() || strings.Count(ourLog.String(), "CLIENT_RANDOM ") != 2 {
				t.Errorf("key logs differ:\n%s%s", &ourLog, &theirLog)
			}
		}
	}
}

// A certificate that names its own schemes signs with no other, on either
// side, and each end tells what its peer signed with.
func TestSchemesOfACertificate(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc, cc := serverOf(s, tls.VersionTLS12), clientOf(s, tls.VersionTLS12)
	cert := testCert(keyRSA)
	cert.SupportedSignatureAlgorithms = []tls.SignatureScheme{tls.PKCS1WithSHA384}
	sc.Certificates, sc.ClientAuth, sc.VerifyPeer = []tls.Certificate{cert}, RequireClientCert, trustAll
	cert.SupportedSignatureAlgorithms = []tls.SignatureScheme{tls.PSSWithSHA512}
	cc.Certificates = []tls.Certificate{cert}
	a, b := tcpPair(t)
	client, server := Client(a, cc), Server(b, sc)
	mustShake(t, client, server)
	if got := client.State().PeerScheme; got != tls.PKCS1WithSHA384 {
		t.Errorf("the server signed with %v", got)
	}
	if got := server.State().PeerScheme; got != tls.PSSWithSHA512 {
		t.Errorf("the client signed with %v", got)
	}
}

// What the engine cannot verify it does not ask for.
func TestUnknownSchemes(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc, cc := serverOf(s, tls.VersionTLS12), clientOf(s, tls.VersionTLS12)
	cc.SignatureSchemes = []tls.SignatureScheme{0xff01, tls.PSSWithSHA256, 0x0904}
	var offered []tls.SignatureScheme
	sc.ConfigForClient = func(_ context.Context, hello *ClientHello) (*Config, error) {
		offered = hello.SignatureSchemes
		return nil, nil
	}
	a, b := tcpPair(t)
	mustShake(t, Client(a, cc), Server(b, sc))
	if !slices.Equal(offered, []tls.SignatureScheme{tls.PSSWithSHA256}) {
		t.Errorf("offered %v", offered)
	}
	cc.SignatureSchemes = []tls.SignatureScheme{0xff01}
	a, _ = tcpPair(t)
	var e *Error
	if err := Client(a, cc).Handshake(); !errors.As(err, &e) || e.Alert != AlertInternalError {
		t.Error(err)
	}
}

// A client takes a certificate only on a curve that it offered.
func TestCurveOfCertificate(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
	cc := clientOf(s, tls.VersionTLS12)
	cc.Groups = []tls.CurveID{tls.X25519}
	a, b := tcpPair(t)
	// crypto/tls's server does not ask whether the client knows P-256.
	clientErr, _ := shake(Client(a, cc), tls.Server(b, cryptoTLS(s, tls.VersionTLS12)))
	var e *Error
	if !errors.As(clientErr, &e) || e.Remote || e.Alert != AlertIllegalParameter {
		t.Error(clientErr)
	}
}
