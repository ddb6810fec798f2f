//go:build !unix

package transport

import "time"

var started = time.Now()

// processorTime is what this process has used of the processors, at most.
func processorTime() time.Duration { return time.Since(started) }
