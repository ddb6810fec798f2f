package http

import (
	"strconv"
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

	class     *goja.Object // of messages
	server    *goja.Object // nil of a client
	conn      *connection  // of a server's connection, nil without
	message   *incoming    // the message under way, where it is of our constructor
	switching bool         // another protocol follows
}

func (b *binding) newParser(goja.FunctionCall) goja.Value {
	p := &parser{b: b}
	p.obj = b.parsers.New(p)
	return p.obj
}

// initialize(response, maxHeaderSize, lenient, connections, Message, server) begins
// anew. The limit is in bytes, 0 for the default; connections and server may be
// undefined.
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
	p.begun, p.headDone, p.told, p.switching = time.Time{}, false, false, false
	p.message, p.conn = nil, nil
	p.class, _ = call.Argument(4).(*goja.Object)
	p.server, _ = call.Argument(5).(*goja.Object)
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
	return bind.Invoke(b.js.failed, goja.Undefined(),
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
	p.conn, p.message, p.server = nil, nil, nil
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

// Head implements [httpwire.Handler]: the owner of the parser says what becomes of
// the body.
func (p *parser) Head(h *httpwire.Head) httpwire.Verdict {
	p.headDone = true
	b, vm := p.b, p.b.vm
	o := p.newMessage()
	m := p.message
	must(p.obj.Set("incoming", o))
	pairs := 2 * len(h.Fields)
	if most := bind.Int(p.obj, "maxHeaderPairs", 0); most > 0 {
		pairs = int(min(int64(pairs), most))
	}
	join := goja.Value(nil)
	if p.server != nil {
		join = p.server.Get("joinDuplicateHeaders")
	}
	if !truth(join) {
		join = orUndefined(p.obj.Get("joinDuplicateHeaders"))
	}
	if m == nil || !m.ours {
		must(o.Set("joinDuplicateHeaders", join))
		p.describe(o, h, pairs)
	} else {
		m.values[inMajor], m.values[inMinor], m.values[inVersion] = b.version(h.Major, h.Minor)
		m.values[inJoin], m.values[inUpgrade] = join, vm.ToValue(h.Upgrade)
		if h.Method != "" {
			m.values[inMethod], m.values[inURL] = b.name([]byte(h.Method)), b.path(h.Target)
		} else {
			m.values[inStatus], m.values[inReason] = vm.ToValue(h.Status), b.name(h.Reason)
		}
		if o.Get("_addHeaderLines") == b.own.addLines {
			m.headers.fields, m.headers.count = copied(h.Fields), pairs
		} else {
			bind.InvokeMethod(vm, o, "message", "_addHeaderLines", b.list(h.Fields), vm.ToValue(pairs))
		}
	}
	verdict := httpwire.ReadBody
	if told := p.obj.Get("onIncoming"); told == b.listens.incoming && p.conn != nil {
		verdict = p.conn.request(o, h.KeepAlive)
	} else {
		switch bind.InvokeMethod(vm, p.obj, "parser", "onIncoming", o, vm.ToValue(h.KeepAlive)).ToInteger() {
		case 1:
			verdict = httpwire.SkipBody
		case 2:
			verdict = httpwire.SwitchProtocol
		}
	}
	p.switching = h.Upgrade || verdict == httpwire.SwitchProtocol
	return verdict
}

// newMessage makes a message of the class that the parser's owner asks for.
func (p *parser) newMessage() *goja.Object {
	b := p.b
	socket := orUndefined(p.obj.Get("socket"))
	class := p.class
	if class == nil {
		class = b.incomingClass
	}
	if class == b.incomingClass {
		o := b.vm.CreateObject(class.Get("prototype").ToObject(b.vm))
		p.message = b.attachIncoming(o, socket)
		p.message.ours = true
		return o
	}
	o, err := b.vm.New(class, socket)
	must(err)
	p.message = incomingOf(o)
	return o
}

// describe tells of a head a message of another class, which may have fields of its
// own.
func (p *parser) describe(o *goja.Object, h *httpwire.Head, pairs int) {
	b, vm := p.b, p.b.vm
	major, minor, version := b.version(h.Major, h.Minor)
	must(o.Set("httpVersionMajor", major))
	must(o.Set("httpVersionMinor", minor))
	must(o.Set("httpVersion", version))
	must(o.Set("upgrade", h.Upgrade))
	if h.Method != "" {
		must(o.Set("method", h.Method))
		must(o.Set("url", codec.Decode(h.Target, codec.Latin1)))
	} else {
		must(o.Set("statusCode", h.Status))
		must(o.Set("statusMessage", codec.Decode(h.Reason, codec.Latin1)))
	}
	bind.InvokeMethod(vm, o, "message", "_addHeaderLines", b.list(h.Fields), vm.ToValue(pairs))
}

// version are the three values that tell of one.
func (b *binding) version(major, minor int) (x, y, both goja.Value) {
	if major == 1 && minor == 1 {
		return b.one, b.one, b.oneOne
	}
	return b.vm.ToValue(major), b.vm.ToValue(minor), b.vm.ToValue(strconv.Itoa(major) + "." + strconv.Itoa(minor))
}

// path is the target of a request.
func (b *binding) path(target []byte) goja.Value {
	if len(target) == 1 {
		return b.name(target)
	}
	return codec.Decode(target, codec.Latin1)
}

// current is the message under way, nil without.
func (p *parser) current() *goja.Object {
	o, _ := p.obj.Get("incoming").(*goja.Object)
	return o
}

// Body implements [httpwire.Handler].
func (p *parser) Body(data []byte) {
	o := p.current()
	if o == nil {
		return
	}
	m, chunk := incomingOf(o), bind.NewBuffer(p.b.host, data)
	more := true
	switch {
	case m == nil:
		more = truth(o.Get("_dumped")) || bind.InvokeMethod(p.b.vm, o, "message", "push", chunk).ToBoolean()
	case !truth(m.value(inDumped)):
		more = m.st.Readable().Push(chunk)
	}
	if socket, ok := p.obj.Get("socket").(*goja.Object); ok && !more {
		bind.InvokeMethod(p.b.vm, socket, "socket", "pause")
	}
}

// End implements [httpwire.Handler].
func (p *parser) End(trailer []httpwire.Field) {
	p.begun = time.Time{}
	b := p.b
	if o := p.current(); o != nil {
		m := incomingOf(o)
		if m != nil && m.ours {
			m.values[inComplete] = b.yes
		} else {
			must(o.Set("complete", true))
		}
		if len(trailer) > 0 {
			pairs := 2 * int64(len(trailer))
			if most := bind.Int(p.obj, "maxHeaderPairs", 0); most > 0 {
				pairs = min(pairs, most)
			}
			bind.InvokeMethod(b.vm, o, "message", "_addHeaderLines", b.list(trailer), b.vm.ToValue(pairs))
		}
		if m != nil {
			m.st.Readable().PushEnd()
		} else {
			bind.InvokeMethod(b.vm, o, "message", "push", goja.Null())
		}
	}
	// What comes next on the connection is wanted, even where this was not read.
	if socket, ok := p.obj.Get("socket").(*goja.Object); ok {
		b.readStart(socket)
	}
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
