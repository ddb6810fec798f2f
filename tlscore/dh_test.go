package tlscore

import (
	"os/exec"
	"strings"
	"testing"

	"tlsjs/internal/freeport"
)

var dheSuites = []string{
	"DHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-GCM-SHA256", "DHE-RSA-CHACHA20-POLY1305",
	"DHE-RSA-AES256-SHA256", "DHE-RSA-AES128-SHA256", "DHE-RSA-AES256-SHA", "DHE-RSA-AES128-SHA",
}

func TestOpenSSLDHE(t *testing.T) {
	dir := keyDir(t)
	for _, suite := range append(dheSuites, "ECDHE-RSA-AES256-SHA384", "AES256-SHA256") {
		t.Run(suite, func(t *testing.T) {
			port, accepted := acceptOne(t, ServerConfig{Context: mustContext(t, identity(Options{DHAuto: true}, "rsa"))})
			client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-cipher", suite)
			conn := <-accepted
			if err := handshake(t, conn); err != nil || conn.State().Cipher.Name != suite {
				t.Fatalf("%v, %+v", err, conn.State())
			}
			client.expect(t, "Cipher is "+suite)

			port = freeport.Find(t)
			start(t, dir, "openssl", "s_server", "-accept", port, "-key", "rsa-key.pem", "-cert", "rsa-cert.pem", "-cipher", suite)
			c := Client(dialPort(t, port), ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))})
			if err := handshake(t, c); err != nil || c.State().Cipher.Name != suite || c.State().VerifyError != nil {
				t.Fatalf("%v, %+v", err, c.State())
			}
			if g := c.State().Group; strings.HasPrefix(suite, "DHE") && (g.Type != "DH" || g.Bits < 2048 || g.Name != "") {
				t.Errorf("group %+v", g)
			}
			_ = c.Close()
		})
	}
}

func TestDHParams(t *testing.T) {
	generate := func(bits string) []byte {
		out, err := exec.Command(program(t, "openssl"), "dhparam", "-dsaparam", bits).Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	client := mustContext(t, trusting(Options{MaxVersion: 0x0303, Ciphers: "DHE"}, "rsa"))
	try := func(o Options) *pair {
		return shake(t, ClientConfig{Context: client}, ServerConfig{Context: mustContext(t, identity(o, "rsa"))})
	}
	if p := try(Options{DHParams: generate("1024")}); p.clientErr != nil || p.client.State().Group.Bits != 1024 {
		t.Errorf("1024 bits: %v", p.clientErr)
	}
	for _, o := range []Options{{}, {DHParams: []byte("garbage")}} {
		mustReason(t, try(o).serverErr, ReasonNoSharedCipher)
	}
	_, err := NewContext(identity(Options{DHParams: generate("512")}, "rsa"))
	if e := mustReason(t, err, ReasonBadConfig); e.Code != "ERR_INVALID_ARG_VALUE" {
		t.Error(e.Code)
	}
	strict := mustContext(t, trusting(Options{MaxVersion: 0x0303, Ciphers: "DHE:@SECLEVEL=2"}, "rsa"))
	p := shake(t, ClientConfig{Context: strict}, ServerConfig{Context: mustContext(t, identity(Options{DHParams: generate("1024")}, "rsa"))})
	mustReason(t, p.clientErr, ReasonDHKeyTooSmall)
	p = shake(t, ClientConfig{Context: client, MinDHBits: 2048}, ServerConfig{Context: mustContext(t, identity(Options{DHParams: generate("1024")}, "rsa"))})
	if e := mustReason(t, p.clientErr, ReasonDHKeyTooSmall); e.Code != "ERR_TLS_DH_PARAM_SIZE" {
		t.Error(e.Code)
	}
}
