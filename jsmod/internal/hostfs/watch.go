package hostfs

import (
	"io"
	"path/filepath"
	"slices"
	"sync"

	"github.com/fsnotify/fsnotify"

	"tlsjs/jsmod/module"
)

// watched is everything that the process watches: the system grants a user few
// queues of events (128 on Linux), so that all runtimes share one.
var watched = hub{spots: map[string]*spot{}, byID: map[any]*spot{}}

// hub hands the events of one queue to those who watch. The queue is there while
// anybody does.
type hub struct {
	// adding serializes watch and close. It is apart from mu, which the goroutine
	// that reads the queue takes: the queue may wait for that one while it adds.
	adding sync.Mutex
	queue  *fsnotify.Watcher
	ended  chan struct{} // the reading goroutine has

	mu    sync.Mutex
	spots map[string]*spot // by the name that the queue knows
	byID  map[any]*spot
}

// spot is a file or folder that is watched, by some.
type spot struct {
	name   string
	id     any // the same for two names of one file: the queue knows only the first
	folder bool
	by     []*watch
}

type watch struct {
	spot *spot
	tell func(module.Change)
}

// target is what a watch was asked of. The queue is to know it as name, which
// holds until done is called.
type target struct {
	name   string
	id     any
	folder bool
	done   func()
}

// watch begins to watch what open finds. Open is given a way to tell the names
// that are taken.
func (h *hub) watch(open func(taken func(string) bool) (target, error), tell func(module.Change)) (io.Closer, error) {
	h.adding.Lock()
	defer h.adding.Unlock()
	t, err := open(h.taken)
	if err != nil {
		return nil, err
	}
	defer t.done()
	if h.queue == nil {
		if h.queue, err = fsnotify.NewWatcher(); err != nil {
			return nil, err
		}
		h.ended = make(chan struct{})
		go h.read(h.queue, h.ended)
	}
	w := &watch{tell: tell}
	if h.join(w, t) {
		return w, nil
	}
	if err := h.queue.Add(t.name); err != nil {
		h.leave(w)
		return nil, err
	}
	return w, nil
}

func (h *hub) taken(name string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.spots[name] != nil
}

// join reports whether the queue knows the file already.
func (h *hub) join(w *watch, t target) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	s, known := h.byID[t.id]
	if !known {
		s = &spot{name: t.name, id: t.id, folder: t.folder}
		h.spots[t.name], h.byID[t.id] = s, s
	}
	w.spot = s
	s.by = append(s.by, w)
	return known
}

// leave is the end of a watch, and of the queue after the last.
func (h *hub) leave(w *watch) {
	h.mu.Lock()
	s := w.spot
	s.by = slices.DeleteFunc(s.by, func(other *watch) bool { return other == w })
	last := len(s.by) == 0 && h.spots[s.name] == s
	if last {
		h.forget(s)
	}
	idle := len(h.spots) == 0
	h.mu.Unlock()
	if idle && h.queue != nil {
		_ = h.queue.Close()
		<-h.ended
		h.queue = nil
		return
	}
	if last {
		_ = h.queue.Remove(s.name) // it may be gone, which ends it too
	}
}

// forget is called with mu held.
func (h *hub) forget(s *spot) {
	delete(h.spots, s.name)
	delete(h.byID, s.id)
}

// Close implements [io.Closer].
func (w *watch) Close() error {
	watched.adding.Lock()
	defer watched.adding.Unlock()
	watched.leave(w)
	return nil
}

// read runs until the queue is closed. Its errors are of no use to a script: that
// events were lost, which Node does not tell of either, or that what went cannot be
// let go.
func (h *hub) read(queue *fsnotify.Watcher, ended chan<- struct{}) {
	defer close(ended)
	events, errs := queue.Events, queue.Errors
	for events != nil || errs != nil {
		select {
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			h.happened(e)
		case _, ok := <-errs:
			if !ok {
				errs = nil
			}
		}
	}
}

func (h *hub) happened(e fsnotify.Event) {
	if e.Op == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	renamed := e.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0
	if folder := h.spots[filepath.Dir(e.Name)]; folder != nil {
		folder.told(module.Change{Name: filepath.Base(e.Name), Renamed: renamed})
	}
	if s := h.spots[e.Name]; s != nil {
		// Node has 'rename' also for the attributes of a folder.
		s.told(module.Change{Renamed: renamed || s.folder})
		if namesAreOurs && renamed {
			// The queue has let it go; what comes under this name is another file.
			h.forget(s)
		}
	}
}

func (s *spot) told(c module.Change) {
	for _, w := range s.by {
		w.tell(c)
	}
}
