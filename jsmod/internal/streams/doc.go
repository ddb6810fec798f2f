// Package streams is the state machine of Node's streams: what a Readable and a
// Writable know of themselves, and the methods that a busy stream calls for
// every chunk. jsmod/stream puts them on its prototypes; the Go half of a socket
// calls them without a way through JavaScript.
//
// A script sees the state as _readableState and _writableState, objects whose
// properties are the fields of a Go struct: a property map for each would cost an
// idle socket more memory than all the rest of it, and a look into one as much
// as the whole of push.
//
// What a class or a script may put in the place of a method (_read, _write,
// read, push, emit, destroy …) is looked up for each call, as in Node, and done
// in Go where it is ours. Everything in this package belongs to the loop's
// goroutine. What listeners and methods throw passes through as a panic of the
// engine's, as from any native function.
package streams
