package jsmod_test

import (
	"context"
	"errors"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestProcessesNeedPermission(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := jstest.Sandboxed(t, jsmod.Options{}, `
		const cp = require('child_process');
		for (const name of ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync']) {
			try { cp[name]('id'); console.log(name, 'worked'); } catch (e) { console.log(name, e.code, e.permission, e.message); }
		}
		try { new cp.ChildProcess().spawn({ file: 'id' }); } catch (e) { console.log(e.code, e.resource); }
		console.log(process.send, process.connected);
	`)
	const denied = " ERR_ACCESS_DENIED ChildProcess Access to this API has been restricted\n"
	want := ""
	for _, name := range []string{"spawn", "exec", "execFile", "fork", "spawnSync", "execSync", "execFileSync"} {
		want += name + denied
	}
	want += "ERR_ACCESS_DENIED id\nundefined undefined\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}

// only lets scripts start one program, and keeps what it was asked.
type only struct {
	module.Processes
	file  string
	asked []module.Command
}

func (o *only) Start(ctx context.Context, c module.Command) (module.Process, error) {
	o.asked = append(o.asked, c)
	if c.File != o.file {
		return nil, module.ErrDenied
	}
	return o.Processes.Start(ctx, c)
}

func TestEmbedderChoosesPrograms(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	mine := &only{Processes: jsmod.SystemProcesses{}, file: "/bin/echo"}
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{Processes: mine}}, `
		const cp = require('child_process');
		console.log(String(cp.execFileSync('/bin/echo', ['yes'])).trim());
		try { cp.execSync('/bin/echo no'); } catch (e) { console.log(e.code, e.resource); }
		try {
			cp.spawn('x', ['y'], { argv0: 'z', env: { A: 'b' }, cwd: '/tmp', detached: true, uid: 5, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
		} catch (e) { console.log(e.code, e.resource); }
	`)
	if r.Err != nil || r.Stdout != "yes\nERR_ACCESS_DENIED /bin/sh\nERR_ACCESS_DENIED x\n" {
		t.Fatalf("%q, %v", r.Stdout, r.Err)
	}
	uid := uint32(5)
	want := module.Command{
		File: "x", Args: []string{"z", "y"}, Env: []string{"A=b"}, Dir: "/tmp", Detached: true, UID: &uid,
		// What is inherited is a pipe to the embedder's writer.
		Stdio: []module.ChildStdio{{}, {Pipe: true}, {Pipe: true}, {Pipe: true}},
	}
	if got := mine.asked[2]; !reflect.DeepEqual(got, want) {
		t.Errorf("asked for %+v, want %+v", got, want)
	}
	if env := mine.asked[0].Env; len(env) != 0 {
		t.Errorf("a script without an environment gave %q", env)
	}
}

func TestForkWithoutAProgram(t *testing.T) {
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{Processes: jsmod.SystemProcesses{}}}, `
		try { require('child_process').fork('x'); } catch (e) { console.log(e.code); }
	`)
	if r.Err != nil || r.Stdout != "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM\n" {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}

func needUnix(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: the programs that this starts are Unix's")
	}
}

// startAndClose runs a script that prints the number of a process, and closes the
// runtime while that runs.
func startAndClose(t *testing.T, p module.Processes, source string) (pid int) {
	t.Helper()
	needUnix(t)
	var out jstest.Buffer
	all := jsmod.Everything(nil, &out, &out)
	all.Processes = p
	rt, err := jsmod.New(jsmod.Options{Permissions: all})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- rt.Run(context.Background(), jsmod.Source("start.js", source)) }()
	eventually(t, func() bool {
		pid, err = strconv.Atoi(strings.TrimSpace(out.String()))
		return err == nil
	})
	if !alive(pid) {
		t.Fatalf("no process %d", pid)
	}
	if err := rt.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, jsmod.ErrClosed) {
		t.Errorf("Run returned %v", err)
	}
	return pid
}

func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}

func eventually(t *testing.T, cond func() bool) {
	t.Helper()
	for begun := time.Now(); !cond(); time.Sleep(time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("it did not happen")
		}
	}
}

const startSleep = `
	const child = require('child_process').spawn('sh', ['-c', 'echo up; exec sleep 1000'], { detached: true });
	child.stdout.on('data', () => console.log(child.pid));
`

