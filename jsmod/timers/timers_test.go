package timers_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A callback that computes for long does not shorten the delays it asks for
// afterwards, and does not change the order of what it asked for before.
func TestDelayCountsFromTheCall(t *testing.T) {
	got := jstest.Run(t, `
		setTimeout(() => {
			const begin = Date.now();
			setTimeout(() => console.log('early'), 40);
			while (Date.now() - begin < 60);
			const asked = Date.now();
			setTimeout(() => console.log('late', Date.now() - asked >= 49), 50);
		}, 1);`)
	if got != "early\nlate true\n" {
		t.Errorf("got %q", got)
	}
}

// Timers that the loop does not wait for, and timers left behind when a
// runtime closes, leave nothing running.
func TestCloseWithPendingTimers(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	err = rt.Run(ctx, jsmod.Source("timers.js", `
		setInterval(() => {}, 1);
		setTimeout(() => {}, 1000000);
		setImmediate(function again() { setTimeout(() => setImmediate(again), 5); });`))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the end of the context", err)
	}
}

// What the native half is given is an object of ours or an object a script
// enrolled; anything else is ignored as Node ignores it.
func TestForeignObjects(t *testing.T) {
	got := jstest.Run(t, `
		for (const v of [undefined, null, 1, 'x', {}, [], () => {}, Symbol('s')]) {
			clearTimeout(v);
			clearInterval(v);
			clearImmediate(v);
		}
		clearTimeout({ _onTimeout() {} });
		clearImmediate({ _onImmediate() {} });
		const t = setTimeout(() => {}, 1);
		clearImmediate(t);
		clearTimeout(setImmediate(() => console.log('immediate')));`)
	if got != "immediate\n" {
		t.Errorf("got %q", got)
	}
}
