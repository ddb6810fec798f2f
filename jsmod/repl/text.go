package repl

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"tlsjs/jsmod/internal/lazy"
)

// parse reads a text with the engine's parser. What that does not know is written
// so that it does, without moving anything; loops are the places of `for await`.
func parse(text string) (tree *ast.Program, loops map[int]bool, err error) {
	loops = map[int]bool{}
	for _, at := range forAwait().FindAllStringSubmatchIndex(text, -1) {
		loops[at[0]] = true
		text = text[:at[2]] + strings.Repeat(" ", at[3]-at[2]) + text[at[3]:]
	}
	text = dynamicImport().ReplaceAllString(text, "imporT$1")
	tree, err = parser.ParseFile(nil, "", text, 0, parser.WithDisableSourceMaps)
	return tree, loops, err
}

// These are made when a text is read: most programs read none.
var (
	forAwait      = lazy.Regexp(`\bfor\s*(await)\b`)
	dynamicImport = lazy.Regexp(`\bimport(\s*\()`)
)

func lexical(text string) []string {
	tree, _, err := parse(text)
	if err != nil {
		return nil
	}
	var names []string
	for _, statement := range tree.Body {
		switch s := statement.(type) {
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				names = append(names, namesOf(b.Target)...)
			}
		case *ast.ClassDeclaration:
			names = append(names, s.Class.Name.Name.String())
		}
	}
	return names
}

func variables(text string) []string {
	tree, _, err := parse(text)
	if err != nil {
		return nil
	}
	var names []string
	for _, declaration := range tree.DeclarationList {
		for _, b := range declaration.List {
			names = append(names, namesOf(b.Target)...)
		}
	}
	return names
}

// namesOf are the names that a pattern binds.
func namesOf(target ast.Expression) []string {
	var names []string
	switch t := target.(type) {
	case *ast.Identifier:
		return []string{t.Name.String()}
	case *ast.AssignExpression: // with a default
		return namesOf(t.Left)
	case *ast.ObjectPattern:
		for _, p := range t.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				names = append(names, p.Name.Name.String())
			case *ast.PropertyKeyed:
				names = append(names, namesOf(p.Value)...)
			}
		}
		names = append(names, namesOf(t.Rest)...)
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			names = append(names, namesOf(e)...)
		}
		names = append(names, namesOf(t.Rest)...)
	}
	return names
}
