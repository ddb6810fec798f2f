// Package test262 runs the language's own conformance suite, test262, on the
// public runtime. It holds no part of the suite: TestTest262 needs the
// environment variable TLSJS_TEST262, a folder with its harness/ and test/.
//
// Each file runs once, in a runtime of its own: scripts as `tlsjs -e` runs a text
// and, where the file asks for it, in strict mode; modules as the loader runs an ES
// module's file. fixtures/host.js makes $262 and tells how it ended.
//
// status.json names the features that are not there, each with its reason: files
// that need one do not run. Of every folder it keeps how many files ran, how many
// failed and a digest of their names, so that what stops passing, or begins to, is
// noticed without a list of thousands of names. Why files fail is told once for the folders
// that a reason's patterns name.
//
//	go test ./js-tests/test262 -run TestTest262 -timeout 60m   what is held
//	... -under language/types/string                           some of it
//	... -every 20                                              one file of twenty, uncompared
//	... -failures FILE                                         each failure, with its message
//	... -update                                                writes status.json anew
package test262
