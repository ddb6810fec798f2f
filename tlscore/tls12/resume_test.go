package tls12

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"testing"
)

// store is a server's tickets and session ids, in the open.
type store map[string]*Session

func (st store) tickets(c *Config) {
	c.SealTicket = func(s *Session) ([]byte, uint32, error) { st["ticket"] = s; return []byte("ticket"), 300, nil }
	c.OpenTicket = func(ticket []byte) (*Session, bool) { return st[string(ticket)], false }
}

func (st store) ids(c *Config) {
	c.PutSession = func(_ context.Context, id []byte, s *Session) error { st[string(id)] = s; return nil }
	c.GetSession = func(_ context.Context, id []byte) (*Session, error) { return st[string(id)], nil }
}

func TestResumption(t *testing.T) {
	for name, keep := range map[string]func(store, *Config){"tickets": store.tickets, "ids": store.ids} {
		everyCase(t, func(t *testing.T, s *suite, version uint16) {
			sc, cc := serverOf(s, version), clientOf(s, version)
			keep(store{}, sc)
			cc.NewSession = func(s *Session) { cc.Session = s }
			judged := []bool{}
			cc.VerifyPeer = func(_ context.Context, chain []*x509.Certificate, resumed bool) error {
				if len(chain) == 1 {
					judged = append(judged, resumed)
				}
				return nil
			}
			sc.AcceptRenegotiation = accept
			for i := range 3 {
				a, b := tcpPair(t)
				client, server := Client(a, cc), Server(b, sc)
				mustShake(t, client, server)
				if client.State().Resumed != (i > 0) || server.State().Resumed != (i > 0) {
					t.Fatalf("%s: connection %d: resumed %v", name, i, client.State().Resumed)
				}
				go func() { _, _ = server.Read(make([]byte, 1)) }()
				if err := client.Renegotiate(context.Background()); err != nil || client.State().Resumed {
					t.Fatal("renegotiation after it:", err)
				}
			}
			if s.certless() && len(judged) == 0 {
				return
			}
			if len(judged) != 6 || judged[0] || !judged[2] {
				t.Error("verdicts:", judged)
			}
		})
	}
}

// What must not be resumed leads to a full handshake, or to none (RFC 7627).
func TestNotResumable(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	cases := map[string]struct {
		change        func(client, server *Config)
		resumed, fail bool
	}{
		"the same":         {func(_, _ *Config) {}, true, false},
		"another name":     {func(c, _ *Config) { c.ServerName = "example.org" }, false, false},
		"another suite":    {func(_, s *Config) { s.Suites = []uint16{dheAES128GCM} }, false, false},
		"no certificate":   {func(_, s *Config) { s.ClientAuth, s.VerifyPeer = RequireClientCert, trustAll }, false, true},
		"unknown ticket":   {func(_, s *Config) { s.OpenTicket = func([]byte) (*Session, bool) { return nil, false } }, false, false},
		"no EMS any more":  {func(c, _ *Config) { c.NoExtendedMasterSecret = true }, false, false},
		"other secret":     {func(c, _ *Config) { x := *c.Session; x.MasterSecret = make([]byte, 48); c.Session = &x }, false, true},
		"server lost EMS":  {func(_, s *Config) { s.NoExtendedMasterSecret = true }, false, true},
		"the client's end": {func(c, _ *Config) { c.Session = nil }, false, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			sc, cc := serverOf(s, tls.VersionTLS12), clientOf(s, tls.VersionTLS12)
			sc.Suites, cc.Suites = nil, nil
			store{}.tickets(sc)
			cc.NewSession = func(s *Session) { cc.Session = s }
			a, b := tcpPair(t)
			mustShake(t, Client(a, cc), Server(b, sc))
			c.change(cc, sc)
			a, b = tcpPair(t)
			client, server := Client(a, cc), Server(b, sc)
			clientErr, serverErr := shake(client, server)
			if failed := clientErr != nil || serverErr != nil; failed != c.fail {
				t.Fatal(clientErr, serverErr)
			}
			if !c.fail && client.State().Resumed != c.resumed {
				t.Error("resumed:", client.State().Resumed)
			}
		})
	}
}

// A client without tickets gets none, uses none, and resumes by id.
func TestNoTickets(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc, cc := serverOf(s, tls.VersionTLS12), clientOf(s, tls.VersionTLS12)
	st := store{}
	st.tickets(sc)
	st.ids(sc)
	cc.NewSession = func(s *Session) { cc.Session = s }
	for i, want := range []struct{ without, resumed bool }{{false, false}, {true, false}, {true, true}} {
		cc.NoTickets = want.without
		a, b := tcpPair(t)
		client, server := Client(a, cc), Server(b, sc)
		mustShake(t, client, server)
		if client.State().Resumed != want.resumed || want.without != (len(cc.Session.Ticket) == 0) {
			t.Errorf("connection %d: resumed %v, ticket %q", i, client.State().Resumed, cc.Session.Ticket)
		}
	}
}

// crypto/tls resumes with our tickets, and we with its.
func TestResumptionAgainstCryptoTLS(t *testing.T) {
	everySharedCase(t, func(t *testing.T, s *suite, version uint16) {
		sc, theirClient := serverOf(s, version), cryptoTLS(s, version)
		store{}.tickets(sc)
		theirClient.ClientSessionCache = tls.NewLRUClientSessionCache(1)
		cc, theirServer := clientOf(s, version), cryptoTLS(s, version)
		cc.NewSession = func(s *Session) { cc.Session = s }
		for i := range 2 {
			a, b := tcpPair(t)
			client := tls.Client(a, theirClient)
			mustShake(t, client, Server(b, sc))
			if client.ConnectionState().DidResume != (i > 0) {
				t.Error("crypto/tls's client: connection", i)
			}
			a, b = tcpPair(t)
			ours := Client(a, cc)
			mustShake(t, ours, tls.Server(b, theirServer))
			if ours.State().Resumed != (i > 0) {
				t.Error("crypto/tls's server: connection", i)
			}
		}
	})
}
