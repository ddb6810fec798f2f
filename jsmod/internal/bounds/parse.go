package bounds

import (
	"regexp"
	"runtime"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"

	"tlsjs/jsmod/internal/bind"
)

// Parse is the engine's parser without its panics, of which a script could end its
// runtime: '\u{10FFFF}' was enough, and so is a template that ends within a [.
// A text that makes it panic is a SyntaxError unless it is only for that escape, which
// is spelled in another way then.
func Parse(name, source string, opt ...parser.Option) (*ast.Program, error) {
	tree, err, panicked := parse(name, source, opt)
	if !panicked {
		return tree, err
	}
	if other, found := respelled(source); found {
		if tree, err, panicked = parse(name, other, opt); !panicked {
			return tree, err
		}
	}
	return nil, parser.ErrorList{{Position: file.Position{Filename: name, Line: 1, Column: 1}, Message: badText}}
}

// badText are V8's words for what is no token.
const badText = "Invalid or unexpected token"

func parse(name, source string, opt []parser.Option) (tree *ast.Program, err error, panicked bool) {
	defer func() {
		if recover() != nil {
			panicked = true
		}
	}()
	tree, err = parser.ParseFile(nil, name, source, 0, opt...)
	return tree, err, false
}

var lastCodePoint = regexp.MustCompile(`\\u\{0*10[fF]{4}\}`)

// respelled has the last code point as two halves. A regular expression with the flag u
// takes them for one.
func respelled(source string) (string, bool) {
	if !strings.Contains(source, `\u{`) || !lastCodePoint.MatchString(source) {
		return source, false
	}
	return lastCodePoint.ReplaceAllLiteralString(source, `\uDBFF\uDFFF`), true
}

// evaluable is a text for eval that the parser survives, or a SyntaxError is thrown.
func (b *bounds) evaluable(v goja.Value) goja.Value {
	s, ok := v.(goja.String)
	if !ok {
		return v
	}
	text := s.String()
	if _, _, panicked := parse("", text, nil); !panicked {
		return v
	}
	if other, found := respelled(text); found {
		if _, _, panicked := parse("", other, nil); !panicked {
			return b.vm.ToValue(other)
		}
	}
	bind.Throw(b.vm, "SyntaxError", "", badText)
	return nil
}

// compiling is for natives that make functions of texts, and run none.
func (b *bounds) compiling(args []goja.Value, compile func(args []goja.Value)) {
	if !parserPanics(func() { compile(args) }) {
		return
	}
	other := make([]goja.Value, len(args))
	for i, v := range args {
		other[i] = v
		if s, ok := v.(goja.String); ok {
			if text, found := respelled(s.String()); found {
				other[i] = b.vm.ToValue(text)
			}
		}
	}
	if parserPanics(func() { compile(other) }) {
		bind.Throw(b.vm, "SyntaxError", "", badText)
	}
}

// parserPanics tells of a panic that is none of the engine's exceptions.
func parserPanics(fn func()) (panicked bool) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			panicked = true
		case error:
			if !strings.HasPrefix(p.Error(), "unexpected unicode length while parsing") {
				panic(p)
			}
			panicked = true
		default:
			panic(p)
		}
	}()
	fn()
	return false
}
