package tls

import (
	"crypto/md5"
	"encoding/hex"
	"strings"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
	"tlsjs/tlscore"
)

// createContext(options) parses everything and returns the native context.
func (b *binding) createContext(call goja.FunctionCall) goja.Value {
	in := call.Argument(0)
	o := tlscore.Options{
		Certs:               b.byteList(in, "certs"),
		CRL:                 b.byteList(in, "crl"),
		Ciphers:             bind.String(in, "ciphers"),
		Curves:              bind.String(in, "curves"),
		SignatureAlgorithms: bind.String(in, "sigalgs"),
		MinVersion:          uint16(bind.Int(in, "minVersion", 0)),
		MaxVersion:          uint16(bind.Int(in, "maxVersion", 0)),
		UnlistedTLS13:       generationFor(b.host.Config().Compat).UnlistedTLS13,
		VersionsByLevel:     generationFor(b.host.Config().Compat).VersionsByLevel,
		Weak:                generationFor(b.host.Config().Compat).Weak,
		SecureOptions:       uint64(bind.Int(in, "secureOptions", 0)),
		HonorCipherOrder:    bind.Bool(in, "honorCipherOrder"),
		SessionTimeout:      time.Duration(bind.Int(in, "sessionTimeout", 0)) * time.Second,
		TicketKeys:          byteProp(in, "ticketKeys"),
		SessionIDContext:    byteProp(in, "sessionIdContext"),
		PartialChain:        bind.Bool(in, "allowPartialTrustChain"),
		DHParams:            byteProp(in, "dhparam"),
		DHAuto:              bind.Bool(in, "dhAuto"),
	}
	bind.Each(b.vm, bind.Prop(in, "keys"), func(v goja.Value) {
		o.Keys = append(o.Keys, tlscore.Key{PEM: byteProp(v, "pem"), Passphrase: byteProp(v, "passphrase")})
	})
	bind.Each(b.vm, bind.Prop(in, "pfx"), func(v goja.Value) {
		o.PFX = append(o.PFX, tlscore.PFX{Data: byteProp(v, "data"), Passphrase: byteProp(v, "passphrase")})
	})
	if bind.Prop(in, "ca") != nil {
		o.CA = b.byteList(in, "ca")
	} else {
		o.DefaultRoots = b.defaultRoots()
	}
	c := &secureContext{options: o}
	b.rebuild(c)
	return b.contexts.New(c)
}

// secureContext is a context and what it was made of. The core's contexts do
// not change; the methods by which old scripts change theirs make another.
type secureContext struct {
	options tlscore.Options
	core    *tlscore.Context
}

func (b *binding) rebuild(c *secureContext) {
	core, err := tlscore.NewContext(c.options)
	if err != nil {
		panic(b.errorObject(err))
	}
	c.core = core
}

// coreContext is the context behind a JavaScript value, nil for none.
func coreContext(v goja.Value) *tlscore.Context {
	if c, ok := bind.Unwrap[*secureContext](v); ok {
		return c.core
	}
	return nil
}

func byteProp(v goja.Value, name string) []byte {
	p := bind.Prop(v, name)
	if p == nil {
		return nil
	}
	data, _ := bind.CopyBytes(p)
	if data == nil {
		data = []byte{}
	}
	return data
}

func (b *binding) byteList(v goja.Value, name string) [][]byte {
	p := bind.Prop(v, name)
	if p == nil {
		return nil
	}
	list := [][]byte{}
	bind.Each(b.vm, p, func(e goja.Value) {
		data, _ := bind.CopyBytes(e)
		list = append(list, data)
	})
	return list
}

