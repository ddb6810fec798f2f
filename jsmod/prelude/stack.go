package prelude

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/regexps"
	"tlsjs/jsmod/internal/script"
	"tlsjs/jsmod/module"
)

// Frame is one line of a stack trace.
type Frame struct {
	Func string // "" for a function without a name
	File string
	Line int // from 1
	Col  int // from 1
}

// Wrapped remembers the files of a runtime that were compiled, how many columns
// a wrapper put in front of their first line, and their lines.
type Wrapped struct {
	files map[string]wrappedFile
}

type wrappedFile struct {
	offset int
	lines  []string
}

type wrappedKey struct{}

// WrappedFiles returns the record of a runtime.
func WrappedFiles(h module.Host) *Wrapped {
	return h.Local(wrappedKey{}, func() any { return &Wrapped{files: map[string]wrappedFile{}} }).(*Wrapped)
}

// Lowered stands for the columns of a file that has a source map, which knows of the
// wrapper.
const Lowered = -1

// Add records a file.
func (w *Wrapped) Add(file string, columns int, lines []string) {
	w.files[file] = wrappedFile{columns, lines}
}

// Lines returns the lines of a file that was recorded, nil for any other.
func (w *Wrapped) Lines(file string) []string { return w.files[file].lines }

// Offset is a column of the engine's without what was put in front of the text.
func (w *Wrapped) Offset(file string, line, col int) int {
	offset := w.files[file].offset
	if strings.HasPrefix(file, "node:") {
		offset = script.FirstLineOffset
	}
	switch {
	case offset == Lowered:
		return w.mapped(file, line, col)
	case line == 1 && col > offset:
		return col - offset
	}
	return col
}

// mapped corrects a column of a source map's. The engine looks for what follows the
// place by one and counts what it gets from 0: that is right for a parenthesis alone,
// if it is not the one before a `new`.
func (w *Wrapped) mapped(file string, line, col int) int {
	lines := w.files[file].lines
	if line < 1 || line > len(lines) || col < 1 || col > len(lines[line-1]) {
		return col + 1
	}
	if text := lines[line-1][col-1:]; strings.HasPrefix(text, "(") && !strings.HasPrefix(text, "(new ") {
		return col
	}
	return col + 1
}

// Column corrects a column of the engine's.
func (w *Wrapped) Column(file string, line, col int) int {
	known := w.files[file]
	col = w.Offset(file, line, col)
	if line < 1 || line > len(known.lines) {
		return col
	}
	return callee(known.lines[line-1], col)
}

// callee turns the place of a call's parenthesis, which the engine gives, into
// that of the called name, which Node gives.
func callee(line string, col int) int {
	if col < 2 || col > len(line) || line[col-1] != '(' {
		return col
	}
	head := strings.TrimRightFunc(line[:col-1], inName)
	if len(head) == col-1 {
		return col
	}
	return len(head) + 1
}

func inName(r rune) bool {
	return r == '$' || r == '_' || r == '#' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// Frames converts the engine's frames, leaving out native ones.
func Frames(h module.Host, stack []goja.StackFrame) []Frame {
	wrapped := WrappedFiles(h)
	frames := make([]Frame, 0, len(stack))
	for i := range stack {
		name := stack[i].FuncName()
		pos := stack[i].Position()
		if pos.Line == 0 {
			continue
		}
		if name == "<anonymous>" {
			name = ""
		}
		file := pos.Filename
		if file == "" {
			file = "<anonymous>"
		}
		frames = append(frames, Frame{name, file, pos.Line, wrapped.Column(file, pos.Line, pos.Column)})
	}
	return frames
}

// String is the frame as Node prints it, without indentation.
func (f Frame) String() string {
	at := f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Col)
	if f.Func == "" {
		return "at " + at
	}
	return "at " + f.Func + " (" + at + ")"
}

const trampoline = "tlsjs:enter"

