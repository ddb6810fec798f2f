// Package trees goes through parsed JavaScript.
package trees

import (
	"reflect"
	"sync"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// Each calls visit with every node of a tree that is a pointer (all expressions,
// statements and bindings are), each before those inside it, in the order of the
// text but for what a kind of node keeps elsewhere. visit may change the node.
func Each(tree *ast.Program, visit func(node any)) {
	for _, statement := range tree.Body {
		each(reflect.ValueOf(statement), visit)
	}
}

// Walk is Each for a part of a tree, of which visit chooses what it looks into. It is
// called with node itself first, which may be nil.
func Walk(node any, visit func(node any) (inside bool)) { walk(reflect.ValueOf(node), visit) }

// Inside is Walk without the node itself.
func Inside(node any, visit func(node any) (inside bool)) { walk(reflect.ValueOf(node).Elem(), visit) }

func each(v reflect.Value, visit func(node any)) {
	walk(v, func(node any) bool {
		visit(node)
		return true
	})
}

// walk works by reflection, as there are some eighty kinds of node.
func walk(v reflect.Value, visit func(node any) bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			walk(v.Elem(), visit)
		}
	case reflect.Pointer:
		if !v.IsNil() && visit(v.Interface()) {
			walk(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), visit)
		}
	case reflect.Struct:
		for _, i := range fieldsOf(v.Type()) {
			walk(v.Field(i), visit)
		}
	}
}

// Replace puts what fn returns in the place of each expression that may be any, from the
// inside out.
func Replace(tree *ast.Program, fn func(ast.Expression) ast.Expression) {
	for i := range tree.Body {
		replace(reflect.ValueOf(&tree.Body[i]).Elem(), fn)
	}
}

var expression = reflect.TypeFor[ast.Expression]()

func replace(v reflect.Value, fn func(ast.Expression) ast.Expression) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		replace(v.Elem(), fn)
		if v.Type() == expression {
			v.Set(reflect.ValueOf(fn(v.Interface().(ast.Expression))))
		}
	case reflect.Slice:
		for i := range v.Len() {
			replace(v.Index(i), fn)
		}
	case reflect.Struct:
		for _, i := range fieldsOf(v.Type()) {
			replace(v.Field(i), fn)
		}
	}
}

var fields sync.Map // reflect.Type -> []int

// fieldsOf are the fields of a kind of node in which there may be others.
func fieldsOf(t reflect.Type) []int {
	if known, ok := fields.Load(t); ok {
		return known.([]int)
	}
	var list []int
	for i := range t.NumField() {
		// A function lists its declarations a second time.
		if f := t.Field(i); f.IsExported() && f.Name != "DeclarationList" && holdsNodes(f.Type) {
			list = append(list, i)
		}
	}
	fields.Store(t, list)
	return list
}

var home = reflect.TypeFor[ast.Program]().PkgPath()

func holdsNodes(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return holdsNodes(t.Elem())
	case reflect.Interface, reflect.Struct:
		return t.PkgPath() == home
	}
	return false
}

// InName tells that a byte of a source text may belong to a name, or to a number.
func InName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// Call is a call of a function by its name. It stands where its first argument does.
func Call(name string, args ...ast.Expression) *ast.CallExpression {
	at := args[0].Idx0()
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: unistring.String(name), Idx: at},
		LeftParenthesis:  at,
		ArgumentList:     args,
		RightParenthesis: args[len(args)-1].Idx1(),
	}
}
