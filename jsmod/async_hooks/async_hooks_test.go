package async_hooks_test

import (
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestTrackingBeginsInsideAJob: the promise job that makes the first storage
// was entered before there was anybody to be told.
func TestTrackingBeginsInsideAJob(t *testing.T) {
	got := jstest.Run(t, `
		const before = Promise.resolve();
		before.then(() => {
			const { AsyncLocalStorage } = require('async_hooks');
			const storage = new AsyncLocalStorage();
			storage.run('in', () => Promise.resolve().then(() => console.log(storage.getStore())));
			before.then(() => console.log(storage.getStore()));
		});`)
	if got != "in\nundefined\n" {
		t.Errorf("%q", got)
	}
}

// TestContextEndsWithException: what throws leaves no context behind.
func TestContextEndsWithException(t *testing.T) {
	got := jstest.Run(t, `
		const { AsyncLocalStorage } = require('async_hooks');
		const storage = new AsyncLocalStorage();
		process.on('uncaughtException', (e) => console.log(e.message));
		storage.run(1, () => setTimeout(() => { throw new Error('boom'); }, 1));
		setTimeout(() => console.log('later', storage.getStore()), 20);`)
	if got != "boom\nlater undefined\n" {
		t.Errorf("%q", got)
	}
}
