package jsmod

import (
	"context"
	_ "embed"
	"errors"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/hostfs"
	"tlsjs/jsmod/module"
)

// odd.js calls everything that it can reach with odd values.
//
//go:embed testdata/odd.js
var oddScript string

// oddTime is how long the calls of one module may take, and stuckTime how long
// one native call may go on after the context has ended it.
// A script that goes on and on by itself is none of our faults.
const (
	oddTime   = time.Second
	stuckTime = 5 * time.Second
)

// localNet is this machine and nothing else.
type localNet struct{}

func (localNet) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, module.ErrDenied
	}
	return transport.Dial(ctx, network, address, local)
}

func (localNet) Listen(ctx context.Context, network, address string, opt module.ListenOptions) (net.Listener, error) {
	if strings.HasPrefix(network, "unix") {
		return nil, module.ErrDenied
	}
	return transport.Listen(ctx, network, "127.0.0.1:0", transport.ListenOptions{Backlog: opt.Backlog})
}

func (localNet) Resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, module.ErrDenied
	}}
}

// mapEnv is an environment that the process does not share.
type mapEnv map[string]string

func (e mapEnv) Get(name string) (string, bool) { v, ok := e[name]; return v, ok }
func (e mapEnv) Set(name, value string) error   { e[name] = value; return nil }
func (e mapEnv) Unset(name string) error        { delete(e, name); return nil }
func (e mapEnv) Names() (names []string) {
	for n := range e {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Whatever a script passes to whatever it can reach, and to the native halves
// that it cannot, nothing but JavaScript exceptions comes out.
func TestOddArguments(t *testing.T) {
	t.Cleanup(func() { waitForJobs(t) })
	for _, m := range builtins {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			oddModule(t, m)
		})
	}
}

func oddModule(t *testing.T, m *module.Module) {
	files, err := hostfs.NewConfined(hostfs.Root{Dir: t.TempDir(), Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	rt, err := New(Options{Permissions: Permissions{
		FS: files, Net: localNet{}, Env: mapEnv{"A": "b"},
		Stdio: Stdio{In: strings.NewReader("some\ninput"), Out: &sink{}, Err: &sink{}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var current atomic.Value
	ctx, cancel := context.WithTimeout(context.Background(), oddTime)
	defer cancel()
	calls := 0
	done := make(chan error, 1)
	go func() {
		err := rt.Run(ctx, Func(func(vm *goja.Runtime) error {
			return errors.Join(
				vm.Set("now", func(call goja.FunctionCall) goja.Value {
					calls++
					current.Store(call.Argument(0).String())
					return goja.Undefined()
				}),
				runOdd(rt.rt, m),
			)
		}))
		done <- errors.Join(err, rt.Close())
	}()
	watchdog := time.AfterFunc(oddTime+stuckTime, func() {
		panic("not to be interrupted: " + current.Load().(string))
	})
	defer watchdog.Stop()
	err = <-done
	var internal *InternalError
	if errors.As(err, &internal) {
		t.Errorf("%v: %v\n%s", current.Load(), internal.Value, internal.Stack)
	}
	t.Logf("%d functions, %v", calls, err)
}

type sink struct{}

func (s *sink) Write(b []byte) (int, error) { return len(b), nil }

// runOdd gives the script the native half of a module and all its exports.
func runOdd(r *runtime, m *module.Module) error {
	targets := r.vm.NewObject()
	for name := range m.Entries {
		v, err := r.requireBuiltin(name)
		if err != nil {
			return err
		}
		if err := targets.Set(name, v); err != nil {
			return err
		}
	}
	if b := r.families[m.Name].binding; b != nil {
		if err := targets.Set("binding", b); err != nil {
			return err
		}
	}
	v, err := r.vm.RunScript("odd.js", oddScript)
	if err != nil {
		return err
	}
	fn, _ := goja.AssertFunction(v)
	require := r.vm.ToValue(func(call goja.FunctionCall) goja.Value { return r.Require(call.Argument(0).String()) })
	_, err = fn(goja.Undefined(), targets, require)
	return err
}
