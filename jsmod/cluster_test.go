package jsmod_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestForkNeedsPermission(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := jstest.Sandboxed(t, jsmod.Options{}, `
		const cluster = require('cluster');
		try { cluster.fork(); } catch (e) { console.log(e.code, e.permission, Object.keys(cluster.workers).length); }
	`)
	if r.Err != nil || r.Stdout != "ERR_ACCESS_DENIED ChildProcess 0\n" {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}

func TestForkLimit(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{Workers: 2}}, `
		const cluster = require('cluster');
		if (cluster.isPrimary) {
			cluster.fork(); cluster.fork();
			try { cluster.fork(); } catch (e) { console.log(e.code, e.syscall, e.message); }
			cluster.once('exit', () => { cluster.fork(); console.log('room'); cluster.disconnect(); });
			cluster.workers[1].kill();
		}
	`)
	if r.Err != nil || r.Stdout != "EAGAIN spawn spawn EAGAIN\nroom\n" {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}

// A worker has what its primary has, and cannot fork.
func TestWorkersInheritPermissions(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{Workers: 1}}, `
		const cluster = require('cluster');
		if (cluster.isPrimary) {
			cluster.fork({ GIVEN: 1 }).on('message', (m) => console.log(m));
			return;
		}
		const refused = [];
		const attempt = (name, fn) => { try { fn(); refused.push(name + ' worked'); } catch (e) { refused.push(name + ' ' + e.code); } };
		attempt('fs', () => require('fs').readFileSync('/etc/passwd'));
		attempt('kill', () => process.kill(process.ppid, 0));
		attempt('umask', () => process.umask(0));
		attempt('fork', () => require('child_process').fork('x'));
		refused.push(typeof cluster.fork, Object.keys(process.env).join());
		require('net').createServer().on('error', (e) => {
			process.send(refused.concat('net ' + e.code).join('; '));
			process.disconnect();
		}).listen(0);
	`)
	want := "fs ERR_ACCESS_DENIED; kill ERR_ACCESS_DENIED; umask ERR_ACCESS_DENIED; " +
		"fork ERR_ACCESS_DENIED; undefined; GIVEN; net ERR_ACCESS_DENIED\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("%q, %v\n%s", r.Stdout, r.Err, r.Stderr)
	}
}

// Each worker has an environment and a working directory of its own.
func TestWorkersShareNoState(t *testing.T) {
	defer goleak.VerifyNone(t)
	if out := jstest.Run(t, `
		const cluster = require('cluster');
		if (cluster.isPrimary) {
			process.chdir('/');
			process.env.MINE = 'primary';
			cluster.fork().on('message', (m) => console.log(m)).on('exit', () => {
				console.log(process.cwd(), process.env.MINE, process.env.OURS, typeof leaked);
			});
		} else {
			process.send([process.cwd(), process.env.MINE, process.pid > 4194304, process.ppid < 4194304].join());
			process.chdir('/tmp');
			process.env.OURS = process.env.MINE = 'worker';
			globalThis.leaked = true;
			process.disconnect();
		}
	`); out != "/,primary,true,true\n/ primary undefined undefined\n" {
		t.Errorf("%q", out)
	}
}

// Every script forks two workers and goes on until it is ended; the first line
// that a worker prints is the moment.
var neverEnding = map[string]string{
	"idle":      `console.log('go')`,
	"listening": `require('net').createServer((s) => s.pipe(s)).listen(0, '127.0.0.1', () => console.log('go'))`,
	"endless":   `console.log('go'); for (;;);`,
	"chatting":  `process.on('message', (m) => process.send(m)); process.send(0); console.log('go');`,
	"exiting":   `console.log('go'); setImmediate(() => process.exit(1));`,
	"flooding":  `console.log('go'); setInterval(() => { for (let i = 0; i < 100; i++) process.send('x'.repeat(1000)); }, 0)`,
	"loud":      `console.log('go'); setInterval(() => console.log('x'.repeat(10000)), 0)`,
	"waiting":   `console.log('go'); process.stdin.resume(); process.on('SIGTERM', () => {}); process.on('disconnect', () => { for (;;); })`,
	"dialling": `const net = require('net'); const s = net.createServer((c) => c.on('error', () => {})).listen(0, '127.0.0.1', () => {
		console.log('go');
		(function again() { const c = net.connect(s.address().port, '127.0.0.1', () => c.destroy()).on('close', again).on('error', () => {}); })();
	})`,
}

func neverEndingPrimary(body string, silent bool) string {
	return fmt.Sprintf(`
		const cluster = require('cluster');
		if (cluster.isPrimary) {
			cluster.setupPrimary({ silent: %v });
			const start = () => {
				const w = cluster.fork();
				w.on('message', (m) => { if (w.isConnected()) w.send(m, () => {}); }).on('error', () => {});
				if (w.process.stdout) w.process.stdout.pipe(process.stdout, { end: false });
			};
			cluster.on('exit', start);
			start(); start();
		} else { %s }
	`, silent, body)
}

// signalWriter tells of the first word.
type signalWriter struct {
	once  sync.Once
	wrote chan struct{}
}

