// Package crypto is Node's crypto module on Go's cryptography.
//
// JavaScript checks arguments, keeps the stream classes and shapes results;
// every primitive is the standard library's or x/crypto's. What both lack is
// absent: it is not listed by getCiphers, getHashes and getCurves, and asking
// for it throws Node's error for an unknown name.
//
// Keys are Go values behind objects of class KeyObject; their bytes reach
// JavaScript by export only. A form with a callback does its work on a
// goroutine with copies of its arguments.
package crypto

import (
	"embed"
	"maps"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is crypto and what other modules use of it.
var Module = module.Module{
	Name: "crypto", Scripts: scripts,
	Entries: map[string]string{
		"crypto":                    "crypto.js",
		"internal/crypto/cryptokey": "cryptokey.js",
		"internal/crypto/keys":      "keys.js",
		"internal/crypto/webcrypto": "webcrypto.js",
	},
	Bind: newBinding,
}

// binding is the Go half in one runtime.
type binding struct {
	h     module.Host
	vm    *goja.Runtime
	ticks *ticks.Queue
	// workers bounds the jobs that run at once, as Node's thread pool does:
	// scrypt alone may take hundreds of megabytes each.
	workers chan struct{}

	hashes, hmacs, ciphers, dhs, ecdhs *bind.Class
}

const maxWorkers = 4

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), ticks: ticks.Of(h), workers: make(chan struct{}, maxWorkers)}
	b.hashes = newClass(b.vm, "Hash", b.hashMethods())
	b.hmacs = newClass(b.vm, "Hmac", b.hmacMethods())
	b.ciphers = newClass(b.vm, "CipherBase", b.cipherMethods())
	b.dhs = newClass(b.vm, "DiffieHellman", b.dhMethods())
	b.ecdhs = newClass(b.vm, "ECDH", b.ecdhMethods())
	all := bind.Funcs{}
	for _, fns := range []bind.Funcs{
		b.hashFuncs(), b.randomFuncs(), b.kdfFuncs(), b.cipherFuncs(), b.keyFuncs(), b.generateFuncs(),
		b.signFuncs(), b.rsaFuncs(), b.dhFuncs(), b.ecdhFuncs(), b.primeFuncs(), b.spkacFuncs(), b.subtleFuncs(),
	} {
		maps.Copy(all, fns)
	}
	return bind.Object(b.vm, all), nil
}

// newClass is [bind.NewClass] with a constructor to be named by inspection.
func newClass[T any](vm *goja.Runtime, name string, methods map[string]func(T, goja.FunctionCall) goja.Value) *bind.Class {
	c := bind.NewClass(vm, name, methods)
	constructor := vm.ToValue(func(goja.ConstructorCall) *goja.Object {
		panic(vm.NewTypeError("Illegal constructor"))
	}).ToObject(vm)
	for _, err := range []error{
		constructor.DefineDataProperty("name", vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE),
		constructor.DefineDataProperty("prototype", c.Proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE),
		c.Proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE),
	} {
		if err != nil {
			panic(err)
		}
	}
	return c
}
