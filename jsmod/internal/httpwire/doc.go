// Package httpwire reads HTTP/1.x messages from a stream of bytes (RFC 9112).
// It is a push parser: [Parser.Execute] is given bytes as they come, in pieces of
// any size, and calls a [Handler]. It starts no goroutine, keeps no more of a
// message than its head, and knows no JavaScript.
//
//	bytes ──► Parser.Execute ──► Handler.Head     start line and fields
//	                        ──► Handler.Body     pieces of the input, not copied
//	                        ──► Handler.End      with the trailer fields
//	          Parser.Finish ──► Handler.End      for a body that ends with the stream
//
// It is strict: what two programs might read differently is an error, with the
// codes and words that Node 20's parser has for it. Where that one is lenient
// about how long a request is, this is not:
//
//   - a request whose Transfer-Encoding does not end with chunked, or is empty,
//     is refused before its head is told of;
//   - RTSP, ICE and the preface of HTTP/2 are not spoken.
//
// [Options.Lenient] is for peers that need it (insecureHTTPParser): line ends
// without CR, folded and unprintable values, Content-Length beside
// Transfer-Encoding, data after Connection: close.
//
// A Parser belongs to one goroutine.
package httpwire
