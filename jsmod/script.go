package jsmod

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/prelude"
)

// Script is what [Runtime.Run] runs. Make one with [File], [Source] or [Eval].
type Script struct {
	kind   string // what the loader's function is called
	name   string
	source string
	print  bool
	fn     func(*goja.Runtime) error
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
// __dirname as globals, as `tlsjs -e` runs it. With print its value goes to
// the console. The modules are globals too, under their names, unless name is
// Node's for standard input, "[stdin]".
func Eval(name, source string, print bool) Script {
	return Script{kind: "runEval", name: name, source: source, print: print}
}

// Interactive is what Node calls its REPL: it reads lines from standard input, which
// must have been granted, evaluates them in the global scope and prints the values,
// until the input ends. source, if it is not empty, is run first, as by [Eval]. With a
// terminal the history is kept in a file of the home directory, or where
// NODE_REPL_HISTORY says.
func Interactive(source string, print bool) Script {
	return Script{kind: "runInteractive", name: "[eval]", source: source, print: print}
}

// Check reads a file and checks its syntax without running it. Run returns
// the *[Error] of what is wrong.
func Check(name string) Script { return Script{kind: "checkFile", name: name} }

// CheckSource is Check for a text.
func CheckSource(name, source string) Script {
	return Script{kind: "checkSource", name: name, source: source}
}

// Func is Go code in the place of a script: fn runs on the loop, then the loop
// runs until nothing that fn started keeps it alive. An error of fn that is a
// JavaScript exception is treated as one; any other ends the run as it is.
func Func(fn func(vm *goja.Runtime) error) Script { return Script{fn: fn} }

// start loads the script. It runs inside Enter.
func (r *runtime) start(s Script) {
	if s.fn != nil {
		if err := s.fn(r.vm); err != nil {
			r.Throw(err)
		}
		return
	}
	lib, err := r.requireBuiltin("internal/modules/run")
	if err != nil {
		r.Throw(err)
		return
	}
	fn, _ := goja.AssertFunction(lib.ToObject(r.vm).Get(s.kind))
	if _, err := fn(goja.Undefined(), r.vm.ToValue(s.name), r.vm.ToValue(s.source), r.vm.ToValue(s.print)); err != nil {
		r.Throw(err)
	}
}

// SourceLines returns the lines of a file that was run, nil for any other.
func (r *runtime) SourceLines(file string) []string { return prelude.WrappedFiles(r).Lines(file) }
