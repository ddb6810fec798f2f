package hostfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tlsjs/jsmod/module"
)

// told waits until a watch of name tells of a change that act makes.
func told(fsys module.Watcher, name string, want module.Change, act func() error) error {
	seen := make(chan struct{}, 1)
	c, err := fsys.Watch(name, func(got module.Change) {
		if got == want {
			select {
			case seen <- struct{}{}:
			default:
			}
		}
	})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := act(); err != nil {
		return err
	}
	select {
	case <-seen:
		return nil
	case <-time.After(20 * time.Second):
		return fmt.Errorf("%s: nobody told of %+v", name, want)
	}
}

// Several runtimes begin and end to watch the same folder and their own files, while
// files take each other's places.
func TestWatchHammer(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for g := range 6 {
		wg.Go(func() {
			fsys := New()
			own := fmt.Sprint("file", g)
			name := filepath.Join(dir, own)
			for range 20 {
				create := func() error { return os.WriteFile(name, []byte("x"), 0o600) }
				if err := told(fsys, dir, module.Change{Name: own, Renamed: true}, create); err != nil {
					t.Error(err)
				}
				if err := told(fsys, name, module.Change{}, create); err != nil {
					t.Error(err)
				}
				if err := told(fsys, name, module.Change{Renamed: true}, func() error { return os.Remove(name) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if watched.queue != nil || len(watched.spots) != 0 || len(watched.byID) != 0 {
		t.Errorf("something is left: %d names, %d files", len(watched.spots), len(watched.byID))
	}
}

func TestWatchMissing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "missing")
	if _, err := New().Watch(name, func(module.Change) {}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if watched.queue != nil {
		t.Error("a queue is left")
	}
}
