// Package http2wire speaks HTTP/2 (RFC 9113): frames, header blocks, the states of
// streams, flow control in both directions and the limits that keep a peer from
// costing more than it pays. It does no I/O, starts no goroutine and knows no
// JavaScript.
//
//	bytes ──► Session.Receive ──► Handler        what the peer says
//	          Session.Request …                  what this side says
//	bytes ◄── Session.Take    ◄── Handler.Send   there is something to write
//
// HPACK is golang.org/x/net/http2/hpack. The rest of that module is not used: it
// owns its connections, and it brings net/http into every program.
//
// Numbers and names of errors are those of RFC 9113 and of nghttp2, which scripts
// know from Node. Where nghttp2 passes over a field with characters that it must
// not have, this package resets the stream, as the RFC asks.
//
// A Session belongs to one goroutine. Its handler is called inside Receive, Take
// and the other methods, and may call any of them.
package http2wire
