package tls12

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"testing"
)

// rogueServer is a server whose ServerHello was tampered with. It sends its
// first flight and reads the client's answer.
func rogueServer(c *Conn, change func(hs *serverHandshake)) error {
	hs := &serverHandshake{handshake: handshake{c: c, ctx: context.Background(), cfg: c.config}}
	hs.begin()
	return runSteps(hs.readClientHello, hs.chooseConfig, hs.chooseVersion, hs.checkRenegotiation,
		hs.agreeOnExtensions, hs.chooseSuite, hs.drawSessionID, func() error { change(hs); return nil },
		hs.sendServerHello, hs.sendCertificate, hs.sendServerKeyExchange, hs.sendServerHelloDone,
		hs.readClientKeyExchange, hs.deriveKeys, hs.readChange, hs.readFinished, hs.sendChange, hs.sendFinished, hs.finish)
}

// A client refuses what a server has no right to choose, and says why.
func TestClientJudgesServerHello(t *testing.T) {
	ecdhe := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	cases := map[string]struct {
		client func(c *Config)
		server func(hs *serverHandshake)
		alert  Alert // zero: it is content
	}{
		"nothing":               {server: func(*serverHandshake) {}},
		"protocol not offered":  {func(c *Config) { c.ALPN = []string{"a", "b"} }, func(hs *serverHandshake) { hs.reply.alpn = []string{"c"} }, AlertIllegalParameter},
		"protocol not asked":    {nil, func(hs *serverHandshake) { hs.reply.alpn = []string{"c"} }, AlertUnsupportedExtension},
		"extension not asked":   {nil, func(hs *serverHandshake) { hs.reply.npn = []string{"c"} }, AlertUnsupportedExtension},
		"groups":                {server: func(hs *serverHandshake) { hs.reply.groups = []tls.CurveID{tls.X25519} }},
		"compression":           {nil, func(hs *serverHandshake) { hs.reply.compression = 1 }, AlertIllegalParameter},
		"suite not offered":     {nil, func(hs *serverHandshake) { hs.suite = suiteByID(tls.TLS_RSA_WITH_AES_128_CBC_SHA) }, AlertIllegalParameter},
		"renegotiation forged":  {nil, func(hs *serverHandshake) { hs.reply.renegotiation = make([]byte, 12) }, AlertHandshakeFailure},
		"both ALPN and NPN":     {func(c *Config) { c.ALPN, c.NPN = []string{"a"}, []string{"b"} }, func(hs *serverHandshake) { hs.reply.alpn, hs.reply.npn = []string{"a"}, []string{"b"} }, AlertIllegalParameter},
		"no uncompressed point": {nil, func(hs *serverHandshake) { hs.hello.points, hs.reply.points = nil, []byte{1} }, AlertIllegalParameter},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a, b := tcpPair(t)
			cfg := clientOf(ecdhe, tls.VersionTLS12)
			if c.client != nil {
				c.client(cfg)
			}
			server := Server(b, serverOf(ecdhe, tls.VersionTLS12))
			told := make(chan error, 1)
			go func() { told <- rogueServer(server, c.server) }()
			err := Client(a, cfg).Handshake()
			serverErr := <-told
			if c.alert == 0 {
				if err != nil || serverErr != nil {
					t.Fatal(err, serverErr)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || e.Remote || e.Alert != c.alert {
				t.Errorf("the client: %v", err)
			}
			if !errors.As(serverErr, &e) || !e.Remote || e.Alert != c.alert {
				t.Errorf("the server: %v", serverErr)
			}
		})
	}
}

// An alert about a ServerHello that does not parse has the version that the
// server speaks, or the server would not read it.
func TestAlertVersionAfterMalformedServerHello(t *testing.T) {
	a, b := tcpPair(t)
	ecdhe := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	failed := make(chan error, 1)
	go func() { failed <- Client(a, clientOf(ecdhe, tls.VersionTLS12)).Handshake() }()
	var hello reader
	hello.raw = b
	if _, _, err := hello.record(); err != nil {
		t.Fatal(err)
	}
	reply := serverHelloMsg{version: tls.VersionTLS12, random: newRandom(), suite: ecdhe.id}
	message, err := reply.marshal()
	if err != nil {
		t.Fatal(err)
	}
	message = append(message, 0, 4, 0, 23, 0) // half an extension
	message[3] += 5
	if _, err := b.Write(append([]byte{recordHandshake, 3, 3, 0, byte(len(message))}, message...)); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 7)
	if _, err := io.ReadFull(b, got); err != nil || !bytes.Equal(got, []byte{recordAlert, 3, 3, 0, 2, alertLevelFatal, byte(AlertDecodeError)}) {
		t.Errorf("% x %v", got, err)
	}
	if err := <-failed; err == nil {
		t.Error("the client is content")
	}
}
