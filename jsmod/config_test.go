package jsmod_test

import (
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestConfigNamesTheScript(t *testing.T) {
	var got string
	probe := module.Module{
		Name: "probe", Scripts: fstest.MapFS{"probe.js": {}}, Entries: map[string]string{"probe": "probe.js"},
		Bind: func(h module.Host) (*goja.Object, error) {
			got = h.Config().Script
			return h.VM().NewObject(), nil
		},
	}
	r := jstest.Exec(t, jsmod.Options{Modules: []module.Module{probe}}, `require('probe')`)
	if r.Err != nil || got != "test.js" {
		t.Errorf("script is %q, %v", got, r.Err)
	}
}
