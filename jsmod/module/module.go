// Package module is the contract between a Node module and the runtime that
// hosts it. A module is some embedded scripts and, where JavaScript cannot do
// the work or does it slowly, a Go half that they call their binding.
package module

import (
	"context"
	"io/fs"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
)

// Module is one Node module, or a family that shares a Go half (fs and
// fs/promises). It is a value without state: the table in package jsmod names
// it, and a runtime makes its instance at the first require.
type Module struct {
	// Name is the family's name, which is also the folder of its scripts in
	// stack traces: node:fs/streams.js.
	Name string
	// Scripts holds the family's JavaScript files.
	Scripts fs.FS
	// Entries maps what require is given (without node:) to a file of Scripts.
	// Names that begin with internal/ can be required by embedded scripts only.
	Entries map[string]string
	// Bind makes the Go half for one runtime: the object that every script of
	// the family sees as binding. It is called on the loop, once, before the
	// first script of the family runs. Nil means no Go half.
	Bind func(Host) (*goja.Object, error)
}

// Host is what a runtime offers to a module's Go half. Unless a method says
// otherwise it may be called on the loop's goroutine only.
type Host interface {
	// VM is the engine. Nothing but the loop's goroutine may touch it.
	VM() *goja.Runtime
	// Loop is the event loop; its documentation says what other goroutines may do.
	Loop() *eventloop.Loop
	// Call enters JavaScript from a callback of the loop: it calls fn, reports
	// what it throws as an uncaught exception, and when it is the outermost
	// call also runs nextTick callbacks and promise jobs. The result is nil
	// after an exception.
	Call(fn goja.Callable, this goja.Value, args ...goja.Value) goja.Value
	// Enter is Call for Go code that calls JavaScript itself, several times.
	Enter(fn func())
	// Throw reports err as an uncaught exception of the script.
	Throw(err error)
	// Require is JavaScript's require as an embedded script has it.
	Require(name string) goja.Value
	// Context is done when the runtime closes or its Run was cut short. Any
	// goroutine may use it.
	Context() context.Context
	// Running is done with Context, and when what runs now is to end because vm
	// limits it: for what the engine's interrupt does not reach. The loop's
	// goroutine asks for it, any may use it.
	Running() context.Context
	// Go runs fn on a goroutine that Close waits for; fn ends soon after ctx is
	// done. Any goroutine may call it.
	Go(fn func(ctx context.Context))
	// Exit ends the script at once with a status code.
	Exit(code int)
	// Permissions is what the embedder grants. Any goroutine may use it.
	Permissions() *Permissions
	// Config is what the embedder or the command line chose.
	Config() *Config
	// Cluster is the way to the runtimes that this one works together with.
	Cluster() Cluster
	// Local returns the value stored under key, made by init at first use: how
	// two packages share state of one runtime.
	Local(key any, init func() any) any
}
