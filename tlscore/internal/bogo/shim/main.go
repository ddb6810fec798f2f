// Command shim stands between BoringSSL's test runner and the two
// implementations of this module: the engine tlscore/tls12 alone, or tlscore as
// a whole. TestBoGo in the folder above builds and runs it.
//
// For each connection that the runner wants it dials the runner, performs a
// handshake in the role asked for, answers every byte with its complement until
// the runner closes, and checks what it was told to expect. It leaves with 0,
// with 89 if it lacks what a flag asks for, and with 1 for every other failure,
// of which it writes to standard error what happened in the module's own words
// and then all of BoringSSL's words that the settings hold to be the same.
package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	exitFailure       = 1
	exitUnimplemented = 89
	// patience ends a shim that the runner has forgotten; the runner of 2015
	// waits for ever.
	patience = 30 * time.Second
)

// settings are the part of the runner's configuration that the shim reads.
type settings struct {
	// UnimplementedFlags are flags that the shim does not serve, with reasons.
	UnimplementedFlags map[string]string
	// ErrorMap has BoringSSL's words and parts of ours that mean the same.
	ErrorMap map[string][]string
	// AnyWord takes every error for the one that was expected: the words of
	// tlscore are OpenSSL's, and its own tests hold them. Alerts count all the
	// same, for the runner sees them.
	AnyWord bool
	// Of2015 says that the runner is of that year: renegotiations were
	// accepted by default, nobody counted them, and new tickets neither.
	Of2015 bool
	// DefaultCiphers is the cipher list without -cipher.
	DefaultCiphers string
}

func main() {
	time.AfterFunc(patience, func() {
		fmt.Fprintln(os.Stderr, "the runner has forgotten this shim")
		os.Exit(exitFailure)
	})
	var s settings
	err := s.load(os.Getenv("TLSJS_BOGO_SETTINGS"))
	if err == nil {
		err = run(os.Args[1:], &s, os.Getenv("TLSJS_BOGO_SUBJECT"))
	}
	if err == nil {
		return
	}
	var lacking *unimplemented
	if errors.As(err, &lacking) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUnimplemented)
	}
	said := describe(err)
	fmt.Fprintln(os.Stderr, said)
	for word, ours := range s.ErrorMap {
		for _, part := range ours {
			if s.AnyWord || strings.Contains(said+"\n", part) {
				fmt.Fprintln(os.Stderr, word)
				break
			}
		}
	}
	os.Exit(exitFailure)
}

func (s *settings) load(path string) error {
	if path == "" {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, s)
}

// run performs all connections that the command line asks for.
func run(args []string, s *settings, subjectName string) error {
	if len(args) == 1 && args[0] == "-is-handshaker-supported" {
		fmt.Println("No")
		return nil
	}
	initial, resumed, err := parse(args, s.UnimplementedFlags)
	if err != nil {
		return err
	}
	make, ok := subjects[subjectName]
	if !ok {
		return fmt.Errorf("TLSJS_BOGO_SUBJECT is %q, not tls12 or tlscore", subjectName)
	}
	count := initial.resumeCount
	if initial.resume {
		count = 1
	}
	var m memory
	for i := range count + 1 {
		o := initial
		if i > 0 {
			o = resumed
		}
		c := &connection{options: o, settings: s, memory: &m, resumption: i > 0}
		if err := c.perform(make); err != nil {
			fmt.Fprintf(os.Stderr, "connection %d:\n", i)
			return err
		}
	}
	return nil
}

// dial connects to the runner and says who is there.
func dial(o *options) (net.Conn, error) {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(o.port))
	if o.ipv6 {
		address = net.JoinHostPort("::1", strconv.Itoa(o.port))
	}
	raw, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	if o.withID {
		if _, err := raw.Write(binary.LittleEndian.AppendUint64(nil, o.shimID)); err != nil {
			return nil, err
		}
	}
	return &lingering{raw.(*net.TCPConn)}, nil
}

// lingering closes like a program whose last alert shall arrive: bytes of the
// peer that nobody reads would make the system throw it away.
type lingering struct{ *net.TCPConn }

func (l *lingering) Close() error {
	_ = l.CloseWrite()
	_ = l.SetReadDeadline(time.Now().Add(2 * time.Second))
	_, _ = io.Copy(io.Discard, l.TCPConn)
	return l.TCPConn.Close()
}

func (c *connection) perform(make func(c *connection, raw net.Conn) (subject, error)) error {
	raw, err := dial(c.options)
	if err != nil {
		return err
	}
	if c.subject, err = make(c, raw); err != nil {
		_ = raw.Close()
		return err
	}
	defer func() { _ = c.subject.Close() }()
	if err := c.open(context.Background()); err != nil {
		return err
	}
	if err := c.exchange(); err != nil {
		return err
	}
	return c.checkAtEnd()
}
