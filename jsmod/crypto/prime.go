package crypto

import (
	"context"
	"crypto/rand"
	"math/big"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// primeOptions ask for a prime p with p mod add = rem where add is not nil.
type primeOptions struct {
	bits     int
	safe     bool // (p-1)/2 is prime too
	add, rem *big.Int
}

// primeFuncs generate and check primes.
func (b *binding) primeFuncs() bind.Funcs {
	return bind.Funcs{
		// generatePrime(bits, safe, add or undefined, rem or undefined, callback)
		"generatePrime": func(call goja.FunctionCall) goja.Value {
			opt := primeOptions{bits: int(call.Argument(0).ToInteger()), safe: call.Argument(1).ToBoolean()}
			if raw := b.optionalBytes(call.Argument(2)); raw != nil {
				opt.add = new(big.Int).SetBytes(raw)
				opt.rem = big.NewInt(1)
			}
			if raw := b.optionalBytes(call.Argument(3)); raw != nil {
				opt.rem = new(big.Int).SetBytes(raw)
			} else if opt.safe {
				opt.rem = big.NewInt(3)
			}
			if err := opt.check(); err != nil {
				b.throw(err)
			}
			return b.run(call.Argument(4), func() (any, error) {
				p, err := generatePrime(b.h.Context(), opt)
				if err != nil {
					return nil, err
				}
				return p.FillBytes(make([]byte, (opt.bits+7)/8)), nil
			})
		},
		// checkPrime(bytes, checks, callback)
		"checkPrime": func(call goja.FunctionCall) goja.Value {
			n := new(big.Int).SetBytes(b.view(call.Argument(0)))
			rounds := int(call.Argument(1).ToInteger())
			return b.run(call.Argument(2), func() (any, error) {
				return n.ProbablyPrime(max(rounds, primalityRounds)), nil
			})
		},
	}
}

func (o *primeOptions) check() error {
	if o.add == nil {
		return nil
	}
	if o.add.BitLen() > o.bits || o.add.Sign() == 0 {
		return codeError("RangeError", "ERR_OUT_OF_RANGE", "invalid options.add")
	}
	if o.rem.Cmp(o.add) >= 0 {
		return codeError("RangeError", "ERR_OUT_OF_RANGE", "invalid options.rem")
	}
	return nil
}

func (o *primeOptions) good(p *big.Int) bool {
	if p.BitLen() != o.bits || !p.ProbablyPrime(primalityRounds) {
		return false
	}
	return !o.safe || new(big.Int).Rsh(p, 1).ProbablyPrime(primalityRounds)
}

// generatePrime finds a prime of exactly so many bits, the two highest set when
// there is room, as OpenSSL does. Large ones take hours, unless ctx ends it.
func generatePrime(ctx context.Context, o primeOptions) (*big.Int, error) {
	if o.bits < 2 || o.safe && o.bits < 3 {
		return nil, plainError("error:01800076:bignum routines::bits too small")
	}
	add, rem := o.add, o.rem
	if add == nil {
		add, rem = big.NewInt(2), big.NewInt(1)
	}
	if add.Bit(0) == 1 && o.bits > 2 {
		// Every other candidate is even.
		if rem.Bit(0) == 0 {
			rem = new(big.Int).Add(rem, add)
		}
		add = new(big.Int).Lsh(add, 1)
	}
	if hopeless(add, rem, o) {
		return nil, errNoPrime()
	}
	if walks(add, o) {
		return searched(ctx, newSearch(add, rem, o))
	}
	for range tries(o.bits) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p, err := randomOfSize(o.bits)
		if err != nil {
			return nil, err
		}
		p.Sub(p, new(big.Int).Mod(p, add)).Add(p, rem)
		if o.good(p) {
			return p, nil
		}
	}
	return nil, errNoPrime()
}

// searched goes through windows until a prime is found.
func searched(ctx context.Context, s *search) (*big.Int, error) {
	for left := tries(s.o.bits); left > 0; {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p, looked, err := s.next(ctx)
		if p != nil || err != nil {
			return p, err
		}
		left -= looked
	}
	return nil, errNoPrime()
}

func errNoPrime() error {
	return plainError("error:0180007F:bignum routines::no suitable prime")
}

// tries is after how many candidates of so many bits the search ends. About one
// odd number in bits*bits/5 is a safe prime, and with other conditions fewer
// candidates are none: what exists is missed once in 10^17 searches.
func tries(bits int) int {
	return max(200_000, 8*bits*bits)
}

// hopeless tells where all candidates have a common factor, as (p-1)/2 have where
// it must be prime too.
func hopeless(add, rem *big.Int, o primeOptions) bool {
	common := func(a, b *big.Int, bits int) bool {
		g := new(big.Int).GCD(nil, nil, a, b)
		return g.BitLen() > 1 && g.BitLen() < bits
	}
	if common(add, rem, o.bits) {
		return true
	}
	if !o.safe || add.Bit(0) == 1 || rem.Bit(0) == 0 {
		return false
	}
	return common(new(big.Int).Rsh(add, 1), new(big.Int).Rsh(rem, 1), o.bits-1)
}

func randomOfSize(bits int) (*big.Int, error) {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
	if err != nil {
		return nil, err
	}
	n.SetBit(n, bits-1, 1)
	if bits > 8 {
		n.SetBit(n, bits-2, 1)
	}
	return n, nil
}
