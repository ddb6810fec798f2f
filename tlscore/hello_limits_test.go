package tlscore

import (
	"crypto/tls"
	"slices"
	"testing"

	"golang.org/x/crypto/cryptobyte"
)

// helloWith is a ClientHello with n empty extensions that nobody knows.
func helloWith(n int) []byte {
	var b cryptobyte.Builder
	b.AddUint8(messageClientHello)
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) {
		b.AddUint16(tls.VersionTLS12)
		b.AddBytes(make([]byte, 33)) // random, and a session id of no bytes
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddUint16(tls.TLS_RSA_WITH_AES_128_CBC_SHA) })
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddUint8(0) })
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
			for i := range n {
				b.AddUint32(uint32(20000+i) << 16)
			}
		})
	})
	return b.BytesOrPanic()
}

func TestClientHelloExtensionLimit(t *testing.T) {
	if h, err := parseClientHello(helloWith(maxExtensions)); err != nil || len(h.extensions) != maxExtensions {
		t.Error(err)
	}
	_, err := parseClientHello(helloWith(maxExtensions + 1))
	mustReason(t, err, ReasonBadExtension)
}

// A client that repeats itself costs the server no more for it. Suites and schemes
// that do not go together would otherwise be held against each other all, which
// took seconds for one ClientHello.
func TestRepetitionsOfClient(t *testing.T) {
	for _, honor := range []bool{false, true} {
		server := mustContext(t, identity(Options{HonorCipherOrder: honor, MaxVersion: tls.VersionTLS12}, "rsa"))
		h := &clientHello{version: tls.VersionTLS12, extensions: []uint16{extensionSignatureSchemes}, groups: []tls.CurveID{tls.X25519}}
		for range 1000 {
			h.suites = append(h.suites, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_128_CBC_SHA)
			h.schemes = append(h.schemes, tls.ECDSAWithP256AndSHA256, tls.Ed25519)
		}
		if got := server.limitSchemes(h.schemes); !slices.Equal(got, h.schemes[:2]) {
			t.Errorf("%d schemes", len(got))
		}
		if got := server.mutualSuites(h, tls.VersionTLS12, false); len(got) != 2 {
			t.Errorf("%d suites", len(got))
		}
		_, err := server.negotiate(h, false)
		mustReason(t, err, ReasonNoSharedCipher)
	}
}
