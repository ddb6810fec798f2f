package transport

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

func TestDescribeRealErrors(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the texts of package net for unix sockets differ there")
	}
	ctx := context.Background()
	taken, err := Listen(ctx, "tcp", "127.0.0.1:0", ListenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	port := taken.Addr().(*net.TCPAddr).Port
	_, inUse := Listen(ctx, "tcp", taken.Addr().String(), ListenOptions{})
	_, notOurs := Listen(ctx, "tcp", "192.0.2.1:0", ListenOptions{})
	_, badBind := Dial(ctx, "tcp", taken.Addr().String(), &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)})
	taken.Close()
	_, refused := Dial(ctx, "tcp", taken.Addr().String(), nil)
	missing := filepath.Join(t.TempDir(), "none")
	_, noPath := Dial(ctx, "unix", missing, nil)
	late, cancel := context.WithTimeout(ctx, time.Nanosecond)
	defer cancel()
	_, timeout := Dial(late, "tcp", taken.Addr().String(), nil)

	for _, tt := range []struct {
		name string
		err  error
		want Failure
	}{
		{"in use", inUse, Failure{Code: "EADDRINUSE", Syscall: "bind", Text: "address already in use", Address: "127.0.0.1", Port: port}},
		{"not ours", notOurs, Failure{Code: "EADDRNOTAVAIL", Syscall: "bind", Text: "address not available", Address: "192.0.2.1"}},
		{"local address", badBind, Failure{Code: "EADDRNOTAVAIL", Syscall: "bind", Text: "address not available", Address: "192.0.2.1"}},
		{"refused", refused, Failure{Code: "ECONNREFUSED", Syscall: "connect", Text: "connection refused", Address: "127.0.0.1", Port: port}},
		{"no path", noPath, Failure{Code: "ENOENT", Syscall: "connect", Text: "no such file or directory", Address: missing}},
		{"timeout", timeout, Failure{Code: "ETIMEDOUT", Syscall: "connect", Text: "connection timed out", Address: "127.0.0.1", Port: port}},
		{"foreign", errors.New("odd thing"), Failure{Code: "UNKNOWN", Text: "odd thing"}},
		{"closed", net.ErrClosed, Failure{Code: "ECANCELED", Text: "operation canceled"}},
		{"cut", io.ErrUnexpectedEOF, Failure{Code: "ECONNRESET", Text: "connection reset by peer"}},
	} {
		got := Describe(tt.err)
		if got.Errno >= 0 {
			t.Errorf("%s: errno %d", tt.name, got.Errno)
		}
		if !errors.Is(got, tt.err) {
			t.Errorf("%s: does not wrap its cause", tt.name)
		}
		if Describe(got) != got {
			t.Errorf("%s: described twice", tt.name)
		}
		g := *got
		g.Errno, g.Err = 0, nil
		if g != tt.want {
			t.Errorf("%s:\n got %+v\nwant %+v", tt.name, g, tt.want)
		}
	}
	if got, want := Describe(refused).Error(), "connect ECONNREFUSED 127.0.0.1:"+strconv.Itoa(port); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestNumbersAreNodes compares the whole table with Node's own.
func TestNumbersAreNodes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: the error table is not compared")
	}
	out, err := exec.Command(node, "-p", `JSON.stringify([...require('util').getSystemErrorMap()].map(([n,[c,t]])=>[c,t,String(n)]))`).Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows [][3]string
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, row := range rows {
		text, ok := texts[row[0]]
		if !ok {
			continue
		}
		seen++
		if n := strconv.Itoa(errnoOf(row[0])); n != row[2] || text != row[1] {
			t.Errorf("%s: %s %q, Node says %s %q", row[0], n, text, row[2], row[1])
		}
	}
	if seen < len(texts)-2 {
		t.Errorf("only %d of %d rows are known to Node", seen, len(texts))
	}
}

func TestEveryCodeHasAText(t *testing.T) {
	for errno, code := range codes {
		if texts[code] == "" {
			t.Errorf("%s has no text", code)
		}
		if runtime.GOOS != "windows" && errnoOf(code) != -int(errno) {
			t.Errorf("%s has number %d", code, errnoOf(code))
		}
	}
}
