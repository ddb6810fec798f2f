package loader

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/lower"
	"tlsjs/jsmod/internal/trees"
)

// asyncHelpers is what lowered texts call for async generators: async_generators.js, which
// is loaded for the first of them.
var asyncHelpers = bind.NewLexical(lower.AsyncHelpers)

func (b *binding) asyncHelpers(goja.FunctionCall) goja.Value {
	return b.rt.Require("internal/async_generators")
}

// asyncGeneratorFunction(params, body) is what AsyncGeneratorFunction makes.
func (b *binding) asyncGeneratorFunction(call goja.FunctionCall) goja.Value {
	text := "(async function* anonymous(" + call.Argument(0).String() + "\n) {\n" + call.Argument(1).String() + "\n})"
	return b.run("evalmachine.<anonymous>", text, lower.Script)
}

// markGenerators has the functions that lowering made of async generators look like what
// they were. Declared ones are marked where their block begins, others where they stand;
// methods stay as they are, for want of such a place.
func markGenerators(tree *ast.Program, source string) {
	if !strings.Contains(source, lower.AsyncGenerator+"(") {
		return
	}
	m := marker{names: map[*ast.FunctionLiteral]unistring.String{}, methods: map[*ast.FunctionLiteral]bool{}}
	trees.Each(tree, m.note)
	tree.Body = m.declared(tree.Body)
	trees.Replace(tree, m.replace)
}

type marker struct {
	names   map[*ast.FunctionLiteral]unistring.String
	methods map[*ast.FunctionLiteral]bool
}

// asyncGenerator is the call in a lowered one's function, nil in any other.
func asyncGenerator(e any) *ast.CallExpression {
	fn, ok := e.(*ast.FunctionLiteral)
	if !ok || len(fn.Body.List) == 0 {
		return nil
	}
	last, ok := fn.Body.List[len(fn.Body.List)-1].(*ast.ReturnStatement)
	if !ok {
		return nil
	}
	call, ok := last.Argument.(*ast.CallExpression)
	if !ok {
		return nil
	}
	if callee, ok := call.Callee.(*ast.Identifier); !ok || callee.Name != lower.AsyncGenerator {
		return nil
	}
	return call
}

// note finds how functions without a name are called, and adds what finds the others'
// prototype to their calls.
func (m *marker) note(node any) {
	switch n := node.(type) {
	case *ast.FunctionLiteral:
		call := asyncGenerator(n)
		if call == nil {
			return
		}
		// What toString gives tells util.types and util.inspect, too, what it is.
		if rest, ok := strings.CutPrefix(n.Source, "function"); ok {
			n.Source = "async function*" + rest
		} else {
			n.Source = "async *" + n.Source
		}
		if n.Name != nil {
			call.ArgumentList = append(call.ArgumentList, n.Name)
		}
	case *ast.BlockStatement:
		n.List = m.declared(n.List)
	case *ast.CaseStatement:
		n.Consequent = m.declared(n.Consequent)
	case *ast.Binding:
		m.named(n.Target, n.Initializer)
	case *ast.AssignExpression:
		if _, ok := n.Left.(*ast.Identifier); ok {
			m.named(n.Left, n.Right)
		}
	case *ast.PropertyShort:
		m.named(&n.Name, n.Initializer)
	case *ast.FieldDefinition:
		if !n.Computed {
			m.named(n.Key, n.Initializer)
		}
	case *ast.PropertyKeyed:
		if fn, ok := n.Value.(*ast.FunctionLiteral); ok && n.Kind != ast.PropertyKindValue {
			m.methods[fn] = true
		} else if !n.Computed {
			m.named(n.Key, n.Value)
		}
	}
}

func (m *marker) named(target, value ast.Expression) {
	fn, ok := value.(*ast.FunctionLiteral)
	if !ok {
		return
	}
	switch t := target.(type) {
	case *ast.Identifier:
		m.names[fn] = t.Name
	case *ast.StringLiteral:
		m.names[fn] = t.Value
	}
}

// declared puts a call behind the directives for each that a list declares.
func (m *marker) declared(list []ast.Statement) []ast.Statement {
	var marks []ast.Statement
	for _, statement := range list {
		if d, ok := statement.(*ast.FunctionDeclaration); ok && asyncGenerator(d.Function) != nil {
			// void: a text's value is none of a declaration's.
			marks = append(marks, &ast.ExpressionStatement{Expression: &ast.UnaryExpression{
				Operator: token.VOID, Idx: d.Function.Name.Idx, Operand: mark(d.Function.Name)}})
		}
	}
	if marks == nil {
		return list
	}
	at := 0
	for ; at < len(list); at++ {
		expression, ok := list[at].(*ast.ExpressionStatement)
		if !ok {
			break
		}
		if _, ok := expression.Expression.(*ast.StringLiteral); !ok {
			break
		}
	}
	return append(list[:at:at], append(marks, list[at:]...)...)
}

func (m *marker) replace(e ast.Expression) ast.Expression {
	fn, ok := e.(*ast.FunctionLiteral)
	if !ok || m.methods[fn] || asyncGenerator(fn) == nil {
		return e
	}
	name, known := m.names[fn]
	if fn.Name != nil || !known {
		return mark(fn)
	}
	return mark(fn, &ast.StringLiteral{Idx: fn.Function, Literal: name.String(), Value: name})
}

// mark is __tlsjs_async().mark(args).
func mark(args ...ast.Expression) ast.Expression {
	call := trees.Call("", args...)
	call.Callee = &ast.DotExpression{
		Left: &ast.CallExpression{
			Callee:          &ast.Identifier{Name: lower.AsyncHelpers, Idx: args[0].Idx0()},
			LeftParenthesis: args[0].Idx0(), RightParenthesis: args[0].Idx0(),
		},
		Identifier: ast.Identifier{Name: "mark", Idx: args[0].Idx0()},
	}
	return call
}
