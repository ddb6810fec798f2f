package http

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/httpwire"
)

// What a scriptParser calls, by the names of its properties: numbers, as in Node.
const (
	onMessageBegin    = "0"
	onHeaders         = "1"
	onHeadersComplete = "2"
	onBody            = "3"
	onMessageComplete = "4"
)

// scriptParser is HTTPParser of _http_common, by which packages read what a socket of
// their own making is sent. What it reads goes to functions that stand on it under
// numbers.
type scriptParser struct {
	b    *binding
	obj  *goja.Object
	wire *httpwire.Parser // nil until initialize, and after free
	// target is that of the request under way; a trailer is told with it.
	target goja.Value
}

func (b *binding) newScriptParser(goja.FunctionCall) goja.Value {
	p := &scriptParser{b: b, target: b.vm.ToValue("")}
	p.obj = b.scriptParsers.New(p)
	return p.obj
}

// scriptMethods are those of HTTPParser.
func (b *binding) scriptMethods() map[string]func(*scriptParser, goja.FunctionCall) goja.Value {
	end := func(p *scriptParser, _ goja.FunctionCall) goja.Value {
		if p.wire != nil {
			p.wire.Close()
			p.wire = nil
		}
		return goja.Undefined()
	}
	return map[string]func(*scriptParser, goja.FunctionCall) goja.Value{
		"initialize": (*scriptParser).initialize, "execute": (*scriptParser).execute, "finish": (*scriptParser).finish,
		"close": end, "free": end,
		// It is on no list of connections.
		"remove": func(*scriptParser, goja.FunctionCall) goja.Value { return goja.Undefined() },
	}
}

// initialize(type, resource[, maxHeaderSize[, lenient]]) begins anew. resource is of
// asynchronous hooks, which are told of the socket's.
func (p *scriptParser) initialize(call goja.FunctionCall) goja.Value {
	kind := httpwire.Request
	switch call.Argument(0).ToInteger() {
	case 1:
	case 2:
		kind = httpwire.Response
	default:
		panic(p.b.vm.NewTypeError("The type must be HTTPParser.REQUEST or HTTPParser.RESPONSE"))
	}
	p.wire = httpwire.New(kind, p, httpwire.Options{
		MaxHeaderSize: int(min(call.Argument(2).ToInteger(), 1<<30)), Lenient: call.Argument(3).ToBoolean(),
	})
	return goja.Undefined()
}

// execute(buffer) returns how many bytes were taken, or an error.
func (p *scriptParser) execute(call goja.FunctionCall) goja.Value {
	data, ok := bind.Bytes(call.Argument(0))
	if !ok || p.wire == nil {
		panic(p.b.vm.NewTypeError("Argument must be a buffer"))
	}
	n, err := p.wire.Execute(data)
	if err != nil {
		return p.b.failure(err)
	}
	return p.b.vm.ToValue(n)
}

// finish() tells of the end of what is read; it returns an error or undefined.
func (p *scriptParser) finish(goja.FunctionCall) goja.Value {
	if p.wire != nil {
		if err := p.wire.Finish(); err != nil {
			return p.b.failure(err)
		}
	}
	return goja.Undefined()
}

// tell calls a function that the script has set, if it has.
func (p *scriptParser) tell(name string, arguments ...goja.Value) goja.Value {
	fn, ok := p.obj.Get(name).(*goja.Object)
	if !ok || !bind.IsFunction(fn) {
		return goja.Undefined()
	}
	return bind.Invoke(fn, p.obj, arguments...)
}

// Begin implements [httpwire.Handler].
func (p *scriptParser) Begin() { p.tell(onMessageBegin) }

// Head implements [httpwire.Handler].
func (p *scriptParser) Head(h *httpwire.Head) httpwire.Verdict {
	vm, none := p.b.vm, goja.Undefined()
	method, target, status, reason := none, none, none, none
	if h.Method != "" {
		method, target = vm.ToValue(slices.Index(httpwire.Methods, h.Method)), codec.Decode(h.Target, codec.Latin1)
		p.target = target
	} else {
		status, reason = vm.ToValue(h.Status), codec.Decode(h.Reason, codec.Latin1)
	}
	switch p.tell(onHeadersComplete, vm.ToValue(h.Major), vm.ToValue(h.Minor), p.b.list(h.Fields), method, target,
		status, reason, vm.ToValue(h.Upgrade), vm.ToValue(h.KeepAlive)).ToInteger() {
	case 1:
		return httpwire.SkipBody
	case 2:
		return httpwire.SwitchProtocol
	}
	return httpwire.ReadBody
}

// Body implements [httpwire.Handler].
func (p *scriptParser) Body(data []byte) {
	p.tell(onBody, bind.NewBuffer(p.b.host, slices.Clone(data)))
}

// End implements [httpwire.Handler].
func (p *scriptParser) End(trailer []httpwire.Field) {
	if len(trailer) > 0 {
		p.tell(onHeaders, p.b.list(trailer), p.target)
	}
	p.tell(onMessageComplete)
}
