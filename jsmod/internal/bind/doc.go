// Package bind is what the Go halves of modules share: arguments in, bytes
// across the border, Go values behind JavaScript objects, and errors out.
//
// Everything here belongs to the loop's goroutine of the runtime whose values
// it is given.
package bind
