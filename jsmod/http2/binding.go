package http2

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/http2wire"
)

// session is a Session of JavaScript's.
type session struct {
	b      *binding
	object *goja.Object
	wire   *http2wire.Session
	events [events]goja.Callable
	depth  int   // of methods inside each other
	thrown error // by a function that was told, to be thrown by the outermost method
}

// newSession is new Session(server, options, events). Nothing is told before the
// first take().
func (b *binding) newSession(call goja.ConstructorCall) *goja.Object {
	s := &session{b: b}
	handlers := call.Argument(2)
	for i, name := range eventNames {
		s.events[i] = bind.Callback(bind.Prop(handlers, name))
	}
	s.wire = http2wire.NewSession(s, b.options(call.Argument(0).ToBoolean(), call.Argument(1)))
	s.object = b.sessions.New(s)
	return s.object
}

type method = func(s *session, call goja.FunctionCall) goja.Value

func (b *binding) methods() map[string]method {
	methods := map[string]method{
		"receive": (*session).receive, "take": (*session).take, "request": (*session).request, "respond": (*session).respond,
		"info": (*session).info, "trailers": (*session).trailers, "pushPromise": (*session).pushPromise, "data": (*session).data,
		"end": (*session).end, "consumed": (*session).consumed, "reset": (*session).reset, "priority": (*session).setPriority,
		"settings": (*session).settings, "ping": (*session).ping, "goaway": (*session).goaway, "altsvc": (*session).altsvc,
		"origin": (*session).origin, "setLocalWindowSize": (*session).setLocalWindowSize,
		"setNextStreamID": (*session).setNextStreamID, "localSettings": (*session).localSettings,
		"remoteSettings": (*session).remoteSettings, "state": (*session).state, "streamState": (*session).streamState,
		"hasOpenStreams": (*session).hasOpenStreams, "destroy": (*session).destroy,
	}
	for name, fn := range methods {
		methods[name] = outermost(fn)
	}
	return methods
}

// outermost makes a method throw what was thrown meanwhile, at its end.
func outermost(fn method) method {
	return func(s *session, call goja.FunctionCall) goja.Value {
		s.depth++
		defer func() { s.depth-- }()
		v := fn(s, call)
		if err := s.thrown; err != nil && s.depth == 1 {
			s.thrown = nil
			panic(err)
		}
		return v
	}
}

// bytes are those of an argument.
func (s *session) bytes(v goja.Value) []byte {
	b, ok := bind.Bytes(v)
	if !ok {
		panic(s.b.vm.NewTypeError("Argument must be a buffer"))
	}
	return b
}

func (s *session) errno(e http2wire.Errno) goja.Value { return s.b.vm.ToValue(int(e)) }

// id is a number of a stream that was opened, or the errno.
func (s *session) id(id uint32, e http2wire.Errno) goja.Value {
	if e != 0 {
		return s.errno(e)
	}
	return s.number(id)
}

// stream is the argument that names a stream.
func stream(call goja.FunctionCall) uint32 { return uint32Of(call.Argument(0)) }

// fields reads a flat array of names and values; sensitive are names.
func (s *session) fields(v, sensitive goja.Value) []http2wire.Field {
	var list []http2wire.Field
	name, even := "", false
	bind.Each(s.b.vm, v, func(v goja.Value) {
		text := latin1(v)
		if even = !even; even {
			name = text
			return
		}
		list = append(list, http2wire.Field{Name: name, Value: text})
	})
	if !bind.IsNullish(sensitive) {
		secret := map[string]bool{}
		bind.Each(s.b.vm, sensitive, func(v goja.Value) { secret[latin1(v)] = true })
		for i := range list {
			list[i].Sensitive = secret[list[i].Name]
		}
	}
	return list
}

func latin1(v goja.Value) string {
	return string(codec.Encode(codec.TextOf(v), codec.Latin1))
}

// receive(buffer) reads what the socket has read.
func (s *session) receive(call goja.FunctionCall) goja.Value {
	s.wire.Receive(s.bytes(call.Argument(0)))
	return goja.Undefined()
}

// take() is a Buffer of what there is to write, or undefined.
func (s *session) take(goja.FunctionCall) goja.Value {
	b := s.wire.Take()
	if len(b) == 0 {
		return goja.Undefined()
	}
	return bind.NewBuffer(s.b.host, b)
}

// priorityOf reads weight, parent and exclusive; nil where all are the default.
func priorityOf(v goja.Value) *http2wire.Priority {
	p := http2wire.Priority{
		Parent:    uint32(max(0, min(bind.Int(v, "parent", 0), 1<<31-1))),
		Weight:    int(max(1, min(bind.Int(v, "weight", 16), 256))),
		Exclusive: bind.Bool(v, "exclusive"),
	}
	return &p
}

// request(pairs, endStream, options, sensitive) is the number of a stream, or an errno.
func (s *session) request(call goja.FunctionCall) goja.Value {
	options := call.Argument(2)
	p := priorityOf(options)
	if *p == (http2wire.Priority{Weight: 16}) {
		p = nil
	}
	return s.id(s.wire.Request(s.fields(call.Argument(0), call.Argument(3)), call.Argument(1).ToBoolean(),
		bind.Bool(options, "waitForTrailers"), p, bind.Bool(options, "silent")))
}

