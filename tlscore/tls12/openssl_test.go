package tls12

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tlsjs/internal/freeport"
)

// openssl starts the program and ends it with the test.
func openssl(t *testing.T, args ...string) (stdin io.WriteCloser, stdout *bufio.Reader, wait func() string) {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("no openssl on this machine")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	cmd := exec.CommandContext(ctx, path, args...)
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(out)
	done := false
	wait = func() string {
		if done {
			return ""
		}
		done = true
		rest, _ := io.ReadAll(reader)
		_ = cmd.Wait()
		cancel()
		return string(rest) + stderr.String()
	}
	t.Cleanup(func() { cancel(); wait() })
	return in, reader, wait
}

// pemFiles writes a certificate and its key.
func pemFiles(t *testing.T, cert tls.Certificate) (certFile, keyFile string) {
	t.Helper()
	dir := t.TempDir()
	key, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		"cert.pem": {Type: "CERTIFICATE", Bytes: cert.Certificate[0]}, "key.pem": {Type: "PRIVATE KEY", Bytes: key},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
}

var versionFlags = map[uint16]string{tls.VersionTLS10: "-tls1", tls.VersionTLS11: "-tls1_1", tls.VersionTLS12: "-tls1_2"}

// serveEcho listens and serves one connection at a time with echo until closed.
func serveEcho(t *testing.T, config *Config) (address string, states <-chan *State, errs <-chan error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	found, failed, ended := make(chan *State, 16), make(chan error, 16), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			raw, err := l.Accept()
			if err != nil {
				return
			}
			_ = raw.SetDeadline(time.Now().Add(15 * time.Second))
			c := Server(raw, config)
			_, err = io.Copy(c, c)
			if err != nil {
				failed <- err
			}
			if st := c.State(); st != nil {
				found <- st
			}
			c.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-ended })
	return l.Addr().String(), found, failed
}

func TestOpenSSLClient(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		if s.bulk == bulk3DES {
			t.Skip("OpenSSL 3 is built without 3DES in TLS")
		}
		config := serverOf(s, version)
		config.AcceptRenegotiation, config.NPN = accept, []string{"spdy/3", "http/1.1"}
		address, states, errs := serveEcho(t, config)
		in, out, wait := openssl(t, "s_client", "-connect", address, versionFlags[version],
			"-cipher", "ALL:@SECLEVEL=0", "-nextprotoneg", "http/1.1", "-psk", hex.EncodeToString(testPSK), "-psk_identity", "me")
		fmt.Fprintf(in, "before\n")
		expectLine(t, out, "before", wait)
		fmt.Fprintf(in, "R\n")
		time.Sleep(50 * time.Millisecond) // s_client takes a command alone in its read
		fmt.Fprintf(in, "after\n")
		expectLine(t, out, "after", wait)
		fmt.Fprintf(in, "Q\n")
		wait()
		select {
		case st := <-states:
			if st.Handshakes != 2 || st.NPN != "http/1.1" || !st.NPNOverlap {
				t.Errorf("%d handshakes, NPN %q", st.Handshakes, st.NPN)
			}
		case err := <-errs:
			t.Error(err)
		}
	})
}

func expectLine(t *testing.T, r *bufio.Reader, want string, wait func() string) {
	t.Helper()
	var all strings.Builder
	for {
		line, err := r.ReadString('\n')
		all.WriteString(line)
		if strings.TrimSpace(line) == want {
			return
		}
		if err != nil {
			t.Fatalf("no %q: %v\n%s%s", want, err, all.String(), wait())
		}
	}
}

func TestOpenSSLServer(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		if s.bulk == bulk3DES {
			t.Skip("OpenSSL 3 is built without 3DES in TLS")
		}
		t.Parallel() // s_server sleeps for a second after each renegotiation
		shown := []string{"-nocert"}
		if !s.certless() {
			certFile, keyFile := pemFiles(t, testCert(certFor(s)))
			shown = []string{"-cert", certFile, "-key", keyFile}
		}
		port := freeport.Find(t)
		_, out, wait := openssl(t, append([]string{"s_server", "-accept", port, versionFlags[version],
			"-cipher", "ALL:@SECLEVEL=0", "-rev", "-client_renegotiation", "-nextprotoneg", "spdy/3,http/1.1",
			"-psk", hex.EncodeToString(testPSK), "-psk_identity", "me", "-psk_hint", "who?"}, shown...)...)
		expectLine(t, out, "ACCEPT", wait)
		raw, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Fatal(err)
		}
		defer raw.Close()
		_ = raw.SetDeadline(time.Now().Add(10 * time.Second))
		config := clientOf(s, version)
		config.NPN = []string{"http/1.1"}
		c := Client(raw, config)
		lines := bufio.NewReader(c)
		for i, word := range []string{"before", "after"} {
			if i == 1 {
				if err := c.Renegotiate(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := fmt.Fprintf(c, "%s\n", word); err != nil {
				t.Fatal(err)
			}
			line, err := lines.ReadString('\n')
			if want := map[string]string{"before": "erofeb\n", "after": "retfa\n"}[word]; err != nil || line != want {
				t.Fatalf("%q %v", line, err)
			}
		}
		if st := c.State(); st.Handshakes != 2 || st.NPN != "http/1.1" {
			t.Errorf("%d handshakes, NPN %q", st.Handshakes, st.NPN)
		}
	})
}

// s_client resumes by session id, five times.
func TestOpenSSLReconnectsBySessionID(t *testing.T) {
	s := suiteByID(dheAES256GCM)
	config := serverOf(s, tls.VersionTLS12)
	stored := map[string]*Session{} // one connection at a time
	config.PutSession = func(_ context.Context, id []byte, s *Session) error { stored[string(id)] = s; return nil }
	config.GetSession = func(_ context.Context, id []byte) (*Session, error) { return stored[string(id)], nil }
	address, states, _ := serveEcho(t, config)
	in, _, wait := openssl(t, "s_client", "-connect", address, "-tls1_2", "-no_ticket", "-reconnect", "-cipher", "ALL:@SECLEVEL=0")
	in.Close()
	output := wait()
	if n := strings.Count(output, "Reused, TLSv1.2"); n != 5 {
		t.Errorf("%d resumptions\n%s", n, output)
	}
	for i := range 6 {
		if st := <-states; st.Resumed != (i > 0) {
			t.Errorf("connection %d: resumed %v", i, st.Resumed)
		}
	}
}

// The groups of RFC 7919 are OpenSSL's, and its files are read.
func TestFFDHE(t *testing.T) {
	for _, bits := range []int{2048, 3072, 4096, 6144, 8192} {
		_, out, wait := openssl(t, "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", fmt.Sprintf("group:ffdhe%d", bits), "-text")
		text, _ := io.ReadAll(out)
		wait()
		block, _ := pem.Decode(text[bytes.Index(text, []byte("-----BEGIN")):])
		if block == nil {
			t.Fatalf("%s", text)
		}
		// RFC 7919's groups are written as PKCS#3 with generator and length.
		d, err := ParseDHParams(pem.EncodeToMemory(block))
		if err != nil {
			t.Fatalf("%d: %v\n%s", bits, err, block.Type)
		}
		if !bytes.Equal(d.p, FFDHE(bits).p) || !bytes.Equal(d.g, []byte{2}) || d.Bits() != bits {
			t.Errorf("ffdhe%d differs", bits)
		}
	}
	if FFDHE(1024) != nil {
		t.Error("a group that RFC 7919 does not have")
	}
}
