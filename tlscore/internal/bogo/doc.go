// Package bogo runs BoringSSL's own test runner ("BoGo", ssl/test/runner)
// against tlscore/tls12 alone and against tlscore as a whole. It holds no part
// of BoringSSL: TestBoGo needs the environment variable TLSJS_BOGO, a folder
// with one checkout for each revision of testdata, named like it, in which the
// runner was built in its own folder:
//
//	$TLSJS_BOGO/f51d8b099832/ssl/test/runner: go test -c -o runner.test
//	$TLSJS_BOGO/d85184222/ssl/test/runner:    go test -c -o runner.test
//	$TLSJS_BOGO/3d59e04bc/ssl/test/runner:    go build -o runner
//
// The old ones predate Go modules and want a go.mod, the one of 2017 also the
// full path in its two relative imports. The first is the newest; the one of
// 2017 is the last with DHE, that of 2015 the last with renegotiation from the
// server's side and NPN in all its forms.
//
// testdata/common.json names the flags that the shim does not serve and what
// BoringSSL's words mean in ours, and the file of each revision the tests that
// do not run, each with its reason. Everything else must pass.
package bogo