func (s *signalWriter) Write(b []byte) (int, error) {
	s.once.Do(func() { close(s.wrote) })
	return len(b), nil
}

func TestCloseEndsWorkersWhateverTheyDo(t *testing.T) {
	defer goleak.VerifyNone(t)
	for name, body := range neverEnding {
		for _, silent := range []bool{false, true} {
			for _, how := range []string{"close", "context"} {
				t.Run(fmt.Sprint(name, " ", silent, " ", how), func(t *testing.T) {
					out := &signalWriter{wrote: make(chan struct{})}
					rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), out, io.Discard)})
					if err != nil {
						t.Fatal(err)
					}
					ctx, cancel := context.WithCancel(context.Background())
					defer cancel()
					ended := make(chan error, 1)
					go func() { ended <- rt.Run(ctx, jsmod.Source("test.js", neverEndingPrimary(body, silent))) }()
					select {
					case <-out.wrote:
					case err := <-ended:
						t.Fatalf("the script ended: %v", err)
					case <-time.After(jstest.Timeout):
						t.Fatal("no worker started")
					}
					want := jsmod.ErrClosed
					if how == "context" {
						cancel()
						want = context.Canceled
					} else {
						_ = rt.Close()
					}
					if err := <-ended; !errors.Is(err, want) {
						t.Errorf("Run returned %v", err)
					}
					_ = rt.Close()
				})
			}
		}
	}
}

// Workers end with a primary that exits or dies, and hear of it.
func TestWorkersEndWithTheirPrimary(t *testing.T) {
	defer goleak.VerifyNone(t)
	for name, c := range map[string]struct{ end, want string }{
		"exit":     {`process.exit(5)`, "script exited with status 5"},
		"throw":    {`throw new Error('gone')`, "Error: gone"},
		"unref":    {`for (const id in cluster.workers) cluster.workers[id].process.unref()`, "<nil>"},
		"reported": {`process.on('uncaughtException', () => process.exit(7)); throw 1`, "script exited with status 7"},
	} {
		t.Run(name, func(t *testing.T) {
			r := jstest.Exec(t, jsmod.Options{}, `
				const cluster = require('cluster');
				if (cluster.isPrimary) {
					let n = 0;
					cluster.on('message', () => { if (++n === 3) { `+c.end+` } });
					for (const kind of ['idle', 'idle', 'endless']) cluster.fork({ KIND: kind });
				} else {
					process.on('exit', (code) => console.log('worker ends', code));
					process.send('ready', () => { if (process.env.KIND === 'endless') for (;;); });
				}
			`)
			if got := fmt.Sprint(r.Err); got != c.want {
				t.Errorf("Run returned %s, want %s", got, c.want)
			}
			if r.Stdout != "worker ends 0\nworker ends 0\n" {
				t.Errorf("workers said %q", r.Stdout)
			}
		})
	}
}

