package http

import (
	"slices"
	"time"

	"github.com/dop251/goja"
)

// connections is what a server knows of its connections: their parsers.
type connections struct{ parsers map[*parser]bool }

func (b *binding) newConnections(goja.FunctionCall) goja.Value {
	return b.lists.New(&connections{parsers: map[*parser]bool{}})
}

// pick is an array of those parsers that want says yes to, the oldest first.
func (b *binding) pick(c *connections, want func(*parser) bool) goja.Value {
	var picked []*parser
	for p := range c.parsers {
		if want(p) {
			picked = append(picked, p)
		}
	}
	slices.SortFunc(picked, func(a, b *parser) int { return a.begun.Compare(b.begun) })
	items := make([]any, len(picked))
	for i, p := range picked {
		items[i] = p.obj
	}
	return b.vm.NewArray(items...)
}

func (b *binding) all(c *connections, _ goja.FunctionCall) goja.Value {
	return b.pick(c, func(*parser) bool { return true })
}

// idle are connections between two messages; one that has sent nothing yet is not.
func (b *binding) idle(c *connections, _ goja.FunctionCall) goja.Value {
	return b.pick(c, func(p *parser) bool { return p.begun.IsZero() })
}

// expired(headersTimeout, requestTimeout) are those whose head, or whose message,
// has taken longer, in milliseconds; 0 is no limit. Each is told of once.
func (b *binding) expired(c *connections, call goja.FunctionCall) goja.Value {
	head, whole := call.Argument(0).ToFloat(), call.Argument(1).ToFloat()
	now := time.Now()
	return b.pick(c, func(p *parser) bool {
		if p.begun.IsZero() {
			return false
		}
		took := float64(now.Sub(p.begun)) / float64(time.Millisecond)
		if p.told || !(head > 0 && !p.headDone && took > head || whole > 0 && took > whole) {
			return false
		}
		p.told = true
		return true
	})
}
