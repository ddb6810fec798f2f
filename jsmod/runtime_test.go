package jsmod_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOrderOfPhases(t *testing.T) {
	got := jstest.Run(t, `
		const log = [];
		setTimeout(() => { log.push('timeout'); Promise.resolve().then(() => log.push('job of timeout')); }, 0);
		setImmediate(() => {
			log.push('immediate');
			process.nextTick(() => log.push('tick of immediate'));
			Promise.resolve().then(() => log.push('job of immediate'));
			setImmediate(() => { log.push('second immediate'); console.log(log.join(', ')); });
		});
		Promise.resolve().then(() => { log.push('job'); process.nextTick(() => log.push('tick of job')); })
			.then(() => log.push('second job'));
		process.nextTick(() => { log.push('tick'); process.nextTick(() => log.push('second tick')); });
		log.push('script');
		const end = Date.now() + 3; while (Date.now() < end);
	`)
	want := "script, tick, second tick, job, second job, tick of job, timeout, job of timeout, " +
		"immediate, tick of immediate, job of immediate, second immediate\n"
	if got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

func TestContextEndsEndlessLoop(t *testing.T) {
	for name, source := range map[string]string{
		"script":   `while (true);`,
		"callback": `setTimeout(() => { for (;;); }, 1);`,
		"ticks":    `(function again() { process.nextTick(again); })();`,
		"jobs":     `(function again() { Promise.resolve().then(again); })();`,
		"catching": `for (;;) { try { for (;;); } catch {} finally {} }`,
		"waiting":  `setInterval(() => {}, 1e6);`,
	} {
		t.Run(name, func(t *testing.T) {
			rt, err := jsmod.New(jsmod.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer rt.Close()
			cause := errors.New("enough")
			ctx, cancel := context.WithCancelCause(context.Background())
			time.AfterFunc(50*time.Millisecond, func() { cancel(cause) })
			if err := rt.Run(ctx, jsmod.Source("loop.js", source)); !errors.Is(err, cause) {
				t.Errorf("Run returned %v, want the context's cause", err)
			}
		})
	}
}

func TestCloseEndsRun(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- rt.Run(context.Background(), jsmod.Source("x.js", `setInterval(() => {}, 10)`)) }()
	time.Sleep(20 * time.Millisecond)
	if err := rt.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, jsmod.ErrClosed) {
		t.Errorf("Run returned %v, want ErrClosed", err)
	}
	if err := rt.Run(context.Background(), jsmod.Source("x.js", "")); !errors.Is(err, jsmod.ErrClosed) {
		t.Errorf("Run after Close returned %v", err)
	}
	if err := rt.Do(context.Background(), func(*goja.Runtime) error { return nil }); !errors.Is(err, jsmod.ErrClosed) {
		t.Errorf("Do after Close returned %v", err)
	}
}

func TestErrors(t *testing.T) {
	cases := map[string]struct {
		source string
		code   int
		check  func(error) bool
	}{
		"exception": {`throw new TypeError('wrong')`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Name == "TypeError" && e.Message == "wrong" && e.Line == 1 &&
				strings.Contains(e.Stack, "\n    at ") && e.SourceLine == "throw new TypeError('wrong')"
		}},
		"value": {`throw 5`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Name == "" && e.Message == "5"
		}},
		"rejection": {`Promise.reject(new Error('late'))`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Rejection && e.Message == "late"
		}},
		"code": {`const e = new Error('x'); e.code = 'ECODE'; setImmediate(() => { throw e; })`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Code == "ECODE"
		}},
		"exit":       {`process.exit(3)`, 3, isExit(3)},
		"exitCode":   {`process.exitCode = 4`, 4, isExit(4)},
		"exit late":  {`process.on('exit', () => { process.exitCode = 5; })`, 5, isExit(5)},
		"in handler": {`process.on('uncaughtException', () => { throw new Error('again'); }); throw new Error('x')`, 7, nil},
		"handled":    {`process.on('uncaughtException', () => {}); throw new Error('x')`, 0, func(err error) bool { return err == nil }},
		"recursion": {`(function f() { f(); })()`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Name == "RangeError"
		}},
		"syntax": {`var = 1`, 1, func(err error) bool {
			var e *jsmod.Error
			return errors.As(err, &e) && e.Name == "SyntaxError"
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := jstest.Exec(t, jsmod.Options{}, c.source)
			if r.Code != c.code || (c.check != nil && !c.check(r.Err)) {
				t.Errorf("status %d (want %d), error %#v", r.Code, c.code, r.Err)
			}
		})
	}
}

