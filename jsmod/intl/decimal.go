package intl

import (
	"bytes"
	"strconv"
	"strings"
)

// decimal is a number as its digits: 0.d1d2d3… times ten to the exponent. Zero
// has no digits.
type decimal struct {
	negative bool
	kind     byte // 0 for a number, else nan or inf
	digits   []byte
	exponent int
}

const (
	nan = 'n'
	inf = 'i'
	// maxExponent bounds what a script can make us write.
	maxExponent = 20000
)

// parseDecimal reads what JavaScript's String gives of a number, or the text of
// one with more digits; anything else is not a number.
func parseDecimal(s string) decimal {
	var d decimal
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "-") {
		d.negative, s = true, s[1:]
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	if s == "Infinity" {
		d.kind = inf
		return d
	}
	mantissa, exponent, scaled := strings.Cut(strings.ToLower(s), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if scaled {
		n, err := strconv.Atoi(exponent)
		if err != nil || n > maxExponent || n < -maxExponent {
			return decimal{kind: nan}
		}
		d.exponent = n
	}
	if whole+fraction == "" || !all(whole+fraction, isDigit) {
		return decimal{kind: nan}
	}
	d.digits = []byte(whole + fraction)
	d.exponent += len(whole)
	d.trim()
	return d
}

// trim takes away zeros at both ends.
func (d *decimal) trim() {
	n := len(d.digits)
	d.digits = bytes.TrimLeft(d.digits, "0")
	d.exponent -= n - len(d.digits)
	d.digits = bytes.TrimRight(d.digits, "0")
	if len(d.digits) == 0 {
		d.exponent = 0
	}
}

func (d decimal) isZero() bool { return d.kind == 0 && len(d.digits) == 0 }

// magnitude is the power of ten of the first digit.
func (d decimal) magnitude() int {
	if len(d.digits) == 0 {
		return 0
	}
	return d.exponent - 1
}

func (d decimal) shift(n int) decimal {
	if len(d.digits) > 0 {
		d.exponent += n
	}
	return d
}

// round keeps the digits down to a power of ten, in steps of an increment.
func (d decimal) round(power int, increment int, mode string) decimal {
	if d.kind != 0 || len(d.digits) == 0 {
		return d
	}
	// The digits that stay, and how what goes compares with a half: in units of
	// the last place.
	keep := max(d.exponent-power, 0)
	whole := make([]byte, 0, keep)
	rest := []byte(nil)
	if d.exponent-power >= 0 {
		for i := range keep {
			if i < len(d.digits) {
				whole = append(whole, d.digits[i])
			} else {
				whole = append(whole, '0')
			}
		}
		rest = d.digits[min(keep, len(d.digits)):]
	} else {
		rest = append(bytes.Repeat([]byte{'0'}, min(power-d.exponent, 2)), d.digits...)
	}
	exact, half := compareHalf(rest)
	if increment > 1 {
		whole, exact, half = step(whole, rest, increment)
	}
	if !exact && roundsUp(mode, half, odd(whole, increment), d.negative) {
		whole = add(whole, increment)
	}
	out := decimal{negative: d.negative, digits: whole, exponent: power + len(whole)}
	out.trim()
	return out
}

// compareHalf tells whether the digits after a point are nothing, and whether
// they are less (-1), just (0) or more (1) than a half.
func compareHalf(rest []byte) (exact bool, half int) {
	tail := bytes.TrimRight(rest, "0")
	switch {
	case len(tail) == 0:
		return true, -1
	case tail[0] < '5':
		return false, -1
	case tail[0] == '5' && len(tail) == 1:
		return false, 0
	}
	return false, 1
}

// step is what rounding down to a multiple leaves, and how the rest compares with
// half an increment.
func step(whole, rest []byte, increment int) (down []byte, exact bool, half int) {
	remainder := 0
	for _, c := range whole {
		remainder = (remainder*10 + int(c-'0')) % increment
	}
	fraction, place := compareHalf(rest)
	down = subtract(whole, remainder)
	switch {
	case remainder == 0 && fraction:
		return down, true, -1
	case 2*remainder > increment, 2*remainder == increment && !fraction:
		return down, false, 1
	case 2*remainder == increment:
		return down, false, 0
	case 2*remainder == increment-1 && !fraction:
		return down, false, place
	}
	return down, false, -1
}

// odd reports whether digits are an odd multiple of an increment.
func odd(whole []byte, increment int) bool {
	remainder := 0
	for _, c := range whole {
		remainder = (remainder*10 + int(c-'0')) % (2 * increment)
	}
	return remainder != 0
}

func add(whole []byte, n int) []byte {
	for i := len(whole) - 1; n > 0; i-- {
		if i < 0 {
			whole, i = append([]byte{'0'}, whole...), 0
		}
		n += int(whole[i] - '0')
		whole[i] = byte(n%10) + '0'
		n /= 10
	}
	return whole
}

func subtract(whole []byte, n int) []byte {
	for i := len(whole) - 1; n > 0 && i >= 0; i-- {
		v := int(whole[i]-'0') - n%10
		n /= 10
		if v < 0 {
			v += 10
			n++
		}
		whole[i] = byte(v) + '0'
	}
	return whole
}

func roundsUp(mode string, half int, isOdd, negative bool) bool {
	switch mode {
	case "ceil":
		return !negative
	case "floor":
		return negative
	case "expand":
		return true
	case "trunc":
		return false
	}
	if half != 0 {
		return half > 0
	}
	switch mode {
	case "halfCeil":
		return !negative
	case "halfFloor":
		return negative
	case "halfTrunc":
		return false
	case "halfEven":
		return isOdd
	}
	return true
}
