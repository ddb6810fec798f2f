package messaging_test

import (
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestContexts: a message is heard in the context that its port was made in, as in
// Node, and an exception in one listener does not keep the next message.
func TestContexts(t *testing.T) {
	got := jstest.Run(t, `
		const { AsyncLocalStorage } = require('async_hooks');
		const storage = new AsyncLocalStorage();
		process.on('uncaughtException', (e) => console.log(e.message));
		const { port1, port2 } = storage.run('made', () => new MessageChannel());
		storage.run('listens', () => port2.on('message', (m) => {
			console.log(m, storage.getStore());
			if (m === 2) port1.close();
			throw new Error('thrown at ' + m);
		}));
		storage.run('posts', () => { port1.postMessage(1); port1.postMessage(2); });`)
	if want := "1 made\nthrown at 1\n2 made\nthrown at 2\n"; got != want {
		t.Errorf("%q", got)
	}
}

// TestLeftOpen: ports that still listen do not outlive their runtime.
func TestLeftOpen(t *testing.T) {
	got := jstest.Run(t, `
		new MessageChannel().port1.on('message', () => {}).unref();
		new BroadcastChannel('x').unref();
		console.log('done');`)
	if got != "done\n" {
		t.Errorf("%q", got)
	}
}
