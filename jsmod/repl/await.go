package repl

import (
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// The text is put between these.
const (
	before = "(async () => { "
	after  = "\n})()"
)

// rewriter gathers what has to change in a text with awaits outside of functions,
// to make its declarations outlive the function around it.
type rewriter struct {
	text       string
	loops      map[int]bool
	edits      []edit
	vars, lets []string
	awaits     bool
	returns    bool
}

// edit puts text in the place of what stands from start to end.
type edit struct {
	start, end int
	text       string
}

// awaiting makes `const x = await y; x` into
//
//	let x; (async () => { void 0,  x = await y; return { value: (x) };
//	})()
//
// It reports false where no await stands outside of functions, or a return does.
func awaiting(source string) (string, bool) {
	text := before + source + after
	tree, loops, err := parse(text)
	if err != nil || len(tree.Body) != 1 {
		return "", false
	}
	body := bodyOf(tree.Body[0])
	if body == nil {
		return "", false
	}
	r := &rewriter{text: text, loops: loops}
	for _, statement := range body.List {
		r.walk(reflect.ValueOf(statement))
	}
	if !r.awaits || r.returns {
		return "", false
	}
	r.keepDeclarations(body.List)
	plain := r.apply()
	if r.returnLast(body.List) {
		if out := r.apply(); parses(out) {
			return out, true
		}
	}
	return plain, parses(plain)
}

func parses(text string) bool {
	_, _, err := parse(text)
	return err == nil
}

// bodyOf is the block of the function that the text was put into. A text that
// closes it is left alone.
func bodyOf(statement ast.Statement) *ast.BlockStatement {
	s, ok := statement.(*ast.ExpressionStatement)
	if !ok {
		return nil
	}
	call, ok := s.Expression.(*ast.CallExpression)
	if !ok {
		return nil
	}
	fn, ok := call.Callee.(*ast.ArrowFunctionLiteral)
	if !ok {
		return nil
	}
	body, _ := fn.Body.(*ast.BlockStatement)
	return body
}

// walk looks for awaits, returns and vars outside of functions. It works by
// reflection, as there are some eighty kinds of node.
func (r *rewriter) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			r.walk(v.Elem())
		}
	case reflect.Pointer:
		if !v.IsNil() && r.enter(v.Interface()) {
			r.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				r.walk(v.Field(i))
			}
		}
	}
}

// enter takes note of one node and tells whether to look into it.
func (r *rewriter) enter(node any) bool {
	switch n := node.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassStaticBlock:
		return false
	case *ast.FunctionDeclaration: // in a block, too
		name := n.Function.Name.Name.String()
		r.edits = append(r.edits, edit{at(n), at(n), "this." + name + " = " + name + "; "})
		r.vars = append(r.vars, name)
	case *ast.AwaitExpression:
		r.awaits = true
	case *ast.ReturnStatement:
		r.returns = true
	case *ast.ForOfStatement:
		r.awaits = r.awaits || r.loops[at(n)]
	case *ast.VariableStatement:
		r.assign(at(n), len("var"), n.List, &r.vars)
	case *ast.ForLoopInitializerVarDeclList:
		r.assign(r.varBefore(n), len("var"), n.List, &r.vars)
	case *ast.ForIntoVar:
		start := r.varBefore(n)
		r.edits = append(r.edits, edit{start, start + len("var"), ""})
		r.vars = append(r.vars, namesOf(n.Binding.Target)...)
	}
	return true
}

func at(n ast.Node) int { return int(n.Idx0()) - 1 }

// varBefore is the place of the keyword of which a loop's node does not tell.
func (r *rewriter) varBefore(n ast.Node) int { return strings.LastIndex(r.text[:at(n)], "var") }

// assign makes a declaration an expression that assigns.
func (r *rewriter) assign(start, keyword int, list []*ast.Binding, names *[]string) {
	r.edits = append(r.edits, edit{start, start + keyword, "void 0,"})
	for _, b := range list {
		*names = append(*names, namesOf(b.Target)...)
		if b.Initializer == nil {
			end := int(b.Target.Idx1()) - 1
			r.edits = append(r.edits, edit{end, end, " = undefined"})
		}
	}
}

// keepDeclarations is for those of the text's own level.
func (r *rewriter) keepDeclarations(list []ast.Statement) {
	for _, statement := range list {
		switch s := statement.(type) {
		case *ast.LexicalDeclaration:
			keyword := len("let")
			if s.Token == token.CONST {
				keyword = len("const")
			}
			r.assign(at(s), keyword, s.List, &r.lets)
		case *ast.ClassDeclaration:
			name := s.Class.Name.Name.String()
			end := int(s.Class.RightBrace)
			r.edits = append(r.edits, edit{at(s), at(s), name + " = "}, edit{end, end, ";"})
			r.lets = append(r.lets, name)
		}
	}
}

// returnLast makes the text's last expression the value. It reports whether there
// is one.
func (r *rewriter) returnLast(list []ast.Statement) bool {
	last, ok := list[len(list)-1].(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	end := endOf(r.text, int(last.Expression.Idx1())-1, len(r.text)-len(after))
	start := at(last)
	// The engine's tree has no parentheses.
	for start > len(before) && strings.IndexByte("( \t\r\n", r.text[start-1]) >= 0 {
		start--
	}
	for r.text[start] != '(' && start < at(last) {
		start++
	}
	r.edits = append(r.edits, edit{start, start, "return { value: ("}, edit{end, end, "\n) }"})
	return true
}

// endOf is where the expression ends of which something ended before: behind the
// parentheses around it.
func endOf(text string, from, limit int) int {
	end := from
	for i := from; i < limit; i++ {
		rest := text[i:limit]
		switch {
		case text[i] == ')':
			end = i + 1
		case text[i] == ';':
			return end
		case strings.HasPrefix(rest, "//"):
			if i += strings.IndexByte(rest+"\n", '\n'); i >= limit {
				return end
			}
		case strings.HasPrefix(rest, "/*"):
			i += strings.Index(rest+"*/", "*/") + 1
		case strings.IndexByte(" \t\r\n", text[i]) < 0:
			end = i + 1
		}
	}
	return end
}

// apply makes the edits and puts the names in front.
func (r *rewriter) apply() string {
	edits := slices.Clone(r.edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var out strings.Builder
	for _, name := range r.vars {
		out.WriteString("var " + name + "; ")
	}
	for _, name := range r.lets {
		out.WriteString("let " + name + "; ")
	}
	done := 0
	for _, e := range edits {
		out.WriteString(r.text[done:e.start] + e.text)
		done = e.end
	}
	out.WriteString(r.text[done:])
	return out.String()
}
