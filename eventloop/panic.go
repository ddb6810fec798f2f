package eventloop

import (
	"fmt"
	"runtime/debug"
)

// Panic is what [Loop.Run] panics with when a callback has: the value, and the
// stack of where it came from, which is not Run's.
type Panic struct {
	Value any
	Stack []byte
}

// Error is the value and the stack.
func (p *Panic) Error() string { return fmt.Sprintf("%v\n\n%s", p.Value, p.Stack) }

// Unwrap returns the value if that is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// caught makes a Panic of what a deferred function has recovered, nil of nil.
func caught(v any) *Panic {
	if v == nil {
		return nil
	}
	return &Panic{v, debug.Stack()}
}
