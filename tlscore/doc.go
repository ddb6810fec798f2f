// Package tlscore is TLS for Go programs with the behaviour of Node's tls
// module and no JavaScript.
package tlscore
