package tls

import (
	"context"
	"errors"
	"net"
	"sync/atomic"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// session is a TLS connection as JavaScript sees it: the object behind a
// TLSSocket. As a net.Conn it lies under a stream handle of net's.
type session struct {
	*tlscore.Conn
	b     *binding
	owner *goja.Object // the TLSSocket, which is this in every event
	obj   *goja.Object
	hold  *eventloop.Handle // keeps the loop alive during the handshake
	below *duplex           // nil over a socket
	// life ends when the script gives the connection up, by cancel.
	life   context.Context
	cancel context.CancelFunc
	server bool
	keylog atomic.Bool // somebody listens for 'keylog'
	// aborted: the script has given the connection up.
	aborted atomic.Bool
}

// events are the JavaScript functions that sessions and duplexes call.
type events struct {
	handshake, sni, alpn, ocsp, keylog, session goja.Callable
	newSession, resumeSession                   goja.Callable
	renegotiation, renegotiationFailed          goja.Callable
	output, outputEnd, wanted, dropped          goja.Callable
}

// setup takes the functions that sessions call, with the socket as this.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	fns := call.Argument(0)
	for name, fn := range map[string]*goja.Callable{
		"onhandshake": &b.events.handshake, "onsni": &b.events.sni, "onalpn": &b.events.alpn,
		"onocsp": &b.events.ocsp, "onkeylog": &b.events.keylog, "onsession": &b.events.session,
		"onnewsession": &b.events.newSession, "onresumesession": &b.events.resumeSession,
		"onrenegotiation": &b.events.renegotiation, "onrenegotiationfailed": &b.events.renegotiationFailed,
		"onoutput": &b.events.output, "onoutputend": &b.events.outputEnd,
		"onwanted": &b.events.wanted, "ondropped": &b.events.dropped,
	} {
		if v := bind.Prop(fns, name); v != nil {
			*fn = bind.Callback(v)
		}
	}
	return goja.Undefined()
}

// detacher is what a stream handle of net's carries.
type detacher interface {
	Detach() (*transport.Detached, error)
}

// wrap(raw, socket, options, unread) lays TLS over a connection: raw is a stream
// handle or a duplex, unread a Buffer that was read from it already. It
// returns undefined when the connection is gone.
func (b *binding) wrap(call goja.FunctionCall) goja.Value {
	raw, ok := b.below(call.Argument(0), call.Argument(3))
	if !ok {
		return goja.Undefined()
	}
	s := &session{b: b, owner: call.Argument(1).ToObject(b.vm), hold: b.host.Loop().NewHandle()}
	s.obj = b.sessions.New(s)
	s.life, s.cancel = context.WithCancel(b.host.Context())
	if s.below, _ = bind.Unwrap[*duplex](call.Argument(0)); s.below != nil {
		s.hold.Unref() // the duplex has its own
	}
	options := call.Argument(2)
	s.keylog.Store(bind.Bool(options, "keylog"))
	ctx := coreContext(bind.Prop(options, "context"))
	s.server = bind.Bool(options, "isServer")
	if s.server {
		s.Conn = tlscore.Server(raw, s.serverConfig(ctx, options))
	} else {
		s.Conn = tlscore.Client(raw, s.clientConfig(ctx, options))
	}
	return s.obj
}

// below takes the connection out of what JavaScript has.
func (b *binding) below(v, unread goja.Value) (net.Conn, bool) {
	if d, ok := bind.Unwrap[*duplex](v); ok {
		return d.conn, true
	}
	d, ok := bind.Unwrap[detacher](v)
	if !ok {
		return nil, false
	}
	conn, err := d.Detach()
	if err != nil {
		return nil, false
	}
	if data, ok := bind.CopyBytes(unread); ok {
		conn.Unread(data)
	}
	return conn, true
}

func (s *session) clientConfig(ctx *tlscore.Context, options goja.Value) tlscore.ClientConfig {
	return tlscore.ClientConfig{
		Context:     ctx,
		ServerName:  bind.String(options, "servername"),
		ALPN:        s.b.protocolNames(bind.Prop(options, "alpn")),
		NPN:         s.b.protocolNames(bind.Prop(options, "npn")),
		Session:     byteProp(options, "session"),
		RequestOCSP: bind.Bool(options, "requestOCSP"),
		// A server must not hear of a client that turns it down.
		HoldFinished: true,
		KeyLog:       s.logKey,

		AcceptRenegotiation: s.askRenegotiation,
		Handshaken:          s.handshaken,
		NewSession: func(der []byte) {
			s.post(func() { s.call(s.b.events.session, bind.NewBuffer(s.b.host, der)) })
		},
	}
}

