package process

import (
	"maps"
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// env is process.env: an object whose properties are the variables. Whatever
// is assigned becomes text, as the environment knows nothing else.
type env struct {
	h    module.Host
	vars module.Env
}

var _ goja.DynamicObject = (*env)(nil)

// newEnv shows the environment that the embedder granted, or one of the
// script's own that begins empty: libraries ask for variables as they load, and
// the answer that there is none gives nothing away.
func newEnv(h module.Host) *env {
	vars := h.Permissions().Env
	if vars == nil {
		vars = private{}
	}
	return &env{h: h, vars: vars}
}

// Get implements [goja.DynamicObject].
func (e *env) Get(name string) goja.Value {
	if value, ok := e.vars.Get(name); ok {
		return e.h.VM().ToValue(value)
	}
	return nil
}

// Set implements [goja.DynamicObject].
func (e *env) Set(name string, value goja.Value) bool {
	if _, ok := value.(*goja.Symbol); ok {
		panic(e.h.VM().NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return e.vars.Set(name, value.String()) == nil
}

// Has implements [goja.DynamicObject].
func (e *env) Has(name string) bool {
	_, ok := e.vars.Get(name)
	return ok
}

// Delete implements [goja.DynamicObject].
func (e *env) Delete(name string) bool {
	_ = e.vars.Unset(name) // what is not there is deleted
	return true
}

// Keys implements [goja.DynamicObject].
func (e *env) Keys() []string { return e.vars.Names() }

// private is an environment that nobody else sees.
type private map[string]string

func (p private) Get(name string) (string, bool) { v, ok := p[name]; return v, ok }
func (p private) Set(name, value string) error   { p[name] = value; return nil }
func (p private) Unset(name string) error        { delete(p, name); return nil }
func (p private) Names() []string                { return slices.Sorted(maps.Keys(p)) }
