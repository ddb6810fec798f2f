package tls

import (
	"bytes"
	"encoding/pem"
	"errors"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// roots is what one runtime trusts where a context names no ca.
type roots struct {
	extra  *tlscore.Roots // of NODE_EXTRA_CA_CERTS, nil for none
	chosen *tlscore.Roots // by setDefaultCACertificates, nil for none
	joined *tlscore.Roots // of all that count, made when it first matters
}

// setExtraRoots(pem) adds to the default roots of contexts made later. It throws
// when pem holds no certificate.
func (b *binding) setExtraRoots(call goja.FunctionCall) goja.Value {
	text, _ := bind.BytesOrString(call.Argument(0))
	extra, err := tlscore.NewRoots([][]byte{text})
	if err != nil {
		panic(b.errorObject(err))
	}
	if len(extra.Certificates()) == 0 {
		panic(bind.Error(b.vm, "Error", "ERR_OSSL_PEM_NO_START_LINE", "error:0480006C:PEM routines::no start line"))
	}
	b.roots.extra, b.roots.joined = extra, nil
	return goja.Undefined()
}

// setDefaultRoots(list) makes what an array of Buffers with PEM holds the
// default roots, and returns whether it holds anything; if not, nothing changes
// unless the array is empty.
func (b *binding) setDefaultRoots(call goja.FunctionCall) goja.Value {
	var texts [][]byte
	bind.Each(b.vm, call.Argument(0), func(v goja.Value) {
		text, _ := bind.CopyBytes(v)
		texts = append(texts, text)
	})
	chosen, err := tlscore.NewRoots(texts)
	var bad *tlscore.Error
	if errors.As(err, &bad) && bad.Reason == tlscore.ReasonWrongTag {
		// Node shows the outermost of OpenSSL's errors here, and elsewhere the inner one.
		panic(bind.Error(b.vm, "Error", "ERR_OSSL_PEM_ASN1_LIB", "error:0488000D:PEM routines::ASN1 lib",
			"library", "PEM routines", "reason", "ASN1 lib"))
	}
	if err != nil {
		panic(b.errorObject(err))
	}
	if len(texts) > 0 && len(chosen.Certificates()) == 0 {
		return b.vm.ToValue(false)
	}
	b.roots.chosen = chosen
	return b.vm.ToValue(true)
}

// defaultRoots is what a context without ca trusts.
func (b *binding) defaultRoots() *tlscore.Roots {
	if b.roots.chosen != nil {
		return b.roots.chosen
	}
	if b.roots.joined == nil {
		b.roots.joined = b.startingRoots()
		if b.roots.extra != nil {
			b.roots.joined = b.roots.joined.With(b.roots.extra)
		}
	}
	return b.roots.joined
}

// startingRoots is what the command line, the environment and the generation
// choose, in this order.
func (b *binding) startingRoots() *tlscore.Roots {
	config := b.host.Config()
	given := func(flag string) bool { _, ok := config.Flags[flag]; return ok }
	var first *tlscore.Roots
	switch {
	case given("use-bundled-ca"):
		first = tlscore.BundledRoots()
	case given("use-openssl-ca"):
		first = tlscore.SystemRoots()
	case generationFor(config.Compat).BundledRoots:
		first = tlscore.BundledRoots()
	default:
		return tlscore.SystemRoots()
	}
	if b.usesSystemRoots() && first != tlscore.SystemRoots() {
		first = first.With(tlscore.SystemRoots())
	}
	return first
}

// usesSystemRoots is Node's --use-system-ca, and NODE_USE_SYSTEM_CA=1.
func (b *binding) usesSystemRoots() bool {
	flags := b.host.Config().Flags
	if _, ok := flags["use-system-ca"]; ok {
		return true
	}
	if _, ok := flags["no-use-system-ca"]; ok {
		return false
	}
	if env := b.host.Permissions().Env; env != nil {
		v, _ := env.Get("NODE_USE_SYSTEM_CA")
		return v == "1"
	}
	return false
}

// listRoots(kind) lists root certificates in PEM: bundled, system, extra or
// default.
func (b *binding) listRoots(call goja.FunctionCall) goja.Value {
	var roots *tlscore.Roots
	switch call.Argument(0).String() {
	case "bundled":
		roots = tlscore.BundledRoots()
	case "system":
		roots = tlscore.SystemRoots()
	case "extra":
		roots = b.roots.extra
	default:
		roots = b.defaultRoots()
	}
	list := []any{}
	if roots != nil {
		for _, c := range roots.Certificates() {
			text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
			list = append(list, string(bytes.TrimRight(text, "\n")))
		}
	}
	return b.vm.NewArray(list...)
}
