package jsmod

import (
	"fmt"
	"io"
	"io/fs"

	"tlsjs/jsmod/module"
)

// Permissions is what a script may reach: see [module.Permissions]. The zero
// value grants nothing.
type Permissions = module.Permissions

// Stdio are a script's standard streams; nil ones are empty or discarded.
type Stdio = module.Stdio

// Options are a runtime's settings. The zero value is a runtime whose script
// can compute, and nothing else: no files, no network, no environment, no
// standard streams. Options are read by [New] and may be reused.
type Options struct {
	// Permissions grants files, network, environment, standard streams.
	Permissions Permissions
	// Args become process.argv[2] and on.
	Args []string
	// ExecPath is process.execPath and process.argv[0]; "" means "tlsjs".
	ExecPath string
	// Argv0 is process.argv0, the name by which the program was called; "" is
	// ExecPath.
	Argv0 string
	// ExecArgs is process.execArgv.
	ExecArgs []string
	// Preload are modules to require before the script, as node -r.
	Preload []string
	// Imports are modules to import before the script and after Preload, as node
	// --import: paths, names or URLs.
	Imports []string
	// Modules are modules of the embedder's own. A name that Node has replaces
	// Node's module.
	Modules []module.Module
	// Compat is the generation of Node whose defaults hold where they differ:
	// v0.8, v0.10, v0.12, iojs or node. "" means iojs, the newest of the
	// documents; node is today's.
	Compat string
	// Flags are Node's command-line options without the dashes, "" for those
	// without a value. Those of TLS are tls-min-v1.0 to tls-min-v1.3,
	// tls-max-v1.2, tls-max-v1.3, tls-cipher-list, tls-keylog (which needs
	// Permissions.FS), trace-tls, use-bundled-ca, use-openssl-ca and use-system-ca; what
	// they mean is in docs/reference.md. Unknown ones mean nothing.
	Flags map[string]string
	// MaxCallDepth bounds the depth of JavaScript calls; 0 means 10,000.
	MaxCallDepth int
	// OnFatal is called on the loop, once, when an exception that nothing
	// caught ends the script, before its 'exit' listeners run. Run returns the
	// same error.
	OnFatal func(*Error)
}

// Everything grants what the process itself may do, as Node does: all files,
// the network, a copy of the environment, signals, workers, programs and the given
// standard streams. Working directory and environment are the script's own: what it
// changes there does not reach the process. Programs that run still are killed
// when the runtime ends, see [SystemProcesses]. Call it anew for each runtime.
func Everything(in io.Reader, out, err io.Writer) Permissions {
	return Permissions{
		FS:      hostFS(),
		Net:     hostNet{},
		UDP:     hostUDP{},
		Env:     newHostEnv(),
		Stdio:   Stdio{In: in, Out: out, Err: err},
		Process: true,
		Workers: manyWorkers,

		Processes: SystemProcesses{},
	}
}

// manyWorkers is more than any machine has use for.
const manyWorkers = 256

// Compat values of [Options].
var generations = []string{"v0.8", "v0.10", "v0.12", "iojs", "node"}

// checkModules refuses modules of a host that no script could load.
func checkModules(modules []module.Module) error {
	for _, m := range modules {
		if m.Name == "" || len(m.Entries) == 0 {
			return fmt.Errorf("module %q: expected a name and at least one entry for require", m.Name)
		}
		for name, file := range m.Entries {
			if m.Scripts == nil {
				return fmt.Errorf("module %q: entry %q names %s, but there are no scripts", m.Name, name, file)
			}
			if _, err := fs.Stat(m.Scripts, file); err != nil {
				return fmt.Errorf("module %q: entry %q: %w", m.Name, name, err)
			}
		}
	}
	return nil
}
