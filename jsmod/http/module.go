// Package http is Node's http: servers, requests, agents. A script sees classes
// of JavaScript; messages are read by jsmod/internal/httpwire, and blocks of
// header lines are made and taken apart in Go, one call each.
//
//	http.js        the exports
//	common.js      parsers and what they tell to messages
//	incoming.js    IncomingMessage: a request to a server, an answer to a client
//	outgoing.js    OutgoingMessage, with outgoing_headers.js and outgoing_body.js
//	server.js      Server; options.js its options; connection.js one connection
//	response.js    ServerResponse; early_hints.js
//	client.js      ClientRequest; client_socket.js what its socket tells
//	agent.js       Agent
//
// What happens to every message is done in Go:
//
//	fields.go      properties of messages that are kept in Go
//	parser.go      what is read becomes messages; script_parser.go HTTPParser of packages
//	incoming.go    IncomingMessage, with incoming_methods.go and headers.go
//	connection.go  one connection of a server: what comes on it and when it is over
//	exchange.go    a request and its response
//	outgoing.go    OutgoingMessage and ServerResponse
//	store.go       the head of a message, with block.go and outgoing_fields.go;
//	               outgoing_end.go its body and its end
//
// The module touches no network itself: net and tls do, and ask for permission.
package http

import (
	"embed"
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/httpwire"
	"tlsjs/jsmod/internal/streams"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is http and, under the names that packages know, its parts.
var Module = module.Module{
	Name: "http", Scripts: scripts,
	Entries: map[string]string{
		"http":           "http.js",
		"_http_agent":    "agent.js",
		"_http_client":   "client.js",
		"_http_common":   "common.js",
		"_http_incoming": "incoming.js",
		"_http_outgoing": "outgoing.js",
		"_http_server":   "server.js",
		"internal/http":  "shared.js",
	},
	Bind: newBinding,
}

// binding is the Go half for one runtime.
type binding struct {
	host     module.Host
	vm       *goja.Runtime
	streams  *streams.Streams
	emitters *emitter.Emitters
	ticks    *ticks.Queue
	nesting  *bind.Nesting

	parsers, lists *bind.Class
	scriptParsers  *bind.Class
	js             helpers
	own            owned
	listens        listeners
	names          map[string]goja.Value // texts that come again and again
	keys           map[string]string     // names of fields in lower case

	incomingSet, outgoingSet     *fieldSet
	clientSet                    *fieldSet // with those of outgoingSet before it
	incomingClass, responseClass *goja.Object
	connectionKey                *goja.Symbol
	uniqueKey                    *goja.Symbol
	statusCodes                  *goja.Object
	requestStart, responseFinish *goja.Object // channels
	debug                        bool         // NODE_DEBUG=http

	// on, off, streamOn and streamOff are those of EventEmitter and of Readable.
	on, off, streamOn, streamOff *goja.Object

	yes, no, one, oneOne, head goja.Value

	date   string // the line
	dateOf int64  // and its second
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	b := &binding{host: h, vm: vm, streams: streams.Of(h), emitters: emitter.Of(h), ticks: ticks.Of(h), nesting: bind.NestingOf(h),
		names: map[string]goja.Value{}, keys: map[string]string{}, connectionKey: goja.NewSymbol("http.server.connection"),
		yes: vm.ToValue(true), no: vm.ToValue(false), one: vm.ToValue(1), oneOne: vm.ToValue("1.1"), head: vm.ToValue("HEAD")}
	b.parsers = bind.NewClass(vm, "HTTPParser", map[string]func(*parser, goja.FunctionCall) goja.Value{
		"initialize": b.initialize, "execute": b.execute, "finish": b.finish, "close": b.close, "free": b.close, "remove": b.remove,
	})
	b.scriptParsers = bind.NewClass(vm, "HTTPParser", b.scriptMethods())
	b.lists = bind.NewClass(vm, "ConnectionsList", map[string]func(*connections, goja.FunctionCall) goja.Value{
		"all": b.all, "idle": b.idle, "expired": b.expired,
	})
	b.incomingSet, b.outgoingSet = b.newFieldSet(incomingFields), b.newFieldSet(outgoingFields)
	b.clientSet = b.newFieldSet(slices.Concat(outgoingFields[:outFields], clientFields))
	b.outgoingSet.normal[outOnPending] = bind.Method(vm, "nop", 0, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	b.uniqueKey, _ = b.outgoingSet.keys[outUnique].(*goja.Symbol)
	class := func(fn func(proto *goja.Object)) bind.Func {
		return func(call goja.FunctionCall) goja.Value {
			fn(call.Argument(0).ToObject(vm))
			return goja.Undefined()
		}
	}
	o := bind.Object(vm, bind.Funcs{
		"setup": b.setup, "newParser": b.newParser, "newScriptParser": b.newScriptParser, "newConnections": b.newConnections,
		"header": b.header, "isToken": b.isToken, "isValue": b.isValue,
		"initIncoming": b.initIncoming, "initOutgoing": b.initOutgoing, "connect": b.connect,
		"showIncoming": class(b.showIncoming), "showOutgoing": class(b.showOutgoing), "showResponse": class(b.showResponse),
		"showClient": class(b.showClient),
		"flag": func(call goja.FunctionCall) goja.Value {
			value, ok := h.Config().Flags[call.Argument(0).String()]
			if !ok {
				return goja.Undefined()
			}
			return vm.ToValue(value)
		},
	})
	methods := make([]any, len(httpwire.Methods))
	for i, m := range httpwire.Methods {
		methods[i] = m
	}
	fields := vm.NewObject()
	must(fields.Set("incoming", b.incomingSet.names(0, inFields)))
	must(fields.Set("outgoing", b.outgoingSet.names(0, outFields)))
	must(fields.Set("client", b.clientSet.names(0, reqFields)))
	must(fields.Set("response", b.outgoingSet.names(0, resFields)))
	must(o.Set("fields", fields))
	must(o.Set("parserPrototype", b.scriptParsers.Proto))
	must(o.Set("symbols", b.symbols(b.outgoingSet)))
	must(o.Set("listeners", b.newListeners()))
	return o, o.Set("methods", vm.NewArray(methods...))
}

// helpers are functions in JavaScript for what is seldom.
type helpers struct {
	failed            *goja.Object // (code, reason, offset) makes an error
	badName, badValue *goja.Object // (name) throws
	noValue           *goja.Object // (name) throws
	endWithSocket     *goja.Object // (socket, error, told) destroys a socket and tells why it is over
	end, write        *goja.Object // OutgoingMessage's, the long way
	flattened         *goja.Object // (fields) is a list of names and values
	noChunks, noEnd   *goja.Object // tell a log
	badTrailer        *goja.Object // () throws
	writeHead         *goja.Object // ServerResponse's, the long way
	assigned          *goja.Object // () throws
	socketClosed      *goja.Object // listens to the socket of a response
	parseError        *goja.Object // (socket, error, parser, chunk)
	switchProtocol    *goja.Object // (socket, request, head)
	onError           *goja.Object // (error), with a socket as this
	freeParser        *goja.Object // (socket)
	aborted           *goja.Object // () makes an error
	started, ended    *goja.Object // (request, response, socket, server) publish
	isModern          *goja.Object // (request): it is of HTTP/1.1
	expects           *goja.Object // (server, request, response) answers an Expect
	dump              *goja.Object // (request), of a class that is not ours
}

// setup(functions) is called by each script with those of the helpers that it has,
// and with values that it shares.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	js := &b.js
	for name, place := range map[string]**goja.Object{
		"failed": &js.failed, "badName": &js.badName, "badValue": &js.badValue, "noValue": &js.noValue,
		"endWithSocket": &js.endWithSocket, "end": &js.end, "write": &js.write, "flattened": &js.flattened, "noChunks": &js.noChunks,
		"noEnd": &js.noEnd, "badTrailer": &js.badTrailer, "writeHead": &js.writeHead, "assigned": &js.assigned,
		"socketClosed": &js.socketClosed, "parseError": &js.parseError, "switchProtocol": &js.switchProtocol,
		"onError": &js.onError, "freeParser": &js.freeParser, "aborted": &js.aborted, "started": &js.started,
		"ended": &js.ended, "isModern": &js.isModern, "expects": &js.expects, "dump": &js.dump,
		"IncomingMessage": &b.incomingClass, "ServerResponse": &b.responseClass, "STATUS_CODES": &b.statusCodes,
		"requestStart": &b.requestStart, "responseFinish": &b.responseFinish,
		"on": &b.on, "off": &b.off, "streamOn": &b.streamOn, "streamOff": &b.streamOff,
	} {
		if v, ok := o.Get(name).(*goja.Object); ok {
			*place = v
		}
	}
	if v := o.Get("debug"); v != nil {
		b.debug = v.ToBoolean()
	}
	return goja.Undefined()
}
