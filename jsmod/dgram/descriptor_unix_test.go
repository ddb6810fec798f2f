//go:build unix

package dgram_test

import (
	"errors"
	"fmt"
	"net"
	"syscall"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

// TestDescriptor: a socket of the process is the script's only with Process.
func TestDescriptor(t *testing.T) {
	p := everything()
	p.Process = false
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: p}, `require('dgram').createSocket('udp4').bind({ fd: 3 });`)
	var e *jsmod.Error
	if !errors.As(r.Err, &e) || e.Code != "ERR_ACCESS_DENIED" {
		t.Errorf("%v", r.Err)
	}
	c, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := c.LocalAddr().(*net.UDPAddr).Port
	file, err := c.(*net.UDPConn).File()
	if err != nil {
		t.Fatal(err)
	}
	// The script closes this one.
	fd, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	_ = c.Close()
	got := jstest.Run(t, fmt.Sprintf(`
		const s = require('dgram').createSocket('udp4');
		s.bind({ fd: %d });
		console.log(s.address().port === %d);
		s.on('message', (m) => { console.log(String(m)); s.close(); });
		s.send('to itself', s.address().port, '127.0.0.1');`, fd, port))
	if got != "true\nto itself\n" {
		t.Errorf("%q", got)
	}
}
