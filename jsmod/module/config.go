package module

import "time"

// Config is what the embedder or the command line chose for one runtime. It
// does not change after the script has begun; Script is empty until then.
type Config struct {
	// Args becomes process.argv from the third on; ExecPath and Script the
	// first two; ExecArgs process.execArgv.
	Args     []string
	ExecArgs []string
	ExecPath string
	// Argv0 is process.argv0; "" is ExecPath.
	Argv0  string
	Script string
	// Preload are the modules to require before the script, Imports those to import.
	Preload []string
	Imports []string
	// Compat is the generation whose defaults hold: v0.8, v0.10, v0.12, iojs or
	// node.
	Compat string
	// Flags are command-line options by their Node name without dashes
	// (tls-min-v1.2, trace-warnings, unhandled-rejections=warn).
	Flags map[string]string
	// Start is when the runtime came to be, for process.uptime.
	Start time.Time
	// Version is the version of tlsjs, as in process.versions.tlsjs.
	Version string
}
