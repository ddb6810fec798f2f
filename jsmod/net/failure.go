package net

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// failure is err as scripts of this family get it: an object with code, errno,
// syscall, text, address and port, and err itself behind it for modules that
// read more out of it. JavaScript makes the Error.
func (n *network) failure(err error, syscall string) goja.Value {
	if err == nil {
		return goja.Undefined()
	}
	f := transport.Describe(err)
	o := n.vm.NewObject()
	set := func(name string, v any) { _ = o.Set(name, v) }
	set("code", f.Code)
	set("errno", f.Errno)
	set("text", f.Text)
	if errors.Is(err, module.ErrDenied) {
		set("code", "ERR_ACCESS_DENIED")
	}
	if syscall == "" {
		syscall = f.Syscall
	}
	set("syscall", syscall)
	if f.Address != "" {
		set("address", f.Address)
		set("port", f.Port)
	}
	return bind.Wrap(n.vm, o, err)
}

// errorOf(code) returns [errno, text] of a code, for errors that JavaScript makes
// up itself.
func (n *network) errorOf(call goja.FunctionCall) goja.Value {
	errno, text := transport.Number(call.Argument(0).String())
	return n.vm.NewArray(errno, text)
}

// denied throws what a script gets that may not use the network.
func (n *network) denied(resource string) {
	bind.Throw(n.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
		"permission", "Net", "resource", resource)
}

// permitted returns the network that the embedder granted, or throws.
func (n *network) permitted(resource string) module.Net {
	p := n.host.Permissions().Net
	if p == nil {
		n.denied(resource)
	}
	return p
}

func hostPort(address string, port int64) string {
	return joinHostPort(address, strconv.FormatInt(port, 10))
}

// abstract puts the name of a socket without a file, which begins with a zero
// byte, as package net has it.
func abstract(path string) string {
	if strings.HasPrefix(path, "\x00") {
		return "@" + path[1:]
	}
	return path
}
