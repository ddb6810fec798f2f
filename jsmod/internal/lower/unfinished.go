package lower

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Unfinished tells whether a text that is not JavaScript may begin one that is: its
// first fault is where it ends. The engine's own parser takes what it does not know
// for the end.
func Unfinished(text string) bool {
	text = strings.TrimSuffix(text, "\n") + "\n"
	result := api.Transform(text, api.TransformOptions{
		Loader: api.LoaderJS, Target: api.ESNext, LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) == 0 {
		return false
	}
	first := result.Errors[0]
	switch {
	case strings.HasSuffix(first.Text, "end of file"):
		return !strings.ContainsAny(lastChar(text), `@#\`)
	case strings.HasSuffix(first.Text, "to terminate multi-line comment"):
		return true
	case first.Text == "Unterminated string literal":
		// A template, or a string with a backslash before the end of the line: any
		// other ends in its line.
		return first.Location != nil && first.Location.Line > strings.Count(text, "\n")
	}
	return false
}

// lastChar is what a text ends with but for white space.
func lastChar(text string) string {
	text = strings.TrimSpace(text)
	return text[max(len(text)-1, 0):]
}
