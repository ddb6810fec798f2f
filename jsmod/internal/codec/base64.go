package codec

// Both alphabets are read whichever name was given; base64Value is 64 and more
// for what is not a digit.
var base64Value = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xFF
	}
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := range len(digits) {
		t[digits[i]] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

func base64Len(t Text) int {
	n := t.Len()
	at := func(i int) uint16 {
		if t.units != nil {
			return t.units[i]
		}
		// In UTF-8 the last bytes are ASCII if and only if the last units are.
		return uint16(t.s[len(t.s)-n+i])
	}
	if t.units == nil && !t.ascii {
		return base64Len(Text{units: t.Units()})
	}
	bytes := n
	if n > 0 && at(n-1) == '=' {
		bytes--
		if n > 1 && at(n-2) == '=' {
			bytes--
		}
	}
	return bytes * 3 / 4
}

func encodeBase64(b []byte, t Text) int {
	if !t.ascii {
		return base64Digits(b, t.Units())
	}
	return base64Digits(b, []byte(t.s))
}

// base64Digits is lenient as Node is: the first padding character ends the text,
// what else is not a digit is passed over, of a unit above 255 the low byte
// counts, and a rest of fewer than eight bits is dropped.
func base64Digits[C byte | uint16](b []byte, s []C) int {
	var acc uint32
	bits, w := 0, 0
	for _, c := range s {
		if byte(c) == '=' {
			return w
		}
		d := base64Value[byte(c)]
		if d > 63 {
			continue
		}
		acc = acc<<6 | uint32(d)
		if bits += 6; bits < 8 {
			continue
		}
		if w == len(b) {
			return w
		}
		bits -= 8
		b[w] = byte(acc >> bits)
		w++
	}
	return w
}
