package jsmod

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// The context ends what scripts do inside native functions, and native
// functions that take long. What the engine itself cannot end (backtracking
// regular expressions, methods of Array on arrays without elements) is told in
// docs/security.md.
func TestContextEndsNativeLoops(t *testing.T) {
	defer waitForJobs(t)
	const forever = `const forever = () => { for (;;); };`
	for name, source := range map[string]string{
		"sort":          `[3, 1, 2].sort(forever)`,
		"map":           `[1].map(forever)`,
		"replace":       `'x'.replace(/x/, forever)`,
		"toJSON":        `JSON.stringify({ toJSON: forever })`,
		"reviver":       `JSON.parse('[1]', forever)`,
		"toString":      `String({ toString: forever })`,
		"getter":        `require('util').inspect({ get a() { return forever(); } }, { getters: true })`,
		"inspect":       `console.log({ [require('util').inspect.custom]: forever })`,
		"proxy":         `Object.keys(new Proxy({}, { ownKeys: forever }))`,
		"thenable":      `Promise.resolve({ then: forever })`,
		"executor":      `new Promise(forever)`,
		"iterator":      `Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) })`,
		"spread":        `[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }]`,
		"generator":     `function* g() { for (;;) yield 1; } for (const x of g());`,
		"eval":          `eval('for (;;);')`,
		"Function":      `new Function('for (;;);')()`,
		"emit":          `const e = new (require('events'))(); e.on('x', forever); e.emit('x')`,
		"emit in emit":  `const e = new (require('events'))(); e.on('y', () => {}); e.on('x', () => { for (;;) e.emit('y'); }); e.emit('x')`,
		"native ticks":  `const t = [Reflect.apply, process.nextTick, null]; t.push(t); process.nextTick(...t)`,
		"uncaught":      `process.on('uncaughtException', forever); throw 1`,
		"rejection":     `process.on('unhandledRejection', forever); Promise.reject(1)`,
		"exit":          `process.on('exit', forever)`,
		"exit called":   `process.on('exit', forever); process.exit()`,
		"beforeExit":    `process.on('beforeExit', forever)`,
		"stack":         `Error.prepareStackTrace = forever; new Error('x').stack`,
		"valueOf":       `Buffer.alloc(4).writeInt8({ valueOf: forever })`,
		"thrown":        `throw { toString: forever, get stack() { return forever(); } }`,
		"name":          `const e = new Error('x'); Object.defineProperty(e, 'name', { get: forever }); throw e`,
		"stream":        `new (require('stream').Readable)({ read() { this.push('x'); } }).on('data', () => {})`,
		"read":          `new (require('stream').Readable)({ read: forever }).resume()`,
		"immediates":    `(function again() { setImmediate(again); })()`,
		"timers":        `setInterval(forever, 1)`,
		"sleep":         `new Promise(() => {}).then(forever); setTimeout(() => {}, 1e9)`,
		"pbkdf2Sync":    `require('crypto').pbkdf2Sync('a', 'b', 2e6, 8, 'sha512')`,
		"generatePrime": `require('crypto').generatePrimeSync(1 << 14)`,
		"diffieHellman": `require('crypto').createDiffieHellman(4096)`,
	} {
		t.Run(name, func(t *testing.T) {
			rt, err := New(Options{})
			if err != nil {
				t.Fatal(err)
			}
			cause := errors.New("enough")
			ctx, cancel := context.WithCancelCause(context.Background())
			var ended time.Time
			time.AfterFunc(50*time.Millisecond, func() { ended = time.Now(); cancel(cause) })
			done := make(chan error, 1)
			go func() {
				err := rt.Run(ctx, Source("loop.js", forever+source))
				done <- errors.Join(err, rt.Close())
			}()
			select {
			case err := <-done:
				if !errors.Is(err, cause) {
					t.Errorf("Run returned %v, want the context's cause", err)
				}
				if took := time.Since(ended); took > time.Second {
					t.Errorf("it went on for %v", took)
				}
			case <-time.After(5 * time.Second):
				t.Fatal("it goes on and on")
			}
		})
	}
}

// waitForJobs waits for computations that nobody waits for any more.
func waitForJobs(t *testing.T) {
	for deadline := time.Now().Add(time.Minute); goleak.Find() != nil; {
		if time.Now().After(deadline) {
			t.Fatal(goleak.Find())
		}
	}
}