// Trampoline is the script through which the runtime enters JavaScript. Its
// frames never show.
func Trampoline() *goja.Program {
	return goja.MustCompile(trampoline, "(function (f) { f(); })", true)
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	return bind.Object(vm, bind.Funcs{
		"normalizeStack": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(NormalizeStack(h, call.Argument(0).String()))
		},
		"setFormat": func(call goja.FunctionCall) goja.Value {
			formatterOf(h).format, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
		// expand(pattern, flags) returns both as the engine wants them.
		"expand": func(call goja.FunctionCall) goja.Value {
			given, ok := call.Argument(0).(goja.String)
			if !ok {
				given = vm.ToValue(call.Argument(0).String()).(goja.String)
			}
			text := patternText(given)
			pattern, flags, err := regexps.Expand(text, call.Argument(1).String())
			if err != nil {
				bind.Throw(vm, "SyntaxError", "", err.Error())
			}
			if pattern == text {
				return vm.NewArray(call.Argument(0), flags)
			}
			return vm.NewArray(pattern, flags)
		},
		"regexpSource": func(call goja.FunctionCall) goja.Value {
			text := call.Argument(0).String()
			if source := regexps.Source(text); source != text {
				return vm.ToValue(source)
			}
			return call.Argument(0)
		},
		// stackFrames(below, limit, ofClass) returns the frames of the caller's
		// caller and further out as [func, file, line, column] each, flat. With a
		// name in below, everything inside the outermost run of calls to that
		// function is left out too. Of a class its constructors are, which have no
		// name here.
		"stackFrames": func(call goja.FunctionCall) goja.Value {
			below, ofClass := call.Argument(0).String(), call.Argument(2).ToBoolean()
			frames := visible(Frames(h, vm.CaptureCallStack(0, nil)), below)
			if ofClass {
				if below != "" && len(frames) > 0 && frames[0].Func == "" {
					frames = frames[1:] // the constructor that captures
				}
				frames = WrappedFiles(h).outOfConstructors(frames)
			}
			return vm.NewArray(flat(frames, int(call.Argument(1).ToInteger()))...)
		},
	}), nil
}

func flat(frames []Frame, limit int) []any {
	var all []any
	for _, f := range frames[:min(max(limit, 0), len(frames))] {
		all = append(all, f.Func, f.File, f.Line, f.Col)
	}
	return all
}

// formatter is the prelude's function that makes the text of a stack.
type formatter struct{ format goja.Callable }

type formatterKey struct{}

func formatterOf(h module.Host) *formatter {
	return h.Local(formatterKey{}, func() any { return &formatter{} }).(*formatter)
}

// nativeFrames is how many frames may be natives', which do not show.
const nativeFrames = 30

// LateStack gives an error that the engine has made just now a stack like those of
// a script's errors, whose text is made at the first look. On the loop.
func LateStack(h module.Host, o *goja.Object) {
	f, vm := formatterOf(h), h.VM()
	if f.format == nil {
		return // the prelude itself runs
	}
	limit := 10
	if class, ok := vm.Get("Error").(*goja.Object); ok {
		if v := class.Get("stackTraceLimit"); v != nil {
			limit = int(v.ToInteger())
		}
	}
	frames := vm.CaptureCallStack(max(limit, 0)+nativeFrames, nil)
	define := func(value goja.Value) {
		_ = o.DefineDataProperty("stack", value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	get := func(goja.FunctionCall) goja.Value {
		text, err := f.format(goja.Undefined(), o, vm.NewArray(flat(visible(Frames(h, frames), ""), limit)...))
		if err != nil {
			panic(err)
		}
		define(text)
		return text
	}
	set := func(call goja.FunctionCall) goja.Value {
		define(call.Argument(0))
		return goja.Undefined()
	}
	_ = o.DefineAccessorProperty("stack", vm.ToValue(get), vm.ToValue(set), goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// outOfConstructors drops frames at the top that are at a call of super.
func (w *Wrapped) outOfConstructors(frames []Frame) []Frame {
	for len(frames) > 0 && frames[0].Func == "" {
		f, lines := frames[0], w.Lines(frames[0].File)
		if f.Line > len(lines) || f.Col > len(lines[f.Line-1]) || !strings.HasPrefix(lines[f.Line-1][f.Col-1:], "super") {
			break
		}
		frames = frames[1:]
	}
	return frames
}

// visible drops the prelude's own frames at the top, what is inside the
// function named below, and the runtime's entrance.
func visible(frames []Frame, below string) []Frame {
	for len(frames) > 0 && frames[0].File == "node:prelude" {
		frames = frames[1:]
	}
	if below != "" {
		for i, f := range frames {
			if f.Func == below {
				for i++; i < len(frames) && frames[i].Func == below; i++ {
				}
				frames = frames[i:]
				break
			}
		}
	}
	for len(frames) > 0 && frames[len(frames)-1].File == trampoline {
		frames = frames[:len(frames)-1]
	}
	return frames
}
