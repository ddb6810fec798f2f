package eventloop

import (
	"context"
	"sync"
	"testing"
)

// Many goroutines post while the loop runs: nothing is lost, nothing runs twice,
// and each goroutine's posts keep their order.
func TestHammer(t *testing.T) {
	const goroutines, posts = 16, 2000
	l := New()
	h := l.NewHandle()
	var next [goroutines]int
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range posts {
				if !h.Post(func() {
					if next[g] != i {
						t.Errorf("goroutine %d: post %d ran when %d was due", g, i, next[g])
					}
					next[g]++
				}) {
					t.Error("a post was refused")
				}
			}
		})
	}
	go func() {
		wg.Wait()
		h.Post(h.Close)
	}()
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	for g, n := range next {
		if n != posts {
			t.Errorf("goroutine %d: %d of %d posts ran", g, n, posts)
		}
	}
}
