package tls

import "github.com/dop251/goja"

// generation is where the generations of Node's tls differ. The documents name
// them; genuine programs of each were asked where a document is silent. Where
// nothing is said here, all generations are served at once.
type generation struct {
	// ClientRejects: a client refuses a server that it cannot verify.
	ClientRejects bool
	// ServerRejects: a server that asks for certificates refuses clients that
	// it cannot verify, unless told otherwise.
	ServerRejects bool
	// HonorCipherOrder: the server's order of ciphers decides.
	HonorCipherOrder bool
	// IdentityBoolean: checkServerIdentity returns true or false (v0.8).
	IdentityBoolean bool
	// VersionsByLevel: TLS 1.0 and 1.1 need @SECLEVEL=0 in the list of ciphers.
	VersionsByLevel bool
	// SSLv23FromDefault: SSLv23_method begins at DEFAULT_MIN_VERSION, rather than
	// with all that there is.
	SSLv23FromDefault bool
	// BundledRoots: Mozilla's list is trusted where there is no ca, and the
	// system's roots only when asked for.
	BundledRoots bool
	// ListenIPv4: listen without a host binds to IPv4 only.
	ListenIPv4 bool
}

var generations = map[string]generation{
	"v0.8":  {ListenIPv4: true, IdentityBoolean: true},
	"v0.10": {ListenIPv4: true, ClientRejects: true, IdentityBoolean: true},
	"v0.12": {ClientRejects: true},
	"iojs":  {ClientRejects: true, HonorCipherOrder: true},
	"node": {
		ClientRejects: true, ServerRejects: true, HonorCipherOrder: true, VersionsByLevel: true,
		SSLv23FromDefault: true, BundledRoots: true,
	},
}

func generationFor(name string) generation { return generations[name] }

// object is the generation as JavaScript sees it.
func (g generation) object(vm *goja.Runtime) *goja.Object {
	o := vm.NewObject()
	for name, value := range map[string]bool{
		"clientRejects": g.ClientRejects, "serverRejects": g.ServerRejects,
		"honorCipherOrder": g.HonorCipherOrder,
		"identityBoolean":  g.IdentityBoolean, "listenIPv4": g.ListenIPv4,
		"bundledRoots": g.BundledRoots, "sslv23FromDefault": g.SSLv23FromDefault,
	} {
		if err := o.Set(name, value); err != nil {
			panic(err)
		}
	}
	return o
}
