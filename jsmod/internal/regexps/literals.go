package regexps

import (
	"regexp"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"

	"tlsjs/jsmod/internal/trees"
)

// Error is a literal that cannot be expanded.
type Error struct {
	At  file.Position
	Err error
}

func (e *Error) Error() string { return e.Err.Error() }

// flagV finds what may be the end of a literal with the flag v.
var flagV = regexp.MustCompile(`/[gimsuyd]*v[gimsuyd]*\b`)

// suspect tells whether a text may have literals that need to be expanded. It may
// be wrong in one direction only. Each part is looked for by itself, which is far
// faster than one expression for all.
func suspect(source string) bool {
	return strings.Contains(source, `\p{`) || strings.Contains(source, `\P{`) || hasSurrogate(source) ||
		flagV.MatchString(source)
}

// Literals expands the regular expressions of a parsed text in place. source
// is that text. An error is an *[Error].
func Literals(tree *ast.Program, source string) error {
	if !suspect(source) {
		return nil
	}
	w := walker{file: tree.File}
	trees.Each(tree, func(node any) {
		if literal, ok := node.(*ast.RegExpLiteral); ok {
			w.expand(literal)
		}
	})
	return w.err
}

// walker expands what it is shown.
type walker struct {
	file *file.File
	err  error
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
