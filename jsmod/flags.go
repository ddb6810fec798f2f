package jsmod

import (
	"fmt"
	"strconv"
)

// conflicts are pairs of flags that Node does not take together.
var conflicts = [][2]string{
	{"tls-min-v1.3", "tls-max-v1.2"},
	{"use-openssl-ca", "use-bundled-ca"},
}

// checkFlags refuses contradictions in Node's words.
func checkFlags(flags map[string]string) error {
	for _, pair := range conflicts {
		_, one := flags[pair[0]]
		_, other := flags[pair[1]]
		if one && other {
			return fmt.Errorf("either --%s or --%s can be used, not both", pair[0], pair[1])
		}
	}
	if limit, given := flags[stackTraceLimit]; given {
		if _, err := parseLimit(limit); err != nil {
			return fmt.Errorf("--%s takes a whole number: got %q", stackTraceLimit, limit)
		}
	}
	return nil
}

// stackTraceLimit is V8's flag for the Error.stackTraceLimit that a script begins with.
const stackTraceLimit = "stack-trace-limit"

// parseLimit reads its value, where V8 takes nothing for 0.
func parseLimit(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	return strconv.ParseInt(text, 10, 32)
}

// limitStacks does what the flag says.
func (r *runtime) limitStacks() error {
	text, given := r.config.Flags[stackTraceLimit]
	if !given {
		return nil
	}
	limit, err := parseLimit(text)
	if err != nil {
		return err
	}
	return r.vm.Get("Error").ToObject(r.vm).Set("stackTraceLimit", limit)
}
