package http

import (
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/httpwire"
	"tlsjs/jsmod/internal/streams"
)

// The fields of an IncomingMessage.
const (
	inSocket = iota
	inMajor
	inMinor
	inVersion
	inComplete
	inJoin
	inAborted
	inUpgrade
	inURL
	inMethod
	inStatus
	inReason
	inClient
	inConsuming
	inDumped
	inFields
)

var incomingFields = []field{
	inSocket: {name: "socket"}, inMajor: {name: "httpVersionMajor"}, inMinor: {name: "httpVersionMinor"},
	inVersion: {name: "httpVersion"}, inComplete: {name: "complete", normal: false},
	inJoin: {name: "joinDuplicateHeaders", normal: false}, inAborted: {name: "aborted", normal: false},
	inUpgrade: {name: "upgrade"}, inURL: {name: "url", normal: ""}, inMethod: {name: "method"},
	inStatus: {name: "statusCode"}, inReason: {name: "statusMessage"}, inClient: {name: "client"},
	inConsuming: {name: "_consuming", normal: false}, inDumped: {name: "_dumped", normal: false},
}

// incoming is what an IncomingMessage holds.
type incoming struct {
	b      *binding
	st     *streams.Stream
	values [inFields]goja.Value
	// ours tells that the message was made here: no class has fields of its own
	// above those that are kept here.
	ours bool

	headers, trailers received
}

// received are the fields of a head or a trailer, and what was made of them.
type received struct {
	fields []textField
	raw    goja.Value // the list of names and values, nil until somebody looks
	count  int        // how many elements of it count
	// One text each, and a list each; nil until somebody looks.
	joined, distinct goja.Value
}

// textField is a field as it came. Its texts are Latin-1, a byte a character.
type textField struct{ name, value string }

// copied keeps the fields of a message, which are the parser's.
func copied(fields []httpwire.Field) []textField {
	size := 0
	for _, f := range fields {
		size += len(f.Name) + len(f.Value)
	}
	var text strings.Builder
	text.Grow(size)
	for _, f := range fields {
		text.Write(f.Name)
		text.Write(f.Value)
	}
	kept, rest := make([]textField, len(fields)), text.String()
	for i, f := range fields {
		name, value := len(f.Name), len(f.Name)+len(f.Value)
		kept[i] = textField{rest[:name], rest[name:value]}
		rest = rest[value:]
	}
	return kept
}

// incomingOf is what is behind an IncomingMessage, nil for anything else.
func incomingOf(v goja.Value) *incoming {
	m, _ := streams.OwnerOf(v).(*incoming)
	return m
}

// initIncoming(message, socket) is the constructor.
func (b *binding) initIncoming(call goja.FunctionCall) goja.Value {
	b.attachIncoming(call.Argument(0).ToObject(b.vm), call.Argument(1))
	return goja.Undefined()
}

func (b *binding) attachIncoming(o *goja.Object, socket goja.Value) *incoming {
	m := &incoming{b: b}
	mark := b.streams.DefaultMark()
	if st := b.streams.Find(socket); st != nil && st.Readable() != nil {
		mark = st.Readable().Mark()
	}
	m.st = b.streams.NewReadable(o, mark, m)
	if socket != nil {
		m.values[inSocket], m.values[inClient] = socket, socket
	}
	return m
}

// showIncoming puts what is kept in Go on IncomingMessage.prototype.
func (b *binding) showIncoming(proto *goja.Object) {
	b.show(proto, b.incomingSet, 0, inFields, func(this goja.Value) []goja.Value {
		if m := incomingOf(this); m != nil {
			return m.values[:]
		}
		return nil
	})
	part := func(name string, of func(*incoming) *received) {
		type getter func(m *incoming, o *goja.Object) goja.Value
		property := func(name string, shown bool, get getter, set func(*received, goja.Value)) {
			key := b.vm.ToValue(name)
			b.accessor(proto, key, shown, func(call goja.FunctionCall) goja.Value {
				m := incomingOf(call.This)
				if m == nil {
					return goja.Undefined()
				}
				return get(m, call.This.(*goja.Object))
			}, func(call goja.FunctionCall) goja.Value {
				if m := incomingOf(call.This); m != nil {
					set(of(m), call.Argument(0))
				} else {
					own(call.This, key, call.Argument(0))
				}
				return goja.Undefined()
			})
		}
		upper := strings.ToUpper(name[:1]) + name[1:]
		property("raw"+upper, true, func(m *incoming, _ *goja.Object) goja.Value { return m.list(of(m)) },
			func(r *received, v goja.Value) { r.raw = v })
		property(name, false, func(m *incoming, o *goja.Object) goja.Value { return m.together(o, of(m)) },
			func(r *received, v goja.Value) { r.joined = orNil(v) })
		property(name+"Distinct", false, func(m *incoming, o *goja.Object) goja.Value { return m.apart(o, of(m)) },
			func(r *received, v goja.Value) { r.distinct = orNil(v) })
	}
	part("headers", func(m *incoming) *received { return &m.headers })
	part("trailers", func(m *incoming) *received { return &m.trailers })
	b.incomingMethods(proto)
}

