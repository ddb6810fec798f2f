package loader

import (
	"crypto/sha256"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"tlsjs/jsmod/internal/appends"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/hoist"
	"tlsjs/jsmod/internal/lazy"
	"tlsjs/jsmod/internal/lower"
	"tlsjs/jsmod/internal/regexps"
	"tlsjs/jsmod/internal/trees"
	"tlsjs/jsmod/prelude"
)

// The parameters of a module's function. An ES module may declare __filename and
// __dirname itself, as those of today do, and has import in the place of require.
const (
	wrapper         = "(function (exports, require, module, __filename, __dirname) { "
	esModuleWrapper = "(function (exports, __tlsjs_require, module, __tlsjs_filename, __tlsjs_dirname, require) { 'use strict'; "
)

// importMeta is what a lowered text finds behind import.meta.
const importMeta = "const " + lower.ImportMeta + " = require[Symbol.for('" + lower.Importer + "')].meta; "

// programs keeps what was compiled, for the other runtimes of the process.
var programs = programCache{byKey: map[programKey]program{}}

// program is a compiled text. A lowered one has a source map, which no wrapper shifts.
type program struct {
	*goja.Program
	lowered bool
}

type programKey struct {
	file string
	kind lower.Kind
	sum  [sha256.Size]byte
}

type programCache struct {
	mu    sync.Mutex
	byKey map[programKey]program
	size  int
}

// maxCached is how many bytes of source the cache may stand for.
const maxCached = 64 << 20

func (c *programCache) get(k programKey) (program, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.byKey[k]
	return p, ok
}

func (c *programCache) put(k programKey, p program, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += size; c.size > maxCached {
		clear(c.byKey)
		c.size = size
	}
	c.byKey[k] = p
}

// compile(file, source, isESModule) returns the wrapper function.
func (b *binding) compile(call goja.FunctionCall) goja.Value {
	return b.run(call.Argument(0).String(), call.Argument(1).String(), moduleKind(call.Argument(2)))
}

// runScript(name, source) runs a text in the global scope and returns its value.
func (b *binding) runScript(call goja.FunctionCall) goja.Value {
	return b.run(call.Argument(0).String(), call.Argument(1).String(), lower.Script)
}

// script(name, source) compiles a text for the global scope, runProgram(script) runs
// it and returns its value.
func (b *binding) script(call goja.FunctionCall) goja.Value {
	p := b.program(call.Argument(0).String(), call.Argument(1).String(), lower.Script)
	return bind.Wrap(b.vm, b.vm.NewObject(), p)
}

// runProgram(script, timeout, breakOnSigint): a timeout in milliseconds, or none.
func (b *binding) runProgram(call goja.FunctionCall) goja.Value {
	p, ok := bind.Unwrap[*goja.Program](call.Argument(0))
	if !ok {
		panic(b.vm.NewTypeError("Illegal invocation"))
	}
	timeout, sigint := call.Argument(1), call.Argument(2).ToBoolean()
	if sigint || !goja.IsUndefined(timeout) {
		return b.runLimited(p, timeout.ToInteger(), sigint)
	}
	v, err := b.vm.RunProgram(p)
	if err != nil {
		panic(err)
	}
	return v
}

// check(file, source, isESModule) throws what compile would, and runs nothing.
func (b *binding) check(call goja.FunctionCall) goja.Value {
	b.program(call.Argument(0).String(), call.Argument(1).String(), moduleKind(call.Argument(2)))
	return goja.Undefined()
}

// What a declaration of imports becomes when it is lowered, on a line of its own.
var importLine = lazy.Regexp(`(?m)^(?:var \w+ = )?(?:__toESM\(|__reExport\(\w+, )?require\(("(?:[^"\\]|\\.)*")\)`)

// imported(file, source) are what an ES module imports, as JSON texts.
func (b *binding) imported(call goja.FunctionCall) goja.Value {
	text, err := lower.Source(call.Argument(0).String(), call.Argument(1).String(), lower.ESModule)
	if err != nil {
		return b.vm.NewArray() // it has been compiled before
	}
	var names []any
	for _, m := range importLine().FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return b.vm.NewArray(names...)
}

func moduleKind(isESModule goja.Value) lower.Kind {
	if isESModule.ToBoolean() {
		return lower.ESModule
	}
	return lower.CommonJS
}

func (b *binding) run(file, source string, kind lower.Kind) goja.Value {
	v, err := b.vm.RunProgram(b.program(file, source, kind))
	if err != nil {
		panic(err)
	}
	return v
}

// program compiles a text, or throws.
func (b *binding) program(file, source string, kind lower.Kind) *goja.Program {
	if strings.HasPrefix(source, "#!") {
		source = "//" + source[2:]
	}
	lines := strings.Split(source, "\n")
	prelude.WrappedFiles(b.rt).Add(file, 0, lines)
	key := programKey{file, kind, sha256.Sum256([]byte(source))}
	p, found := programs.get(key)
	if !found {
		if bounds.TooDeep(source) {
			bind.Throw(b.vm, "RangeError", "", "Maximum call stack size exceeded")
		}
		var err error
		if p, err = compile(file, source, kind); err != nil {
			b.throwSyntax(file, source, err)
		}
		programs.put(key, p, len(source))
	}
	switch {
	case p.lowered:
		prelude.WrappedFiles(b.rt).Add(file, prelude.Lowered, lines)
	case kind != lower.Script:
		prelude.WrappedFiles(b.rt).Add(file, len(wrapper), lines)
	}
	return p.Program
}

