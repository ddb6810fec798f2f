package tls12

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"crypto/tls"
)

var testDH = sync.OnceValue(func() *DHParams { return FFDHE(2048) })

// everyCase runs f for every suite and version that go together.
func everyCase(t *testing.T, f func(t *testing.T, s *suite, version uint16)) {
	casesOf(t, func(uint16) bool { return true }, f)
}

// everySharedCase leaves out the suites that crypto/tls does not speak.
func everySharedCase(t *testing.T, f func(t *testing.T, s *suite, version uint16)) {
	casesOf(t, inCryptoTLS, f)
}

func casesOf(t *testing.T, wanted func(id uint16) bool, f func(t *testing.T, s *suite, version uint16)) {
	for i := range suiteTable {
		for version := uint16(tls.VersionTLS10); version <= tls.VersionTLS12; version++ {
			if s := &suiteTable[i]; s.fits(version) && wanted(s.id) {
				t.Run(fmt.Sprintf("%04x/%04x", s.id, version), func(t *testing.T) { f(t, s, version) })
			}
		}
	}
}

func serverOf(s *suite, version uint16) *Config {
	config := &Config{MinVersion: version, MaxVersion: version, Suites: []uint16{s.id}, DH: testDH()}
	if !s.certless() {
		config.Certificates = []tls.Certificate{testCert(certFor(s))}
	}
	if s.psk {
		config.PSKServer = keyOf
	}
	return config
}

func clientOf(s *suite, version uint16) *Config {
	config := &Config{MinVersion: version, MaxVersion: version, Suites: []uint16{s.id}, VerifyPeer: trustAll, ServerName: "localhost"}
	if s.psk {
		config.PSKClient = giveKey
	}
	return config
}

func TestEverySuiteAgainstOurselves(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		a, b := tcpPair(t)
		client, server := Client(a, clientOf(s, version)), Server(b, serverOf(s, version))
		mustShake(t, client, server)
		if st := server.State(); st.Suite != s.id || st.Version != version || st.ServerName != "localhost" || !st.SecureRenegotiation {
			t.Errorf("%+v", st)
		}
		if !bytes.Equal(client.State().Finished, server.State().PeerFinished) || len(client.State().Finished) != 12 {
			t.Error("the Finished values differ")
		}
	})
}

// cryptoTLS is crypto/tls's configuration for one suite and version.
func cryptoTLS(s *suite, version uint16) *tls.Config {
	return &tls.Config{MinVersion: version, MaxVersion: version, CipherSuites: []uint16{s.id}, InsecureSkipVerify: true,
		ServerName: "localhost", Certificates: []tls.Certificate{testCert(certFor(s))}}
}

func TestEverySuiteAgainstCryptoTLS(t *testing.T) {
	met := 0
	everySharedCase(t, func(t *testing.T, s *suite, version uint16) {
		met++
		for _, auth := range []ClientAuth{NoClientCert, RequireClientCert} {
			a, b := tcpPair(t)
			config := serverOf(s, version)
			config.ClientAuth, config.VerifyPeer = auth, trustAll
			server := Server(b, config)
			client := tls.Client(a, cryptoTLS(s, version))
			mustShake(t, client, server)
			if len(server.State().Peer) != int(auth)/2 {
				t.Error("client certificates:", len(server.State().Peer))
			}
			ours, err := server.State().ExportKeyingMaterial("EXPERIMENTAL-x", []byte("y"), 40)
			cs := client.ConnectionState()
			theirs, err2 := cs.ExportKeyingMaterial("EXPERIMENTAL-x", []byte("y"), 40)
			if err != nil || err2 != nil || !bytes.Equal(ours, theirs) {
				t.Error("exporters differ", err, err2)
			}
		}
		for _, auth := range []tls.ClientAuthType{tls.NoClientCert, tls.RequireAnyClientCert} {
			a, b := tcpPair(t)
			config := clientOf(s, version)
			config.Certificates = []tls.Certificate{testCert(keyECDSA), testCert(keyRSA)}
			theirs := cryptoTLS(s, version)
			theirs.ClientAuth = auth
			server := tls.Server(b, theirs)
			mustShake(t, Client(a, config), server)
			if got := len(server.ConnectionState().PeerCertificates) == 1; got != (auth == tls.RequireAnyClientCert) {
				t.Error("client certificate:", got)
			}
		}
	})
	if met < 30 {
		t.Errorf("only %d combinations", met)
	}
}
