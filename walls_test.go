package tlsjs_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// module is the path that all of our packages begin with.
const module = "tlsjs"

// wall says what the packages under a path may import. Standard library packages
// are always allowed, unless never names them.
type wall struct {
	// pkg is a package; with a final "/..." everything below it, and with
	// "/*" the packages right below it.
	pkg string
	// may are the packages of ours and of others that it may reach, in the
	// same notation. What these reach in turn is theirs to answer for, unless
	// never forbids it.
	may []string
	// never must not be reached, not even through others.
	never []string
}

const (
	goja        = "github.com/dop251/goja"
	gojaNode    = "github.com/dop251/goja_nodejs/..."
	xcrypto     = "golang.org/x/crypto/..."
	cryptoLibs  = "filippo.io/bigmod/..."
	keyWrap     = "github.com/go-jose/go-jose/v4/cipher"
	pkcs12      = "software.sslmate.com/src/go-pkcs12/..."
	contract    = module + "/jsmod/module"
	modHelpers  = module + "/jsmod/internal/..."
	loop        = module + "/eventloop"
	transport   = module + "/internal/transport"
	tlscore     = module + "/tlscore/..."
	anyModule   = module + "/jsmod/*"
	notOurs     = module + "/..."
	golangOrgX  = "golang.org/x/..."
	esbuild     = "github.com/evanw/esbuild/..."
	pemkey      = module + "/internal/pemkey"
	whatwgURL   = "github.com/nlnwa/whatwg-url/..."
	brotli      = "github.com/andybalholm/brotli/..."
	wazero      = "github.com/tetratelabs/wazero/..."
	uax29       = "github.com/clipperhouse/uax29/v2/..."
	gojaCompany = "github.com/dop251/goja/..."
	fsnotify    = "github.com/fsnotify/fsnotify"
)

// walls is the table of DESIGN.md. The first row that fits a package holds.
var walls = []wall{
	{pkg: loop, never: []string{goja, gojaNode, "net", "crypto/tls", notOurs}},
	{pkg: transport, never: []string{goja, gojaNode, "crypto/tls", notOurs}},
	{pkg: pemkey, may: []string{xcrypto, pkcs12}, never: []string{goja, gojaNode, notOurs}},
	{pkg: tlscore, may: []string{tlscore, transport, pemkey, xcrypto, cryptoLibs, pkcs12, golangOrgX},
		never: []string{goja, gojaNode, loop, module + "/jsmod/..."}},
	{pkg: contract, may: []string{goja, gojaCompany, loop},
		never: []string{tlscore, transport}},
	// The test harness drives the public runtime.
	{pkg: module + "/jsmod/internal/jstest", may: []string{module + "/jsmod", goja, gojaCompany, loop, contract, modHelpers}},
	{pkg: module + "/jsmod/internal/hostfs", may: []string{contract, fsnotify, golangOrgX}, never: []string{gojaNode, transport, tlscore}},
	{pkg: modHelpers, may: []string{goja, gojaCompany, gojaNode, loop, contract, modHelpers, transport, tlscore, esbuild, golangOrgX}},
	// The loader is no Node module but the runtime's own; it runs the prelude.
	{pkg: module + "/jsmod/loader", may: []string{goja, gojaCompany, contract, modHelpers, module + "/jsmod/prelude", esbuild}},
	{pkg: module + "/jsmod/net", may: []string{goja, gojaCompany, gojaNode, loop, contract, modHelpers, transport, golangOrgX}},
	{pkg: module + "/jsmod/tls", may: []string{goja, gojaCompany, gojaNode, loop, contract, modHelpers, transport, tlscore, golangOrgX}},
	{pkg: module + "/jsmod/crypto", may: []string{goja, gojaCompany, gojaNode, loop, contract, modHelpers, tlscore, pemkey, xcrypto, cryptoLibs, keyWrap, golangOrgX}},
	{pkg: module + "/internal/deflate", never: []string{goja, gojaNode, notOurs}},
	{pkg: module + "/jsmod/zlib", may: []string{goja, gojaCompany, loop, contract, modHelpers, module + "/internal/deflate", brotli}},
	{pkg: module + "/jsmod/webassembly", may: []string{goja, loop, contract, modHelpers, wazero}},
	{pkg: module + "/jsmod/intl", may: []string{goja, gojaCompany, contract, modHelpers, uax29, golangOrgX}},
	{pkg: anyModule, may: []string{goja, gojaCompany, gojaNode, loop, contract, modHelpers, transport, whatwgURL, golangOrgX}},
	{pkg: module + "/jsmod", may: []string{module + "/jsmod/...", loop, transport, tlscore, goja, gojaCompany, gojaNode, esbuild, golangOrgX},
		never: []string{module + "/cmd/..."}},
	{pkg: module + "/cmd/...", may: []string{module + "/cmd/...", module + "/jsmod", contract, tlscore, golangOrgX}},
	// The benchmarks run the runtime as any other program, but for the one that
	// asks the engine for its profile.
	{pkg: module + "/bench/profiled", may: []string{module + "/jsmod", goja}},
	{pkg: module + "/bench/...", may: []string{module + "/tlscore/certgen"}},
}

