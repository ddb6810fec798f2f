package url

import (
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/idna"

	"tlsjs/jsmod/internal/codec"
)

// profile is UTS 46 as the URL standard wants it: not transitional, not strict
// about hyphens, lengths and the letters of host names.
var profile = idna.New(
	idna.MapForLookup(),
	idna.Transitional(false),
	idna.StrictDomainName(false),
	idna.CheckHyphens(false),
	idna.VerifyDNSLength(false),
	idna.BidiRule(),
)

// domainToASCII gives the host that a URL with this domain would have, "" where
// it could not have it.
func (b *binding) domainToASCII(call goja.FunctionCall) goja.Value {
	return codec.GoText(b.domain(call.Argument(0).String())).Value()
}

func (b *binding) domain(name string) string {
	// A setter that refuses leaves the host as it was, which two different
	// hosts make visible.
	for _, before := range []string{"x", "y"} {
		u, err := b.parser.Parse("ws://" + before)
		if err != nil {
			return ""
		}
		u.SetHostname(name)
		if h := u.Hostname(); h != before {
			return h
		}
	}
	return ""
}

func (b *binding) domainToUnicode(call goja.FunctionCall) goja.Value {
	name := b.domain(call.Argument(0).String())
	if u, err := profile.ToUnicode(name); err == nil {
		name = u
	}
	return codec.GoText(name).Value()
}

// hostToASCII is for the older parse, which takes every ASCII name as it is.
func (b *binding) hostToASCII(call goja.FunctionCall) goja.Value {
	name, err := profile.ToASCII(call.Argument(0).String())
	if err != nil {
		name = ""
	}
	return codec.GoText(strings.ToLower(name)).Value()
}
