package tls

import (
	"github.com/dop251/goja"

	"tlsjs/tlscore"
)

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
	// UnlistedTLS13: a list of ciphers that names none of TLS 1.3 leaves it on.
	UnlistedTLS13 bool
	// VersionsByLevel: TLS 1.0 and 1.1 need @SECLEVEL=0 in the list of ciphers.
	VersionsByLevel bool
	// Weak: whose keys and signatures may be weak where no @SECLEVEL is named.
	// OpenSSL had no levels before Node 10; from io.js on a script may still
	// show weak certificates of its own.
	Weak tlscore.Weakness
	// NoTLS13: TLS 1.3 is spoken when a script asks for it. What was written
	// before it was known takes a session to be there with 'secureConnect', and
	// renegotiates.
	NoTLS13 bool
	// OldShapes: getCipher tells two things, and a name that does not match is an
	// Error without a code, whose text is the authorizationError.
	OldShapes bool
	// NeedsCertificate: a server without one is not made.
	NeedsCertificate bool
	// SSLv23FromDefault: SSLv23_method begins at DEFAULT_MIN_VERSION, rather than
	// with all that there is.
	SSLv23FromDefault bool
	// BundledRoots: Mozilla's list is trusted where there is no ca, and the
	// system's roots only when asked for.
	BundledRoots bool
	// BytesOnWire: bytesWritten counts TLS's own bytes too.
	BytesOnWire bool
	// ListenIPv4: listen without a host binds to IPv4 only.
	ListenIPv4 bool
	// NewSessionWaits: data waits for the callback of a newSession listener,
	// which there is none of before v0.12.
	NewSessionWaits bool
	// NewSessionByParameters: it does not where every listener has two
	// parameters, as those written for v0.10 have.
	NewSessionByParameters bool
	// RepeatedAnswer: what a second call of resumeSession's callback is:
	// "ignored", an error with a "text" or one with a "code".
	RepeatedAnswer string
	// FixedWindow: CLIENT_RENEG_WINDOW begins with a handshake that it does not
	// count (v0.8), rather than with each handshake anew.
	FixedWindow bool
	// AttackCode: too many renegotiations are an error with a code, and without
	// a full stop.
	AttackCode bool
}

var generations = map[string]generation{
	"v0.8": {
		ListenIPv4: true, IdentityBoolean: true, Weak: tlscore.WeakAll, NoTLS13: true, OldShapes: true,
		RepeatedAnswer: "ignored", FixedWindow: true,
	},
	"v0.10": {
		ListenIPv4: true, BytesOnWire: true, ClientRejects: true, IdentityBoolean: true,
		Weak: tlscore.WeakAll, NoTLS13: true, OldShapes: true, NeedsCertificate: true,
		RepeatedAnswer: "ignored",
	},
	"v0.12": {
		ClientRejects: true, Weak: tlscore.WeakAll, NoTLS13: true, OldShapes: true,
		NewSessionWaits: true, NewSessionByParameters: true, RepeatedAnswer: "text",
	},
	"iojs": {
		ClientRejects: true, HonorCipherOrder: true, Weak: tlscore.WeakOwn,
		NewSessionWaits: true, NewSessionByParameters: true, RepeatedAnswer: "text",
	},
	"node": {
		ClientRejects: true, ServerRejects: true, HonorCipherOrder: true, UnlistedTLS13: true, VersionsByLevel: true,
		SSLv23FromDefault: true, BundledRoots: true,
		NewSessionWaits: true, RepeatedAnswer: "code", AttackCode: true,
	},
}

func generationFor(name string) generation { return generations[name] }

// object is the generation as JavaScript sees it.
func (g generation) object(vm *goja.Runtime) *goja.Object {
	o := vm.NewObject()
	for name, value := range map[string]any{
		"clientRejects": g.ClientRejects, "serverRejects": g.ServerRejects,
		"honorCipherOrder": g.HonorCipherOrder,
		"identityBoolean":  g.IdentityBoolean, "listenIPv4": g.ListenIPv4,
		"bytesOnWire": g.BytesOnWire,
		"noTLS13":     g.NoTLS13, "oldShapes": g.OldShapes,
		"needsCertificate": g.NeedsCertificate,
		"bundledRoots":     g.BundledRoots, "sslv23FromDefault": g.SSLv23FromDefault,
		"newSessionWaits": g.NewSessionWaits, "newSessionByParameters": g.NewSessionByParameters,
		"repeatedAnswer": g.RepeatedAnswer, "fixedWindow": g.FixedWindow, "attackCode": g.AttackCode,
	} {
		if err := o.Set(name, value); err != nil {
			panic(err)
		}
	}
	return o
}
