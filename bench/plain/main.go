// Command plain is what bench/scripts/server.cjs does, in Go on crypto/tls
// alone: the limit that a runtime on Go can come near to.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: plain MODE FOLDER [FILE]")
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, "plain:", serve(os.Args[1], os.Args[2], os.Args[3:]))
	os.Exit(1)
}

// serve returns why it could not go on.
func serve(mode, folder string, rest []string) error {
	pair, err := tls.LoadX509KeyPair(filepath.Join(folder, "server-cert.pem"), filepath.Join(folder, "server-key.pem"))
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	fmt.Println("port", port)
	if mode == "http" {
		return http.Serve(l, http.HandlerFunc(hello))
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair}}
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			answer(mode, tls.Server(conn, config), rest)
		}()
	}
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello, world\n") }

// answer serves one connection. A peer that goes away is no matter.
func answer(mode string, c *tls.Conn, rest []string) {
	switch mode {
	case "handshake":
		_, _ = c.Write([]byte("x"))
	case "pipe", "utf8", "data":
		_, _ = io.CopyBuffer(struct{ io.Writer }{c}, struct{ io.Reader }{c}, make([]byte, 64<<10))
	case "download":
		f, err := os.Open(rest[0])
		if err != nil {
			return
		}
		defer f.Close()
		_, _ = io.CopyBuffer(struct{ io.Writer }{c}, struct{ io.Reader }{f}, make([]byte, 64<<10))
	case "idle":
		_, _ = io.Copy(io.Discard, c)
	}
	_ = c.CloseWrite()
}
