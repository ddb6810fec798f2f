package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// request is what a plain client asks for.
const request = "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n"

// requests sends each connection's share of requests, one after the other, over
// HTTP without TLS.
func (l *load) requests() error {
	return l.together(func() error {
		c, err := net.Dial("tcp", l.address)
		if err != nil {
			return err
		}
		defer c.Close()
		in := bufio.NewReader(c)
		for range l.count / l.connections {
			begin := time.Now()
			if err := l.ask(c, in); err != nil {
				return err
			}
			l.took(time.Since(begin))
		}
		return nil
	})
}

// ask sends one request and reads its answer, after which the connection must be
// good for another.
func (l *load) ask(c net.Conn, in *bufio.Reader) error {
	if _, err := io.WriteString(c, request); err != nil {
		return err
	}
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, res.Body)
	l.bytes.Add(n)
	if err == nil && (res.StatusCode != http.StatusOK || res.Close || n == 0) {
		err = fmt.Errorf("status %d, %d bytes, closed: %v", res.StatusCode, n, res.Close)
	}
	return err
}
