// Package tty is Node's tty, and the standard streams of process: whatever
// reads from and writes to a descriptor without being a file of fs.
package tty

import (
	"embed"
	"errors"
	"os"

	"github.com/dop251/goja"
	"golang.org/x/term"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is tty, internal/stdio and internal/tty/colors.
var Module = module.Module{
	Name: "tty", Scripts: scripts,
	Entries: map[string]string{"tty": "tty.js", "internal/stdio": "stdio.js", "internal/tty/colors": "colors.js"},
	Bind:    newBinding,
}

type binding struct {
	h     module.Host
	vm    *goja.Runtime
	files *fds.Table
	raw   rawModes
	ticks *ticks.Queue
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), files: fds.Of(h), raw: rawModes{}, ticks: ticks.Of(h)}
	readers := bind.NewClass(b.vm, "Reader", readerMethods)
	return bind.Object(b.vm, bind.Funcs{
		"kind":       b.kind,
		"isTerminal": b.isTerminal,
		"windowSize": b.windowSize,
		"setRawMode": b.setRawMode,
		"write":      b.write,
		"fileOf":     b.files.Show,
		"reader": func(call goja.FunctionCall) goja.Value {
			return readers.New(newReader(b, int(call.Argument(0).ToInteger())))
		},
	}), nil
}

// kind tells what is behind a descriptor: TTY, FILE, PIPE, UNKNOWN, or INVALID
// where nothing is.
func (b *binding) kind(call goja.FunctionCall) goja.Value {
	f, err := b.files.Get(int(call.Argument(0).ToInteger()))
	if err != nil {
		return b.vm.ToValue("INVALID")
	}
	return b.vm.ToValue(fds.Kind(f))
}

func (b *binding) isTerminal(call goja.FunctionCall) goja.Value {
	f, err := b.files.Get(int(call.Argument(0).ToInteger()))
	return b.vm.ToValue(err == nil && fds.IsTerminal(f))
}

// windowSize returns [columns, rows], or undefined where there is no window.
func (b *binding) windowSize(call goja.FunctionCall) goja.Value {
	var width, height int
	err := b.onTerminal(int(call.Argument(0).ToInteger()), func(fd int) (err error) {
		width, height, err = term.GetSize(fd)
		return err
	})
	if err != nil {
		return goja.Undefined()
	}
	return b.vm.NewArray(width, height)
}

var errNoTerminal = errors.New("not a terminal")

// onTerminal calls fn with the system's number of a terminal.
func (b *binding) onTerminal(fd int, fn func(fd int) error) error {
	f, err := b.files.Get(fd)
	if err != nil {
		return err
	}
	file := fds.SystemFile(f)
	if file == nil {
		return errNoTerminal
	}
	return control(file, fn)
}

func control(file *os.File, fn func(fd int) error) (err error) {
	if failed := fds.Control(file, func(n int) { err = fn(n) }); failed != nil {
		return failed
	}
	return err
}

// setRawMode switches the terminal fd; it returns nothing, or throws.
func (b *binding) setRawMode(call goja.FunctionCall) goja.Value {
	fd, on := int(call.Argument(0).ToInteger()), call.Argument(1).ToBoolean()
	if err := b.switchRaw(fd, on); err != nil {
		panic(b.exception(err, "setRawMode"))
	}
	return goja.Undefined()
}

// write writes a text or bytes, and returns when all is written, as Node's
// standard streams do on POSIX.
func (b *binding) write(call goja.FunctionCall) goja.Value {
	f, err := b.files.Get(int(call.Argument(0).ToInteger()))
	if err == nil {
		data, ok := bind.Bytes(call.Argument(1))
		if !ok {
			data = []byte(call.Argument(1).String())
		}
		_, err = f.Write(data)
	}
	if err != nil {
		panic(b.exception(err, "write"))
	}
	return goja.Undefined()
}

// exception is Node's error of a stream: "write EPIPE".
func (b *binding) exception(err error, syscall string) *goja.Object {
	r := uv.Of(err)
	return bind.SystemError(b.vm, syscall+" "+r.Code, r.Code, r.Errno, syscall)
}
