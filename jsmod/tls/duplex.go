package tls

import (
	"errors"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
)

// duplex lets TLS run over a JavaScript stream: socket.js moves the bytes.
type duplex struct {
	b     *binding
	obj   *goja.Object   // this in the events
	async *ticks.Context // of the events
	conn  *transport.Duplex
	acks  []func(error)

	// hold keeps the loop alive while a goroutine works on what it was given.
	// One that waits for the stream does not: nothing would come of it.
	hold   *eventloop.Handle
	asking int // hooks that have not answered
	over   bool
	// flights are what TLS has to send of its own accord: the end of a handshake,
	// the beginning of a renegotiation, which is over with the next output.
	flights int
	asked   bool
}

// update is called on the loop whenever something has changed.
func (d *duplex) update() {
	if d.flights == 0 && d.resting() {
		d.hold.Unref()
	} else {
		d.hold.Ref()
	}
}

// resting tells whether everybody waits for the stream.
func (d *duplex) resting() bool {
	return d.conn.Idle() || len(d.acks) > 0 || d.asking > 0 || d.over
}

// ask tells, with true, that a renegotiation is about to begin, and with false
// that it has, or never will.
func (d *duplex) ask(begins bool) {
	switch {
	case begins && !d.asked:
		d.flights++
	case !begins && d.asked:
		d.flights--
	}
	d.asked = begins
	d.update()
}

var duplexMethods = map[string]func(*duplex, goja.FunctionCall) goja.Value{
	// feed(buffer) gives bytes from the stream; it returns whether the stream
	// should pause until onwanted.
	"feed": func(d *duplex, call goja.FunctionCall) goja.Value {
		data, _ := bind.BytesOrString(call.Argument(0))
		full := d.conn.Feed(data) >= transport.InFlight
		d.update()
		return d.b.vm.ToValue(full)
	},
	"feedEnd": func(d *duplex, _ goja.FunctionCall) goja.Value {
		d.conn.FeedEOF()
		d.update()
		return goja.Undefined()
	},
	// readAll() tells that the end has reached the script.
	"readAll": func(d *duplex, _ goja.FunctionCall) goja.Value {
		d.over = true
		d.update()
		return goja.Undefined()
	},
	// ack(failed) answers the oldest onoutput.
	"ack": func(d *duplex, call goja.FunctionCall) goja.Value {
		if len(d.acks) == 0 {
			return goja.Undefined()
		}
		ack := d.acks[0]
		d.acks = d.acks[1:]
		d.update()
		if call.Argument(0).ToBoolean() {
			ack(errStream)
		} else {
			ack(nil)
		}
		return goja.Undefined()
	},
	"close": func(d *duplex, _ goja.FunctionCall) goja.Value {
		_ = d.conn.Close()
		d.hold.Close()
		return goja.Undefined()
	},
}

var errStream = errors.New("stream below TLS failed")

// createDuplex() makes a connection whose other end is JavaScript.
func (b *binding) createDuplex(goja.FunctionCall) goja.Value {
	d := &duplex{b: b, hold: b.host.Loop().NewHandle(), async: b.ticks.Capture()}
	d.conn = transport.NewDuplex(d, nil, nil)
	d.obj = b.duplexes.New(d)
	return d.obj
}

func (d *duplex) event(fn func() goja.Callable, args func() []goja.Value) bool {
	return d.b.host.Loop().Post(func() {
		d.b.ticks.Enter(d.async, func() {
			if f := fn(); f != nil {
				d.b.host.Call(f, d.obj, args()...)
			}
		})
	})
}

// Context is the asynchronous context of the events; TLS over the stream ends in it.
func (d *duplex) Context() *ticks.Context { return d.async }

func nothing() []goja.Value { return nil }

// Output implements [transport.DuplexOwner].
func (d *duplex) Output(data []byte, ack func(error)) {
	posted := d.event(func() goja.Callable { return d.b.events.output }, func() []goja.Value {
		d.acks = append(d.acks, ack)
		d.ask(false)
		return []goja.Value{bind.NewBuffer(d.b.host, data)}
	})
	if !posted {
		ack(errStream)
	}
}

// OutputEnd implements [transport.DuplexOwner].
func (d *duplex) OutputEnd() { d.event(func() goja.Callable { return d.b.events.outputEnd }, nothing) }

// Wanted implements [transport.DuplexOwner].
func (d *duplex) Wanted() {
	d.event(func() goja.Callable {
		d.update()
		return d.b.events.wanted
	}, nothing)
}

// Closed implements [transport.DuplexOwner].
func (d *duplex) Closed() {
	d.event(func() goja.Callable {
		d.hold.Close()
		return d.b.events.dropped
	}, nothing)
}
