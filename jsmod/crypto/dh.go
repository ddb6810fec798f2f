package crypto

import (
	"bytes"
	"context"
	"crypto/rand"
	"math/big"

	"filippo.io/bigmod"
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// dhState is one DiffieHellman. Exponents are secret, so powers are bigmod's;
// what is public is math/big's.
type dhState struct {
	p, g      *big.Int
	modulus   *bigmod.Modulus
	priv, pub []byte
	secret    int // bits of a private key to be made; see generate
	exact     bool
	verified  int // DH_check's answer, -1 until it is asked
}

// The flags of OpenSSL's DH_check (dh.h).
const (
	dhNotPrime      = 0x01
	dhNotSafePrime  = 0x02
	dhBadGenerator  = 0x08
	dhModulusSmall  = 0x80
	dhModulusLarge  = 0x100
	dhMinBits       = 512
	dhMaxBits       = 10000
	primalityRounds = 32
)

var (
	errDHModulusSmall = opensslError(0x0280007E, "dh", "modulus too small")
	errDHModulusLarge = opensslError(0x02800067, "dh", "modulus too large")
	errDHGenerator    = opensslError(0x02800065, "dh", "bad generator")
	errBitsTooSmall   = opensslError(0x01800076, "bn", "bits too small")
	errNoDHPrivate    = codeError("Error", "ERR_CRYPTO_INVALID_STATE", "No private key - did you forget to generate one?")
	errNoDHPublic     = codeError("Error", "ERR_CRYPTO_INVALID_STATE", "No public key - did you forget to generate one?")
)

func newDH(p, g *big.Int) (*dhState, error) {
	switch {
	case p.BitLen() < 2:
		return nil, errBitsTooSmall
	case p.BitLen() > dhMaxBits:
		return nil, errDHModulusLarge
	case g.Cmp(big.NewInt(1)) <= 0:
		return nil, errDHGenerator
	}
	m, err := bigmod.NewModulus(p.Bytes())
	if err != nil {
		return nil, wrapped(errDHModulusSmall, err)
	}
	s := &dhState{p: p, g: g, modulus: m, secret: p.BitLen() - 2, exact: true, verified: -1}
	if named := dhGroupOf(p, g); named.secret != 0 {
		s.secret, s.exact = named.secret, false
	}
	return s, nil
}

// dhGroupOf finds the named group that a script has spelled out, as OpenSSL does.
func dhGroupOf(p, g *big.Int) dhGroup {
	if g.IsInt64() && g.Int64() == 2 {
		for _, group := range dhGroups {
			if int(group.bits) == p.BitLen() && group.prime().Cmp(p) == 0 {
				return group
			}
		}
	}
	return dhGroup{}
}

// dhFuncs make DiffieHellmans of a group, of a prime, and of a size.
func (b *binding) dhFuncs() bind.Funcs {
	return bind.Funcs{
		"dhGroup": func(call goja.FunctionCall) goja.Value {
			g, ok := dhGroups[call.Argument(0).String()]
			if !ok {
				b.throw(codeError("Error", "ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group"))
			}
			s, err := newDH(g.prime(), big.NewInt(2))
			if err != nil {
				b.throw(err)
			}
			s.verified = 0
			return b.dhs.New(s)
		},
		// dh(prime bytes, generator bytes)
		"dh": func(call goja.FunctionCall) goja.Value {
			p, g := new(big.Int).SetBytes(b.view(call.Argument(0))), new(big.Int).SetBytes(b.view(call.Argument(1)))
			s, err := newDH(p, g)
			if err != nil {
				b.throw(err)
			}
			return b.dhs.New(s)
		},
		// dhOfSize(bits, generator bytes)
		"dhOfSize": func(call goja.FunctionCall) goja.Value {
			bits, g := int(call.Argument(0).ToInteger()), new(big.Int).SetBytes(b.view(call.Argument(1)))
			if bits < dhMinBits {
				b.throw(errDHModulusSmall)
			}
			if bits > dhMaxBits {
				b.throw(errDHModulusLarge)
			}
			// It takes long, and the runtime may end meanwhile.
			s, err := await(b.h.Context(), func() (any, error) {
				p, err := dhPrime(b.h.Context(), bits, g)
				if err != nil {
					return nil, err
				}
				return newDH(p, g)
			}, func() {})
			if err != nil {
				b.throw(err)
			}
			return b.dhs.New(s)
		},
	}
}

// dhPrime finds a safe prime below which g makes a large group, by OpenSSL's
// congruences.
func dhPrime(ctx context.Context, bits int, g *big.Int) (*big.Int, error) {
	add, rem := int64(12), int64(11)
	switch {
	case g.IsInt64() && g.Int64() == 2:
		add, rem = 24, 23
	case g.IsInt64() && g.Int64() == 5:
		add, rem = 60, 59
	}
	return generatePrime(ctx, primeOptions{bits: bits, safe: true, add: big.NewInt(add), rem: big.NewInt(rem)})
}

// check is DH_check for a group without a known order.
func (s *dhState) check() int {
	if s.verified >= 0 {
		return s.verified
	}
	flags := 0
	if s.p.BitLen() < dhMinBits {
		flags |= dhModulusSmall
	}
	last := new(big.Int).Sub(s.p, big.NewInt(1))
	if s.g.Cmp(last) >= 0 {
		flags |= dhBadGenerator
	}
	if !s.p.ProbablyPrime(primalityRounds) {
		flags |= dhNotPrime
	} else if !last.Rsh(last, 1).ProbablyPrime(primalityRounds) {
		flags |= dhNotSafePrime
	}
	s.verified = flags
	return flags
}

func (s *dhState) power(base *big.Int, exponent []byte) ([]byte, error) {
	base = new(big.Int).Mod(base, s.p)
	if s.p.Bit(0) == 0 {
		// No prime, so no secret to keep; bigmod would panic.
		e := new(big.Int).SetBytes(exponent)
		return base.Exp(base, e, s.p).FillBytes(make([]byte, s.modulus.Size())), nil
	}
	x, err := bigmod.NewNat().SetBytes(base.FillBytes(make([]byte, s.modulus.Size())), s.modulus)
	if err != nil {
		return nil, err
	}
	return bigmod.NewNat().Exp(x, exponent, s.modulus).Bytes(s.modulus), nil
}

// generate makes a public key, and before that a private one: below 2^secret in a
// group whose sizes are known, else with its highest bit set, as OpenSSL has it.
func (s *dhState) generate() ([]byte, error) {
	if s.p.BitLen() < dhMinBits {
		return nil, errDHModulusSmall
	}
	if s.priv == nil {
		s.priv = make([]byte, (s.secret+7)/8)
		spare := 8*len(s.priv) - s.secret
		for zero := true; zero; {
			rand.Read(s.priv)
			s.priv[0] &= 0xff >> spare
			if s.exact {
				s.priv[0] |= 0x80 >> spare
			}
			zero = new(big.Int).SetBytes(s.priv).Sign() == 0
		}
		s.priv = withoutZeros(s.priv)
	}
	pub, err := s.power(s.g, s.priv)
	if err != nil {
		return nil, err
	}
	s.pub = withoutZeros(pub)
	return s.pub, nil
}

// withoutZeros leaves out what a number does not need, as OpenSSL's keeps no such
// bytes. It is never nil.
func withoutZeros(b []byte) []byte { return append([]byte{}, bytes.TrimLeft(b, "\x00")...) }

// compute is the shared secret, as long as the prime.
func (s *dhState) compute(other []byte) ([]byte, error) {
	if s.p.BitLen() < dhMinBits {
		return nil, errDHModulusSmall
	}
	if s.priv == nil {
		return nil, codeError("RangeError", "ERR_CRYPTO_INVALID_KEYTYPE", "Invalid key type")
	}
	y := new(big.Int).SetBytes(other)
	if y.Cmp(big.NewInt(1)) <= 0 {
		return nil, codeError("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too small")
	}
	if y.Cmp(new(big.Int).Sub(s.p, big.NewInt(1))) >= 0 {
		return nil, codeError("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too large")
	}
	return s.power(y, s.priv)
}

type dhMethod = func(*dhState, goja.FunctionCall) goja.Value

func (b *binding) dhMethods() map[string]dhMethod {
	stored := func(get func(*dhState) []byte, missing *nodeError) dhMethod {
		return func(s *dhState, _ goja.FunctionCall) goja.Value {
			v := get(s)
			if v == nil {
				b.throw(missing)
			}
			return bind.NewBuffer(b.h, append([]byte{}, v...))
		}
	}
	return map[string]dhMethod{
		"generateKeys": func(s *dhState, _ goja.FunctionCall) goja.Value { return b.orThrow(clone(s.generate())) },
		"computeSecret": func(s *dhState, call goja.FunctionCall) goja.Value {
			return b.orThrow(s.compute(b.view(call.Argument(0))))
		},
		"getPrime":      stored(func(s *dhState) []byte { return s.p.Bytes() }, nil),
		"getGenerator":  stored(func(s *dhState) []byte { return s.g.Bytes() }, nil),
		"getPublicKey":  stored(func(s *dhState) []byte { return s.pub }, errNoDHPublic),
		"getPrivateKey": stored(func(s *dhState) []byte { return s.priv }, errNoDHPrivate),
		"setPublicKey": func(s *dhState, call goja.FunctionCall) goja.Value {
			s.pub = withoutZeros(b.bytes(call.Argument(0)))
			return goja.Undefined()
		},
		"setPrivateKey": func(s *dhState, call goja.FunctionCall) goja.Value {
			s.priv = withoutZeros(b.bytes(call.Argument(0)))
			return goja.Undefined()
		},
		"verifyError": func(s *dhState, _ goja.FunctionCall) goja.Value { return b.vm.ToValue(s.check()) },
	}
}

func clone(b []byte, err error) ([]byte, error) { return append([]byte{}, b...), err }