// isModule(name, source) tells whether a text for the global scope can only be an
// ES module.
func (b *binding) isModule(call goja.FunctionCall) goja.Value {
	name, source := call.Argument(0).String(), call.Argument(1).String()
	if !moduleSyntax.MatchString(source) || bounds.TooDeep(source) {
		return b.vm.ToValue(false)
	}
	if _, err := compile(name, source, lower.Script); err == nil && !strings.Contains(source, "import.meta") {
		return b.vm.ToValue(false)
	}
	_, err := compile(name, source, lower.ESModule)
	return b.vm.ToValue(err == nil)
}

// compile tries the text as it is first: lowering costs time, and most files
// need none.
func compile(file, source string, kind lower.Kind) (program, error) {
	var first error
	if kind != lower.ESModule && !typeScript.MatchString(file) {
		p, err := build(file, source, kind, parser.WithDisableSourceMaps)
		if err == nil {
			return program{p, false}, nil
		}
		first = err
	}
	text, err := lower.Source(file, source, kind)
	if err != nil {
		return program{}, err
	}
	if first == nil {
		p, err := build(file, text, kind)
		return program{p, true}, err
	}
	if rewritten(source) {
		p, err := build(file, text, kind)
		if err == nil {
			return program{p, true}, nil
		}
		if kind == lower.CommonJS && moduleSyntax.MatchString(source) && !strings.HasSuffix(file, ".cjs") {
			// As Node does: what only an ES module can mean is one.
			return compile(file, source, lower.ESModule)
		}
	}
	return program{}, first
}

var (
	typeScript = regexp.MustCompile(`\.[cm]?ts$`)
	// What may be an import or export declaration, or an await outside of functions.
	moduleSyntax = regexp.MustCompile(`\b(import|export|await)\b`)
	newer        = regexp.MustCompile(`\b(import|export|await|async|using)\b|@`)
)

// rewritten tells whether lowering changes anything in a text.
func rewritten(source string) bool { return newer.MatchString(source) }

func build(file, source string, kind lower.Kind, opt ...parser.Option) (*goja.Program, error) {
	meta := ""
	if strings.Contains(source, lower.ImportMeta) {
		meta = importMeta
	}
	switch kind {
	case lower.CommonJS:
		source = wrapper + meta + source + "\n})"
	case lower.ESModule:
		source = esModuleWrapper + meta + source + "\n})"
	}
	// Not goja.Parse, which keeps only the words of an error.
	tree, err := bounds.Parse(file, source, opt...)
	if err != nil {
		return nil, err
	}
	if err := regexps.Literals(tree, source); err != nil {
		return nil, err
	}
	markGenerators(tree, source)
	appends.Rewrite(tree, source)
	bounds.Rewrite(tree, source)
	hoist.Rewrite(tree, source)
	return goja.CompileAST(tree, false)
}

// throwSyntax throws a SyntaxError whose stack begins, as Node's does, with
// the place and the line.
func (b *binding) throwSyntax(file, source string, err error) {
	e := describe(file, source, err)
	object, newErr := b.vm.New(b.vm.Get("SyntaxError"), b.vm.ToValue(e.Text))
	if newErr != nil {
		panic(newErr)
	}
	arrow := file + ":" + itoa(e.Line) + "\n" + e.Source + "\n" + underline(e) + "\n\n" + object.Get("stack").String()
	if err := object.DefineDataProperty("stack", b.vm.ToValue(arrow), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	panic(object)
}

// underline marks what an error is about: a name, a number, a string without an end, or
// a character.
func underline(e *lower.SyntaxError) string {
	start, end := max(e.Col-1, 0), 0
	switch quote := openQuote(e.Source); {
	case start < len(e.Source):
		for end = start; end < len(e.Source) && trees.InName(e.Source[end]); {
			end++
		}
		end = max(end, start+1)
	case quote >= 0 && e.Text == lower.BadToken:
		start, end = quote, len(e.Source)
	}
	return strings.Repeat(" ", start) + strings.Repeat("^", max(end-start, 0))
}

// openQuote is where the string begins that a line does not end, -1 if none does.
func openQuote(line string) int {
	open := -1
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case open >= 0 && c == '\\':
			i++
		case open >= 0 && c == line[open]:
			open = -1
		case open < 0 && (c == '"' || c == '\''):
			open = i
		}
	}
	return open
}

func describe(file, source string, err error) *lower.SyntaxError {
	var (
		lowered  *lower.SyntaxError
		list     parser.ErrorList
		compiler *goja.CompilerSyntaxError
		pattern  *regexps.Error
	)
	e := &lower.SyntaxError{File: file, Line: 1, Col: 1, Text: err.Error()}
	switch {
	case errors.As(err, &lowered):
		return lowered
	case errors.As(err, &list) && len(list) > 0:
		e.Line, e.Col, e.Text = list[0].Position.Line, list[0].Position.Column, list[0].Message
	case errors.As(err, &pattern):
		e.Line, e.Col = pattern.At.Line, pattern.At.Column
	case errors.As(err, &compiler):
		e.Text = compiler.Message
		if compiler.File != nil {
			pos := compiler.File.Position(compiler.Offset)
			e.Line, e.Col = pos.Line, pos.Column
		}
	}
	if e.Line == 1 && e.Col > len(wrapper) {
		e.Col -= len(wrapper)
	}
	if lines := strings.Split(source, "\n"); e.Line >= 1 && e.Line <= len(lines) {
		e.Source = lines[e.Line-1]
	}
	return e
}

func itoa(i int) string { return strconv.Itoa(i) }
