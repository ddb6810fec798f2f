package net

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/streams"
	"tlsjs/jsmod/internal/ticks"
)

// owner is what a stream handle knows of the socket above it. What happens to the
// handle goes to a net.Socket in Go; where something else may want to see it, or
// has to be told before, the functions of stream_handle.js do it.
type owner struct {
	value  goja.Value      // what a script gave the handle as its owner, nil without
	socket *streams.Stream // the same, where it is a stream of ours

	asked   bool // JavaScript has asked for bytes
	special bool // what is read may go elsewhere than into the socket's buffer
	direct  bool // what the socket writes may go straight to the handle
	isPipe  bool
	// errorFrom makes errors of failures that are not the system's, nil without.
	errorFrom goja.Value

	// waiting has an entry for each write under way, the oldest first.
	waiting []waiter
	// final is who waits for the end of a shutdown in Go.
	final func(err goja.Value)
	// ending is the asynchronous context of the shutdown.
	ending *ticks.Context
	// closing is set once the socket is to tell its end.
	closing *closing
}

// waiter is who waits for the end of a write, a function of JavaScript's or a
// stream that has written in Go, in the asynchronous context of the write.
type waiter struct {
	fn     *goja.Object
	stream *streams.Writable
	async  *ticks.Context
}

// closing is how a socket tells its end.
type closing struct {
	socket *goja.Object
	failed bool
}

// natives are the functions of net.Socket, and of classes above it, that do for a
// direct handle what is done here.
type natives struct {
	write, writev, final, read map[*goja.Object]bool
}

// known(kind, function, before, after) adds to the natives, and to what streams know
// of a _destroy.
func (n *network) known(call goja.FunctionCall) goja.Value {
	fn := call.Argument(1).ToObject(n.vm)
	if call.Argument(0).String() == "_destroy" {
		streams.Of(n.host).EndsAtOnce(fn, call.Argument(2).ToObject(n.vm), call.Argument(3).ToObject(n.vm))
		return goja.Undefined()
	}
	kind := map[string]map[*goja.Object]bool{
		"_write": n.natives.write, "_writev": n.natives.writev, "_final": n.natives.final, "_read": n.natives.read,
	}[call.Argument(0).String()]
	if kind != nil {
		kind[fn] = true
	}
	return goja.Undefined()
}

// handleProperties are the properties of a stream handle.
func (n *network) handleProperties() {
	flag := func(name string, field func(*owner) *bool) {
		n.property(name, func(s *stream) goja.Value { return n.vm.ToValue(*field(&s.owner)) },
			func(s *stream, v goja.Value) { *field(&s.owner) = v.ToBoolean() })
	}
	flag("reading", func(o *owner) *bool { return &o.asked })
	flag("special", func(o *owner) *bool { return &o.special })
	flag("direct", func(o *owner) *bool { return &o.direct })
	flag("isPipe", func(o *owner) *bool { return &o.isPipe })
	n.property("owner", func(s *stream) goja.Value { return orUndefined(s.owner.value) }, func(s *stream, v goja.Value) { s.own(v) })
	n.property("errorFrom", func(s *stream) goja.Value { return orUndefined(s.owner.errorFrom) },
		func(s *stream, v goja.Value) { s.owner.errorFrom = v })
}

func (n *network) property(name string, get func(*stream) goja.Value, set func(*stream, goja.Value)) {
	of := func(call goja.FunctionCall) *stream {
		s, ok := bind.Unwrap[*stream](call.This)
		if !ok {
			panic(n.vm.NewTypeError("Illegal invocation"))
		}
		return s
	}
	getter := bind.Method(n.vm, "get "+name, 0, func(call goja.FunctionCall) goja.Value { return get(of(call)) })
	setter := bind.Method(n.vm, "set "+name, 1, func(call goja.FunctionCall) goja.Value {
		set(of(call), call.Argument(0))
		return goja.Undefined()
	})
	err := n.streams.Proto.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE)
	if err != nil {
		panic(err)
	}
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// own makes v the one that the handle's events go to.
func (s *stream) own(v goja.Value) {
	o := &s.owner
	if o.socket != nil {
		o.socket.Writable().DropSender(s)
		o.socket.Readable().DropSource(s)
	}
	o.value, o.socket = nil, nil
	if bind.IsNullish(v) {
		return
	}
	o.value = v
	if st := streams.Of(s.n.host).Find(v); st != nil && st.Readable() != nil && st.Writable() != nil {
		o.socket = st
		o.special = st.Readable().Piped()
		st.Writable().SetSender(s)
		st.Readable().SetSource(s)
	}
}

