package jsmod

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/dop251/goja"
)

// limit is what the engine is interrupted with when only what a script has limited is
// to end: the script goes on and catches an error.
type limit struct {
	cause atomic.Pointer[error] // of the interrupt, nil before
	ctx   context.Context       // done with it
}

// Running implements [module.Host].
func (r *runtime) Running() context.Context {
	if n := len(r.limits); n > 0 {
		return r.limits[n-1].ctx
	}
	return r.ctx
}

// RunLimited implements loader.Runtime.
func (r *runtime) RunLimited(p *goja.Program, watch func(stop func(cause error)) (release func())) (goja.Value, error) {
	ctx, cancel := context.WithCancel(r.Running())
	defer cancel()
	own := &limit{ctx: ctx}
	r.limits = append(r.limits, own)
	release := watch(func(cause error) {
		own.cause.Store(&cause)
		r.vm.Interrupt(own)
		cancel()
	})
	v, err := r.vm.RunProgram(p)
	release()
	r.limits = r.limits[:len(r.limits)-1]
	var stop *goja.InterruptedError
	cause := own.cause.Load()
	if cause == nil || errors.As(err, &stop) && stop.Value() != any(own) || r.over() || r.ctx.Err() != nil {
		return v, err
	}
	r.vm.ClearInterrupt()
	for _, outer := range r.limits {
		if outer.cause.Load() != nil {
			r.vm.Interrupt(outer)
		}
	}
	return nil, *cause
}
