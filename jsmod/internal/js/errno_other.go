//go:build !unix

package js

// errnos is empty: libuv's own numbers hold here.
var errnos map[string]uintptr
