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
//	clock.js       the Date header, made once a second
//
// The module touches no network itself: net and tls do, and ask for permission.
package http

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/httpwire"
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
	host module.Host
	vm   *goja.Runtime

	parsers, lists *bind.Class
	tell           callbacks
	fail           failures
	names          map[string]goja.Value
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{host: h, vm: h.VM(), names: map[string]goja.Value{}}
	b.parsers = bind.NewClass(b.vm, "HTTPParser", map[string]func(*parser, goja.FunctionCall) goja.Value{
		"initialize": b.initialize, "execute": b.execute, "finish": b.finish, "close": b.close, "free": b.close, "remove": b.remove,
	})
	b.lists = bind.NewClass(b.vm, "ConnectionsList", map[string]func(*connections, goja.FunctionCall) goja.Value{
		"all": b.all, "idle": b.idle, "expired": b.expired,
	})
	o := bind.Object(b.vm, bind.Funcs{
		"setup": b.setup, "newParser": b.newParser, "newConnections": b.newConnections,
		"isToken": b.isToken, "isValue": b.isValue, "headerBlock": b.headerBlock,
		"addLine": b.addLine, "addLines": b.addLines, "addDistinct": b.addDistinct,
		"flag": func(call goja.FunctionCall) goja.Value {
			value, ok := h.Config().Flags[call.Argument(0).String()]
			if !ok {
				return goja.Undefined()
			}
			return b.vm.ToValue(value)
		},
	})
	methods := make([]any, len(httpwire.Methods))
	for i, m := range httpwire.Methods {
		methods[i] = m
	}
	return o, o.Set("methods", b.vm.NewArray(methods...))
}

// callbacks are the functions of common.js, called with a parser as this.
type callbacks struct {
	// head(major, minor, fields, method, target, status, reason, upgrade, keepAlive)
	// returns a Verdict; body(buffer); end(trailer fields).
	head, body, end *goja.Object
	// failed(code, reason, offset) makes an error.
	failed *goja.Object
}

// failures are functions that throw for what is wrong with a field.
type failures struct{ name, noValue, value *goja.Object }

// setup({head, body, end, failed, badName, noValue, badValue}) is called once.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	fn := func(name string) *goja.Object { return o.Get(name).ToObject(b.vm) }
	b.tell = callbacks{head: fn("head"), body: fn("body"), end: fn("end"), failed: fn("failed")}
	b.fail = failures{name: fn("badName"), noValue: fn("noValue"), value: fn("badValue")}
	return goja.Undefined()
}
