// Package net is Node's net: servers, sockets and the native handles below
// them. What a script can observe is in the JavaScript files; the Go half holds
// connections and moves bytes.
//
//	net.js            the exports
//	socket.js         net.Socket          connect.js  addresses and attempts
//	server.js         net.Server          address.js  argument forms, isIP
//	stream_handle.js  what any socket over a handle shares
//	blocklist.js, socket_address.js
//
// # The handle
//
// A socket's _handle is a native object. net makes it over what it dials or
// accepts; another module lays its own protocol under a net.Socket by making a
// net.Conn in Go, wrapping it with bind.Wrap(vm, object, net.Conn) and calling
// wrapConnection of internal/net_stream with that object. The handle then has,
// for calls by JavaScript:
//
//	readStart(), readStop()   permission to read, with back-pressure to the peer
//	writeBuffer(view), writeString(text), writev([view or text, …])
//	                          n >= 0: n bytes are sent, nothing follows;
//	                          else -1-n bytes are under way
//	await(function)           calls function(error or null) when what was written
//	                          last, and is under way, has been sent
//	shutdown()                half close after what is queued: true when done, a
//	                          failure, or undefined when shutdownDone will follow
//	close(), reset()          the end, orderly or not; closeDone follows in the
//	                          close phase
//	endWith(socket, failed, reset)
//	                          the same, and socket emits 'close' with failed then
//	connect({network, address, port, localAddress, localPort}); connectDone
//	ref(), unref(), hasRef()  a handle counts while it connects, reads or writes
//	getsockname(), getpeername()   {address, family, port} or undefined
//	setNoDelay(on), setKeepAlive(on, seconds)
//	bytesRead(), bytesWritten(), queueSize()
//	hasUnread()               whether bytes have come that owner was not given yet
//
//	ask()                     what owner's _read does, if that can be done here; else
//	                          false
//
// and these properties:
//
//	owner         the stream that gets bytes, end and errors
//	reading       whether readStart is in force
//	special       whether what is read may go elsewhere than into owner's buffer
//	direct        whether what owner reads, writes and ends needs nothing but the
//	              handle, so that Go does it (owner.go)
//	shutdownDone, connectDone, closeDone   callbacks of what is under way
//	errorFrom     a function (failure) => Error or undefined, for errors that are
//	              not the system's
//
// A failure is a plain object {code, errno, syscall, text, address, port} that
// carries the Go error, which bind.Unwrap[error] finds.
//
// The Go value behind a handle, which bind.Unwrap finds, has the methods
// Detach() (*transport.Detached, error), which takes the connection out with
// every byte that JavaScript was not given, and Conn() *transport.Conn. The
// handle is then good for nothing but close, which leaves the connection open. It
// also has Lend() (*os.File, net.Conn, error), the descriptor for a child process.
//
// A subclass of net.Socket that speaks another protocol over a connection it
// makes itself defines _wrapConnected(handle): it is called when connect has
// succeeded, before 'connect' is emitted, and may put another handle in place.
//
// A subclass of net.Server whose connections are such sockets defines
// _takeConnection(raw), which returns whether it has taken the connection. raw is
// a handle, or what has no stream yet: Take() (net.Conn, error) of the Go value
// behind it takes the connection out, in the same call.
package net
