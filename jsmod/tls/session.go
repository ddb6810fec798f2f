package tls

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
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
	began  time.Time
	limit  *eventloop.Timer // ends a handshake that takes too long; nil without
	asked  string           // what onsni was asked for
	keylog atomic.Bool      // somebody listens for 'keylog', or may yet
	// async is the asynchronous context of the events, and under that of what TLS
	// lies over. Node goes on with what a hook has put off from within its answer:
	// named is where a script has chosen a certificate by name, and kept where it
	// has kept a session, after the hook itself.
	async, under, named, kept *ticks.Context
	asking                    bool // a hook is being called
	// aborted: the script has given the connection up.
	aborted atomic.Bool
}

// events are the JavaScript functions that sessions and duplexes call, first
// before any other and once only.
type events struct {
	first                              goja.Callable
	handshake, timeout                 goja.Callable
	sni, alpn, ocsp, keylog, session   goja.Callable
	newSession, resumeSession          goja.Callable
	pskClient, pskServer               goja.Callable
	renegotiation, renegotiationFailed goja.Callable
	output, outputEnd, wanted, dropped goja.Callable
}

// setup takes the functions that sessions call, with the socket as this.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	fns := call.Argument(0)
	for name, fn := range map[string]*goja.Callable{
		"onfirst": &b.events.first, "onhandshake": &b.events.handshake,
		"ontimeout": &b.events.timeout, "onsni": &b.events.sni, "onalpn": &b.events.alpn,
		"onocsp": &b.events.ocsp, "onkeylog": &b.events.keylog, "onsession": &b.events.session,
		"onnewsession": &b.events.newSession, "onresumesession": &b.events.resumeSession,
		"onpskclient": &b.events.pskClient, "onpskserver": &b.events.pskServer,
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

// wrap(raw, socket, options, unread, limit) lays TLS over a connection and begins
// the handshake, on a goroutine of its own: raw is a stream handle, a connection
// that a server has accepted or a duplex, options are the socket's, unread is a
// Buffer that was read from raw already, and limit the milliseconds after which
// ontimeout is called, undefined for never. onhandshake follows. It returns
// undefined when the connection is gone.
func (b *binding) wrap(call goja.FunctionCall) goja.Value {
	b.begin()
	ctx := b.contextOf(call.Argument(2))
	raw, ok := b.below(call.Argument(0), call.Argument(3))
	if !ok {
		return goja.Undefined()
	}
	below, _ := bind.Unwrap[*duplex](call.Argument(0))
	s := b.newSession(raw, below, call.Argument(1).ToObject(b.vm), call.Argument(2), ctx, call.Argument(4))
	if r, ok := bind.Unwrap[interface{ Context() *ticks.Context }](call.Argument(0)); ok {
		s.under = r.Context()
	}
	return s.obj
}

// begin calls what is to happen once, before the first connection.
func (b *binding) begin() {
	first := b.events.first
	if first == nil {
		return
	}
	b.events.first = nil
	if _, err := first(goja.Undefined()); err != nil {
		panic(err)
	}
}

// newSession begins a handshake on raw, which below is, if anything.
func (b *binding) newSession(raw net.Conn, below *duplex, owner *goja.Object, options goja.Value, ctx *tlscore.Context,
	limit goja.Value) *session {
	s := &session{b: b, owner: owner, hold: b.host.Loop().NewHandle(), began: time.Now(), below: below,
		async: b.ticks.Capture()}
	s.obj = b.sessions.New(s)
	s.life, s.cancel = context.WithCancel(b.host.Context())
	if below != nil {
		s.hold.Unref() // the duplex has its own
	}
	server := bind.Prop(options, "server")
	s.server = bind.Bool(options, "isServer")
	s.keylog.Store(!s.server || b.hears(s.owner, "keylog") || b.hears(server, "keylog"))
	if s.server {
		s.Conn = tlscore.Server(raw, s.serverConfig(ctx, options, server))
	} else {
		s.Conn = tlscore.Client(raw, s.clientConfig(ctx, options))
		// Whoever called tls.connect listens after it.
		b.ticks.Go(func() { s.keylog.Store(b.hears(s.owner, "keylog")) })
	}
	if bind.Bool(options, "enableTrace") {
		s.enableTrace(goja.FunctionCall{})
	}
	if !goja.IsUndefined(limit) {
		s.setLimit(time.Duration(limit.ToInteger()) * time.Millisecond)
	}
	b.host.Go(s.shakeHands)
	return s
}

// contextOf is the context in force, that of the options. It is nil for what only
// looks like a context.
func (b *binding) contextOf(options goja.Value) *tlscore.Context {
	given := bind.Prop(options, "secureContext")
	if given == nil || !given.ToBoolean() {
		given = bind.Prop(options, "credentials")
	}
	if inner := bind.Prop(given, "context"); inner != nil {
		return coreContext(inner)
	}
	return coreContext(given)
}

// hears tells whether an emitter, nil for none, has listeners of an event.
func (b *binding) hears(emitter goja.Value, event string) bool {
	o, ok := emitter.(*goja.Object)
	return ok && b.emitters.Count(o, event) > 0
}

// setLimit makes the handshake end after d unless it is over. The loop does not
// wait for that.
func (s *session) setLimit(d time.Duration) {
	loop := s.b.host.Loop()
	s.limit = loop.NewTimer(func() { s.b.ticks.Enter(s.async, func() { s.call(s.b.events.timeout) }) })
	s.limit.Unref()
	loop.UpdateTime()
	s.limit.Start(d)
}

func (s *session) unlimit() {
	if s.limit != nil {
		s.limit.Stop()
		s.limit = nil
	}
}

// below takes the connection out of what JavaScript has.
func (b *binding) below(v, unread goja.Value) (net.Conn, bool) {
	if d, ok := bind.Unwrap[*duplex](v); ok {
		return d.conn, true
	}
	if a, ok := bind.Unwrap[interface{ Take() (net.Conn, error) }](v); ok {
		nc, err := a.Take()
		return nc, err == nil
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
	cfg := tlscore.ClientConfig{
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
	if bind.Bool(options, "pskCallback") {
		cfg.GetPSK = s.askClientKey
	}
	return cfg
}

func (s *session) logKey(line string) {
	s.b.keyLog.write(line)
	if !s.keylog.Load() {
		return
	}
	s.post(func() {
		if s.keylog.Load() {
			s.call(s.b.events.keylog, bind.NewBuffer(s.b.host, []byte(line)))
		}
	})
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

// Contexts are the asynchronous contexts of the events and of what TLS lies over, in
// which the connection ends. The Go half of net asks, on the loop.
func (s *session) Contexts() (own, below *ticks.Context) { return s.async, s.under }

// post enters JavaScript from another goroutine, in the context of the events.
func (s *session) post(fn func()) bool {
	return s.b.host.Loop().Post(func() { s.b.ticks.Enter(s.async, fn) })
}

// call calls an event. It runs inside Enter.
func (s *session) call(fn goja.Callable, args ...goja.Value) {
	if fn != nil {
		s.b.host.Call(fn, s.owner, args...)
	}
}

// shakeHands runs the handshake and tells onhandshake of its end.
func (s *session) shakeHands(context.Context) {
	err := s.HandshakeContext(s.life)
	if err != nil {
		_ = s.Close()
	}
	if err != nil {
		s.post(func() { s.tell(err) })
		return
	}
	if s.server && s.below == nil {
		s.post(func() {
			s.tell(nil)
			s.release()
		})
		return
	}
	told := make(chan struct{})
	posted := s.post(func() {
		defer close(told)
		s.tell(nil)
	})
	if !posted {
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
}

// release sends what a server over a socket holds back, on the loop, which costs
// this goroutine nothing that the handshake's would not have had to do.
func (s *session) release() {
	if s.aborted.Load() || s.TryRelease() {
		return
	}
	s.b.host.Go(func(context.Context) { _ = s.Release() }) // reading and writing tell why it failed
}

// tell calls onhandshake, on the loop.
func (s *session) tell(err error) {
	s.unlimit()
	s.hold.Close()
	if err != nil {
		s.call(s.b.events.handshake, s.b.errorObject(err))
		return
	}
	s.settled(1)
	if s.kept == nil {
		s.call(s.b.events.handshake, goja.Undefined())
		return
	}
	s.b.ticks.In(s.kept, func() { s.call(s.b.events.handshake, goja.Undefined()) })
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
	s.unlimit()
	s.hold.Close()
	return goja.Undefined()
}
