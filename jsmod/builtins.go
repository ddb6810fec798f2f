package jsmod

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/assert"
	"tlsjs/jsmod/async_hooks"
	"tlsjs/jsmod/buffer"
	"tlsjs/jsmod/child_process"
	"tlsjs/jsmod/cluster"
	"tlsjs/jsmod/console"
	"tlsjs/jsmod/constants"
	"tlsjs/jsmod/crypto"
	"tlsjs/jsmod/dgram"
	"tlsjs/jsmod/diagnostics_channel"
	"tlsjs/jsmod/dns"
	"tlsjs/jsmod/domain"
	"tlsjs/jsmod/events"
	"tlsjs/jsmod/fetch"
	"tlsjs/jsmod/fs"
	"tlsjs/jsmod/http"
	"tlsjs/jsmod/http2"
	"tlsjs/jsmod/https"
	"tlsjs/jsmod/internal/js"
	"tlsjs/jsmod/internal/script"
	"tlsjs/jsmod/intl"
	"tlsjs/jsmod/loader"
	"tlsjs/jsmod/messaging"
	"tlsjs/jsmod/module"
	"tlsjs/jsmod/net"
	"tlsjs/jsmod/os"
	jspath "tlsjs/jsmod/path"
	"tlsjs/jsmod/perf_hooks"
	"tlsjs/jsmod/prelude"
	"tlsjs/jsmod/process"
	"tlsjs/jsmod/punycode"
	"tlsjs/jsmod/querystring"
	"tlsjs/jsmod/readline"
	"tlsjs/jsmod/repl"
	"tlsjs/jsmod/stream"
	"tlsjs/jsmod/string_decoder"
	"tlsjs/jsmod/taskqueue"
	"tlsjs/jsmod/test"
	"tlsjs/jsmod/timers"
	"tlsjs/jsmod/tls"
	"tlsjs/jsmod/tty"
	"tlsjs/jsmod/url"
	"tlsjs/jsmod/util"
	"tlsjs/jsmod/v8"
	"tlsjs/jsmod/webassembly"
	"tlsjs/jsmod/webstreams"
	"tlsjs/jsmod/zlib"
)

// builtins is the table of all modules, in the order of their names. Each is
// loaded at its first require.
var builtins = []*module.Module{
	&assert.Module,
	&async_hooks.Module,
	&buffer.Module,
	&child_process.Module,
	&cluster.Module,
	&console.Module,
	&constants.Module,
	&crypto.Module,
	&dgram.Module,
	&diagnostics_channel.Module,
	&dns.Module,
	&domain.Module,
	&events.Module,
	&fetch.Module,
	&fs.Module,
	&http.Module,
	&http2.Module,
	&https.Module,
	&intl.Module,
	&js.Module,
	&loader.Module,
	&messaging.Module,
	&net.Module,
	&os.Module,
	&jspath.Module,
	&perf_hooks.Module,
	&prelude.Module,
	&process.Module,
	&punycode.Module,
	&querystring.Module,
	&readline.Module,
	&repl.Module,
	&stream.Module,
	&string_decoder.Module,
	&taskqueue.Module,
	&test.Module,
	&timers.Module,
	&tls.Module,
	&tty.Module,
	&url.Module,
	&util.Module,
	&v8.Module,
	&webassembly.Module,
	&webstreams.Module,
	&zlib.Module,
}

// family is a module in one runtime.
type family struct {
	mod     *module.Module
	binding goja.Value
	bound   bool
	require goja.Value
	files   map[string]*goja.Object // file -> its module object
}

// entry is what one name leads to.
type entry struct {
	family *family
	file   string
}

const internalPrefix = "internal/"

func (r *runtime) collectModules() {
	r.families, r.entries = map[string]*family{}, map[string]*entry{}
	for _, m := range builtins {
		r.addModule(m)
	}
	for i := range r.opt.Modules {
		r.addModule(&r.opt.Modules[i])
	}
}

func (r *runtime) addModule(m *module.Module) {
	f := &family{mod: m, files: map[string]*goja.Object{}}
	r.families[m.Name] = f
	for name, file := range m.Entries {
		r.entries[name] = &entry{f, file}
	}
}

