package crypto

import (
	"crypto/cipher"
	"crypto/subtle"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// cipherState is one Cipher or Decipher. Exactly one of stream, blocks and aead
// is set.
type cipherState struct {
	spec    *cipherSpec
	encrypt bool

	stream cipher.Stream

	blocks    cipher.BlockMode
	pending   []byte // less than one block, or exactly one that may be padding
	noPadding bool

	aead      aead
	tag       []byte // expected or made
	tagSize   int    // noTagSize: any that the mode allows
	plainSize int    // -1: not told; CCM needs it with additional data
	started   bool
	finished  bool
}

// aead is an authenticated mode in pieces, unlike [cipher.AEAD]: Node gives out
// what is decrypted before the tag is known to be good.
type aead interface {
	// header takes additional data, before any crypt.
	header(p []byte)
	// crypt reads src and fills dst, which has the same length.
	crypt(dst, src []byte)
	// sum is the tag of all that was seen, 16 bytes; nothing follows.
	sum() []byte
}

func (s *cipherState) update(src []byte) ([]byte, error) {
	if s.finished || s.spec.mode == "ccm" && s.started {
		return nil, plainError("Trying to add data in unsupported state")
	}
	if s.spec.mode == "ccm" {
		if err := s.checkCCM(len(src)); err != nil {
			return nil, err
		}
	}
	s.started = true
	if s.spec.mode == "ccm" && !s.encrypt {
		return s.openCCM(src), nil
	}
	out := make([]byte, len(src))
	switch {
	case s.stream != nil:
		s.stream.XORKeyStream(out, src)
	case s.aead != nil:
		s.aead.crypt(out, src)
	default:
		return s.updateBlocks(src), nil
	}
	return out, nil
}

// openCCM gives out nothing until the tag is known to be good, which final
// tells.
func (s *cipherState) openCCM(src []byte) []byte {
	out := make([]byte, len(src))
	s.aead.crypt(out, src)
	if s.tagMatches() {
		return out
	}
	return []byte{}
}

func (s *cipherState) tagMatches() bool {
	sum := s.aead.sum()
	return len(s.tag) > 0 && subtle.ConstantTimeCompare(sum[:len(s.tag)], s.tag) == 1
}

func (s *cipherState) checkCCM(size int) error {
	if size > ccmMaxSize(s.aead.(*ccm).nonce) {
		return codeError("RangeError", "ERR_CRYPTO_INVALID_MESSAGELEN", "Invalid message length")
	}
	return nil
}

// updateBlocks turns all whole blocks, but keeps the last one back when it may
// be padding.
func (s *cipherState) updateBlocks(src []byte) []byte {
	s.pending = append(s.pending, src...)
	size := s.blocks.BlockSize()
	whole := len(s.pending) / size * size
	if !s.encrypt && !s.noPadding && whole == len(s.pending) && whole > 0 {
		whole -= size
	}
	out := make([]byte, whole)
	s.blocks.CryptBlocks(out, s.pending[:whole])
	s.pending = append(s.pending[:0], s.pending[whole:]...)
	return out
}

func (s *cipherState) final() ([]byte, error) {
	if s.finished {
		return nil, errInvalidState
	}
	s.finished = true
	if s.blocks != nil {
		return s.finalBlocks()
	}
	if s.aead != nil {
		return []byte{}, s.finalTag()
	}
	return []byte{}, nil
}

func (s *cipherState) finalBlocks() ([]byte, error) {
	size := s.blocks.BlockSize()
	switch {
	case s.noPadding && len(s.pending) != 0, !s.noPadding && !s.encrypt && len(s.pending) != size:
		return nil, errFinalBlock
	case s.noPadding:
		return []byte{}, nil
	}
	last := make([]byte, size)
	if s.encrypt {
		n := copy(last, s.pending)
		for i := n; i < size; i++ {
			last[i] = byte(size - n)
		}
		s.blocks.CryptBlocks(last, last)
		return last, nil
	}
	s.blocks.CryptBlocks(last, s.pending)
	n := int(last[size-1])
	if n == 0 || n > size {
		return nil, errBadDecrypt
	}
	for _, c := range last[size-n:] {
		if int(c) != n {
			return nil, errBadDecrypt
		}
	}
	return last[:size-n], nil
}

func (s *cipherState) finalTag() error {
	if s.spec.mode == "ccm" && !s.started {
		s.aead.crypt(nil, nil)
	}
	if s.encrypt {
		sum := s.aead.sum()
		size := s.tagSize
		if size == noTagSize {
			size = len(sum)
		}
		s.tag = sum[:size]
		return nil
	}
	if !s.tagMatches() {
		return plainError("Unsupported state or unable to authenticate data")
	}
	return nil
}

func invalidState(operation string) error {
	return codeError("Error", "ERR_CRYPTO_INVALID_STATE", "Invalid state for operation "+operation)
}

func (s *cipherState) setAAD(data []byte, plainSize int) error {
	if s.aead == nil || s.finished || s.started {
		return invalidState("setAAD")
	}
	if c, ok := s.aead.(*ccm); ok {
		if plainSize < 0 {
			return codeError("TypeError", "ERR_MISSING_ARGS", "options.plaintextLength required for CCM mode with AAD")
		}
		if plainSize > ccmMaxSize(c.nonce) {
			return codeError("RangeError", "ERR_CRYPTO_INVALID_MESSAGELEN", "Invalid message length")
		}
	}
	s.aead.header(data)
	return nil
}

func (s *cipherState) setAuthTag(tag []byte) error {
	if s.aead == nil || s.encrypt || s.finished || s.tag != nil {
		return invalidState("setAuthTag")
	}
	wrong := s.tagSize != noTagSize && len(tag) != s.tagSize
	if s.spec.mode == "gcm" {
		wrong = wrong || !gcmTagSize(len(tag))
	}
	if wrong {
		return invalidTagSize(len(tag))
	}
	s.tag = append([]byte{}, tag...)
	return nil
}

type cipherMethod = func(*cipherState, goja.FunctionCall) goja.Value

func (b *binding) cipherMethods() map[string]cipherMethod {
	return map[string]cipherMethod{
		"update": func(s *cipherState, call goja.FunctionCall) goja.Value {
			return b.orThrow(s.update(b.view(call.Argument(0))))
		},
		"final": func(s *cipherState, call goja.FunctionCall) goja.Value {
			return b.orThrow(s.final())
		},
		"setAutoPadding": func(s *cipherState, call goja.FunctionCall) goja.Value {
			if s.finished {
				b.throw(invalidState("setAutoPadding"))
			}
			s.noPadding = !call.Argument(0).ToBoolean()
			return goja.Undefined()
		},
		// setAAD(bytes, plaintextLength or -1)
		"setAAD": func(s *cipherState, call goja.FunctionCall) goja.Value {
			return b.orThrow(nil, s.setAAD(b.view(call.Argument(0)), int(call.Argument(1).ToInteger())))
		},
		"setAuthTag": func(s *cipherState, call goja.FunctionCall) goja.Value {
			return b.orThrow(nil, s.setAuthTag(b.view(call.Argument(0))))
		},
		"getAuthTag": func(s *cipherState, call goja.FunctionCall) goja.Value {
			if s.aead == nil || !s.encrypt || !s.finished {
				b.throw(invalidState("getAuthTag"))
			}
			return bind.NewBuffer(b.h, append([]byte{}, s.tag...))
		},
	}
}

// orThrow makes a Buffer of out, or undefined of nil, or throws.
func (b *binding) orThrow(out []byte, err error) goja.Value {
	if err != nil {
		b.throw(err)
	}
	if out == nil {
		return goja.Undefined()
	}
	return bind.NewBuffer(b.h, out)
}
