package bind

import "github.com/dop251/goja"

// Lexical is a variable of the global scope that is no property of the global
// object, so that a script which lists that does not meet it: for what the loader
// writes into scripts. It may be shared by runtimes.
type Lexical struct {
	name        string
	declaration *goja.Program
}

// NewLexical prepares a variable.
func NewLexical(name string) *Lexical {
	return &Lexical{name, goja.MustCompile("", "const "+name+" = globalThis."+name+";", true)}
}

// Name is the variable's name.
func (l *Lexical) Name() string { return l.name }

// Define gives it a value in one runtime, once. It is called on the loop's goroutine.
func (l *Lexical) Define(vm *goja.Runtime, value any) error {
	if err := vm.Set(l.name, value); err != nil {
		return err
	}
	if _, err := vm.RunProgram(l.declaration); err != nil {
		return err
	}
	return vm.GlobalObject().Delete(l.name)
}
