package http2

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/http2wire"
)

// event is one of the functions that JavaScript gives.
type event int

const (
	onHeaders event = iota
	onPushPromise
	onData
	onEnd
	onClose
	onWritten
	onWantTrailers
	onSettings
	onSettingsAck
	onPing
	onPong
	onGoaway
	onAltsvc
	onOrigin
	onPriority
	onFrameError
	onError
	onSend
	events
)

var eventNames = [events]string{
	"onHeaders", "onPushPromise", "onData", "onEnd", "onClose", "onWritten", "onWantTrailers", "onSettings",
	"onSettingsAck", "onPing", "onPong", "onGoaway", "onAltsvc", "onOrigin", "onPriority", "onFrameError", "onError", "onSend",
}

// smallPiece is how long data may be to be copied out of what the socket has read,
// which it would keep whole.
const smallPiece = 4 << 10

// tell calls one of the functions, with the session as this. What it throws waits
// until the method that JavaScript has called is through: a session must not stop
// in the middle of a frame.
func (s *session) tell(e event, arguments ...goja.Value) {
	fn := s.events[e]
	if fn == nil {
		return
	}
	if _, err := fn(s.object, arguments...); err != nil && s.thrown == nil {
		s.thrown = err
	}
}

func (s *session) number(n uint32) goja.Value { return s.b.vm.ToValue(n) }

func (s *session) buffer(b []byte) goja.Value { return bind.NewBuffer(s.b.host, slices.Clone(b)) }

// maxNames bounds the names that are kept: a peer thinks up as many as it likes.
const maxNames = 1000

// name is the name of a field as a string.
func (b *binding) name(s string) goja.Value {
	if v := b.names[s]; v != nil {
		return v
	}
	v := codec.FromASCII(s) // names are tokens
	if len(b.names) < maxNames && len(s) <= 64 {
		b.names[s] = v
	}
	return v
}

// pairs is a flat array of names and values.
func (b *binding) pairs(fields []http2wire.Field) goja.Value {
	list := make([]any, 0, 2*len(fields))
	for _, f := range fields {
		list = append(list, b.name(f.Name), b.value(f.Value))
	}
	return b.vm.NewArray(list...)
}

// value is a text of Latin-1.
func (b *binding) value(s string) goja.Value { return codec.Decode([]byte(s), codec.Latin1) }

// Headers implements [http2wire.Handler].
func (s *session) Headers(id uint32, category http2wire.Category, end bool, fields []http2wire.Field) {
	var sensitive []any
	for _, f := range fields {
		if f.Sensitive {
			sensitive = append(sensitive, s.b.name(f.Name))
		}
	}
	vm := s.b.vm
	s.tell(onHeaders, s.number(id), vm.ToValue(int(category)), vm.ToValue(end), s.b.pairs(fields), vm.NewArray(sensitive...))
}

// PushPromise implements [http2wire.Handler].
func (s *session) PushPromise(parent, id uint32, fields []http2wire.Field) {
	s.tell(onPushPromise, s.number(parent), s.number(id), s.b.pairs(fields))
}

// Data implements [http2wire.Handler].
func (s *session) Data(id uint32, b []byte) {
	if len(b) < smallPiece {
		b = slices.Clone(b)
	}
	s.tell(onData, s.number(id), bind.NewBuffer(s.b.host, b))
}

// End implements [http2wire.Handler].
func (s *session) End(id uint32) { s.tell(onEnd, s.number(id)) }

// Close implements [http2wire.Handler].
func (s *session) Close(id, code uint32) { s.tell(onClose, s.number(id), s.number(code)) }

// Written implements [http2wire.Handler].
func (s *session) Written(id uint32, cancelled bool) {
	if cancelled {
		s.tell(onWritten, s.number(id), s.b.vm.ToValue("ECANCELED"))
		return
	}
	s.tell(onWritten, s.number(id))
}

// WantTrailers implements [http2wire.Handler].
func (s *session) WantTrailers(id uint32) { s.tell(onWantTrailers, s.number(id)) }

// Settings implements [http2wire.Handler].
func (s *session) Settings() { s.tell(onSettings) }

// SettingsAck implements [http2wire.Handler].
func (s *session) SettingsAck() { s.tell(onSettingsAck) }

// Ping implements [http2wire.Handler].
func (s *session) Ping(payload [8]byte) { s.tell(onPing, s.buffer(payload[:])) }

// Pong implements [http2wire.Handler].
func (s *session) Pong(payload [8]byte) { s.tell(onPong, s.buffer(payload[:])) }

// Goaway implements [http2wire.Handler].
func (s *session) Goaway(code, last uint32, data []byte) {
	v := goja.Undefined()
	if len(data) > 0 {
		v = s.buffer(data)
	}
	s.tell(onGoaway, s.number(code), s.number(last), v)
}

// Altsvc implements [http2wire.Handler].
func (s *session) Altsvc(id uint32, origin, value string) {
	s.tell(onAltsvc, s.number(id), s.b.value(origin), s.b.value(value))
}

// Origin implements [http2wire.Handler].
func (s *session) Origin(origins []string) {
	list := make([]any, len(origins))
	for i, o := range origins {
		list[i] = s.b.value(o)
	}
	s.tell(onOrigin, s.b.vm.NewArray(list...))
}

// Priority implements [http2wire.Handler].
func (s *session) Priority(id uint32, p http2wire.Priority) {
	s.tell(onPriority, s.number(id), s.number(p.Parent), s.b.vm.ToValue(p.Weight), s.b.vm.ToValue(p.Exclusive))
}

// FrameError implements [http2wire.Handler].
func (s *session) FrameError(id uint32, kind byte, errno http2wire.Errno) {
	s.tell(onFrameError, s.number(id), s.number(uint32(kind)), s.b.vm.ToValue(int(errno)))
}

// Error implements [http2wire.Handler].
func (s *session) Error(f *http2wire.Failure) {
	name := goja.Undefined()
	if f.Name != "" {
		name = s.b.vm.ToValue(f.Name)
	}
	s.tell(onError, s.number(f.Code), s.b.vm.ToValue(f.Reason), s.b.vm.ToValue(int(f.Errno)), name)
}

// Send implements [http2wire.Handler].
func (s *session) Send() { s.tell(onSend) }
