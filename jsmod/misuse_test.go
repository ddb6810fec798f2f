package jsmod_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"tlsjs/jsmod"
	"tlsjs/jsmod/module"
)

// Run, Do and Close from many goroutines, in any order, return and agree.
func TestManyCallers(t *testing.T) {
	for range 20 {
		rt, err := jsmod.New(jsmod.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		ran := 0
		for range 4 {
			wg.Go(func() {
				err := rt.Run(context.Background(), jsmod.Source("x.js", `setInterval(() => {}, 1)`))
				mu.Lock()
				defer mu.Unlock()
				if !errors.Is(err, jsmod.ErrUsed) {
					ran++
				}
				if !errors.Is(err, jsmod.ErrUsed) && !errors.Is(err, jsmod.ErrClosed) {
					t.Errorf("Run returned %v", err)
				}
			})
			wg.Go(func() {
				err := rt.Do(context.Background(), func(vm *goja.Runtime) error { return vm.Set("x", 1) })
				if err != nil && !errors.Is(err, jsmod.ErrClosed) {
					t.Errorf("Do returned %v", err)
				}
			})
			wg.Go(func() {
				time.Sleep(2 * time.Millisecond)
				if err := rt.Close(); err != nil {
					t.Errorf("Close returned %v", err)
				}
			})
		}
		wg.Wait()
	}
}

func TestDoOutcomes(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	go rt.Run(context.Background(), jsmod.Source("x.js", `setInterval(() => {}, 1000); process.on('uncaughtException', () => {})`))
	do := func(fn func(vm *goja.Runtime) error) error { return rt.Do(context.Background(), fn) }
	var internal *jsmod.InternalError
	if err := do(func(*goja.Runtime) error { panic("mine") }); !errors.As(err, &internal) {
		t.Errorf("a panic became %v", err)
	}
	var thrown *goja.Exception
	if err := do(func(vm *goja.Runtime) error { panic(vm.NewTypeError("thrown")) }); !errors.As(err, &thrown) {
		t.Errorf("a thrown error became %v", err)
	}
	if err := do(func(vm *goja.Runtime) error { _, err := vm.RunString(`throw new Error('x')`); return err }); !errors.As(err, &thrown) {
		t.Errorf("an exception became %v", err)
	}
	if err := do(func(*goja.Runtime) error { runtime.Goexit(); return nil }); err == nil {
		t.Error("Goexit went unnoticed")
	}
}

// What a script has under way when its runtime closes is ended, whatever it is.
func TestCloseInTheMiddle(t *testing.T) {
	for name, source := range map[string]string{
		"stdin":           `process.stdin.resume()`,
		"stdin sync":      `require('fs').readSync(0, Buffer.alloc(9))`,
		"read":            `require('fs').createReadStream('/dev/zero').resume()`,
		"fifo":            `require('fs').readFile('/dev/stdin', () => {})`,
		"lookup":          `require('dns').lookup('no.such.host.invalid', () => {})`,
		"resolve":         `const r = new (require('dns').Resolver)(); r.setServers(['127.0.0.1:9']); r.resolve4('x.invalid', () => {})`,
		"timers":          `setInterval(() => {}, 1); setTimeout(() => {}, 1e9)`,
		"server":          `require('net').createServer().listen(0)`,
		"tls server":      `require('tls').createServer({}).listen(0)`,
		"connected":       `const s = require('net').createServer((c) => c.resume()).listen(0, () => require('net').connect(s.address().port))`,
		"flood":           `const s = require('net').createServer((c) => {}).listen(0, () => { const c = require('net').connect(s.address().port); const w = () => { for (let i = 0; i < 50; i++) c.write(Buffer.alloc(1e5)); }; c.on('connect', w); })`,
		"half handshake":  `const s = require('net').createServer((c) => {}).listen(0, () => require('tls').connect(s.address().port).on('error', () => {}))`,
		"silent client":   `const s = require('tls').createServer({}).on('tlsClientError', () => {}).listen(0, () => require('net').connect(s.address().port).on('error', () => {}))`,
		"duplex":          `const { Duplex } = require('stream'); require('tls').connect({ socket: new Duplex({ read() {}, write(c, e, f) {} }) }).on('error', () => {})`,
		"pipe":            `const s = require('net').createServer((c) => c.pipe(c)).listen(0, () => { const c = require('net').connect(s.address().port); c.write('x'.repeat(1e5)); c.pipe(c); })`,
		"crypto":          `require('crypto').pbkdf2('a', 'b', 1e5, 8, 'sha512', () => {}); require('crypto').generateKeyPair('rsa', { modulusLength: 2048 }, () => {})`,
		"signal":          `process.on('SIGUSR2', () => {}); setInterval(() => {}, 1000)`,
		"dial":            `require('net').connect(81, '203.0.113.1').on('error', () => {})`,
		"promises":        `require('fs').promises.readdir('/').then(() => new Promise(() => {})); setInterval(() => {}, 1000)`,
		"closing sockets": `const s = require('net').createServer((c) => c.destroy()).listen(0, function again() { require('net').connect(s.address().port).on('error', () => {}).on('close', again); })`,
	} {
		t.Run(name, func(t *testing.T) {
			in, feed := io.Pipe() // nobody writes into it
			var out bytes.Buffer
			rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(in, &out, &out)})
			if err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() { done <- rt.Run(context.Background(), jsmod.Source("x.js", source)) }()
			time.Sleep(40 * time.Millisecond)
			closed := make(chan struct{})
			go func() { rt.Close(); close(closed) }()
			select {
			case <-closed:
			case <-time.After(5 * time.Second):
				buf := make([]byte, 1<<16)
				t.Fatalf("Close hangs\n%s", buf[:runtime.Stack(buf, true)])
			}
			if err := <-done; err != nil && !errors.Is(err, jsmod.ErrClosed) {
				t.Errorf("Run returned %v\n%s", err, out.String())
			}
			feed.Close() // a read of the embedder's own reader ends with that
		})
	}
}

