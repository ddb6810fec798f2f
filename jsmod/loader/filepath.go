package loader

import (
	"path/filepath"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// pathObject is as much of Node's path as the loader needs. It spares every
// start of a script the loading of the path module.
func (b *binding) pathObject() (*goja.Object, error) {
	text := func(fn func(string) string) bind.Func {
		return func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(fn(call.Argument(0).String()))
		}
	}
	o := bind.Object(b.vm, bind.Funcs{
		"dirname":  text(filepath.Dir),
		"basename": text(filepath.Base),
		"extname":  text(extension),
		"isAbsolute": func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(filepath.IsAbs(call.Argument(0).String()))
		},
		"join": func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(filepath.Join(texts(call.Arguments)...))
		},
		"resolve": func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(b.resolve(texts(call.Arguments)))
		},
	})
	if err := o.Set("sep", string(filepath.Separator)); err != nil {
		return nil, err
	}
	return o, o.Set("delimiter", string(filepath.ListSeparator))
}

// extension is Node's extname: a name that begins with its only dot has none.
func extension(name string) string {
	ext := filepath.Ext(name)
	if ext == filepath.Base(name) {
		return ""
	}
	return ext
}

// resolve joins from the right up to the first absolute path, and puts the
// working directory in front where there is none.
func (b *binding) resolve(parts []string) string {
	out := ""
	for i := len(parts) - 1; i >= 0 && !filepath.IsAbs(out); i-- {
		if parts[i] != "" {
			out = filepath.Join(parts[i], out)
		}
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(b.workingDir(), out)
	}
	return out
}

func texts(args []goja.Value) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a.String()
	}
	return out
}
