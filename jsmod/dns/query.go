package dns

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"

	"github.com/dop251/goja"
	"golang.org/x/net/dns/dnsmessage"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// question is one call of resolve.
type question struct {
	name    string
	kind    dnsmessage.Type
	servers []string // host:port; empty means the system's
	local4  string
	local6  string
	timeout time.Duration // of the first round; it doubles with each
	tries   int
}

// failure is c-ares' code of a question that has no answer.
type failure string

func (f failure) Error() string { return string(f) }

// query({name, type, servers, local4, local6, timeout, tries}, done) asks name
// servers; done gets the records of records.go. It returns a function that
// cancels.
func (n *names) query(call goja.FunctionCall) goja.Value {
	o := call.Argument(0)
	q := question{
		name:    bind.String(o, "name"),
		kind:    dnsmessage.Type(bind.Int(o, "type", 0)),
		servers: bind.Strings(n.vm, bind.Prop(o, "servers")),
		local4:  bind.String(o, "local4"),
		local6:  bind.String(o, "local6"),
		timeout: time.Duration(bind.Int(o, "timeout", -1)) * time.Millisecond,
		tries:   int(bind.Int(o, "tries", 4)),
	}
	if q.timeout < 0 {
		q.timeout = 2 * time.Second // c-ares' own
	}
	cancel := n.ask(bind.Callback(call.Argument(1)), func(ctx context.Context, r *net.Resolver) answer {
		resources, err := q.resolve(ctx, r)
		if err != nil {
			return answer{code: queryCode(ctx, err)}
		}
		records := decode(resources, q.kind)
		if len(records) == 0 {
			return answer{code: "ENODATA"}
		}
		return answer{value: func() goja.Value { return n.list(records) }}
	})
	return n.vm.ToValue(func(goja.FunctionCall) goja.Value {
		cancel()
		return goja.Undefined()
	})
}

func queryCode(ctx context.Context, err error) string {
	var f failure
	var ne net.Error
	switch {
	case ctx.Err() != nil:
		return "ECANCELLED"
	case errors.Is(err, module.ErrDenied):
		return "ERR_ACCESS_DENIED"
	case errors.As(err, &f):
		return string(f)
	case errors.As(err, &ne) && ne.Timeout():
		return "ETIMEOUT"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "ECONNREFUSED"
	}
	return "ECONNREFUSED" // no server could be spoken to, whatever the reason
}

// resolve asks each server in turn, up to tries rounds.
func (q *question) resolve(ctx context.Context, r *net.Resolver) ([]dnsmessage.Resource, error) {
	name, err := fullName(q.name)
	if err != nil {
		return nil, err
	}
	servers := q.servers
	if len(servers) == 0 {
		servers = discover(ctx)
	}
	var last error = failure("ECONNREFUSED")
	timeout := q.timeout
	for range max(1, q.tries) {
		for _, server := range servers {
			found, err := q.exchange(ctx, r, server, name, timeout)
			var final failure
			if err == nil || (errors.As(err, &final) && final != "ESERVFAIL") || ctx.Err() != nil {
				return found, err
			}
			last = err
		}
		timeout *= 2
	}
	return nil, last
}

// fullName makes a name of the wire's: absolute, its labels of lawful length.
func fullName(s string) (dnsmessage.Name, error) {
	if s == "" {
		return dnsmessage.Name{}, failure("ENOTFOUND")
	}
	s = strings.TrimSuffix(s, ".") + "."
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		if len(label) == 0 || len(label) > 63 {
			return dnsmessage.Name{}, failure("EBADNAME")
		}
	}
	name, err := dnsmessage.NewName(s)
	if err != nil {
		return name, failure("EBADNAME")
	}
	return name, nil
}

// exchange asks one server over UDP, and over TCP when the answer was cut.
func (q *question) exchange(ctx context.Context, r *net.Resolver, server string, name dnsmessage.Name, timeout time.Duration) ([]dnsmessage.Resource, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	id := uint16(rand.Uint32())
	request, err := pack(id, name, q.kind)
	if err != nil {
		return nil, failure("EBADQUERY")
	}
	for _, network := range []string{"udp", "tcp"} {
		reply, err := q.roundTrip(ctx, r, network, server, request, id)
		if err != nil {
			return nil, err
		}
		if reply.Truncated && network == "udp" {
			continue
		}
		return results(reply)
	}
	return nil, failure("EBADRESP")
}

