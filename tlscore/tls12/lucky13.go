package tls12

import (
	"crypto"
	"crypto/subtle"
	"encoding"
	"encoding/binary"
	"hash"
	"math/bits"
)

// maxMACLen is the size of the longest MAC, that of HMAC-SHA384.
const maxMACLen = 48

// marshalledPrefix is the length of the magic at the start of the marshalled
// form of the standard library's SHA hashes. The chaining value follows, big
// endian; the form is kept stable, and cbc_test.go would notice a change.
const marshalledPrefix = 4

// secretLengthMAC is HMAC over a message whose length is secret between two
// public bounds. It hashes the same number of blocks for every length within
// them, and picks the chaining value after the right one without branching:
// the countermeasure of "Lucky Thirteen" section 6 and of A. Langley's text of
// 2013 on it. The hashes of the standard library show their chaining value in
// their marshalled form.
type secretLengthMAC struct {
	size      int // of the MAC
	blockSize int
	lengthLen int // bytes of the length at the end of the padding
	hash      hash.Hash
	innerKey  []byte // marshalled state after the padded key
	outerKey  []byte
	// Scratch, here so that no record allocates. got and want are for the check;
	// before it, got is the inner digest.
	got, want [maxMACLen]byte
	state     []byte
	block     []byte
	bitLength [16]byte
}

func newSecretLengthMAC(h crypto.Hash, key []byte) *secretLengthMAC {
	m := &secretLengthMAC{size: h.Size(), hash: h.New()}
	m.blockSize = m.hash.BlockSize()
	m.block = make([]byte, m.blockSize)
	m.lengthLen = m.blockSize / 8
	// Keys are as long as the MAC, never longer than a block (RFC 5246 section
	// 6.3), so RFC 2104's hashing of long keys does not arise.
	pad := make([]byte, m.blockSize)
	keyed := func(with byte) []byte {
		for i := range pad {
			pad[i] = with
		}
		subtle.XORBytes(pad, pad, key)
		m.hash.Reset()
		m.hash.Write(pad)
		return m.marshal(nil)
	}
	m.innerKey, m.outerKey = keyed(0x36), keyed(0x5c)
	return m
}

func (m *secretLengthMAC) marshal(into []byte) []byte {
	state, err := m.hash.(encoding.BinaryAppender).AppendBinary(into)
	if err != nil {
		panic("tls12: internal error: " + err.Error())
	}
	return state
}

func (m *secretLengthMAC) restore(state []byte) {
	if err := m.hash.(encoding.BinaryUnmarshaler).UnmarshalBinary(state); err != nil {
		panic("tls12: internal error: " + err.Error())
	}
}

// sum computes the MAC of prefix and data[:length]. What is public is len(data)
// and that length is between len(data)-size-256 and len(data)-size-1; prefix
// may hold secrets.
func (m *secretLengthMAC) sum(out, prefix, data []byte, length int) {
	shift := bits.TrailingZeros(uint(m.blockSize))
	least := len(prefix) + max(0, len(data)-m.size-256)
	most := len(prefix) + len(data) - m.size - 1
	total := len(prefix) + length
	lastBlock := (total + m.lengthLen) >> shift

	m.restore(m.innerKey)
	// Blocks that belong to the message whatever its length.
	public := least >> shift
	if public > 0 {
		m.hash.Write(prefix)
		m.hash.Write(data[:public<<shift-len(prefix)])
	}
	binary.BigEndian.PutUint64(m.bitLength[8:], uint64(total+m.blockSize)*8)
	clear(m.got[:])
	for i := public; i <= (most+m.lengthLen)>>shift; i++ {
		isLast := subtle.ConstantTimeEq(int32(i), int32(lastBlock))
		m.fill(i<<shift, prefix, data, total, byte(-isLast), m.bitLength[16-m.lengthLen:])
		m.hash.Write(m.block[:m.blockSize])
		m.state = m.marshal(m.state[:0])
		for j := range m.size {
			m.got[j] |= byte(-isLast) & m.state[marshalledPrefix+j]
		}
	}
	m.restore(m.outerKey)
	m.hash.Write(m.got[:m.size])
	m.hash.Sum(out[:0])
}

// fill makes the block that begins at byte start of the padded message: message,
// then 0x80, then zeros and, in the last block, the length.
func (m *secretLengthMAC) fill(start int, prefix, data []byte, total int, lastMask byte, bitLength []byte) {
	// What could be message is taken whole, for that place is public.
	block, n := m.block[:m.blockSize], 0
	if start < len(prefix) {
		n = copy(block, prefix[start:])
	}
	if at := start + n - len(prefix); at < len(data) {
		n += copy(block[n:], data[at:])
	}
	clear(block[n:])
	for j := range block {
		// The differences are far from overflow: their sign bit is the comparison.
		at := start + j
		before := byte((at - total) >> (bits.UintSize - 1))
		beyond := byte((total - at) >> (bits.UintSize - 1))
		block[j] = before&block[j] | (^before & ^beyond & 0x80)
	}
	tail := block[m.blockSize-m.lengthLen:]
	for j := range tail {
		tail[j] |= lastMask & bitLength[j]
	}
}

// copySecretMAC copies the len(mac) bytes at the secret offset at of data to
// mac. It reads all places where they can be, collects them rotated, and turns
// them back by powers of two, so that memory accesses do not depend on at.
func copySecretMAC(mac, data []byte, at int) {
	n := len(mac)
	start := max(0, len(data)-n-256)
	var rotated, turned [maxMACLen]byte
	offset, slot := 0, 0
	for i := start; i < len(data); i++ {
		started := ^((i - at) >> (bits.UintSize - 1))
		ended := ^((i - at - n) >> (bits.UintSize - 1))
		rotated[slot] |= data[i] & byte(started&^ended)
		offset |= slot & -subtle.ConstantTimeEq(int32(i), int32(at))
		slot++
		if slot == n {
			slot = 0
		}
	}
	for step := 1; step < n; step <<= 1 {
		take := byte(-(offset & 1))
		for i, from := 0, step; i < n; i++ {
			if from >= n {
				from -= n
			}
			turned[i] = take&rotated[from] | ^take&rotated[i]
			from++
		}
		rotated = turned
		offset >>= 1
	}
	copy(mac, rotated[:n])
}
