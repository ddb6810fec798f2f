package jsmod

import (
	"context"
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// RunWorkers runs one script n times side by side, each in a runtime of its own
// on a goroutine of its own, for scripts that know nothing of it: a port that
// several listen on is one socket, whose connections they take by turns, and
// servers of TLS resume each other's sessions. Permissions are those of o, but
// the first alone reads standard input, each has its own copy of the environment
// and, where FS allows (a method Clone), its own working directory, and none may
// fork. FS, Net, Stdio and the host's modules serve n goroutines; OnFatal is
// called by one at a time.
//
// It returns when all have ended and are closed, which ctx makes them do. One
// that fails ends alone; code and err are those of the first that did.
func RunWorkers(ctx context.Context, n int, o Options, s Script) (code int, err error) {
	if n < 1 {
		return 0, fmt.Errorf("cannot run %d workers: one at least", n)
	}
	o.Permissions.Workers = 0
	o.Permissions.Stdio = forSeveral(o.Permissions.Stdio)
	if told := o.OnFatal; told != nil {
		var mu sync.Mutex
		o.OnFatal = func(e *Error) {
			mu.Lock()
			defer mu.Unlock()
			told(e)
		}
	}
	var (
		group = newListeners(false)
		wg    sync.WaitGroup
		mu    sync.Mutex
	)
	for i := range n {
		own := replicaOptions(o, i, group)
		wg.Go(func() {
			status, failed := runReplica(ctx, own, s)
			mu.Lock()
			defer mu.Unlock()
			if failed != nil && err == nil {
				code, err = status, failed
			}
		})
	}
	wg.Wait()
	return code, err
}

func replicaOptions(o Options, i int, group *listeners) Options {
	p := &o.Permissions
	p.Net = group.member(p.Net)
	p.UDP = group.packets.member(p.UDP)
	if files, ok := p.FS.(interface{ Clone() module.FS }); ok {
		p.FS = files.Clone()
	}
	if i > 0 {
		p.Stdio.In = nil
		p.Parent = nil
	}
	if env := p.Env; env != nil {
		var pairs []string
		for _, name := range env.Names() {
			value, _ := env.Get(name)
			pairs = append(pairs, name+"="+value)
		}
		p.Env = envOf(pairs)
	}
	return o
}

func runReplica(ctx context.Context, o Options, s Script) (code int, err error) {
	r, err := newRuntime(goja.New(), o)
	if err != nil {
		return 1, err
	}
	if err := r.bootFresh(); err != nil {
		return 1, err
	}
	defer r.close()
	err = r.play(ctx, s)
	return r.exitCode, err
}
