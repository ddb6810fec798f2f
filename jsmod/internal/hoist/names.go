package hoist

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"

	"tlsjs/jsmod/internal/trees"
)

// strict tells that statements begin with the directive.
func strict(list []ast.Statement) bool {
	for _, statement := range list {
		expression, ok := statement.(*ast.ExpressionStatement)
		if !ok {
			return false
		}
		text, ok := expression.Expression.(*ast.StringLiteral)
		if !ok {
			return false
		}
		if text.Literal == "'use strict'" || text.Literal == `"use strict"` {
			return true
		}
	}
	return false
}

type names map[unistring.String]bool

// declaredIn are the names that let, const and class declare in a block, a body or a
// loop's head; functions, too, but in a body; and those that a pattern catches.
func declaredIn(part any) names {
	found := names{}
	switch p := part.(type) {
	case []ast.Statement:
		declared(p, false, found)
	case *ast.BlockStatement:
		declared(p.List, true, found)
	case *ast.SwitchStatement:
		for _, c := range p.Body {
			declared(c.Consequent, true, found)
		}
	case *ast.CatchStatement:
		if _, simple := p.Parameter.(*ast.Identifier); !simple {
			bound(p.Parameter, found)
		}
	case *ast.ForStatement:
		if first, ok := p.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			boundAll(first.LexicalDeclaration.List, found)
		}
	case *ast.ForInStatement:
		declaredByLoop(p.Into, found)
	case *ast.ForOfStatement:
		declaredByLoop(p.Into, found)
	}
	return found
}

func declared(list []ast.Statement, functions bool, found names) {
	for _, statement := range list {
		switch s := statement.(type) {
		case *ast.LexicalDeclaration:
			boundAll(s.List, found)
		case *ast.ClassDeclaration:
			found[s.Class.Name.Name] = true
		case *ast.FunctionDeclaration:
			if functions {
				found[s.Function.Name.Name] = true
			}
		}
	}
}

func declaredByLoop(into ast.ForInto, found names) {
	if each, ok := into.(*ast.ForDeclaration); ok {
		bound(each.Target, found)
	}
}

func parameters(list *ast.ParameterList) names {
	found := names{}
	if list != nil {
		boundAll(list.List, found)
		bound(list.Rest, found)
	}
	return found
}

func boundAll(list []*ast.Binding, found names) {
	for _, b := range list {
		bound(b.Target, found)
	}
}

// bound adds the names that a target binds. Values and keys of a pattern are not told
// from its targets: a function that could leave its block stays there then.
func bound(target ast.Expression, found names) {
	trees.Walk(target, func(node any) bool {
		switch n := node.(type) {
		case *ast.Identifier:
			found[n.Name] = true
		case *ast.PropertyShort:
			found[n.Name.Name] = true
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
			return false
		}
		return true
	})
}
