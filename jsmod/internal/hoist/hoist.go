// Package hoist lets a function that is declared in a block of code that is not strict be
// seen outside of it, as ECMA-262 has it in annex B.3.3: the engine keeps it in its block.
//
// The block's own variable stays. Where the declaration stands its value goes to a
// variable of the function around, through an arrow function that is made out of the
// reach of the block:
//
//	function g() {                       function g() {
//	  if (x) {                             var f; const __tlsjs_hoist_f = (v) => f = v;
//	    function f() {}            →       if (x) {
//	  }                                      function f() {}
//	  f();                                   const __tlsjs_hoisted_0 = __tlsjs_hoist_f(f);
//	}                                      } f(); }
package hoist

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/trees"
)

const (
	prefix = "__tlsjs_hoist_"
	unused = "__tlsjs_hoisted_"
)

// global is what does it at the top of a script: f becomes the global object's.
var global = bind.NewLexical("__tlsjs_hoist")

// Install defines what rewritten scripts call.
func Install(vm *goja.Runtime) error {
	return global.Define(vm, func(call goja.FunctionCall) goja.Value {
		if err := vm.GlobalObject().Set(call.Argument(1).String(), call.Argument(0)); err != nil {
			panic(err)
		}
		return call.Argument(0)
	})
}

// Rewrite changes a parsed text in place. source is that text.
func Rewrite(tree *ast.Program, source string) {
	if !strings.Contains(source, "function") || strict(tree.Body) {
		return
	}
	w := &walker{}
	w.enter(nil, &tree.Body, &tree.DeclarationList, true)
}

// scope is a function, or the text itself. Names are looked for when a block has a
// function, which few have.
type scope struct {
	params  *ast.ParameterList
	open    []any // the body and the blocks in it that are open, outermost first
	hoisted []*ast.Identifier
	global  bool
}

type walker struct {
	*scope
	given int
}

func (w *walker) visit(node any) bool {
	switch n := node.(type) {
	case *ast.FunctionLiteral:
		if !strict(n.Body.List) {
			w.enter(n.ParameterList, &n.Body.List, &n.DeclarationList, false)
		}
	case *ast.ArrowFunctionLiteral:
		body, ok := n.Body.(*ast.BlockStatement)
		if !ok {
			return true
		}
		if !strict(body.List) {
			w.enter(n.ParameterList, &body.List, &n.DeclarationList, false)
		}
	case *ast.ClassLiteral: // strict, all of it
	case *ast.IfStatement:
		n.Consequent, n.Alternate = inBlock(n.Consequent), inBlock(n.Alternate)
		return true
	case *ast.BlockStatement:
		w.within(n, func() { n.List = w.block(n.List) })
	case *ast.SwitchStatement:
		trees.Walk(n.Discriminant, w.visit)
		w.within(n, func() { w.cases(n.Body) })
	case *ast.CatchStatement, *ast.ForStatement, *ast.ForInStatement, *ast.ForOfStatement:
		w.within(n, func() { trees.Inside(n, w.visit) })
	default:
		return true
	}
	return false
}

// enter goes through a function, and puts what comes out of its blocks at its beginning.
func (w *walker) enter(params *ast.ParameterList, body *[]ast.Statement, vars *[]*ast.VariableDeclaration, global bool) {
	outer := w.scope
	s := &scope{params: params, open: []any{*body}, global: global}
	w.scope = s
	trees.Walk(params, w.visit)
	for _, statement := range *body {
		trees.Walk(statement, w.visit)
	}
	w.scope = outer
	var setters []*ast.Binding
	for _, f := range s.hoisted {
		*vars = append(*vars, &ast.VariableDeclaration{Var: f.Idx, List: []*ast.Binding{{Target: f}}})
		setters = append(setters, &ast.Binding{Target: named(prefix+f.Name, f), Initializer: setter(f)})
	}
	if len(setters) > 0 && !global {
		first := &ast.LexicalDeclaration{Idx: s.hoisted[0].Idx, Token: token.CONST, List: setters}
		*body = append([]ast.Statement{first}, *body...)
	}
}

// within is inside of a block, or of what else has names of its own.
func (w *walker) within(block any, fn func()) {
	w.open = append(w.open, block)
	fn()
	w.open = w.open[:len(w.open)-1]
}

// inBlock has a function that is all of a branch in a block, as the standard reads it. One
// of another kind is for the engine to refuse.
func inBlock(branch ast.Statement) ast.Statement {
	f, ok := branch.(*ast.FunctionDeclaration)
	if !ok || f.Function.Async || f.Function.Generator {
		return branch
	}
	return &ast.BlockStatement{LeftBrace: f.Idx0(), List: []ast.Statement{f}, RightBrace: f.Idx1()}
}

func (w *walker) cases(cases []*ast.CaseStatement) {
	for _, c := range cases {
		trees.Walk(c.Test, w.visit)
		c.Consequent = w.block(c.Consequent)
	}
}

// block returns the statements of one, with what gives its functions away.
func (w *walker) block(list []ast.Statement) []ast.Statement {
	var out []ast.Statement
	for i, statement := range list {
		trees.Walk(statement, w.visit)
		f := w.leaving(statement)
		if f != nil && out == nil {
			out = append(make([]ast.Statement, 0, len(list)+1), list[:i]...)
		}
		if out != nil {
			out = append(out, statement)
		}
		if f != nil {
			out = append(out, w.give(f))
		}
	}
	if out == nil {
		return list
	}
	return out
}

// leaving is the name of a function that its block does not keep. It keeps what would
// collide, were it declared by var.
func (w *walker) leaving(s ast.Statement) *ast.Identifier {
	decl, ok := s.(*ast.FunctionDeclaration)
	if !ok || decl.Function.Async || decl.Function.Generator {
		return nil
	}
	name := decl.Function.Name
	if name.Name == "arguments" || parameters(w.params)[name.Name] {
		return nil
	}
	for _, outer := range w.open[:len(w.open)-1] {
		if declaredIn(outer)[name.Name] {
			return nil
		}
	}
	return name
}

// give is a declaration, which unlike an expression is nothing to the value of a text.
func (w *walker) give(f *ast.Identifier) ast.Statement {
	known := false
	for _, h := range w.hoisted {
		known = known || h.Name == f.Name
	}
	if !known {
		w.hoisted = append(w.hoisted, f)
	}
	call := trees.Call(prefix+f.Name.String(), f)
	if w.global {
		call = trees.Call(global.Name(), f, &ast.StringLiteral{Idx: f.Idx, Literal: f.Name.String(), Value: f.Name})
	}
	name := unistring.String(unused + strconv.Itoa(w.given))
	w.given++
	return &ast.LexicalDeclaration{
		Idx: f.Idx, Token: token.CONST, List: []*ast.Binding{{Target: named(name, f), Initializer: call}},
	}
}

// setter is (v) => f = v.
func setter(f *ast.Identifier) ast.Expression {
	v := named(prefix, f)
	return &ast.ArrowFunctionLiteral{
		Start:         f.Idx,
		ParameterList: &ast.ParameterList{Opening: f.Idx, List: []*ast.Binding{{Target: v}}, Closing: f.Idx},
		Body:          &ast.ExpressionBody{Expression: &ast.AssignExpression{Operator: token.ASSIGN, Left: f, Right: v}},
	}
}

func named(name unistring.String, at *ast.Identifier) *ast.Identifier {
	return &ast.Identifier{Name: name, Idx: at.Idx}
}
