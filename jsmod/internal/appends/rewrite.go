// Package appends makes `text += more` cost what it adds. The engine copies both
// strings at each `+`, so that a text of n pieces costs n² bytes; scripts that
// gather a text piece by piece took minutes for what engines with ropes do at
// once.
//
// [Rewrite] turns assignments that look like that into calls of a function that
// keeps room behind the text (append.go). What looks like that is a guess from
// names and literals: the function does exactly what `+` does, so that a wrong
// guess costs a call and nothing else.
package appends

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/trees"
)

// function is what the rewritten scripts call.
var function = bind.NewLexical("__tlsjs_append")

// Rewrite changes a parsed text in place. source is that text.
func Rewrite(tree *ast.Program, source string) {
	if !mayAppend(source) {
		return
	}
	g := guess{texts: map[unistring.String]bool{}}
	trees.Each(tree, g.note)
	for _, a := range g.sums {
		if g.isAppend(a.Left, a.Right) {
			a.Operator, a.Right = token.ASSIGN, call(a.Left, a.Right)
		}
	}
	for _, a := range g.spelledOut {
		if g.isAppend(a.Left, a.Right) {
			a.Right = alongLeft(a.Right)
		}
	}
}

// mayAppend tells cheaply that a text has a += b or a = a + b: most scripts have
// neither, and going through their trees would cost a tenth of compiling them.
func mayAppend(source string) bool {
	for i := 0; ; i++ {
		next := strings.IndexByte(source[i:], '+')
		if next < 0 {
			return false
		}
		i += next
		if strings.HasPrefix(source[i:], "+=") {
			return true
		}
		added, before := lastName(source[:i])
		target, ok := strings.CutSuffix(strings.TrimRight(before, "( \t\r\n"), "=")
		if !ok || added == "" {
			continue
		}
		if name, _ := lastName(target); name == added {
			return true
		}
	}
}

// lastName is the name, or names with dots between them, that a text ends with but
// for white space, and what is before it.
func lastName(text string) (name, before string) {
	text = strings.TrimRight(text, " \t\r\n")
	start := len(text)
	for start > 0 && (trees.InName(text[start-1]) || text[start-1] == '.') {
		start--
	}
	return text[start:], strings.TrimRight(text[:start], " \t\r\n")
}

// guess is what the names in a script say.
type guess struct {
	texts      map[unistring.String]bool // variables and properties that get a text somewhere
	sums       []*ast.AssignExpression   // a += b
	spelledOut []*ast.AssignExpression   // a = a + b + c
}

func (g *guess) note(node any) {
	switch n := node.(type) {
	case *ast.Binding:
		g.given(n.Target, n.Initializer)
	case *ast.PropertyKeyed:
		g.given(n.Key, n.Value)
	case *ast.FieldDefinition:
		g.given(n.Key, n.Initializer)
	case *ast.AssignExpression:
		switch {
		case n.Operator == token.PLUS:
			g.sums = append(g.sums, n)
		case n.Operator != token.ASSIGN:
		case addsToItself(n):
			g.spelledOut = append(g.spelledOut, n)
		default:
			g.given(n.Left, n.Right)
		}
	}
}

func (g *guess) given(target, value ast.Expression) {
	if name := nameOf(target); name != "" && isText(value) {
		g.texts[name] = true
	}
}

func (g *guess) isAppend(target, more ast.Expression) bool {
	name := nameOf(target)
	return name != "" && (isText(more) || g.texts[name] && !isNumber(more))
}

// nameOf is the name of a variable or of a property of one, "" for anything
// else: what is read twice then must not do anything.
func nameOf(target ast.Expression) unistring.String {
	switch t := target.(type) {
	case *ast.Identifier:
		return t.Name
	case *ast.StringLiteral: // the key of a property
		return t.Value
	case *ast.DotExpression:
		switch t.Left.(type) {
		case *ast.Identifier, *ast.ThisExpression:
			return t.Identifier.Name
		}
	}
	return ""
}

func isText(value ast.Expression) bool {
	switch v := value.(type) {
	case *ast.StringLiteral, *ast.TemplateLiteral:
		return true
	case *ast.BinaryExpression:
		return v.Operator == token.PLUS && (isText(v.Left) || isText(v.Right))
	}
	return false
}

func isNumber(value ast.Expression) bool {
	switch v := value.(type) {
	case *ast.NumberLiteral:
		return true
	case *ast.BinaryExpression:
		return v.Operator != token.PLUS && !v.Comparison
	}
	return false
}

// addsToItself tells whether an assignment is of the form a = a + b + c.
func addsToItself(a *ast.AssignExpression) bool {
	sum, ok := a.Right.(*ast.BinaryExpression)
	return ok && sum.Operator == token.PLUS && nameOf(a.Left) != "" && same(a.Left, leftmost(sum))
}

func leftmost(e ast.Expression) ast.Expression {
	for {
		sum, ok := e.(*ast.BinaryExpression)
		if !ok || sum.Operator != token.PLUS {
			return e
		}
		e = sum.Left
	}
}

// same tells whether two targets that have a name are the same.
func same(a, b ast.Expression) bool {
	switch a := a.(type) {
	case *ast.Identifier:
		b, ok := b.(*ast.Identifier)
		return ok && a.Name == b.Name
	case *ast.ThisExpression:
		_, ok := b.(*ast.ThisExpression)
		return ok
	case *ast.DotExpression:
		b, ok := b.(*ast.DotExpression)
		return ok && a.Identifier.Name == b.Identifier.Name && same(a.Left, b.Left)
	}
	return false
}

// alongLeft makes calls of the sums on the left side of a sum, and of itself.
func alongLeft(e ast.Expression) ast.Expression {
	if sum, ok := e.(*ast.BinaryExpression); ok && sum.Operator == token.PLUS {
		return call(alongLeft(sum.Left), sum.Right)
	}
	return e
}

func call(a, b ast.Expression) ast.Expression { return trees.Call(function.Name(), a, b) }
