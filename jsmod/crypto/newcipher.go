package crypto

import (
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"fmt"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// cipherFuncs make ciphers and tell about them.
func (b *binding) cipherFuncs() bind.Funcs {
	return bind.Funcs{
		// cipher(name, encrypt, key, iv or null, authTagLength or -1)
		"cipher": func(call goja.FunctionCall) goja.Value {
			name := call.Argument(0).String()
			k := b.key(call.Argument(2))
			s, err := newCipher(name, call.Argument(1).ToBoolean(), k.secret,
				b.optionalBytes(call.Argument(3)), int(call.Argument(4).ToInteger()))
			if err != nil {
				b.throw(err)
			}
			return b.ciphers.New(s)
		},
		// passwordCipher(name, encrypt, password, authTagLength or -1)
		"passwordCipher": func(call goja.FunctionCall) goja.Value {
			name := call.Argument(0).String()
			spec := findCipher(name)
			if spec == nil {
				b.throw(errUnknownCipher)
			}
			key, iv := bytesToKey(b.view(call.Argument(2)), spec.key, spec.iv)
			s, err := newCipher(name, call.Argument(1).ToBoolean(), key, iv, int(call.Argument(3).ToInteger()))
			if err != nil {
				b.throw(err)
			}
			return b.ciphers.New(s)
		},
		"getCiphers": func(goja.FunctionCall) goja.Value { return b.strings(cipherNames) },
		// cipherInfo(name or nid, keyLength or undefined, ivLength or undefined)
		"cipherInfo": b.cipherInfo,
	}
}

func newCipher(name string, encrypt bool, key, iv []byte, tagSize int) (*cipherState, error) {
	spec := findCipher(name)
	if spec == nil {
		return nil, errUnknownCipher
	}
	s := &cipherState{spec: spec, encrypt: encrypt, tagSize: tagSize, plainSize: -1}
	if !ivFits(spec, len(iv)) {
		return nil, errInvalidIV
	}
	if !keyFits(spec, len(key)) {
		return nil, errInvalidKeyLength
	}
	if spec.aead() {
		return s, s.initAEAD(name, key, iv)
	}
	return s, s.init(key, iv)
}

func keyFits(spec *cipherSpec, size int) bool {
	return size == spec.key || spec.anyKey && size > 0 && size <= 56
}

func ivFits(spec *cipherSpec, size int) bool {
	switch spec.mode {
	case "gcm":
		return size > 0
	case "ccm":
		return size >= 7 && size <= 13
	}
	return size == spec.iv
}

// init sets up the modes without authentication.
func (s *cipherState) init(key, iv []byte) error {
	if s.spec.mode == "stream" {
		if s.spec.name == "chacha20" {
			s.stream = newChaChaStream(key, iv)
			return nil
		}
		c, err := rc4.NewCipher(key)
		s.stream = c
		return err
	}
	block, err := s.spec.make(key)
	if err != nil {
		return err
	}
	switch s.spec.mode {
	case "cbc":
		s.blocks = cipher.NewCBCEncrypter(block, iv)
		if !s.encrypt {
			s.blocks = cipher.NewCBCDecrypter(block, iv)
		}
	case "ecb":
		s.blocks = &ecb{block, s.encrypt}
	case "ctr":
		s.stream = cipher.NewCTR(block, iv)
	case "ofb":
		//lint:ignore SA1019 a mode that Node has; the script chose it by name
		s.stream = cipher.NewOFB(block, iv)
	case "cfb":
		s.stream = newCFB(s.spec.name, block, iv, s.encrypt)
	}
	return nil
}

func newCFB(name string, block cipher.Block, iv []byte, encrypt bool) cipher.Stream {
	switch {
	case name[len(name)-1] == '8':
		return newCFB8(block, iv, encrypt)
	case encrypt:
		//lint:ignore SA1019 a mode that Node has; the script chose it by name
		return cipher.NewCFBEncrypter(block, iv)
	}
	//lint:ignore SA1019 a mode that Node has; the script chose it by name
	return cipher.NewCFBDecrypter(block, iv)
}

// noTagSize stands for an authTagLength that was not given.
const noTagSize = -1

func invalidTagSize(n int) error {
	return codeError("TypeError", "ERR_CRYPTO_INVALID_AUTH_TAG", fmt.Sprintf("Invalid authentication tag length: %d", n))
}

func gcmTagSize(n int) bool { return n == 4 || n == 8 || n >= 12 && n <= 16 }

func (s *cipherState) initAEAD(name string, key, iv []byte) error {
	switch s.spec.mode {
	case "gcm":
		if s.tagSize != noTagSize && !gcmTagSize(s.tagSize) {
			return invalidTagSize(s.tagSize)
		}
		c, err := newGCM(key, iv, s.encrypt)
		s.aead = c
		return err
	case "ccm":
		if s.tagSize == noTagSize {
			return codeError("TypeError", "ERR_CRYPTO_INVALID_AUTH_TAG", "authTagLength required for "+name)
		}
		if s.tagSize < 4 || s.tagSize > 16 || s.tagSize%2 != 0 {
			return invalidTagSize(s.tagSize)
		}
		c, err := newCCM(key, iv, s.tagSize, s.encrypt)
		s.aead = c
		return err
	}
	if s.tagSize == noTagSize {
		s.tagSize = 16
	}
	if s.tagSize == 0 || s.tagSize > 16 {
		return invalidTagSize(s.tagSize)
	}
	c, err := newChaChaPoly(key, iv, s.encrypt)
	s.aead = c
	return err
}

// bytesToKey is OpenSSL's EVP_BytesToKey with MD5, one round and no salt, which
// createCipher has always used.
func bytesToKey(password []byte, keySize, ivSize int) (key, iv []byte) {
	var out, last []byte
	for len(out) < keySize+ivSize {
		h := md5.New()
		h.Write(last)
		h.Write(password)
		last = h.Sum(nil)
		out = append(out, last...)
	}
	return out[:keySize:keySize], out[keySize : keySize+ivSize]
}

func (b *binding) cipherInfo(call goja.FunctionCall) goja.Value {
	var spec *cipherSpec
	if which := call.Argument(0); goja.IsString(which) {
		spec = findCipher(which.String())
	} else {
		for i := range cipherSpecs {
			if int64(cipherSpecs[i].nid) == which.ToInteger() {
				spec = &cipherSpecs[i]
			}
		}
	}
	if spec == nil {
		return goja.Undefined()
	}
	keySize, ivSize := spec.key, spec.iv
	if v := call.Argument(1); !bind.IsNullish(v) {
		if keySize = int(v.ToInteger()); !keyFits(spec, keySize) {
			return goja.Undefined()
		}
	}
	if v := call.Argument(2); !bind.IsNullish(v) {
		if ivSize = int(v.ToInteger()); !ivFits(spec, ivSize) {
			return goja.Undefined()
		}
	}
	return b.vm.NewArray(spec.mode, spec.name, spec.nid, spec.block, ivSize, keySize)
}
