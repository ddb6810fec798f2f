package jsmod

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/lazy"
	"tlsjs/jsmod/module"
	"tlsjs/jsmod/prelude"
)

// codeDenied is what module.ErrDenied becomes for scripts.
const codeDenied = "ERR_ACCESS_DENIED"

// ErrClosed is returned by calls on a runtime after Close.
var ErrClosed = errors.New("runtime is closed")

// ErrUsed is returned by a second Run on the same runtime.
var ErrUsed = errors.New("runtime has run its script already: make a new one for each")

// Error is a JavaScript exception that ended a script, or that a call from Go
// threw.
type Error struct {
	// Name and Message are the error object's; for a thrown value that is not
	// an error object Name is "" and Message its text.
	Name    string
	Message string
	// Code is Node's error code, such as ECONNREFUSED, or "".
	Code string
	// Stack is the text of the error's stack property, or of the value.
	Stack string
	// Inspected is the text that util.inspect gives for the thrown value.
	Inspected string
	// Where it was thrown, the line of source there (when known) and the
	// column from 1.
	File       string
	Line, Col  int
	SourceLine string
	// Rejection tells that it came from a promise that nobody handled.
	Rejection bool
	// Thrown is the JavaScript value. It belongs to the loop's goroutine.
	Thrown goja.Value
	// Frames is where it was thrown, innermost first.
	Frames []prelude.Frame

	cause error
}

// Error is the name and message, as JavaScript's toString gives them.
func (e *Error) Error() string {
	if e.Name == "" {
		return "uncaught " + e.Message
	}
	if e.Message == "" {
		return e.Name
	}
	return e.Name + ": " + e.Message
}

// Unwrap returns the Go error that JavaScript threw on, if there is one. For an
// error with the code ERR_ACCESS_DENIED it is one that wraps [module.ErrDenied].
func (e *Error) Unwrap() error { return e.cause }

// Report is the text that Node writes when an exception ends a script: the
// place, the line with a caret, the error as util.inspect shows it.
func (e *Error) Report() string {
	var b strings.Builder
	if e.SourceLine != "" {
		gap := "\n"
		if e.Name == "" {
			b.WriteByte('\n')
			gap = ""
		}
		caret := strings.Repeat(" ", max(e.Col-1, 0)) + "^"
		fmt.Fprintf(&b, "%s:%d\n%s\n%s\n%s", e.File, e.Line, e.SourceLine, caret, gap)
	}
	text := e.Inspected
	if text == "" {
		text = e.Stack
	}
	fmt.Fprintf(&b, "%s\n\ntlsjs v%s\n", text, Version)
	return b.String()
}

// ExitError is what Run returns when the script ended with a status other than
// 0 without an exception: process.exit(3), or process.exitCode = 3.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return fmt.Sprintf("script exited with status %d", e.Code) }

// InternalError is a fault of this package, not of the script: a panic in Go
// code that was caught at the border.
type InternalError struct {
	Value any
	Stack []byte
}

func (e *InternalError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// newError describes a thrown value. It runs on the loop.
func (r *runtime) newError(value goja.Value, stack []goja.StackFrame) *Error {
	e := &Error{Thrown: value, Frames: prelude.Frames(r, stack)}
	r.vm.Try(func() {
		o, ok := value.(*goja.Object)
		if !ok || !r.isError(o) {
			e.Message = text(value)
			e.Stack = e.Message
			return
		}
		e.Name, e.Message, e.Code = property(o, "name"), property(o, "message"), property(o, "code")
		e.Stack = prelude.NormalizeStack(r, property(o, "stack"))
		if cause, ok := o.Export().(error); ok {
			e.cause = cause
		} else if v := o.Get("value"); v != nil && e.Name == "GoError" {
			e.cause, _ = v.Export().(error)
		}
		if e.Code == codeDenied && !errors.Is(e.cause, module.ErrDenied) {
			e.cause = module.ErrDenied // modules make such errors of JavaScript, which hold no Go error
		}
	})
	r.locate(e)
	return e
}

func (r *runtime) isError(o *goja.Object) bool {
	// A script may have taken the constructor away.
	ctor, ok := r.vm.Get("Error").(*goja.Object)
	return ok && r.vm.InstanceOf(o, ctor)
}

func text(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	return v.String()
}

func property(o *goja.Object, name string) string {
	v := o.Get(name)
	if v == nil || goja.IsUndefined(v) {
		return ""
	}
	return text(v)
}

// locate finds the place to point at: the innermost of the user's frames where
// it was thrown or, for a rejection, made.
func (r *runtime) locate(e *Error) {
	if e.locateSyntax() {
		return
	}
	frames, own := e.Frames, prelude.ParseFrames(e.Stack)
	if len(own) > 0 { // an error of a class was made in its constructors
		for i, f := range frames {
			if f == own[0] {
				frames = frames[i:]
				break
			}
		}
	}
	for _, f := range append(frames, own...) {
		if strings.HasPrefix(f.File, "node:") {
			continue
		}
		e.File, e.Line, e.Col = f.File, f.Line, f.Col
		break
	}
	if e.File == "" {
		return
	}
	if lines := r.SourceLines(e.File); e.Line <= len(lines) && e.Line > 0 {
		e.SourceLine = lines[e.Line-1]
		e.Col = throwing(e.SourceLine, e.Col)
	}
}

var throwBefore = lazy.Regexp(`\bthrow\s+$`)

// throwing moves the column of an error that a throw statement makes to that
// statement, where Node points.
func throwing(line string, col int) int {
	if col < 1 || col > len(line) {
		return col
	}
	if at := throwBefore().FindStringIndex(line[:col-1]); at != nil {
		return at[0] + 1
	}
	return col
}
