// Package certgen makes keys and certificates: the files that the examples of
// Node's tls documents read ([Generate], which `tlsjs cert` calls), and single
// certificates of any shape for tests ([Issue]).
//
// What it makes is for development and tests. The key of
// Generate's CA is thrown away, so nobody can issue more in its name later.
//
// All functions may be called from any goroutine; values that they return are
// not changed afterwards.
package certgen
