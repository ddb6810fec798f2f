// Package url is Node's url: the WHATWG URL and URLSearchParams, and the older
// parse, format and resolve. The WHATWG parser is nlnwa/whatwg-url; what Go
// adds here is its border to JavaScript, query strings and domain names.
package url

import (
	"embed"

	"github.com/dop251/goja"
	whatwg "github.com/nlnwa/whatwg-url/url"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is url.
var Module = module.Module{
	Name:    "url",
	Scripts: scripts,
	Entries: map[string]string{
		"url":          "url.js",
		"internal/url": "whatwg.js",
	},
	Bind: newBinding,
}

// binding is the Go half for one runtime. It keeps no URL: a script's URL holds
// its components, and a setter parses the whole anew.
type binding struct {
	vm     *goja.Runtime
	parser whatwg.Parser
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{vm: h.VM(), parser: newParser()}
	return bind.Object(b.vm, bind.Funcs{
		"canParse":        b.canParse,
		"domainToASCII":   b.domainToASCII,
		"domainToUnicode": b.domainToUnicode,
		"hostToASCII":     b.hostToASCII,
		"parse":           b.parse,
		"parseQuery":      b.parseQuery,
		"formatQuery":     b.formatQuery,
		"set":             b.set,
		"usv":             b.usv,
	}), nil
}

// read takes (input, base); base may be undefined.
func (b *binding) read(call goja.FunctionCall) (*whatwg.Url, error) {
	input := call.Argument(0).String()
	if base := call.Argument(1); !goja.IsUndefined(base) {
		return b.parser.ParseRef(base.String(), input)
	}
	return b.parser.Parse(input)
}

func (b *binding) canParse(call goja.FunctionCall) goja.Value {
	_, err := b.read(call)
	return b.vm.ToValue(err == nil)
}

// parse returns the components, undefined for what is no URL.
func (b *binding) parse(call goja.FunctionCall) goja.Value {
	u, err := b.read(call)
	if err != nil {
		return goja.Undefined()
	}
	return b.components(u)
}

func (b *binding) components(u *whatwg.Url) goja.Value {
	// The order is that of the fields in whatwg.js.
	parts := []any{
		u.Href(false), u.Protocol(), u.Username(), u.Password(), u.Host(),
		u.Hostname(), u.Port(), u.Pathname(), u.Search(), u.Hash(),
	}
	for i, p := range parts {
		parts[i] = codec.GoText(p.(string)).Value()
	}
	return b.vm.NewArray(parts...)
}

// set takes (href, component, value) and returns the components after the
// assignment, undefined when value is refused as a whole.
func (b *binding) set(call goja.FunctionCall) goja.Value {
	value := call.Argument(2).String()
	u, err := b.parser.Parse(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	switch call.Argument(1).String() {
	case "protocol":
		setProtocol(u, value)
	case "username":
		u.SetUsername(value)
	case "password":
		u.SetPassword(value)
	case "host":
		u.SetHost(value)
	case "hostname":
		u.SetHostname(value)
	case "port":
		u.SetPort(value)
	case "pathname":
		u.SetPathname(value)
	case "search":
		u.SetSearch(value)
	case "hash":
		u.SetHash(value)
	}
	return b.components(u)
}

// setProtocol cuts at the first colon, behind which the parser would go on.
func setProtocol(u *whatwg.Url, value string) {
	for i := range len(value) {
		if value[i] == ':' {
			value = value[:i]
			break
		}
	}
	u.SetProtocol(value)
}

// usv makes lone surrogates U+FFFD.
func (b *binding) usv(call goja.FunctionCall) goja.Value {
	return codec.GoText(call.Argument(0).String()).Value()
}
