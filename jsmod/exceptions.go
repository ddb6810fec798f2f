package jsmod

import (
	"errors"

	"github.com/dop251/goja"

	"tlsjs/jsmod/taskqueue"
)

// Throw implements [module.Host]: what Node does with an exception that
// reached the top of a callback. The script's 'uncaughtException' listeners
// are asked; without them the script ends with status 1.
func (r *runtime) Throw(err error) {
	if r.interruptedBy(err) || r.exiting {
		return
	}
	value, stack := r.thrown(err)
	r.uncaught(value, stack, "uncaughtException")
}

// interruptedBy reports whether err is the end of the script's time: by the
// context, Close or Exit. No JavaScript is entered after that; the loop sees why
// by itself.
func (r *runtime) interruptedBy(err error) bool {
	var stop *goja.InterruptedError
	if !errors.As(err, &stop) {
		return false
	}
	if _, own := stop.Value().(*limit); !own {
		r.halted = true
	}
	return true
}

func (r *runtime) thrown(err error) (goja.Value, []goja.StackFrame) {
	var (
		overflow *goja.StackOverflowError
		ex       *goja.Exception
		caught   *taskqueue.Thrown
	)
	switch {
	case errors.As(err, &overflow):
		return r.makeError("RangeError", "Maximum call stack size exceeded"), overflow.Stack()
	case errors.As(err, &caught):
		return caught.Value, nil
	case errors.As(err, &ex):
		return ex.Value(), ex.Stack()
	default:
		return r.vm.NewGoError(err), nil
	}
}

func (r *runtime) makeError(class, message string) goja.Value {
	o, err := r.vm.New(r.vm.Get(class), r.vm.ToValue(message))
	if err != nil {
		return r.vm.ToValue(message)
	}
	return o
}

// handlerFailed is the status of a script whose handler of exceptions threw.
const handlerFailed = 7

// uncaught asks the script, then ends it. The process module's handler returns
// true when a listener took the exception; when a listener throws itself the
// status is 7, as in Node.
func (r *runtime) uncaught(value goja.Value, stack []goja.StackFrame, origin string) {
	code := 1
	if !r.reporting {
		r.reporting = true
		taken, err := r.callProcess("uncaught", value, r.vm.ToValue(origin))
		r.reporting = false
		if r.exiting {
			return
		}
		if err == nil && taken.ToBoolean() {
			return
		}
		if err != nil {
			if r.interruptedBy(err) {
				return
			}
			value, stack = r.thrown(err)
			code = handlerFailed
		}
	}
	r.die(value, stack, origin, code)
}

// die ends the script of an exception. As in Node the listeners of 'exit' hear
// before the report is made, and one that calls process.exit makes it needless;
// after a failed handler of exceptions (7) nobody is told.
func (r *runtime) die(value goja.Value, stack []goja.StackFrame, origin string, code int) {
	r.fatal = r.newError(value, stack)
	r.fatal.Rejection = origin == "unhandledRejection"
	r.fatal.Inspected = r.inspect(value)
	r.exitCode = code
	if code != handlerFailed {
		r.emitExit(code)
		if r.exiting {
			r.fatal = nil
			return
		}
	}
	if r.opt.OnFatal != nil {
		r.opt.OnFatal(r.fatal)
	}
	r.Exit(r.exitCode)
}

// inspect is util.inspect, for error reports; "" when that fails. An error that
// was emitted as an event without a listener also tells where.
func (r *runtime) inspect(value goja.Value) string {
	r.enhance(value)
	util, err := r.requireBuiltin("internal/util/inspect")
	if err != nil {
		return ""
	}
	fn, ok := goja.AssertFunction(util.ToObject(r.vm).Get("inspect"))
	if !ok {
		return ""
	}
	out, err := fn(goja.Undefined(), value)
	if err != nil {
		return ""
	}
	return out.String()
}

func (r *runtime) enhance(value goja.Value) {
	o, ok := value.(*goja.Object)
	if !ok {
		return
	}
	lib, err := r.requireBuiltin("internal/events/enhance")
	if err != nil {
		return
	}
	fn, ok := goja.AssertFunction(lib.ToObject(r.vm).Get("enhancedStack"))
	if !ok {
		return
	}
	if stack, err := fn(goja.Undefined(), value); err == nil && goja.IsString(stack) {
		_ = o.Set("stack", stack) // a frozen error keeps its own
	}
}

// emit calls process.emit for the two events of an orderly end.
func (r *runtime) emit(event string) {
	r.Enter(func() {
		if event == "exit" {
			r.emitExit(-1)
			return
		}
		if _, err := r.callProcess("emitBeforeExit"); err != nil {
			r.Throw(err)
		}
	})
}

// emitExit lets the process module run 'exit' listeners; it answers with the
// status. A listener that throws ends the script with 1; after an exception it
// changes nothing.
func (r *runtime) emitExit(code int) {
	args := []goja.Value{}
	if code >= 0 {
		args = append(args, r.vm.ToValue(code))
	}
	v, err := r.callProcess("emitExit", args...)
	if err != nil {
		if r.interruptedBy(err) {
			return
		}
		if r.fatal == nil {
			value, stack := r.thrown(err)
			r.fatal = r.newError(value, stack)
			r.fatal.Inspected = r.inspect(value)
			if r.opt.OnFatal != nil {
				r.opt.OnFatal(r.fatal)
			}
			r.exitCode = 1
		}
		return
	}
	if v != nil && !goja.IsUndefined(v) {
		r.exitCode = int(v.ToInteger())
	}
}

// callProcess calls one of the functions with which the process module takes
// part in a script's life and end.
func (r *runtime) callProcess(name string, args ...goja.Value) (goja.Value, error) {
	hooks, err := r.requireBuiltin("internal/process/lifecycle")
	if err != nil {
		return nil, err
	}
	fn, ok := goja.AssertFunction(hooks.ToObject(r.vm).Get(name))
	if !ok {
		return nil, errors.New("process lifecycle has no " + name)
	}
	return fn(goja.Undefined(), args...)
}
