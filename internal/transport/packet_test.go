package transport

import (
	"net"
	"testing"
	"time"
)

func packets(t *testing.T, network, address string, opt PacketOptions) *net.UDPConn {
	t.Helper()
	c, err := ListenPacket(t.Context(), network, address, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	u := c.(*net.UDPConn)
	if err := u.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return u
}

// sent sends at once or, where that cannot be asked, waits.
func sent(t *testing.T, c *net.UDPConn, text string, to *net.UDPAddr) error {
	t.Helper()
	done, err := TrySend(c, []byte(text), to)
	if done || err != nil {
		return err
	}
	if to == nil {
		_, err = c.Write([]byte(text))
	} else {
		_, err = c.WriteTo([]byte(text), to)
	}
	return err
}

func heard(t *testing.T, c *net.UDPConn) (string, *net.UDPAddr) {
	t.Helper()
	buf := make([]byte, 100)
	n, from, err := c.ReadFromUDP(buf)
	if err != nil {
		t.Fatal(err)
	}
	return string(buf[:n]), from
}

// TestConnectPacket: a socket with a peer hears nobody else, and everybody after that.
func TestConnectPacket(t *testing.T) {
	a := packets(t, "udp4", "127.0.0.1:0", PacketOptions{})
	b := packets(t, "udp4", "127.0.0.1:0", PacketOptions{})
	c := packets(t, "udp4", "127.0.0.1:0", PacketOptions{})
	address := func(c *net.UDPConn) *net.UDPAddr { return c.LocalAddr().(*net.UDPAddr) }
	to := address(a)
	if err := ConnectPacket(a, address(b)); err != nil {
		t.Fatal(err)
	}
	for _, from := range []*net.UDPConn{c, b} {
		if err := sent(t, from, address(from).String(), to); err != nil {
			t.Fatal(err)
		}
	}
	if text, from := heard(t, a); text != address(b).String() || from.Port != address(b).Port {
		t.Errorf("heard %q from %v", text, from)
	}
	if err := sent(t, a, "to the peer", nil); err != nil {
		t.Fatal(err)
	}
	if text, _ := heard(t, b); text != "to the peer" {
		t.Errorf("%q", text)
	}
	if err := ConnectPacket(a, nil); err != nil {
		t.Fatal(err)
	}
	if err := sent(t, a, "to nobody", nil); err == nil || Describe(err).Code != "EDESTADDRREQ" {
		t.Errorf("sent without a peer: %v", err)
	}
	if err := ConnectPacket(a, &net.UDPAddr{IP: net.IPv6loopback, Port: 9}); err == nil || Describe(err).Code != "EAFNOSUPPORT" {
		t.Errorf("connected with another family: %v", err)
	}
}

// TestPacketOptions: no broadcasts, both families, one address for two.
func TestPacketOptions(t *testing.T) {
	u := packets(t, "udp4", "127.0.0.1:0", PacketOptions{})
	broadcast := &net.UDPAddr{IP: net.IPv4bcast, Port: 9}
	if err := sent(t, u, "x", broadcast); err == nil || Describe(err).Code != "EACCES" {
		t.Errorf("broadcast: %v", err)
	}
	if err := SetBroadcast(u, true); err != nil {
		t.Error(err)
	}
	if err := SetBufferSize(u, false, 20000); err != nil {
		t.Error(err)
	}
	if n, err := BufferSize(u, false); err != nil || n < 20000 {
		t.Errorf("%d, %v", n, err)
	}
	first := packets(t, "udp4", "127.0.0.1:0", PacketOptions{ReuseAddr: true})
	packets(t, "udp4", first.LocalAddr().String(), PacketOptions{ReuseAddr: true})
	if c, err := ListenPacket(t.Context(), "udp4", first.LocalAddr().String(), PacketOptions{}); err == nil {
		_ = c.Close()
		t.Error("bound what is taken")
	} else if Describe(err).Code != "EADDRINUSE" {
		t.Errorf("%v", Describe(err).Code)
	}
	six, err := ListenPacket(t.Context(), "udp6", "[::]:0", PacketOptions{})
	if err != nil {
		t.Skipf("SKIPPED: no IPv6: %v", err)
	}
	defer six.Close()
	port := six.LocalAddr().(*net.UDPAddr).Port
	if err := sent(t, u, "four", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}); err != nil {
		t.Fatal(err)
	}
	_ = six.SetDeadline(time.Now().Add(10 * time.Second))
	if text, from := heard(t, six.(*net.UDPConn)); text != "four" {
		t.Errorf("%q", text)
	} else if host, _ := SplitAddr(from); host != "::ffff:127.0.0.1" && host != "127.0.0.1" {
		t.Errorf("from %v", host)
	}
	only := packets(t, "udp6", "[::]:0", PacketOptions{IPv6Only: true})
	packets(t, "udp4", net.JoinHostPort("0.0.0.0", portOf(only)), PacketOptions{})
}

func portOf(c *net.UDPConn) string {
	_, port, _ := net.SplitHostPort(c.LocalAddr().String())
	return port
}
