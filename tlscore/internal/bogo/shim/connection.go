package main

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

// subject is one connection of an implementation under test.
type subject interface {
	io.ReadWriteCloser
	HandshakeContext(ctx context.Context) error
	CloseWrite() error
	Renegotiate(ctx context.Context) error
	// facts tell what was agreed on; they are asked for after a handshake.
	facts() facts
	export(label string, context []byte, length int) ([]byte, error)
}

// subjects make the implementations under test.
var subjects = map[string]func(c *connection, raw net.Conn) (subject, error){
	"tls12":   newEngine,
	"tlscore": newCore,
}

// facts are what a handshake agreed on.
type facts struct {
	version, suite, signature uint16
	curve                     uint16
	resumed, extendedMaster   bool
	secureRenegotiation       bool
	serverName, alpn, npn     string
	ocsp                      []byte
	local, peer               [][]byte
	finished, peerFinished    []byte
	renegotiations            int
	newSession                bool // somebody can resume it, and could not before
}

// connection is one of those that a run of the shim performs.
type connection struct {
	*options
	settings   *settings
	memory     *memory
	resumption bool
	subject    subject
	// advertised is the ALPN offer that a server's hook saw.
	advertised []string
	asked      int  // renegotiations that the peer wanted
	stored     bool // a server's session got an id
	gotSession bool // a client got a session that it did not offer
}

var errExpectation = errors.New("expectation failed")

func missed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errExpectation, fmt.Sprintf(format, args...))
}

// open performs the first handshake and looks at its results.
func (c *connection) open(ctx context.Context) error {
	if c.implicitHandshake {
		return nil
	}
	if err := c.subject.HandshakeContext(ctx); err != nil {
		return err
	}
	if c.handshakeNeverDone {
		return missed("the handshake ended")
	}
	if c.extraHandshake {
		if err := c.subject.HandshakeContext(ctx); err != nil {
			return err
		}
	}
	if err := c.check(c.subject.facts()); err != nil {
		return err
	}
	if c.renegotiate {
		return c.subject.Renegotiate(ctx)
	}
	return nil
}

// exchange speaks until the runner closes.
func (c *connection) exchange() error {
	if err := c.sayFirst(); err != nil {
		return err
	}
	if c.shimShutsDown {
		return c.shutDownFirst()
	}
	if !c.differentSizes {
		if err := c.echo(); err != nil {
			return err
		}
	}
	err := c.subject.CloseWrite()
	if errors.Is(err, net.ErrClosed) || c.differentSizes {
		return nil
	}
	return nilIfGone(err)
}

// nilIfGone forgives a runner that closes without waiting for a goodbye.
func nilIfGone(err error) error {
	var op *net.OpError
	if errors.As(err, &op) || errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		return nil
	}
	return err
}

