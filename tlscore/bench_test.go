package tlscore

import (
	"context"
	"crypto/tls"
	"net"
	"testing"
)

// BenchmarkServerHandshake compares a full TLS 1.3 handshake of a server of ours
// with one of crypto/tls that is made to choose the same suite. The client, which
// is in the figures too, is crypto/tls.
func BenchmarkServerHandshake(b *testing.B) {
	ours := mustContext(b, identity(Options{}, "ec"))
	pair, err := tls.X509KeyPair(testPairs()["ec"].cert, testPairs()["ec"].key)
	if err != nil {
		b.Fatal(err)
	}
	plain := &tls.Config{Certificates: []tls.Certificate{pair}}
	plain.GetConfigForClient = func(info *tls.ClientHelloInfo) (*tls.Config, error) {
		for i := range info.CipherSuites {
			info.CipherSuites[i] = tls.TLS_AES_256_GCM_SHA384
		}
		return nil, nil
	}
	for name, serve := range map[string]func(nc net.Conn) error{
		"plain": func(nc net.Conn) error { return tls.Server(nc, plain).HandshakeContext(context.Background()) },
		"ours": func(nc net.Conn) error {
			return Server(nc, ServerConfig{Context: ours}).HandshakeContext(context.Background())
		},
	} {
		b.Run(name, func(b *testing.B) { benchmarkHandshake(b, serve) })
	}
}

func benchmarkHandshake(b *testing.B, serve func(nc net.Conn) error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			nc, err := l.Accept()
			if err != nil {
				return
			}
			if err := serve(nc); err != nil {
				b.Error(err)
			}
			_ = nc.Close()
		}
	}()
	client := &tls.Config{InsecureSkipVerify: true, CurvePreferences: []tls.CurveID{tls.X25519}}
	b.ReportAllocs()
	for b.Loop() {
		c, err := tls.Dial("tcp", l.Addr().String(), client)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = c.Read(make([]byte, 1)) // until the server has ended too
		_ = c.Close()
	}
}
