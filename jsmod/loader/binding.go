package loader

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/appends"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/hoist"
	"tlsjs/jsmod/module"
)

// maxSource bounds what is read as a script.
const maxSource = 256 << 20

type binding struct {
	rt Runtime
	vm *goja.Runtime
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h.(Runtime), h.VM()}
	if err := appends.Install(b.vm); err != nil {
		return nil, err
	}
	if err := bounds.Operators(b.vm); err != nil {
		return nil, err
	}
	if err := hoist.Install(b.vm); err != nil {
		return nil, err
	}
	if err := asyncHelpers.Define(b.vm, b.asyncHelpers); err != nil {
		return nil, err
	}
	o := bind.Object(b.vm, bind.Funcs{
		"asyncGeneratorFunction": b.asyncGeneratorFunction,

		"builtin":    b.builtin,
		"hasBuiltin": b.hasBuiltin,
		"stat":       b.stat,
		"realpath":   b.realpath,
		"readFile":   b.readFile,
		"cwd":        b.cwd,
		"env":        b.env,
		"compile":    b.compile,
		"check":      b.check,
		"imported":   b.imported,
		"runScript":  b.runScript,
		"isModule":   b.isModule,
		"script":     b.script,
		"runProgram": b.runProgram,
	})
	paths, err := b.pathObject()
	if err != nil {
		return nil, err
	}
	if err := o.Set("path", paths); err != nil {
		return nil, err
	}
	if err := o.Set("preload", h.Config().Preload); err != nil {
		return nil, err
	}
	if err := o.Set("imports", h.Config().Imports); err != nil {
		return nil, err
	}
	if err := o.Set("conditions", b.vm.NewArray(conditions(h.Config().Flags)...)); err != nil {
		return nil, err
	}
	if err := o.Set("inputType", h.Config().Flags["input-type"]); err != nil {
		return nil, err
	}
	return o, o.Set("builtinNames", b.rt.BuiltinNames())
}

// conditions are those of packages that the command line adds.
func conditions(flags map[string]string) []any {
	given, ok := flags["conditions"]
	if !ok {
		return nil
	}
	var list []any
	for name := range strings.SplitSeq(given, "\n") {
		list = append(list, name)
	}
	return list
}

func (b *binding) builtin(call goja.FunctionCall) goja.Value {
	return b.rt.Require(call.Argument(0).String())
}

func (b *binding) hasBuiltin(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(b.rt.HasBuiltin(call.Argument(0).String()))
}

// stat returns 0 for a file, 1 for a folder, -1 for neither.
func (b *binding) stat(call goja.FunctionCall) goja.Value {
	files := b.rt.Permissions().FS
	if files == nil {
		return b.vm.ToValue(-1)
	}
	info, err := files.Stat(call.Argument(0).String())
	switch {
	case err != nil:
		return b.vm.ToValue(-1)
	case info.IsDir():
		return b.vm.ToValue(1)
	}
	return b.vm.ToValue(0)
}

func (b *binding) realpath(call goja.FunctionCall) goja.Value {
	name := call.Argument(0).String()
	if files := b.rt.Permissions().FS; files != nil {
		if real, err := files.RealPath(name); err == nil {
			name = real
		}
	}
	return b.vm.ToValue(name)
}

func (b *binding) cwd(goja.FunctionCall) goja.Value { return b.vm.ToValue(b.workingDir()) }

func (b *binding) workingDir() string {
	if files := b.rt.Permissions().FS; files != nil {
		if dir, err := files.Getwd(); err == nil {
			return dir
		}
	}
	return "/"
}

func (b *binding) env(call goja.FunctionCall) goja.Value {
	if env := b.rt.Permissions().Env; env != nil {
		if v, ok := env.Get(call.Argument(0).String()); ok {
			return b.vm.ToValue(v)
		}
	}
	return goja.Undefined()
}

// readFile returns the text of a file, without a byte order mark.
func (b *binding) readFile(call goja.FunctionCall) goja.Value {
	name := call.Argument(0).String()
	text, err := b.read(name)
	if err != nil {
		b.throw(name, err)
	}
	return b.vm.ToValue(strings.TrimPrefix(text, "\uFEFF"))
}

func (b *binding) read(name string) (string, error) {
	files := b.rt.Permissions().FS
	if files == nil {
		return "", &fs.PathError{Op: "open", Path: name, Err: module.ErrDenied}
	}
	f, err := files.OpenFile(name, os.O_RDONLY, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	n, err := io.Copy(&text, io.LimitReader(f, maxSource+1))
	if err == nil && n > maxSource {
		err = &fs.PathError{Op: "read", Path: name, Err: errors.New("file is too large for a script")}
	}
	return text.String(), err
}

func (b *binding) throw(name string, err error) {
	switch {
	case errors.Is(err, module.ErrDenied):
		bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
			"permission", "FileSystemRead", "resource", name)
	case errors.Is(err, fs.ErrNotExist):
		panic(bind.SystemError(b.vm, "ENOENT: no such file or directory, open '"+name+"'",
			"ENOENT", -2, "open", "path", name))
	case errors.Is(err, fs.ErrPermission):
		panic(bind.SystemError(b.vm, "EACCES: permission denied, open '"+name+"'",
			"EACCES", -13, "open", "path", name))
	}
	bind.Throw(b.vm, "Error", "", err.Error(), "path", name)
}
