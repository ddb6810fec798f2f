package http

import (
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/httpwire"
)

// parser is one parser of a script's. What it reads goes to the functions of
// common.js.
type parser struct {
	b    *binding
	obj  *goja.Object
	wire *httpwire.Parser
	list *connections

	// begun is when the message under way began, or the connection; zero between
	// messages. headDone tells that its head is over.
	begun    time.Time
	headDone bool
	told     bool // the message takes too long, and that was said
}

func (b *binding) newParser(goja.FunctionCall) goja.Value {
	p := &parser{b: b}
	p.obj = b.parsers.New(p)
	return p.obj
}

// initialize(response, maxHeaderSize, lenient, connections) begins anew. The limit
// is in bytes, 0 for the default; connections may be undefined.
func (b *binding) initialize(p *parser, call goja.FunctionCall) goja.Value {
	kind := httpwire.Request
	if call.Argument(0).ToBoolean() {
		kind = httpwire.Response
	}
	opt := httpwire.Options{
		MaxHeaderSize: int(min(call.Argument(1).ToInteger(), 1<<30)),
		Lenient:       call.Argument(2).ToBoolean(),
	}
	p.leave()
	// One that is in the middle of a call, below this one, must not be touched.
	p.wire = httpwire.New(kind, p, opt)
	p.begun, p.headDone, p.told = time.Time{}, false, false
	if list, ok := bind.Unwrap[*connections](call.Argument(3)); ok {
		p.begun = time.Now()
		p.list = list
		list.parsers[p] = true
	}
	return goja.Undefined()
}

// execute(buffer) returns how many bytes were taken, or an error.
func (b *binding) execute(p *parser, call goja.FunctionCall) goja.Value {
	data, ok := bind.Bytes(call.Argument(0))
	if !ok || p.wire == nil {
		panic(b.vm.NewTypeError("Argument must be a buffer"))
	}
	n, err := p.wire.Execute(data)
	if err != nil {
		return b.failure(err)
	}
	return b.vm.ToValue(n)
}

// finish() tells of the end of what is read; it returns an error or undefined.
func (b *binding) finish(p *parser, _ goja.FunctionCall) goja.Value {
	if p.wire == nil {
		return goja.Undefined()
	}
	if err := p.wire.Finish(); err != nil {
		return b.failure(err)
	}
	return goja.Undefined()
}

func (b *binding) failure(err *httpwire.Error) goja.Value {
	return bind.Invoke(b.tell.failed, goja.Undefined(),
		b.vm.ToValue(err.Code), b.vm.ToValue(err.Reason), b.vm.ToValue(err.Offset))
}

// close() ends what the parser tells, also in the middle of execute.
func (b *binding) close(p *parser, _ goja.FunctionCall) goja.Value {
	p.leave()
	if p.wire != nil {
		p.wire.Close()
		p.wire = nil
	}
	return goja.Undefined()
}

// remove() takes the parser out of its list of connections.
func (b *binding) remove(p *parser, _ goja.FunctionCall) goja.Value {
	p.leave()
	return goja.Undefined()
}

func (p *parser) leave() {
	if p.list != nil {
		delete(p.list.parsers, p)
		p.list = nil
	}
}

// Begin implements [httpwire.Handler].
func (p *parser) Begin() {
	p.headDone, p.told = false, false
	if p.list != nil {
		p.begun = time.Now()
	}
}

// Head implements [httpwire.Handler].
func (p *parser) Head(h *httpwire.Head) httpwire.Verdict {
	p.headDone = true
	vm := p.b.vm
	method, target, status, reason := goja.Undefined(), goja.Undefined(), goja.Undefined(), goja.Undefined()
	if h.Method != "" {
		method, target = p.b.name([]byte(h.Method)), codec.Decode(h.Target, codec.Latin1)
	} else {
		status, reason = vm.ToValue(h.Status), codec.Decode(h.Reason, codec.Latin1)
	}
	v := bind.Invoke(p.b.tell.head, p.obj, vm.ToValue(h.Major), vm.ToValue(h.Minor), p.b.list(h.Fields),
		method, target, status, reason, vm.ToValue(h.Upgrade), vm.ToValue(h.KeepAlive))
	switch v.ToInteger() {
	case 1:
		return httpwire.SkipBody
	case 2:
		return httpwire.SwitchProtocol
	}
	return httpwire.ReadBody
}

// Body implements [httpwire.Handler].
func (p *parser) Body(data []byte) {
	bind.Invoke(p.b.tell.body, p.obj, bind.NewBuffer(p.b.host, data))
}

// End implements [httpwire.Handler].
func (p *parser) End(trailer []httpwire.Field) {
	p.begun = time.Time{}
	fields := goja.Undefined()
	if len(trailer) > 0 {
		fields = p.b.list(trailer)
	}
	bind.Invoke(p.b.tell.end, p.obj, fields)
}

// list is an array of names and values in turn.
func (b *binding) list(fields []httpwire.Field) goja.Value {
	items := make([]any, 0, 2*len(fields))
	for _, f := range fields {
		items = append(items, b.name(f.Name), codec.Decode(f.Value, codec.Latin1))
	}
	return b.vm.NewArray(items...)
}

// maxNames bounds how many names are kept.
const maxNames = 256

// name is a string for what comes again and again, made once.
func (b *binding) name(text []byte) goja.Value {
	if v, ok := b.names[string(text)]; ok {
		return v
	}
	v := codec.Decode(text, codec.Latin1)
	if len(b.names) < maxNames && len(text) < 32 {
		b.names[string(text)] = v
	}
	return v
}