// orNil is nil for what is taken to be missing.
func orNil(v goja.Value) goja.Value {
	if !truth(v) {
		return nil
	}
	return v
}

// list is the array of names and values in turn.
func (m *incoming) list(r *received) goja.Value {
	if r.raw == nil {
		items := make([]any, 0, 2*len(r.fields))
		for _, f := range r.fields {
			items = append(items, m.b.name([]byte(f.name)), latin1Text(f.value))
		}
		r.raw = m.b.vm.NewArray(items...)
		r.fields = nil
	}
	return r.raw
}

func latin1Text(s string) goja.Value { return codec.Decode([]byte(s), codec.Latin1) }

// together is the property headers, or trailers.
func (m *incoming) together(o *goja.Object, r *received) goja.Value {
	if r.joined == nil {
		target := m.b.vm.NewObject()
		r.joined = target
		m.addAll(o, r, target)
	}
	return r.joined
}

// addAll adds what r has to target. A class or a script may have put a method of
// its own in the place of ours.
func (m *incoming) addAll(o *goja.Object, r *received, target *goja.Object) {
	b := m.b
	if method := o.Get("_addHeaderLine"); method != b.own.addLine {
		fn, ok := method.(*goja.Object)
		if !ok || !bind.IsFunction(fn) {
			panic(b.vm.NewTypeError("message._addHeaderLine is not a function"))
		}
		b.pairs(m.list(r), r.count, func(name, value goja.Value) { bind.Invoke(fn, o, name, value, target) })
		return
	}
	join := truth(m.value(inJoin))
	if r.raw != nil {
		b.pairs(r.raw, r.count, func(name, value goja.Value) { b.add(lowered(name), value, target, join) })
		return
	}
	for i, f := range r.fields {
		if 2*i >= r.count {
			break
		}
		b.add(b.lower(f.name), latin1Text(f.value), target, join)
	}
}

// apart is the property headersDistinct, or trailersDistinct.
func (m *incoming) apart(o *goja.Object, r *received) goja.Value {
	if r.distinct != nil {
		return r.distinct
	}
	b := m.b
	target := b.vm.CreateObject(nil)
	r.distinct = target
	method := o.Get("_addHeaderLineDistinct")
	b.pairs(m.list(r), r.count, func(name, value goja.Value) {
		if method == b.own.addDistinct || !bind.IsFunction(method) {
			b.push(target, lowered(name), value)
		} else {
			bind.Invoke(method.(*goja.Object), o, name, value, target)
		}
	})
	return target
}

func (m *incoming) value(i int) goja.Value {
	if v := m.values[i]; v != nil {
		return v
	}
	return m.b.incomingSet.normal[i]
}

// lower is the key of a field that was received: its name in lower case.
func (b *binding) lower(name string) string {
	if key, ok := b.keys[name]; ok {
		return key
	}
	key := strings.ToLower(name)
	if len(b.keys) < maxNames && len(name) < 32 {
		b.keys[strings.Clone(name)] = key
	}
	return key
}

// header(message, name) is a field of the head, whose name is given in lower case,
// undefined without: the first of several, where no script has looked yet.
func (b *binding) header(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	name := call.Argument(1).String()
	if m := incomingOf(o); m != nil && m.ours && m.headers.joined == nil && m.headers.raw == nil && o.Get("_addHeaderLine") == b.own.addLine {
		for _, f := range m.headers.fields {
			if len(f.name) == len(name) && strings.EqualFold(f.name, name) {
				return latin1Text(f.value)
			}
		}
		return goja.Undefined()
	}
	return orUndefined(bind.Prop(o.Get("headers"), name))
}

// has tells whether the head has a field, whose name is given in lower case.
func (m *incoming) has(name string) bool {
	for _, f := range m.headers.fields {
		if len(f.name) == len(name) && strings.EqualFold(f.name, name) {
			return true
		}
	}
	return false
}