// Runtimes that are closed leave no memory behind.
func TestManyRuntimes(t *testing.T) {
	one := func() {
		rt, err := jsmod.New(jsmod.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer rt.Close()
		if err := rt.Run(context.Background(), jsmod.Source("x.js", `
			require('stream'); Promise.resolve().then(() => setTimeout(() => {}, 1)); Buffer.alloc(1000);`)); err != nil {
			t.Fatal(err)
		}
	}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for range 20 {
		one()
	}
	before := heap()
	started := time.Now()
	const count = 200
	for range count {
		one()
	}
	took := time.Since(started) / count
	if after := heap(); after > before+count*10_000 {
		t.Errorf("the heap grew from %d to %d bytes over %d runtimes", before, after, count)
	}
	t.Logf("%v a runtime", took)
}

// An engine of the host's can be used after the script's end, however that came.
func TestAttachedEngineStaysUsable(t *testing.T) {
	for name, source := range map[string]string{
		"end": ``, "exit": `process.exit(2)`, "exception": `throw new Error('x')`, "context": `for (;;);`,
	} {
		t.Run(name, func(t *testing.T) {
			vm, registry := goja.New(), require.NewRegistry()
			registry.Enable(vm)
			rt, err := jsmod.Attach(vm, registry, jsmod.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			defer cancel()
			_ = rt.Run(ctx, jsmod.Func(func(vm *goja.Runtime) error { _, err := vm.RunString(source); return err }))
			if err := rt.Close(); err != nil {
				t.Fatal(err)
			}
			if v, err := vm.RunString(`let n = 0; Promise.resolve().then(() => n++); n + 1`); err != nil || v.ToInteger() != 1 {
				t.Errorf("the engine answers %v, %v", v, err)
			}
			if v, err := vm.RunString(`n`); err != nil || v.ToInteger() != 1 {
				t.Errorf("promise jobs of the host: %v, %v", v, err)
			}
		})
	}
}

func TestModulesThatCannotBeLoaded(t *testing.T) {
	scripts := fstest.MapFS{"a.js": {}}
	for want, m := range map[string]module.Module{
		`module "": expected a name and at least one entry for require`:  {Scripts: scripts, Entries: map[string]string{"a": "a.js"}},
		`module "a": expected a name and at least one entry for require`: {Name: "a", Scripts: scripts},
		`module "a": entry "a" names a.js, but there are no scripts`:     {Name: "a", Entries: map[string]string{"a": "a.js"}},
		`module "a": entry "a": open b.js: file does not exist`:          {Name: "a", Scripts: scripts, Entries: map[string]string{"a": "b.js"}},
	} {
		rt, err := jsmod.New(jsmod.Options{Modules: []module.Module{m}})
		if err == nil || err.Error() != want {
			t.Errorf("New returned %v, want %s", err, want)
		}
		if rt != nil {
			rt.Close()
		}
	}
}

// A host sees the place and V8's words of a text that does not parse.
func TestSyntaxErrorOfHost(t *testing.T) {
	for source, want := range map[string]jsmod.Error{
		"let a = 1;\nlet b = ;": {Message: "Unexpected token ';'", Line: 2, Col: 9},
		"let c;\nlet c;":        {Message: "Identifier 'c' has already been declared", Line: 2, Col: 5},
	} {
		rt, err := jsmod.New(jsmod.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer rt.Close()
		err = rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
			_, err := vm.RunScript("rule.js", source)
			return err
		}))
		var e *jsmod.Error
		if !errors.As(err, &e) {
			t.Fatalf("Run returned %v", err)
		}
		if e.Name != "SyntaxError" || e.Message != want.Message || e.File != "rule.js" || e.Line != want.Line || e.Col != want.Col {
			t.Errorf("%q: %s %s at %s:%d:%d, want %s at rule.js:%d:%d",
				source, e.Name, e.Message, e.File, e.Line, e.Col, want.Message, want.Line, want.Col)
		}
	}
}
