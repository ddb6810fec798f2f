package jsmod

import (
	"strings"

	"github.com/dop251/goja"
)

// Script is what [Runtime.Run] runs. Make one with [File], [Source] or [Eval].
type Script struct {
	kind   string // what the loader's function is called
	name   string
	source string
	onDone func(goja.Value)
}

// File is the module in a file, as `tlsjs file.js` runs it. It is read through
// the granted file system.
func File(name string) Script { return Script{kind: "runMain", name: name} }

// Source is a module given as text; name stands for its file name in stack
// traces and is where relative requires start from.
func Source(name, source string) Script {
	return Script{kind: "runSource", name: name, source: source}
}

// Eval is a script in the global scope with require, module, __filename and
// __dirname as globals, as `tlsjs -e` runs it. done, which may be nil, is
// given the script's value on the loop, before any callback of the script.
func Eval(name, source string, done func(goja.Value)) Script {
	return Script{kind: "runEval", name: name, source: source, onDone: done}
}

// start loads the script. It runs inside Enter.
func (r *Runtime) start(s Script) {
	lib, err := r.requireBuiltin("internal/modules/run")
	if err != nil {
		r.Throw(err)
		return
	}
	fn, _ := goja.AssertFunction(lib.ToObject(r.vm).Get(s.kind))
	v, err := fn(goja.Undefined(), r.vm.ToValue(s.name), r.vm.ToValue(s.source))
	if err != nil {
		r.Throw(err)
		return
	}
	if s.onDone != nil {
		s.onDone(v)
	}
}

// KeepSource implements the loader's wish: the text of a user's file is kept
// for error reports.
func (r *Runtime) KeepSource(file, source string) {
	r.sources[file] = strings.Split(source, "\n")
}

func (r *Runtime) sourceLines(file string) []string { return r.sources[file] }
