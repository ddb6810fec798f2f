package jstests

import (
	"bufio"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Servers of a few protocols, each with just what its package's script asks
// for, in Go's TLS.

// dialog is one connection, which may begin in the clear.
type dialog func(raw net.Conn, secure func() (net.Conn, error)) error

// speak serves connections until the test ends, and returns the port.
func speak(t *testing.T, talk dialog) string {
	t.Helper()
	pair, err := tls.LoadX509KeyPair("server-cert.pem", "server-key.pem")
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			raw, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer raw.Close()
				_ = raw.SetDeadline(time.Now().Add(deadline))
				secure := func() (net.Conn, error) {
					conn := tls.Server(raw, &tls.Config{Certificates: []tls.Certificate{pair}})
					return conn, conn.Handshake()
				}
				// A client that goes in the middle shows in its own output.
				if err := talk(raw, secure); err != nil && !errors.Is(err, io.EOF) {
					t.Logf("the server stopped: %v", err)
				}
			}()
		}
	}()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// fromTheStart is for protocols that begin with TLS.
func fromTheStart(talk func(conn net.Conn) error) dialog {
	return func(_ net.Conn, secure func() (net.Conn, error)) error {
		conn, err := secure()
		if err != nil {
			return err
		}
		defer conn.Close()
		return talk(conn)
	}
}

// postgres answers SSLRequest, a start-up without a password and simple queries.
func postgres(raw net.Conn, secure func() (net.Conn, error)) error {
	const sslRequest = 80877103
	var request [8]byte
	if _, err := io.ReadFull(raw, request[:]); err != nil {
		return err
	}
	if code := binary.BigEndian.Uint32(request[4:]); code != sslRequest {
		return fmt.Errorf("request code %d", code)
	}
	if _, err := raw.Write([]byte("S")); err != nil {
		return err
	}
	conn, err := secure()
	if err != nil {
		return err
	}
	defer conn.Close()
	message := func(kind byte, body string) {
		_, _ = conn.Write(append(binary.BigEndian.AppendUint32([]byte{kind}, uint32(4+len(body))), body...))
	}
	if _, err := lengthAndBody(conn, 0); err != nil { // start-up
		return err
	}
	message('R', "\x00\x00\x00\x00")
	message('Z', "I")
	for {
		body, err := lengthAndBody(conn, 1)
		if err != nil || body[0] != 'Q' {
			return err
		}
		value := strings.TrimSuffix(strings.TrimPrefix(string(body[1:]), "SELECT "), "\x00")
		message('T', "\x00\x01answer\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x19\xff\xff\xff\xff\xff\xff\x00\x00")
		message('D', "\x00\x01"+string(binary.BigEndian.AppendUint32(nil, uint32(len(value))))+value)
		message('C', "SELECT 1\x00")
		message('Z', "I")
	}
}

// lengthAndBody reads a message whose length, itself included, stands behind
// some bytes of a head; it returns head and body.
func lengthAndBody(r io.Reader, head int) ([]byte, error) {
	start := make([]byte, head+4)
	if _, err := io.ReadFull(r, start); err != nil {
		return nil, err
	}
	length := int(binary.BigEndian.Uint32(start[head:])) - 4
	if length < 0 || length > 1<<20 {
		return nil, fmt.Errorf("a message of %d bytes", length)
	}
	body := make([]byte, head+length)
	copy(body, start[:head])
	_, err := io.ReadFull(r, body[head:])
	return body, err
}

// redis answers PING and ECHO.
func redis(conn net.Conn) error {
	lines := bufio.NewReader(conn)
	number := func(mark byte) (int, error) {
		line, err := lines.ReadString('\n')
		if err != nil || line[0] != mark {
			return 0, errors.Join(err, fmt.Errorf("line %q", line))
		}
		return strconv.Atoi(strings.TrimSpace(line[1:]))
	}
	for {
		n, err := number('*')
		if err != nil {
			return io.EOF
		}
		words := make([]string, n)
		for i := range words {
			size, err := number('$')
			if err != nil {
				return err
			}
			word := make([]byte, size+2)
			if _, err := io.ReadFull(lines, word); err != nil {
				return err
			}
			words[i] = string(word[:size])
		}
		answer := "+OK\r\n"
		switch strings.ToUpper(words[0]) {
		case "PING":
			answer = "+PONG\r\n"
		case "ECHO":
			answer = fmt.Sprintf("$%d\r\n%s\r\n", len(words[1]), words[1])
		}
		if _, err := io.WriteString(conn, answer); err != nil {
			return err
		}
	}
}

