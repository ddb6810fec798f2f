package jsmod

import (
	"cmp"
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/trees"
	"tlsjs/jsmod/prelude"
)

// wordErrors makes the engine's own errors say what V8's say: scripts and test
// suites look for these words. Errors that a script makes come another way
// (prelude), so that this costs nothing where nothing fails.
func (r *runtime) wordErrors() {
	r.wordSyntaxErrors()
	for class, word := range map[string]func(string) string{
		"TypeError": r.typeError, "ReferenceError": r.referenceError, "RangeError": rangeError, "URIError": uriError,
	} {
		ctor, ok := r.vm.Get(class).(*goja.Object)
		if !ok {
			continue
		}
		bounds.WrapConstructor(ctor, func(next func([]goja.Value, *goja.Object) *goja.Object) func([]goja.Value, *goja.Object) *goja.Object {
			return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
				if newTarget != ctor {
					return next(args, newTarget)
				}
				if len(args) == 1 {
					if message, ok := args[0].(goja.String); ok {
						args = []goja.Value{r.vm.ToValue(word(message.String()))}
					}
				}
				o := next(args, newTarget)
				prelude.LateStack(r, o)
				return o
			}
		})
	}
}

func (r *runtime) typeError(message string) string {
	switch {
	case strings.HasPrefix(message, "Cannot read property '"):
		name, _, ok := strings.Cut(strings.TrimPrefix(message, "Cannot read property '"), "' of undefined")
		if ok {
			return "Cannot read properties of " + r.nothing() + " (reading '" + name + "')"
		}
	case message == "Cannot convert undefined or null to object":
		m := r.machine()
		switch {
		case strings.HasPrefix(m.op, "setProp"):
			return "Cannot set properties of " + m.nothing(2, 3) + " (setting '" + m.name + "')"
		case strings.HasPrefix(m.op, "_setElem"):
			if key := m.value(2); key != nil {
				return "Cannot set properties of " + m.nothing(3) + " (setting '" + keyText(key) + "')"
			}
		}
	case strings.HasPrefix(message, "Object has no member '"):
		name := strings.TrimSuffix(strings.TrimPrefix(message, "Object has no member '"), "'")
		return r.callee("(intermediate value)."+name) + " is not a function"
	case strings.HasPrefix(message, "Value is not an object: "), strings.HasPrefix(message, "Not a function: "),
		message == "Value is not a constructor":
		_, value, _ := strings.Cut(message, ": ")
		switch m := r.machine(); {
		case strings.HasPrefix(m.op, "call"), strings.HasPrefix(m.op, "_callVariadic"):
			return r.callee(value) + " is not a function"
		case m.op == "_op_in":
			return "Cannot use 'in' operator to search for '" + keyText(m.value(2)) + "' in " + value
		case m.op == "_op_instanceof":
			return "Right-hand side of 'instanceof' is not an object"
		case m.op == "_new" && m.constructs():
			if strings.HasPrefix(message, "Value is not an object: ") {
				return "Iterator value " + value + " is not an entry object"
			}
		case m.op == "_new":
			if class, ok := m.value(m.count + 1).(*goja.Object); ok && value != "" {
				if class == r.vm.Get("Map") {
					return "Iterator value " + value + " is not an entry object"
				}
				return message
			}
			return r.callee(cmp.Or(value, "(intermediate value)")) + " is not a constructor"
		}
	case message == "Converting circular structure to JSON":
		return message + r.circle(r.machine().value(0))
	case message == "No initial value":
		return "Reduce of empty array with no initial value"
	case message == "Class constructor cannot be invoked without 'new'":
		if m := r.machine(); m.op == "call" {
			if class, ok := m.value(m.count + 1).(*goja.Object); ok {
				return "Class constructor " + property(class, "name") + " cannot be invoked without 'new'"
			}
		}
	case message == "Class extends value is not a constructor or null":
		if m := r.machine(); m.op == "newDerivedClass" {
			return "Class extends value " + keyText(m.value(1)) + " is not a constructor or null"
		}
	}
	return message
}

func rangeError(message string) string {
	if value, ok := strings.CutPrefix(message, "Cannot convert "); ok {
		if number, ok := strings.CutSuffix(value, " to a BigInt"); ok {
			return "The number " + number + " cannot be converted to a BigInt because it is not an integer"
		}
	}
	for _, method := range []string{"toFixed() ", "toExponential() ", "toPrecision() "} {
		if limits, ok := strings.CutPrefix(message, method+"precision "); ok {
			if method == "toFixed() " {
				return method + "digits argument " + limits
			}
			return method + "argument " + limits
		}
	}
	return message
}

