// Package os is Node's os: what a script may know of the machine.
//
// What tells who and where the machine is (its name, its users, its network) or
// changes how it works needs [module.Permissions].Process; how big and how busy
// it is does not.
package os

import (
	"embed"
	"os"
	"runtime"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is os.
var Module = module.Module{
	Name: "os", Scripts: scripts, Entries: map[string]string{"os": "os.js"}, Bind: newBinding,
}

type binding struct {
	h  module.Host
	vm *goja.Runtime
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM()}
	return bind.Object(b.vm, bind.Funcs{
		"system":      b.system,
		"hostname":    b.hostname,
		"homedir":     b.homedir,
		"tempDir":     b.tempDir,
		"userInfo":    b.userInfo,
		"interfaces":  b.interfaces,
		"cpus":        b.cpus,
		"uptime":      func(goja.FunctionCall) goja.Value { return b.vm.ToValue(uptime()) },
		"memory":      b.memory,
		"load":        b.load,
		"parallelism": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(runtime.GOMAXPROCS(0)) },
		"priority":    b.priority,
		"setPriority": b.setPriority,
	}), nil
}

// allowed throws where the embedder does not let the script know.
func (b *binding) allowed(what string) {
	if !b.h.Permissions().Process {
		bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
			"permission", "Process", "resource", what)
	}
}

// failed is [name of the code, number, words] for a SystemError made in
// JavaScript.
func (b *binding) failed(err error) goja.Value {
	r := uv.Of(err)
	return b.vm.NewArray(r.Code, r.Errno, r.Text)
}

// system is [type, release, version, machine].
func (b *binding) system(goja.FunctionCall) goja.Value {
	s := describeSystem()
	return b.vm.NewArray(s.name, s.release, s.version, s.machine)
}

func (b *binding) hostname(goja.FunctionCall) goja.Value {
	b.allowed("hostname")
	name, err := os.Hostname()
	if err != nil {
		return b.failed(err)
	}
	return b.vm.ToValue(name)
}

// tempDir is the place for temporary files that the file system names.
func (b *binding) tempDir(goja.FunctionCall) goja.Value {
	if fsys := b.h.Permissions().FS; fsys != nil {
		return b.vm.ToValue(fsys.TempDir())
	}
	return b.vm.ToValue("/tmp")
}

// memory is [total, free] in bytes.
func (b *binding) memory(goja.FunctionCall) goja.Value {
	total, free := memory()
	return b.vm.NewArray(total, free)
}

func (b *binding) load(goja.FunctionCall) goja.Value {
	l := loadAverage()
	return b.vm.NewArray(l[0], l[1], l[2])
}

// cpu is one processor; times are in milliseconds.
type cpu struct {
	model                       string
	speed                       int64 // MHz
	user, nice, sys, idle, irqs int64
}

// cpus is [model, speed, user, nice, sys, idle, irq, ...].
func (b *binding) cpus(goja.FunctionCall) goja.Value {
	var flat []any
	for _, c := range cpus() {
		flat = append(flat, c.model, c.speed, c.user, c.nice, c.sys, c.idle, c.irqs)
	}
	return b.vm.NewArray(flat...)
}

// priority: process id -> priority, or what failed.
func (b *binding) priority(call goja.FunctionCall) goja.Value {
	b.allowed("priority")
	n, err := priority(int(call.Argument(0).ToInteger()))
	if err != nil {
		return b.failed(err)
	}
	return b.vm.ToValue(n)
}

// setPriority: process id, priority -> undefined, or what failed.
func (b *binding) setPriority(call goja.FunctionCall) goja.Value {
	b.allowed("setPriority")
	if err := setPriority(int(call.Argument(0).ToInteger()), int(call.Argument(1).ToInteger())); err != nil {
		return b.failed(err)
	}
	return goja.Undefined()
}