func (s *session) logKey(line string) {
	s.b.keyLog.write(line)
	if s.keylog.Load() {
		s.post(func() { s.call(s.b.events.keylog, bind.NewBuffer(s.b.host, []byte(line))) })
	}
}

// CloseWrite half-closes the connection. That a close_notify could not be sent
// is no error, as in Node: a peer that has gone needs none, and one that broke
// the connection is told of by reading.
func (s *session) CloseWrite() error { return ofProtocol(s.Conn.CloseWrite()) }

// SealEnd is CloseWrite where that need not wait, with the same errors.
func (s *session) SealEnd() (done bool, err error) {
	done, err = s.Conn.SealEnd()
	return done, ofProtocol(err)
}

// ofProtocol leaves out errors of the transport.
func ofProtocol(err error) error {
	var ours *tlscore.Error
	if errors.As(err, &ours) {
		return err
	}
	return nil
}

// post enters JavaScript from another goroutine.
func (s *session) post(fn func()) bool {
	return s.b.host.Loop().Post(func() { s.b.host.Enter(fn) })
}

// call calls an event. It runs inside Enter.
func (s *session) call(fn goja.Callable, args ...goja.Value) {
	if fn != nil {
		s.b.host.Call(fn, s.owner, args...)
	}
}

// start() runs the handshake on a goroutine of its own; onhandshake follows.
func (s *session) start(goja.FunctionCall) goja.Value {
	s.b.host.Go(func(context.Context) {
		err := s.HandshakeContext(s.life)
		if err != nil {
			_ = s.Close()
		}
		told := make(chan struct{})
		posted := s.post(func() {
			defer close(told)
			s.hold.Close()
			if err != nil {
				s.call(s.b.events.handshake, s.b.errorObject(err))
				return
			}
			s.settled(1)
			s.call(s.b.events.handshake, goja.Undefined(), s.facts())
		})
		// A server over a socket holds nothing back.
		if err != nil || !posted || s.server && s.below == nil {
			return
		}
		select {
		case <-told:
			if !s.aborted.Load() {
				_ = s.Release() // the next write tells why it failed
			}
			if s.below != nil {
				s.b.host.Loop().Post(func() { s.settled(-1) })
			}
		case <-s.b.host.Context().Done():
		}
	})
	return goja.Undefined()
}

// settled is called on the loop at the end of the handshake, with 1, and when its
// last flight has gone out, with -1.
func (s *session) settled(n int) {
	if s.below != nil {
		s.below.flights += n
		s.below.update()
	}
}

// waits counts the hooks that JavaScript has not answered. It is called on the
// loop.
func (s *session) waits(n int) {
	if s.below != nil {
		s.below.asking += n
		s.below.update()
	}
}

// abort() ends a handshake under way; a connection that has a stream handle is
// closed by that.
func (s *session) abort(goja.FunctionCall) goja.Value {
	s.aborted.Store(true)
	s.cancel()
	s.hold.Close()
	return goja.Undefined()
}

// facts is what a socket wants to know at once: [protocol of ALPN, server
// name, is resumed, code of the verdict, its text, peer has a certificate, OCSP
// response, protocol of NPN or false].
func (s *session) facts() goja.Value {
	st := s.State()
	code, text := "", ""
	if st.VerifyError != nil {
		code, text = st.VerifyError.Code.NodeName(), st.VerifyError.Code.Text()
	}
	var ocsp goja.Value = goja.Null()
	if len(st.OCSPResponse) > 0 {
		ocsp = bind.NewBuffer(s.b.host, st.OCSPResponse)
	}
	// A client that had to take a protocol of its own list tells of none; the
	// server tells of what it was told.
	var npn any = false
	if st.NPNOverlap || st.NPNNegotiated && s.server {
		npn = st.NPN
	}
	return s.b.vm.NewArray(toLatin1(st.ALPN), st.ServerName, st.Resumed, code, text, len(st.Peer) > 0, ocsp, npn)
}
