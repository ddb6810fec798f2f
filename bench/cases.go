//go:build linux

package main

import "strings"

// metric is one figure of a case.
type metric struct {
	name string
	unit string
	// more says that a larger figure is better.
	more  bool
	goals []goal
}

// goal bounds the ratio of tlsjs's figure to that of another peer.
type goal struct {
	peer  string
	ratio float64
}

// benchCase is a row of the table.
type benchCase struct {
	name  string
	title string
	// mode is the server's, load the client's; "" where there is no server.
	mode, load  string
	count       int
	connections int
	metrics     []metric
	// fixed cases have one size and one round.
	fixed bool
	// fresh cases grow on a new server for each size.
	fresh bool
	run   func(w *workshop, c *benchCase, s *server, count int) ([]float64, error)
}

const mib = 1 << 20

func cases() []*benchCase {
	cpuEach := func(unit string, goals ...goal) metric {
		return metric{name: "server CPU each", unit: unit, goals: goals}
	}
	bulk := func(goals ...goal) []metric {
		return []metric{
			{name: "throughput", unit: "MiB/s", more: true, goals: goals},
			{name: "server CPU", unit: "ms/MiB", goals: []goal{{"go", 1.1}}},
		}
	}
	trip := []metric{{name: "p50", unit: "µs", goals: []goal{{"node", 1.5}}}, {name: "p99", unit: "µs"}, cpuEach("µs", goal{"node", 2})}
	return []*benchCase{
		{name: "start", title: "start: -e 0 to exit", fixed: false, count: 10, run: runStart, metrics: []metric{
			{name: "time", unit: "ms", goals: []goal{{"node", 0.5}}}, {name: "memory", unit: "MiB", goals: []goal{{"node", 0.5}}}}},
		{name: "handshake", title: "full TLS 1.3 handshakes, ECDSA P-256, 8 at a time", mode: "handshake", load: "handshakes",
			count: 1500, connections: 8, run: runEach, metrics: []metric{
				cpuEach("µs", goal{"node", 0.65}, goal{"go", 1.3}), {name: "rate", unit: "/s", more: true, goals: []goal{{"node", 1.4}}}}},
		{name: "resumed", title: "resumed TLS 1.3 handshakes, 8 at a time", mode: "handshake", load: "resumed",
			count: 1500, connections: 8, run: runEach, metrics: []metric{
				cpuEach("µs", goal{"node", 0.9}), {name: "rate", unit: "/s", more: true}}},
		{name: "pipe1", title: "bulk echo by socket.pipe(socket), 1 connection", mode: "pipe", load: "echo",
			count: 192 * mib, connections: 1, run: runBulk, metrics: bulk(goal{"go", 0.95})},
		{name: "pipe4", title: "bulk echo by socket.pipe(socket), 4 connections", mode: "pipe", load: "echo",
			count: 192 * mib, connections: 4, run: runBulk, metrics: bulk(goal{"go", 0.95})},
		{name: "utf8", title: "the same with setEncoding('utf8'), 1 connection", mode: "utf8", load: "echo",
			count: 192 * mib, connections: 1, run: runBulk, metrics: bulk(goal{"go", 0.76})},
		{name: "download", title: "bulk download by fs.createReadStream(f).pipe(socket)", mode: "download", load: "download",
			count: 192 * mib, connections: 1, run: runBulk, metrics: bulk(goal{"go", 0.9})},
		{name: "roundtrip1", title: "round trips of 64 bytes through a 'data' listener, 1 connection", mode: "data", load: "roundtrip",
			count: 10000, connections: 1, run: runTrips, metrics: trip},
		{name: "roundtrip32", title: "round trips of 64 bytes through a 'data' listener, 32 connections", mode: "data", load: "roundtrip",
			count: 32000, connections: 32, run: runTrips, metrics: trip},
		{name: "data", title: "bulk through a 'data' listener that writes back", mode: "data", load: "echo",
			count: 128 * mib, connections: 1, run: runBulk, metrics: []metric{
				{name: "throughput", unit: "MiB/s", more: true, goals: []goal{{"node", 1}}}, {name: "server CPU", unit: "ms/MiB"}}},
		{name: "http", title: "HTTP/1.1 requests that are kept alive, without TLS, 32 connections", mode: "http", load: "http",
			count: 32000, connections: 32, run: runTrips, metrics: []metric{
				{name: "p50", unit: "µs", goals: []goal{{"node", 3}}}, {name: "p99", unit: "µs"}, cpuEach("µs", goal{"node", 3})}},
		{name: "idle", title: "memory per idle connection at 4,000", mode: "idle", load: "idle",
			count: 4000, connections: 16, run: runIdle, fixed: true, fresh: true, metrics: []metric{
				{name: "memory each", unit: "KiB", goals: []goal{{"node", 1}}}}},
		{name: "short", title: "20,000 short connections, one after the other", mode: "handshake", load: "handshakes",
			count: 20000, connections: 1, run: runShort, fixed: true, metrics: []metric{
				{name: "memory growth after the first 5,000", unit: "MiB"}, {name: "file descriptors left", unit: ""}}},
		{name: "workers", title: "handshakes of a server whose script is the bottleneck: two workers against one", mode: "busy", load: "handshakes",
			count: 400, connections: 16, run: runWorkers, fixed: true, metrics: []metric{
				{name: "rate, as a ratio", unit: "×", more: true}, {name: "the load generator's share of the processors", unit: "%"}}},
	}
}

// chooseCases returns those whose name begins with one of the names, all for
// none.
func chooseCases(names []string) []*benchCase {
	var chosen []*benchCase
	for _, c := range cases() {
		wanted := len(names) == 0
		for _, n := range names {
			wanted = wanted || strings.HasPrefix(c.name, n)
		}
		if wanted {
			chosen = append(chosen, c)
		}
	}
	return chosen
}
