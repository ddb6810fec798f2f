package regexps

import (
	"reflect"
	"regexp"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// Error is a literal that cannot be expanded.
type Error struct {
	At  file.Position
	Err error
}

func (e *Error) Error() string { return e.Err.Error() }

// suspect finds texts whose literals may need to be expanded. It may be wrong
// in one direction only.
var suspect = regexp.MustCompile(`\\[pP]\{|/[gimsuyd]*v[gimsuyd]*\b`)

// Literals expands the regular expressions of a parsed text in place. source
// is that text. An error is an *[Error].
func Literals(tree *ast.Program, source string) error {
	if !suspect.MatchString(source) {
		return nil
	}
	w := walker{file: tree.File}
	for _, statement := range tree.Body {
		w.walk(reflect.ValueOf(statement))
	}
	return w.err
}

// walker goes through a tree by reflection: the tree has some eighty kinds of
// node, and texts that need this are rare.
type walker struct {
	file *file.File
	err  error
}

var literalType = reflect.TypeFor[*ast.RegExpLiteral]()

func (w *walker) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Pointer:
		switch {
		case v.IsNil():
		case v.Type() == literalType:
			w.expand(v.Interface().(*ast.RegExpLiteral))
		case v.Type().Elem().PkgPath() == literalType.Elem().PkgPath():
			w.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			// A function lists its declarations a second time, which is no
			// harm: what has been expanded does not change again.
			w.walk(v.Field(i))
		}
	}
}

func (w *walker) expand(literal *ast.RegExpLiteral) {
	pattern, flags, err := Expand(literal.Pattern, literal.Flags)
	if err != nil {
		if w.err == nil {
			w.err = &Error{w.file.Position(int(literal.Idx) - w.file.Base()), err}
		}
		return
	}
	literal.Pattern, literal.Flags = pattern, flags
}