// A panic in Go code of one worker ends that one only.
func TestAPanicEndsOneWorker(t *testing.T) {
	defer goleak.VerifyNone(t)
	var calls atomic.Int64
	faulty := module.Module{
		Name: "faulty", Entries: map[string]string{"faulty": "faulty.js"},
		Scripts: mapFS("faulty.js", `exports.fail = binding.fail;`),
		Bind: func(h module.Host) (*goja.Object, error) {
			o := h.VM().NewObject()
			return o, o.Set("fail", func(goja.FunctionCall) goja.Value {
				calls.Add(1)
				panic(errors.New("a defect"))
			})
		},
	}
	opt := jsmod.Options{Modules: []module.Module{faulty}}
	r := jstest.Exec(t, opt, `
		const cluster = require('cluster');
		if (cluster.isPrimary) {
			const [bad, good] = [cluster.fork({ BAD: 1 }), cluster.fork()];
			bad.on('exit', (code) => { console.log('bad', code); good.send('still there?'); });
			good.on('message', (m) => { console.log(m); good.disconnect(); });
		} else {
			process.on('message', () => process.send('yes'));
			if (process.env.BAD) require('faulty').fail();
		}
	`)
	if r.Err != nil || r.Stdout != "bad 1\nyes\n" || calls.Load() != 1 {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
	if !strings.Contains(r.Stderr, "a defect") {
		t.Errorf("the defect was not reported: %q", r.Stderr)
	}
}

// What a worker has not taken yet goes to another when it dies; its own
// connections are closed, those of others go on.
func TestADyingWorkerTakesNoConnectionAlong(t *testing.T) {
	defer goleak.VerifyNone(t)
	const wave, taken = 40, 10
	out := &lines{}
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(nil, out, os.Stderr)})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ended := make(chan error, 1)
	go func() {
		ended <- rt.Run(context.Background(), jsmod.Source("test.js", `
			const cluster = require('cluster');
			const net = require('net');
			if (cluster.isPrimary) {
				let listening = 0;
				cluster.on('listening', (w, { port }) => { if (++listening === 2) console.log('port', port); });
				cluster.on('message', (w, m) => {
					if (m === 'stop') cluster.disconnect();
					else w.process.kill('SIGKILL');
				});
				cluster.fork({ DIES: 1 }); cluster.fork();
			} else {
				let n = 0;
				net.createServer((c) => {
					if (process.env.DIES && ++n === 10) { process.send('kill me'); for (;;); }
					c.on('error', () => {});
					c.on('data', (d) => { if (String(d) === 'stop') process.send('stop'); c.end('served by ' + cluster.worker.id); });
				}).listen(0, '127.0.0.1');
			}
		`))
	}()
	port := out.match(t, `port (\d+)`)
	var served, lost atomic.Int64
	waves := 0
	for lost.Load() == 0 && waves < 100 { // on a busy machine one may get nearly all of a wave
		waves++
		var wg sync.WaitGroup
		for range wave {
			wg.Go(func() {
				switch answer, err := ask(port, "hello"); {
				case err == nil && strings.HasPrefix(answer, "served by "):
					served.Add(1)
				default:
					lost.Add(1)
				}
			})
		}
		wg.Wait()
	}
	// Those that the worker had taken when it was killed are lost, no other.
	if lost.Load() > taken || lost.Load() == 0 {
		t.Errorf("%d served, %d lost in %d waves of %d", served.Load(), lost.Load(), waves, wave)
	}
	if answer, err := ask(port, "hello"); answer != "served by 2" {
		t.Errorf("afterwards: %q, %v", answer, err)
	}
	_, _ = ask(port, "stop")
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestRunWorkers(t *testing.T) {
	defer goleak.VerifyNone(t)
	out, errOut := &lines{}, &lines{}
	opt := jsmod.Options{
		Permissions: jsmod.Everything(strings.NewReader("input"), out, errOut),
		OnFatal:     func(e *jsmod.Error) { fmt.Fprint(errOut, e.Report()) },
	}
	type result struct {
		code int
		err  error
	}
	ended := make(chan result, 1)
	go func() {
		code, err := jsmod.RunWorkers(context.Background(), 3, opt, jsmod.Source("server.js", `
			const net = require('net');
			let n = 0;
			const server = net.createServer((c) => {
				n++;
				c.on('data', (d) => {
					if (String(d) === 'throw') throw new Error('one of them');
					c.end(String(n));
					if (String(d) === 'stop') server.close();
				});
				c.on('error', () => {});
			}).listen(0, '127.0.0.1', () => console.log('port', server.address().port));
			process.stdin.setEncoding('utf8').on('data', (text) => console.log('read', text));
			try { require('cluster').fork(); } catch (e) { console.log('fork', e.code); }
		`))
		ended <- result{code, err}
	}()
	out.count(t, `port \d+`, 3)
	port := out.match(t, `port (\d+)`)
	sum := ""
	for range 6 {
		answer, err := ask(port, "hello")
		if err != nil {
			t.Fatal(err)
		}
		sum += answer
	}
	if sum != "111222" {
		t.Errorf("connections went %s", sum)
	}
	_, _ = ask(port, "throw")
	for range 4 {
		if _, err := ask(port, "hello"); err != nil {
			t.Errorf("after one has died: %v", err)
		}
	}
	for range 2 {
		_, _ = ask(port, "stop")
	}
	r := <-ended
	var thrown *jsmod.Error
	if r.code != 1 || !errors.As(r.err, &thrown) || thrown.Message != "one of them" {
		t.Errorf("ended with %d, %v", r.code, r.err)
	}
	out.count(t, `read input`, 1)
	out.count(t, `fork ERR_ACCESS_DENIED`, 3)
	errOut.count(t, `Error: one of them`, 1)
}

func TestRunWorkersEndsWithItsContext(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	_, err := jsmod.RunWorkers(ctx, 2, jsmod.Options{}, jsmod.Source("x.js", `for (;;);`))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended with %v", err)
	}
	if _, err := jsmod.RunWorkers(ctx, 0, jsmod.Options{}, jsmod.Script{}); err == nil {
		t.Error("no worker at all is no error")
	}
}

// lines is what scripts print, to be waited for.
type lines struct{ jstest.Buffer }

func (l *lines) match(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(jstest.Timeout); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if m := re.FindStringSubmatch(l.String()); m != nil {
			return m[len(m)-1]
		}
	}
	t.Fatalf("no %q in %q", pattern, l.String())
	return ""
}

func (l *lines) count(t *testing.T, pattern string, want int) {
	t.Helper()
	re := regexp.MustCompile(pattern)
	got := 0
	for end := time.Now().Add(jstest.Timeout); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if got = len(re.FindAllString(l.String(), -1)); got == want {
			return
		}
	}
	t.Errorf("%d times %q in %q, want %d", got, pattern, l.String(), want)
}

// ask opens a connection, says one word and reads the answer.
func ask(port, word string) (string, error) {
	nc, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		return "", err
	}
	defer nc.Close()
	_ = nc.SetDeadline(time.Now().Add(jstest.Timeout))
	if _, err := nc.Write([]byte(word)); err != nil {
		return "", err
	}
	answer, err := io.ReadAll(nc)
	return string(answer), err
}

func mapFS(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }
