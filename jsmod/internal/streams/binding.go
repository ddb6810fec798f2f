package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Binding makes the functions that jsmod/stream puts on its prototypes, and those
// that its scripts call.
func (s *Streams) Binding() *goja.Object {
	o := bind.Object(s.vm, bind.Funcs{
		"setup":                   s.setup,
		"initReadable":            s.initReadable,
		"initWritable":            s.initWritable,
		"initDuplex":              s.initDuplex,
		"initSocket":              s.initSocket,
		"newReadableState":        s.newReadableState,
		"newWritableState":        s.newWritableState,
		"setReadableEncoding":     s.onReadableState((*Readable).setDefaultEncoding),
		"setDefaultHighWaterMark": s.setDefaultMark,
		"getDefaultHighWaterMark": s.getDefaultMark,
		"highWaterMarkOf":         s.highWaterMarkOf,
		"pushBuffer":              s.pushBuffer,
		"maybeReadMore":           s.maybeReadMore,
		"afterConstruct":          s.afterConstruct,
		"errorOrDestroy":          s.errorOrDestroy,
		"runDestroy":              s.runDestroy,
		"getBuffer":               s.getBuffer,
	})
	_ = o.Set("readable", s.readableMethods())
	_ = o.Set("writable", s.writableMethods())
	_ = o.Set("properties", s.properties())
	return o
}

// setup({helpers}) takes the JavaScript half.
func (s *Streams) setup(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(s.vm)
	fn := func(name string) goja.Callable { return bind.Callback(o.Get(name)) }
	s.help = helpers{
		fail: fn("fail"), bytes: fn("bytes"), recode: fn("recode"), view: fn("view"), isEncoding: fn("isEncoding"),
		decoder: fn("decoder"), destroyLater: fn("destroyLater"), abort: fn("abort"),
	}
	s.buffer = o.Get("bufferPrototype").ToObject(s.vm)
	s.readableState = o.Get("readableState").ToObject(s.vm)
	s.writableState = o.Get("writableState").ToObject(s.vm)
	s.nop = o.Get("nop").ToObject(s.vm)
	s.bufferEncoding, s.utf8 = s.vm.ToValue("buffer"), s.vm.ToValue("utf8")
	return goja.Undefined()
}

// native makes a function that scripts can get hold of.
func (s *Streams) native(name string, length int, fn bind.Func) *goja.Object {
	return bind.Method(s.vm, name, length, s.nesting.Guard(fn))
}

// define makes a function of a prototype.
func (s *Streams) define(o *goja.Object, name string, length int, fn bind.Func) *goja.Object {
	m := s.native(name, length, fn)
	_ = o.Set(name, m)
	return m
}

// function returns an argument that is a function, nil where it is none.
func function(v goja.Value) *goja.Object {
	if !bind.IsFunction(v) {
		return nil
	}
	return v.(*goja.Object)
}

func (s *Streams) readableMethods() *goja.Object {
	o := s.vm.NewObject()
	truth := s.vm.ToValue
	s.own.push = s.define(o, "push", 2, func(call goja.FunctionCall) goja.Value {
		return truth(s.readable(call.This).push(call.Argument(0), call.Argument(1)))
	})
	s.define(o, "unshift", 2, func(call goja.FunctionCall) goja.Value {
		return truth(s.readable(call.This).unshift(call.Argument(0), call.Argument(1)))
	})
	s.own.read = s.define(o, "read", 1, func(call goja.FunctionCall) goja.Value {
		n := amount{all: true}
		if len(call.Arguments) > 0 {
			n = s.amountOf(call.Argument(0))
		}
		return s.readable(call.This).read(n)
	})
	s.own.resume = s.define(o, "resume", 0, func(call goja.FunctionCall) goja.Value {
		s.readable(call.This).resume()
		return call.This
	})
	s.define(o, "pause", 0, func(call goja.FunctionCall) goja.Value {
		s.readable(call.This).pause()
		return call.This
	})
	s.define(o, "isPaused", 0, func(call goja.FunctionCall) goja.Value {
		r := s.readable(call.This)
		return truth(r.paused == on || r.flowing == off)
	})
	s.define(o, "setEncoding", 1, func(call goja.FunctionCall) goja.Value {
		s.readable(call.This).setEncoding(call.Argument(0))
		return call.This
	})
	s.listenerMethods(o)
	s.own.destroy = s.define(o, "destroy", 2, func(call goja.FunctionCall) goja.Value {
		s.stream(call.This).destroy(orNil(call.Argument(0)), function(call.Argument(1)))
		return call.This
	})
	s.define(o, "_undestroy", 0, func(call goja.FunctionCall) goja.Value {
		s.stream(call.This).undestroy()
		return goja.Undefined()
	})
	return o
}

// listenerMethods are those of an emitter for which a Readable does more.
func (s *Streams) listenerMethods(o *goja.Object) {
	added := func(this *goja.Object, event goja.Value) {
		if name, ok := event.(goja.String); ok {
			switch name := name.String(); name {
			case "data", "readable":
				s.readable(this).added(name)
			}
		}
	}
	s.events.Extends(s.define(o, "on", 2, func(call goja.FunctionCall) goja.Value {
		this := call.This.ToObject(s.vm)
		s.events.Add(this, call.Argument(0), call.Argument(1), false)
		added(this, call.Argument(0))
		return this
	}), added)
	removed := func(this *goja.Object, event goja.Value) {
		if name, ok := event.(goja.String); ok {
			switch name := name.String(); name {
			case "data", "readable":
				s.readable(this).removed(name)
			}
		}
	}
	s.events.Extends(s.define(o, "removeListener", 2, func(call goja.FunctionCall) goja.Value {
		this := call.This.ToObject(s.vm)
		s.events.Remove(this, call.Argument(0), call.Argument(1))
		removed(this, call.Argument(0))
		return this
	}), removed)
	// removedAll() is what removeAllListeners means besides.
	s.define(o, "removedAll", 0, func(call goja.FunctionCall) goja.Value {
		s.readable(call.This).removed("readable")
		return goja.Undefined()
	})
}

func (s *Streams) writableMethods() *goja.Object {
	o := s.vm.NewObject()
	s.own.write = s.define(o, "write", 3, func(call goja.FunctionCall) goja.Value {
		encoding, cb := callbackOf(call.Argument(1), call.Argument(2))
		more, _ := s.writable(call.This).write(call.Argument(0), encoding, cb)
		return s.vm.ToValue(more)
	})
	s.define(o, "end", 3, func(call goja.FunctionCall) goja.Value {
		chunk := call.Argument(0)
		encoding, cb := callbackOf(call.Argument(1), call.Argument(2))
		if fn := function(chunk); fn != nil {
			chunk, encoding, cb = goja.Undefined(), nil, fn
		}
		s.writable(call.This).end(chunk, encoding, cb)
		return call.This
	})
	s.define(o, "cork", 0, func(call goja.FunctionCall) goja.Value {
		s.writable(call.This).cork()
		return goja.Undefined()
	})
	s.define(o, "uncork", 0, func(call goja.FunctionCall) goja.Value {
		s.writable(call.This).uncork()
		return goja.Undefined()
	})
	return o
}

// callbackOf is where the callback of write and end is: the encoding may be left
// out.
func callbackOf(encoding, cb goja.Value) (enc goja.Value, fn *goja.Object) {
	if fn := function(encoding); fn != nil {
		return goja.Null(), fn
	}
	return encoding, function(cb)
}

// onReadableState makes a method of ReadableState.prototype.
func (s *Streams) onReadableState(fn func(*Readable, goja.Value)) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		if r, ok := bind.Dynamic[*Readable](call.This); ok {
			fn(r, call.Argument(0))
		}
		return goja.Undefined()
	}
}

// stream is for methods of both kinds.
func (s *Streams) stream(this goja.Value) *Stream {
	st := s.Find(this)
	if st == nil {
		panic(s.vm.NewTypeError("not a stream: it has no state of its constructor's"))
	}
	return st
}

func (s *Streams) pushBuffer(call goja.FunctionCall) goja.Value {
	r := s.readable(call.Argument(0))
	chunk, ok := call.Argument(1).(*goja.Object)
	if !ok {
		return s.vm.ToValue(r.push(call.Argument(1), nil))
	}
	return s.vm.ToValue(r.pushBuffer(chunk))
}

func (s *Streams) maybeReadMore(call goja.FunctionCall) goja.Value {
	s.readable(call.Argument(0)).maybeReadMore()
	return goja.Undefined()
}

func (s *Streams) afterConstruct(call goja.FunctionCall) goja.Value {
	w := s.writable(call.Argument(0))
	if !w.writing {
		w.clearBuffer()
	}
	w.finishMaybe(false)
	return goja.Undefined()
}

func (s *Streams) errorOrDestroy(call goja.FunctionCall) goja.Value {
	if st := s.Find(call.Argument(0)); st != nil {
		st.errorOrDestroy(call.Argument(1), call.Argument(2).ToBoolean())
	}
	return goja.Undefined()
}

func (s *Streams) runDestroy(call goja.FunctionCall) goja.Value {
	s.stream(call.Argument(0)).runDestroy(orNil(call.Argument(1)), function(call.Argument(2)))
	return goja.Undefined()
}

func (s *Streams) getBuffer(call goja.FunctionCall) goja.Value {
	w, ok := bind.Dynamic[*Writable](call.This)
	if !ok {
		return s.vm.NewArray()
	}
	return w.requests(w.buffered[w.first:])
}
