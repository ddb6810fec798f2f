// Package dns is Node's dns: names to addresses as the system answers them
// (lookup, lookupService) and questions to name servers (resolve and its kin).
//
//	dns.js        callbacks     promises.js  promises     resolver.js  Resolver
//	lookup.go     the system's answers, through the host's net.Resolver
//	query.go      questions to servers    records.go  answers as Node shows them
//
// Everything goes through the network that the embedder granted: lookups ask its
// Resolver, and questions to servers are dialled as that Resolver dials.
package dns

import (
	"context"
	"embed"
	"net"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is dns and dns/promises.
var Module = module.Module{
	Name: "dns", Scripts: scripts,
	Entries: map[string]string{
		"dns":          "dns.js",
		"dns/promises": "promises.js",
	},
	Bind: newBinding,
}

// names is the binding's state in one runtime.
type names struct {
	host  module.Host
	vm    *goja.Runtime
	ticks *ticks.Queue
}

func newBinding(h module.Host) (*goja.Object, error) {
	n := &names{host: h, vm: h.VM(), ticks: ticks.Of(h)}
	return bind.Object(n.vm, bind.Funcs{
		"lookup":        n.lookup,
		"lookupService": n.lookupService,
		"query":         n.query,
		"servers":       n.systemServers,
		"canonical":     n.canonical,
		"reverse":       n.reverse,
		"arpa":          n.arpa,
		"resultOrder":   n.resultOrder,
	}), nil
}

// resultOrder is how the command line wants addresses ordered, "" where it does not say.
func (n *names) resultOrder(goja.FunctionCall) goja.Value {
	return n.vm.ToValue(n.host.Config().Flags["dns-result-order"])
}

// resolver is the host's, nil where the network is not granted.
func (n *names) resolver() *net.Resolver {
	if p := n.host.Permissions().Net; p != nil {
		return p.Resolver()
	}
	return nil
}

// answer is what a question gives: a value made on the loop, or a code.
type answer struct {
	code  string
	value func() goja.Value
}

// ask runs fn on a goroutine, then calls done(code or null, value) on the loop.
// Without a resolver the code is ERR_ACCESS_DENIED. The result cancels.
func (n *names) ask(done goja.Callable, fn func(ctx context.Context, r *net.Resolver) answer) context.CancelFunc {
	hold, async := n.host.Loop().NewHandle(), n.ticks.CaptureOnce("DNSREQUEST")
	ctx, cancel := context.WithCancel(n.host.Context())
	r := n.resolver()
	n.host.Go(func(context.Context) {
		a := answer{code: "ERR_ACCESS_DENIED"}
		if r != nil {
			a = fn(ctx, r)
		}
		hold.Post(func() {
			hold.Close()
			cancel()
			n.ticks.Enter(async, func() {
				if a.code != "" {
					n.host.Call(done, goja.Undefined(), n.vm.ToValue(a.code))
					return
				}
				n.host.Call(done, goja.Undefined(), goja.Null(), a.value())
			})
		})
	})
	return cancel
}
