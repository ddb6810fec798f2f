// Package lower rewrites today's JavaScript, and TypeScript, into what the
// engine parses: async generators, for await, import and export, import().
// Everything else is left as it is.
package lower

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"tlsjs/jsmod/internal/lazy"
	"tlsjs/jsmod/internal/trees"
)

// Kind says what a text is.
type Kind int

// A script's top level is global; a CommonJS module's is a function; an ES
// module's becomes one.
const (
	Script Kind = iota
	CommonJS
	ESModule
)

// SyntaxError is a text that is not JavaScript in any dialect.
type SyntaxError struct {
	File      string
	Line, Col int // from 1
	Text      string
	Source    string // the line
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Text)
}

// ImportMeta is the name that stands for import.meta in what Source returns.
const ImportMeta = "__tlsjs_import_meta"

// Source rewrites a text. The result carries its source map inline, so that
// stack traces show the original lines. An error is a *[SyntaxError].
func Source(file, text string, kind Kind) (string, error) {
	opt := api.TransformOptions{
		Sourcefile:     file,
		Sourcemap:      api.SourceMapInline,
		SourcesContent: api.SourcesContentExclude,
		Target:         api.ESNext,
		Platform:       api.PlatformNode,
		Loader:         loader(file),
		LogLevel:       api.LogLevelSilent,
		Supported: map[string]bool{
			"async-generator": false, "for-await": false, "dynamic-import": false,
			"using": false, "decorators": false, "import-assertions": false,
			"import-attributes": false, "top-level-await": true,
		},
		Define: map[string]string{"import.meta": ImportMeta},
	}
	if kind == ESModule {
		opt.Format = api.FormatCommonJS
		opt.Define["this"] = "undefined" // outside of functions; esbuild sees that by an export alone
		opt.Supported["top-level-await"] = false
	}
	result := api.Transform(text, opt)
	if kind == ESModule && hasTopLevelAwait(result.Errors) {
		return topLevelAwait(file, text, opt, result.Errors)
	}
	if len(result.Errors) > 0 {
		return "", syntaxError(file, result.Errors[0])
	}
	return belowWrapper("", interop(string(result.Code), kind), ""), nil
}

const mapComment = "\n//# sourceMappingURL=data:application/json;base64,"

// belowWrapper begins code on a line of its own and puts head before and tail behind
// it. So a wrapper that the caller puts in front, too, moves no column: the source
// map knows of the line.
func belowWrapper(head, code, tail string) string {
	code, encoded, _ := strings.Cut(code, mapComment)
	var sourceMap map[string]json.RawMessage
	text, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err == nil {
		err = json.Unmarshal(text, &sourceMap)
	}
	var mappings string
	if err == nil {
		err = json.Unmarshal(sourceMap["mappings"], &mappings)
	}
	if err == nil {
		sourceMap["mappings"], err = json.Marshal(";" + mappings)
	}
	if err == nil {
		text, err = json.Marshal(sourceMap)
	}
	if err != nil { // esbuild wrote none
		return head + "\n" + code + tail
	}
	return head + "\n" + code + tail + mapComment + base64.StdEncoding.EncodeToString(text)
}

// nodeMode is what esbuild writes in .mjs files: everything imported is taken
// for CommonJS, whose `default` is all of module.exports.
var nodeMode = lazy.Regexp(`(__toESM\(require\("(?:[^"\\]|\\.)*"\)), 1\)`)

// namespace is the beginning of esbuild's function that makes what `import * as` gives.
const namespace = "var __toESM = (mod, isNodeMode, target) => ("

// Importer is the symbol, by its name for Symbol.for, under which a module's require
// has a function that does what import does: it follows other conditions of packages
// and fails in other words. It has a property of that symbol, too, which is itself.
const Importer = "tlsjs.import"

const importer = `require[Symbol.for("` + Importer + `")]`

// interop lets __esModule decide instead, which lowered ES modules carry. Only
// the importer has the namespaces that modules share. What is no ES module has a
// require of its own beside it, which a script may have replaced.
func interop(code string, kind Kind) string {
	code = ownHelpers(code)
	code = nodeMode().ReplaceAllString(code, "$1)")
	code = strings.Replace(code, namespace, strings.TrimSuffix(namespace, "(")+importer+"?.namespace(mod) ?? (", 1)
	if kind == ESModule {
		return code
	}
	return strings.ReplaceAll(code, "__toESM(require(", "__toESM(("+importer+" || require)(")
}

// AsyncHelpers is the function, a variable of the global scope, that gives the helpers of
// async generators in the place of esbuild's, which are no generators to a script that
// looks and lose what is asked of them at one time.
const AsyncHelpers = "__tlsjs_async"

