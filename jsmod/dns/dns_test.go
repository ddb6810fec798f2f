package dns_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/net/dns/dnsmessage"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// zone is a name server for tests, over UDP and TCP on one port.
type zone struct {
	t         *testing.T
	addr      string
	udp, tcp  atomic.Int32
	answers   map[dnsmessage.Type][]dnsmessage.Resource
	truncated bool
}

func serve(t *testing.T, z *zone) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p, err := net.ListenPacket("udp", l.Addr().String())
	if err != nil {
		t.Skipf("the port is not free for UDP: %v", err)
	}
	z.t, z.addr = t, l.Addr().String()
	t.Cleanup(func() { l.Close(); p.Close() })
	go func() {
		buf := make([]byte, 2048)
		for {
			n, from, err := p.ReadFrom(buf)
			if err != nil {
				return
			}
			z.udp.Add(1)
			p.WriteTo([]byte("not a reply"), from) // must be passed over
			p.WriteTo(z.reply(buf[:n], z.truncated), from)
		}
	}()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			z.tcp.Add(1)
			var size [2]byte
			io.ReadFull(c, size[:])
			buf := make([]byte, binary.BigEndian.Uint16(size[:]))
			io.ReadFull(c, buf)
			out := z.reply(buf, false)
			c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...))
			c.Close()
		}
	}()
}

func (z *zone) reply(request []byte, cut bool) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(request); err != nil {
		z.t.Errorf("bad request: %v", err)
	}
	q := m.Questions[0]
	r := dnsmessage.Message{Header: dnsmessage.Header{ID: m.ID, Response: true, Truncated: cut}, Questions: m.Questions}
	switch name := q.Name.String(); {
	case strings.HasPrefix(name, "missing."):
		r.RCode = dnsmessage.RCodeNameError
	case strings.HasPrefix(name, "broken."):
		r.RCode = dnsmessage.RCodeServerFailure
	case strings.HasPrefix(name, "refused."):
		r.RCode = dnsmessage.RCodeRefused
	case !cut:
		for kind, list := range z.answers {
			if q.Type != kind && q.Type != dnsmessage.TypeALL {
				continue
			}
			for _, a := range list {
				a.Header.Name, a.Header.Class, a.Header.Type, a.Header.TTL = q.Name, dnsmessage.ClassINET, kind, 77
				r.Answers = append(r.Answers, a)
			}
		}
	}
	out, err := r.Pack()
	if err != nil {
		z.t.Errorf("pack: %v", err)
	}
	return out
}

func fullZone() *zone {
	name := dnsmessage.MustNewName
	body := func(b dnsmessage.ResourceBody) []dnsmessage.Resource { return []dnsmessage.Resource{{Body: b}} }
	return &zone{answers: map[dnsmessage.Type][]dnsmessage.Resource{
		dnsmessage.TypeA:     {{Body: &dnsmessage.AResource{A: [4]byte{1, 2, 3, 4}}}, {Body: &dnsmessage.AResource{A: [4]byte{5, 6, 7, 8}}}},
		dnsmessage.TypeAAAA:  body(&dnsmessage.AAAAResource{AAAA: [16]byte{0x20, 1, 0xd, 0xb8, 15: 1}}),
		dnsmessage.TypeCNAME: body(&dnsmessage.CNAMEResource{CNAME: name("c.example.")}),
		dnsmessage.TypeMX:    body(&dnsmessage.MXResource{Pref: 10, MX: name("mx.example.")}),
		dnsmessage.TypeNS:    body(&dnsmessage.NSResource{NS: name("ns.example.")}),
		dnsmessage.TypePTR:   body(&dnsmessage.PTRResource{PTR: name("host.example.")}),
		dnsmessage.TypeTXT:   body(&dnsmessage.TXTResource{TXT: []string{"one", "two"}}),
		dnsmessage.TypeSRV:   body(&dnsmessage.SRVResource{Priority: 1, Weight: 2, Port: 3, Target: name("srv.example.")}),
		dnsmessage.TypeSOA: body(&dnsmessage.SOAResource{
			NS: name("ns.example."), MBox: name("root.example."), Serial: 1, Refresh: 2, Retry: 3, Expire: 4, MinTTL: 5,
		}),
		35:  body(&dnsmessage.UnknownResource{Type: 35, Data: []byte("\x00\x1e\x00\x64\x01s\x07SIP+D2U\x00\x01x\x02yz\x00")}),
		257: body(&dnsmessage.UnknownResource{Type: 257, Data: []byte("\x00\x05issueca.example")}),
	}}
}

// ask runs a script with r, a promise resolver that asks the zone.
func ask(t *testing.T, z *zone, script string) string {
	t.Helper()
	return jstest.Run(t, `const dns = require('dns');
const r = new dns.promises.Resolver({ timeout: 2000, tries: 2 });
r.setServers(['`+z.addr+`']);
const out = (x) => console.log(JSON.stringify(x));
(async () => {`+script+`})().catch((e) => console.log('threw', e.stack));`)
}