// mqtt accepts a client and gives what it publishes back to it.
func mqtt(conn net.Conn) error {
	in := bufio.NewReader(conn)
	for {
		kind, err := in.ReadByte()
		if err != nil {
			return err
		}
		length, err := binary.ReadUvarint(in)
		if err != nil || length > 1<<20 {
			return errors.Join(err, fmt.Errorf("a packet of %d bytes", length))
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(in, body); err != nil {
			return err
		}
		var answer []byte
		switch kind >> 4 {
		case 1: // CONNECT
			answer = []byte{0x20, 2, 0, 0}
		case 8: // SUBSCRIBE
			answer = []byte{0x90, 3, body[0], body[1], 0}
		case 3: // PUBLISH
			answer = append(binary.AppendUvarint([]byte{kind}, length), body...)
		case 14: // DISCONNECT
			return nil
		}
		if _, err := conn.Write(answer); err != nil {
			return err
		}
	}
}

// ldap answers StartTLS in the clear, and a bind within TLS.
func ldap(raw net.Conn, secure func() (net.Conn, error)) error {
	const bindRequest, unbindRequest, extendedRequest = 0x60, 0x42, 0x77
	conn := raw
	for {
		message := make([]byte, 2)
		if _, err := io.ReadFull(conn, message); err != nil {
			return err
		}
		length := int(message[1])
		if length > 0x80 {
			long := make([]byte, length&0x7f)
			if _, err := io.ReadFull(conn, long); err != nil {
				return err
			}
			length = 0
			for _, b := range long {
				length = length<<8 | int(b)
			}
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(conn, body); err != nil {
			return err
		}
		id, operation := body[:2+body[1]], body[2+body[1]]
		if operation == unbindRequest {
			return nil
		}
		// Requests and responses are neighbours; success, no name, no text.
		answer := append(append([]byte{0x30, byte(len(id) + 9)}, id...), operation+1, 7, 0x0a, 1, 0, 4, 0, 4, 0)
		if _, err := conn.Write(answer); err != nil {
			return err
		}
		switch operation {
		case extendedRequest:
			var err error
			if conn, err = secure(); err != nil {
				return err
			}
			defer conn.Close()
		case bindRequest:
			if conn == raw {
				return errors.New("a password in the clear")
			}
		}
	}
}

// mysql greets in the clear and goes on within TLS, with any password.
func mysql(raw net.Conn, secure func() (net.Conn, error)) error {
	packet := func(conn net.Conn, number byte, body string) {
		_, _ = conn.Write(append([]byte{byte(len(body)), byte(len(body) >> 8), 0, number}, body...))
	}
	read := func(conn net.Conn) ([]byte, error) {
		var head [4]byte
		if _, err := io.ReadFull(conn, head[:]); err != nil {
			return nil, err
		}
		body := make([]byte, int(head[0])|int(head[1])<<8|int(head[2])<<16)
		_, err := io.ReadFull(conn, body)
		return body, err
	}
	const sslAndProtocol41 = "\x08\x8a" // with CLIENT_SECURE_CONNECTION and CLIENT_CONNECT_WITH_DB
	packet(raw, 0, "\x0a8.0.0-test\x00\x01\x00\x00\x00"+"saltsalt\x00"+sslAndProtocol41+"\x21\x02\x00\x08\x00\x15"+
		strings.Repeat("\x00", 10)+"saltsaltsalt\x00mysql_native_password\x00")
	if _, err := read(raw); err != nil { // SSLRequest
		return err
	}
	conn, err := secure()
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := read(conn); err != nil { // the same again, with user and password
		return err
	}
	const okay = "\x00\x00\x00\x02\x00\x00\x00"
	packet(conn, 3, okay)
	for {
		command, err := read(conn)
		if err != nil || command[0] == 1 { // COM_QUIT
			return err
		}
		packet(conn, 1, okay)
	}
}

// amqp opens and closes a connection.
func amqp(conn net.Conn) error {
	const start, tune, openOK, closeOK = 10, 30, 41, 51
	send := func(method byte, body string) {
		payload := "\x00\x0a\x00" + string(method) + body
		_, _ = conn.Write([]byte("\x01\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(payload)))) + payload + "\xce"))
	}
	if _, err := io.ReadFull(conn, make([]byte, 8)); err != nil { // AMQP 0 0 9 1
		return err
	}
	send(start, "\x00\x09\x00\x00\x00\x00\x00\x00\x00\x05PLAIN\x00\x00\x00\x05en_US")
	for {
		head := make([]byte, 7)
		if _, err := io.ReadFull(conn, head); err != nil {
			return err
		}
		body := make([]byte, binary.BigEndian.Uint32(head[3:])+1)
		if _, err := io.ReadFull(conn, body); err != nil {
			return err
		}
		if head[0] != 1 { // a heartbeat
			continue
		}
		switch body[3] {
		case 11: // start-ok
			send(tune, "\x00\x00\x00\x02\x00\x00\x00\x00")
		case 40: // open
			send(openOK, "\x00")
		case 50: // close
			send(closeOK, "")
		}
	}
}

// smtp takes one mail (RFC 5321) after STARTTLS (RFC 3207), and answers with what
// it was.
func smtp(raw net.Conn, secure func() (net.Conn, error)) error {
	conn, lines := raw, bufio.NewReader(raw)
	if _, err := io.WriteString(conn, "220 here\r\n"); err != nil {
		return err
	}
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return err
		}
		verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " ")
		answer := "250 ok"
		switch {
		case verb == "EHLO" && conn == raw:
			answer = "250-here\r\n250 STARTTLS"
		case verb == "STARTTLS":
			answer = "220 go on"
		case conn == raw:
			answer = "530 must begin with STARTTLS"
		case verb == "DATA":
			if _, err := io.WriteString(conn, "354 go on\r\n"); err != nil {
				return err
			}
			dotted := 0
			for line = ""; line != ".\r\n"; {
				if line, err = lines.ReadString('\n'); err != nil {
					return err
				}
				if strings.HasPrefix(line, "..") {
					dotted++
				}
			}
			answer = fmt.Sprintf("250 taken, dotted %d", dotted)
		case verb == "QUIT":
			answer = "221 bye"
		}
		if _, err := io.WriteString(conn, answer+"\r\n"); err != nil {
			return err
		}
		switch verb {
		case "QUIT":
			return conn.Close()
		case "STARTTLS":
			if conn, err = secure(); err != nil {
				return err
			}
			lines = bufio.NewReader(conn)
		}
	}
}

// TestPackagesOverTLS lets each package do its work over TLS, as it begins it:
// at once, or on a connection that began in the clear.
func TestPackagesOverTLS(t *testing.T) {
	for name, talk := range map[string]dialog{
		"pg":         postgres,
		"ioredis":    fromTheStart(redis),
		"mqtt":       fromTheStart(mqtt),
		"ldapts":     ldap,
		"mysql2":     mysql,
		"amqplib":    fromTheStart(amqp),
		"nodemailer": smtp,
	} {
		t.Run(name, func(t *testing.T) {
			runPackage(t, name, func(t *testing.T) []string { return []string{speak(t, talk)} })
		})
	}
}

// TestPackagesOverHTTPS lets packages talk to a server of their own process.
func TestPackagesOverHTTPS(t *testing.T) {
	for _, name := range []string{"axios", "express", "https-proxy-agent", "ws"} {
		t.Run(name, func(t *testing.T) { runPackage(t, name, func(*testing.T) []string { return nil }) })
	}
}

// TestPackagesOverHTTP does so in the clear: frameworks, what stands before their
// applications, and what asks them.
func TestPackagesOverHTTP(t *testing.T) {
	for _, name := range []string{"compression", "fastify", "hapi", "http-proxy", "koa", "socket.io", "supertest"} {
		t.Run(name, func(t *testing.T) { runPackage(t, name, func(*testing.T) []string { return nil }) })
	}
}

// TestPackagesOverHTTP2 does so by http2.
func TestPackagesOverHTTP2(t *testing.T) {
	for _, name := range []string{"fastify-http2", "grpc-js"} {
		t.Run(name, func(t *testing.T) { runPackage(t, name, func(*testing.T) []string { return nil }) })
	}
}

// TestPackageSMTP lets a mail server and a client of packages talk to each other.
func TestPackageSMTP(t *testing.T) {
	runPackage(t, "smtp-server", func(*testing.T) []string { return nil })
}

// TestPackageForge lets the TLS that node-forge has in JavaScript be the client
// of a server of ours.
func TestPackageForge(t *testing.T) {
	runPackage(t, "node-forge", func(*testing.T) []string { return nil })
}
