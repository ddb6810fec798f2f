package tls

import "github.com/dop251/goja"

// settingNames are the properties of a server that its connections are made of.
// A script may assign to each at any time.
var settingNames = [...]string{
	"allowHalfOpen", "_sharedCreds", "requestCert", "rejectUnauthorized", "_SNICallback", "ALPNCallback",
	"pauseOnConnect", "highWaterMark", "ALPNProtocols", "NPNProtocols",
}

// serverSettings remembers what a server has made for its connections, and of
// which values. It belongs to the loop's goroutine.
type serverSettings struct {
	server *goja.Object
	given  *goja.Object // the options that createServer was given
	values [len(settingNames) + 1]goja.Value
	made   goja.Value // nil before keep
}

var settingsMethods = map[string]func(*serverSettings, goja.FunctionCall) goja.Value{
	// prepared() is what keep was given, undefined where a setting is another now.
	"prepared": func(s *serverSettings, _ goja.FunctionCall) goja.Value {
		if s.made == nil {
			return goja.Undefined()
		}
		for i := range s.values {
			if !s.setting(i).SameAs(s.values[i]) {
				return goja.Undefined()
			}
		}
		return s.made
	},
	"keep": func(s *serverSettings, call goja.FunctionCall) goja.Value {
		for i := range s.values {
			s.values[i] = s.setting(i)
		}
		s.made = call.Argument(0)
		return goja.Undefined()
	},
}

// setting is a value as it is now.
func (s *serverSettings) setting(i int) goja.Value {
	o, name := s.given, "enableTrace"
	if i < len(settingNames) {
		o, name = s.server, settingNames[i]
	}
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// newSettings(server, options) returns what a server asks for each connection.
func (b *binding) newSettings(call goja.FunctionCall) goja.Value {
	server, given := call.Argument(0).ToObject(b.vm), call.Argument(1).ToObject(b.vm)
	return b.settings.New(&serverSettings{server: server, given: given})
}
