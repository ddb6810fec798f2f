package tlscore

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// traced is what one end of a connection has told.
type traced struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *traced) write(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text.WriteString(text)
}

var traceLine = regexp.MustCompile(`(?m)^(Sent|Received) Record$|^    ([A-Z][A-Za-z]+), Length=|^    (Encrypted)$|^    Level=\w+\(\d+\), description=([a-z ]+)\(|^      (malformed)$`)

var unread = regexp.MustCompile(`[<>](Encrypted|malformed)( |$)`)

// told lists messages and alerts with their direction: > sent, < received.
func (t *traced) told() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var words []string
	direction := ""
	for _, m := range traceLine.FindAllStringSubmatch(t.text.String(), -1) {
		switch {
		case m[1] == "Sent":
			direction = ">"
		case m[1] == "Received":
			direction = "<"
		default:
			words = append(words, direction+m[2]+m[3]+m[4]+m[5])
		}
	}
	// A ticket may come before or after the other side's last message.
	return strings.NewReplacer(" <NewSessionTicket", "", " >NewSessionTicket", "").Replace(strings.Join(words, " "))
}

// shakeTraced lets two traced ends meet, exchange a word each and say goodbye.
func shakeTraced(t *testing.T, client ClientConfig, server ServerConfig) (c, s *traced) {
	t.Helper()
	a, b := net.Pipe()
	one, other := Client(a, client), Server(b, server)
	c, s = &traced{}, &traced{}
	one.EnableTrace(c.write)
	other.EnableTrace(s.write)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer other.Close()
		if _, err := other.Write([]byte("x")); err == nil {
			_, _ = io.ReadAll(other)
		}
	})
	if _, err := one.Read(make([]byte, 1)); err != nil {
		t.Error(err)
	}
	_ = one.CloseWrite()
	_ = one.Close()
	wg.Wait()
	return c, s
}

func TestTraceMessages(t *testing.T) {
	const (
		client12 = ">ClientHello <ServerHello <Certificate <ServerKeyExchange <ServerHelloDone >ClientKeyExchange >Finished"
		server12 = "<ClientHello >ServerHello >Certificate >ServerKeyExchange >ServerHelloDone <ClientKeyExchange <Finished"
	)
	for name, test := range map[string]struct {
		options        Options
		client, server string
	}{
		"TLS 1.3": {Options{MinVersion: tls.VersionTLS13},
			">ClientHello <ServerHello <EncryptedExtensions <Certificate <CertificateVerify <Finished >Finished",
			"<ClientHello >ServerHello >EncryptedExtensions >Certificate >CertificateVerify >Finished <Finished"},
		"GCM":    {Options{MaxVersion: tls.VersionTLS12, Ciphers: "ECDHE-RSA-AES256-GCM-SHA384"}, client12, server12},
		"ChaCha": {Options{MaxVersion: tls.VersionTLS12, Ciphers: "ECDHE-RSA-CHACHA20-POLY1305"}, client12, server12},
		"CBC":    {Options{MaxVersion: tls.VersionTLS12, Ciphers: "ECDHE-RSA-AES128-SHA"}, client12, server12},
	} {
		t.Run(name, func(t *testing.T) {
			c, s := shakeTraced(t, ClientConfig{Context: mustContext(t, test.options)},
				ServerConfig{Context: mustContext(t, identity(test.options, "rsa"))})
			if got := c.told(); !strings.HasPrefix(got, test.client) || unread.MatchString(got) {
				t.Errorf("the client tells of %s\n%s", got, c.text.String())
			}
			if got := s.told(); !strings.HasPrefix(got, test.server) || unread.MatchString(got) {
				t.Errorf("the server tells of %s\n%s", got, s.text.String())
			}
			if got := c.told(); !strings.HasSuffix(got, ">close notify") {
				t.Errorf("the end of it: %s", got)
			}
			for _, want := range []string{"Content Type = Handshake (22)", "extension_type=supported_groups(10)", "-----BEGIN CERTIFICATE-----"} {
				if !strings.Contains(c.text.String(), want) {
					t.Errorf("%q is not told", want)
				}
			}
		})
	}
}

// A trace that begins late tells of records that it cannot open.
func TestTraceLate(t *testing.T) {
	p := shake(t, ClientConfig{Context: mustContext(t, Options{})}, ServerConfig{Context: mustContext(t, identity(Options{}, "rsa"))}).mustSucceed(t)
	told := &traced{}
	p.server.EnableTrace(told.write)
	p.server.EnableTrace(func(string) { t.Error("a second trace") })
	go func() { _, _ = io.Copy(io.Discard, p.client) }()
	if _, err := p.server.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if got := told.told(); got != ">Encrypted" {
		t.Errorf("told of %q:\n%s", got, told.text.String())
	}
}

// Whatever comes over the wire, a trace neither fails nor grows without bound.
func FuzzTrace(f *testing.F) {
	f.Add([]byte{22, 3, 1, 0, 4, 1, 0, 0, 0}, []byte{21, 3, 3, 0, 2, 2, 40}, uint8(0))
	for kind := range traceBodies {
		f.Add([]byte{22, 3, 3, 0, 8, kind, 0, 0, 4, 0, 2, 0, 0}, []byte{20, 3, 3, 0, 1, 1}, kind)
	}
	f.Fuzz(func(t *testing.T, received, sent []byte, seed uint8) {
		total := 0
		tr := &tracer{out: func(text string) { total += len(text) }}
		tr.sides[0].label, tr.sides[1].label = "SERVER", "CLIENT"
		tr.feed(false, received[:len(received)/2])
		tr.feed(true, sent)
		for _, label := range []string{"CLIENT_RANDOM", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"} {
			tr.secret(label, bytes.Repeat([]byte{seed}, 48))
		}
		tr.feed(false, received[len(received)/2:])
		tr.end()
		for _, kind := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			var b strings.Builder
			traceMessage(&b, append([]byte{seed, 0, 0, 0}, received...), &traceKeys{version: kind})
			total += b.Len()
		}
		if limit := 4096 + 400*(len(received)+len(sent)); total > limit {
			t.Errorf("%d bytes told of %d", total, len(received)+len(sent))
		}
	})
}
