package lower

import (
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// AsyncModule is the symbol, by its name for Symbol.for, under which an ES
// module with awaits outside of functions leaves its body on `module`: an
// async function that the loader has to call.
const AsyncModule = "tlsjs.async"

// marker stands for such an await while esbuild, which knows none in CommonJS,
// rewrites the text: operators of the same kind, so that all else parses alike.
// The second is for constants, of which esbuild reckons out the type.
const (
	marker         = "~~~~typeof"
	constantMarker = "~~~~delete"
)

var constant = regexp.MustCompile(`^\s*(\d|['"]|null\b|true\b|false\b)`)

func isTopLevelAwait(m api.Message) bool {
	return strings.HasPrefix(m.Text, "Top-level await is not available") && m.Location != nil
}

func hasTopLevelAwait(errors []api.Message) bool { return slices.ContainsFunc(errors, isTopLevelAwait) }

// topLevelAwait lowers a text in which esbuild found these awaits.
func topLevelAwait(file, text string, opt api.TransformOptions, errors []api.Message) (string, error) {
	if strings.Contains(text, marker) || strings.Contains(text, constantMarker) {
		return "", syntaxError(file, errors[0])
	}
	lines := strings.SplitAfter(text, "\n")
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
		if !found || strings.HasSuffix(strings.TrimSpace(line[:at]), "for") {
			return "", syntaxError(file, e)
		}
		mark := marker
		if constant.MatchString(rest) {
			mark = constantMarker
		}
		lines[e.Location.Line-1] = line[:at] + mark + rest
	}
	result := api.Transform(strings.Join(lines, ""), opt)
	if len(result.Errors) > 0 {
		return "", syntaxError(file, result.Errors[0])
	}
	body := strings.ReplaceAll(interop(string(result.Code)), constantMarker, marker)
	if strings.Count(body, marker) != len(errors) {
		// esbuild has reckoned with a marker after all, or dropped dead code.
		return "", syntaxError(file, errors[0])
	}
	body = strings.ReplaceAll(body, marker, "await")
	code, sourceMap, _ := strings.Cut(body, "\n//# sourceMappingURL=")
	return "module[Symbol.for('" + AsyncModule + "')] = async () => { " + code +
		"\n};\n//# sourceMappingURL=" + sourceMap, nil
}

func column(m api.Message) int {
	if m.Location == nil {
		return 0
	}
	return m.Location.Column
}
