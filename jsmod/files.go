package jsmod

import (
	"io/fs"

	"tlsjs/jsmod/internal/hostfs"
	"tlsjs/jsmod/module"
)

// FS is the file system a script sees: see [module.FS].
type FS = module.FS

// Root is a folder that [Confined] grants.
type Root struct {
	// Dir is the folder; relative to the process's directory or absolute.
	Dir string
	// Write allows changes. Without it the folder can be read only.
	Write bool
}

// Confined grants some folders under their true names and refuses everything
// else with ERR_ACCESS_DENIED, also what a symbolic link in them leads to. The
// first is the script's working directory, which it may change: call Confined
// anew for each runtime. A root that can only be read must not lie in one that
// can be changed. close releases the folders, after the runtime is closed.
func Confined(roots ...Root) (files FS, close func(), err error) {
	confined := make([]hostfs.Root, len(roots))
	for i, root := range roots {
		confined[i] = hostfs.Root(root)
	}
	c, err := hostfs.NewConfined(confined...)
	if err != nil {
		return nil, nil, err
	}
	return c, func() { c.Close() }, nil
}

// ReadOnly grants the files of an [fs.FS], embedded ones for instance, with
// its root as /. The working directory is /.
func ReadOnly(files fs.FS) FS { return hostfs.NewReadOnly(files) }
