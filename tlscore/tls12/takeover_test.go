package tls12

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
)

// watched is the transport of an engine that will be replaced: it keeps the
// last block that went each way.
type watched struct {
	net.Conn
	mu      sync.Mutex
	in, out []byte
}

func tail(b []byte, n int) []byte {
	return bytes.Clone(b[max(0, len(b)-n):])
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	w.mu.Lock()
	w.in = tail(append(w.in, b[:n]...), 16)
	w.mu.Unlock()
	return n, err
}

func (w *watched) Write(b []byte) (int, error) {
	w.mu.Lock()
	w.out = tail(append(w.out, b...), 16)
	w.mu.Unlock()
	return w.Conn.Write(b)
}

// established describes a connection of ours as another engine would.
func established(c *Conn, w *watched) *Established {
	st := c.State()
	e := &Established{
		IsClient: c.isClient, Version: st.Version, Suite: st.Suite, MasterSecret: st.secrets.master,
		ExtendedMasterSecret: st.ExtendedMasterSecret,
		ClientRandom:         st.secrets.clientRandom, ServerRandom: st.secrets.serverRandom,
		ReadSeq: c.in.seq, WriteSeq: c.out.seq, Finished: st.Finished, PeerFinished: st.PeerFinished,
		SecureRenegotiation: st.SecureRenegotiation, ServerName: st.ServerName, ALPN: st.ALPN,
	}
	n := suiteByID(st.Suite).ivLen(st.Version)
	e.ReadIV, e.WriteIV = tail(w.in, n), tail(w.out, n)
	for _, cert := range st.Peer {
		e.PeerCertificates = append(e.PeerCertificates, cert.Raw)
	}
	return e
}

// Both ends are taken over in the middle of a conversation, and renegotiate.
func TestTakeover(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		for _, noEMS := range []bool{false, true} {
			a, b := tcpPair(t)
			wa, wb := &watched{Conn: a}, &watched{Conn: b}
			cc, sc := clientOf(s, version), serverOf(s, version)
			cc.NoExtendedMasterSecret = noEMS
			sc.AcceptRenegotiation = accept
			client, server := Client(wa, cc), Server(wb, sc)
			mustShake(t, client, server)

			heir, err := Takeover(b, sc, established(server, wb))
			if err != nil {
				t.Fatal(err)
			}
			clientHeir, err := Takeover(a, cc, established(client, wa))
			if err != nil {
				t.Fatal(err)
			}
			sends(t, clientHeir, heir, []byte("still the old keys"))
			served := make(chan error, 1)
			go func() {
				got := make([]byte, 3)
				_, err := io.ReadFull(heir, got)
				served <- err
			}()
			if err := clientHeir.Renegotiate(context.Background()); err != nil {
				t.Fatal(err)
			}
			if _, err := clientHeir.Write([]byte("new")); err != nil {
				t.Fatal(err)
			}
			if err := <-served; err != nil {
				t.Fatal(err)
			}
			talk(t, clientHeir, heir)
			if heir.State().Handshakes != 2 {
				t.Error("handshakes:", heir.State().Handshakes)
			}
		}
	})
}

func TestTakeoverWantsEverything(t *testing.T) {
	good := Established{IsClient: true, Version: tls.VersionTLS10, Suite: tls.TLS_RSA_WITH_AES_128_CBC_SHA,
		MasterSecret: make([]byte, 48), ClientRandom: make([]byte, 32), ServerRandom: make([]byte, 32),
		ReadIV: make([]byte, 16), WriteIV: make([]byte, 16)}
	config := &Config{VerifyPeer: trustAll}
	if _, err := Takeover(nil, config, &good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Established){
		"suite":    func(e *Established) { e.Suite = tls.TLS_RSA_WITH_RC4_128_SHA },
		"version":  func(e *Established) { e.Suite = tls.TLS_RSA_WITH_AES_128_GCM_SHA256 },
		"master":   func(e *Established) { e.MasterSecret = nil },
		"random":   func(e *Established) { e.ServerRandom = nil },
		"iv":       func(e *Established) { e.WriteIV = nil },
		"finished": func(e *Established) { e.SecureRenegotiation = true },
		"chain":    func(e *Established) { e.PeerCertificates = [][]byte{{1}} },
	} {
		e := good
		spoil(&e)
		var failure *Error
		if _, err := Takeover(nil, config, &e); !errors.As(err, &failure) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
