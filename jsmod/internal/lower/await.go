package lower

import (
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"tlsjs/jsmod/internal/lazy"
)

// AsyncModule is the symbol, by its name for Symbol.for, under which an ES
// module with awaits outside of functions leaves its body on `module`: an
// async function that the loader has to call.
const AsyncModule = "tlsjs.async"

// marker stands for such an await while esbuild, which knows none in CommonJS,
// rewrites the text: operators of the same kind, so that all else parses alike, and
// as long as the word and its space, so that no column changes. The second is for
// constants, with which esbuild reckons.
const (
	marker         = "~-~-~~"
	constantMarker = "~~~~delete"
)

// loopMarker stands before what a `for await` outside of functions goes through, and
// for the word: esbuild takes the loop for a `for` until all else is rewritten.
const loopMarker = "~~~~-~"

// orMarker stands for ??, which esbuild drops where an operator before it gives no
// undefined. An operand that it could reckon with is marked as another's.
const (
	orMarker         = "||~-~~-~"
	constantOrMarker = "||~-~~delete"
)

var (
	nullish         = lazy.Regexp(`\?\?([^=])`)
	constantNullish = lazy.Regexp(`\?\?(\s*(?:\d|['"]|(?:null|true|false)\b))`)
)

// The head of such a loop up to what it goes through.
var headOfLoop = lazy.Regexp(`^await (\s*\((?:[^()\[\]{}]|\[[^\]]*\]|\{[^}]*\})*?\bof\s+)`)

var constant = lazy.Regexp(`^\s*(\d|['"]|null\b|true\b|false\b)`)

func isTopLevelAwait(m api.Message) bool {
	return strings.HasPrefix(m.Text, "Top-level await is not available") && m.Location != nil
}

func hasTopLevelAwait(errors []api.Message) bool { return slices.ContainsFunc(errors, isTopLevelAwait) }

// topLevelAwait lowers a text in which esbuild found these awaits.
func topLevelAwait(file, text string, opt api.TransformOptions, errors []api.Message) (string, error) {
	for _, m := range []string{marker, constantMarker, loopMarker, orMarker, constantOrMarker} {
		if strings.Contains(text, m) {
			return "", syntaxError(file, errors[0])
		}
	}
	lines, awaits, loops := strings.SplitAfter(text, "\n"), 0, 0
	// From the end, so that the places before stay what they are.
	slices.SortFunc(errors, func(a, b api.Message) int {
		if a.Location == nil || b.Location == nil || a.Location.Line == b.Location.Line {
			return column(b) - column(a)
		}
		return b.Location.Line - a.Location.Line
	})
	for _, e := range errors {
		if !isTopLevelAwait(e) {
			return "", syntaxError(file, e)
		}
		line, at := lines[e.Location.Line-1], e.Location.Column
		rest, found := strings.CutPrefix(line[at:], "await")
		if !found {
			return "", syntaxError(file, e)
		}
		if strings.HasSuffix(strings.TrimSpace(line[:at]), "for") {
			head := headOfLoop().FindStringSubmatch(line[at:])
			if head == nil {
				return "", syntaxError(file, e)
			}
			lines[e.Location.Line-1] = line[:at] + head[1] + loopMarker + line[at+len(head[0]):]
			loops++
			continue
		}
		awaits++
		mark := marker
		if constant().MatchString(rest) {
			mark = constantMarker
		} else {
			rest = strings.TrimPrefix(rest, " ")
		}
		lines[e.Location.Line-1] = line[:at] + mark + rest
	}
	result := api.Transform(maskNullish(strings.Join(lines, "")), opt)
	if len(result.Errors) > 0 {
		return "", syntaxError(file, result.Errors[0])
	}
	body := strings.ReplaceAll(interop(string(result.Code), ESModule), constantMarker, marker)
	whole := strings.Count(body, marker) == awaits && strings.Count(body, loopMarker) == loops
	body = unmaskNullish.Replace(strings.ReplaceAll(body, marker, "await "))
	if !whole || strings.Contains(body, orMarker[2:]) || strings.Contains(body, constantOrMarker[2:]) {
		// esbuild has reckoned with a marker after all, or dropped dead code.
		return "", syntaxError(file, errors[0])
	}
	if loops > 0 {
		return lowerLoops(file, awaitLoops(body), opt)
	}
	return belowWrapper("module[Symbol.for('"+AsyncModule+"')] = async () => {", body, "\n};"), nil
}

func maskNullish(text string) string {
	return nullish().ReplaceAllString(constantNullish().ReplaceAllString(text, constantOrMarker+"$1"), orMarker+"$1")
}

var unmaskNullish = strings.NewReplacer(
	"|| "+orMarker[2:], "?? ", orMarker, "??", "|| "+constantOrMarker[2:], "??", constantOrMarker, "??")

// awaitLoops turns the marked loops of a text into what they were.
func awaitLoops(body string) string {
	for {
		head, rest, found := strings.Cut(body, loopMarker)
		if !found {
			return body
		}
		at := strings.LastIndex(head, "for (") + len("for ")
		body = head[:at] + "await " + head[at:] + rest
	}
}

// lowerLoops rewrites the loops of a body that is CommonJS already, as those of a function.
func lowerLoops(file, body string, opt api.TransformOptions) (string, error) {
	opt.Format = api.FormatDefault
	function := belowWrapper("module[Symbol.for('"+AsyncModule+"')] = async () => {", body, "\n};")
	result := api.Transform(function, opt)
	if len(result.Errors) > 0 {
		return "", syntaxError(file, result.Errors[0])
	}
	return belowWrapper("", string(result.Code), ""), nil
}

func column(m api.Message) int {
	if m.Location == nil {
		return 0
	}
	return m.Location.Column
}
