// Package lazy has what most programs never need and should not pay for at their
// start.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a function that gives the regular expression, which is compiled
// when it is first asked for. One that is wrong panics then, as in
// [regexp.MustCompile]. Any goroutine may call it.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
