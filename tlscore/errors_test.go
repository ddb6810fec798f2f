package tlscore

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// rawPeers are peers that do not speak TLS, or not properly: what Node 20 says
// of them, and what it answers (measured with the same bytes). The version in
// an alert's record is left out of the comparison: OpenSSL takes it from the
// record it refuses.
var rawPeers = []struct {
	name   string
	client bool // we are the client
	bytes  []byte
	reason Reason
	code   string
	alert  uint8
}{
	{"http", false, []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), ReasonHTTPRequest, "ERR_SSL_HTTP_REQUEST", 0},
	{"http put", false, []byte("PUT / HTTP/1.0\r\n\r\n"), ReasonHTTPRequest, "ERR_SSL_HTTP_REQUEST", 0},
	{"http connect", false, []byte("CONNECT x:1 HTTP/1.1\r\n\r\n"), ReasonHTTPSProxyRequest, "ERR_SSL_HTTPS_PROXY_REQUEST", 0},
	{"words", false, []byte("hello world this is not tls"), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"zeros", false, make([]byte, 40), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"SSLv2 hello", false, unhex("802e0100020015000000100100800300800700c006004002008004008000000000000000000000000000000000000000"), ReasonUnknownProtocol, "ERR_SSL_UNKNOWN_PROTOCOL", 70},
	{"record version 9.9", false, unhex("1609090005010000010000"), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"record of 65535", false, append(unhex("160301ffff"), make([]byte, 100)...), ReasonPacketLengthTooLong, "ERR_SSL_PACKET_LENGTH_TOO_LONG", 22},
	{"hello of one byte", false, unhex("160301000501000001ff"), ReasonLengthTooShort, "ERR_SSL_LENGTH_TOO_SHORT", 50},
	{"application data first", false, unhex("1703030005010000010000"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
	{"ServerHello first", false, unhex("160303000502000001ff"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
	{"ChangeCipherSpec first", false, unhex("140303000101"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
	{"alert first", false, unhex("15030300020228"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
	{"endless hello", false, unhex("160301000401ffffff"), ReasonExcessiveMessageSize, "ERR_SSL_EXCESSIVE_MESSAGE_SIZE", 47},

	{"http", true, []byte("HTTP/1.1 400 Bad\r\n\r\n"), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"words", true, []byte("hello world"), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"zeros", true, make([]byte, 30), ReasonWrongVersionNumber, "ERR_SSL_WRONG_VERSION_NUMBER", 0},
	{"record of 65535", true, append(unhex("160303ffff"), make([]byte, 100)...), ReasonPacketLengthTooLong, "ERR_SSL_PACKET_LENGTH_TOO_LONG", 22},
	{"ServerHelloDone first", true, unhex("16030300040e000000"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
	{"application data", true, unhex("1703030005010000010000"), ReasonUnexpectedMessage, "ERR_SSL_UNEXPECTED_MESSAGE", 10},
}

// converse sends bytes from a raw peer and returns our error and the answer.
func converse(t *testing.T, weAreClient bool, send []byte, half bool) ([]byte, error) {
	t.Helper()
	theirs, mine := tcpPair(t)
	var c *Conn
	if weAreClient {
		c = Client(mine, ClientConfig{Context: mustContext(t, Options{})})
	} else {
		c = Server(mine, ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
	}
	answered := make(chan []byte, 1)
	go func() {
		if weAreClient {
			if _, err := theirs.Read(make([]byte, 4096)); err != nil {
				answered <- nil
				return
			}
		}
		theirs.Write(send)
		if half {
			theirs.(*net.TCPConn).CloseWrite()
		}
		answer, _ := io.ReadAll(theirs) // ends in a reset where we left bytes unread
		answered <- answer
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := c.HandshakeContext(ctx)
	return <-answered, err
}

func TestPeersThatAreNotTLS(t *testing.T) {
	for _, r := range rawPeers {
		name := r.name + " to a server"
		if r.client {
			name = r.name + " to a client"
		}
		t.Run(name, func(t *testing.T) {
			answer, err := converse(t, r.client, r.bytes, false)
			e := mustReason(t, err, r.reason)
			if e.Code != r.code || e.Kind != KindPeer {
				t.Errorf("code %s, kind %v", e.Code, e.Kind)
			}
			if r.alert == 0 {
				if len(answer) > 0 {
					t.Errorf("answered %x, want nothing", answer)
				}
				return
			}
			if e.Alert != r.alert || !e.Sent {
				t.Errorf("alert %d, sent %v", e.Alert, e.Sent)
			}
			if len(answer) != 7 || answer[0] != recordAlert || !bytes.Equal(answer[5:], []byte{2, r.alert}) {
				t.Errorf("answered %x, want only alert %d", answer, r.alert)
			}
		})
	}
}

func TestAlertsReceived(t *testing.T) {
	for alert := range alertReasons {
		answer, err := converse(t, true, []byte{recordAlert, 3, 3, 0, 2, 2, alert}, false)
		e := mustReason(t, err, alertReasons[alert])
		if e.Alert != alert || e.Sent || e.Kind != KindPeer || e.Number != sslNumber(1000+uint32(alert)) {
			t.Errorf("alert %d: %+v", alert, e)
		}
		if len(answer) > 0 {
			t.Errorf("alert %d was answered with %x", alert, answer)
		}
	}
	_, err := converse(t, true, []byte{recordAlert, 3, 3, 0, 2, 2, 200}, false)
	if e := mustReason(t, err, ReasonUnknownAlert); e.Alert != 200 {
		t.Errorf("alert %d", e.Alert)
	}
}

func TestPeersThatVanish(t *testing.T) {
	for name, r := range map[string]struct {
		client bool
		bytes  []byte
	}{
		"server, at once":      {false, nil},
		"server, in a header":  {false, unhex("1603")},
		"server, in a message": {false, unhex("1603010100")},
		"client, at once":      {true, nil},
		"client, in a message": {true, unhex("16030300ff02")},
		"client, close_notify": {true, unhex("15030300020100")},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := converse(t, r.client, r.bytes, true)
			if e := mustReason(t, err, ReasonHangUp); e.Code != "ECONNRESET" || e.Kind != KindPeer {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestHandshakeEndsWithContext(t *testing.T) {
	for _, client := range []bool{true, false} {
		_, mine := tcpPair(t)
		c := Server(mine, ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
		if client {
			c = Client(mine, ClientConfig{Context: mustContext(t, Options{})})
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		e := mustReason(t, c.HandshakeContext(ctx), ReasonHandshakeTimeout)
		cancel()
		if e.Code != "ERR_TLS_HANDSHAKE_TIMEOUT" || !errors.Is(e, context.DeadlineExceeded) {
			t.Errorf("%+v", e)
		}
		if _, err := mine.Write([]byte{1}); err == nil {
			t.Error("the transport is still open")
		}
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, e) {
			t.Errorf("a later Read: %v", err)
		}
	}
	_, mine := tcpPair(t)
	c := Server(mine, ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
	time.AfterFunc(20*time.Millisecond, func() { c.Close() })
	mustReason(t, c.Handshake(), ReasonCancelled)
}

// failingConn is a transport whose reads fail.
type failingConn struct {
	net.Conn
	err error
}

func (c failingConn) Read([]byte) (int, error) { return 0, c.err }

func TestTransportErrorsKeepTheirCause(t *testing.T) {
	_, mine := tcpPair(t)
	boom := errors.New("boom")
	c := Server(failingConn{mine, boom}, ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
	e := mustReason(t, c.Handshake(), ReasonTransport)
	if !errors.Is(e, boom) || e.Kind != KindEnvironment {
		t.Errorf("%+v", e)
	}
}

func TestErrorTexts(t *testing.T) {
	e := sslError(KindPeer, ReasonWrongVersionNumber, 0, nil)
	if got, want := e.OpenSSL(), "error:0A00010B:SSL routines::wrong version number"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if e.Code != "ERR_SSL_WRONG_VERSION_NUMBER" {
		t.Errorf("code %q", e.Code)
	}
	if got, want := e.Error(), "tls: wrong version number"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (&Error{Reason: ReasonHangUp}).OpenSSL(); got != "" {
		t.Errorf("OpenSSL has no words for a hang-up, got %q", got)
	}
	if !errors.Is(e, &Error{Reason: ReasonWrongVersionNumber}) || errors.Is(e, &Error{Reason: ReasonHangUp}) ||
		errors.Is(e, &Error{Reason: ReasonWrongVersionNumber, Kind: KindCaller}) {
		t.Error("errors.Is compares reasons and kinds wrongly")
	}
	for k, want := range map[Kind]string{KindPeer: "peer", KindCaller: "caller", KindEnvironment: "environment", KindInternal: "internal", 9: "kind(9)"} {
		if k.String() != want {
			t.Errorf("%d is %q", k, k)
		}
	}
}

// Every number of the tables is held against the openssl program.
func TestReasonNumbersAgainstOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("skipped: there is no openssl program")
	}
	all := map[uint32]Reason{}
	for reason, words := range sslReasons {
		all[sslNumber(words.number)] = reason
	}
	for alert, reason := range alertReasons {
		all[sslNumber(1000+uint32(alert))] = reason
	}
	args := []string{"errstr"}
	for number := range all {
		args = append(args, fmt.Sprintf("%08X", number))
	}
	out, err := exec.Command(openssl, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("openssl errstr: %v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(all) {
		t.Fatalf("%d lines for %d numbers", len(lines), len(all))
	}
	for number, reason := range all {
		want := (&Error{Reason: reason, Number: number, Library: sslLibrary}).OpenSSL()
		if !strings.Contains(string(out), want+"\n") {
			t.Errorf("openssl does not say %q", want)
		}
	}
}
