package http

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/streams"
)

// owned are natives that stand on prototypes, to tell whether an object has
// another instead.
type owned struct {
	addLine, addDistinct, addLines, dump *goja.Object
	end, writeHead, implicitHeader       *goja.Object
	storeHeader, finish, send, writeRaw  *goja.Object
	assignSocket, detachSocket           *goja.Object
}

// method makes a native of a prototype.
func (b *binding) method(proto *goja.Object, name string, length int, fn bind.Func) *goja.Object {
	m := bind.Method(b.vm, name, length, b.nesting.Guard(fn))
	must(proto.Set(name, m))
	return m
}

// incomingMethods are those of IncomingMessage.
func (b *binding) incomingMethods(proto *goja.Object) {
	b.own.addLine = b.method(proto, "_addHeaderLine", 3, func(call goja.FunctionCall) goja.Value {
		join := bind.Bool(call.This, "joinDuplicateHeaders")
		b.add(lowered(call.Argument(0)), call.Argument(1), call.Argument(2).ToObject(b.vm), join)
		return goja.Undefined()
	})
	b.own.addDistinct = b.method(proto, "_addHeaderLineDistinct", 3, func(call goja.FunctionCall) goja.Value {
		b.push(call.Argument(2).ToObject(b.vm), lowered(call.Argument(0)), call.Argument(1))
		return goja.Undefined()
	})
	b.own.addLines = b.method(proto, "_addHeaderLines", 2, func(call goja.FunctionCall) goja.Value {
		list, ok := call.Argument(0).(*goja.Object)
		if m := incomingOf(call.This); m != nil && ok && bind.Int(list, "length", 0) > 0 {
			m.addLines(call.This.(*goja.Object), received{raw: list, count: int(call.Argument(1).ToInteger())})
		}
		return goja.Undefined()
	})
	b.method(proto, "_read", 1, func(call goja.FunctionCall) goja.Value {
		if m := incomingOf(call.This); m != nil {
			m.read()
		}
		return goja.Undefined()
	})
	b.own.dump = b.method(proto, "_dump", 0, func(call goja.FunctionCall) goja.Value {
		if m := incomingOf(call.This); m != nil {
			m.dump()
		}
		return goja.Undefined()
	})
	destroy := b.method(proto, "_destroy", 2, func(call goja.FunctionCall) goja.Value {
		m := incomingOf(call.This)
		if m == nil || !bind.IsFunction(call.Argument(1)) {
			panic(b.vm.NewTypeError("Illegal invocation"))
		}
		cb := call.Argument(1).(*goja.Object)
		m.destroy(orNil(call.Argument(0)), func(err goja.Value) { bind.Invoke(cb, goja.Undefined(), err) })
		return goja.Undefined()
	})
	b.streams.DestroysBy(destroy, func(st *streams.Stream, err goja.Value, done func(goja.Value)) {
		if m := incomingOf(st.Object()); m != nil {
			m.destroy(err, done)
		} else {
			done(orUndefined(err))
		}
	})
}

// addLines takes the fields of the head, or of the trailer.
func (m *incoming) addLines(o *goja.Object, fresh received) {
	r := &m.headers
	if truth(o.Get("complete")) {
		r = &m.trailers
	}
	r.fields, r.raw, r.count = fresh.fields, fresh.raw, fresh.count
	if shown, ok := r.joined.(*goja.Object); ok {
		m.addAll(o, r, shown)
	}
}

// read is _read. The parser pushes; here is only said that more is wanted.
func (m *incoming) read() {
	if !truth(m.value(inConsuming)) {
		m.st.Readable().AskedOnce()
		m.values[inConsuming] = m.b.yes
	}
	m.b.readStart(m.value(inSocket).ToObject(m.b.vm))
}

// readStart has a socket read on, unless it is held back by what it has to send.
func (b *binding) readStart(socket *goja.Object) {
	if truth(socket.Get("_paused")) {
		return
	}
	if st := b.streams.Find(socket); st != nil && st.Readable() != nil {
		if st.Readable().IsReadable() {
			st.Resume()
		}
	} else if truth(socket.Get("readable")) {
		bind.InvokeMethod(b.vm, socket, "socket", "resume")
	}
}

// dump lets go of a message that nobody can read any more.
func (m *incoming) dump() {
	if truth(m.value(inDumped)) {
		return
	}
	m.values[inDumped] = m.b.yes
	// What is buffered is no longer anybody's.
	o := m.st.Object()
	if m.b.emitters.Count(o, "data") > 0 {
		bind.InvokeMethod(m.b.vm, o, "message", "removeAllListeners", m.b.vm.ToValue("data"))
	}
	m.st.Resume()
}

// destroy is _destroy.
func (m *incoming) destroy(err goja.Value, done func(goja.Value)) {
	b, o := m.b, m.st.Object()
	if !m.st.Readable().EndEmitted() || !truth(m.value(inComplete)) {
		m.values[inAborted] = b.yes
		b.emitters.Emit(o, "aborted")
	}
	// An error that nobody listens for is none: programs are older than it.
	later := func(err goja.Value) {
		b.ticks.Go(func() {
			if b.emitters.Count(o, "error") == 0 {
				err = nil
			}
			done(orUndefined(err))
		})
	}
	socket, ok := m.value(inSocket).(*goja.Object)
	if !ok || truth(socket.Get("destroyed")) || !truth(m.value(inAborted)) {
		later(err)
		return
	}
	told := b.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		why := orNil(call.Argument(0))
		if why == nil {
			why = err
		}
		later(why)
		return goja.Undefined()
	})
	bind.Invoke(b.js.endWithSocket, goja.Undefined(), socket, orUndefined(err), told)
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
