// Package script compiles the embedded files of modules, once per process: a
// goja program is not tied to a runtime.
package script

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// Params are the names that an embedded script sees besides the globals.
const Params = "exports, require, module, binding, process"

const prefix = "(function (" + Params + ") { "

// key tells one text from all others: modules of two embedders may have the same
// name, and that of a module of ours.
type key struct {
	scripts embed.FS
	family  string
	file    string
}

type compiled struct {
	once    sync.Once
	program *goja.Program
	err     error
}

var cache sync.Map // key -> *compiled

// Compile returns the program of one file of a module. Its value, when run, is
// a function with [Params] as parameters. Any goroutine may call it. What is not
// embedded may be another text the next time, and is compiled for each runtime.
func Compile(m *module.Module, file string) (*goja.Program, error) {
	scripts, ok := m.Scripts.(embed.FS)
	if !ok {
		return compile(m, file)
	}
	c, _ := cache.LoadOrStore(key{scripts, m.Name, file}, new(compiled))
	entry := c.(*compiled)
	entry.once.Do(func() { entry.program, entry.err = compile(m, file) })
	return entry.program, entry.err
}

func compile(m *module.Module, file string) (*goja.Program, error) {
	src, err := fs.ReadFile(m.Scripts, file)
	if err != nil {
		return nil, fmt.Errorf("module %s: %w", m.Name, err)
	}
	p, err := goja.Compile(Name(m, file), prefix+string(src)+"\n})", false)
	if err != nil {
		return nil, fmt.Errorf("module %s: %w", m.Name, err)
	}
	return p, nil
}

// Name is the file name of an embedded script in stack traces. A module's own file
// has the module's name, as in Node: agent-base looks for node:https there.
func Name(m *module.Module, file string) string {
	if file == m.Name+".js" {
		return "node:" + m.Name
	}
	return "node:" + path.Join(m.Name, file)
}

// FirstLineOffset is how many columns the wrapper puts in front of the first
// line of an embedded script.
const FirstLineOffset = len(prefix)
