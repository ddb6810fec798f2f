package http2wire

import (
	"fmt"
	"testing"
)

// What a stream costs does not depend on how many there are.
func BenchmarkStreams(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N / n {
				p := newPair(b, Options{PeerMaxStreams: 1 << 20, MaxMemory: 1 << 30}, Options{MaxMemory: 1 << 30})
				p.server.on = func(e string) {
					var id uint32
					if _, err := fmt.Sscanf(e, "end %d", &id); err == nil {
						p.server.s.Respond(id, fields(":status", "200"), false, false)
						p.server.s.Data(id, make([]byte, 1000), true)
					}
				}
				for range n {
					p.client.request(true)
				}
				p.run()
				if p.client.s.HasOpenStreams() {
					b.Fatal("streams are left open")
				}
			}
		})
	}
}

// One stream that carries much.
func BenchmarkData(b *testing.B) {
	p := newPair(b, Options{}, Options{Settings: []Setting{{SettingInitialWindowSize, 1 << 20}}})
	id := p.client.request(false)
	p.run()
	chunk := make([]byte, 64<<10)
	b.SetBytes(int64(len(chunk)))
	for b.Loop() {
		p.client.ok(p.client.s.Data(id, chunk, false))
		p.run()
		p.server.body[id] = p.server.body[id][:0]
	}
}
