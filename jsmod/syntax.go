package jsmod

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/lazy"
	"tlsjs/jsmod/internal/lower"
	"tlsjs/jsmod/prelude"
)

// What the engine says of a text that does not parse: of the parser's errors the
// first, or what the compiler found. A file of the engine's own is none to a script.
var (
	parserSays   = lazy.Regexp(`^SyntaxError: (.*): Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors\))?$`)
	compilerSays = lazy.Regexp(`(?s)^SyntaxError: (.*) at (\S.*):(\d+):(\d+)$`)
	ownFiles     = lazy.Regexp(`^(?:<eval>|\(anonymous\))?$`)
)

// wordSyntaxErrors makes SyntaxErrors of eval, of Function and of what a host
// compiles say what V8's say. The place of a host's text begins the stack, as
// Node has it for files.
func (r *runtime) wordSyntaxErrors() {
	ctor, ok := r.vm.Get("SyntaxError").(*goja.Object)
	if !ok {
		return
	}
	bounds.WrapConstructor(ctor, func(next func([]goja.Value, *goja.Object) *goja.Object) func([]goja.Value, *goja.Object) *goja.Object {
		return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
			if newTarget != ctor || len(args) != 1 {
				return next(args, newTarget)
			}
			place, message := syntaxError(args[0].String())
			o := next([]goja.Value{r.vm.ToValue(message)}, newTarget)
			if place == "" {
				prelude.LateStack(r, o)
			} else {
				stack := r.vm.ToValue(place + "\n\nSyntaxError: " + message)
				_ = o.DefineDataProperty("stack", stack, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
			}
			return o
		}
	})
}

// syntaxError takes the engine's words apart: file:line:column, "" where there is
// none to tell, and what is wrong in V8's words.
func syntaxError(text string) (place, message string) {
	if m := parserSays().FindStringSubmatch(text); m != nil {
		return placeOf(m[1], m[2], m[3]), parserWords(m[4])
	}
	if m := compilerSays().FindStringSubmatch(text); m != nil {
		return placeOf(m[2], m[3], m[4]), m[1]
	}
	return "", strings.TrimPrefix(text, "SyntaxError: ")
}

func placeOf(file, line, column string) string {
	if ownFiles().MatchString(file) {
		return ""
	}
	return file + ":" + line + ":" + column
}

func parserWords(text string) string {
	switch token, ok := strings.CutPrefix(text, "Unexpected token "); {
	case ok && token == "ILLEGAL":
		return lower.BadToken
	case ok:
		return "Unexpected token '" + token + "'"
	}
	return text
}

var syntaxPlace = lazy.Regexp(`^(.+):(\d+):(\d+)\n\nSyntaxError: `)

// locateSyntax reads the place that such a stack begins with.
func (e *Error) locateSyntax() bool {
	m := syntaxPlace().FindStringSubmatch(e.Stack)
	if m == nil {
		return false
	}
	e.File = m[1]
	e.Line, _ = strconv.Atoi(m[2])
	e.Col, _ = strconv.Atoi(m[3])
	return true
}
