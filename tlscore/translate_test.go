package tlscore

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tamper changes the handshake messages that go out in the clear. crypto/tls
// writes whole records, one message each.
type tamper struct {
	net.Conn
	change func(message []byte)
	sealed bool
}

func (c *tamper) Write(b []byte) (int, error) {
	out := bytes.Clone(b)
	for rest := out; len(rest) >= recordHeaderLen; {
		n := recordHeaderLen + int(rest[3])<<8 + int(rest[4])
		if rest[0] == recordChangeCipherSpec {
			c.sealed = true
		}
		if rest[0] == recordHandshake && !c.sealed && n <= len(rest) {
			c.change(rest[recordHeaderLen:n])
		}
		rest = rest[min(n, len(rest)):]
	}
	if _, err := c.Conn.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Where things stand in a ServerHello and a ClientHello without session id.
const (
	atVersion = 4
	atRandom  = 6
	atIDLen   = 38
)

// suiteAt is the offset of the suite (ServerHello) or of the list (ClientHello).
func suiteAt(message []byte) int { return atIDLen + 1 + int(message[atIDLen]) }

// tampering is a change to a message and what its receiver makes of it.
type tampering struct {
	name       string
	fromServer bool
	version    uint16
	kind       uint8 // of the message
	change     func(m []byte)
	reason     Reason
	alert      uint8
}

// tamperings make crypto/tls say what errors.go reads.
var tamperings = []tampering{
	{"version that nobody has", true, 0x0303, 2, func(m []byte) { m[atVersion+1] = 9 }, ReasonUnsupportedProtocol, alertProtocolVersion},
	{"a downgrade", true, 0x0303, 2, func(m []byte) { copy(m[atRandom+24:], "DOWNGRD\x01") }, ReasonInappropriateFallback, alertIllegalParameter},
	{"a suite that was not offered", true, 0x0303, 2, func(m []byte) { m[suiteAt(m)] = 0x77 }, ReasonWrongCipherReturned, alertHandshakeFailure},
	{"a suite that was not offered at 1.3", true, 0x0304, 2, func(m []byte) { m[suiteAt(m)] = 0x77 }, ReasonWrongCipherReturned, alertIllegalParameter},
	{"compression", true, 0x0303, 2, func(m []byte) { m[suiteAt(m)+2] = 1 }, ReasonUnsupportedCompression, alertIllegalParameter},
	{"a broken certificate", true, 0x0303, 11, func(m []byte) { m[10] ^= 0xff }, ReasonBadCertificate, alertDecodeError},
	{"a broken length", true, 0x0303, 11, func(m []byte) { m[4] = 0xff }, ReasonLengthMismatch, alertDecodeError},
	{"a curve that was not offered", true, 0x0303, 12, func(m []byte) { m[6] = 0x77 }, ReasonWrongCurve, alertIllegalParameter},
	{"a broken signature", true, 0x0303, 12, func(m []byte) { m[len(m)-1] ^= 1 }, ReasonBadSignature, alertIllegalParameter},
	{"a message out of order", true, 0x0303, 11, func(m []byte) { m[0] = 20 }, ReasonUnexpectedMessage, alertUnexpectedMessage},
	{"a broken key exchange", true, 0x0303, 12, func(m []byte) { m[4] = 1 }, ReasonWrongCurve, alertIllegalParameter},
	{"a changed random", true, 0x0303, 2, func(m []byte) { m[atRandom] ^= 1 }, ReasonBadSignature, alertIllegalParameter},
	{"sealed with another key", true, 0x0304, 2, func(m []byte) { m[atRandom] ^= 1 }, ReasonDecryptionFailed, alertBadRecordMAC},

	{"no null compression", false, 0x0303, 1, func(m []byte) { m[compressionAt(m)] = 1 }, ReasonNoCompression, alertIllegalParameter},
	{"other compression at 1.3", false, 0x0304, 1, func(m []byte) { m[compressionAt(m)] = 1 }, ReasonUnsupportedCompression, alertIllegalParameter},
	{"a fallback", false, 0x0303, 1, func(m []byte) { copy(m[compressionAt(m)-3:], "\x56\x00") }, ReasonInappropriateFallback, alertInappropriateFallback},
	{"a broken client key", false, 0x0303, 16, func(m []byte) { m[4] = 0xff }, ReasonLengthMismatch, alertIllegalParameter},
	{"another client random", false, 0x0303, 16, func(m []byte) { m[len(m)-1] ^= 1 }, ReasonDecryptionFailed, alertBadRecordMAC},
}

// compressionAt is the offset of the only compression method of a ClientHello.
func compressionAt(m []byte) int {
	at := suiteAt(m)
	return at + 2 + int(m[at])<<8 + int(m[at+1]) + 1
}

// Both engines have the same words for the same fault. What the alert is stands
// in RFC 5246 where crypto/tls sends another, and tls12 follows that.
func TestTamperedHandshakes(t *testing.T) {
	for _, c := range tamperings {
		t.Run(c.name, func(t *testing.T) {
			if e := c.failure(t, Options{}); e.Alert != c.alert {
				t.Errorf("alert %d: %v", e.Alert, e.Err)
			}
			if c.version > tls.VersionTLS12 || c.name == "a downgrade" {
				return // the second engine never speaks TLS 1.3, so that none is lost
			}
			want := c.alert
			if other, ok := secondAlerts[c.name]; ok {
				want = other
			}
			e := c.failure(t, Options{MaxVersion: c.version, SecureOptions: opNoExtendedMasterSecret})
			if e.Alert != want {
				t.Errorf("alert %d of the second engine: %v", e.Alert, e.Err)
			}
		})
	}
}

// secondAlerts are those that tls12 sends instead.
var secondAlerts = map[string]uint8{
	"a suite that was not offered": alertIllegalParameter,
	"a broken certificate":         alertBadCertificate,
	"a broken signature":           alertDecryptError,
	"a changed random":             alertDecryptError,
	"a broken client key":          alertDecodeError,
}

// failure is what the side that is sent the tampered message makes of it. o is
// that side's, and chooses its engine.
func (c *tampering) failure(t *testing.T, o Options) *Error {
	t.Helper()
	rc, rs := tcpPair(t)
	change := func(m []byte) {
		if m[0] == c.kind {
			c.change(m)
		}
	}
	client, server := Options{MaxVersion: c.version}, o
	if c.fromServer {
		client, server = o, Options{MaxVersion: c.version}
		rs = &tamper{Conn: rs, change: change}
	} else {
		rc = &tamper{Conn: rc, change: change}
		if c.name != "a fallback" {
			server.MaxVersion = c.version
		} else {
			server.MaxVersion = 0
		}
	}
	p := shakeOver(t, rc, rs, ClientConfig{Context: mustContext(t, client)}, ServerConfig{Context: mustContext(t, identity(server, "rsa"))})
	err, end := p.serverErr, p.server
	if c.fromServer {
		err, end = p.clientErr, p.client
	}
	if second := end.second.Load() != nil; o.SecureOptions != 0 && !second && c.name != "a fallback" {
		t.Fatal("the second engine did not speak")
	}
	e := mustReason(t, err, c.reason)
	if !e.Sent || e.Kind != KindPeer {
		t.Errorf("sent %v, kind %v: %v", e.Sent, e.Kind, e.Err)
	}
	return e
}

// A client that begins a renegotiation is refused with a warning. openssl then
// gives up; that is its choice.
func TestRenegotiationIsRefused(t *testing.T) {
	dir := keyDir(t)
	port, accepted := acceptOne(t, ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa"))})
	client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2")
	conn := <-accepted
	if err := handshake(t, conn); err != nil {
		t.Fatal(err)
	}
	client.expect(t, "Extended master secret")
	if _, err := client.stdin.Write([]byte("data\n")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(conn, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	if _, err := client.stdin.Write([]byte("R\n")); err != nil {
		t.Fatal(err)
	}
	_, err := conn.Read(make([]byte, 1))
	if e := mustReason(t, err, "sslv3 alert handshake failure"); e.Kind != KindPeer {
		t.Errorf("%+v", e)
	}
}

// All texts that errors.go reads must still be in crypto/tls's source.
func TestTextsAreStillThere(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "crypto/tls").Output()
	if err != nil {
		t.Skipf("skipped: no source of crypto/tls: %v", err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "*.go"))
	if err != nil || len(files) < 20 {
		t.Skipf("skipped: no source of crypto/tls: %d files, %v", len(files), err)
	}
	var source strings.Builder
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil && !strings.HasSuffix(file, "_test.go") {
			source.Write(b)
		}
	}
	for _, row := range textReasons {
		if !strings.Contains(source.String(), `"tls: `+row.prefix) {
			t.Errorf("crypto/tls no longer says %q", row.prefix)
		}
	}
	for _, text := range []string{`"oversized record received`, `"remote error"`, `"local error"`, `"first record does not look like a TLS handshake"`} {
		if !strings.Contains(source.String(), text) {
			t.Errorf("crypto/tls no longer says %s", text)
		}
	}
}

func TestTranslateUnknown(t *testing.T) {
	w := newWire(nil)
	e := translate(errors.New("tls: something new"), w, true)
	if e.Kind != KindInternal || e.Reason != ReasonInternalError || fmt.Sprintf("%08X", e.Number) != "0A0C0103" {
		t.Errorf("%+v", e)
	}
}