func uriError(message string) string {
	if message == "Malformed URI" {
		return "URI malformed"
	}
	return message
}

func (r *runtime) referenceError(message string) string {
	if message != "Cannot access a variable before initialization" {
		return message
	}
	line, at := r.place()
	end := at
	for end < len(line) && trees.InName(line[end]) {
		end++
	}
	if end == at {
		return message
	}
	return "Cannot access '" + line[at:end] + "' before initialization"
}

// nothing is which of undefined and null was read from.
func (r *runtime) nothing() string {
	m := r.machine()
	if m.op == "" {
		return "undefined"
	}
	if strings.HasPrefix(m.op, "_getElem") {
		return m.nothing(2, 1)
	}
	return m.nothing(1, 2)
}

// callee is the text of what is called at the place that runs.
func (r *runtime) callee(otherwise string) string {
	line, at := r.place()
	if at >= len(line) {
		return otherwise
	}
	if rest, ok := strings.CutPrefix(line[at:], "new "); ok {
		end := 0
		for end < len(rest) && (trees.InName(rest[end]) || rest[end] == '.') {
			end++
		}
		if end > 0 {
			return rest[:end]
		}
		return otherwise
	}
	if line[at] != '(' {
		return otherwise
	}
	start := at
	for start > 0 && (trees.InName(line[start-1]) || line[start-1] == '.') {
		start--
	}
	name := line[start:at]
	switch {
	case name == "" || strings.HasPrefix(name, "..."):
		return otherwise
	case name[0] == '.':
		return "(intermediate value)" + name
	}
	return name
}

// place is the line of the text that runs, and where in it. The engine takes the
// parenthesis of a call for its place.
func (r *runtime) place() (line string, at int) {
	frames := r.vm.CaptureCallStack(1, nil)
	if len(frames) == 0 {
		return "", 0
	}
	p := frames[0].Position()
	lines := prelude.WrappedFiles(r).Lines(p.Filename)
	if p.Line < 1 || p.Line > len(lines) {
		return "", 0
	}
	col := prelude.WrappedFiles(r).Offset(p.Filename, p.Line, p.Column) - 1
	if col < 0 || col > len(lines[p.Line-1]) {
		return "", 0
	}
	return lines[p.Line-1], col
}

// machine is what the engine does at the moment: an instruction, "" in a native
// function, the name or the number in it, and the values that it works on.
type machine struct {
	op, name string
	count    int // of a call's arguments
	stack    reflect.Value
	sp       int
}

func (r *runtime) machine() (m machine) {
	defer func() {
		if recover() != nil {
			m = machine{} // an engine that is built in another way
		}
	}()
	vm := reflect.ValueOf(r.vm).Elem().FieldByName("vm").Elem()
	program := vm.FieldByName("prg")
	if program.IsNil() { // value(0) is the first argument
		return machine{stack: vm.FieldByName("stack"), sp: int(vm.FieldByName("sb").Int())}
	}
	instruction := program.Elem().FieldByName("code").Index(int(vm.FieldByName("pc").Int())).Elem()
	kind := instruction.Type()
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	m = machine{op: kind.Name(), stack: vm.FieldByName("stack"), sp: int(vm.FieldByName("sp").Int())}
	switch {
	case instruction.Kind() == reflect.String:
		m.name = instruction.String()
	case instruction.CanUint():
		m.count = int(instruction.Uint())
	}
	return m
}

// constructs tells whether what a `new` is applied to is a constructor.
func (m machine) constructs() bool {
	_, ok := goja.AssertConstructor(m.value(m.count + 1))
	return ok
}

// value is what lies so deep on the engine's stack, nil where nothing does.
func (m machine) value(depth int) goja.Value {
	i := m.sp - depth
	if !m.stack.IsValid() || i < 0 || i >= m.stack.Len() {
		return nil
	}
	return *(*goja.Value)(unsafe.Pointer(m.stack.Index(i).UnsafeAddr()))
}

// nothing is the first of the values at these depths that is undefined or null.
func (m machine) nothing(depths ...int) string {
	for _, d := range depths {
		switch v := m.value(d); {
		case v == nil:
		case goja.IsNull(v):
			return "null"
		case goja.IsUndefined(v):
			return "undefined"
		}
	}
	return "undefined"
}

// keyText is a property's name as V8 shows it.
func keyText(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	if _, ok := v.(*goja.Object); ok {
		return "[object Object]"
	}
	return v.String()
}