// results turns a reply into records or its failure.
func results(reply *dnsmessage.Message) ([]dnsmessage.Resource, error) {
	switch reply.RCode {
	case dnsmessage.RCodeSuccess:
		if len(reply.Answers) == 0 {
			return nil, failure("ENODATA")
		}
		return reply.Answers, nil
	case dnsmessage.RCodeNameError:
		return nil, failure("ENOTFOUND")
	case dnsmessage.RCodeFormatError:
		return nil, failure("EFORMERR")
	case dnsmessage.RCodeNotImplemented:
		return nil, failure("ENOTIMP")
	case dnsmessage.RCodeRefused:
		return nil, failure("EREFUSED")
	}
	return nil, failure("ESERVFAIL")
}

func pack(id uint16, name dnsmessage.Name, kind dnsmessage.Type) ([]byte, error) {
	b := dnsmessage.NewBuilder(nil, dnsmessage.Header{ID: id, RecursionDesired: true})
	b.EnableCompression()
	if err := b.StartQuestions(); err != nil {
		return nil, err
	}
	if err := b.Question(dnsmessage.Question{Name: name, Type: kind, Class: dnsmessage.ClassINET}); err != nil {
		return nil, err
	}
	if err := b.StartAdditionals(); err != nil {
		return nil, err
	}
	// RFC 6891: tell how large a UDP answer may be.
	var edns dnsmessage.ResourceHeader
	if err := edns.SetEDNS0(maxUDP, dnsmessage.RCodeSuccess, false); err != nil {
		return nil, err
	}
	if err := b.OPTResource(edns, dnsmessage.OPTResource{}); err != nil {
		return nil, err
	}
	return b.Finish()
}

// maxUDP is what fits without fragments.
const maxUDP = 1232

// roundTrip sends the request and waits for the reply that belongs to it.
func (q *question) roundTrip(ctx context.Context, r *net.Resolver, network, server string, request []byte, id uint16) (*dnsmessage.Message, error) {
	c, err := q.dial(ctx, r, network, server)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	stop := context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if network == "tcp" {
		request = append(binary.BigEndian.AppendUint16(nil, uint16(len(request))), request...)
	}
	if _, err := c.Write(request); err != nil {
		return nil, err
	}
	buf := make([]byte, 1<<16)
	for {
		n, err := readReply(c, network, buf)
		if err != nil {
			return nil, err
		}
		var m dnsmessage.Message
		if err := m.Unpack(buf[:n]); err != nil || !m.Response || m.ID != id {
			if network == "tcp" {
				return nil, failure("EBADRESP")
			}
			continue // somebody else's, or forged: wait on until the deadline
		}
		return &m, nil
	}
}

func readReply(c net.Conn, network string, buf []byte) (int, error) {
	if network == "udp" {
		return c.Read(buf)
	}
	if _, err := io.ReadFull(c, buf[:2]); err != nil {
		return 0, err
	}
	n := int(binary.BigEndian.Uint16(buf))
	return io.ReadFull(c, buf[:n])
}

// dial reaches a server the way the host's resolver does.
func (q *question) dial(ctx context.Context, r *net.Resolver, network, server string) (net.Conn, error) {
	if r.Dial != nil {
		return r.Dial(ctx, network, server)
	}
	var d net.Dialer
	local := q.local4
	if a, err := netip.ParseAddrPort(server); err == nil && a.Addr().Is6() {
		local = q.local6
	}
	if ip := net.ParseIP(local); ip != nil {
		d.LocalAddr = &net.UDPAddr{IP: ip}
		if network == "tcp" {
			d.LocalAddr = &net.TCPAddr{IP: ip}
		}
	}
	return d.DialContext(ctx, network, server)
}

// discover finds the system's servers as Go's resolver knows them on every
// platform: it is asked a question and refused every dial, which tells whom it
// would have asked.
func discover(ctx context.Context) []string {
	var found []string
	seen := map[string]bool{}
	probe := net.Resolver{PreferGo: true, Dial: func(_ context.Context, _, address string) (net.Conn, error) {
		if !seen[address] {
			seen[address] = true
			found = append(found, address)
		}
		return nil, syscall.ECONNREFUSED
	}}
	_, _ = probe.LookupNS(ctx, "invalid.")
	return found
}

// systemServers() lists them as host:port.
func (n *names) systemServers(goja.FunctionCall) goja.Value {
	if n.resolver() == nil {
		return n.vm.NewArray()
	}
	list := discover(n.host.Context())
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return n.vm.NewArray(values...)
}