// respond(id, pairs, endStream, waitForTrailers, sensitive) returns an errno or 0,
// as do most of the methods below.
func (s *session) respond(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Respond(stream(call), s.fields(call.Argument(1), call.Argument(4)),
		call.Argument(2).ToBoolean(), call.Argument(3).ToBoolean()))
}

// info(id, pairs, sensitive)
func (s *session) info(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Info(stream(call), s.fields(call.Argument(1), call.Argument(2))))
}

// trailers(id, pairs, sensitive)
func (s *session) trailers(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Trailers(stream(call), s.fields(call.Argument(1), call.Argument(2))))
}

// pushPromise(id, pairs, sensitive) is the number of the promised stream, or an errno.
func (s *session) pushPromise(call goja.FunctionCall) goja.Value {
	return s.id(s.wire.PushPromise(stream(call), s.fields(call.Argument(1), call.Argument(2))))
}

// data(id, buffer, end)
func (s *session) data(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Data(stream(call), s.bytes(call.Argument(1)), call.Argument(2).ToBoolean()))
}

// end(id)
func (s *session) end(call goja.FunctionCall) goja.Value { return s.errno(s.wire.End(stream(call))) }

// consumed(id, n) tells that JavaScript has used n bytes of a stream's.
func (s *session) consumed(call goja.FunctionCall) goja.Value {
	s.wire.Consumed(stream(call), int(call.Argument(1).ToInteger()))
	return goja.Undefined()
}

// reset(id, code)
func (s *session) reset(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Reset(stream(call), uint32Of(call.Argument(1))))
}

// priority(id, { parent, weight, exclusive, silent })
func (s *session) setPriority(call goja.FunctionCall) goja.Value {
	options := call.Argument(1)
	return s.errno(s.wire.SetPriority(stream(call), *priorityOf(options), bind.Bool(options, "silent")))
}

// settings(object)
func (s *session) settings(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Settings(s.b.settings(call.Argument(0))))
}

// ping(payload) is false where too many are not answered yet.
func (s *session) ping(call goja.FunctionCall) goja.Value {
	var payload [8]byte
	copy(payload[:], s.bytes(call.Argument(0)))
	return s.b.vm.ToValue(s.wire.Ping(payload))
}

// goaway(code, lastStreamID, data)
func (s *session) goaway(call goja.FunctionCall) goja.Value {
	var data []byte
	if v := call.Argument(2); !bind.IsNullish(v) {
		data = s.bytes(v)
	}
	s.wire.Goaway(uint32Of(call.Argument(0)), uint32Of(call.Argument(1)), data)
	return goja.Undefined()
}

// altsvc(id, origin, value)
func (s *session) altsvc(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.Altsvc(stream(call), latin1(call.Argument(1)), latin1(call.Argument(2))))
}

// origin(array)
func (s *session) origin(call goja.FunctionCall) goja.Value {
	var origins []string
	bind.Each(s.b.vm, call.Argument(0), func(v goja.Value) { origins = append(origins, latin1(v)) })
	return s.errno(s.wire.Origin(origins))
}

func (s *session) setLocalWindowSize(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.SetLocalWindowSize(call.Argument(0).ToInteger()))
}

func (s *session) setNextStreamID(call goja.FunctionCall) goja.Value {
	return s.errno(s.wire.SetNextStreamID(stream(call)))
}

func (s *session) localSettings(goja.FunctionCall) goja.Value {
	return s.b.settingsObject(s.wire.LocalSettings())
}

func (s *session) remoteSettings(goja.FunctionCall) goja.Value {
	return s.b.settingsObject(s.wire.RemoteSettings())
}

// state() is Node's session.state.
func (s *session) state(goja.FunctionCall) goja.Value {
	o, t := s.b.vm.NewObject(), s.wire.State()
	s.b.set(o, "effectiveLocalWindowSize", t.EffectiveLocalWindow)
	s.b.set(o, "effectiveRecvDataLength", t.EffectiveReceived)
	s.b.set(o, "nextStreamID", t.NextStreamID)
	s.b.set(o, "localWindowSize", t.LocalWindow)
	s.b.set(o, "lastProcStreamID", t.LastProcStreamID)
	s.b.set(o, "remoteWindowSize", t.RemoteWindow)
	s.b.set(o, "outboundQueueSize", t.Queued)
	s.b.set(o, "deflateDynamicTableSize", t.DeflateTable)
	s.b.set(o, "inflateDynamicTableSize", t.InflateTable)
	return o
}

// streamState(id) is Node's stream.state.
func (s *session) streamState(call goja.FunctionCall) goja.Value {
	o, t := s.b.vm.NewObject(), s.wire.StreamState(stream(call))
	flag := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	s.b.set(o, "state", t.State)
	s.b.set(o, "weight", t.Weight)
	s.b.set(o, "sumDependencyWeight", t.ChildrenWeight)
	s.b.set(o, "localClose", flag(t.LocalEnd))
	s.b.set(o, "remoteClose", flag(t.RemoteEnd))
	s.b.set(o, "localWindowSize", t.Window)
	return o
}

func (s *session) hasOpenStreams(goja.FunctionCall) goja.Value {
	return s.b.vm.ToValue(s.wire.HasOpenStreams())
}

func (s *session) destroy(goja.FunctionCall) goja.Value {
	s.wire.Destroy()
	return goja.Undefined()
}