// plain tells that nothing but the socket itself need see what happens.
func (s *stream) plain() bool { return s.owner.socket != nil && !s.owner.special }

// received gives b to the socket.
func (s *stream) received(b []byte) {
	if !s.plain() {
		s.n.invoke(s.n.events.read, s.obj, bind.NewBuffer(s.n.host, b))
		return
	}
	socket := s.owner.socket
	if socket.Readable().Destroyed() {
		return
	}
	s.active()
	if socket.Readable().Push(bind.NewBuffer(s.n.host, b)) || socket.Readable().Destroyed() {
		return
	}
	s.owner.asked = false
	s.readStop()
}

// ended tells the socket of the end of what it reads.
func (s *stream) ended() {
	if !s.plain() || s.n.closesUnread {
		s.n.invoke(s.n.events.end, s.obj)
		return
	}
	r := s.owner.socket.Readable()
	if r.Destroyed() {
		return
	}
	s.active()
	if r.EndEmitted() {
		return
	}
	r.PushEnd()
	s.owner.socket.ReadNothing()
}

// Read implements [streams.Source]: the _read of a socket.
func (s *stream) Read(method *goja.Object) bool {
	if !s.owner.direct || s.owner.special || s.conn == nil || !s.n.natives.read[method] {
		return false
	}
	if !s.owner.asked {
		s.owner.asked = true
		s.readStart()
	}
	return true
}

// Send implements [streams.Sender]: the _write of a socket.
func (s *stream) Send(method *goja.Object, chunk, encoding goja.Value) bool {
	if !s.owner.direct || s.closed || s.conn == nil || !s.n.natives.write[method] {
		return false
	}
	b, live, ok := bytesOf(chunk, encoding)
	if ok {
		s.sendNow(b, live)
	}
	return ok
}

// bytesOf are the bytes of a chunk; live ones are the script's memory. It is not ok
// for text in an encoding that is none.
func bytesOf(chunk, encoding goja.Value) (b []byte, live, ok bool) {
	text, isText := chunk.(goja.String)
	if !isText {
		b, ok = bind.Bytes(chunk)
		return b, true, ok
	}
	name := encoding.String()
	if name == "utf8" || name == "utf-8" {
		return []byte(text.String()), false, true
	}
	enc, ok := codec.Parse(name)
	if !ok {
		return nil, false, false
	}
	return codec.Encode(codec.TextOf(text), enc), false, true
}

// SendAll implements [streams.VectorSender].
func (s *stream) SendAll(method *goja.Object, pieces []streams.Piece) bool {
	if !s.owner.direct || s.closed || s.conn == nil || !s.n.natives.writev[method] {
		return false
	}
	bufs := make([][]byte, len(pieces))
	for i, p := range pieces {
		var ok bool
		if bufs[i], _, ok = bytesOf(p.Chunk, p.Encoding); !ok {
			return false
		}
	}
	s.active()
	sent := s.transmitAll(bufs)
	s.afterSend(sent)
	return true
}

// SendBytes implements [streams.ByteSender].
func (s *stream) SendBytes(method *goja.Object, b []byte) bool {
	if !s.owner.direct || s.closed || s.conn == nil || !s.n.natives.write[method] {
		return false
	}
	s.sendNow(b, false)
	return true
}

// sendNow sends what the socket writes; live memory is the script's.
func (s *stream) sendNow(b []byte, live bool) {
	s.active()
	s.afterSend(s.transmit(b, live))
}

// afterSend ends a write that is over, or waits for it.
func (s *stream) afterSend(sent bool) {
	if s.n.timers > 0 {
		s.n.noteQueue(s.owner.value.(*goja.Object), s)
	}
	if sent {
		s.owner.socket.Writable().Written(nil)
	} else {
		s.owner.waiting = append(s.owner.waiting, waiter{stream: s.owner.socket.Writable(), async: s.n.ticks.Capture()})
	}
}

// Final implements [streams.Sender]: the _final of a socket.
func (s *stream) Final(method *goja.Object, done func(err goja.Value)) bool {
	if !s.owner.direct || s.n.told || s.closed || s.conn == nil || !s.n.natives.final[method] {
		return false
	}
	over, err := s.endWriting()
	if !over {
		s.owner.final = done
		return true
	}
	s.finished(done, err)
	return true
}