// goPackage is what `go list -deps -json` tells.
type goPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

func listPackages(t *testing.T) map[string]goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatalf("go list: %v", err)
	}
	packages := map[string]goPackage{}
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p goPackage
		if err := decoder.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

// fits holds an import path against the notation of wall.
func fits(path, pattern string) bool {
	if base, below := strings.CutSuffix(pattern, "/..."); below {
		return path == base || strings.HasPrefix(path, base+"/")
	}
	if base, below := strings.CutSuffix(pattern, "/*"); below {
		rest, ok := strings.CutPrefix(path, base+"/")
		return ok && !strings.Contains(rest, "/")
	}
	return path == pattern
}

func anyFits(path string, patterns []string) bool {
	for _, p := range patterns {
		if fits(path, p) {
			return true
		}
	}
	return false
}

// breaches lists what a package imports through a wall.
func breaches(p goPackage, w wall, standard func(string) bool) []string {
	var found []string
	for _, path := range p.Imports {
		if path != p.ImportPath && !standard(path) && !anyFits(path, w.may) {
			found = append(found, p.ImportPath+" imports "+path)
		}
	}
	for _, path := range p.Deps {
		if path != p.ImportPath && !sub(p.ImportPath, w.pkg, path) && anyFits(path, w.never) {
			found = append(found, p.ImportPath+" reaches "+path)
		}
	}
	return found
}

// sub reports whether path belongs to the same row as the package itself.
func sub(self, pattern, path string) bool { return fits(self, pattern) && fits(path, pattern) }

func TestImportsRunDownward(t *testing.T) {
	packages := listPackages(t)
	standard := func(path string) bool { return path == "C" || packages[path].Standard }
	ours := 0
	for path, p := range packages {
		if p.Standard || !fits(path, notOurs) || path == module {
			continue
		}
		ours++
		row := -1
		for i := range walls {
			if fits(path, walls[i].pkg) {
				row = i
				break
			}
		}
		if row < 0 {
			if !anyFits(path, outside) {
				t.Errorf("%s stands in no row of the table of walls", path)
			}
			continue
		}
		for _, breach := range breaches(p, walls[row], standard) {
			t.Error(breach)
		}
	}
	if ours < 4 {
		t.Fatalf("go list found only %d packages of ours", ours)
	}
}

// outside are packages that judge the others and may import all of them, and a
// helper of tests.
var outside = []string{module + "/js-tests/...", module + "/bench/...", module + "/internal/testsum/...",
	module + "/internal/freeport/..."}

// The test itself must be able to fail.
func TestBreachesAreFound(t *testing.T) {
	standard := func(path string) bool { return !strings.Contains(path, ".") && !strings.HasPrefix(path, module) }
	cases := []struct {
		p    goPackage
		want int
	}{
		{goPackage{ImportPath: loop, Imports: []string{"time"}, Deps: []string{"time"}}, 0},
		{goPackage{ImportPath: loop, Imports: []string{goja}, Deps: []string{goja}}, 2},
		{goPackage{ImportPath: loop, Imports: []string{"net"}, Deps: []string{"net"}}, 1},
		{goPackage{ImportPath: module + "/tlscore", Imports: []string{transport}, Deps: []string{transport}}, 0},
		{goPackage{ImportPath: module + "/tlscore/tls12", Imports: []string{module + "/tlscore"}, Deps: []string{loop}}, 1},
		{goPackage{ImportPath: module + "/jsmod/fs", Imports: []string{module + "/jsmod/net"}}, 1},
		{goPackage{ImportPath: module + "/jsmod/fs", Imports: []string{module + "/tlscore"}}, 1},
		{goPackage{ImportPath: module + "/cmd/tlsjs", Imports: []string{loop, module + "/jsmod"}}, 1},
	}
	for _, c := range cases {
		row := slices.IndexFunc(walls, func(w wall) bool { return fits(c.p.ImportPath, w.pkg) })
		if got := breaches(c.p, walls[row], standard); len(got) != c.want {
			t.Errorf("%s importing %v: %d breaches %v, want %d", c.p.ImportPath, c.p.Imports, len(got), got, c.want)
		}
	}
}
