package eventloop

import (
	"context"
	"testing"
	"time"
)

// BenchmarkPost measures one post from another goroutine to its run.
func BenchmarkPost(b *testing.B) {
	l := New()
	h := l.NewHandle()
	ran := make(chan struct{})
	go func() {
		for range b.N {
			h.Post(func() { ran <- struct{}{} })
			<-ran
		}
		h.Post(h.Close)
	}()
	if err := l.Run(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkTimers measures setting a timer among a thousand others.
func BenchmarkTimers(b *testing.B) {
	l := New()
	for i := range 1000 {
		l.NewTimer(func() {}).Start(time.Duration(i) * time.Second)
	}
	t := l.NewTimer(func() {})
	for b.Loop() {
		t.Start(500 * time.Second)
		t.Stop()
	}
}
