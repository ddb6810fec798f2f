//go:build linux

// Command bench measures the runtime side by side with Node, Bun, Deno and a
// plain Go server, all in one run and in turn: see docs/performance.md.
//
//	go run ./bench                                   everything; writes docs/performance.md and .svg
//	go run ./bench -case roundtrip -peer tlsjs,node  some of it; writes nothing
//	go run ./bench -case data -base /tmp/old/tlsjs   before and after
//	go run ./bench -case data -profile /tmp/profiles what takes the time
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type options struct {
	cases, peers string
	rounds       int
	scale        float64
	growth       bool
	report       string
	base         string
	profile      string
	verbose      bool
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run measures what the arguments choose and returns the exit status.
func run(args []string, out, errOut io.Writer) int {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.StringVar(&o.cases, "case", "", "`names` of cases, separated by commas; the beginning of a name will do (default all)")
	flags.StringVar(&o.peers, "peer", "", "`names` of peers, separated by commas (default all)")
	flags.IntVar(&o.rounds, "rounds", 5, "how often each peer has its turn")
	flags.Float64Var(&o.scale, "scale", 1, "size of each turn, as a `factor`")
	flags.BoolVar(&o.growth, "growth", false, "also measure each case at 1, 4 and 16 times its size")
	flags.StringVar(&o.report, "report", "", "write the report into this `folder`, and the plot beside it")
	flags.StringVar(&o.base, "base", "", "a `tlsjs` built elsewhere, measured beside this one")
	flags.StringVar(&o.profile, "profile", "", "write profiles of tlsjs's servers into this `folder`, from a turn that does not count")
	flags.BoolVar(&o.verbose, "v", false, "print each turn")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := measure(&o, out, errOut); err != nil {
		fmt.Fprintln(errOut, "bench:", err)
		return 1
	}
	return 0
}

func measure(o *options, out, errOut io.Writer) error {
	dir, err := os.MkdirTemp("", "tlsjs-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	w, err := newWorkshop(dir, errOut)
	if err != nil {
		return err
	}
	peers, missing := w.findPeers(split(o.peers), o.base)
	for _, m := range missing {
		fmt.Fprintln(errOut, "LEFT OUT:", m)
	}
	chosen := chooseCases(split(o.cases))
	if len(peers) == 0 || len(chosen) == 0 {
		return fmt.Errorf("no peer or no case is left of -peer %q -case %q", o.peers, o.cases)
	}
	begin, load := time.Now(), loadAverage()
	var results []*caseResult
	for _, c := range chosen {
		r, err := w.runCase(c, peers, o)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		results = append(results, r)
		fmt.Fprint(out, r.table())
		if o.profile != "" && c.mode != "" {
			if err := w.profile(c, o); err != nil {
				return fmt.Errorf("profile of %s: %w", c.name, err)
			}
		}
	}
	rep := &report{results: results, peers: peers, missing: missing, machine: describeMachine(),
		load: load, rounds: o.rounds, scale: o.scale, took: time.Since(begin)}
	fmt.Fprint(out, rep.summary())
	if o.report == "" {
		return nil
	}
	if err := rep.writeInto(filepath.Join(o.report, "performance.md")); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.report, "performance.svg"), rep.plot(), 0o644)
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}
