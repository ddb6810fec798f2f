// Package process is Node's process object, and the functions with which the
// runtime lets it take part in a script's life: internal/process/lifecycle.
package process

import (
	"embed"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/dotenv"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is process.
var Module = module.Module{
	Name:    "process",
	Scripts: scripts,
	Entries: map[string]string{
		"process":                    "process.js",
		"internal/dotenv":            "dotenv.js",
		"internal/process/lifecycle": "lifecycle.js",
	},
	Bind: newBinding,
}

// binding is the Go half in one runtime.
type binding struct {
	h       module.Host
	vm      *goja.Runtime
	start   time.Time
	signals map[int]*watch
}

func newBinding(h module.Host) (*goja.Object, error) {
	c := h.Config()
	b := &binding{h: h, vm: h.VM(), start: c.Start, signals: map[int]*watch{}}
	if b.start.IsZero() {
		b.start = time.Now()
	}
	o := bind.Object(b.vm, bind.Funcs{
		"reallyExit":  b.reallyExit,
		"flag":        b.flag,
		"env":         func(goja.FunctionCall) goja.Value { return b.vm.NewDynamicObject(newEnv(h)) },
		"nanoseconds": b.nanoseconds,
		"rawDebug":    b.rawDebug,
		"parseEnv":    b.parseEnv,
	})
	for _, group := range []bind.Funcs{b.usageFuncs(), b.signalFuncs(), b.directoryFuncs(), b.identityFuncs()} {
		bind.Extend(b.vm, o, group)
	}
	for name, value := range map[string]any{
		"args": c.Args, "execArgs": c.ExecArgs, "execPath": c.ExecPath, "argv0": c.Argv0,
		"version": c.Version, "compat": c.Compat, "platform": platform(), "arch": arch(),
		"go": strings.TrimPrefix(runtime.Version(), "go"), "goja": gojaVersion(),
		"pid": h.Cluster().PID(), "processAllowed": h.Permissions().Process,
	} {
		if err := o.Set(name, value); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func (b *binding) reallyExit(call goja.FunctionCall) goja.Value {
	b.h.Exit(int(call.Argument(0).ToInteger()))
	return goja.Undefined()
}

func (b *binding) flag(call goja.FunctionCall) goja.Value {
	v, ok := b.h.Config().Flags[call.Argument(0).String()]
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(v)
}

// nanoseconds is the time since the start of the runtime.
func (b *binding) nanoseconds(goja.FunctionCall) goja.Value {
	return b.vm.ToValue(time.Since(b.start).Nanoseconds())
}

// rawDebug writes to standard error whatever a script has made of
// process.stderr. There is nobody to tell when it fails.
func (b *binding) rawDebug(call goja.FunctionCall) goja.Value {
	if f, err := fds.Of(b.h).Get(2); err == nil {
		_, _ = f.Write([]byte(call.Argument(0).String()))
	}
	return goja.Undefined()
}

// parseEnv(text) gives the variables in the order of their names, as Node does.
func (b *binding) parseEnv(call goja.FunctionCall) goja.Value {
	variables, o := dotenv.Parse(call.Argument(0).String()), b.vm.NewObject()
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		if err := o.Set(name, variables[name]); err != nil {
			panic(err)
		}
	}
	return o
}

// allowed throws where the embedder does not let the script touch the process.
func (b *binding) allowed(what string) {
	if !b.h.Permissions().Process {
		bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
			"permission", "Process", "resource", what)
	}
}

// platform is the system's name in Node.
func platform() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	case "solaris", "illumos":
		return "sunos"
	}
	return runtime.GOOS
}

// arch is the processor's name in Node.
func arch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	case "mipsle":
		return "mipsel"
	case "ppc64le":
		return "ppc64"
	}
	return runtime.GOARCH
}