func isExit(code int) func(error) bool {
	return func(err error) bool {
		var e *jsmod.ExitError
		return errors.As(err, &e) && e.Code == code
	}
}

func TestBeforeExit(t *testing.T) {
	got := jstest.Lines(t, `
		let n = 0;
		process.on('beforeExit', (code) => { console.log('beforeExit', code); if (++n < 3) setTimeout(() => {}, 1); });
		process.on('exit', (code) => console.log('exit', code));
	`)
	if want := "beforeExit 0|beforeExit 0|beforeExit 0|exit 0"; strings.Join(got, "|") != want {
		t.Errorf("got %v", got)
	}
}

// Options{} grants nothing, and says so in errors, not in panics.
func TestNothingIsGranted(t *testing.T) {
	for name, source := range map[string]string{
		"read":    `require('fs').readFileSync('/etc/passwd')`,
		"write":   `require('fs').writeFileSync('/tmp/x', 'x')`,
		"list":    `require('fs').readdirSync('/')`,
		"connect": `require('net').connect(1, '127.0.0.1').on('error', (e) => { throw e; })`,
		"listen":  `require('net').createServer().on('error', (e) => { throw e; }).listen(0)`,
		"tls":     `require('tls').connect(1, '127.0.0.1').on('error', (e) => { throw e; })`,
		"lookup":  `require('dns').lookup('localhost', (e) => { if (e) throw e; throw new Error('looked up'); })`,
		"chdir":   `process.chdir('/')`,
		"kill":    `process.kill(process.pid, 'SIGTERM')`,
	} {
		t.Run(name, func(t *testing.T) {
			r := jstest.Sandboxed(t, jsmod.Options{}, source)
			var e *jsmod.Error
			if !errors.As(r.Err, &e) || e.Code != "ERR_ACCESS_DENIED" {
				t.Errorf("got %v, want ERR_ACCESS_DENIED", r.Err)
			}
		})
	}
	r := jstest.Sandboxed(t, jsmod.Options{}, `console.log(Object.keys(process.env).length, require('crypto').createHash('md5').update('x').digest('hex'))`)
	if r.Err != nil || r.Stdout != "0 9dd4e461268c8034f5c8564e155c67a6\n" {
		t.Errorf("got %q, %v", r.Stdout, r.Err)
	}
}

// Everything that a script has open ends with Close; goleak counts.
func TestCloseLeavesNothing(t *testing.T) {
	var out bytes.Buffer
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), &out, &out)})
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-ready
		cancel()
	}()
	err = rt.Run(ctx, jsmod.Func(func(vm *goja.Runtime) error {
		if err := vm.Set("ready", func() { close(ready) }); err != nil {
			return err
		}
		_, err := vm.RunString(`
			const net = process.getBuiltinModule('net'), fs = process.getBuiltinModule('fs');
			const server = net.createServer((socket) => { socket.on('error', () => {}); }).listen(0, () => {
				for (let i = 0; i < 5; i++) {
					net.connect(server.address().port).on('connect', function() { this.write('x'.repeat(1e6)); if (i === 4) setTimeout(ready, 20); });
				}
			});
			fs.createReadStream('/dev/zero').resume();
			setInterval(() => {}, 1);
		`)
		return err
	}))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Run: %v\n%s", err, out.String())
	}
	if err := rt.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestDo(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	running := make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
			close(running)
			_, err := vm.RunString(`globalThis.n = 0; globalThis.timer = setInterval(() => {}, 1000)`)
			return err
		}))
	}()
	<-running
	for range 100 {
		if err := rt.Do(context.Background(), func(vm *goja.Runtime) error {
			_, err := vm.RunString(`n++`)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	err = rt.Do(context.Background(), func(vm *goja.Runtime) error {
		if n := vm.Get("n").ToInteger(); n != 100 {
			t.Errorf("n is %d", n)
		}
		_, err := vm.RunString(`clearInterval(timer)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestUnknownGeneration(t *testing.T) {
	if _, err := jsmod.New(jsmod.Options{Compat: "v9"}); err == nil || !strings.Contains(err.Error(), "v0.12") {
		t.Errorf("got %v", err)
	}
}
