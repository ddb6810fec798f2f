// Package tlscore is TLS for Go programs that want the behaviour of Node's tls
// module: OpenSSL's cipher lists, its choice of suite and certificate, its
// verdicts, its words for errors, its formats for sessions and tickets. It
// knows nothing of JavaScript, and can be used without it.
//
//	options.go      material.go                context.go
//	Options   --->  keys, chains, roots  --->  Context (immutable, shared)
//	                                             |
//	         ServerConfig, ClientConfig -------->|
//	                                             v
//	Read/Write <--> Conn <--> crypto/tls or tls12 <--> wire <--> net.Conn
//	                conn.go   engine.go                wire.go
//
// The handshake is crypto/tls's wherever it can do it; tls12 does what is left,
// and takes a connection over that renegotiates (engine.go, takeover.go). What
// crypto/tls gives no say in is decided around it:
//
//   - A server looks at the ClientHello first (peek.go, hello.go) and chooses
//     context, version, suite, certificate and protocol (negotiate.go,
//     servername.go, alpn.go); crypto/tls is left with no other choice.
//   - Trust is judged by verify.go in crypto/tls's VerifyConnection; the
//     verdict is in [State], the connection stands.
//   - The wire keeps the plaintext of the handshake and counts records. From
//     it and the key log come the Finished values (finished.go), exporters
//     without extended master secret, and what tls12 needs to take a
//     connection over.
//   - Tickets are sealed here (ticket.go), with the session inside in OpenSSL's
//     form (session.go).
//   - errors.go alone reads the errors of crypto/tls.
//
// What this package refuses: SSLv3 and below, compression, renegotiation
// without RFC 5746, early data.
//
// Goroutines: a Context, and everything a handshake returned, may be used by
// any goroutine; hooks run in the goroutine that runs the handshake; nothing
// here starts a goroutine that outlives the call that started it.
package tlscore