// scheme may stand before the name of a module. An entry whose name has it is found
// in no other way.
const scheme = "node:"

// BuiltinNames lists what scripts may require without a path, sorted.
func (r *runtime) BuiltinNames() []string {
	names := slices.Collect(maps.Keys(r.entries))
	names = slices.DeleteFunc(names, func(n string) bool {
		return strings.HasPrefix(n, internalPrefix) || strings.HasPrefix(n, scheme)
	})
	slices.Sort(names)
	return names
}

// Require implements [module.Host]. It throws where there is no such module.
func (r *runtime) Require(name string) goja.Value {
	v, err := r.requireBuiltin(name)
	if err != nil {
		panic(r.asThrown(err))
	}
	return v
}

// HasBuiltin reports whether scripts of users may require name, which may
// begin with node:.
func (r *runtime) HasBuiltin(name string) bool {
	return r.find(name) != nil && !strings.HasPrefix(strings.TrimPrefix(name, scheme), internalPrefix)
}

// find gives the entry of a name that may begin with node:, nil if there is none.
func (r *runtime) find(name string) *entry {
	bare, prefixed := strings.CutPrefix(name, scheme)
	if e := r.entries[bare]; e != nil && !strings.HasPrefix(bare, scheme) {
		return e
	}
	if !prefixed {
		return nil
	}
	return r.entries[name]
}

// requireBuiltin loads an embedded module, internal ones included.
func (r *runtime) requireBuiltin(name string) (goja.Value, error) {
	e := r.find(name)
	if e == nil {
		return nil, fmt.Errorf("no built-in module %q", name)
	}
	return r.loadFile(e.family, e.file)
}

func (r *runtime) loadFile(f *family, file string) (goja.Value, error) {
	if m := f.files[file]; m != nil {
		return m.Get("exports"), nil
	}
	program, err := script.Compile(f.mod, file)
	if err != nil {
		return nil, err
	}
	if err := r.bind(f); err != nil {
		return nil, err
	}
	v, err := r.vm.RunProgram(program)
	if err != nil {
		return nil, err
	}
	fn, _ := goja.AssertFunction(v)
	m, exports := r.vm.NewObject(), r.vm.NewObject()
	// Set would ask Object.prototype, where a script may have put a setter.
	if err := m.DefineDataProperty("exports", exports, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		return nil, err
	}
	f.files[file] = m
	if _, err := fn(exports, exports, f.require, m, f.binding, r.processObject()); err != nil {
		delete(f.files, file)
		return nil, err
	}
	return m.Get("exports"), nil
}

func (r *runtime) bind(f *family) error {
	if f.bound {
		return nil
	}
	f.bound, f.binding = true, goja.Undefined()
	f.require = r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		v, err := r.requireFrom(f, call.Argument(0).String())
		if err != nil {
			panic(r.asThrown(err))
		}
		return v
	})
	if f.mod.Bind == nil {
		return nil
	}
	o, err := f.mod.Bind(r)
	if err != nil {
		return fmt.Errorf("module %s: %w", f.mod.Name, err)
	}
	f.binding = o
	return nil
}

func (r *runtime) requireFrom(f *family, name string) (goja.Value, error) {
	if strings.HasPrefix(name, "./") {
		return r.loadFile(f, path.Clean(name))
	}
	return r.requireBuiltin(name)
}

// asThrown is what a native function panics with to throw err. What a script
// cannot catch stays so.
func (r *runtime) asThrown(err error) any {
	switch err.(type) {
	case *goja.Exception, *goja.InterruptedError, *goja.StackOverflowError:
		return err
	}
	return r.vm.NewGoError(err)
}

// processObject is the process object, undefined while it is being made.
func (r *runtime) processObject() goja.Value {
	e := r.entries["process"]
	if e == nil {
		return goja.Undefined()
	}
	if m := e.family.files[e.file]; m != nil {
		return m.Get("exports")
	}
	return goja.Undefined()
}
