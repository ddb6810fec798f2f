//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"tlsjs/tlscore/certgen"
)

// peer is a runtime, or the plain Go server.
type peer struct {
	name, version string
	// script are the words before a script's name, eval those that run a text.
	script, eval []string
	// plain is the Go server, which runs no script.
	plain string
}

// The npm packages that carry the binaries of Bun and Deno.
const (
	bunPackage  = "@oven/bun-linux-x64@1.4.5"
	denoPackage = "@deno/linux-x64-glibc@2.9.6"
)

// workshop is where a run keeps what it needs.
type workshop struct {
	dir, root string
	load      string // the load generator
	keys      string
	file      string // to be downloaded
	log       io.Writer
}

// newWorkshop builds the programs and makes the keys. The working directory is
// the module's.
func newWorkshop(dir string, log io.Writer) (*workshop, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	w := &workshop{dir: dir, root: root, load: filepath.Join(dir, "load"), keys: filepath.Join(dir, "keys"),
		file: filepath.Join(dir, "file"), log: log}
	for name, pkg := range map[string]string{"load": "./bench/load", "plain": "./bench/plain", "tlsjs": "./cmd/tlsjs"} {
		build := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(dir, name), pkg)
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build has it
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
	}
	files, err := certgen.Generate(certgen.Options{Algorithm: certgen.EC})
	if err != nil {
		return nil, err
	}
	return w, files.WriteTo(w.keys, false)
}

// candidate is a peer that may be here.
type candidate struct {
	name string
	find func() (*peer, error)
}

// findPeers returns the peers that are here, in the order of the table, and why
// others are not. A base is wanted when there is one.
func (w *workshop) findPeers(wanted []string, base string) (found []*peer, missing []string) {
	all := []candidate{
		{"tlsjs", func() (*peer, error) {
			tlsjs := filepath.Join(w.dir, "tlsjs")
			return newPeer(tlsjs, []string{tlsjs, "--compat=node"}, []string{tlsjs, "-e"})
		}},
		{"node", func() (*peer, error) {
			node, err := exec.LookPath("node")
			if err != nil {
				return nil, err
			}
			return newPeer(node, []string{node}, []string{node, "-e"})
		}},
		{"go", func() (*peer, error) {
			return &peer{version: runtime.Version(), plain: filepath.Join(w.dir, "plain")}, nil
		}},
		{"bun", func() (*peer, error) {
			bun, err := w.fromNPM(bunPackage, "bin/bun")
			if err != nil {
				return nil, err
			}
			return newPeer(bun, []string{bun}, []string{bun, "-e"})
		}},
		{"deno", func() (*peer, error) {
			deno, err := w.fromNPM(denoPackage, "deno")
			if err != nil {
				return nil, err
			}
			return newPeer(deno, []string{deno, "run", "-A"}, []string{deno, "eval"})
		}},
	}
	if base != "" {
		find := func() (*peer, error) { return newPeer(base, []string{base, "--compat=node"}, []string{base, "-e"}) }
		all = slices.Insert(all, 1, candidate{"base", find})
	}
	for _, a := range all {
		if wanted != nil && a.name != "base" && !slices.Contains(wanted, a.name) {
			continue
		}
		p, err := a.find()
		if err != nil {
			missing = append(missing, fmt.Sprintf("%s: %v", a.name, err))
			continue
		}
		p.name = a.name
		found = append(found, p)
	}
	return found, missing
}

// newPeer asks a program for its version.
func newPeer(program string, script, eval []string) (*peer, error) {
	out, err := exec.Command(program, "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("%s --version: %w", program, err)
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return &peer{version: line, script: script, eval: eval}, nil
}

// fromNPM installs a package into a folder of its own in bin/peers and returns
// the path of a file in it.
func (w *workshop) fromNPM(pkg, file string) (string, error) {
	name := pkg[:strings.LastIndex(pkg, "@")]
	dir := filepath.Join(w.root, "bin", "peers", filepath.Base(name))
	path := filepath.Join(dir, "node_modules", filepath.FromSlash(name), filepath.FromSlash(file))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	fmt.Fprintln(w.log, "installing", pkg)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	out, err := exec.Command("npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("npm install %s: %w: %s", pkg, err, lastLine(out))
	}
	return path, os.Chmod(path, 0o755)
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}

// serve starts the server of a mode.
func (w *workshop) serve(p *peer, mode string, extra ...string) (*server, error) {
	if p.plain != "" {
		return start(p, []string{p.plain, mode, w.keys, w.file})
	}
	argv := append(slices.Clone(p.script), extra...)
	return start(p, append(argv, filepath.Join(w.root, "bench", "scripts", "server.cjs"), mode, w.keys, w.file))
}
