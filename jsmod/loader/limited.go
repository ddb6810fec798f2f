package loader

import (
	"errors"
	"os"
	"os/signal"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

var (
	errTimedOut    = errors.New("timed out")
	errInterrupted = errors.New("interrupted")
)

// runLimited runs a program until its end, for so many milliseconds if there are any,
// and until a SIGINT comes if that is to break it off.
func (b *binding) runLimited(p *goja.Program, milliseconds int64, sigint bool) goja.Value {
	if sigint && !b.rt.Permissions().Process {
		bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted", "permission", "Process", "resource", "signal")
	}
	v, err := b.rt.RunLimited(p, func(stop func(error)) func() {
		return watch(time.Duration(milliseconds)*time.Millisecond, sigint, stop)
	})
	switch {
	case errors.Is(err, errTimedOut):
		bind.Throw(b.vm, "Error", "ERR_SCRIPT_EXECUTION_TIMEOUT",
			"Script execution timed out after "+strconv.FormatInt(milliseconds, 10)+"ms")
	case errors.Is(err, errInterrupted):
		bind.Throw(b.vm, "Error", "ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`")
	case err != nil:
		panic(err)
	}
	return v
}

// watch calls stop once, or not at all, until the function that it returns was called.
func watch(timeout time.Duration, sigint bool, stop func(cause error)) (release func()) {
	signals, done, left := make(chan os.Signal, 1), make(chan struct{}), make(chan struct{})
	var late <-chan time.Time
	if timeout > 0 {
		late = time.After(timeout)
	}
	if sigint {
		signal.Notify(signals, os.Interrupt)
	}
	go func() {
		defer close(left)
		select {
		case <-late:
			stop(errTimedOut)
		case <-signals:
			stop(errInterrupted)
		case <-done:
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
		<-left
	}
}
