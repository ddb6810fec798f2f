//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// caseResult is what a case has given.
type caseResult struct {
	*benchCase
	peers []*peer
	// figures are [metric][peer][round].
	figures [][][]float64
	// size is the count of each turn.
	size int
	// left says why a peer is not there.
	left map[string]string
	// growth are the first metric's figures of tlsjs at 1, 4 and 16 times the size.
	growth []float64
}

// errLeftOut is the error of a case that a peer cannot run.
var errLeftOut = errors.New("left out")

// runCase gives each peer its turn, round after round. Servers live as long as
// the case, so that all of them are warm.
func (w *workshop) runCase(c *benchCase, peers []*peer, o *options) (*caseResult, error) {
	r := &caseResult{benchCase: c, size: w.count(c, o.scale), left: map[string]string{}}
	servers := map[*peer]*server{}
	defer func() {
		for _, s := range servers {
			s.stop()
		}
	}()
	if c.mode == "download" {
		if err := os.WriteFile(w.file, make([]byte, w.count(c, o.scale)), 0o644); err != nil {
			return nil, err
		}
	}
	for _, p := range peers {
		if c.mode == "" && p.plain != "" {
			continue // the plain server runs no script
		}
		if c.mode != "" && c.run != nil && c.name != "workers" {
			s, err := w.serve(p, c.mode)
			if err != nil {
				r.left[p.name] = err.Error()
				continue
			}
			servers[p] = s
		}
		r.peers = append(r.peers, p)
	}
	rounds := o.rounds
	if c.fixed {
		rounds = 1
	} else if err := w.round(c, r, servers, max(1, w.count(c, o.scale)/4), nil); err != nil { // warm up
		return nil, err
	}
	r.figures = make([][][]float64, len(c.metrics))
	for i := range r.figures {
		r.figures[i] = make([][]float64, len(r.peers))
	}
	for range rounds {
		err := w.round(c, r, servers, w.count(c, o.scale), func(i int, values []float64) {
			for m, v := range values {
				r.figures[m][i] = append(r.figures[m][i], v)
			}
			if o.verbose {
				fmt.Fprintf(w.log, "%s %s %.4g\n", c.name, r.peers[i].name, values)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	if o.growth && (!c.fixed || c.fresh) {
		return r, w.grow(c, r, servers, o)
	}
	return r, nil
}

func (w *workshop) count(c *benchCase, scale float64) int {
	return max(c.connections, 1, int(float64(c.count)*scale))
}

// round is one turn of each peer. A peer that fails is left out from then on.
func (w *workshop) round(c *benchCase, r *caseResult, servers map[*peer]*server, count int, keep func(int, []float64)) error {
	for i, p := range r.peers {
		if _, gone := r.left[p.name]; gone {
			continue
		}
		s := servers[p]
		if s == nil {
			s = &server{peer: p}
		}
		values, err := c.run(w, c, s, count)
		if err != nil {
			r.left[p.name] = err.Error()
			fmt.Fprintf(w.log, "LEFT OUT: %s of %s: %v\n", c.name, p.name, err)
			if p.name == "tlsjs" && !errors.Is(err, errLeftOut) {
				return err
			}
			continue
		}
		if keep != nil {
			keep(i, values)
		}
	}
	return nil
}

// grow measures what a unit costs tlsjs at three sizes, each four times the one
// before.
func (w *workshop) grow(c *benchCase, r *caseResult, servers map[*peer]*server, o *options) error {
	i := slices.IndexFunc(r.peers, func(p *peer) bool { return p.name == "tlsjs" })
	if i < 0 {
		return nil
	}
	metric := growthMetric(c)
	factors := []float64{0.25, 1, 4}
	if c.fixed {
		factors = []float64{1. / 16, 1. / 4, 1} // its size is the limit of open files already
	}
	for _, factor := range factors {
		count := w.count(c, o.scale*factor)
		if c.mode == "download" {
			if err := os.WriteFile(w.file, make([]byte, count), 0o644); err != nil {
				return err
			}
		}
		s := servers[r.peers[i]]
		if s == nil {
			s = &server{peer: r.peers[i]}
		}
		values, err := w.runOn(s, c, count)
		if err != nil {
			return err
		}
		r.growth = append(r.growth, values[metric])
	}
	return nil
}

// runOn gives a case its turn on a server, on a new one where what earlier turns
// have left would be counted.
func (w *workshop) runOn(s *server, c *benchCase, count int) ([]float64, error) {
	if !c.fresh {
		return c.run(w, c, s, count)
	}
	fresh, err := w.serve(s.peer, c.mode)
	if err != nil {
		return nil, err
	}
	defer fresh.stop()
	return c.run(w, c, fresh, count)
}

// growthMetric is the figure that tells what a unit costs: CPU where there is
// one.
func growthMetric(c *benchCase) int {
	i := slices.IndexFunc(c.metrics, func(m metric) bool { return m.name == "server CPU" || m.name == "server CPU each" })
	return max(i, 0)
}

// loaded is what the load generator saw, and the processor time that the server
// and the generator took.
type loaded struct {
	Count    int
	Bytes    int64
	Seconds  float64
	P50, P99 float64
	cpu      time.Duration
	client   time.Duration
}

func (w *workshop) drive(s *server, load string, count, connections int) (*loaded, error) {
	before, err := s.cpu()
	if err != nil {
		return nil, err
	}
	cmd := w.loader(s, load, count, connections)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s%s", err, exit.Stderr, s.stderr.String())
		}
		return nil, err
	}
	l := &loaded{}
	if err := json.Unmarshal(out, l); err != nil {
		return nil, err
	}
	after, err := s.cpu()
	l.cpu = after - before
	l.client = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return l, err
}

func (w *workshop) loader(s *server, load string, count, connections int) *exec.Cmd {
	return exec.Command("sh", "-c", manyFiles, "sh", w.load, load, s.address, filepath.Join(w.keys, "server-cert.pem"),
		strconv.Itoa(count), strconv.Itoa(connections))
}

func micros(d time.Duration, n int) float64 { return float64(d.Nanoseconds()) / 1000 / float64(n) }

// runEach: [CPU each in µs, rate].
func runEach(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	l, err := w.drive(s, c.load, count, c.connections)
	if err != nil {
		return nil, err
	}
	return []float64{micros(l.cpu, count), float64(count) / l.Seconds}, nil
}

// runBulk: [MiB/s, CPU ms per MiB].
func runBulk(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	l, err := w.drive(s, c.load, count, c.connections)
	if err != nil {
		return nil, err
	}
	size := float64(l.Bytes) / mib
	return []float64{size / l.Seconds, l.cpu.Seconds() * 1000 / size}, nil
}

// runTrips: [p50, p99, CPU each], all in µs.
func runTrips(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	l, err := w.drive(s, c.load, count, c.connections)
	if err != nil {
		return nil, err
	}
	return []float64{l.P50, l.P99, micros(l.cpu, count)}, nil
}

// runStart: [ms, MiB], the median of count starts.
func runStart(w *workshop, _ *benchCase, s *server, count int) ([]float64, error) {
	var times, sizes []float64
	for range count {
		argv := append([]string{"start"}, s.peer.eval...)
		out, err := exec.Command(w.load, append(argv, "0")...).Output()
		if err != nil {
			return nil, err
		}
		var l loaded
		if err := json.Unmarshal(out, &l); err != nil {
			return nil, err
		}
		times = append(times, l.Seconds*1000)
		sizes = append(sizes, float64(l.Bytes)/mib)
	}
	return []float64{median(times), median(sizes)}, nil
}

// runIdle: [KiB for each connection].
func runIdle(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	warm := c.connections
	if _, err := w.hold(s, c, warm); err != nil {
		return nil, err
	}
	before, err := s.memory()
	if err != nil {
		return nil, err
	}
	after, err := w.hold(s, c, count)
	if err != nil {
		return nil, err
	}
	return []float64{float64(after-before) / 1024 / float64(count)}, nil
}

// hold opens connections and returns the server's memory while they stand.
func (w *workshop) hold(s *server, c *benchCase, count int) (int64, error) {
	cmd := w.loader(s, c.load, count, c.connections)
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	cmd.Stderr = w.log
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	if line != "ready\n" {
		_ = in.Close()
		return 0, fmt.Errorf("%d connections could not be opened: %w", count, cmd.Wait())
	}
	time.Sleep(2 * time.Second) // collectors settle
	memory, err := s.memory()
	if s.profiled && err == nil {
		err = s.cmd.Process.Signal(syscall.SIGUSR1)
		time.Sleep(time.Second) // the heap is written meanwhile
	}
	_ = in.Close()
	if err != nil {
		return 0, err
	}
	return memory, cmd.Wait()
}

// runShort: [growth in MiB after the first quarter, descriptors left].
func runShort(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	filesBefore, err := s.files()
	if err != nil {
		return nil, err
	}
	var memory [2]int64
	for i, part := range []int{count / 4, count - count/4} {
		if _, err := w.drive(s, c.load, part, c.connections); err != nil {
			return nil, err
		}
		time.Sleep(time.Second)
		if memory[i], err = s.memory(); err != nil {
			return nil, err
		}
	}
	filesAfter, err := s.files()
	return []float64{float64(memory[1]-memory[0]) / mib, float64(filesAfter - filesBefore)}, err
}

// runWorkers: [rate with two workers through the rate with one, the share of all
// processors in % that the load generator took beside the two].
func runWorkers(w *workshop, c *benchCase, s *server, count int) ([]float64, error) {
	var two []string
	switch s.peer.name {
	case "tlsjs":
		two = []string{"--workers", "2"}
	case "node":
	default:
		return nil, fmt.Errorf("%w: no workers that share a listener", errLeftOut)
	}
	rate := func(p *peer, extra ...string) (perSecond, client float64, err error) {
		one, err := w.serve(p, c.mode, extra...)
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %w", errLeftOut, err)
		}
		defer one.stop()
		if _, err := w.drive(one, c.load, count/4, c.connections); err != nil {
			return 0, 0, err
		}
		l, err := w.drive(one, c.load, count, c.connections)
		if err != nil {
			return 0, 0, err
		}
		return float64(count) / l.Seconds, 100 * l.client.Seconds() / l.Seconds / float64(runtime.NumCPU()), nil
	}
	single, _, err := rate(s.peer)
	if err != nil {
		return nil, err
	}
	double := *s.peer
	if s.peer.name == "node" {
		double.script = append(slices.Clone(double.script), filepath.Join(w.root, "bench", "scripts", "cluster.cjs"))
	}
	both, client, err := rate(&double, two...)
	if err != nil {
		return nil, err
	}
	return []float64{both / single, client}, nil
}