// finished calls who waits for a shutdown. A peer that has gone already needs no
// end.
func (s *stream) finished(done func(err goja.Value), err error) {
	if err == nil {
		done(goja.Undefined())
		return
	}
	failure := s.n.failure(err, "shutdown")
	if bind.String(failure, "code") == "ENOTCONN" {
		done(goja.Undefined())
		return
	}
	done(s.toError(failure))
}

// toError is the Error for a failure.
func (s *stream) toError(failure goja.Value) goja.Value {
	return s.n.invoke(s.n.events.toError, goja.Undefined(), failure, s.obj)
}

// await(function) waits for the end of the write that was begun last.
func (s *stream) await(call goja.FunctionCall) goja.Value {
	fn, _ := call.Argument(0).(*goja.Object)
	s.owner.waiting = append(s.owner.waiting, waiter{fn: fn, async: s.n.ticks.Capture()})
	return goja.Undefined()
}

// written tells who waits for the oldest write.
func (s *stream) written(err error) {
	o := &s.owner
	if len(o.waiting) == 0 {
		return
	}
	s.tellWriter(o.next(), err)
}

// next takes the oldest of those that wait, of which there is hardly ever more than
// one.
func (o *owner) next() waiter {
	w := o.waiting[0]
	n := copy(o.waiting, o.waiting[1:])
	o.waiting[n] = waiter{}
	o.waiting = o.waiting[:n]
	return w
}

// tellWriter tells that a write is over.
func (s *stream) tellWriter(who waiter, err error) {
	if async := who.async; async != nil {
		who.async = nil
		s.n.ticks.In(async, func() { s.tellWriter(who, err) })
		return
	}
	w := who.stream
	switch {
	case w == nil:
		s.n.invoke(s.n.events.written, s.obj, who.fn, s.n.failure(err, "write"))
	case w.Destroyed():
		w.Written(nil)
	case err != nil:
		w.Written(s.toError(s.n.failure(err, "write")))
	default:
		s.active()
		w.Written(nil)
	}
}

// abandonWrites tells everybody who waits that a write is over, which the
// connection has not taken: a stream that is destroyed calls back before it emits
// 'close'.
func (s *stream) abandonWrites() {
	for len(s.owner.waiting) > 0 {
		who := s.owner.next()
		// One that throws must not keep the others from hearing.
		if ex := s.n.vm.Try(func() { s.tellWriter(who, nil) }); ex != nil {
			s.n.host.Throw(ex)
		}
		s.n.ticks.Leave()
	}
}

// writtenQuietly is written for a write whose end nobody would notice. It reports
// false, and has done nothing, where somebody might.
func (s *stream) writtenQuietly() bool {
	o := &s.owner
	if len(o.waiting) == 0 || o.waiting[0].stream == nil || !o.waiting[0].stream.WrittenQuietly() {
		return false
	}
	s.active()
	o.next()
	return true
}

// ask() begins to read for a direct handle. It returns false where the socket's
// _read is to see to that itself.
func (s *stream) ask(goja.FunctionCall) goja.Value {
	return s.n.vm.ToValue(s.owner.socket != nil && s.owner.socket.Readable().AskSource())
}

// endWith(socket, failed, reset) closes the handle and has the socket emit
// 'close'.
func (s *stream) endWith(call goja.FunctionCall) goja.Value {
	s.owner.closing = &closing{socket: call.Argument(0).ToObject(s.n.vm), failed: call.Argument(1).ToBoolean()}
	s.close(call.Argument(2).ToBoolean())
	return goja.Undefined()
}

// closedNow is called in the close phase.
func (s *stream) closedNow() {
	defer s.n.ticks.Over(s.async)
	c := s.owner.closing
	if c == nil {
		s.n.call(s.closing, s.n.events.closed, s.obj)
		return
	}
	s.owner.closing = nil
	if len(s.owner.waiting) > 0 {
		s.n.host.Enter(s.abandonWrites)
	}
	s.n.ticks.Enter(s.closing, func() {
		s.own(nil)
		s.n.emitters.Emit(c.socket, "close", s.n.vm.ToValue(c.failed))
	})
}

var (
	_ streams.Sender = (*stream)(nil)
	_ streams.Source = (*stream)(nil)
)
