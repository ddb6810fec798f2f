package jsmod_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestConfined(t *testing.T) {
	dir, secret := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		filepath.Join(dir, "a.txt"): "inside", filepath.Join(secret, "b.txt"): "outside",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	files, closeFiles, err := jsmod.Confined(jsmod.Root{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer closeFiles()
	run := func(source string) jstest.Result {
		return jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{FS: files}}, source)
	}
	if r := run(`console.log(require('fs').readFileSync('a.txt', 'utf8'))`); r.Stdout != "inside\n" {
		t.Errorf("reading inside: %q, %v", r.Stdout, r.Err)
	}
	for _, source := range []string{
		`require('fs').readFileSync('link/b.txt')`,
		`require('fs').readFileSync('../' + require('path').basename(process.cwd()) + '/link/b.txt')`,
		`require('fs').readFileSync('/etc/passwd')`,
		`require('fs').writeFileSync('a.txt', 'changed')`,
		`require('fs').unlinkSync('a.txt')`,
	} {
		var e *jsmod.Error
		if r := run(source); !errors.As(r.Err, &e) || e.Code != "ERR_ACCESS_DENIED" {
			t.Errorf("%s: %v, want ERR_ACCESS_DENIED", source, r.Err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	files := jsmod.ReadOnly(fstest.MapFS{
		"main.js":     {Data: []byte(`console.log(require('./lib/x').y, __filename)`)},
		"lib/x.js":    {Data: []byte(`exports.y = require('fs').readdirSync('/lib').join()`)},
		"lib/data.js": {Data: []byte(``)},
	})
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{FS: files}}, `require('./main.js')`)
	if r.Err != nil || r.Stdout != "data.js,x.js /main.js\n" {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}
