package process

import (
	"runtime/debug"
	"sync"
)

// gojaVersion is the engine's version as the module file pins it.
var gojaVersion = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, dep := range info.Deps {
		if dep.Path == "github.com/dop251/goja" {
			return dep.Version
		}
	}
	return "unknown"
})
