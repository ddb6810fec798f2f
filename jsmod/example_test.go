package jsmod_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"testing/fstest"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"tlsjs/jsmod"
	"tlsjs/jsmod/module"
)

// The code between the marks "docs:" and "docs end" is printed in README.md and
// in docs/; a test of the root package compares the two.

func Example() {
	// docs: embed
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: os.Stdout}}, // no files, no network
	})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.File("welcome.js"))
	var thrown *jsmod.Error
	if errors.As(err, &thrown) {
		fmt.Println(thrown.Code, "-", thrown.Message)
	}
	// docs end
	// Output: ERR_ACCESS_DENIED - Access to this API has been restricted
}

func ExampleRuntime_Run() {
	// docs: errors
	run := func(source string) error {
		rt, err := jsmod.New(jsmod.Options{})
		if err != nil {
			return err
		}
		defer rt.Close()
		ctx, cancel := context.WithTimeoutCause(context.Background(), 100*time.Millisecond, errors.New("too slow"))
		defer cancel()
		return rt.Run(ctx, jsmod.Source("job.js", source))
	}
	for _, source := range []string{
		`1 + 1`,
		`throw new RangeError('too much')`,
		`Promise.reject(new Error('nobody listens'))`,
		`process.exit(3)`,
		`for (;;);`,
	} {
		err := run(source)
		var (
			thrown *jsmod.Error
			exit   *jsmod.ExitError
		)
		switch {
		case err == nil:
			fmt.Println("done")
		case errors.As(err, &thrown):
			fmt.Printf("%s, line %d, from a promise: %v\n", thrown, thrown.Line, thrown.Rejection)
		case errors.As(err, &exit):
			fmt.Println("status", exit.Code)
		default:
			fmt.Println("ended:", err)
		}
	}
	// docs end
	// Output:
	// done
	// RangeError: too much, line 1, from a promise: false
	// Error: nobody listens, line 1, from a promise: true
	// status 3
	// ended: too slow
}

func ExampleRuntime_Do() {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	// docs: do
	ready := make(chan struct{})
	ended := make(chan error, 1)
	go func() { // waits while the loop turns
		ended <- rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
			close(ready)
			_, err := vm.RunString(`
				const queue = [];
				globalThis.add = (job) => queue.push(job);
				globalThis.idle = setInterval(() => {}, 1000);
			`)
			return err
		}))
	}()
	<-ready
	err = rt.Do(context.Background(), func(vm *goja.Runtime) error {
		add, ok := goja.AssertFunction(vm.Get("add"))
		if !ok {
			return errors.New("add is not a function")
		}
		n, err := add(goja.Undefined(), vm.ToValue("a job"))
		fmt.Println("jobs:", n)
		_, _ = vm.RunString(`clearInterval(idle)`) // nothing is left: Run returns
		return err
	})
	fmt.Println(err, <-ended)
	// docs end
	// Output:
	// jobs: 1
	// <nil> <nil>
}

func ExampleFunc() {
	// docs: values
	type order struct {
		Total float64  `json:"total"`
		Items []string `json:"items"`
	}
	evaluate := func(rule string, o order) (any, error) {
		rt, err := jsmod.New(jsmod.Options{})
		if err != nil {
			return nil, err
		}
		defer rt.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var value goja.Value
		err = rt.Run(ctx, jsmod.Func(func(vm *goja.Runtime) error {
			vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
			if err := vm.Set("order", o); err != nil {
				return err
			}
			var err error
			value, err = vm.RunScript("rule.js", rule)
			return err
		}))
		if err != nil {
			return nil, err
		}
		result := value.Export()
		if p, ok := result.(*goja.Promise); ok { // settled, or waiting for nothing
			result = p.Result().Export()
		}
		return result, nil
	}
	for _, rule := range []string{
		`order.total > 10`,
		`({ discount: order.total / 10, first: order.items[0] })`,
		`Promise.resolve(order.items.length)`,
		`const { createHash } = process.getBuiltinModule('crypto'); createHash('md5').update('x').digest('hex').slice(0, 4)`,
		`order.total >`,
		`order.customer.name`,
	} {
		fmt.Println(evaluate(rule, order{12.5, []string{"tea", "cup"}}))
	}
	// docs end
	// Output:
	// true <nil>
	// map[discount:1.25 first:tea] <nil>
	// 2 <nil>
	// 9dd4 <nil>
	// <nil> SyntaxError: Unexpected end of input
	// <nil> TypeError: Cannot read properties of undefined (reading 'name')
}

// docs: permissions

