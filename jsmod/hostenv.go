package jsmod

import (
	"os"
	"slices"
	"strings"

	"tlsjs/jsmod/internal/dotenv"
	"tlsjs/jsmod/module"
)

// ParseEnv returns the variables of a .env file's text, as Node reads it.
func ParseEnv(text string) map[string]string { return dotenv.Parse(text) }

// hostEnv is a copy of the process's environment: scripts that run side by
// side, and the host itself, do not see each other's changes.
type hostEnv struct {
	names  []string
	values map[string]string // by key(name)
}

func newHostEnv() module.Env { return envOf(os.Environ()) }

// envOf is an environment of NAME=value pairs that belongs to one script.
func envOf(pairs []string) module.Env {
	e := &hostEnv{values: map[string]string{}}
	for _, pair := range pairs {
		// Windows has names that begin with an equals sign.
		i := strings.IndexByte(pair[min(1, len(pair)):], '=')
		if i < 0 {
			continue
		}
		e.put(pair[:i+1], pair[i+2:])
	}
	return e
}

// windows does not tell cases apart in names.
const windows = os.PathSeparator == '\\'

// key is how a name is looked up.
func key(name string) string {
	if windows {
		return strings.ToUpper(name)
	}
	return name
}

func (e *hostEnv) put(name, value string) {
	if _, known := e.values[key(name)]; !known {
		e.names = append(e.names, name)
	}
	e.values[key(name)] = value
}

func (e *hostEnv) Get(name string) (string, bool) {
	v, ok := e.values[key(name)]
	return v, ok
}

func (e *hostEnv) Set(name, value string) error {
	e.put(name, value)
	return nil
}

func (e *hostEnv) Unset(name string) error {
	delete(e.values, key(name))
	e.names = slices.DeleteFunc(e.names, func(n string) bool { return key(n) == key(name) })
	return nil
}

func (e *hostEnv) Names() []string { return slices.Clone(e.names) }
