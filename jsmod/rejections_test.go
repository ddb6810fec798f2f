package jsmod

import (
	goruntime "runtime"
	"testing"

	"github.com/dop251/goja"
)

// A script that lives on after its rejections does not keep the promises.
func TestRejectionsAreForgotten(t *testing.T) {
	var q rejections
	vm := goja.New()
	keep, _, _ := vm.NewPromise()
	q.warn(keep)
	for range 20_000 {
		p, _, _ := vm.NewPromise()
		q.warn(p)
		if len(q.warned)%1000 == 0 {
			goruntime.GC()
		}
	}
	if n := len(q.warned); n > 10_000 {
		t.Errorf("%d promises are remembered", n)
	}
	q.track(keep, goja.PromiseRejectionHandle)
	if len(q.handled) != 1 {
		t.Error("a promise that is still there was forgotten")
	}
	goruntime.KeepAlive(keep)
}