// contextMethods are what scripts call on a context.
func contextMethods(b *binding) map[string]func(*secureContext, goja.FunctionCall) goja.Value {
	change := func(fn func(o *tlscore.Options, data []byte)) func(*secureContext, goja.FunctionCall) goja.Value {
		return func(c *secureContext, call goja.FunctionCall) goja.Value {
			data, ok := bind.BytesOrString(call.Argument(0))
			if !ok {
				panic(b.vm.NewTypeError("not a string or buffer"))
			}
			changed := &secureContext{options: c.options}
			fn(&changed.options, data)
			b.rebuild(changed)
			*c = *changed
			return goja.Undefined()
		}
	}
	return map[string]func(*secureContext, goja.FunctionCall) goja.Value{
		"getTicketKeys": func(c *secureContext, _ goja.FunctionCall) goja.Value {
			return bind.NewBuffer(b.host, c.core.TicketKeys())
		},
		"setTicketKeys": func(c *secureContext, call goja.FunctionCall) goja.Value {
			keys, _ := bind.CopyBytes(call.Argument(0))
			if err := c.core.SetTicketKeys(keys); err != nil {
				panic(b.errorObject(err))
			}
			c.options.TicketKeys = keys
			return goja.Undefined()
		},
		// dhBits() is the size of the group for DHE, 0 for none.
		"dhBits": func(c *secureContext, _ goja.FunctionCall) goja.Value {
			return b.vm.ToValue(c.core.DHBits())
		},
		// missesKeys() tells whether pre-shared keys would be of use in Node, and are
		// not here.
		"missesKeys": func(c *secureContext, _ goja.FunctionCall) goja.Value {
			return b.vm.ToValue(c.core.MissesKeys())
		},
		"shareSessions": b.shareSessions,
		"addCACert":     change(addCA),
		"setCiphers":    change(func(o *tlscore.Options, list []byte) { o.Ciphers = string(list) }),
		"addCRL":        change(func(o *tlscore.Options, pem []byte) { o.CRL = append(o.CRL[:len(o.CRL):len(o.CRL)], pem) }),
	}
}

// withKeyCert(context, other) is a context with the keys and certificates of
// another.
func (b *binding) withKeyCert(call goja.FunctionCall) goja.Value {
	own, ok := bind.Unwrap[*secureContext](call.Argument(0))
	other, ok2 := bind.Unwrap[*secureContext](call.Argument(1))
	if !ok || !ok2 {
		panic(b.vm.NewTypeError("not a context"))
	}
	changed := &secureContext{options: own.options}
	changed.options.Keys, changed.options.Certs, changed.options.PFX = other.options.Keys, other.options.Certs, other.options.PFX
	b.rebuild(changed)
	return b.contexts.New(changed)
}

type sharedSessionsKey struct{}

// shareSessions(handle) makes the context keep its sessions where all servers
// on the listening socket behind handle do.
func (b *binding) shareSessions(c *secureContext, call goja.FunctionCall) goja.Value {
	socket, ok := bind.Unwrap[interface {
		Keep(key any, init func() any) any
	}](call.Argument(0))
	if !ok {
		return goja.Undefined()
	}
	changed := &secureContext{options: c.options}
	changed.options.Sessions, _ = socket.Keep(sharedSessionsKey{}, func() any {
		return tlscore.NewSessionCache(0)
	}).(*tlscore.SessionCache)
	b.rebuild(changed)
	*c = *changed
	return goja.Undefined()
}

// addCA trusts the certificates of a PEM text besides those trusted already.
func addCA(o *tlscore.Options, pem []byte) {
	if o.CA == nil {
		o.ExtraRoots = append(o.ExtraRoots[:len(o.ExtraRoots):len(o.ExtraRoots)], pem)
		return
	}
	o.CA = append(o.CA[:len(o.CA):len(o.CA)], pem)
}

// isContext(value) tells whether value is a native context.
func (b *binding) isContext(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(coreContext(call.Argument(0)) != nil)
}

// defaultSessionIDContext is what ties sessions to a program when it does not
// say: a digest of its command line, as in the documents.
func defaultSessionIDContext(c *module.Config) string {
	line := strings.Join(append([]string{c.ExecPath, c.Script}, c.Args...), " ")
	sum := md5.Sum([]byte(line))
	return hex.EncodeToString(sum[:])
}
