package tls

import (
	"net"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// sessionMethods are the methods of the object behind a TLSSocket. Those that
// tell of the handshake return undefined before it has succeeded.
var sessionMethods = map[string]func(*session, goja.FunctionCall) goja.Value{
	"abort": (*session).abort,
	// discard() forgets what has come and is not read.
	"discard": func(s *session, _ goja.FunctionCall) goja.Value {
		transport.Discard(s.NetConn())
		return goja.Undefined()
	},
	"renegotiate":        (*session).renegotiate,
	"renegotiationError": (*session).renegotiationError,
	"setVerifyMode":      (*session).setVerifyMode,
	"ref": func(s *session, _ goja.FunctionCall) goja.Value {
		if s.below == nil {
			s.hold.Ref()
		}
		return goja.Undefined()
	},
	"unref": func(s *session, _ goja.FunctionCall) goja.Value { s.hold.Unref(); return goja.Undefined() },
	// alpn(), serverName() and npn() are names, "" for none; npn() is false where
	// there was no negotiation.
	"alpn": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		return s.b.vm.ToValue(toLatin1(st.ALPN))
	}),
	"serverName": (*session).serverName,
	"npn":        known((*session).npn),
	"isReused": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		return s.b.vm.ToValue(st.Resumed)
	}),
	"ocspResponse": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		if len(st.OCSPResponse) == 0 {
			return goja.Null()
		}
		return bind.NewBuffer(s.b.host, st.OCSPResponse)
	}),
	// begun() is when the handshake began, in milliseconds of performance.now.
	"begun": func(s *session, _ goja.FunctionCall) goja.Value {
		return s.b.vm.ToValue(float64(s.began.Sub(s.b.host.Config().Start).Nanoseconds()) / 1e6)
	},
	"bytesOnWire": func(s *session, _ goja.FunctionCall) goja.Value { return s.b.vm.ToValue(s.BytesWritten()) },
	"getCipher": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		o := s.b.vm.NewObject()
		put(o, "name", st.Cipher.Name)
		if generationFor(s.b.host.Config().Compat).OldShapes && st.VersionName != "TLSv1.3" {
			put(o, "version", "TLSv1/SSLv3")
			return o
		}
		put(o, "standardName", st.Cipher.StandardName)
		put(o, "version", st.Cipher.Version)
		return o
	}),
	"getProtocol": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		return s.b.vm.ToValue(st.VersionName)
	}),
	"getEphemeralKeyInfo": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		o := s.b.vm.NewObject()
		if st.Group.Type != "" {
			put(o, "type", st.Group.Type)
			if st.Group.Type != "DH" {
				put(o, "name", st.Group.Name)
			}
			put(o, "size", st.Group.Bits)
		}
		return o
	}),
	"getFinished": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		return s.b.optionalBuffer(st.Finished())
	}),
	"getPeerFinished": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		return s.b.optionalBuffer(st.PeerFinished())
	}),
	"getPeerCertificate": known((*session).peerCertificate),
	"getCertificate": known(func(s *session, st *tlscore.State, _ goja.FunctionCall) goja.Value {
		if st.Local == nil {
			return goja.Undefined()
		}
		return s.b.certificate(st.Local)
	}),
	"exportKeyingMaterial": known((*session).exportKeyingMaterial),
	"getSession":           (*session).currentSession,
	"getTLSTicket":         func(s *session, _ goja.FunctionCall) goja.Value { return s.b.optionalBuffer(s.Ticket()) },
	"getSharedSigalgs":     (*session).sharedSigalgs,
	"getPeerX509Chain":     known((*session).peerX509Chain),
	"getX509":              known((*session).localX509),
	"setKeyCert": func(s *session, call goja.FunctionCall) goja.Value {
		other := coreContext(call.Argument(0))
		return s.b.vm.ToValue(other != nil && s.SetKeyCert(other))
	},
	"enableTrace": (*session).enableTrace,
	"setMaxSendFragment": func(s *session, call goja.FunctionCall) goja.Value {
		return s.b.vm.ToValue(s.SetMaxSendFragment(int(call.Argument(0).ToInteger())))
	},
	// verifyError() is the verdict on the peer's certificate, null for a good one.
	"verifyError": func(s *session, _ goja.FunctionCall) goja.Value {
		st := s.State()
		if st == nil || st.VerifyError == nil {
			return goja.Null()
		}
		return bind.Error(s.b.vm, "Error", st.VerifyError.Code.NodeName(), st.VerifyError.Code.Text())
	},
	"wireBytes": func(s *session, _ goja.FunctionCall) goja.Value {
		return s.b.vm.NewArray(s.BytesRead(), s.BytesWritten())
	},
}

// descriptor is the number of the socket at the bottom, -1 where there is none
// that this program owns alone.
func descriptor(nc net.Conn) int64 {
	for {
		if sc, ok := nc.(syscall.Conn); ok {
			return rawDescriptor(sc)
		}
		below, ok := nc.(interface{ NetConn() net.Conn })
		if !ok {
			return -1
		}
		nc = below.NetConn()
	}
}

func rawDescriptor(sc syscall.Conn) int64 {
	number := int64(-1)
	if raw, err := sc.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { number = int64(fd) })
	}
	return number
}

// known makes a method that needs a finished handshake.
func known(fn func(*session, *tlscore.State, goja.FunctionCall) goja.Value) func(*session, goja.FunctionCall) goja.Value {
	return func(s *session, call goja.FunctionCall) goja.Value {
		st := s.State()
		if st == nil {
			return goja.Undefined()
		}
		return fn(s, st, call)
	}
}

func (b *binding) optionalBuffer(data []byte) goja.Value {
	if len(data) == 0 {
		return goja.Undefined()
	}
	return bind.NewBuffer(b.host, append([]byte(nil), data...))
}

// exportKeyingMaterial(length, label, context) as RFC 5705 has it.
func (s *session) exportKeyingMaterial(st *tlscore.State, call goja.FunctionCall) goja.Value {
	var context []byte
	if v := call.Argument(2); !bind.IsNullish(v) {
		context, _ = bind.CopyBytes(v)
		if context == nil {
			context = []byte{}
		}
	}
	out, err := st.ExportKeyingMaterial(call.Argument(1).String(), context, int(call.Argument(0).ToInteger()))
	if err != nil {
		panic(s.b.errorObject(err))
	}
	return bind.NewBuffer(s.b.host, out)
}

// put sets a property of an object that we made.
func put(o *goja.Object, name string, v any) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}

// getCiphers() lists the names for tls.getCiphers.
func (b *binding) getCiphers(goja.FunctionCall) goja.Value {
	var names []any
	for _, c := range tlscore.Ciphers() {
		names = append(names, c.Name)
	}
	return b.vm.NewArray(names...)
}
