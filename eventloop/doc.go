// Package eventloop is the event loop below a JavaScript runtime: the phases
// of libuv without a word about JavaScript. It imports the standard library
// only and can be used, and is tested, alone.
//
// # Goroutines
//
// One goroutine calls [Loop.Run]; callbacks run while it does, one after the
// other, never two at once, all on one goroutine. That is "the loop". Any
// goroutine may call [Loop.Post], [Handle.Post] and [Loop.Stop]. Everything else
// belongs to the loop: call it from a callback, or before the first Run and
// between Runs from the goroutine that runs the loop.
//
// A goroutine that has work for a loop that sleeps may lend it its time instead
// of waking it: [Loop.Hold], Post, [Loop.Drive].
//
// # Order
//
// One turn of the loop goes through these phases:
//
//	timers       those that are due, by time and then by age
//	completions  what other goroutines posted up to now, oldest first
//	immediates   those set before this phase began
//	close        callbacks of handles that are being closed
//
// Before completions the loop sleeps when there is nothing to do: until the
// next timer is due, something is posted, or it is stopped. The time that
// timers see is taken once a turn ([Loop.Now]), as in libuv: two timers set in
// one callback with the same delay are due together, however long the callback
// takes.
//
// # What keeps it alive
//
// Run returns nil when nothing referenced is left: no open [Handle], active
// [Timer], pending [Immediate] or close callback that counts, and nothing
// posted. Each of the first three has Ref and Unref. Run may be called again
// after it has returned, which is how a host asks its script for more work
// ("beforeExit").
//
// # What stops it
//
// The end of the context given to Run, or Stop. The callback that is running
// then is not interrupted by the loop: a host that runs scripts interrupts its
// engine itself. After [Loop.Close] nothing is accepted and nothing runs.
package eventloop
