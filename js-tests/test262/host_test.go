package test262

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing/fstest"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod"
	"tlsjs/jsmod/module"
)

//go:embed fixtures/host.js
var hostScript []byte

const (
	// patience is how long a file may run on a machine that has other work, too, and
	// grace how long the engine may take to notice that it is over.
	patience = 5 * time.Minute
	grace    = time.Minute
)

// suite is the folder, with what all of its files share.
type suite struct {
	dir     string
	harness map[string]string
	files   module.FS
}

// openSuite reads the harness. A file beside the suite's own says that its .js files are
// ES modules, which only those are asked that the loader runs.
func openSuite(dir, scratch string) (*suite, error) {
	s := &suite{dir: dir, harness: map[string]string{}}
	pkg := filepath.Join(scratch, "package.json")
	if err := os.WriteFile(pkg, []byte(`{"type":"module"}`), 0o600); err != nil {
		return nil, err
	}
	s.files = suiteFiles{jsmod.Everything(nil, nil, nil).FS, filepath.Join(dir, "test", "package.json"), pkg}
	root := filepath.Join(dir, "harness")
	return s, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		s.harness[filepath.ToSlash(name)] = string(text)
		return err
	})
}

// suiteFiles are the files of the machine and one package.json more.
type suiteFiles struct {
	module.FS
	asked, given string
}

func (f suiteFiles) name(name string) string {
	if name == f.asked {
		return f.given
	}
	return name
}

func (f suiteFiles) OpenFile(name string, flag int, perm fs.FileMode) (module.File, error) {
	return f.FS.OpenFile(f.name(name), flag, perm)
}

func (f suiteFiles) Stat(name string) (fs.FileInfo, error) { return f.FS.Stat(f.name(name)) }

// outcome is what host.js was told of, first.
type outcome struct {
	phase, name, message string
	printed              []string
}

// run runs a file and returns why it fails. It never takes much longer than patience.
func (s *suite) run(name, text string, f frontmatter) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("PANIC: %v", p)
			}
		}()
		done <- s.runFile(name, text, f)
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(patience + grace):
		return errors.New("HANG: does not end when its context does")
	}
}

func (s *suite) runFile(name, text string, f frontmatter) error {
	out := &outcome{}
	flags := map[string]string{}
	if !f.has("module") {
		flags["unhandled-rejections"] = "none"
	}
	rt, err := jsmod.New(jsmod.Options{
		Compat: "node", Flags: flags,
		Permissions: jsmod.Permissions{FS: s.files},
		Modules: []module.Module{{
			Name:    "test262",
			Scripts: fstest.MapFS{"host.js": {Data: hostScript}},
			Entries: map[string]string{"test262": "host.js"},
			Bind:    func(h module.Host) (*goja.Object, error) { return s.bind(h, name, text, f, out) },
		}},
	})
	if err != nil {
		return fmt.Errorf("PANIC: a new runtime: %w", err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	main := filepath.Join(s.dir, "host.cjs")
	err = rt.Run(ctx, jsmod.Source(main, "require('test262').run()"))
	return out.verdict(ctx, f, err)
}

// bind makes what host.js finds.
func (s *suite) bind(h module.Host, name, text string, f frontmatter, out *outcome) (*goja.Object, error) {
	vm := h.VM()
	if f.has("onlyStrict") {
		text = "\"use strict\";\n" + text
	}
	var harness [][]string
	if !f.has("raw") {
		includes := append([]string{"assert.js", "sta.js"}, f.includes...)
		if f.has("async") {
			includes = append(includes, "doneprintHandle.js")
		}
		for _, include := range includes {
			source, found := s.harness[include]
			if !found {
				return nil, fmt.Errorf("harness/%s is not there", include)
			}
			harness = append(harness, []string{include, source})
		}
	}
	binding := vm.NewObject()
	return binding, errors.Join(
		binding.Set("test", map[string]any{
			"file": filepath.Join(s.dir, "test", filepath.FromSlash(name)), "text": text, "harness": harness, "isModule": f.has("module"),
		}),
		binding.Set("ended", func(phase, name, message string) {
			if out.phase == "" {
				out.phase, out.name, out.message = phase, name, message
			}
		}),
		binding.Set("print", func(text string) { out.printed = append(out.printed, text) }),
		binding.Set("gc", func() { runtime.GC() }),
		binding.Set("detach", func(v goja.Value) {
			if buffer, ok := v.Export().(goja.ArrayBuffer); ok {
				buffer.Detach()
			}
		}),
	)
}

// verdict says what is wrong, given what Run returned.
func (o *outcome) verdict(ctx context.Context, f frontmatter, err error) error {
	var internal *jsmod.InternalError
	switch {
	case errors.As(err, &internal):
		return fmt.Errorf("PANIC: %v", internal.Value)
	case ctx.Err() != nil:
		return errors.New("TIMEOUT")
	case err != nil && o.phase == "":
		return fmt.Errorf("ended by %w", err)
	case f.throws != "" && o.phase == "":
		return fmt.Errorf("expected %s (%s), and nothing was thrown", f.throws, f.phase)
	case f.throws != "" && (o.name != f.throws || !o.phaseIs(f)):
		return fmt.Errorf("expected %s (%s), found %s (%s): %s", f.throws, f.phase, o.name, o.phase, o.message)
	case f.throws != "":
		return nil
	case o.phase != "":
		return fmt.Errorf("%s (%s): %s", o.name, o.phase, o.message)
	case f.has("async") && (len(o.printed) == 0 || o.printed[0] != "Test262:AsyncTestComplete"):
		return fmt.Errorf("async: printed %q", strings.Join(o.printed, "; "))
	}
	return nil
}

// phaseIs tells that something was thrown when the file says. Of a module it is known by
// what was thrown alone: its first statement throws a text if it runs too early.
func (o *outcome) phaseIs(f frontmatter) bool {
	return f.has("module") || (o.phase == "parse") == (f.phase == "parse")
}
