package jsmod

import (
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"tlsjs/jsmod/module"
)

// membership is a runtime's [module.Cluster].
type membership struct {
	r    *runtime
	self *worker // what this runtime is to its primary, nil for none

	mu   sync.Mutex
	crew *crew // the workers it forked, or is one of
}

// crew are the workers of one primary.
type crew struct {
	listeners *listeners

	mu     sync.Mutex
	alive  map[int]*worker // by PID
	ending chan struct{}   // closed when the primary ends
}

// firstWorkerPID lies above every number that Linux gives to a process: a
// worker's number, taken for a process's, kills nobody.
const firstWorkerPID = 1 << 22

var lastWorkerPID atomic.Int64

func newWorkerPID() int { return firstWorkerPID + int(lastWorkerPID.Add(1)) }

// Cluster implements [module.Host].
func (r *runtime) Cluster() module.Cluster { return &r.cluster }

// PID implements [module.Cluster].
func (c *membership) PID() int {
	if c.self != nil {
		return c.self.pid
	}
	return os.Getpid()
}

// PPID implements [module.Cluster].
func (c *membership) PPID() int {
	if c.self != nil {
		return os.Getpid()
	}
	return os.Getppid()
}

// Primary implements [module.Cluster].
func (c *membership) Primary() module.Primary {
	if c.self == nil {
		return nil
	}
	return &primaryView{c.self}
}

// Signal implements [module.Cluster].
func (c *membership) Signal(pid, signal int) (known bool, err error) {
	if pid <= firstWorkerPID || int64(pid-firstWorkerPID) > lastWorkerPID.Load() {
		return false, nil
	}
	if stops(syscall.Signal(signal)) {
		return true, syscall.ENOTSUP
	}
	if crew := c.crewOf(); crew != nil {
		crew.mu.Lock()
		w := crew.alive[pid]
		crew.mu.Unlock()
		if w != nil && w.Signal(signal) {
			return true, nil
		}
	}
	return true, syscall.ESRCH
}

func (c *membership) crewOf() *crew {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.crew
}

// Fork implements [module.Cluster].
func (c *membership) Fork(o module.WorkerOptions, events module.WorkerEvents) (module.Worker, error) {
	limit := c.r.opt.Permissions.Workers
	if limit <= 0 {
		return nil, module.ErrDenied
	}
	c.mu.Lock()
	if c.crew == nil {
		c.crew = &crew{
			listeners: newListeners(o.FirstCome), alive: map[int]*worker{}, ending: make(chan struct{}),
		}
	}
	crew := c.crew
	c.mu.Unlock()
	options, err := c.r.workerOptions(&o)
	if err != nil {
		return nil, err
	}
	w := newWorker(c.r, crew, o, events)
	if !crew.add(w, limit) {
		w.cancel(nil)
		return nil, module.ErrTooMany
	}
	w.start(options)
	return w, nil
}

// add reports whether there is room for one more.
func (c *crew) add(w *worker, limit int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.alive) >= limit {
		return false
	}
	c.alive[w.pid] = w
	return true
}

func (c *crew) remove(w *worker) {
	c.mu.Lock()
	delete(c.alive, w.pid)
	c.mu.Unlock()
}

func (c *crew) all() []*worker {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]*worker, 0, len(c.alive))
	for _, w := range c.alive {
		list = append(list, w)
	}
	return list
}
