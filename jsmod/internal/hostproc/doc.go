// Package hostproc starts programs of the machine for scripts: the
// [module.Processes] of the standard library.
//
//	start.go        Start, and how a program is waited for
//	start_unix.go   where a program is found, rights, sessions
//	start_windows.go
//	pipe_unix.go    pipes, which are pairs of sockets as in libuv
//	pipe_windows.go pairs of one-way pipes
package hostproc
