package fs

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

const (
	// mostWatches is how many files and folders one script watches, those below
	// a folder that is watched recursively among them.
	mostWatches = 1 << 16
	// mostChanges is how many wait for a script that is busy; then, as when the
	// system's queue is full, some are not told.
	mostChanges = 1 << 14
)

// watches are those of one runtime.
type watches struct {
	mu      sync.Mutex
	open    map[*watch]bool
	keeping bool
	over    bool // the runtime ends
}

// watch is one call of Watch.
type watch struct {
	b        *binding
	closer   io.Closer
	handle   *eventloop.Handle
	async    *ticks.Context
	onChange goja.Callable
	bytes    bool
	pending  atomic.Int32
}

// watch: path, names as Buffers, persistent, (renamed, name) => … -> a handle, or
// undefined where the file system cannot watch. The name of the thing itself is null.
func (b *binding) watch(call goja.FunctionCall) goja.Value {
	a := args(call.Arguments)
	j := job{failure: reading("watch", a.path(0))}
	fsys := b.h.Permissions().FS
	if fsys == nil {
		panic(b.exception(j, module.ErrDenied))
	}
	watcher, ok := fsys.(module.Watcher)
	if !ok {
		return goja.Undefined()
	}
	w := &watch{b: b, bytes: a.bool(1), onChange: bind.Callback(a.at(3))}
	if err := w.start(watcher, j.path); err != nil {
		if errors.Is(err, syscall.ENOSPC) {
			j.text = "System limit for number of file watchers reached"
		}
		panic(b.exception(j, err))
	}
	o := bind.Object(b.vm, bind.Funcs{
		"close":  func(goja.FunctionCall) goja.Value { w.close(); return goja.Undefined() },
		"ref":    func(goja.FunctionCall) goja.Value { w.handle.Ref(); return goja.Undefined() },
		"unref":  func(goja.FunctionCall) goja.Value { w.handle.Unref(); return goja.Undefined() },
		"hasRef": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(w.handle.HasRef()) },
	})
	if !a.bool(2) {
		w.handle.Unref()
	}
	w.async = b.ticks.CaptureAs("FSEVENTWRAP", o)
	return o
}

func (w *watch) start(watcher module.Watcher, path string) (err error) {
	all := &w.b.watches
	all.mu.Lock()
	defer all.mu.Unlock()
	switch {
	case all.over:
		return context.Canceled
	case len(all.open) >= mostWatches:
		return syscall.ENOSPC
	}
	w.handle = w.b.h.Loop().NewHandle()
	if w.closer, err = watcher.Watch(path, w.tell); err != nil {
		w.handle.Close()
		return err
	}
	if all.open == nil {
		all.open = map[*watch]bool{}
	}
	all.open[w] = true
	if !all.keeping {
		all.keeping = true
		w.b.h.Go(all.end)
	}
	return nil
}

// end closes what is open when the runtime ends.
func (all *watches) end(ctx context.Context) {
	<-ctx.Done()
	all.mu.Lock()
	defer all.mu.Unlock()
	all.over = true
	for w := range all.open {
		_ = w.closer.Close()
	}
	all.open = nil
}

// tell is called by whoever watches.
func (w *watch) tell(c module.Change) {
	if w.pending.Add(1) > mostChanges {
		w.pending.Add(-1)
		return
	}
	w.handle.Post(func() {
		w.pending.Add(-1)
		if w.handle.Closed() {
			return
		}
		b := w.b
		b.ticks.Enter(w.async, func() {
			name := goja.Null()
			if c.Name != "" {
				name = text(c.Name, w.bytes)(b)
			}
			b.h.Call(w.onChange, goja.Undefined(), b.vm.ToValue(c.Renamed), name)
		})
	})
}

func (w *watch) close() {
	if w.handle.Closed() {
		return
	}
	w.handle.Close()
	all := &w.b.watches
	all.mu.Lock()
	if all.open[w] {
		delete(all.open, w)
		_ = w.closer.Close()
	}
	all.mu.Unlock()
	w.b.ticks.Over(w.async)
}