func TestChildrenEndWithTheRuntime(t *testing.T) {
	defer goleak.VerifyNone(t)
	if pid := startAndClose(t, jsmod.SystemProcesses{}, startSleep); alive(pid) {
		t.Errorf("process %d is there after Close", pid)
	}
}

// A child that is left running keeps one goroutine, which ends with it.
func TestChildrenAreLeftRunning(t *testing.T) {
	defer goleak.VerifyNone(t)
	pid := startAndClose(t, jsmod.SystemProcesses{LeaveRunning: true}, startSleep)
	if !alive(pid) {
		t.Fatalf("process %d has ended with the runtime", pid)
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { return !alive(pid) })
}

// The pipes are closed in any case: this child ends when its input does.
func TestPipesEndWithTheRuntime(t *testing.T) {
	defer goleak.VerifyNone(t)
	pid := startAndClose(t, jsmod.SystemProcesses{LeaveRunning: true}, `
		const child = require('child_process').spawn('cat');
		child.stdout.on('data', () => console.log(child.pid));
		child.stdin.write('x');
	`)
	eventually(t, func() bool { return !alive(pid) })
}

// A script that waits for a program is interrupted like any other.
func TestWaitingIsInterrupted(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	for _, source := range []string{
		`require('child_process').execSync('sleep 1000; true')`,
		// What it has started holds the pipes.
		`require('child_process').spawnSync('sh', ['-c', 'sleep 1000 & echo'])`,
		`require('child_process').spawnSync('cat', { stdio: ['inherit', 'pipe', 'inherit'] })`,
	} {
		in, far, err := os.Pipe() // nothing comes
		if err != nil {
			t.Fatal(err)
		}
		rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(struct{ *os.File }{in}, nil, nil)})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		begun := time.Now()
		err = rt.Run(ctx, jsmod.Source("wait.js", source))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", source, err)
		}
		rt.Close()
		if d := time.Since(begun); d > 10*time.Second {
			t.Errorf("%s took %v to end", source, d)
		}
		cancel()
		far.Close()
		in.Close()
	}
}

// What a child inherits may be no file of the system's.
func TestChildrenWriteToTheEmbeddersStreams(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	all := jsmod.Everything(strings.NewReader("from the host"), nil, nil)
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: all}, `
		const cp = require('child_process');
		const child = cp.spawn('sh', ['-c', 'cat; echo; echo err >&2'], { stdio: 'inherit' });
		child.on('close', () => {
			cp.execSync('echo sync', { stdio: 'inherit' });
			cp.execSync('echo fd; echo two >&2', { stdio: ['ignore', 1, 2] });
			console.log(child.stdout, child.stdio.length);
		});
	`)
	if r.Err != nil || r.Stdout != "from the host\nsync\nfd\nnull 3\n" || r.Stderr != "err\ntwo\n" {
		t.Errorf("%q, %q, %v", r.Stdout, r.Stderr, r.Err)
	}
}

// Workers may start programs where their primary may.
func TestWorkersStartPrograms(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	r := jstest.Exec(t, jsmod.Options{}, `
		const cluster = require('cluster');
		if (cluster.isPrimary) cluster.fork().on('message', (m) => console.log(m));
		else {
			process.send(String(require('child_process').execSync('echo here')).trim());
			process.disconnect();
		}
	`)
	if r.Err != nil || r.Stdout != "here\n" {
		t.Errorf("%q, %v\n%s", r.Stdout, r.Err, r.Stderr)
	}
}

// A connection that a child has, and of which some was read too early, ends with
// the runtime.
func TestLentConnectionsEndWithTheRuntime(t *testing.T) {
	defer goleak.VerifyNone(t)
	pid := startAndClose(t, jsmod.SystemProcesses{LeaveRunning: true}, `
		const net = require('net'), { spawn } = require('child_process');
		const server = net.createServer((socket) => {
			for (const late = Date.now() + 50; Date.now() < late;); // 'early' is read meanwhile
			const child = spawn('cat', { stdio: [socket, socket, 'ignore'] });
			client.on('data', (bytes) => console.log(String(bytes) === 'early' ? child.pid : bytes));
		}).listen(0, () => client.connect(server.address().port).write('early'));
		const client = new net.Socket();
	`)
	eventually(t, func() bool { return !alive(pid) })
}
