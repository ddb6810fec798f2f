package http2wire

// queue is a list of streams, first in first out. What leaves it and what enters
// costs the same however long it is.
type queue struct {
	list  []*stream
	start int
}

func (q *queue) len() int { return len(q.list) - q.start }

func (q *queue) push(st *stream) { q.list = append(q.list, st) }

func (q *queue) pop() *stream {
	if q.len() == 0 {
		return nil
	}
	st := q.list[q.start]
	q.list[q.start] = nil
	q.start++
	if q.start == len(q.list) {
		q.list, q.start = q.list[:0], 0
	} else if q.start > 64 && q.start*2 > len(q.list) {
		n := copy(q.list, q.list[q.start:])
		clear(q.list[n:])
		q.list, q.start = q.list[:n], 0
	}
	return st
}