func (c *connection) sayFirst() error {
	if c.exportLength > 0 {
		keys, err := c.exported(c.exportLength)
		if err == nil {
			_, err = c.subject.Write(keys)
		}
		if err != nil {
			return err
		}
	}
	if c.tlsUnique {
		if _, err := c.subject.Write(uniqueOf(c.subject.facts(), c.isServer)); err != nil {
			return err
		}
	}
	if c.shimWritesFirst {
		if _, err := c.subject.Write([]byte("hello")); err != nil {
			return err
		}
	}
	if c.differentSizes {
		data := bytes.Repeat([]byte{0x42}, 32769)
		for _, n := range []int{0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769} {
			if _, err := c.subject.Write(data[:n]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *connection) exported(n int) ([]byte, error) {
	var context []byte
	if c.useExportContext {
		context = append([]byte{}, c.exportContext...)
	}
	return c.subject.export(c.exportLabel, context, n)
}

// uniqueOf is the first Finished of the handshake (RFC 5929 section 3).
func uniqueOf(f facts, isServer bool) []byte {
	if isServer == f.resumed {
		return f.finished
	}
	return f.peerFinished
}

// echo answers every byte with its complement.
func (c *connection) echo() error {
	size := c.readSize
	if size == 0 {
		size = 512
	}
	buffer := make([]byte, size)
	for {
		n, err := c.subject.Read(buffer)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF) && !c.checkCloseNotify:
			return nil
		case err != nil:
			return err
		}
		if c.exportBetweenReads {
			if _, err := c.exported(1); err != nil {
				return err
			}
		}
		for i := range buffer[:n] {
			buffer[i] ^= 0xff
		}
		if _, err := c.subject.Write(buffer[:n]); err != nil {
			return err
		}
	}
}

// shutDownFirst says goodbye and, if told so, waits for the runner's.
func (c *connection) shutDownFirst() error {
	if err := c.subject.CloseWrite(); err != nil || !c.checkCloseNotify {
		return nilIfGone(err)
	}
	if _, err := io.Copy(io.Discard, c.subject); err != nil {
		return err
	}
	return nil
}

// check holds a handshake's results against what the flags expect.
func (c *connection) check(f facts) error {
	e := &c.expect
	if f.resumed {
		// BoringSSL's sessions remember them, ours and Node's do not.
		f.curve, f.signature = uint16(e.curve), uint16(e.signature)
	}
	if c.resumption && e.resumeCurve != 0 {
		f.curve = uint16(e.curve)
	}
	for _, pair := range []struct {
		what      string
		want, got int
	}{
		{"version", e.version, int(f.version)}, {"cipher suite", e.cipher, int(f.suite)},
		{"cipher suite", e.cipherAES, int(f.suite)},
		{"group", e.curve, int(f.curve)}, {"signature scheme", e.signature, int(f.signature)},
	} {
		if pair.want != 0 && pair.want != pair.got {
			return missed("%s %#04x, got %#04x", pair.what, pair.want, pair.got)
		}
	}
	alpn := e.alpn
	if c.isServer {
		alpn = c.selectALPN
	}
	switch {
	case f.resumed != (c.resumption && !e.sessionMiss):
		return missed("session resumed: %v", f.resumed)
	case e.serverName != "" && f.serverName != e.serverName, e.noServerName && f.serverName != "":
		return missed("server name %q", f.serverName)
	case (e.nextProto != "" || e.noNextProto) && f.npn != e.nextProto:
		return missed("next protocol %q, got %q", e.nextProto, f.npn)
	case f.alpn != alpn:
		return missed("ALPN %q, got %q", alpn, f.alpn)
	case e.advertisedALPN != "" && e.advertisedALPN != wire(c.advertised):
		return missed("ALPN offer %q, got %q", e.advertisedALPN, c.advertised)
	case e.extendedMaster && !f.extendedMaster:
		return missed("extended master secret")
	case e.secureRenegotiation && !f.secureRenegotiation, e.noSecureRenegotiation && f.secureRenegotiation:
		return missed("secure renegotiation: %v", f.secureRenegotiation)
	case e.ocsp != nil && !f.resumed && !bytes.Equal(e.ocsp, f.ocsp):
		return missed("OCSP response %x, got %x", e.ocsp, f.ocsp)
	}
	if err := c.checkSession(f); err != nil {
		return err
	}
	return c.checkCertificates(f)
}

func (c *connection) checkSession(f facts) error {
	e := &c.expect
	switch {
	case c.isServer && !c.resumption && (e.sessionID && !c.stored || e.noSessionID && c.stored):
		return missed("session with an id: %v", c.stored)
	case !c.isServer && !c.settings.Of2015 && f.version < 0x304 && f.newSession != (!e.noSession && (!f.resumed || e.ticketRenewal)):
		return missed("a new session: %v", f.newSession)
	}
	return nil
}

func (c *connection) checkCertificates(f facts) error {
	if (!c.isServer || c.requireClientCert) && len(f.peer) == 0 && !c.verifyFail {
		return missed("a certificate of the peer")
	}
	if c.expect.peerCertFile != "" {
		want, err := readChain(c.expect.peerCertFile)
		if err != nil {
			return err
		}
		if len(want) != len(f.peer) || !bytes.Equal(bytes.Join(want, nil), bytes.Join(f.peer, nil)) {
			return missed("another chain of the peer")
		}
	}
	if c.expect.selected == nil || f.resumed {
		return nil
	}
	selected := -1
	for i, cred := range c.credentials {
		if chain, err := readChain(cred.certFile); err == nil && len(f.local) > 0 && bytes.Equal(chain[0], f.local[0]) {
			selected = i
			break
		}
	}
	if selected != *c.expect.selected {
		return missed("credential %d, got %d", *c.expect.selected, selected)
	}
	return nil
}

func (c *connection) checkAtEnd() error {
	f := c.subject.facts()
	if f.renegotiations != c.expect.renegotiations && !c.settings.Of2015 {
		return missed("%d renegotiations, got %d", c.expect.renegotiations, f.renegotiations)
	}
	return nil
}

// readChain reads the certificates of a PEM file.
func readChain(path string) ([][]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var chain [][]byte
	for {
		var block *pem.Block
		if block, b = pem.Decode(b); block == nil {
			break
		}
		if block.Type == "CERTIFICATE" {
			chain = append(chain, block.Bytes)
		}
	}
	if len(chain) == 0 {
		return nil, fmt.Errorf("%s: no certificate", path)
	}
	return chain, nil
}

// split reads length-prefixed names.
func split(s string) (names []string) {
	for len(s) > 0 {
		n := min(1+int(s[0]), len(s))
		names = append(names, s[1:n])
		s = s[n:]
	}
	return names
}

func wire(names []string) string {
	var b []byte
	for _, name := range names {
		b = append(append(b, byte(len(name))), name...)
	}
	return string(b)
}