// AsyncGenerator is what esbuild calls the helper that makes one.
const AsyncGenerator = "__asyncGenerator"

var asyncHelpers = []struct{ theirs, ours string }{
	{"__await", "Await"}, {AsyncGenerator, "generator"}, {"__yieldStar", "yieldStar"}, {"__forAwait", "forAwait"},
}

// ownHelpers puts ours in the place of esbuild's. Lines stay where they are.
func ownHelpers(code string) string {
	for _, helper := range asyncHelpers {
		head := "var " + helper.theirs + " = "
		before, rest, found := strings.Cut(code, head)
		if !found || before != "" && !strings.HasSuffix(before, "\n") {
			continue
		}
		end := "\n};\n"
		if first, _, _ := strings.Cut(rest, "\n"); strings.HasSuffix(first, ";") {
			end = ";\n"
		}
		body, after, found := strings.Cut(rest, end)
		if found {
			lines := strings.Count(body, "\n") + strings.Count(end, "\n")
			code = before + head + AsyncHelpers + "()." + helper.ours + ";" + strings.Repeat("\n", lines) + after
		}
	}
	return code
}

func loader(file string) api.Loader {
	switch path.Ext(file) {
	case ".ts", ".mts", ".cts":
		return api.LoaderTS
	default:
		return api.LoaderJS
	}
}

func syntaxError(file string, m api.Message) error {
	e := &SyntaxError{File: file, Line: 1, Col: 1, Text: words(m.Text)}
	if m.Location != nil {
		e.Line, e.Col, e.Source = m.Location.Line, m.Location.Column+1, m.Location.LineText
	}
	return e
}

// words are V8's for the commonest mistakes.
func words(text string) string {
	for _, w := range wordings() {
		if m := w.pattern.FindStringSubmatch(text); m != nil {
			return strings.ReplaceAll(w.words, "$1", m[len(m)-1])
		}
	}
	if strings.HasPrefix(text, "Top-level await is not available") {
		return "this await outside of async functions is not supported: wrap the code in an async function"
	}
	found, _, _ := strings.Cut(text, " but found ")
	if _, after, ok := strings.Cut(text, " but found "); ok {
		return unexpected(after)
	}
	if rest, ok := strings.CutPrefix(found, "Unexpected "); ok {
		return unexpected(rest)
	}
	return text
}

// BadToken are V8's words for what is no token.
const BadToken = "Invalid or unexpected token"

type wording struct {
	pattern *regexp.Regexp
	words   string
}

// wordings are made when a text is wrong: most programs need none.
var wordings = sync.OnceValue(func() []wording {
	var all []wording
	for _, w := range [][2]string{
		{`^The symbol "(.*)" has already been declared$`, "Identifier '$1' has already been declared"},
		{`^Unterminated string literal$|^Syntax error |^Expected "\*/" to terminate `, BadToken},
		{`^Unterminated regular expression$`, "Invalid regular expression: missing /"},
		{`^The constant ".*" must be initialized$`, "Missing initializer in const declaration"},
		{`^Cannot use "new.target" here:$`, "new.target expression is not allowed here"},
		{`^Top-level return cannot be used `, "Illegal return statement"},
		{`^Cannot use "break" here:?$`, "Illegal break statement"},
		{`^Cannot use "continue" here:$`, "Illegal continue statement: no surrounding iteration statement"},
		{`^Unexpected "super"$`, "'super' keyword unexpected here"},
		{`^Cannot use "(.*)" as an identifier here:$`, "$1 is disallowed as a lexically bound name"},
	} {
		all = append(all, wording{regexp.MustCompile(w[0]), w[1]})
	}
	return all
})

// reserved are names that no variable can have.
var reserved = []string{
	"break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "export",
	"extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return",
	"super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
}

func unexpected(what string) string {
	word := strings.Trim(what, `"`)
	switch {
	case what == "end of file":
		return "Unexpected end of input"
	case what == word || word == "":
	case word == "enum":
		return "Unexpected reserved word"
	case word[0] >= '0' && word[0] <= '9' || word[0] == '.' && len(word) > 1 && word[1] != '.':
		return "Unexpected number"
	case word[0] == '\'':
		return "Unexpected string"
	case (trees.InName(word[0]) || word[0] == '#') && !slices.Contains(reserved, word):
		return "Unexpected identifier '" + word + "'"
	}
	switch {
	case strings.HasPrefix(what, `"\"`):
		return "Unexpected string"
	case strings.HasPrefix(what, `"`):
		return "Unexpected token '" + word + "'"
	}
	return "Unexpected " + what
}
