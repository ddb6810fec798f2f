package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"math/big"

	"github.com/dop251/goja"
	josecipher "github.com/go-jose/go-jose/v4/cipher"
)

// aesCTR(key, bytes, counter, bits of it that count, callback) goes both ways.
func (b *binding) aesCTR(call goja.FunctionCall) goja.Value {
	k, data, counter := b.key(call.Argument(0)), b.bytes(call.Argument(1)), b.bytes(call.Argument(2))
	bits := int(call.Argument(3).ToInteger())
	return b.run(call.Argument(4), func() (any, error) { return result(cryptCTR(k.secret, data, counter, bits)) })
}

// cryptCTR is CTR mode whose counter is the last bits of a block; those before
// them stay as they are, where crypto/cipher's would be carried into.
func cryptCTR(key, data, counter []byte, bits int) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	all := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	blocks := big.NewInt(int64((len(data) + aes.BlockSize - 1) / aes.BlockSize))
	if blocks.Cmp(all) > 0 {
		return nil, fmt.Errorf("%d bytes are more than a counter of %d bits can number", len(data), bits)
	}
	whole := new(big.Int).SetBytes(counter)
	low := new(big.Int).Mod(whole, all)
	out, first := make([]byte, len(data)), len(data)
	if left := new(big.Int).Sub(all, low); left.Cmp(blocks) < 0 {
		first = int(left.Int64()) * aes.BlockSize
	}
	cipher.NewCTR(block, counter).XORKeyStream(out[:first], data[:first])
	if first < len(data) {
		again := whole.Sub(whole, low).FillBytes(make([]byte, aes.BlockSize))
		cipher.NewCTR(block, again).XORKeyStream(out[first:], data[first:])
	}
	return out, nil
}

// aesCBC(encrypt, key, bytes, iv, callback)
func (b *binding) aesCBC(call goja.FunctionCall) goja.Value {
	encrypt, k := call.Argument(0).ToBoolean(), b.key(call.Argument(1))
	data, iv := b.bytes(call.Argument(2)), b.bytes(call.Argument(3))
	return b.run(call.Argument(4), func() (any, error) {
		s, err := newCipher(fmt.Sprintf("aes-%d-cbc", 8*len(k.secret)), encrypt, k.secret, iv, noTagSize)
		if err != nil {
			return nil, err
		}
		return result(s.whole(data))
	})
}

// whole is update and final in one.
func (s *cipherState) whole(data []byte) ([]byte, error) {
	out, err := s.update(data)
	if err != nil {
		return nil, err
	}
	last, err := s.final()
	if err != nil {
		return nil, err
	}
	return append(out, last...), nil
}

// aesGCM(encrypt, key, bytes, iv, bytes of the tag, additional data, callback)
func (b *binding) aesGCM(call goja.FunctionCall) goja.Value {
	encrypt, k := call.Argument(0).ToBoolean(), b.key(call.Argument(1))
	data, iv, tagSize := b.bytes(call.Argument(2)), b.bytes(call.Argument(3)), int(call.Argument(4).ToInteger())
	additional := b.optionalBytes(call.Argument(5))
	if err := checkGCMNonce(len(iv)); err != nil {
		b.throw(err)
	}
	return b.run(call.Argument(6), func() (any, error) {
		if encrypt {
			return result(sealGCM(k.secret, iv, data, additional, tagSize))
		}
		return result(openGCM(k.secret, iv, data, additional, tagSize))
	})
}

// Nonces of AES-GCM have this many bytes with Node and OpenSSL.
const minGCMNonce, maxGCMNonce = 12, 128

var (
	errLongIV    = plainError("error:1C80006D:Provider routines::invalid iv length")
	errCipherJob = plainError("Cipher job failed")
)

func checkGCMNonce(size int) error {
	if size < minGCMNonce {
		return errInvalidIV
	}
	if size > maxGCMNonce {
		return errLongIV
	}
	return nil
}

func wholeGCM(key, iv []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithNonceSize(block, len(iv))
}

func sealGCM(key, iv, data, additional []byte, tagSize int) ([]byte, error) {
	whole, err := wholeGCM(key, iv)
	if err != nil {
		return nil, err
	}
	out := whole.Seal(nil, iv, data, additional)
	return out[:len(data)+tagSize], nil
}

// openGCM gives out nothing before the tag, which ends data, is known to be good.
func openGCM(key, iv, data, additional []byte, tagSize int) ([]byte, error) {
	if tagSize == aes.BlockSize {
		whole, err := wholeGCM(key, iv)
		if err != nil {
			return nil, err
		}
		out, err := whole.Open([]byte{}, iv, data, additional)
		if err != nil {
			return nil, wrapped(errCipherJob, err)
		}
		return out, nil
	}
	// The standard library knows no shorter tags beside nonces of any size.
	s, err := newCipher(fmt.Sprintf("aes-%d-gcm", 8*len(key)), false, key, iv, tagSize)
	if err != nil {
		return nil, err
	}
	text := len(data) - tagSize
	if err := s.setAuthTag(data[text:]); err != nil {
		return nil, err
	}
	if err := s.setAAD(additional, -1); err != nil {
		return nil, err
	}
	out, err := s.whole(data[:text])
	if err != nil {
		return nil, wrapped(errCipherJob, err)
	}
	return out, nil
}

// minKeyWrap is the least that RFC 3394 wraps: two blocks of 64 bits.
const minKeyWrap = 16

var (
	errWrapLength = plainError("error:1C8000E6:Provider routines::invalid input length")
	errUnwrap     = plainError("error:1C800066:Provider routines::cipher operation failed")
)

// aesKW(wrap, key, bytes, callback)
func (b *binding) aesKW(call goja.FunctionCall) goja.Value {
	wrap, k, data := call.Argument(0).ToBoolean(), b.key(call.Argument(1)), b.bytes(call.Argument(2))
	return b.run(call.Argument(3), func() (any, error) {
		block, err := aes.NewCipher(k.secret)
		if err != nil {
			return nil, err
		}
		least, do := minKeyWrap, josecipher.KeyWrap
		if !wrap {
			least, do = minKeyWrap+8, josecipher.KeyUnwrap
		}
		if len(data) < least || len(data)%8 != 0 {
			return nil, errWrapLength
		}
		out, err := do(block, data)
		if err != nil {
			return nil, wrapped(errUnwrap, err)
		}
		return out, nil
	})
}