func TestRecords(t *testing.T) {
	z := fullZone()
	serve(t, z)
	got := ask(t, z, `
out(await r.resolve('a.example'));
out(await r.resolve4('a.example', { ttl: true }));
out(await r.resolve6('a.example'));
out(await r.resolveCname('a.example'));
out(await r.resolveMx('a.example'));
out(await r.resolveNs('a.example'));
out(await r.resolvePtr('a.example'));
out(await r.resolveTxt('a.example'));
out(await r.resolveSrv('a.example'));
out(await r.resolveSoa('a.example'));
out(await r.resolveNaptr('a.example'));
out(await r.resolveCaa('a.example'));
out(await r.reverse('1.2.3.4'));
out((await r.resolveAny('a.example')).map((x) => x.type).sort());
out((await r.resolveAny('a.example')).find((x) => x.type === 'A'));`)
	want := `["1.2.3.4","5.6.7.8"]
[{"address":"1.2.3.4","ttl":77},{"address":"5.6.7.8","ttl":77}]
["2001:db8::1"]
["c.example"]
[{"exchange":"mx.example","priority":10}]
["ns.example"]
["host.example"]
[["one","two"]]
[{"name":"srv.example","port":3,"priority":1,"weight":2}]
{"nsname":"ns.example","hostmaster":"root.example","serial":1,"refresh":2,"retry":3,"expire":4,"minttl":5}
[{"flags":"s","service":"SIP+D2U","regexp":"","replacement":"x.yz","order":30,"preference":100}]
[{"critical":0,"issue":"ca.example"}]
["host.example"]
["A","A","AAAA","CAA","CNAME","MX","NAPTR","NS","PTR","SOA","SRV","TXT"]
{"address":"1.2.3.4","ttl":77,"type":"A"}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if z.tcp.Load() != 0 {
		t.Errorf("%d questions over TCP", z.tcp.Load())
	}
}

func TestTruncatedAnswersComeOverTCP(t *testing.T) {
	z := fullZone()
	z.truncated = true
	serve(t, z)
	if got := ask(t, z, `out(await r.resolve4('a.example'));`); got != "[\"1.2.3.4\",\"5.6.7.8\"]\n" {
		t.Errorf("got %s", got)
	}
	if z.udp.Load() != 1 || z.tcp.Load() != 1 {
		t.Errorf("%d over UDP, %d over TCP", z.udp.Load(), z.tcp.Load())
	}
}

func TestFailures(t *testing.T) {
	z := &zone{}
	serve(t, z)
	got := ask(t, z, `
for (const name of ['missing.example', 'broken.example', 'refused.example', 'empty.example', 'x'.repeat(64)]) {
  await r.resolveMx(name).then(() => out('answered'), (e) => out([e.code, e.message, e.syscall, e.hostname]));
}`)
	want := `["ENOTFOUND","queryMx ENOTFOUND missing.example","queryMx","missing.example"]
["ESERVFAIL","queryMx ESERVFAIL broken.example","queryMx","broken.example"]
["EREFUSED","queryMx EREFUSED refused.example","queryMx","refused.example"]
["ENODATA","queryMx ENODATA empty.example","queryMx","empty.example"]
`
	if !strings.HasPrefix(got, want) || !strings.Contains(got, `["EBADNAME"`) {
		t.Errorf("got\n%s", got)
	}
}

// hostNet is a network of the embedder's own: only its resolver is used.
type hostNet struct{ r *net.Resolver }

func (hostNet) Dial(context.Context, string, string, net.Addr) (net.Conn, error) {
	return nil, errors.New("no dialling here")
}

func (hostNet) Listen(context.Context, string, string, module.ListenOptions) (net.Listener, error) {
	return nil, errors.New("no listening here")
}

func (h hostNet) Resolver() *net.Resolver { return h.r }

// TestHostsResolverIsAsked proves that no question goes around the embedder.
func TestHostsResolverIsAsked(t *testing.T) {
	var dials atomic.Int32
	r := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		dials.Add(1)
		return nil, module.ErrDenied
	}}
	var opt jsmod.Options
	opt.Permissions.Net = hostNet{r}
	res := jstest.Sandboxed(t, opt, `const dns = require('dns');
dns.lookup('some.example', (e) => { if (!e) throw new Error('answered'); });
dns.resolve4('some.example', (e) => { if (e.code !== 'ERR_ACCESS_DENIED') throw e; });`)
	if res.Err != nil {
		t.Fatal(res.Err)
	}
	if dials.Load() == 0 {
		t.Fatal("the host's resolver was not asked")
	}
}

func TestWithoutNetwork(t *testing.T) {
	res := jstest.Sandboxed(t, jsmod.Options{}, `const dns = require('dns');
const denied = (e) => { if (!e || e.code !== 'ERR_ACCESS_DENIED' || e.permission !== 'Net') throw e; };
dns.lookup('localhost', denied);
dns.resolve4('a.example', denied);
dns.reverse('1.2.3.4', denied);
dns.lookupService('127.0.0.1', 80, denied);
dns.promises.lookup('localhost').then(() => { throw new Error('answered'); }, denied);
if (dns.getServers().length !== 0) throw new Error('servers told');`)
	if res.Err != nil {
		t.Fatal(res.Err)
	}
}

func TestCloseEndsQuestions(t *testing.T) {
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	res := jstest.Exec(t, jsmod.Options{}, `const dns = require('dns');
const r = new dns.Resolver({ timeout: 60000 });
r.setServers(['`+silent.LocalAddr().String()+`']);
r.resolve4('a.example', () => {});
setTimeout(() => process.exit(3), 20);`)
	if res.Code != 3 {
		t.Fatalf("exit %d, %v", res.Code, res.Err)
	}
}
