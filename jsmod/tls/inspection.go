package tls

import (
	"io"

	"github.com/dop251/goja"

	"tlsjs/tlscore"
)

// currentSession() is the newest session that can be resumed, or, where there
// is none (yet), one that tells of the connection and cannot.
func (s *session) currentSession(goja.FunctionCall) goja.Value {
	der := s.Session()
	if der == nil {
		der = s.ProvisionalSession()
	}
	return s.b.optionalBuffer(der)
}

// serverName() is the name that the client sent. A server knows it before the
// handshake is over.
func (s *session) serverName(goja.FunctionCall) goja.Value {
	if st := s.State(); st != nil {
		return s.b.vm.ToValue(st.ServerName)
	}
	return s.b.vm.ToValue(s.asked)
}

// npn() is the protocol of NPN: a client that had to take one of its own list
// tells of none, the server tells of what it was told.
func (s *session) npn(st *tlscore.State, _ goja.FunctionCall) goja.Value {
	if st.NPNOverlap || st.NPNNegotiated && s.server {
		return s.b.vm.ToValue(st.NPN)
	}
	return s.b.vm.ToValue(false)
}

// sharedSigalgs() is an array of names, on a client an empty one.
func (s *session) sharedSigalgs(goja.FunctionCall) goja.Value {
	st := s.State()
	if st == nil {
		return s.b.vm.NewArray()
	}
	return s.b.textList(st.SharedSignatureAlgorithms())
}

// peerX509Chain() is what X509Certificate takes for the peer's certificate and
// those that it sent above it, undefined when it sent none.
func (s *session) peerX509Chain(st *tlscore.State, _ goja.FunctionCall) goja.Value {
	if len(st.Peer) == 0 {
		return goja.Undefined()
	}
	var chain []any
	for _, c := range st.Peer {
		chain = append(chain, s.b.x509Object(c))
	}
	return s.b.vm.NewArray(chain...)
}

// localX509() is the same for our own certificate.
func (s *session) localX509(st *tlscore.State, _ goja.FunctionCall) goja.Value {
	if st.Local == nil {
		return goja.Undefined()
	}
	return s.b.x509Object(st.Local)
}

// enableTrace() tells on standard error what goes over the wire from now on.
func (s *session) enableTrace(goja.FunctionCall) goja.Value {
	out := s.b.host.Permissions().Stdio.Err
	if out == nil {
		return goja.Undefined() // standard error is discarded
	}
	s.EnableTrace(func(text string) {
		s.b.host.Loop().Post(func() { _, _ = io.WriteString(out, text) }) // nobody is left to be told
	})
	return goja.Undefined()
}