// onlyTo is a network that reaches one address and listens nowhere.
type onlyTo struct {
	module.Net
	address string
}

func (n onlyTo) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	if address != n.address {
		return nil, module.ErrDenied
	}
	return n.Net.Dial(ctx, network, address, local)
}

func (n onlyTo) Listen(context.Context, string, string, module.ListenOptions) (net.Listener, error) {
	return nil, module.ErrDenied
}

// docs end

func ExamplePermissions() {
	// docs: granted
	all := jsmod.Everything(nil, os.Stdout, os.Stderr)
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{
		Net:   onlyTo{all.Net, "127.0.0.1:9"},
		Stdio: all.Stdio,
	}})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Source("dial.js", `
		const tls = require('tls');
		tls.connect(10, '127.0.0.1').on('error', (e) => console.log('port 10:', e.code));
		tls.createServer().on('error', (e) => console.log('listen:', e.code)).listen(0);
	`))
	// docs end
	if err != nil {
		panic(err)
	}
	// Unordered output:
	// port 10: ERR_ACCESS_DENIED
	// listen: ERR_ACCESS_DENIED
}

// docs: program

// oneProgram lets a script start one program, in an environment of the host's.
type oneProgram struct {
	module.Processes
	file string
}

func (o oneProgram) Start(ctx context.Context, c module.Command) (module.Process, error) {
	if c.File != o.file {
		return nil, module.ErrDenied
	}
	c.Env = []string{"LANG=C"}
	return o.Processes.Start(ctx, c)
}

// docs end

func Example_processes() {
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{
		Processes: oneProgram{jsmod.SystemProcesses{}, "/no/such/program"},
		Stdio:     jsmod.Stdio{Out: os.Stdout},
	}})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Source("start.js", `
		const { spawn } = require('child_process');
		try { spawn('other'); } catch (e) { console.log(e.code, e.resource); }
		spawn('/no/such/program').on('error', (e) => console.log(e.code));
	`))
	if err != nil {
		panic(err)
	}
	// Output:
	// ERR_ACCESS_DENIED other
	// ENOENT
}

// docs: module

// sensor is a module of the host's own. The script holds what its user sees,
// the Go half does what takes time.
var sensor = module.Module{
	Name: "sensor",
	Scripts: fstest.MapFS{"sensor.js": {Data: []byte(`'use strict';
		exports.read = function read(name, callback) {
			if (typeof name !== 'string') throw new TypeError('name must be a string');
			binding.read(name, callback);
		};
	`)}},
	Entries: map[string]string{"sensor": "sensor.js"},
	Bind:    bindSensor,
}

func bindSensor(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	binding := vm.NewObject()
	err := binding.Set("read", func(call goja.FunctionCall) goja.Value {
		name := call.Argument(0).String()
		callback, ok := goja.AssertFunction(call.Argument(1))
		if !ok {
			panic(vm.NewTypeError("callback must be a function"))
		}
		handle := h.Loop().NewHandle() // keeps the script alive
		h.Go(func(ctx context.Context) {
			value, err := measure(ctx, name) // not on the loop: no JavaScript here
			handle.Post(func() {
				handle.Close()
				if err != nil {
					h.Call(callback, goja.Undefined(), vm.NewGoError(err))
					return
				}
				h.Call(callback, goja.Undefined(), goja.Null(), vm.ToValue(value))
			})
		})
		return goja.Undefined()
	})
	return binding, err
}

func measure(ctx context.Context, name string) (float64, error) {
	select {
	case <-time.After(time.Millisecond):
		return map[string]float64{"kitchen": 21.5}[name], nil
	case <-ctx.Done(): // the runtime closes: Close waits for this goroutine
		return 0, ctx.Err()
	}
}

// docs end

func ExampleOptions_modules() {
	// docs: module in use
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: os.Stdout}},
		Modules:     []module.Module{sensor},
	})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Source("main.js", `
		const { promisify } = require('util');
		promisify(require('sensor').read)('kitchen').then((value) => console.log(value));
	`))
	// docs end
	if err != nil {
		panic(err)
	}
	// Output: 21.5
}

func ExampleAttach() {
	// docs: attach
	vm := goja.New()
	registry := require.NewRegistry()
	registry.Enable(vm)
	rt, err := jsmod.Attach(vm, registry, jsmod.Options{
		Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: os.Stdout}},
	})
	if err != nil {
		panic(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
		_, err := vm.RunString(`
			const tls = require('tls');
			setTimeout(() => console.log(typeof tls.connect), 1);
		`)
		return err
	}))
	// docs end
	if err != nil {
		panic(err)
	}
	// Output: function
}
