// Package tls is Node's tls module: every generation of it from v0.8 to
// today's, on package tlscore.
//
// JavaScript holds what a script can observe: arguments, defaults, the order
// of events, words. Go holds contexts, handshakes, certificates and the bytes.
//
//	tls.js          what require('tls') returns
//	context.js/.go  createSecureContext: options in, an immutable context out
//	socket.js/.go   TLSSocket and connect: a handle over a tlscore.Conn
//	socket_options.js  the options of a TLSSocket
//	inspection.js/.go  what a TLSSocket tells of its connection
//	hooks.js/.go    what a handshake asks a script
//	renegotiation.js/.go  new handshakes inside a connection, and their limit
//	resumption.js/.go  sessions: a client's own, and a server's store
//	protocols.js/.go  names of ALPN and NPN
//	psk.js/.go      pre-shared keys
//	socket_state.js what a TLSSocket remembers, and the names for it
//	below.js        the stream that a TLSSocket was given
//	duplex.js/.go   TLS over any JavaScript stream
//	server.js       Server and createServer
//	accept.go       the TLSSocket of a connection that a server has accepted
//	settings.go     when a server's connections may share their options
//	pair.js         createSecurePair, the API of v0.8
//	identity.js     checkServerIdentity
//	certificate.go  getPeerCertificate's objects
//	x509.js/.go     crypto.X509Certificate
//	roots.js/.go    what is trusted by default
//	keylog.js/.go   the file of secrets that a user asks for
//	errors.go       reasons of tlscore in Node's codes and words
//	generation.go   where the generations of Node differ
package tls

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is tls.
var Module = module.Module{
	Name:    "tls",
	Scripts: scripts,
	Entries: map[string]string{
		"tls":                  "tls.js",
		"_tls_common":          "context.js",
		"_tls_wrap":            "wrap.js",
		"internal/tls/context": "context.js",
		"internal/tls/x509":    "x509.js",
	},
	Bind: newBinding,
}

// binding is the Go half of tls in one runtime.
type binding struct {
	host     module.Host
	vm       *goja.Runtime
	contexts *bind.Class
	sessions *bind.Class
	duplexes *bind.Class
	settings *bind.Class
	sockets  *sockets
	emitters *emitter.Emitters
	ticks    *ticks.Queue
	events   events
	roots    roots
	keyLog   *keyLog // nil for none
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{host: h, vm: h.VM(), emitters: emitter.Of(h), ticks: ticks.Of(h)}
	b.contexts = bind.NewClass(b.vm, "SecureContext", contextMethods(b))
	b.sessions = bind.NewClass(b.vm, "TLSWrap", sessionMethods)
	if err := b.addDescriptor(); err != nil {
		return nil, err
	}
	b.duplexes = bind.NewClass(b.vm, "StreamConnection", duplexMethods)
	b.settings = bind.NewClass(b.vm, "ServerSettings", settingsMethods)
	o := bind.Object(b.vm, bind.Funcs{
		"setup":             b.setup,
		"settings":          b.newSettings,
		"createContext":     b.createContext,
		"isContext":         b.isContext,
		"withKeyCert":       b.withKeyCert,
		"setExtraRoots":     b.setExtraRoots,
		"setDefaultRoots":   b.setDefaultRoots,
		"wrap":              b.wrap,
		"setupSockets":      b.setupSockets,
		"accept":            b.accept,
		"createDuplex":      b.createDuplex,
		"errorFrom":         b.errorFrom,
		"getCiphers":        b.getCiphers,
		"listRoots":         b.listRoots,
		"parseCertificate":  b.parseCertificate,
		"certificateIssued": b.certificateIssued,
		"certificateLegacy": b.certificateLegacy,
		"certificateVerify": b.certificateVerify,
		"keepKeyLog":        b.keepKeyLog,
		"env":               b.env,
		"flag":              b.flag,
		"sessionIdContext": func(goja.FunctionCall) goja.Value {
			return b.vm.ToValue(defaultSessionIDContext(h.Config()))
		},
	})
	return o, o.Set("generation", b.vm.ToValue(generationFor(h.Config().Compat).object(b.vm)))
}

// addDescriptor gives sessions the property fd.
func (b *binding) addDescriptor() error {
	get := b.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		s, ok := bind.Unwrap[*session](call.This)
		if !ok {
			return goja.Undefined()
		}
		return b.vm.ToValue(descriptor(s.NetConn()))
	})
	return b.sessions.Proto.DefineAccessorProperty("fd", get, goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// env reads an environment variable, undefined when there is none or the
// environment was not granted.
func (b *binding) env(call goja.FunctionCall) goja.Value {
	if env := b.host.Permissions().Env; env != nil {
		if v, ok := env.Get(call.Argument(0).String()); ok {
			return b.vm.ToValue(v)
		}
	}
	return goja.Undefined()
}

// flag reads a command-line option of Node's, undefined when it was not given.
func (b *binding) flag(call goja.FunctionCall) goja.Value {
	if v, ok := b.host.Config().Flags[call.Argument(0).String()]; ok {
		return b.vm.ToValue(v)
	}
	return goja.Undefined()
}
