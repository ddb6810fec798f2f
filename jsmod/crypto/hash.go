package crypto

import (
	"crypto/hmac"
	"crypto/sha3"
	"encoding/base64"
	"encoding/hex"
	"hash"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// hashState is one Hash: a hash of fixed size or an extendable one.
type hashState struct {
	digest *digest
	size   int // asked for, in bytes
	fixed  hash.Hash
	xof    *sha3.SHAKE
}

func newHashState(d *digest, size int) (*hashState, error) {
	s := &hashState{digest: d, size: size}
	if d.xof != nil {
		s.xof = d.xof()
		return s, nil
	}
	if size != d.size {
		return nil, errNotXOF
	}
	s.fixed = d.make()
	return s, nil
}

func (s *hashState) write(p []byte) {
	if s.xof != nil {
		s.xof.Write(p)
		return
	}
	s.fixed.Write(p)
}

func (s *hashState) sum() []byte {
	if s.xof == nil {
		return s.fixed.Sum(nil)
	}
	out := make([]byte, s.size)
	s.xof.Read(out)
	return out
}

// hashFuncs are the functions around hashes. hash returns undefined for an
// unknown name; its second argument is the output length or undefined.
func (b *binding) hashFuncs() bind.Funcs {
	return bind.Funcs{
		"hash": func(call goja.FunctionCall) goja.Value {
			d := findDigest(call.Argument(0).String())
			if d == nil {
				return goja.Undefined()
			}
			s, err := newHashState(d, outputLength(d, call.Argument(1)))
			if err != nil {
				b.throw(err)
			}
			return b.hashes.New(s)
		},
		"oneShot": func(call goja.FunctionCall) goja.Value {
			d := findDigest(call.Argument(0).String())
			if d == nil {
				return goja.Undefined()
			}
			s, err := newHashState(d, d.size)
			if err != nil {
				b.throw(err)
			}
			s.write(b.view(call.Argument(1)))
			return b.encoded(s.sum(), call.Argument(2))
		},
		"hmac": func(call goja.FunctionCall) goja.Value {
			d := findDigest(call.Argument(0).String())
			if d == nil || d.make == nil {
				return goja.Undefined()
			}
			k := b.key(call.Argument(1))
			return b.hmacs.New(&hmacState{hmac.New(d.make, k.secret)})
		},
		"getHashes": func(goja.FunctionCall) goja.Value { return b.strings(digestNames) },
		"isDigest": func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(findDigest(call.Argument(0).String()) != nil)
		},
	}
}

func outputLength(d *digest, v goja.Value) int {
	if bind.IsNullish(v) {
		return d.size
	}
	return int(v.ToInteger())
}

type hashMethod = func(*hashState, goja.FunctionCall) goja.Value

func (b *binding) hashMethods() map[string]hashMethod {
	return map[string]hashMethod{
		"update": func(s *hashState, call goja.FunctionCall) goja.Value {
			s.write(b.view(call.Argument(0)))
			return goja.Undefined()
		},
		"digest": func(s *hashState, call goja.FunctionCall) goja.Value {
			return b.encoded(s.sum(), call.Argument(0))
		},
		"copy": func(s *hashState, call goja.FunctionCall) goja.Value {
			c, err := s.copy(call.Argument(0))
			if err != nil {
				b.throw(err)
			}
			return b.hashes.New(c)
		},
	}
}

func (s *hashState) copy(length goja.Value) (*hashState, error) {
	size := outputLength(s.digest, length)
	if s.xof != nil {
		state, err := s.xof.MarshalBinary()
		if err != nil {
			return nil, err
		}
		c := &hashState{digest: s.digest, size: size, xof: s.digest.xof()}
		return c, c.xof.UnmarshalBinary(state)
	}
	if size != s.size {
		return nil, errNotXOF
	}
	h, err := cloneHash(s.fixed)
	return &hashState{digest: s.digest, size: s.size, fixed: h}, err
}

// hmacState is one Hmac.
type hmacState struct{ hash.Hash }

type hmacMethod = func(*hmacState, goja.FunctionCall) goja.Value

func (b *binding) hmacMethods() map[string]hmacMethod {
	return map[string]hmacMethod{
		"update": func(s *hmacState, call goja.FunctionCall) goja.Value {
			s.Write(b.view(call.Argument(0)))
			return goja.Undefined()
		},
		"digest": func(s *hmacState, call goja.FunctionCall) goja.Value {
			return b.encoded(s.Sum(nil), call.Argument(0))
		},
	}
}

// view is the memory of an argument for the time of the call: text is UTF-8.
func (b *binding) view(v goja.Value) []byte {
	if goja.IsString(v) {
		return []byte(v.String())
	}
	raw, ok := bind.Bytes(v)
	if !ok {
		panic(b.vm.NewTypeError("crypto: internal error: not bytes"))
	}
	return raw
}

// encoded spares the common encodings a Buffer. Any other is the caller's.
func (b *binding) encoded(raw []byte, encoding goja.Value) goja.Value {
	if goja.IsString(encoding) {
		switch encoding.String() {
		case "hex":
			return b.vm.ToValue(hex.EncodeToString(raw))
		case "base64":
			return b.vm.ToValue(base64.StdEncoding.EncodeToString(raw))
		case "base64url":
			return b.vm.ToValue(base64.RawURLEncoding.EncodeToString(raw))
		}
	}
	return bind.NewBuffer(b.h, raw)
}

func (b *binding) strings(list []string) goja.Value {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return b.vm.NewArray(values...)
}
